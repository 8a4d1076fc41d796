/**
 * The nodes of a YAML text with their exact places, through libyaml's events.
 *
 * Lifetime: the arena given.
 * Units:    places are byte offsets into the document's text.
 */
#ifndef PARSE_YAML_TREE_H
#define PARSE_YAML_TREE_H

#include "base/arena.h"
#include "base/vec.h"
#include "parse/site.h"
#include "walk/doc.h"

enum yaml_item_kind { YAML_ITEM_SCALAR, YAML_ITEM_SEQUENCE, YAML_ITEM_MAPPING, YAML_ITEM_ALIAS };

enum yaml_style { YAML_STYLE_PLAIN, YAML_STYLE_SINGLE, YAML_STYLE_DOUBLE, YAML_STYLE_BLOCK };

struct yaml_item {
    enum yaml_item_kind kind;
    enum yaml_style style; /* of a scalar */
    uint32_t first;        /* child, an index; 0: none. In a mapping keys and values alternate */
    uint32_t next;         /* sibling */
    uint32_t last;         /* child */
    uint32_t start;        /* anchor and tag not included, quotes included */
    uint32_t end;
    uint32_t tag_start;
    struct str tag;   /* as written, "!Ref"; usually empty; a slice of the text read */
    struct str block; /* the value of a block scalar, as libyaml folds it */
};

struct extents VEC(struct extent);

/** items[0] is the root; its children are the documents. */
struct yaml_tree {
    struct arena *arena;
    struct yaml_item *items;
    size_t count;
    size_t capacity;
    struct extents unread; /* what libyaml could not read */
    struct str problem;    /* of the first of them; empty: all was read */
    size_t problem_at;     /* where */
    bool too_deep;
};

/**
 * Reads all documents of `text`, which is the document's with what libyaml shall not see blanked,
 * byte for byte in step with it. What cannot be read is listed in `unread`; the rest is in the
 * tree.
 */
void yaml_tree_read(struct yaml_tree *tree, struct str text, struct arena *arena);

/** A copy of the text that libyaml takes: one ASCII byte for every byte that it might refuse. */
char *yaml_clean_copy(struct str text, struct arena *arena);

#endif
