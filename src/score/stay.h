/**
 * The unranked row: what staying on Llama asks, and which of it makes a later move cheaper.
 */
#ifndef SCORE_STAY_H
#define SCORE_STAY_H

#include "score/rank.h"

/** Looks at the live places: retired ids, downloads, licence notice, local copy. */
void stay_list(const struct scorer *scorer, const struct places *places, struct result *result);

#endif
