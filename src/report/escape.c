#include "report/escape.h"

#include <utf8proc.h>

static const char replacement[] = "\xEF\xBF\xBD"; /* U+FFFD */

/* The code point at `at`, and how many bytes it takes; -1 and 1 when they are not UTF-8. */
static int32_t code_point(struct str text, size_t at, size_t *ret_len)
{
    utf8proc_int32_t point;
    utf8proc_ssize_t len = utf8proc_iterate((const utf8proc_uint8_t *)text.ptr + at,
                                            (utf8proc_ssize_t)(text.len - at), &point);
    if (len <= 0) {
        *ret_len = 1;
        return -1;
    }
    *ret_len = (size_t)len;
    return point;
}

/* Directional overrides and isolates (U+202A–E, U+2066–9), line separators, zero-width marks. */
static bool is_invisible(int32_t point)
{
    return (point >= 0x200B && point <= 0x200F) || (point >= 0x2028 && point <= 0x202E) ||
           (point >= 0x2060 && point <= 0x2069) || point == 0xFEFF || point == 0x061C;
}

/* DEL and the second set of control characters: some terminals obey U+009B as they do ESC [. */
static bool is_high_control(int32_t point)
{
    return point >= 0x7F && point < 0xA0;
}

static void add_visible(struct buf *out, struct str text, bool keep_lines)
{
    for (size_t at = 0, len; at < text.len; at += len) {
        int32_t point = code_point(text, at, &len);
        if (point < 0)
            buf_puts(out, replacement);
        else if (point == '\n' && keep_lines)
            buf_char(out, '\n');
        else if (point < 0x20 || is_high_control(point))
            buf_printf(out, "\\x%02x", (unsigned)point);
        else if (is_invisible(point))
            buf_printf(out, "\\u{%04x}", (unsigned)point);
        else
            buf_add(out, str_slice(text, at, at + len));
    }
}

void escape_terminal(struct buf *out, struct str text)
{
    add_visible(out, text, false);
}

void escape_lines(struct buf *out, struct str text)
{
    add_visible(out, text, true);
}

void escape_json(struct buf *out, struct str json)
{
    for (size_t at = 0, len; at < json.len; at += len) {
        int32_t point = code_point(json, at, &len);
        if (is_high_control(point) || is_invisible(point))
            buf_printf(out, "\\u%04x", (unsigned)point);
        else
            buf_add(out, str_slice(json, at, at + len));
    }
}

void escape_utf8(struct buf *out, struct str text)
{
    for (size_t at = 0, len; at < text.len; at += len) {
        int32_t point = code_point(text, at, &len);
        if (point <= 0)
            buf_puts(out, replacement);
        else
            buf_add(out, str_slice(text, at, at + len));
    }
}

bool is_clean_utf8(struct str text)
{
    for (size_t at = 0, len; at < text.len; at += len) {
        if (code_point(text, at, &len) <= 0)
            return false;
    }
    return true;
}

void escape_uri_path(struct buf *out, struct str path)
{
    for (size_t i = 0; i < path.len; i++) {
        char c = path.ptr[i];
        if (ascii_alnum(c) || strchr("-._~/", c))
            buf_char(out, c);
        else
            buf_printf(out, "%%%02X", (unsigned)(unsigned char)c);
    }
}

void escape_base64(struct buf *out, struct str bytes)
{
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for (size_t i = 0; i < bytes.len; i += 3) {
        uint32_t group = 0;
        for (size_t j = 0; j < 3; j++)
            group = group << 8 | (i + j < bytes.len ? (unsigned char)bytes.ptr[i + j] : 0);
        for (size_t j = 0; j < 4; j++)
            buf_char(out, i + j > bytes.len ? '=' : digits[group >> (18 - 6 * j) & 63]);
    }
}

size_t text_width(struct str text)
{
    size_t width = 0;
    for (size_t at = 0, len; at < text.len; at += len) {
        int32_t point = code_point(text, at, &len);
        int columns = point < 0 ? 1 : utf8proc_charwidth(point);
        width += columns > 0 ? (size_t)columns : 0;
    }
    return width;
}

void escape_markdown(struct buf *out, struct str text)
{
    CLEANUP(buf_release) struct buf safe = { 0 };
    escape_terminal(&safe, text);
    for (size_t i = 0; i < safe.len; i++) {
        char c = safe.ptr[i];
        if (c == '<')
            buf_puts(out, "&lt;");
        else if (c == '&')
            buf_puts(out, "&amp;");
        else if (c == '@')
            buf_puts(out, "&#64;");
        else if (c == '#')
            buf_puts(out, "&#35;");
        else if (strchr("\\`*_{}[]()+!|~>-", c))
            buf_printf(out, "\\%c", c);
        else
            buf_char(out, c);
    }
}

void escape_markdown_code(struct buf *out, struct str text)
{
    CLEANUP(buf_release) struct buf safe = { 0 };
    escape_terminal(&safe, text);
    int longest = 0;
    int run = 0;
    for (size_t i = 0; i < safe.len; i++) {
        run = safe.ptr[i] == '`' ? run + 1 : 0;
        longest = run > longest ? run : longest;
    }
    buf_fill(out, '`', longest + 1);
    buf_puts(out, longest ? " " : "");
    for (size_t i = 0; i < safe.len; i++) {
        if (safe.ptr[i] == '|')
            buf_char(out, '\\'); /* tables split at bars even in code */
        buf_char(out, safe.ptr[i]);
    }
    buf_puts(out, longest ? " " : "");
    buf_fill(out, '`', longest + 1);
}
