/**
 * The text of string literals: without quotes, escapes resolved, adjacent literals joined.
 *
 * Code inside a string, and what is concatenated to it that is not a literal, becomes "{}": the
 * text is then partial, and both bytes come from where that code stands.
 */
#ifndef PARSE_GRAMMAR_TEXT_H
#define PARSE_GRAMMAR_TEXT_H

#include "parse/grammar.h"

enum piece_kind { PIECE_RAW, PIECE_ESCAPE, PIECE_HOLE };

/** A range of the document's text. */
struct piece {
    enum piece_kind kind;
    uint32_t from;
    uint32_t to;
};

struct pieces VEC(struct piece);

/** Adds the pieces of one string node; `cursor` is reset for the walk. */
void pieces_of_string(struct pieces *pieces, const struct grammar *grammar, TSTreeCursor *cursor,
                      TSNode string, struct str text, struct arena *arena);

/** Gives a site the joined, decoded text. */
void site_set_pieces(struct site *site, const struct doc *doc, const struct pieces *pieces,
                     struct arena *arena);

/**
 * Decodes the escape sequence at text[at], which ends before `limit` at the latest, into `out`, at
 * most 4 bytes, `*ret_len` of them. Returns how many bytes of text it took, at least 1.
 */
size_t escape_decode(struct str text, size_t at, size_t limit, char out[4], size_t *ret_len);

#endif
