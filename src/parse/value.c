#include "parse/value.h"

#include "parse/mapped.h"

/* What is longer is no variable or action but text that looks like one. */
enum { HOLE_BYTES = 512, ACTION_BYTES = 2048 };

/* A place in a text that is filled in later. */
struct hole {
    size_t from;
    size_t to;
    struct str variable;
    size_t default_from; /* of ${NAME:-default} */
    size_t default_to;
    bool template; /* literals may stand inside */
};

static bool is_name(char c)
{
    return ascii_alnum(c) || c == '_';
}

/* ---- template actions ---- */

bool template_next(struct str text, size_t from, struct extent *ret)
{
    for (size_t at = from; (at = str_find_char(text, '{', at)) != STR_NONE; at++) {
        if (at + 3 >= text.len)
            return false;
        char kind = text.ptr[at + 1];
        if (kind != '{' && kind != '%' && kind != '#')
            continue;
        struct str close = kind == '{' ? STR("}}") : kind == '%' ? STR("%}") : STR("#}");
        size_t end = str_find(str_slice(text, 0, at + ACTION_BYTES), close, at + 2);
        if (end == STR_NONE)
            continue;
        bool dollar = kind == '{' && at > from && text.ptr[at - 1] == '$';
        *ret = (struct extent){ (uint32_t)(at - dollar), (uint32_t)(end + 2) };
        return true;
    }
    return false;
}

static bool is_keyword(struct str word)
{
    static const char *const words[] = {
        "and",    "b64enc", "block", "coalesce", "default", "define",  "else",     "end",
        "for",    "if",     "in",    "include",  "indent",  "nindent", "not",      "or",
        "printf", "quote",  "range", "required", "set",     "squote",  "template", "ternary",
        "toYaml", "tpl",    "trim",  "upper",    "lower",   "with",    "endif",    "endfor",
    };
    return str_is_any(word, words, ARRAY_COUNT(words));
}

/* Where the literal that opens at text[at] ends: at its closing quote, or STR_NONE. */
static size_t literal_end(struct str text, size_t at)
{
    return str_find_char(text, text.ptr[at], at + 1);
}

static struct str without_prefix(struct str name)
{
    static const char *const prefixes[] = {
        ".Values.",   "$.Values.",  "Values.", "env.",    "inputs.",
        "secrets.",   "vars.",      "values.", "matrix.", "github.event.inputs.",
        "variables.", "parameters."
    };
    for (size_t i = 0; i < ARRAY_COUNT(prefixes); i++) {
        struct str prefix = str_from(prefixes[i]);
        if (str_starts(name, prefix) && name.len > prefix.len)
            return str_slice(name, prefix.len, name.len);
    }
    while (name.len > 0 && (name.ptr[0] == '.' || name.ptr[0] == '$'))
        name = str_slice(name, 1, name.len);
    return name;
}

struct str template_variable(struct str action)
{
    struct str found = { 0 };
    for (size_t at = 0; at < action.len;) {
        char c = action.ptr[at];
        if (c == '"' || c == '\'' || c == '`') {
            size_t end = literal_end(action, at);
            if (end == STR_NONE)
                break;
            at = end + 1;
            continue;
        }
        size_t from = at;
        while (at < action.len && (is_name(action.ptr[at]) || strchr(".$-", action.ptr[at])) &&
               action.ptr[at] != '\0')
            at++;
        struct str word = str_slice(action, from, at);
        if (word.len == 0) {
            at++;
            continue;
        }
        bool call = at < action.len && action.ptr[at] == '(';
        bool name =
            ascii_alpha(word.ptr[0]) || word.ptr[0] == '_' ||
            (word.len > 1 && (word.ptr[0] == '.' || word.ptr[0] == '$') && word.ptr[1] != '-');
        if (!name || call || is_keyword(word))
            continue;
        /* In Go's templates a name without a dot is a function. */
        if (word.ptr[0] == '.' || word.ptr[0] == '$')
            return without_prefix(word);
        if (found.len == 0)
            found = word;
    }
    return without_prefix(found);
}

/* ---- holes ---- */

/* ${NAME}, ${NAME:-default}, ${NAME:default}, ${NAME:?message}; `at` is at the dollar. */
static bool braced_hole(struct str text, size_t at, struct hole *ret)
{
    size_t name_end = at + 2;
    while (name_end < text.len && (is_name(text.ptr[name_end]) || text.ptr[name_end] == '.' ||
                                   text.ptr[name_end] == '-')) {
        if (text.ptr[name_end] == '-' &&
            !(name_end + 1 < text.len && is_name(text.ptr[name_end + 1])))
            break;
        /* ${NAME-default} against ${my.long-name}: variables of a shell are upper case. */
        if (text.ptr[name_end] == '-' && text.ptr[at + 2] >= 'A' && text.ptr[at + 2] <= 'Z')
            break;
        name_end++;
    }
    size_t limit = text.len < at + HOLE_BYTES ? text.len : at + HOLE_BYTES;
    size_t close = name_end;
    for (unsigned depth = 0; close < limit; close++) {
        char c = text.ptr[close];
        depth += c == '{';
        if (c == '}' && depth-- == 0)
            break;
    }
    if (close >= limit)
        return false;
    *ret =
        (struct hole){ .from = at, .to = close + 1, .variable = str_slice(text, at + 2, name_end) };
    size_t op = name_end;
    bool colon = op < close && text.ptr[op] == ':';
    op += colon;
    bool dash = op < close && (text.ptr[op] == '-' || text.ptr[op] == '=');
    bool other = op < close && strchr("?+", text.ptr[op]);
    if (dash || (colon && !other)) {
        ret->default_from = op + dash;
        ret->default_to = close;
    }
    return true;
}

static bool hole_at(struct str text, size_t at, struct hole *ret)
{
    char next = at + 1 < text.len ? text.ptr[at + 1] : '\0';
    if (next == '{')
        return braced_hole(text, at, ret);
    bool paren = next == '(';
    size_t end = at + 1 + paren;
    while (end < text.len && is_name(text.ptr[end]))
        end++;
    struct str name = str_slice(text, at + 1 + paren, end);
    if (paren) {
        size_t limit = text.len < at + HOLE_BYTES ? text.len : at + HOLE_BYTES;
        size_t close = str_find_char(str_slice(text, 0, limit), ')', end);
        if (close == STR_NONE)
            return false;
        if (close != end)
            name.len = 0; /* $(command …) */
        end = close + 1;
    } else if (name.len == 0 || ascii_digit(name.ptr[0])) {
        return false;
    }
    *ret = (struct hole){ .from = at, .to = end, .variable = name };
    return true;
}

/* The first hole at or after `from`. `action` is the next template action, kept between calls. */
static bool next_hole(struct str text, size_t from, struct extent *action, struct hole *ret)
{
    while (from < text.len) {
        while (action->start < from && action->start < text.len) {
            if (!template_next(text, from, action))
                *action = (struct extent){ (uint32_t)text.len, (uint32_t)text.len };
        }
        size_t dollar = str_find_char(text, '$', from);
        if (action->start < text.len && (dollar == STR_NONE || action->start <= dollar)) {
            *ret = (struct hole){ .from = action->start,
                                  .to = action->end,
                                  .variable = template_variable(
                                      str_slice(text, action->start, action->end)),
                                  .template = true };
            return true;
        }
        if (dollar == STR_NONE)
            return false;
        if (dollar + 1 < text.len && text.ptr[dollar + 1] == '$') {
            from = dollar + 2;
            continue;
        }
        if (hole_at(text, dollar, ret))
            return true;
        from = dollar + 1;
    }
    return false;
}

static void add_part(struct parse *parse, const struct doc *doc, const struct lang *lang,
                     size_t index, size_t from, size_t to, struct str variable, bool partial)
{
    struct site part = parse->sites.items[index];
    site_cut(&part, from, to);
    if (part.text.len == 0)
        return;
    part.variable = variable;
    part.dynamic = false;
    part.partial = partial;
    size_t added = parse->sites.count;
    if (site_add(parse, doc, lang, &part) && !partial)
        value_expand(parse, doc, lang, added);
}

static void add_literals(struct parse *parse, const struct doc *doc, const struct lang *lang,
                         size_t index, const struct hole *hole)
{
    struct str text = parse->sites.items[index].text;
    for (size_t at = hole->from; at < hole->to; at++) {
        if (!strchr("\"'`", text.ptr[at]) || text.ptr[at] == '\0')
            continue;
        size_t end = literal_end(str_slice(text, 0, hole->to), at);
        if (end == STR_NONE)
            return;
        add_part(parse, doc, lang, index, at + 1, end, hole->variable, true);
        at = end;
    }
}

void value_expand(struct parse *parse, const struct doc *doc, const struct lang *lang, size_t index)
{
    struct str text = parse->sites.items[index].text;
    if (str_find_char(text, '$', 0) == STR_NONE && str_find_char(text, '{', 0) == STR_NONE)
        return;
    struct str trimmed = str_trim(text);
    struct extent action = { 0, 0 };
    if (!template_next(text, 0, &action))
        action = (struct extent){ (uint32_t)text.len, (uint32_t)text.len };
    struct hole hole;
    for (size_t at = 0; next_hole(text, at, &action, &hole); at = hole.to) {
        struct site *site = &parse->sites.items[index];
        bool whole = hole.to - hole.from == trimmed.len;
        site->dynamic = site->dynamic || whole;
        site->partial = !site->dynamic;
        if (site->variable.len == 0)
            site->variable = hole.variable;
        if (hole.template)
            add_literals(parse, doc, lang, index, &hole);
        else if (hole.default_to > hole.default_from)
            add_part(parse, doc, lang, index, hole.default_from, hole.default_to, hole.variable,
                     false);
    }
}

void value_add(struct parse *parse, const struct doc *doc, const struct lang *lang,
               const struct site *site)
{
    size_t index = parse->sites.count;
    if (site_add(parse, doc, lang, site))
        value_expand(parse, doc, lang, index);
}
