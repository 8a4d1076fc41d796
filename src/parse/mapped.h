/**
 * Decoded text that remembers where each of its bytes stands in the file: for strings with escapes,
 * scalars over several lines, commands with continued lines.
 *
 * Lifetime: the arena given; text and origins may be kept by sites and guests.
 * Units:    origins are offsets of the file text (see walk/doc.h).
 */
#ifndef PARSE_MAPPED_H
#define PARSE_MAPPED_H

#include "base/arena.h"
#include "parse/site.h"
#include "walk/doc.h"

/** Start with the arena set and the rest zero. */
struct mapped {
    struct arena *arena;
    char *bytes;
    uint32_t *origin;
    size_t len;
    size_t capacity;
};

/** Adds one byte that comes from `origin`. */
void mapped_byte(struct mapped *mapped, char c, uint32_t origin);

/** Adds a code point as UTF-8, all of it from `origin`; what is none becomes U+FFFD. */
void mapped_point(struct mapped *mapped, uint32_t point, uint32_t origin);

/** Adds the bytes [from, to) of a document as they are. */
void mapped_raw(struct mapped *mapped, const struct doc *doc, size_t from, size_t to);

/** The text so far. */
struct str mapped_text(const struct mapped *mapped);

/** Closes the text: `end` is the offset behind its last byte. Returns the len + 1 origins. */
const uint32_t *mapped_origin(struct mapped *mapped, uint32_t end);

/** Closes the text and gives it to a site; it stands in the bytes [from, to) of the document. */
void site_set_mapped(struct site *site, struct mapped *mapped, const struct doc *doc, size_t from,
                     size_t to);

/** Makes a site's text the bytes [from, to) of what it is now. */
void site_cut(struct site *site, size_t from, size_t to);

#endif
