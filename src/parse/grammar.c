#include "parse/grammar.h"

#include "base/attr.h"
#include "base/limits.h"
#include "parse/grammar_walk.h"
#include "parse/readers.h"

/* The deepest nesting of brackets, those in double quotes on one line left out. */
static size_t deepest_nesting(struct str text)
{
    size_t depth = 0;
    size_t deepest = 0;
    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];
        if (c == '(' || c == '[' || c == '{') {
            depth++;
            deepest = depth > deepest ? depth : deepest;
        } else if (c == ')' || c == ']' || c == '}') {
            depth -= depth > 0;
        } else if (c == '"') {
            size_t end = i + 1;
            while (end < text.len && text.ptr[end] != '"' && text.ptr[end] != '\n')
                end += text.ptr[end] == '\\' ? 2 : 1;
            if (end < text.len && text.ptr[end] == '"')
                i = end;
        }
    }
    return deepest;
}

static size_t longest_line(struct str text)
{
    size_t longest = 0;
    size_t at = 0;
    while (at < text.len) {
        size_t end = str_find_char(text, '\n', at);
        if (end == STR_NONE)
            end = text.len;
        longest = end - at > longest ? end - at : longest;
        at = end + 1;
    }
    return longest;
}

/* What makes grammars slow or worse is not given to them. */
static bool within_limits(struct parse *parse, const struct doc *doc, bool code)
{
    const char *what = NULL;
    if (doc->text.len > LIMIT_PARSE_BYTES)
        what = "too large to parse";
    else if (deepest_nesting(doc->text) > LIMIT_NESTING)
        what = "nested too deep";
    else if (code && longest_line(doc->text) > LIMIT_LINE_BYTES)
        what = "a line is too long";
    if (what)
        parse_note(parse, doc, SKIP_LIMIT, SKIP_READ_AS_TEXT, "%s", what);
    return !what;
}

/* What one call of the parser may do; whatever runs out first ends it. */
struct budget {
    struct parse *parse;
    const struct doc *doc;
    size_t reads_left;
    size_t callbacks_left;
    size_t allocation_end; /* of parser_allocated */
};

static struct budget budget_for(struct parse *parse, const struct doc *doc)
{
    size_t len = doc->text.len;
    size_t pieces = len / LIMIT_PARSE_READ_BYTES;
    return (struct budget){
        .parse = parse,
        .doc = doc,
        .reads_left = LIMIT_PARSE_READS_BASE + pieces * LIMIT_PARSE_READS_PER_PIECE,
        .callbacks_left = LIMIT_PARSE_CALLBACKS_BASE + len / LIMIT_PARSE_BYTES_PER_CALLBACK,
        .allocation_end = parser_allocated() + LIMIT_PARSE_ALLOCATION_BASE +
                          len * LIMIT_PARSE_ALLOCATION_PER_BYTE,
    };
}

static const char *read_text(void *payload, uint32_t at, TSPoint position, uint32_t *ret_len)
{
    (void)position;
    struct budget *budget = payload;
    struct str text = budget->doc->text;
    *ret_len = 0;
    if (at >= text.len || budget->reads_left == 0)
        return ""; /* the end, so that the parser comes to one */
    budget->reads_left--;
    size_t rest = text.len - at;
    *ret_len = rest < LIMIT_PARSE_READ_BYTES ? (uint32_t)rest : LIMIT_PARSE_READ_BYTES;
    return text.ptr + at;
}

static bool is_enough(TSParseState *state)
{
    struct budget *budget = state->payload;
    if (budget->callbacks_left > 0)
        budget->callbacks_left--;
    return budget->callbacks_left == 0 || budget->reads_left == 0 ||
           parser_allocated() > budget->allocation_end ||
           ++budget->parse->callback_count > LIMIT_PARSE_CALLBACKS;
}

static void delete_tree(TSTree **tree)
{
    if (*tree)
        ts_tree_delete(*tree);
}

/* What a name means is known when the same document sets it to a literal. */
static void resolve_constants(struct walk *walk)
{
    struct sites *sites = &walk->parse->sites;
    for (size_t i = walk->first_site; i < sites->count; i++) {
        struct site *site = &sites->items[i];
        if (site->dynamic && (site->roles & SITE_IDENTIFIER) &&
            map_get(&walk->constants, site->variable))
            site->dynamic = false;
    }
}

bool parse_grammar(struct parse *parse, const struct doc *doc, const struct lang *lang)
{
    const struct grammar *grammar = parser_grammar(parse->parser, lang);
    if (grammar->failed || !within_limits(parse, doc, grammar->code))
        return false;

    TSParser *parser = parser_tree_sitter(parse->parser);
    ts_parser_set_language(parser, grammar->language);
    struct budget budget = budget_for(parse, doc);
    TSInput input = { .payload = &budget, .read = read_text, .encoding = TSInputEncodingUTF8 };
    TSParseOptions options = { .payload = &budget, .progress_callback = is_enough };
    CLEANUP(delete_tree)
    TSTree *tree = ts_parser_parse_with_options(parser, NULL, input, options);
    if (!tree || budget.reads_left == 0) {
        ts_parser_reset(parser);
        parse_note(parse, doc, SKIP_LIMIT, SKIP_READ_AS_TEXT, "takes too long to parse");
        return false;
    }

    struct walk walk = {
        .parse = parse,
        .doc = doc,
        .lang = lang,
        .grammar = grammar,
        .first_site = parse->sites.count,
        .fragment = parse->host && parse->host->language == lang->name,
    };
    walk_tree_sites(&walk, tree);
    resolve_constants(&walk);
    if (walk.error_bytes > doc->text.len / 2)
        parse_note(parse, doc, SKIP_PARSE, SKIP_PART, "does not parse as %s for the most part",
                   lang->name);
    return true;
}
