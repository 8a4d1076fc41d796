/**
 * What comments say to the tool: `llama-audit:ignore RULE-ID [until=YYYY-MM-DD] -- reason`.
 *
 * Only comments are asked, never strings or prose. A directive holds for its own line; one that
 * stands alone on its line (or lines) holds for the next one as well, so that several may be
 * stacked. What becomes of it is decided in gate/suppress.c.
 *
 * Lifetime: the result arena; text is copied out of the document.
 * Units:    offsets count bytes of the file text.
 */
#ifndef MATCH_DIRECTIVE_H
#define MATCH_DIRECTIVE_H

#include "match/document.h"

enum directive_fault {
    DIRECTIVE_SOUND,
    DIRECTIVE_UNKNOWN_WORD, /* something else than `ignore` */
    DIRECTIVE_NO_RULE,
    DIRECTIVE_NO_REASON,
    DIRECTIVE_BAD_DATE,
    DIRECTIVE_FAULT_COUNT,
};

struct directive {
    struct str path;
    struct span span;     /* from `llama-audit:` to the end of the reason */
    struct extent covers; /* places in here are meant */
    enum directive_fault fault;
    bool alone;           /* nothing but its comment on its line */
    bool quoted; /* in a snippet of a document, where it may be an example */
    enum where where;
    struct str language;
    struct str rule; /* as written; "" when it is not there, as the two below */
    struct str until;
    struct str reason;
    struct str snippet; /* its line, credentials masked */
};

struct directives VEC(struct directive);

/** What a file with a directive has in it: a literal of every ruleset. */
#define DIRECTIVE_LITERAL "llama-audit:"

/** The directives in the comments of a document, in the order of their places. */
void directives_find(struct document *document, struct arena *result, struct directives *ret);

/** True for a day of the calendar written as YYYY-MM-DD. */
bool is_iso_date(struct str text);

#endif
