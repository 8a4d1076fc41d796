#include "parse/add.h"
#include "parse/guest/snippet.h"
#include "parse/lang.h"
#include "parse/lines.h"
#include "parse/mapped.h"
#include "parse/readers.h"

struct markdown {
    struct parse *parse;
    const struct doc *doc;
    const struct lang *lang;
    struct lines lines;
    bool blank_before; /* the line before was empty */
    bool in_list;      /* indented lines belong to a list item */
    bool no_comment;   /* what opens behind here does not close: do not look for it again */
    size_t open_ticks; /* fences of so many ` or more are never closed from here on; 0: unknown */
    size_t open_tildes;
};

static void add_site(struct markdown *md, unsigned role, size_t from, size_t to)
{
    site_add_raw(md->parse, md->doc, md->lang, role, from, to);
}

/* ---- front matter ---- */

/* --- yaml ---, +++ toml +++ at the very beginning. */
static void take_front_matter(struct markdown *md)
{
    struct str text = md->doc->text;
    struct lines lines = md->lines;
    if (!lines_next(&lines))
        return;
    struct str mark = str_trim(lines_text(&lines));
    bool toml = str_is(mark, "+++");
    if (!toml && !str_is(mark, "---"))
        return;
    size_t from = lines.next;
    while (lines_next(&lines)) {
        struct str line = str_trim(lines_text(&lines));
        if (!str_equal(line, mark) && !(!toml && str_is(line, "...")))
            continue;
        struct site host = { 0 };
        site_set_raw(&host, md->doc, from, lines.from);
        parse_guest(md->parse, md->doc, lang_by_name(toml ? STR("toml") : STR("yaml")),
                    str_slice(text, from, lines.from), host.origin, host.at.start, NULL);
        md->lines = lines;
        return;
    }
}

/* ---- fences ---- */

/* Blanks and the signs of quotations in front of a line's content. */
static size_t content_start(const struct markdown *md, size_t from, size_t to)
{
    size_t at = skip_blanks(md->doc->text, from, to);
    while (at < to && md->doc->text.ptr[at] == '>')
        at = skip_blanks(md->doc->text, at + 1, to);
    return at;
}

/* How many of the same fence characters stand at `at`. */
static size_t fence_len(struct str text, size_t at, size_t to)
{
    size_t len = 0;
    if (at < to && (text.ptr[at] == '`' || text.ptr[at] == '~')) {
        while (at + len < to && text.ptr[at + len] == text.ptr[at])
            len++;
    }
    return len;
}

static bool closes_fence(const struct markdown *md, const struct lines *lines, char c, size_t len)
{
    size_t at = content_start(md, lines->from, lines->to);
    size_t found = fence_len(md->doc->text, at, lines->to);
    return found >= len && md->doc->text.ptr[at] == c &&
           trim_end(md->doc->text, at, lines->to) == at + found;
}

/* Whether a line ends the fence. It is looked for once; what one fence lacks longer ones lack too.
 */
static bool has_end(struct markdown *md, char close, size_t close_len)
{
    size_t *open = close == '`' ? &md->open_ticks : &md->open_tildes;
    if (*open > 0 && close_len >= *open)
        return false;
    struct lines ahead = md->lines;
    while (lines_next(&ahead)) {
        if (closes_fence(md, &ahead, close, close_len))
            return true;
    }
    *open = close_len;
    return false;
}

/* The lines of a block, each without what stands in front of all of them. One that nobody closed
 * ends with its paragraph: what follows was not meant to be in it. */
static void take_block(struct markdown *md, size_t indent, char close, size_t close_len,
                       struct str info)
{
    bool closed = has_end(md, close, close_len);
    struct mapped mapped = { .arena = md->parse->arena };
    size_t from = md->lines.next;
    size_t to = from;
    bool in_step = indent == 0;
    while (lines_next(&md->lines)) {
        if (closed ? closes_fence(md, &md->lines, close, close_len)
                   : trim_end(md->doc->text, md->lines.from, md->lines.to) == md->lines.from)
            break;
        to = md->lines.next;
        size_t at = md->lines.from;
        for (size_t i = 0; i < indent && at < md->lines.to; i++) {
            if (!strchr(" \t>", md->doc->text.ptr[at]))
                break;
            at++;
        }
        if (!in_step)
            mapped_raw(&mapped, md->doc, at, md->lines.next);
    }
    struct site host = { 0 };
    if (in_step)
        site_set_raw(&host, md->doc, from, to);
    else
        site_set_mapped(&host, &mapped, md->doc, from, to);
    snippet_block(md->parse, md->doc, &host, info);
}

static bool take_fence(struct markdown *md)
{
    struct str text = md->doc->text;
    size_t at = content_start(md, md->lines.from, md->lines.to);
    /* "- ```sh" */
    if (at + 1 < md->lines.to && strchr("-*+", text.ptr[at]) && text.ptr[at + 1] == ' ')
        at = skip_blanks(text, at + 1, md->lines.to);
    size_t len = fence_len(text, at, md->lines.to);
    if (len < 3)
        return false;
    struct str info = str_slice(text, at + len, md->lines.to);
    char c = text.ptr[at];
    if (c == '`' && str_find_char(info, '`', 0) != STR_NONE)
        return false; /* a code span */
    take_block(md, at - md->lines.from, c, len, info);
    return true;
}

/* ---- indented code ---- */

static bool is_list_item(struct str text, size_t at, size_t to)
{
    size_t digits = at;
    while (digits < to && ascii_digit(text.ptr[digits]))
        digits++;
    bool number = digits > at && digits + 1 < to && strchr(".)", text.ptr[digits]) &&
                  text.ptr[digits + 1] == ' ';
    bool bullet = at + 1 < to && strchr("-*+", text.ptr[at]) && text.ptr[at + 1] == ' ';
    return number || bullet;
}

static size_t indent_of(const struct markdown *md, const struct lines *lines)
{
    size_t width = 0;
    for (size_t at = lines->from; at < lines->to; at++) {
        if (md->doc->text.ptr[at] == '\t')
            width += 4;
        else if (md->doc->text.ptr[at] == ' ')
            width++;
        else
            break;
    }
    return width;
}

/* Four blanks behind an empty line, outside of lists. */
static bool take_indented(struct markdown *md)
{
    enum { INDENT = 4 };
    if (!md->blank_before || md->in_list || indent_of(md, &md->lines) < INDENT)
        return false;
    struct mapped mapped = { .arena = md->parse->arena };
    size_t from = md->lines.from;
    size_t to = md->lines.to;
    for (;;) {
        size_t at = md->lines.from;
        at += at < md->lines.to && md->doc->text.ptr[at] == '\t' ? 1 : INDENT;
        mapped_raw(&mapped, md->doc, at < md->lines.next ? at : md->lines.next, md->lines.next);
        to = md->lines.to;
        struct lines ahead = md->lines;
        if (!lines_next(&ahead) || indent_of(md, &ahead) < INDENT)
            break;
        md->lines = ahead;
    }
    struct site host = { 0 };
    site_set_mapped(&host, &mapped, md->doc, from, to);
    snippet_block(md->parse, md->doc, &host, (struct str){ 0 });
    return true;
}

/* ---- prose ---- */

/* <!-- … --> that begins on this line; the rest of its last line is passed over. */
static bool take_html_comment(struct markdown *md)
{
    struct str text = md->doc->text;
    size_t from = skip_blanks(text, md->lines.from, md->lines.to);
    if (md->no_comment || !str_starts(str_slice(text, from, md->lines.to), STR("<!--")))
        return false;
    size_t close = str_find(text, STR("-->"), from + 4);
    md->no_comment = close == STR_NONE;
    if (md->no_comment)
        return false;
    for (;;) {
        size_t start = skip_blanks(text, md->lines.from, md->lines.to);
        size_t end = close + 3 < md->lines.to ? close + 3 : md->lines.to;
        end = trim_end(text, start, end);
        if (end > start)
            add_site(md, SITE_COMMENT, start, end);
        if (close < md->lines.next || !lines_next(&md->lines))
            break;
    }
    size_t rest = skip_blanks(text, close + 3, md->lines.to);
    if (rest < md->lines.to)
        add_site(md, SITE_PROSE, rest, trim_end(text, rest, md->lines.to));
    return true;
}

/* What is not indented behind an empty line ends a list. */
static void watch_lists(struct markdown *md)
{
    size_t from = skip_blanks(md->doc->text, md->lines.from, md->lines.to);
    if (is_list_item(md->doc->text, from, md->lines.to))
        md->in_list = true;
    else if (from == md->lines.from && md->blank_before)
        md->in_list = false;
}

static void take_prose(struct markdown *md)
{
    struct str text = md->doc->text;
    size_t from = skip_blanks(text, md->lines.from, md->lines.to);
    size_t to = trim_end(text, from, md->lines.to);
    add_site(md, SITE_PROSE, from, to);
    snippet_spans(md->parse, md->doc, from, to);
}

bool parse_markdown(struct parse *parse, const struct doc *doc, const struct lang *lang)
{
    struct markdown md = {
        .parse = parse,
        .doc = doc,
        .lang = lang,
        .lines = { .text = doc->text },
        .blank_before = true,
    };
    if (doc->depth == 0)
        take_front_matter(&md); /* a cell of a notebook may begin with a rule */
    while (lines_next(&md.lines)) {
        if (trim_end(doc->text, md.lines.from, md.lines.to) == md.lines.from) {
            md.blank_before = true;
            continue;
        }
        watch_lists(&md);
        if (!take_fence(&md) && !take_indented(&md) && !take_html_comment(&md))
            take_prose(&md);
        md.blank_before = false;
    }
    return true;
}
