/**
 * Rules look at sites; what fits becomes references.
 *
 * Lifetime: references and their text are copied into the result arena.
 * Order:    by place in the file, then by category strength and rule id.
 * Threads:  one process at a time for a ruleset: its regexes and its memory of models are used.
 */
#ifndef MATCH_MATCH_H
#define MATCH_MATCH_H

#include "ledger/ledger.h"
#include "match/directive.h"
#include "match/ruleset.h"
#include "walk/doc.h"

struct match_result {
    struct references references;
    struct selection_list selections; /* places that take their model from elsewhere */
    struct directives directives;
    /* Indices into ruleset->repository: evidence of the whole repository that this file holds. */
    struct rule_list repository_seen;
    bool truncated; /* LIMIT_REFERENCES */
    bool exhausted; /* a regular expression ran into a limit: it may have missed a place */
};

/**
 * Matches the sites of one file.
 *
 * hits: where literals of the ruleset stand in the file text, or NULL to try every rule.
 */
void match_sites(const struct ruleset *ruleset, const struct hits *hits, const struct doc *doc,
                 const struct sites *sites, struct arena *scratch, struct arena *result,
                 struct match_result *ret);

/** True when the `paths:` of the rule let this one through. */
bool rule_fits_path(const struct rule *rule, struct str path);

/** True when its `languages:` do; NULL is text. */
bool rule_fits_language(const struct rule *rule, const char *language);

/** True when a rule looks at paths and one of its literals stands in this one. */
bool match_wants_path(const struct ruleset *ruleset, struct str path);

/**
 * Settles, once, what needs all documents: applies the evidence of the whole repository, then
 * keeps of overlapping references of one file the strongest, with the ids of the others in `also`.
 *
 * seen: by index into ruleset->repository, whether any document holds it.
 */
void match_settle(const struct ruleset *ruleset, const bool *seen, struct arena *result,
                  struct references *references);

#endif
