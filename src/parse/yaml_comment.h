/** What stands between the scalars of a YAML text, which libyaml does not report. */
#ifndef PARSE_YAML_COMMENT_H
#define PARSE_YAML_COMMENT_H

#include "parse/parse.h"
#include "parse/yaml_tree.h"

/** Adds the comments: `text` is what libyaml saw. */
void yaml_comments(struct parse *parse, const struct doc *doc, const struct lang *lang,
                   const struct yaml_tree *tree, struct str text);

/** Adds one comment site for [from, to), which begins with its sign. Dead when it looks like YAML.
 */
void yaml_comment_add(struct parse *parse, const struct doc *doc, const struct lang *lang,
                      size_t from, size_t to);

#endif
