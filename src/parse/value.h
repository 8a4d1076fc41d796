/**
 * Values that are filled in later: ${MODEL:-llama2}, $(MODEL), {{ .Values.model | default "llama3"
 * }},
 * ${{ env.MODEL }}. Shared by all readers of configuration and commands.
 */
#ifndef PARSE_VALUE_H
#define PARSE_VALUE_H

#include "parse/add.h"

/**
 * Looks into the text of parse->sites.items[index]. All of it a variable or template action: the
 * site is dynamic and has its variable. A part of it: the site is partial. Defaults and literals
 * inside become sites of their own, otherwise like this one, with the variable that they stand for.
 */
void value_expand(struct parse *parse, const struct doc *doc, const struct lang *lang,
                  size_t index);

/** Adds a copy of `site` and expands it; a missing language is set. */
void value_add(struct parse *parse, const struct doc *doc, const struct lang *lang,
               const struct site *site);

/** The next template action in `text` at or after `from`: {{ }}, ${{ }}, {% %}, {# #}. */
bool template_next(struct str text, size_t from, struct extent *ret);

/** What a template action reads: "llm.model" of {{ .Values.llm.model }}; may be empty. */
struct str template_variable(struct str action);

#endif
