/**
 * The plan: what has to be done to leave Llama for one target, in order, and what of it can be
 * edited by the tool.
 *
 * Lifetime: the result arena.
 */
#ifndef PLAN_PLAN_H
#define PLAN_PLAN_H

#include "ledger/ledger.h"
#include "plan/edits.h"
#include "plan/owners.h"
#include "plan/packages.h"

/** One place of a package. */
struct plan_place {
    const struct finding *finding;
    const struct cost *cost; /* for the target */
    struct strs owners;
    const struct place_edit *edit;
};

struct plan_places VEC(struct plan_place);

struct package_work {
    const struct work_item *item;
    const struct cost *cost;
};

struct package_works VEC(struct package_work);

struct package {
    const struct package_kind *kind;
    struct plan_places places; /* by path and line */
    struct package_works work; /* most points first */
    struct points points;
    struct strs owners; /* of all its places, sorted */
    size_t edited_count;
};

/** A model in use and what takes its place, for one host. */
struct plan_swap {
    const struct model *model;
    struct str host; /* "" where none is named */
    const struct model *equivalent; /* NULL when there is none */
    struct str reason;
    size_t place_count;
};

struct plan_swaps VEC(struct plan_swap);

struct plan_blocker {
    struct str text;
    struct str path;
    uint32_t line;
    struct str way_round;
};

struct plan_blockers VEC(struct plan_blocker);

struct plan {
    const struct target *target;
    struct package *packages; /* all of them, also those without work, in their order */
    size_t package_count;
    struct plan_swaps swaps;
    struct plan_blockers blockers;
    const struct ledger *ledger; /* places that choose their model at run time are to be decided */
    const struct edits *edits;
};

/** Puts findings and work items of `result` into packages. `target` is one of its targets. */
void plan_make(const struct result *result, const struct target *target,
               const struct packages *packages, const struct edits *edits,
               const struct owners *owners, const struct ledger *ledger, struct arena *arena,
               struct plan *ret_plan);

/** The cost of a finding or work item for a target, or NULL. */
const struct cost *plan_cost(const struct costs *costs, struct str target);

#endif
