#include "parse/lines.h"
#include "parse/mapped.h"
#include "parse/readers.h"
#include "parse/value.h"

static bool is_name(char c)
{
    return ascii_alnum(c) || c == '_' || c == '.' || c == '-';
}

static void add_comment(struct parse *parse, const struct doc *doc, const struct lang *lang,
                        size_t from, size_t to)
{
    struct site *site = site_add_raw(parse, doc, lang, SITE_COMMENT, from, to);
    if (!site)
        return;
    /* # MODEL=llama3 */
    size_t name = skip_blanks(doc->text, from + 1, to);
    size_t end = name;
    while (end < to && is_name(doc->text.ptr[end]))
        end++;
    site->dead = end > name && end < to && doc->text.ptr[end] == '=';
}

/* The end of a quoted value, which may run over lines: at its closing quote, or STR_NONE. */
static size_t closing_quote(struct str text, size_t open)
{
    enum { QUOTED_BYTES = 64 * 1024 }; /* a quote that is never closed costs no more than this */
    char quote = text.ptr[open];
    size_t limit = text.len < open + QUOTED_BYTES ? text.len : open + QUOTED_BYTES;
    for (size_t i = open + 1; i < limit; i++) {
        if (text.ptr[i] == '\\' && quote == '"')
            i++;
        else if (text.ptr[i] == quote)
            return i;
    }
    return STR_NONE;
}

/* The text between double quotes, with \n and \" resolved. */
static void set_quoted(struct site *site, struct parse *parse, const struct doc *doc, size_t from,
                       size_t to)
{
    struct str text = doc->text;
    bool escaped =
        text.ptr[from - 1] == '"' && str_find_char(str_slice(text, from, to), '\\', 0) != STR_NONE;
    if (!escaped) {
        site_set_raw(site, doc, from, to);
        return;
    }
    struct mapped mapped = { .arena = parse->arena };
    for (size_t i = from; i < to; i++) {
        uint32_t origin = doc_origin(doc, i);
        if (text.ptr[i] != '\\' || i + 1 == to) {
            mapped_byte(&mapped, text.ptr[i], origin);
            continue;
        }
        char c = text.ptr[++i];
        mapped_byte(&mapped, c == 'n' ? '\n' : c == 't' ? '\t' : c == 'r' ? '\r' : c, origin);
    }
    site_set_mapped(site, &mapped, doc, from, to);
}

/* Where an unquoted value ends: before a comment. */
static size_t plain_end(struct str text, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++) {
        if (text.ptr[i] == '#' && i > from && (text.ptr[i - 1] == ' ' || text.ptr[i - 1] == '\t'))
            return trim_end(text, from, i);
    }
    return trim_end(text, from, to);
}

static void take_pair(struct parse *parse, const struct doc *doc, const struct lang *lang,
                      struct lines *lines, size_t from, size_t equals)
{
    struct str text = doc->text;
    size_t name_end = trim_end(text, from, equals);
    size_t value_from = skip_blanks(text, equals + 1, lines->to);
    struct site value = { .roles = SITE_VALUE, .key = str_slice(text, from, name_end) };
    bool quoted = value_from < lines->to && strchr("\"'`", text.ptr[value_from]);
    size_t close = quoted ? closing_quote(text, value_from) : STR_NONE;
    size_t end;
    if (close != STR_NONE) {
        set_quoted(&value, parse, doc, value_from + 1, close);
        end = close + 1;
        while (lines->next <= close && lines_next(lines)) {}
    } else {
        end = plain_end(text, value_from, lines->to);
        site_set_raw(&value, doc, value_from, end);
    }
    value.statement = (struct extent){ doc_origin(doc, from), doc_origin(doc, end) };
    struct site *key = parse_site(parse, doc, lang, SITE_KEY);
    if (!key)
        return;
    site_set_raw(key, doc, from, name_end);
    key->key = key->text;
    key->statement = value.statement;
    bool literal = close != STR_NONE && text.ptr[value_from] == '\'';
    if (value.text.len > 0 && literal)
        site_add(parse, doc, lang, &value);
    else if (value.text.len > 0)
        value_add(parse, doc, lang, &value);
    size_t comment = skip_blanks(text, end, lines->to);
    if (comment < lines->to && comment >= end && text.ptr[comment] == '#')
        add_comment(parse, doc, lang, comment, lines->to);
}

bool parse_dotenv(struct parse *parse, const struct doc *doc, const struct lang *lang)
{
    struct lines lines = { .text = doc->text };
    while (lines_next(&lines)) {
        size_t from = skip_blanks(doc->text, lines.from, lines.to);
        if (from == lines.to)
            continue;
        if (doc->text.ptr[from] == '#') {
            add_comment(parse, doc, lang, from, trim_end(doc->text, from, lines.to));
            continue;
        }
        if (str_starts(str_slice(doc->text, from, lines.to), STR("export ")))
            from = skip_blanks(doc->text, from + 7, lines.to);
        size_t end = from;
        while (end < lines.to && is_name(doc->text.ptr[end]))
            end++;
        size_t equals = skip_blanks(doc->text, end, lines.to);
        bool pair = end > from && equals < lines.to &&
                    (doc->text.ptr[equals] == '=' || doc->text.ptr[equals] == ':');
        if (pair)
            take_pair(parse, doc, lang, &lines, from, equals);
        else
            parse_text_lines(parse, doc, lang, from, lines.to);
    }
    return true;
}
