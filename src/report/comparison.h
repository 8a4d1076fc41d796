/**
 * What changed between saved reports: added, fixed, worse, and what it costs now.
 *
 * Lifetime: the arena given; reports are borrowed, and the findings of the last are marked.
 */
#ifndef REPORT_COMPARISON_H
#define REPORT_COMPARISON_H

#include "report/reporter.h"
#include "report/read.h"

/** An unchanged finding whose cost for the chosen target is another. */
struct cost_change {
    const struct finding *finding;
    double before;
    double now;
};

struct cost_changes VEC(struct cost_change);
struct saved_reports VEC(struct saved_report *);

struct comparison {
    struct saved_reports reports; /* oldest first, two at least */
    const struct saved_report *old; /* the first */
    const struct saved_report *now; /* the last */
    struct findings added;
    struct findings fixed;
    struct findings worse; /* of a higher severity now */
    struct cost_changes changed;
    size_t unchanged;
    struct str target; /* the target whose points are compared; id, or "" */
    bool other_rules;  /* the reports come from different rules */
    const struct gate *gate;
    size_t failing; /* new ones that the gate counts */
};

/** Only dependencies, and trouble with the tool's own controls, are compared. */
void comparison_make(const struct saved_reports *reports, struct str target,
                     const struct gate *gate, struct arena *arena, struct comparison *ret);

/** The target with that id in a report, or NULL. */
const struct target *comparison_target(const struct saved_report *report, struct str id);

/** How many dependencies a report has. */
size_t comparison_count(const struct saved_report *report);

/** What a report is called in a list: its date and the beginning of its revision. */
struct str comparison_name(const struct saved_report *report, struct arena *arena);

void comparison_text(const struct comparison *comparison, const struct style *style,
                     struct buf *out);
void comparison_markdown(const struct comparison *comparison, const struct style *style,
                         struct buf *out);
void comparison_json(const struct comparison *comparison, const struct style *style,
                     struct buf *out);

#endif
