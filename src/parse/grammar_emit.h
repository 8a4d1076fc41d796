/**
 * The sites that a walk over a syntax tree emits. Each takes its surroundings from the frame.
 */
#ifndef PARSE_GRAMMAR_EMIT_H
#define PARSE_GRAMMAR_EMIT_H

#include "parse/grammar_walk.h"

/** The bytes `own` as they are. NULL when there is no room for another site. */
struct site *emit_raw(struct walk *walk, const struct frame *frame, unsigned roles,
                      struct extent own);

void emit_string(struct walk *walk, const struct frame *frame, TSNode node);

/** Emits "a" + b + "c" as one string. False, and nothing emitted, when no operand is a string. */
bool emit_concat(struct walk *walk, const struct frame *frame, TSNode node);

/** A name or dotted chain; dynamic when it stands where a value is expected. */
void emit_name(struct walk *walk, const struct frame *frame, TSNode node);

/** Code that stands where a value or argument is expected: it will be known at run time. */
void emit_dynamic(struct walk *walk, const struct frame *frame, TSNode node);

void emit_key(struct walk *walk, const struct frame *frame, TSNode node);
/** No site: remembers that the name at hand is set to a literal in this document. */
void emit_constant(struct walk *walk, const struct frame *frame);

void emit_number(struct walk *walk, const struct frame *frame, TSNode node);
void emit_comment(struct walk *walk, const struct frame *frame, TSNode node, bool prose);

#endif
