/**
 * A bill in the making: what its parts share while one finding is looked at for one target.
 *
 * Lifetime: that of a call of bill_for; what is added is in the scratch arena, texts in the result
 *           arena.
 */
#ifndef SCORE_MAKER_H
#define SCORE_MAKER_H

#include "score/bill.h"

struct maker {
    const struct scorer *scorer;
    const struct finding *finding;
    const struct effort_target *target;
    size_t target_index;
    const struct change_kind *change;
    const struct needs *needs;
    struct bill *bill;
};

static inline struct arena *arena_of(const struct maker *maker)
{
    return maker->scorer->arena;
}

/** `proof` is the line that proves it, NULL for the finding itself; an empty text is the weight's. */
void add_term(const struct maker *maker, struct str change, const struct weight *weight,
              struct str text, const struct reference *proof);
void add_block(const struct maker *maker, struct block block, const struct reference *proof);
void add_trigger(const struct maker *maker, const struct work_kind *kind, struct str text,
                 const struct reference *proof);

/** The same for shared work that the program names. */
void add_work(const struct maker *maker, const char *id, struct str text,
              const struct reference *proof);

/** The weight of a change that the program names, for the target. */
const struct weight *weight_of(const struct maker *maker, const char *id);

/** Everything that follows from two models' facts; there is an equivalent, or the family has one
 * that the catalogue does not know. */
void add_differences(const struct maker *maker);

#endif
