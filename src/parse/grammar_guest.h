/**
 * Text in another language inside a syntax tree: a script in HTML, HTML in PHP, what a macro of C
 * stands for.
 */
#ifndef PARSE_GRAMMAR_GUEST_H
#define PARSE_GRAMMAR_GUEST_H

#include "parse/grammar_walk.h"

/** Reads a node of class GUEST: its value part, or all of it. */
void guest_read(struct walk *walk, const struct frame *frame, TSNode node,
                const struct node_rule *rule);

#endif
