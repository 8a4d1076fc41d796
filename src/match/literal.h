/**
 * From a text of a rule to what must stand in the raw bytes of a file, however it is escaped there.
 *
 * Lifetime: the arena that is given.
 */
#ifndef MATCH_LITERAL_H
#define MATCH_LITERAL_H

#include "match/demand.h"

enum {
    LITERAL_ICASE = 1 << 0,
    /* A word that begins or ends in the text does so in the file as well. */
    LITERAL_WORD_BEFORE = 1 << 1,
    LITERAL_WORD_BEHIND = 1 << 2,
    LITERAL_WORD = LITERAL_WORD_BEFORE | LITERAL_WORD_BEHIND,
};

/**
 * Adds literals, one of which stands in the raw bytes wherever `text` does: the longest piece that
 * no format escapes when it is long enough, else the text and its escaped spellings.
 * False, nothing added, when no piece of at least `least` bytes is certain.
 */
bool literal_add(struct str text, unsigned flags, size_t least, struct arena *arena,
                 struct literals *out);

/**
 * Of all texts one, with all of its pieces: as literal_add, but what has several pieces must have
 * them all. NULL when nothing is certain of one of them.
 */
const struct demand *literal_demand(const struct strs *texts, unsigned flags, size_t least,
                                    struct arena *arena);

/** The text as HTML and URLs write it, for what is searched in undecoded text; itself first. */
void spellings_add(struct str text, struct arena *arena, struct strs *out);

#endif
