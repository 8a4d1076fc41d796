/**
 * What sort of place it is, from the path of the file and what is known of the site. The order is
 * fixed: lock, notebook, test, docs, infra, data, config, code; the first that fits.
 */
#ifndef MATCH_WHERE_H
#define MATCH_WHERE_H

#include "match/reference.h"
#include "parse/site.h"

/** By the path alone. */
enum where where_of_path(struct str path);

/** `path_where` is where_of_path of the document. */
enum where where_of_site(enum where path_where, const struct site *site);

#endif
