/**
 * The variables of a template, in the spellings of the usual template languages: {name}, {{ name
 * }},
 * ${name}, $name, #{name}, %s, %(name)s. What is code inside braces is taken as it is written.
 */
#ifndef PLAN_VARIABLES_H
#define PLAN_VARIABLES_H

#include "base/arena.h"
#include "base/vec.h"

struct variable {
    struct str name;    /* "question"; "" for a place without a name: {}, %s */
    struct str written; /* "{question}" */
};

struct variables VEC(struct variable);

/** In the order of their places, or each spelling once; slices of `text`. */
void variables_find(struct str text, bool once, struct arena *arena, struct variables *ret);

#endif
