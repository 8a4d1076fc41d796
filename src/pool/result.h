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
    struct str language; /* that it was parsed in, "text" without one; "" when it was not parsed */
    struct skip_list skips;
    struct match_result found;
};

#endif
