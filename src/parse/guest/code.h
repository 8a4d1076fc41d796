/**
 * Code inside configuration: a script of a workflow, a recipe, a RUN line, with the template
 * actions of the format around it.
 */
#ifndef PARSE_GUEST_CODE_H
#define PARSE_GUEST_CODE_H

#include "parse/parse.h"

/**
 * Reads the text of `host` as code. Template actions in it ({{ .Values.model }}, ${{ env.MODEL }})
 * are shown to the reader as shell variables, and are dynamic or partial in what comes back.
 *
 * host: text, at, origin; key, statement, record and snippet are inherited.
 */
void code_guest(struct parse *parse, const struct doc *doc, const struct lang *lang,
                const struct site *host);

/** The same for shell commands. */
void shell_guest(struct parse *parse, const struct doc *doc, const struct site *host);

#endif
