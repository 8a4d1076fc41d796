/**
 * PCRE2 behind a small door: compiled once, matched with limits.
 *
 * Lifetime: a regex is heap memory of PCRE2; free it, or let it live as long as the process.
 * Threads:  compile anywhere; match from one thread at a time (the match data is inside).
 * Errors:   a pattern that does not compile is ERR_SYNTAX with the offset; a match that runs into
 *           a limit counts as no match and is counted: see regex_exhausted_count.
 */
#ifndef BASE_REGEX_H
#define BASE_REGEX_H

#include "base/arena.h"
#include "base/attr.h"
#include "base/err.h"
#include "base/str.h"

struct regex;

enum regex_trust {
    REGEX_BUILT_IN,  /* our own pattern: compiled to machine code */
    REGEX_UNTRUSTED, /* a pattern of the scanned tree: interpreted, tighter limits */
};

/** `flags`: REGEX_ICASE and the like. Patterns are bytes, not UTF-8; ^ and $ match at lines. */
enum { REGEX_ICASE = 1 };

NODISCARD struct regex *regex_new(struct str pattern, unsigned flags, enum regex_trust trust,
                                  struct err *err);

/**
 * The same in an arena for a pattern of our own, which is known to compile and does so at its first
 * match: most have none in a run. regex_free still has to give back what the arena does not know.
 */
struct regex *regex_later(struct str pattern, unsigned flags, struct arena *arena);

void regex_free(struct regex *regex);

/** One match: the whole and its groups as byte ranges of the subject. */
struct regex_match {
    size_t start;
    size_t end;
};

/** Finds the first match at or after `from`; the subject before `from` is visible to lookbehind. */
bool regex_find(struct regex *regex, struct str subject, size_t from, struct regex_match *ret);

/** The text of a named group of the last successful regex_find, or ptr NULL when it is unset. */
struct str regex_group(const struct regex *regex, struct str subject, const char *name);

/** How many matches of this process have run into a limit, so that they may have missed a place. */
size_t regex_exhausted_count(void);

#endif
