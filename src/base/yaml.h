/**
 * YAML text as a tree whose nodes know their line: for our own files and the user's.
 *
 * Scanned YAML has a reader of its own in parse/; this one is for rules, models and configuration,
 * where a wrong key deserves a message with file and line.
 *
 * Lifetime: the tree lives in the arena given to yaml_parse; the text may go.
 * Units:    lines start at 1.
 */
#ifndef BASE_YAML_H
#define BASE_YAML_H

#include "base/arena.h"
#include "base/err.h"

enum yaml_kind { YAML_SCALAR, YAML_SEQUENCE, YAML_MAPPING };

struct yaml_node {
    enum yaml_kind kind;
    unsigned line;
    bool plain;                      /* a scalar without quotes: null, true, 3 */
    struct str scalar;               /* of a scalar */
    struct str key;                  /* of a child of a mapping */
    const struct yaml_node *parent;  /* NULL for the root */
    const struct yaml_node *first;   /* children of a sequence or mapping */
    const struct yaml_node *next;    /* the next child of the same parent */
    size_t count;                    /* how many children */
};

/**
 * Parses one document. An empty text gives an empty mapping. Anchors and aliases work; a second
 * document, a duplicate key and a nesting above LIMIT_NESTING are errors.
 *
 * Errors: ERR_SYNTAX, "LINE: reason"; wrap it with the file's name.
 */
NODISCARD bool yaml_parse(struct str text, struct arena *arena, const struct yaml_node **ret_root,
                          struct err *err);

/**
 * A tree without pointers to memory of its own, as the build leaves those of built-in files
 * (data/embed.c): nodes in the order of the text, a parent before its children, texts in one piece
 * with a NUL behind each.
 */
struct yaml_flat_node {
    uint32_t key, key_len; /* offset into `texts`; of a child of a mapping */
    uint32_t scalar, scalar_len;
    uint32_t line;
    uint32_t count;
    uint32_t parent; /* its number + 1, 0 for the root */
    uint32_t next;   /* the same: 0 for none */
    uint8_t kind;
    uint8_t plain;
    uint8_t keyed; /* it has a key, if only an empty one */
};

struct yaml_flat {
    const struct yaml_flat_node *nodes;
    size_t count;
    const char *texts; /* must outlive the tree */
};

/** The tree that yaml_parse made of the text. */
const struct yaml_node *yaml_unfold(const struct yaml_flat *flat, struct arena *arena);

/** The child of a mapping with that key, or NULL; NULL too when `node` is NULL or no mapping. */
const struct yaml_node *yaml_get(const struct yaml_node *node, const char *key);

/** The scalar at that key, or `fallback`. */
struct str yaml_get_str(const struct yaml_node *node, const char *key, const char *fallback);

/** For loops over children; NULL when `node` is NULL or a scalar. */
static inline const struct yaml_node *yaml_first(const struct yaml_node *node)
{
    return node ? node->first : NULL;
}

/**
 * Fails with the first key of a mapping that is not in the NULL-terminated list, and suggests the
 * nearest one. `name` is what to call the text in the message.
 */
NODISCARD bool yaml_check_keys(const struct yaml_node *node, const char *const *known,
                               const char *name, struct err *err);

/** True for the plain scalar "true", false for "false"; anything else is an error. */
NODISCARD bool yaml_to_bool(const struct yaml_node *node, const char *name, bool *ret,
                            struct err *err);

/** The nearest of a NULL-terminated list of words to `word`, or NULL when none is close. */
const char *nearest_word(struct str word, const char *const *words);

#endif
