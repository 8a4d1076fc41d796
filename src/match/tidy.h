/**
 * What has been found in one document, put in order and without what stands there twice.
 */
#ifndef MATCH_TIDY_H
#define MATCH_TIDY_H

#include "match/directive.h"
#include "match/match.h"

/** Sorts references by place; of the same rule on overlapping spans the longer one stays. */
void tidy_references(struct references *references);

/** Sorts selections by place; one stays for each. */
void tidy_selections(struct selection_list *selections);

/** Drops references inside directives: names of rules and reasons there are no mentions. */
void tidy_own_words(const struct directives *directives, struct references *references);

#endif
