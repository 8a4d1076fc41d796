/**
 * What each component of a repository would cost by itself: a matrix of components and targets.
 */
#ifndef SCORE_MATRIX_H
#define SCORE_MATRIX_H

#include "score/bill.h"

/** Fills result->components; nothing when dependencies are in fewer than two. Findings and work
 * items are complete. */
void list_components(const struct scorer *scorer, struct result *result);

#endif
