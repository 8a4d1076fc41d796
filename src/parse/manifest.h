/**
 * Manifests and lock files that are JSON, TOML, YAML, XML or code: their readers emit keys, values
 * and strings; a table says which of these are packages.
 */
#ifndef PARSE_MANIFEST_H
#define PARSE_MANIFEST_H

#include "parse/parse.h"

/** Adds a package site for every package that the sites of a manifest name. Others stay as they
 * are. */
void manifest_packages(struct parse *parse, const struct doc *doc);

#endif
