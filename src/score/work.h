/**
 * Shared work: what several findings trigger and what is paid once for each scope.
 */
#ifndef SCORE_WORK_H
#define SCORE_WORK_H

#include "score/bill.h"

/** Adds the work that the bill of `finding` for a target triggers. All zero is an empty table. */
struct work_table {
    struct map items; /* "change-host:groq" → struct work_item */
};

void work_add(struct work_table *table, const struct scorer *scorer, struct finding *finding,
              size_t target, const struct bill *bill);

/** Places that choose their model at run time: one re-evaluation each, only in the high total. */
void work_add_selections(struct work_table *table, const struct scorer *scorer, size_t count);

/** The items, most points first, then by id. */
void work_list(const struct work_table *table, struct arena *arena, struct work_items *ret_items);

#endif
