/**
 * Reads a JSON report back into what the reporters take. A report is untrusted: it may come from
 * anywhere, from another version, or be no report at all.
 *
 * Lifetime: everything is in the arena given; rules, models and hosts that the report names are
 *           those of the engine where it knows them, else what the report says of them.
 * Errors:   ERR_SYNTAX with the file and what is wrong where. Keys that are not known are ignored:
 *           a minor version only adds.
 */
#ifndef REPORT_READ_H
#define REPORT_READ_H

#include "catalog/catalog.h"
#include "report/report.h"

/** What a report refers to. */
struct report_engine {
    const struct ruleset *ruleset;
    const struct catalog *catalog;
    const struct effort *effort;
};

/** A report and what it points to. */
struct saved_report {
    struct report report;
    struct ruleset ruleset; /* only what reporters print of it */
    struct ledger ledger;
    struct result result;
    struct gate gate;
};

/** Reads the file. `label` is what messages call it. */
NODISCARD bool report_read(const char *path, const struct report_engine *engine,
                           struct arena *arena, struct saved_report **ret_report,
                           struct err *err);

/** The same for a text. */
NODISCARD bool report_parse(struct str text, const char *label, const struct report_engine *engine,
                            struct arena *arena, struct saved_report **ret_report,
                            struct err *err);

#endif
