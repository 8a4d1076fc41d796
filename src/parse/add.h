/**
 * Adding sites that need no more than a place.
 */
#ifndef PARSE_ADD_H
#define PARSE_ADD_H

#include "parse/parse.h"

/** Adds a copy of `site` without a look into its text. NULL once LIMIT_SITES is reached. */
struct site *site_add(struct parse *parse, const struct doc *doc, const struct lang *lang,
                      const struct site *site);

/** Adds a site for the bytes [from, to), which are their own statement. NULL as above. */
struct site *site_add_raw(struct parse *parse, const struct doc *doc, const struct lang *lang,
                          unsigned roles, size_t from, size_t to);

#endif
