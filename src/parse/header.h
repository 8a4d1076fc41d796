/**
 * What the readers of binary headers share: fields as sites.
 */
#ifndef PARSE_HEADER_H
#define PARSE_HEADER_H

#include "parse/parse.h"

/** Where a field stands in the document. */
struct field {
    struct extent value;
    struct extent pair; /* with its key, or as much around it as belongs to it */
};

/** A field whose value stands in the document as text, of which a long one is cut. */
void header_text(struct parse *parse, const struct doc *doc, const struct lang *lang,
                 struct str key, struct field at);

/** A field whose value is written in another way there, with its text. */
void header_value(struct parse *parse, const struct doc *doc, const struct lang *lang,
                  struct str key, struct str text, struct field at);

#endif
