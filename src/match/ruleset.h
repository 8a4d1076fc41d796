/**
 * All detection rules, loaded, checked and ready to match.
 *
 * Lifetime: the run arena, const after loading.
 */
#ifndef MATCH_RULESET_H
#define MATCH_RULESET_H

#include "match/rule.h"

struct ruleset {
    struct rule **rules; /* sorted by id */
    size_t count;
    struct literals literals; /* of all rules; owner is the rule's index */
    struct str as_of;         /* date of the built-in data */
    struct str digest;        /* hash over the text of all rule and model files, hex */
};

/**
 * Loads detect/<category>.yaml files of `data`.
 *
 * Errors: ERR_SYNTAX with file and line: unknown key, duplicate id, a pattern that can never match,
 *         a built-in regex without a required literal, a rule without examples of yes and no.
 */
NODISCARD bool ruleset_load(const struct data *data, const struct catalog *catalog,
                            struct arena *run, struct ruleset *ret_ruleset, struct err *err);

const struct rule *ruleset_get(const struct ruleset *ruleset, struct str id);

#endif
