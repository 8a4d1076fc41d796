/**
 * The second look at a document: what the rules whose literals stand in it could find.
 */
#ifndef MATCH_INTEREST_H
#define MATCH_INTEREST_H

#include "match/match.h"

enum match_interest {
    INTEREST_NONE,
    /* Only what the repository needs of a model, which matters where there is a dependency. */
    INTEREST_OBSERVATIONS,
    INTEREST_FINDINGS,
};

/** Never less than what matching the parsed document gives. */
enum match_interest match_interest(const struct ruleset *ruleset, const struct hits *hits,
                                   const struct doc *doc, struct arena *scratch);

#endif
