/**
 * Globs over names, as they stand in rules: `*` any text, `?` one byte, `{a,b}` either.
 *
 * Lifetime: the run arena.
 */
#ifndef MATCH_PATTERN_H
#define MATCH_PATTERN_H

#include "match/matcher.h"

enum {
    PATTERN_ICASE = 1 << 0,
    /* Names whose spelling varies: all '-', all '_', all '.' or as written. */
    PATTERN_PACKAGE = 1 << 1,
    /* The same for keys, arguments and flags: all '-', all '_' or nothing in their place, so that
     * "base_model" fits "baseModel". Mixed spellings fit only as written: every spelling that
     * fits contains one of the literals. */
    PATTERN_KEY = 1 << 2,
    /* The parts of a name may stand apart in the file: "a\n  .b()" is a.b. */
    PATTERN_PARTS = 1 << 3,
};

struct patterns {
    struct strs items; /* braces and spellings expanded, lower case with PATTERN_ICASE */
    unsigned flags;
};

/** From a scalar or a list of scalars. Errors: ERR_SYNTAX for anything else, with file and line. */
NODISCARD bool patterns_compile(const struct yaml_node *node, unsigned flags,
                                const struct compile_env *env, struct patterns *ret,
                                struct err *err);

/** Adds a pattern, expanded. */
void patterns_add(struct patterns *patterns, struct arena *run, struct str pattern);

/** True when any pattern fits the whole text. */
bool patterns_match(const struct patterns *patterns, struct str text);

/** Adds the longest piece without wildcards of each; false, nothing added, when one has none. */
bool patterns_literals(const struct patterns *patterns, struct arena *arena, struct literals *out);

/** The same with all pieces of a pattern. NULL when nothing is certain of one of them. */
const struct demand *patterns_demand(const struct patterns *patterns, struct arena *arena);

/** A scalar or a list of scalars as texts. */
NODISCARD bool strs_parse(const struct yaml_node *node, const char *name, struct arena *run,
                          struct strs *ret, struct err *err);

/** One glob without braces against a text; with `icase` the pattern is in lower case. */
bool wildcard_match(struct str pattern, struct str text, bool icase);

/** The alternatives of all {a,b} groups of a glob. */
void braces_expand(struct str pattern, struct arena *run, struct strs *out);

#endif
