/**
 * The hash by which GitHub's code scanning knows a line again: `primaryLocationLineHash`.
 *
 * A rolling hash, modulo 2^64 with the base 37, of 100 UTF-16 code units from the beginning of a
 * line on. Blanks and tabs are left out, every line break is one '\n', and behind the end stand
 * 0xFFFF and zeros. Lines of one hash are numbered from 1 in the order of the file.
 * Described by https://github.com/github/codeql-action/blob/main/src/fingerprints.ts
 */
#ifndef MATCH_LINE_HASH_H
#define MATCH_LINE_HASH_H

#include "match/reference.h"

/** Sets line_hash of references that are sorted by place in `text`; the text of it in `result`. */
void line_hash_references(struct str text, struct references *references, struct arena *result);

#endif
