/**
 * Command lines: from words to sites. Whoever finds a command — a shell script, the list form of a
 * Dockerfile or a manifest — hands its words here, so that a word means the same everywhere.
 */
#ifndef PARSE_GUEST_COMMAND_H
#define PARSE_GUEST_COMMAND_H

#include "parse/parse.h"

/**
 * Adds the sites of one simple command, without redirections.
 *
 * words: one site per word as it would be added: text, at, origin, statement, record, key, dynamic,
 *        variable, snippet and further roles (SITE_VALUE for an item of a list). Roles, command and
 *        flag are completed here.
 *
 * A word `--flag=value` becomes two sites, the flag and the value. `NAME=value` becomes a key and a
 * value. The command in the argument of `sh -c` or `python -c` is read as a guest. What is
 * installed or run by a package manager or docker is also a package.
 */
void command_add(struct parse *parse, const struct doc *doc, const struct lang *lang,
                 const struct site *words, size_t count);

#endif
