/**
 * The line that a report shows of a match: cut around it, credentials masked.
 *
 * It depends on nothing but the text and the place, so references can be kept without it.
 */
#ifndef MATCH_SNIPPET_H
#define MATCH_SNIPPET_H

#include "match/document.h"
#include "match/match.h"

/** Sets snippet and snippet_start from the place; the text of it in `result`. */
void snippet_take(struct document *document, struct arena *result, struct reference *reference);
void snippet_take_directive(struct document *document, struct arena *result,
                            struct directive *directive);

/** True for what is in no line: then the path is shown. */
bool snippet_is_path(const struct reference *reference);

/**
 * Sets the snippets of everything that was found in the document. False, and nothing to go by, when
 * a place does not lie in its text.
 */
bool snippet_take_all(const struct doc *doc, struct arena *scratch, struct arena *result,
                      struct match_result *found);

#endif
