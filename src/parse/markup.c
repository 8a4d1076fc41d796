#include "parse/add.h"
#include "parse/guest/snippet.h"
#include "parse/lines.h"
#include "parse/mapped.h"
#include "parse/readers.h"

/* reStructuredText and AsciiDoc: prose line by line, and the blocks of code in it. */
struct markup {
    struct parse *parse;
    const struct doc *doc;
    const struct lang *lang;
    struct lines lines;
};

static void add_site(struct markup *markup, unsigned role, size_t from, size_t to)
{
    site_add_raw(markup->parse, markup->doc, markup->lang, role, from, to);
}

static void add_prose(struct markup *markup, size_t from, size_t to)
{
    if (from >= to)
        return;
    add_site(markup, SITE_PROSE, from, to);
    snippet_spans(markup->parse, markup->doc, from, to);
}

static void add_block(struct markup *markup, struct mapped *mapped, size_t from, size_t to,
                      struct str info)
{
    struct site host = { 0 };
    site_set_mapped(&host, mapped, markup->doc, from, to);
    if (host.text.len > 0)
        snippet_block(markup->parse, markup->doc, &host, info);
}

/* ---- reStructuredText ---- */

static size_t indent_of(const struct lines *lines)
{
    return skip_blanks(lines->text, lines->from, lines->to) - lines->from;
}

static bool is_blank(const struct lines *lines)
{
    return trim_end(lines->text, lines->from, lines->to) == lines->from;
}

/* The lines behind a directive or "::" that are indented deeper than it. */
static void take_literal(struct markup *markup, size_t outer, struct str info)
{
    struct mapped mapped = { .arena = markup->parse->arena };
    struct lines ahead = markup->lines;
    size_t from = ahead.next;
    size_t to = from;
    size_t indent = 0;
    while (lines_next(&ahead)) {
        size_t own = indent_of(&ahead);
        bool blank = is_blank(&ahead);
        if (!blank && own <= outer)
            break;
        bool option = indent == 0 && !blank && ahead.text.ptr[ahead.from + own] == ':';
        if (indent == 0 && !blank && !option)
            indent = own;
        if (indent > 0) {
            size_t skip = blank ? ahead.to : ahead.from + (own < indent ? own : indent);
            mapped_raw(&mapped, markup->doc, skip, ahead.next);
        }
        if (!blank)
            to = ahead.to;
        markup->lines = ahead;
    }
    add_block(markup, &mapped, from, to, info);
}

/* ".. code-block:: python": the language, or false. */
static bool is_code_directive(struct str line, struct str *ret_info)
{
    static const char *const names[] = { "code-block::", "code::",           "sourcecode::",
                                         "prompt::",     "parsed-literal::", "ipython::" };
    struct str rest = str_trim(str_slice(line, 2, line.len));
    for (size_t i = 0; i < ARRAY_COUNT(names); i++) {
        struct str name = str_from(names[i]);
        if (str_starts(rest, name)) {
            *ret_info = str_slice(rest, name.len, rest.len);
            return true;
        }
    }
    return false;
}

bool parse_rst(struct parse *parse, const struct doc *doc, const struct lang *lang)
{
    struct markup markup = { parse, doc, lang, { .text = doc->text } };
    struct lines *lines = &markup.lines;
    while (lines_next(lines)) {
        size_t indent = indent_of(lines);
        size_t from = lines->from + indent;
        size_t to = trim_end(doc->text, from, lines->to);
        struct str line = str_slice(doc->text, from, to);
        struct str info = { 0 };
        bool directive = str_starts(line, STR(".. "));
        if (directive && is_code_directive(line, &info)) {
            take_literal(&markup, indent, info);
        } else if (directive && str_find(line, STR("::"), 0) == STR_NONE &&
                   str_find(line, STR(".. _"), 0) != 0) {
            add_site(&markup, SITE_COMMENT, from, to);
        } else {
            add_prose(&markup, from, to);
            if (!directive && str_ends(line, STR("::")))
                take_literal(&markup, indent, info);
        }
    }
    return true;
}

/* ---- AsciiDoc ---- */

/* "----" or "....": a line of nothing but four or more of the same. */
static bool is_delimiter(struct str line)
{
    if (line.len < 4 || (line.ptr[0] != '-' && line.ptr[0] != '.'))
        return false;
    for (size_t i = 1; i < line.len; i++) {
        if (line.ptr[i] != line.ptr[0])
            return false;
    }
    return true;
}

static void take_listing(struct markup *markup, struct str delimiter, struct str info)
{
    struct mapped mapped = { .arena = markup->parse->arena };
    size_t from = markup->lines.next;
    size_t to = from;
    while (lines_next(&markup->lines)) {
        if (str_equal(str_trim(lines_text(&markup->lines)), delimiter))
            break;
        mapped_raw(&mapped, markup->doc, markup->lines.from, markup->lines.next);
        to = markup->lines.next;
    }
    add_block(markup, &mapped, from, to, info);
}

bool parse_asciidoc(struct parse *parse, const struct doc *doc, const struct lang *lang)
{
    struct markup markup = { parse, doc, lang, { .text = doc->text } };
    struct str info = { 0 };
    size_t title = 0; /* length of the line before, which "-----" may underline */
    while (lines_next(&markup.lines)) {
        size_t from = skip_blanks(doc->text, markup.lines.from, markup.lines.to);
        size_t to = trim_end(doc->text, from, markup.lines.to);
        struct str line = str_slice(doc->text, from, to);
        if (str_starts(line, STR("[source"))) {
            size_t comma = str_find_char(line, ',', 0);
            size_t end = str_find_char(line, ']', 0);
            info = comma == STR_NONE ? (struct str){ 0 }
                                     : str_slice(line, comma + 1, end == STR_NONE ? line.len : end);
            title = 0;
            continue;
        }
        bool underline = title > 0 && line.len + 2 >= title && line.len <= title + 2;
        title = line.len;
        if (is_delimiter(line) && !underline)
            take_listing(&markup, line, info);
        else if (str_starts(line, STR("//")))
            add_site(&markup, SITE_COMMENT, from, to);
        else
            add_prose(&markup, from, to);
        info = (struct str){ 0 };
    }
    return true;
}
