/**
 * Which model a rule names by what its condition captured.
 */
#ifndef MATCH_NAME_H
#define MATCH_NAME_H

#include "match/ruleset.h"

/** What the resolver found, else the rule's own, else that of its templates; or NULL. */
const struct model *name_model(const struct ruleset *ruleset, const struct rule *rule,
                               const struct capture *capture);

#endif
