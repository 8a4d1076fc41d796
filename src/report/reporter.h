/**
 * Report formats. Adding one is a file and a row in report/reporters.c.
 *
 * Output is deterministic: no clock, no locale, no terminal width unless it is in the style.
 */
#ifndef REPORT_REPORTER_H
#define REPORT_REPORTER_H

#include "base/buf.h"
#include "report/report.h"

/** How text for a person looks. Machine formats ignore it. */
struct style {
    bool color;
    unsigned width;       /* columns; 0: not a terminal, do not cut */
    bool show_mentions;
    bool show_engines;
    bool brief;   /* the summary only */
    bool verbose; /* every term of every cost */
};

struct reporter {
    const char *name;
    const char *about; /* one line for --help */
    void (*write)(const struct report *report, const struct style *style, struct buf *out);
};

/** The row with that name, or NULL. */
const struct reporter *reporter_by_name(struct str name);

const struct reporter *reporter_table(size_t *ret_count);

#endif
