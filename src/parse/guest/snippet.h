/**
 * Code in documents: fenced and indented blocks, code in the middle of a sentence. It is there to
 * be run or copied, so that what it names is live, unlike the prose around it.
 */
#ifndef PARSE_GUEST_SNIPPET_H
#define PARSE_GUEST_SNIPPET_H

#include "parse/parse.h"

/**
 * Reads a block of code. `host` has its text, at and origin; `info` is what the document calls its
 * language, or empty: then it is guessed. Prompts are taken off; what stands between lines with
 * prompts is recorded output, and so is what reads like it.
 */
void snippet_block(struct parse *parse, const struct doc *doc, const struct site *host,
                   struct str info);

/** Reads the commands among the code spans (`…`) in the bytes [from, to) of the document. */
void snippet_spans(struct parse *parse, const struct doc *doc, size_t from, size_t to);

/** True for a text that is a command or an assignment rather than a name or an expression. */
bool snippet_is_command(struct str text);

#endif
