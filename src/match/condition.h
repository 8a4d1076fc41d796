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
    bool captures; /* some part does, so that it can be the place of a reference */
    const struct yaml_node *source; /* where it stands in the rule */
};

/**
 * Compiles a YAML mapping whose keys are matcher keys, `any` or `all`; several keys in one mapping
 * are all required. `others` names further keys that the caller reads, NULL-terminated, or is NULL.
 *
 * Errors: ERR_SYNTAX with file and line.
 */
NODISCARD bool condition_compile(const struct yaml_node *node, const char *const *others,
                                 const struct compile_env *env, const struct condition **ret,
                                 struct err *err);

/**
 * True when the site satisfies it; the first matching text at or after `from` goes into
 * `ret_capture`. To find all, begin with 0 and go on from the end of what was found: what does not
 * depend on the place is only looked at when `from` is 0.
 */
bool condition_match(const struct condition *condition, const struct site *site, size_t from,
                     struct capture *ret_capture);

/**
 * Adds literals, one of which is in the raw bytes of every file in which it can match. False when
 * it has none. `*ret_local` becomes false when they may stand outside the site's own text.
 */
bool condition_literals(const struct condition *condition, struct arena *arena,
                        struct literals *out, bool *ret_local);

/** What a file must hold for it to match; NULL: nothing is known. */
const struct demand *condition_demand(const struct condition *condition, struct arena *arena);

/** The roles of the sites it is about; `usual` where it does not say. */
unsigned condition_roles(const struct condition *condition, unsigned usual);

/** True when the condition is about expressions that are no literals. */
bool condition_wants_dynamic(const struct condition *condition);

#endif
