/**
 * Looking into a node without moving the walk: with the second cursor, at its first children only,
 * so that a node with very many of them costs no more.
 */
#ifndef PARSE_GRAMMAR_LOOK_H
#define PARSE_GRAMMAR_LOOK_H

#include "parse/grammar_walk.h"

/** True when a child in that field (0: none) plays that part. */
bool look_is_part(const struct node_part *part, TSFieldId field, TSNode node);

/** The child that plays a part, a null node when there is none. */
TSNode look_child(struct walk *walk, TSNode node, const struct node_part *part);

/** The class of a node: that of its rule, unless the rule asks for a token that is not there. */
enum node_class look_class(struct walk *walk, TSNode node);

/** What the wrappers around a node's only child hold: the string in HCL's expressions. */
TSNode look_unwrap(struct walk *walk, TSNode node);

/** A statement without the block that it holds: the head of an if, the signature of a function. */
struct extent look_head(struct walk *walk, TSNode node);

#endif
