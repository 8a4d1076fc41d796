/**
 * Packages as they are written: "vllm==0.6.3", "@scope/name@^1.2", "ollama/ollama:0.5".
 */
#ifndef PARSE_PACKAGE_H
#define PARSE_PACKAGE_H

#include "parse/parse.h"

/** Where the name and the version stand in a specification. */
struct package_spec {
    size_t name_from;
    size_t name_to;
    size_t version_from;
    size_t version_to;
};

/** Takes a specification of that ecosystem apart; false when it names no package. */
bool package_split(struct str text, struct str ecosystem, struct package_spec *ret);

/**
 * Adds a package site for the specification that is the text of `from`, with the place, key,
 * statement and record of it. Nothing is added for what names no package, or names it by a
 * variable.
 */
void package_add_spec(struct parse *parse, const struct doc *doc, const struct lang *lang,
                      const struct site *from, struct str ecosystem, bool lock);

/** The same where the text of `name` is nothing but the name. */
void package_add(struct parse *parse, const struct doc *doc, const struct lang *lang,
                 const struct site *name, struct str ecosystem, struct str version, bool lock);

#endif
