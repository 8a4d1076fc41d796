/**
 * The fingerprint: what stays the same about a finding while its file changes around it.
 */
#ifndef SCORE_FINGERPRINT_H
#define SCORE_FINGERPRINT_H

#include "score/finding.h"

/**
 * Fills in both hashes of a finding. `fingerprint`: "v1:" and 16 hex digits over category, model
 * (else the matched text, without case and spacing), enclosing key or symbol, and path. Not over
 * rule, line, ordinal and severity. `identity`: the same without the path.
 */
void fingerprint_set(struct finding *finding, struct arena *arena);

#endif
