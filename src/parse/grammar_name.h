/**
 * Names as they stand in expressions: of what is assigned, called and read. By their letters, not
 * by their tree: that is the same in every language.
 *
 * Lifetime: results are slices of the text given, or live in the arena.
 */
#ifndef PARSE_GRAMMAR_NAME_H
#define PARSE_GRAMMAR_NAME_H

#include "base/arena.h"

/**
 * The dotted name of what an assignment or pair sets: "self.model" and "@model" → "model",
 * "config['llm']->model" → "config.llm.model", "*names[]" → "names". Empty for what has no name,
 * such as a pattern of several.
 */
struct str name_of_target(struct str text, struct arena *arena);

/** The last part of a dotted name. */
struct str name_last_part(struct str name);

/**
 * What is called, given the text between the start of a call and its arguments. Arguments of calls
 * in it are left out, and so are `new`, type arguments and line breaks: "X.builder().url().model".
 * Of a very long chain only the end.
 */
struct str name_of_callee(struct str text, struct arena *arena);

/** True for the callees that name a module by an argument: require, importlib.import_module … */
bool name_imports(struct str callee);

/** True for the callees that only give their argument another type: String::from, aws.String … */
bool name_wraps(struct str callee);

/**
 * What an expression reads: the literal in `os.environ["MODEL"]` or `getenv("MODEL", x)`, else the
 * last part of its first operand. `*ret_quoted` tells which of them. May be empty.
 */
struct str name_of_variable(struct str expression, bool *ret_quoted);

/** "a.b" and "c" → "a.b.c"; the front is given up when it gets too long. */
struct str name_join(struct str outer, struct str inner, struct arena *arena);

#endif
