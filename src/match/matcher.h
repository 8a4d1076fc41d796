/**
 * Rule kinds: text, regex, model-id, package, key, call, number. Adding one is a file and a row in
 * match/matchers.c.
 */
#ifndef MATCH_MATCHER_H
#define MATCH_MATCHER_H

#include "base/yaml.h"
#include "catalog/catalog.h"
#include "parse/site.h"
#include "prefilter/prefilter.h"

/** What a matcher found in a site. */
struct capture {
    size_t start; /* of the matched text in site->text */
    size_t end;
    struct resolution resolution; /* .model NULL when the matcher names none */
    struct str value;             /* for observations: the number or name that was captured */
};

struct compile_env {
    const struct catalog *catalog;
    struct arena *run;
    const char *name; /* of the rule file, for messages */
    bool built_in;    /* patterns of the scanned tree get tighter limits and no JIT */
};

/** One kind of rule condition. `key` is the YAML key that selects it. */
struct matcher {
    const char *key;
    /* YAML argument → private state in env->run. Messages name file and line. */
    bool (*compile)(const struct yaml_node *arg, const struct compile_env *env, void **ret_state,
                    struct err *err);
    /* Adds literals, one of which is in the raw bytes of every file that can match. Never empty:
     * escaped spellings are generated, and a rule without a literal does not load. A condition
     * that only narrows another one (it cannot stand alone) leaves this NULL. */
    void (*literals)(const void *state, struct arena *arena, struct literals *out);
    /* Called for every candidate site: no allocation, cannot fail. */
    bool (*match)(const void *state, const struct site *site, struct capture *ret_capture);
};

/** The row with that key, or NULL. */
const struct matcher *matcher_by_key(struct str key);

const struct matcher *matcher_table(size_t *ret_count);

#endif
