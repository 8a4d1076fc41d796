/**
 * What one document gave, whichever process looked at it.
 *
 * Lifetime: the arena of whoever asked for it; the path of the document is not repeated inside.
 */
#ifndef POOL_RESULT_H
#define POOL_RESULT_H

#include "match/match.h"

struct doc_result {
    bool scanned;        /* its bytes were looked at */
    bool deferred;       /* only observations can be in it: counts when there is a dependency */
    bool lasting;        /* the same bytes at the same path give the same again: for the cache */
    uint64_t outline;    /* of one that was only to be outlined: see history/outline.h */
    struct str language; /* that it was parsed in, "text" without one; "" when it was not parsed */
    struct skip_list skips;
    struct match_result found;
};

/** How much of LIMIT_RUN_REFERENCES it takes. */
static inline size_t doc_result_weight(const struct doc_result *result)
{
    return result->found.references.count + result->found.selections.count +
           result->found.directives.count;
}

/** Scanned, and nothing to say: most documents. */
static inline bool doc_result_is_nothing(const struct doc_result *result)
{
    const struct match_result *found = &result->found;
    return result->scanned && !result->deferred && result->language.len == 0 &&
           result->skips.count == 0 && doc_result_weight(result) == 0 &&
           found->repository_seen.count == 0 && !found->truncated && !found->exhausted;
}

/** Leaves out what counts for the limit, and says so when there was any. */
static inline void doc_result_truncate(struct doc_result *result)
{
    result->found.truncated = result->found.truncated || doc_result_weight(result) > 0;
    result->found.references = (struct references){ 0 };
    result->found.selections = (struct selection_list){ 0 };
    result->found.directives = (struct directives){ 0 };
}

#endif
