/**
 * Places that take their model from a name: whether the same file says what it is.
 */
#ifndef MATCH_SELECTION_H
#define MATCH_SELECTION_H

#include "parse/site.h"
#include "walk/doc.h"

/**
 * True when the file itself answers the dynamic `site`: its expression has a literal default
 * (`getenv("MODEL", "llama3")`, `process.env.MODEL ?? "llama3"`), or the name that it reads is given
 * a literal elsewhere in the file (`MODEL = "llama3"`). That literal is audited where it stands.
 */
bool selection_is_answered(const struct doc *doc, const struct sites *sites,
                           const struct site *site);

#endif
