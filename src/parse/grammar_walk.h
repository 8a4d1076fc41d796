/**
 * One pass over a syntax tree that emits the sites in it.
 *
 * The walk keeps a stack of frames, one for each ancestor of the current node. A frame says what
 * its children inherit: the key path, the call and argument, the statement, the function.
 */
#ifndef PARSE_GRAMMAR_WALK_H
#define PARSE_GRAMMAR_WALK_H

#include "base/map.h"
#include "parse/grammar_text.h"

/** What a node's children know of their surroundings. Ranges are offsets into the doc's text. */
struct frame {
    /* inherited from frame to frame */
    struct extent statement;
    struct extent record;
    struct str key;
    struct str symbol;
    struct str callee;
    struct str argument;
    struct str module; /* what an import takes its names from */
    int position;
    unsigned roles;  /* ARGUMENT, VALUE, IMPORT: what a leaf here is besides its own role */
    bool outer_key;  /* key belongs to the call as a whole: a keyword argument starts anew */
    bool slot;       /* the child is the value or argument itself, not a part of it */
    bool assigned;   /* … and the name it is given to can stand for it */
    bool joined;     /* strings here are already in the site of a concatenation */
    bool test;
    /* of the node itself, set anew for each */
    enum node_class class;
    const struct node_rule *rule; /* of the node's type; its class is not always the node's */
    uint32_t start;
    uint32_t end;
    int commas;
    bool key_seen;
    bool token_seen;
    bool headed;       /* TABLE: its names are over */
    bool calls;        /* ARGS of a real call */
    bool wraps;        /* ARGS of a call that means its argument: str(x) */
    bool transparent;  /* CALL that means what stands in it */
    bool named;        /* CALL whose callee has its site already */
    bool lists;        /* ARGS that list values */
    bool test_follows; /* BLOCK: an attribute has marked the next item */
};

struct frames VEC(struct frame);

struct walk {
    struct parse *parse;
    const struct doc *doc;
    const struct lang *lang;
    const struct grammar *grammar;
    TSTreeCursor cursor;
    TSTreeCursor scratch; /* for looking into a node without moving */
    struct frames frames;
    struct pieces pieces; /* of the string at hand */
    struct map constants; /* names that this document sets to a literal */
    size_t first_site;
    bool fragment; /* a piece of its own host's language: need not parse by itself */
    uint32_t error_end;   /* end of the last error range */
    uint32_t error_bytes; /* in all error ranges */
};

static inline struct str node_text(const struct walk *walk, TSNode node)
{
    return str_slice(walk->doc->text, ts_node_start_byte(node), ts_node_end_byte(node));
}

static inline struct extent node_extent(TSNode node)
{
    return (struct extent){ ts_node_start_byte(node), ts_node_end_byte(node) };
}

/** Emits the sites below the tree's root. */
void walk_tree_sites(struct walk *walk, const TSTree *tree);

#endif
