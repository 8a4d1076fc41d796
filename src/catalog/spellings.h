/**
 * How models and hosts are spelled: regular expressions of the data with what they stand for.
 *
 * Lifetime: the run arena; a compiled expression is heap memory, made when it is first needed.
 */
#ifndef CATALOG_SPELLINGS_H
#define CATALOG_SPELLINGS_H

#include "base/map.h"
#include "base/regex.h"
#include "catalog/catalog.h"
#include "catalog/fields.h"

enum {
    /* Different literals of all spellings together; a set of them is a few machine words. */
    LITERAL_WORDS = 12,
    MAX_LITERALS = LITERAL_WORDS * 64,
    LITERAL_CLASSES = 64,
};

struct literal_set {
    uint64_t words[LITERAL_WORDS];
};

struct literal {
    struct str text; /* lower case */
    uint32_t next;   /* the next one that begins with the same two characters, + 1; 0 for none */
    bool leads;      /* to a model; others only tell spellings apart */
};

struct literals_index {
    struct literal items[MAX_LITERALS];
    size_t count;
    uint32_t heads[LITERAL_CLASSES * LITERAL_CLASSES]; /* by the first two characters; + 1 */
    uint64_t thirds[LITERAL_CLASSES * LITERAL_CLASSES]; /* likewise: the classes of a third, bits */
};

struct spelling {
    struct str pattern;
    struct strs literals;  /* one of them is in every match */
    struct strs with;      /* and one of these near it; empty when nothing else is needed */
    struct strs templates; /* ids to try in turn: "llama-{ver}-{size}b", "llama-{ver}" */
    struct literal_set set;
    struct literal_set with_set;
    uint64_t order;             /* smaller first; between equals the order of the files */
    size_t number;              /* the order of the files */
    unsigned line;              /* for messages, like the label of its file */
    const char *label;
    enum model_role role;
    const struct false_friend *friend; /* of a spelling that masks, else NULL */
    const struct host *host;           /* of a spelling of a host, else NULL */
    struct str value;                  /* of an attribute: "instruct", "gguf" */
    bool exact;
    bool unverified;
    struct regex *compiled;
};

struct spellings VEC(struct spelling);

/**
 * Reads one spelling: { regex, literals, with, model, order, exact, unverified }. The expression is
 * compiled at once when `check` is set, for files that are not built in.
 */
NODISCARD bool spelling_read(const struct source *source, const struct yaml_node *node, bool check,
                             struct spelling *ret);

/** The compiled expression. A built-in one always compiles: a test sees to that. */
struct regex *spelling_regex(struct spelling *spelling);

/** Fails for the first spelling whose expression does not compile. */
NODISCARD bool spelling_check(const struct source *source, struct spelling *spelling);

/** Gives literals numbers; false when there are too many. */
bool literals_add(struct literals_index *index, struct spelling *spelling);

/** The first place at or after `from` where a literal that leads to a model begins, or STR_NONE. */
size_t literals_next(const struct literals_index *index, struct str text, size_t from);

/** All literals that begin in [from, to). */
struct literal_set literals_in(const struct literals_index *index, struct str text, size_t from,
                               size_t to);

static inline bool literal_sets_meet(const struct literal_set *a, const struct literal_set *b)
{
    for (size_t i = 0; i < LITERAL_WORDS; i++) {
        if (a->words[i] & b->words[i])
            return true;
    }
    return false;
}

#endif
