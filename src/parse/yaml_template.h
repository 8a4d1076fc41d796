/**
 * Template actions ({{ }}, {% %}, {# #}) in YAML, which libyaml shall not see.
 */
#ifndef PARSE_YAML_TEMPLATE_H
#define PARSE_YAML_TEMPLATE_H

#include "parse/parse.h"

/** Takes them out of `copy`: those that steer become blanks, those that stand for a value a word.
 */
void yaml_mask_actions(struct str text, char *copy);

/** Adds what was blanked and stands in no scalar: comments, and the literals of conditions. */
void yaml_add_masked(struct parse *parse, const struct doc *doc, const struct lang *lang,
                     const char *copy);

#endif
