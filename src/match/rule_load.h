/**
 * One rule from its YAML, checked by itself. What needs the other rules is checked in ruleset.c.
 *
 * Lifetime: the run arena.
 */
#ifndef MATCH_RULE_LOAD_H
#define MATCH_RULE_LOAD_H

#include "match/rule.h"

/** `warnings` takes what is allowed to a user's rule and costs time. */
NODISCARD bool rule_load(const struct yaml_node *node, enum category category,
                         const struct compile_env *env, struct strs *warnings, struct rule *rule,
                         struct err *err);

#endif
