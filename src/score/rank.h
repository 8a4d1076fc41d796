/**
 * The answer for each target: totals, blockers, order, and what decides.
 */
#ifndef SCORE_RANK_H
#define SCORE_RANK_H

#include "score/bill.h"

/** The bills of one finding, one per target, without triggers; all of it in the result arena. */
struct place {
    struct finding *finding;
    const struct bill *bills;
};

struct places VEC(struct place);

/** Sums and orders. Findings and work items of `result` are complete. */
void rank_targets(const struct scorer *scorer, const struct places *places, struct result *result);

/** The models that dependencies name, most used first. */
void list_models(const struct scorer *scorer, struct result *result);

#endif
