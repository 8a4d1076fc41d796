/**
 * Rules look at sites; what fits becomes references.
 *
 * Lifetime: references and their text are copied into the result arena.
 * Order:    by place in the file, then by category strength and rule id.
 */
#ifndef MATCH_MATCH_H
#define MATCH_MATCH_H

#include "ledger/ledger.h"
#include "match/ruleset.h"
#include "walk/doc.h"

struct match_result {
    struct references references;
    struct selection_list selections; /* places that take their model from elsewhere */
    bool truncated;                   /* LIMIT_REFERENCES */
};

/**
 * Matches the sites of one file.
 *
 * hits: where literals of the ruleset stand in the file text, or NULL to try every rule.
 */
void match_sites(const struct ruleset *ruleset, const struct hits *hits, const struct doc *doc,
                 const struct sites *sites, struct arena *scratch, struct arena *result,
                 struct match_result *ret);

#endif
