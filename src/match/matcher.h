/**
 * Rule kinds: text, regex, model-id, package, key, call, number, … Adding one is a file and a row
 * in match/matchers.c. `docs/rules.md` says what each means to the writer of a rule.
 */
#ifndef MATCH_MATCHER_H
#define MATCH_MATCHER_H

#include "base/yaml.h"
#include "catalog/catalog.h"
#include "match/demand.h"
#include "parse/site.h"
#include "prefilter/prefilter.h"

/** What a matcher found in a site. Texts are slices of the site's text or of the rule. */
struct capture {
    size_t start; /* of the matched text in site->text */
    size_t end;
    struct resolution resolution; /* .model NULL when the matcher names none */
    struct str value;             /* for observations: the number or name that was captured */
    struct str version;           /* groups `ver` and `size` of a regex, for `model:` templates */
    struct str size;
};

struct model_memo;
struct regex;

/** Compiled patterns, which are no arena memory. */
struct regexes VEC(struct regex *);

struct compile_env {
    const struct catalog *catalog;
    struct arena *run;
    const char *name;        /* of the rule file, for messages */
    bool built_in;           /* patterns of the scanned tree get tighter limits and no JIT */
    struct model_memo *memo; /* shared by all model-id conditions of a ruleset */
    struct regexes *regexes; /* takes what the ruleset has to give back */
};

/** One kind of rule condition. `key` is the YAML key that selects it. */
struct matcher {
    const char *key;
    /* What it finds becomes the place of the reference; otherwise it only narrows others. */
    bool captures;
    /* Its literals stand in the site's own text, so that sites without a hit need no look. */
    bool local;
    /* The roles of the sites it is about, bits of enum site_role; 0: the usual ones. */
    unsigned roles;
    /* YAML argument → private state in env->run. Messages name file and line. */
    bool (*compile)(const struct yaml_node *arg, const struct compile_env *env, void **ret_state,
                    struct err *err);
    /* Adds literals, one of which is in the raw bytes of every file that can match, escaped
     * spellings included. False, nothing added, when there are none: the condition then needs
     * another one beside it. NULL: never has any. */
    bool (*literals)(const void *state, struct arena *arena, struct literals *out);
    /* All that a file must hold, where that is more than one of `literals`; NULL: no more. */
    const struct demand *(*demand)(const void *state, struct arena *arena);
    /* The first match at or after `from` of the site's text. A matcher that only narrows looks at
     * the site alone. Called for every candidate site: no allocation, cannot fail. */
    bool (*match)(const void *state, const struct site *site, size_t from,
                  struct capture *ret_capture);
};

/** The row with that key, or NULL. */
const struct matcher *matcher_by_key(struct str key);

const struct matcher *const *matcher_table(size_t *ret_count);

/** The bits of enum site_role that a name or a list of names and groups stands for. */
NODISCARD bool roles_parse(const struct yaml_node *node, const char *name, unsigned *ret,
                           struct err *err);

/* What has been found in the text that was looked at last: several model-id conditions ask the
 * resolver the same. Belongs to one process; reset before another document. */
struct model_memo *model_memo_new(const struct catalog *catalog, struct arena *run);
void model_memo_reset(struct model_memo *memo);

/* ---- the rows of match/matchers.c ---- */

extern const struct matcher matcher_call;
extern const struct matcher matcher_command;
extern const struct matcher matcher_dynamic;
extern const struct matcher matcher_flag;
extern const struct matcher matcher_import;
extern const struct matcher matcher_in;
extern const struct matcher matcher_key;
extern const struct matcher matcher_language;
extern const struct matcher matcher_lock;
extern const struct matcher matcher_model_id;
extern const struct matcher matcher_number;
extern const struct matcher matcher_package;
extern const struct matcher matcher_regex;
extern const struct matcher matcher_symbol;
extern const struct matcher matcher_text;

#endif
