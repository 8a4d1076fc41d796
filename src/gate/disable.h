/**
 * Rules that are switched off: whole, for the run. Every report names them.
 *
 * Lifetime: the arena given.
 */
#ifndef GATE_DISABLE_H
#define GATE_DISABLE_H

#include "match/ruleset.h"
#include "score/finding.h"

/** One rule, or a glob over the ids of rules, such as sdk/ with a star. */
struct disabled {
    struct str pattern;
    unsigned line; /* in the configuration; 0: a flag said it */
};

struct disabled_list VEC(struct disabled);

/** What `list` comes to. */
struct switched_off {
    const struct disabled **by_rule; /* by index in the ruleset: what switched it off, or NULL */
    struct strs ids;                 /* of the rules, sorted */
};

/**
 * Errors: ERR_USAGE when nothing is called like that, or it is a rule about the tool's own controls
 *         or about coverage: a glob leaves those alone.
 */
NODISCARD bool disable_rules(const struct disabled_list *list, const struct ruleset *ruleset,
                             struct arena *arena, struct switched_off *ret, struct err *err);

/** True when the rule is off; `off` may be NULL. */
bool disable_is_off(const struct switched_off *off, const struct rule *rule);

/** Takes the references of rules that are off out of the list. */
void disable_drop(const struct switched_off *off, struct references *references);

#endif
