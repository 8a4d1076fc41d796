/**
 * From a document to its sites.
 *
 * Lifetime: sites live in the doc arena; a parser (with its compiled queries) lives as long as its
 *           worker.
 * Errors:   odd content is noted as a skip and read as text; nothing here fails.
 * Threads:  one parser per worker.
 */
#ifndef PARSE_PARSE_H
#define PARSE_PARSE_H

#include "base/arena.h"
#include "ledger/ledger.h"
#include "parse/site.h"
#include "walk/doc.h"

struct lang;
struct parser; /* tree-sitter parser and compiled queries, kept from document to document */

struct parser *parser_new(void);
void parser_free(struct parser *parser);

/** The parse of one file, with the guests in it. Readers add to `sites` through parse_site. */
struct parse {
    struct parser *parser;
    struct arena *arena; /* the doc arena */
    struct sites sites;
    struct skip_list skips;
    const char *language;  /* of the file: what the ledger counts; "text" when none */
    size_t callback_count; /* of tree-sitter's progress callback, over all guests */
    /* Set while a guest is read: what its sites inherit from the place where it stands. */
    const struct site *host;
};

/** Parses a file: chooses the language, reads it, falls back to text. The result is in `parse`. */
void parse_doc(struct parse *parse, const struct doc *doc);

/** The same as plain text only: after a crash, a limit or the wall clock. */
void parse_doc_as_text(struct parse *parse, const struct doc *doc);

/* ---- for readers ---- */

/** Adds a site, zeroed, with language and what the host gives. NULL once LIMIT_SITES is reached. */
struct site *parse_site(struct parse *parse, const struct doc *doc, const struct lang *lang,
                        unsigned roles);

/** Sets text, at and origin of a site from the bytes [from, to) of the document, undecoded. */
void site_set_raw(struct site *site, const struct doc *doc, size_t from, size_t to);

/** Notes that the document, or a part, could not be read as what it is. One note per reason. */
void parse_note(struct parse *parse, const struct doc *doc, enum skip_reason reason,
                enum skip_effect effect, const char *format, ...) PRINTF_LIKE(5, 6);

/**
 * Reads a guest: text of another language inside `host_doc`.
 *
 * text:   the guest's text, decoded; `origin` as in struct doc (NULL: in step from `base`, an
 *         offset in the *file text*).
 * host:   what the guest's sites inherit (key, snippet, dead, statement when they have none), or
 *         NULL.
 * A guest that does not parse in its language is read as text; too deep a nesting is noted.
 */
void parse_guest(struct parse *parse, const struct doc *host_doc, const struct lang *lang,
                 struct str text, const uint32_t *origin, uint32_t base, const struct site *host);

#endif
