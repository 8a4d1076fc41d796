/**
 * One document: the path and the text of a file, or of a piece inside one (a guest).
 *
 * Lifetime: the doc arena; all of it is gone after the file has been through match.
 * Units:    offsets count bytes from 0. Text is what parsers read: the bytes of the file, or
 *           UTF-8 made from UTF-16/32. The *file text* is the text of the outermost document, and
 *           every site, match and reference is placed by offsets into it.
 */
#ifndef WALK_DOC_H
#define WALK_DOC_H

#include "base/str.h"

struct doc {
    struct str path; /* relative to the scan root, '/' between folders, bytes as git has them */
    struct str text; /* not NUL-terminated */
    /* For a guest: origin[i] is the offset in the file text of text byte i, text.len + 1 entries.
     * NULL means that text starts at `base` in the file text and runs in step with it. */
    const uint32_t *origin;
    uint32_t base;
    struct str file_text; /* of the outermost document; equals text when this is it */
    bool binary;          /* the beginning of weights (walk/weights.h): no text, has no lines */
    unsigned depth;       /* 0 for a file, 1 for a guest in it, … up to LIMIT_GUEST_DEPTH */
};

/** The offset in the file text of byte `at` of the document's text; at <= text.len. */
static inline uint32_t doc_origin(const struct doc *doc, size_t at)
{
    return doc->origin ? doc->origin[at] : doc->base + (uint32_t)at;
}

#endif
