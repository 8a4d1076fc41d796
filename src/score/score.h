/**
 * From references to findings, costs, totals and the ranking of targets.
 *
 * Everything here is opinion derived from facts about two models; each number keeps the terms that
 * it is made of. Weights come from rules/effort.yaml.
 */
#ifndef SCORE_SCORE_H
#define SCORE_SCORE_H

#include "catalog/catalog.h"
#include "ledger/ledger.h"
#include "match/ruleset.h"
#include "score/finding.h"
#include "score/require.h"

struct effort;

/** Loads effort.yaml of `data`; its targets are in the catalogue, the change kinds of rules in it.
 */
NODISCARD bool effort_load(const struct data *data, const struct catalog *catalog,
                           const struct ruleset *ruleset, struct arena *run,
                           struct effort **ret_effort, struct err *err);

/** A choice that the user made: this model in place of that one. */
struct pin {
    struct str source; /* id of a model or family in use, or an alias */
    struct str target; /* id of a member of a target family */
};

struct pins VEC(struct pin);

/**
 * Leaves the targets that are scored: those that are on by default and the opt-in families named.
 * Call once, before anything is scored.
 *
 * Errors: ERR_USAGE for a family that is none.
 */
NODISCARD bool effort_select(struct effort *effort, const struct strs *also, struct err *err);

struct score_options {
    struct str target;           /* family id of --target, or "" */
    const char *target_option;   /* the option that gave it, for messages; NULL: --target */
    struct str today;            /* ISO date */
    unsigned warn_retiring_days; /* 90 */
    enum confidence min_confidence;
    struct pins pins;
    struct requirements requirements;
    double days_per_point; /* 0: not set */
    struct strs components; /* folders that are costed by themselves; empty: those with a manifest */
    struct strs paths; /* of the files that were audited; empty: not known */
    /* Called when the findings are made and before they are counted: marks what is suppressed and
     * may add findings of kind audit. May be NULL. */
    void (*settle)(const void *state, struct findings *findings);
    const void *settle_state;
};

/**
 * Scores the references of a whole run.
 *
 * references: sorted by path and place; borrowed, text is shared with the result.
 */
NODISCARD bool score_references(const struct references *references, const struct ledger *ledger,
                                const struct catalog *catalog, const struct effort *effort,
                                const struct score_options *options, struct arena *result,
                                struct result *ret_result, struct err *err);

#endif
