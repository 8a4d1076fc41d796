/**
 * Report formats. Adding one is a file and a row in report/reporters.c.
 *
 * Output is deterministic: no clock, no locale, no terminal width unless it is in the style.
 */
#ifndef REPORT_REPORTER_H
#define REPORT_REPORTER_H

#include "base/buf.h"
#include "report/report.h"

/** How findings are put together in the text report. */
enum group_by {
    GROUP_WORK,
    GROUP_MODEL,
    GROUP_FILE,
    GROUP_CATEGORY,
    GROUP_OWNER,
    GROUP_HOST,
};

enum sort_by { SORT_COST, SORT_PATH };

/** How text for a person looks. Machine formats ignore it. */
struct style {
    bool color;
    bool links;           /* the terminal understands OSC 8 */
    struct str root;      /* absolute folder that paths are relative to, for links; or "" */
    unsigned width;       /* columns; 0: not known */
    enum group_by group_by;
    enum sort_by sort;
    bool show_mentions;
    bool show_engines;
    bool show_suppressed;
    bool omit_suppressed; /* from SARIF */
    bool brief;   /* the summary only */
    bool verbose; /* every term of every cost */
};

struct reporter {
    const char *name;
    const char *about; /* one line for --help */
    void (*write)(const struct report *report, const struct style *style, struct buf *out);
    /* Says on one line what `write` leaves out because of the format's limits; false: nothing.
     * NULL: it has none. */
    bool (*cut)(const struct report *report, const struct style *style, struct buf *out);
};

/** The row with that name, or NULL. */
const struct reporter *reporter_by_name(struct str name);

const struct reporter *reporter_table(size_t *ret_count);

#endif
