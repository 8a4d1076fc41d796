/**
 * All detection rules, loaded, checked and ready to match.
 *
 * Lifetime: the run arena, const after loading.
 */
#ifndef MATCH_RULESET_H
#define MATCH_RULESET_H

#include "match/rule.h"
#include "match/words.h"

/** The rules that a literal wakes, by index. */
struct rule_list VEC(uint32_t);

/** Evidence that is looked for in every document and settled when all are in. */
struct repository_evidence {
    const struct rule *rule;
    const struct evidence *evidence;
};

struct repository_evidences VEC(struct repository_evidence);

struct ruleset {
    struct rule **rules; /* sorted by id */
    size_t count;
    struct literals literals;        /* of all rules, each once; owner is its own index here */
    uint32_t directive_literal;      /* its index there: no rule asks for it */
    struct rule_list *literal_rules; /* by literal */
    struct rule_list path_rules;     /* those that look at the path of a document */
    struct rule_list unbound;        /* those without literals */
    struct prefilter *paths; /* literals of path_rules */
    struct second *second;   /* for the second look (match/second.h) */
    struct repository_evidences repository;
    struct rule_list *literal_evidence; /* by literal: indices into `repository` */
    struct strs warnings;               /* "FILE:LINE: …", about a user's rules */
    struct str as_of;                   /* date of the built-in data, the rules' or the models' */
    struct str digest;                  /* hash over the text of all rule and model files, hex */
    struct words words;
    const struct catalog *catalog;
    struct model_memo *memo;
    struct regexes regexes;
};

/**
 * Loads detect/<category>.yaml files of `data`.
 *
 * Errors: ERR_SYNTAX with file and line: unknown key, duplicate id, a pattern that can never match,
 *         a built-in regex without a required literal, a rule without examples of yes and no.
 */
NODISCARD bool ruleset_load(const struct data *data, const struct catalog *catalog,
                            struct arena *run, struct ruleset *ret_ruleset, struct err *err);

/** Gives back the compiled patterns, which are no arena memory. Before its arena goes. */
void ruleset_release(struct ruleset *ruleset);

/** The rule with that id, or one that had it formerly; NULL when there is none. */
const struct rule *ruleset_get(const struct ruleset *ruleset, struct str id);

#endif
