/**
 * What if: severities once more, for another target or another day, from the costs that are known.
 *
 * Which model takes the place of which, what that costs, and the order of the targets stay as they
 * were scored: they need what only a scan sees.
 */
#ifndef SCORE_AGAIN_H
#define SCORE_AGAIN_H

#include "score/score.h"

/** A model, or a whole family, that is taken to end everywhere on a date. */
struct assumed_end {
    struct str model; /* id of a model or a family */
    struct str date;  /* ISO date */
};

struct assumed_ends VEC(struct assumed_end);

/** What is asked. */
struct what_if {
    struct score_options options; /* target "": the cheapest for each place */
    bool other_target;            /* than the one that was scored */
    struct assumed_ends ends;
};

/** Judges the findings again; texts are in the arena. */
void score_again(const struct what_if *what_if, const struct catalog *catalog,
                 const struct effort *effort, const struct findings *findings,
                 struct arena *arena);

#endif
