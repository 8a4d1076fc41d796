#include "parse/yaml_text.h"

#include "parse/mapped.h"
#include "parse/parse.h"

struct scalar {
    const struct doc *doc;
    struct mapped mapped;
    size_t at;
    size_t end; /* of the content, before the closing quote */
};

static bool is_blank(char c)
{
    return c == ' ' || c == '\t';
}

static bool is_break(char c)
{
    return c == '\n' || c == '\r';
}

/* Passes over one line break. */
static void skip_break(struct scalar *scalar)
{
    const char *text = scalar->doc->text.ptr;
    bool pair =
        text[scalar->at] == '\r' && scalar->at + 1 < scalar->end && text[scalar->at + 1] == '\n';
    scalar->at += pair ? 2 : 1;
}

/* White space: kept inside a line, folded around line breaks. `joined`: behind an escaped break. */
static void take_space(struct scalar *scalar, bool joined)
{
    const char *text = scalar->doc->text.ptr;
    size_t from = scalar->at;
    size_t breaks = joined;
    uint32_t first_break = 0;
    while (scalar->at < scalar->end && (is_blank(text[scalar->at]) || is_break(text[scalar->at]))) {
        if (is_blank(text[scalar->at])) {
            scalar->at++;
            continue;
        }
        uint32_t here = doc_origin(scalar->doc, scalar->at);
        if (breaks++ == 0)
            first_break = here;
        else
            mapped_byte(&scalar->mapped, '\n', here);
        skip_break(scalar);
    }
    if (breaks == 0)
        mapped_raw(&scalar->mapped, scalar->doc, from, scalar->at);
    else if (breaks == 1 && !joined)
        mapped_byte(&scalar->mapped, ' ', first_break);
}

static int hex_value(char c)
{
    if (ascii_digit(c))
        return c - '0';
    char lower = ascii_lower(c);
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

static uint32_t take_hex(struct scalar *scalar, unsigned digits)
{
    uint32_t value = 0;
    for (unsigned i = 0; i < digits && scalar->at < scalar->end; i++) {
        int digit = hex_value(scalar->doc->text.ptr[scalar->at]);
        if (digit < 0)
            break;
        value = value * 16 + (uint32_t)digit;
        scalar->at++;
    }
    return value;
}

/* A backslash in double quotes. */
static void take_escape(struct scalar *scalar)
{
    static const char letters[] = "0abtnvfre";
    static const char meaning[] = "\0\a\b\t\n\v\f\r\033";
    uint32_t origin = doc_origin(scalar->doc, scalar->at);
    if (++scalar->at >= scalar->end)
        return;
    char c = scalar->doc->text.ptr[scalar->at];
    if (is_break(c)) {
        skip_break(scalar);
        take_space(scalar, true);
        return;
    }
    scalar->at++;
    const char *letter = c ? strchr(letters, c) : NULL;
    if (letter)
        mapped_byte(&scalar->mapped, meaning[letter - letters], origin);
    else if (c == 'x' || c == 'u' || c == 'U')
        mapped_point(&scalar->mapped, take_hex(scalar, c == 'x' ? 2 : c == 'u' ? 4 : 8), origin);
    else if (c == 'N' || c == '_')
        mapped_point(&scalar->mapped, c == 'N' ? 0x85 : 0xA0, origin);
    else if (c == 'L' || c == 'P')
        mapped_point(&scalar->mapped, c == 'L' ? 0x2028 : 0x2029, origin);
    else
        mapped_byte(&scalar->mapped, c, origin);
}

/* Plain and quoted scalars. */
static void take_flow(struct scalar *scalar, enum yaml_style style)
{
    const char *text = scalar->doc->text.ptr;
    while (scalar->at < scalar->end) {
        char c = text[scalar->at];
        if (is_blank(c) || is_break(c)) {
            take_space(scalar, false);
        } else if (style == YAML_STYLE_DOUBLE && c == '\\') {
            take_escape(scalar);
        } else {
            mapped_raw(&scalar->mapped, scalar->doc, scalar->at, scalar->at + 1);
            scalar->at += style == YAML_STYLE_SINGLE && c == '\'' ? 2 : 1;
        }
    }
}

static size_t count_blanks(struct str text, size_t at, size_t end)
{
    size_t count = 0;
    while (at + count < end && text.ptr[at + count] == ' ')
        count++;
    return count;
}

/* How far the lines of a block scalar are indented, seen at its first line that is not empty. */
static size_t block_indent(const struct scalar *scalar, struct str value)
{
    struct str text = scalar->doc->text;
    size_t at = scalar->at;
    for (size_t line_end; at < scalar->end; at = line_end + 1) {
        line_end = str_find_char(text, '\n', at);
        line_end = line_end == STR_NONE ? text.len : line_end;
        size_t blanks = count_blanks(text, at, line_end);
        if (at + blanks < line_end && !is_break(text.ptr[at + blanks])) {
            size_t kept = 0;
            while (kept < value.len && value.ptr[kept] == '\n')
                kept++;
            size_t own = count_blanks(value, kept, value.len);
            return blanks > own ? blanks - own : 0;
        }
    }
    return 0;
}

/* libyaml has folded the block; here its bytes are found again in the text, one after another. */
static void take_block(struct scalar *scalar, struct str value)
{
    const char *text = scalar->doc->text.ptr;
    size_t header = str_find_char(scalar->doc->text, '\n', scalar->at);
    scalar->at = header == STR_NONE || header >= scalar->end ? scalar->end : header + 1;
    size_t indent = block_indent(scalar, value);
    size_t column = 0;
    for (size_t i = 0; i < value.len; i++) {
        char c = value.ptr[i];
        for (; scalar->at < scalar->end; scalar->at++) {
            char here = text[scalar->at];
            bool end_of_line = is_break(here);
            if (end_of_line ? c == '\n' || c == ' ' : column >= indent && c != '\n')
                break;
            column = end_of_line ? 0 : column + 1;
        }
        if (scalar->at >= scalar->end) {
            /* The line breaks at the end are kept by the value and not by our range. */
            mapped_byte(&scalar->mapped, c, doc_origin(scalar->doc, scalar->end));
            continue;
        }
        bool line_end = is_break(text[scalar->at]);
        mapped_byte(&scalar->mapped, line_end ? c : text[scalar->at],
                    doc_origin(scalar->doc, scalar->at));
        if (line_end) {
            skip_break(scalar);
            column = 0;
        } else {
            scalar->at++;
            column++;
        }
    }
}

void yaml_set_text(struct site *site, const struct doc *doc, const struct yaml_item *item,
                   struct arena *arena)
{
    bool quoted = item->style == YAML_STYLE_SINGLE || item->style == YAML_STYLE_DOUBLE;
    size_t from = item->start;
    size_t to = item->end;
    if (quoted && to - from >= 2) {
        from++;
        to--;
    }
    struct str raw = str_slice(doc->text, from, to);
    const char *special = item->style == YAML_STYLE_SINGLE ? "'" : "\\";
    bool in_step = item->style != YAML_STYLE_BLOCK && str_find_char(raw, '\n', 0) == STR_NONE &&
                   str_find_char(raw, '\r', 0) == STR_NONE &&
                   (!quoted || str_find_char(raw, special[0], 0) == STR_NONE);
    if (in_step) {
        site_set_raw(site, doc, from, to);
        return;
    }
    struct scalar scalar = { .doc = doc, .mapped = { .arena = arena }, .at = from, .end = to };
    if (item->style == YAML_STYLE_BLOCK)
        take_block(&scalar, item->block);
    else
        take_flow(&scalar, item->style);
    site_set_mapped(site, &scalar.mapped, doc, from, to);
}
