/**
 * References → findings: one category and one model at one place.
 */
#ifndef SCORE_GROUP_H
#define SCORE_GROUP_H

#include "score/finding.h"

/**
 * Groups the references of a run; observations and references below `least` are left out.
 *
 * Overlapping references become one (the stronger kind, then the stronger category, then the surer
 * and the longer one), those of one statement or record with the same category and model too.
 *
 * references: sorted by path. The findings come sorted by path, line, column and category, with
 *             fingerprints, without costs and severity.
 */
void group_references(const struct references *references, enum confidence least,
                      struct arena *arena, struct findings *ret_findings);

#endif
