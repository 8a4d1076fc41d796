/**
 * References → findings: one category and one model at one place.
 */
#ifndef SCORE_GROUP_H
#define SCORE_GROUP_H

#include "score/finding.h"

/**
 * Groups the references of a run, which match_settle has settled; observations and references below
 * `least` are left out. Those of one statement or record with the same category and model become
 * one finding; what else names the model of a record (its alias, its display name) belongs to it.
 *
 * references: sorted by path. The findings come sorted by path, line, column and category, with
 *             fingerprints, without costs and severity.
 */
void group_references(const struct references *references, enum confidence least,
                      struct arena *arena, struct findings *ret_findings);

/** Sorts by path, line, column and category. */
void findings_sort(struct findings *findings);

#endif
