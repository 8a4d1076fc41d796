/**
 * Code that the C preprocessor never lets through: between "#if 0" and its #else or #endif, and
 * behind the #else of an "#if 1". Other conditions may hold, and are live.
 */
#ifndef PARSE_PREPROCESSOR_H
#define PARSE_PREPROCESSOR_H

#include "parse/parse.h"

/** Marks the sites from number `first` on that stand in such code as dead. */
void preprocessor_mark_dead(struct parse *parse, const struct doc *doc, size_t first);

#endif
