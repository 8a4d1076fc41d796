/**
 * One pass over the raw bytes of a file with the literals of all rules. Nearly every file ends
 * here, so this is where speed lives; recall comes first, so a hit may be false but a miss may not.
 *
 * Lifetime: a prefilter is built once in the run arena, then const; hits live in the doc arena.
 * Threads:  any number of readers.
 */
#ifndef PREFILTER_PREFILTER_H
#define PREFILTER_PREFILTER_H

#include "base/arena.h"
#include "base/vec.h"

struct literal {
    struct str text; /* at least two bytes */
    bool icase;      /* A-Z and a-z are the same */
    /* No letter, digit or '_' may stand there; before it one may that ends an escape: "\\nllama". */
    bool word_before;
    bool word_behind;
    uint32_t owner;  /* for the caller: which rule asked for it */
};

struct literals VEC(struct literal);

struct prefilter;

/** At how many places of source text it stands, about: 0.001 for one in every thousand bytes. */
double prefilter_share(const struct literal *literal);

/** Copies the literals. */
struct prefilter *prefilter_new(const struct literals *literals, struct arena *run);

/** One literal of the list at one place. */
struct hit {
    uint32_t literal; /* index into the literals given to prefilter_new */
    uint32_t offset;
};

struct hits VEC(struct hit);

/** True when any literal stands in `bytes`; stops at the first one. */
bool prefilter_any(const struct prefilter *prefilter, struct str bytes);

/** Sets `seen`, by index of the literal, for each that stands in `bytes`; others are left. */
void prefilter_mark(const struct prefilter *prefilter, struct str bytes, bool *seen);

/** All hits, sorted by offset and then by literal. */
void prefilter_scan(const struct prefilter *prefilter, struct str bytes, struct arena *arena,
                    struct hits *ret);

/** The same without instructions that not every processor has. */
void prefilter_scan_plain(const struct prefilter *prefilter, struct str bytes, struct arena *arena,
                          struct hits *ret);

/** The same by comparing every literal at every byte: the reference for tests. */
void prefilter_scan_naive(const struct prefilter *prefilter, struct str bytes, struct arena *arena,
                          struct hits *ret);

#endif
