/**
 * Findings in groups, as a person wants to read them: by the work that they need, or by a property.
 *
 * Lifetime: the arena given; findings are borrowed.
 */
#ifndef REPORT_GROUPS_H
#define REPORT_GROUPS_H

#include "report/reporter.h"

/** Findings that are read together. */
struct finding_group {
    struct str title;
    struct strs advice;      /* what to do, for the chosen target */
    struct work_items items; /* the shared work behind it, all of one kind */
    bool general;            /* its findings stand in groups of their own */
    enum kind kind;          /* of its findings; in GROUP_WORK they are all of one kind */
    struct points own;       /* of the edits, for the chosen target */
    struct points shared;    /* of the shared work */
    struct findings findings; /* in the order of the report */
};

struct finding_groups VEC(struct finding_group *);

/** --target, else the best ranked; NULL when there is none. */
const struct target *chosen_target(const struct report *report);

/** The cost for that target, or NULL. */
const struct cost *cost_for(const struct costs *costs, struct str target);

/**
 * Groups what `wanted` lets through.
 *
 * Order: audit findings, then dependencies (most points first, or by name or path), then engines
 *        and mentions.
 */
void groups_make(const struct report *report, enum group_by by, enum sort_by sort,
                 bool (*wanted)(const void *state, const struct finding *finding),
                 const void *state, struct arena *arena, struct finding_groups *ret);

#endif
