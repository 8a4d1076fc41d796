#include "parse/grammar.h"

#include <assert.h>
#include <stdlib.h>

#include "base/log.h"
#include "base/map.h"
#include "data/data.h"

enum { PATTERN_TYPES = 32 };

static const char *const node_class_names[NODE_CLASS_COUNT] = {
    "",          "args",   "array",    "assign",  "attribute",  "block",     "call",
    "chain",     "choice", "class",    "comment", "concat",     "construct", "delimiter",
    "docstring", "escape", "function", "guest",   "identifier", "import",    "interpolation",
    "literal",   "number", "object",   "pair",    "skip",       "string",    "subscript",
    "table",     "text",   "wrapper",
};

/* ---- a reader for the simple shape of query that grammar.h describes ---- */

struct scanner {
    const TSLanguage *language;
    struct str text;
    size_t at;
    const char *problem; /* the first one; everything after it is void */
};

static void fail(struct scanner *scanner, const char *problem)
{
    if (!scanner->problem)
        scanner->problem = problem;
}

static char peek(struct scanner *scanner)
{
    while (scanner->at < scanner->text.len) {
        char c = scanner->text.ptr[scanner->at];
        if (c == ';') {
            size_t line_end = str_find_char(scanner->text, '\n', scanner->at);
            scanner->at = line_end == STR_NONE ? scanner->text.len : line_end;
        } else if (ascii_space(c)) {
            scanner->at++;
        } else {
            return scanner->problem ? '\0' : c;
        }
    }
    return '\0';
}

static bool take(struct scanner *scanner, char c)
{
    if (peek(scanner) != c)
        return false;
    scanner->at++;
    return true;
}

static void expect(struct scanner *scanner, char c)
{
    if (!take(scanner, c))
        fail(scanner, "unexpected character");
}

static struct str take_word(struct scanner *scanner)
{
    peek(scanner);
    size_t from = scanner->at;
    while (scanner->at < scanner->text.len) {
        char c = scanner->text.ptr[scanner->at];
        if (!ascii_alnum(c) && c != '_' && c != '-' && c != '!')
            break;
        scanner->at++;
    }
    if (scanner->at == from)
        fail(scanner, "a word is missing");
    return str_slice(scanner->text, from, scanner->at);
}

static struct str take_quoted(struct scanner *scanner)
{
    expect(scanner, '"');
    size_t end = str_find_char(scanner->text, '"', scanner->at);
    if (end == STR_NONE) {
        fail(scanner, "an open quote");
        return (struct str){ 0 };
    }
    struct str text = str_slice(scanner->text, scanner->at, end);
    scanner->at = end + 1;
    return text;
}

static TSSymbol symbol_of(struct scanner *scanner, struct str name, bool named)
{
    if (name.len == 0)
        return 0;
    TSSymbol symbol =
        ts_language_symbol_for_name(scanner->language, name.ptr, (uint32_t)name.len, named);
    if (symbol == 0)
        fail(scanner, "the grammar has no such type of node");
    return symbol;
}

/* key: (_) @key   (identifier) @key   name: (_)? @value */
static void take_child(struct scanner *scanner, struct node_rule *rule)
{
    struct node_part part = { .used = true };
    if (peek(scanner) != '(') {
        struct str field = take_word(scanner);
        expect(scanner, ':');
        part.field =
            ts_language_field_id_for_name(scanner->language, field.ptr, (uint32_t)field.len);
        if (part.field == 0)
            fail(scanner, "the grammar has no such field");
    }
    expect(scanner, '(');
    struct str type = take_word(scanner);
    if (!str_is(type, "_"))
        part.symbol = symbol_of(scanner, type, true);
    expect(scanner, ')');
    take(scanner, '?');
    expect(scanner, '@');
    struct str role = take_word(scanner);
    if (str_is(role, "key"))
        rule->key = part;
    else if (str_is(role, "value"))
        rule->value = part;
    else
        fail(scanner, "a part is @key or @value");
}

/* "=" or ["<-" "="] */
static void take_tokens(struct scanner *scanner, struct node_rule *rule)
{
    bool many = take(scanner, '[');
    int count = 0;
    do {
        if (count == NODE_TOKENS)
            fail(scanner, "too many tokens");
        else
            rule->tokens[count++] = symbol_of(scanner, take_quoted(scanner), false);
    } while (many && !scanner->problem && !take(scanner, ']'));
}

/* (type child* "token"? child*): behind the opening parenthesis. */
static TSSymbol take_node(struct scanner *scanner, struct node_rule *rule)
{
    TSSymbol symbol = symbol_of(scanner, take_word(scanner), true);
    while (!scanner->problem && !take(scanner, ')')) {
        char next = peek(scanner);
        if (next == '"' || next == '[')
            take_tokens(scanner, rule);
        else
            take_child(scanner, rule);
    }
    return symbol;
}

static enum node_class take_class(struct scanner *scanner)
{
    expect(scanner, '@');
    struct str name = take_word(scanner);
    for (int i = 1; i < NODE_CLASS_COUNT; i++) {
        if (str_is(name, node_class_names[i]))
            return (enum node_class)i;
    }
    fail(scanner, "no such class");
    return NODE_NONE;
}

/* (#set! language "bash") */
static const struct lang *take_setting(struct scanner *scanner)
{
    expect(scanner, '(');
    expect(scanner, '#');
    if (!str_is(take_word(scanner), "set!") || !str_is(take_word(scanner), "language"))
        fail(scanner, "only the language can be set");
    const struct lang *lang = lang_by_name(take_quoted(scanner));
    if (!lang)
        fail(scanner, "no such language");
    expect(scanner, ')');
    return lang;
}

static void take_pattern(struct scanner *scanner, struct grammar *grammar)
{
    struct node_rule rules[PATTERN_TYPES];
    TSSymbol symbols[PATTERN_TYPES];
    const struct lang *guest = NULL;
    size_t count = 0;
    bool many = take(scanner, '[');
    bool grouped = false;
    do {
        expect(scanner, '(');
        if (!many && peek(scanner) == '(') {
            grouped = true;
            scanner->at++;
        }
        if (count == PATTERN_TYPES) {
            fail(scanner, "too many types in one pattern");
            return;
        }
        rules[count] = (struct node_rule){ .class = NODE_NONE };
        symbols[count] = take_node(scanner, &rules[count]);
        count++;
    } while (many && !scanner->problem && !take(scanner, ']'));
    enum node_class class = take_class(scanner);
    if (grouped) {
        guest = take_setting(scanner);
        expect(scanner, ')');
    }
    grammar->code = grammar->code || class == NODE_FUNCTION;
    for (size_t i = 0; i < count && !scanner->problem; i++) {
        rules[i].class = class;
        rules[i].guest = guest;
        grammar->rules[symbols[i]] = rules[i];
    }
}

bool grammar_compile(struct grammar *grammar, const TSLanguage *language, struct str query,
                     struct arena *arena, struct str *ret_problem)
{
    struct scanner scanner = { .language = language, .text = query };
    grammar->language = language;
    grammar->symbol_count = ts_language_symbol_count(language);
    grammar->rules = arena_array(arena, grammar->symbol_count, sizeof *grammar->rules);
    while (peek(&scanner) != '\0')
        take_pattern(&scanner, grammar);
    if (!scanner.problem)
        return true;
    size_t line = 1;
    for (size_t i = 0; i < scanner.at && i < query.len; i++)
        line += query.ptr[i] == '\n';
    *ret_problem = arena_printf(arena, "line %zu: %s", line, scanner.problem);
    return false;
}

/* ---- what a worker keeps ---- */

struct parser {
    TSParser *tree_sitter;
    struct arena arena;
    struct map grammars; /* name of the language → struct grammar */
};

/* The one variable that changes here: tree-sitter's hooks for memory carry no pointer of ours. */
static size_t allocated_bytes;

size_t parser_allocated(void)
{
    return allocated_bytes;
}

static void *checked(void *memory)
{
    if (!memory)
        out_of_memory();
    return memory;
}

static void *count_malloc(size_t size)
{
    allocated_bytes += size;
    return checked(malloc(size ? size : 1));
}

static void *count_calloc(size_t count, size_t size)
{
    allocated_bytes += count * size;
    return checked(calloc(count ? count : 1, size ? size : 1));
}

static void *count_realloc(void *memory, size_t size)
{
    allocated_bytes += size;
    return checked(realloc(memory, size ? size : 1));
}

struct parser *parser_new(void)
{
    ts_set_allocator(count_malloc, count_calloc, count_realloc, free);
    struct parser *parser = calloc(1, sizeof *parser);
    if (!parser)
        out_of_memory();
    parser->tree_sitter = ts_parser_new();
    return parser;
}

void parser_free(struct parser *parser)
{
    if (!parser)
        return;
    ts_parser_delete(parser->tree_sitter);
    arena_release(&parser->arena);
    free(parser);
}

TSParser *parser_tree_sitter(struct parser *parser)
{
    return parser->tree_sitter;
}

const struct grammar *parser_grammar(struct parser *parser, const struct lang *lang)
{
    void **slot = map_at(&parser->grammars, &parser->arena, str_from(lang->name));
    if (!*slot) {
        struct grammar *grammar = arena_new(&parser->arena, struct grammar);
        struct str problem;
        grammar->failed = !grammar_compile(grammar, lang->grammar(), data_embedded(lang->query),
                                           &parser->arena, &problem);
        if (grammar->failed)
            log_info("%s: %.*s", lang->query, STR_ARG(problem));
        assert(!grammar->failed);
        *slot = grammar;
    }
    return *slot;
}
