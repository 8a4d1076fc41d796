/**
 * Dependency, engine or mention: decided here and nowhere else, in the order of what counts. A
 * rule that names its kind has the last word.
 */
#ifndef MATCH_KIND_H
#define MATCH_KIND_H

#include "match/rule.h"
#include "match/words.h"

/**
 * The kind of a reference of `rule` that begins at byte `start` of the site's text.
 * `*ret_reason` says why it is a mention, or is NULL.
 */
enum kind kind_decide(const struct words *words, const struct rule *rule, const struct site *site,
                      enum where where, size_t start, const char **ret_reason);

#endif
