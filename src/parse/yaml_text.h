/**
 * The text of YAML scalars: without quotes, escapes resolved, lines folded, with its origins.
 */
#ifndef PARSE_YAML_TEXT_H
#define PARSE_YAML_TEXT_H

#include "parse/site.h"
#include "parse/yaml_tree.h"

/** Gives a site the text of a scalar: text, at and origin. */
void yaml_set_text(struct site *site, const struct doc *doc, const struct yaml_item *item,
                   struct arena *arena);

#endif
