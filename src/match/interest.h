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
    /* Findings that are no dependency whatever else there is, and places that choose a model when
     * they run. */
    INTEREST_OTHERS,
    INTEREST_FINDINGS,
};

/** Makes what match_possible needs; worth it where there are many documents. Before a fork. */
void match_prepare(const struct ruleset *ruleset);

/** A quick look: false when no rule can match in the document. True when it is not prepared. */
bool match_possible(const struct ruleset *ruleset, const struct doc *doc);

/** Never less than what matching the parsed document gives. */
enum match_interest match_interest(const struct ruleset *ruleset, const struct hits *hits,
                                   const struct doc *doc, struct arena *scratch);

/**
 * Of the hits those that can lead to a dependency, or are evidence that decides about one; what the
 * path leads to (match_wants_path) has none. False when there may be more: weights, or a rule that
 * is tried on every file.
 */
bool match_telling_hits(const struct ruleset *ruleset, const struct hits *hits,
                        const struct doc *doc, struct arena *scratch, struct hits *ret);

#endif
