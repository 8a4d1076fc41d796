/**
 * Conditions: what a rule or its counter-evidence asks of a site. One matcher kind, or `any:` /
 * `all:` of conditions.
 *
 * Lifetime: the run arena.
 */
#ifndef MATCH_CONDITION_H
#define MATCH_CONDITION_H

#include "match/matcher.h"

enum condition_op { CONDITION_LEAF, CONDITION_ANY, CONDITION_ALL };

struct condition {
    enum condition_op op;
    const struct matcher *matcher; /* of a leaf */
    void *state;
    const struct condition **parts; /* of any and all */
    size_t part_count;
};

/**
 * Compiles a YAML mapping whose keys are matcher keys, `any` or `all`; several keys in one mapping
 * are all required.
 *
 * Errors: ERR_SYNTAX with file and line.
 */
NODISCARD bool condition_compile(const struct yaml_node *node, const struct compile_env *env,
                                 const struct condition **ret, struct err *err);

/** True when the site satisfies it; the first matching text goes into `ret_capture`. */
bool condition_match(const struct condition *condition, const struct site *site,
                     struct capture *ret_capture);

/** Adds literals, one of which is in the raw bytes of every file in which it can match. */
void condition_literals(const struct condition *condition, struct arena *arena,
                        struct literals *out);

#endif
