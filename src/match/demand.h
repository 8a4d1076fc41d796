/**
 * What a file must hold for a condition to match in it: literals joined by and / or. NULL where
 * nothing is known. A rule whose demand is not met wakes no parser.
 *
 * Lifetime: the arena that is given.
 */
#ifndef MATCH_DEMAND_H
#define MATCH_DEMAND_H

#include "prefilter/prefilter.h"

enum demand_op { DEMAND_LITERAL, DEMAND_ALL, DEMAND_ANY };

struct demand {
    enum demand_op op;
    struct literals literals; /* of DEMAND_LITERAL: one of these; `owner` is an index of the ruleset */
    const struct demand **parts;
    size_t part_count;
};

struct demands VEC(const struct demand *);

/** One of these; NULL for an empty list. */
const struct demand *demand_one_of(const struct literals *literals, struct arena *arena);

/** All of the parts, of which NULL asks for nothing; or any, which is NULL when a part is. */
const struct demand *demand_join(enum demand_op op, const struct demands *parts,
                                 struct arena *arena);

/**
 * Adds the literals that are rarest in source text, one of which is wherever it is met. `shares`
 * says by `owner` what each costs: how common it is, for instance. What is added is set to 0 there,
 * and what is 0 is searched already and not added again.
 */
void demand_rarest(const struct demand *demand, double *shares, struct arena *arena,
                   struct literals *out);

/** True when it is met; `seen` says by `owner` which literals stand in the file. */
bool demand_is_met(const struct demand *demand, const bool *seen);

#endif
