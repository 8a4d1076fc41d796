/**
 * One document while its sites are matched: lines, sites by place, and evidence around a place.
 *
 * Lifetime: the scratch arena of match_sites.
 */
#ifndef MATCH_DOCUMENT_H
#define MATCH_DOCUMENT_H

#include "base/map.h"
#include "match/ruleset.h"
#include "walk/doc.h"

struct document {
    const struct doc *doc;
    const struct sites *sites;
    struct arena *scratch;
    enum where where; /* of the path */
    uint32_t *lines;  /* offsets at which lines begin; made when first needed */
    size_t line_count;
    const struct site **by_start; /* sites sorted by place; made when first needed */
    uint32_t longest;             /* bytes of the longest site */
    struct map file_evidence;     /* condition → whether it is known to hold */
    struct map site_evidence;     /* condition and site of a long text → the same */
};

/** Line and column of the bytes [start, end) of the file text. */
struct span document_span(struct document *document, uint32_t start, uint32_t end);

/** Fills in the UTF-16 columns of references that are sorted by place. */
void document_count_utf16(struct document *document, struct references *references);

/** The line at an offset, without its line break. */
struct extent document_line(struct document *document, uint32_t offset);

/** True when the evidence is there, in its scope, for a match at [start, end) of the site's text.
 */
bool document_evidence(struct document *document, const struct evidence *evidence,
                       const struct site *site, size_t start, size_t end);

/** True when the condition holds anywhere in the file, its sites or its path. */
bool document_holds(struct document *document, const struct condition *condition);

#endif
