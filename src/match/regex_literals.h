/**
 * What a regular expression cannot match without: texts, one of which is in every match.
 *
 * Lifetime: the arena that is given.
 */
#ifndef MATCH_REGEX_LITERALS_H
#define MATCH_REGEX_LITERALS_H

#include "match/demand.h"

/**
 * Adds them with their escaped spellings. False, nothing added, when the pattern has none of three
 * bytes, or uses what this small reader does not follow (\Q, (?x), conditions); `literals:` in
 * the rule then names them.
 */
bool regex_literals(struct str pattern, bool icase, struct arena *arena, struct literals *out);


/** All that is known to stand in every match; NULL when nothing is. */
const struct demand *regex_demand(struct str pattern, bool icase, struct arena *arena);

#endif
