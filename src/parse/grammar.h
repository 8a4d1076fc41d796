/**
 * What parse_grammar knows of one tree-sitter language: a class for each type of node, made once
 * from queries/<name>.scm.
 *
 * A query file holds valid tree-sitter queries of a simple shape, and each pattern classifies one
 * type of node (or several, in brackets):
 *
 *     (comment) @comment
 *     [(integer) (float)] @number
 *     (pair key: (_) @key value: (_) @value) @pair
 *     (argument name: (_) @key ":" (_) @value) @pair
 *     ((heredoc_body) @guest (#set! language "bash"))
 *
 * The capture behind the pattern is the class (enum node_class). Inside, @key and @value say which
 * child is the name and which the value: the child in that field or, without a field, the first
 * child of that type and what comes behind it and behind the token. A quoted token, or one of
 * several in brackets, must be among the children, or the node has no class at all. The engine then walks a tree once and keeps the context on a stack, which is
 * faster than running the query and needs no limits on its matches.
 *
 * Lifetime: a grammar lives as long as the struct parser that made it.
 */
#ifndef PARSE_GRAMMAR_H
#define PARSE_GRAMMAR_H

#include <tree_sitter/api.h>

#include "parse/lang.h"

/** In the order of `node_class_names` in grammar_table.c, which are the names of the captures. */
enum node_class {
    NODE_NONE,
    NODE_ARGS,       /* the arguments of a call, or the fields that a constructor is given */
    NODE_ARRAY,      /* a list of values */
    NODE_ASSIGN,     /* a name and what it is set to: assignment, constant, default of a parameter */
    NODE_ATTRIBUTE,  /* in front of an item; one that says "test" marks the item as a test */
    NODE_BLOCK,      /* its children are statements */
    NODE_CALL,       /* holds the callee and then an ARGS node */
    NODE_CHAIN,      /* a dotted name: member access, scoped identifier */
    NODE_CHOICE,     /* one value or another: conditionals */
    NODE_CLASS,
    NODE_COMMENT,
    NODE_CONCAT,     /* an operator or juxtaposition that joins strings */
    NODE_CONSTRUCT,  /* a CALL that makes an object or a literal of a type */
    NODE_DELIMITER,  /* a quote, a heredoc's word: belongs to a string, is not its text */
    NODE_DOCSTRING,  /* a statement; when it is nothing but a string, that is a comment */
    NODE_ESCAPE,     /* an escape sequence in a string */
    NODE_FUNCTION,
    NODE_GUEST,      /* text in another language, its name set with (#set! language "…") */
    NODE_IDENTIFIER,
    NODE_IMPORT,
    NODE_INTERPOLATION, /* code inside a string */
    NODE_LITERAL,    /* true, null, a date: a value in a configuration, nothing to see in code */
    NODE_NUMBER,
    NODE_OBJECT,     /* holds pairs */
    NODE_PAIR,       /* key and value, keyword and argument */
    NODE_SKIP,       /* nothing in it is of interest */
    NODE_STRING,
    NODE_SUBSCRIPT,  /* object[index] */
    NODE_TABLE,      /* names in front of a body: [table] of TOML, block of HCL */
    NODE_TEXT,       /* running text between markup */
    NODE_WRAPPER,    /* means what its only child means: parentheses, await, casts */
    NODE_CLASS_COUNT,
};

enum { NODE_TOKENS = 3 };

/** Which child of a node plays a part. All zero: none. */
struct node_part {
    bool used;
    TSFieldId field; /* 0: any field, by position */
    TSSymbol symbol; /* 0: any type */
};

struct node_rule {
    enum node_class class;
    struct node_part key;
    struct node_part value;
    TSSymbol tokens[NODE_TOKENS]; /* one must be among the children; all 0: nothing must */
    const struct lang *guest;
};

struct grammar {
    const TSLanguage *language;
    struct node_rule *rules; /* by symbol */
    uint32_t symbol_count;
    bool code;   /* a programming language: it has functions */
    bool failed; /* the query does not fit the grammar: a bug, found by the tests */
};

/** The compiled grammar of a row with .grammar and .query; made at first use. */
const struct grammar *parser_grammar(struct parser *parser, const struct lang *lang);

/** The one tree-sitter parser of this worker, without a language set. */
TSParser *parser_tree_sitter(struct parser *parser);

/** Bytes that tree-sitter has asked for since the start of the process; see limits.h. */
size_t parser_allocated(void);

static inline bool node_rule_has_token(const struct node_rule *rule, TSSymbol symbol)
{
    for (int i = 0; i < NODE_TOKENS; i++) {
        if (rule->tokens[i] != 0 && rule->tokens[i] == symbol)
            return true;
    }
    return false;
}

/** The rule of a type of node; NODE_NONE for errors and types without one. */
static inline const struct node_rule *grammar_rule(const struct grammar *grammar, TSNode node)
{
    static const struct node_rule none = { .class = NODE_NONE };
    TSSymbol symbol = ts_node_symbol(node);
    return symbol < grammar->symbol_count ? &grammar->rules[symbol] : &none;
}

/**
 * Makes the table from the text of a query. False when it names a type, field or class that is not
 * there; `ret_problem` then says where.
 */
NODISCARD bool grammar_compile(struct grammar *grammar, const TSLanguage *language,
                               struct str query, struct arena *arena, struct str *ret_problem);

#endif
