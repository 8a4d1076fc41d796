#include "report/screen.h"

#include "report/escape.h"

enum { DEFAULT_WIDTH = 100, LEAST_WIDTH = 40, MOST_WIDTH = 400 };

void screen_start(struct screen *screen, const struct report *report, const struct style *style,
                struct buf *out)
{
    size_t width = style->width ? style->width : DEFAULT_WIDTH;
    if (width < LEAST_WIDTH)
        width = LEAST_WIDTH;
    if (width > MOST_WIDTH)
        width = MOST_WIDTH;
    *screen = (struct screen){ out, report, style, width };
}

/* ---- colour ---- */

void screen_ink(const struct screen *screen, enum ink ink)
{
    static const char *const codes[] = { "", "1", "2", "31", "32", "33", "36", "1;31" };
    if (screen->style->color && ink != INK_PLAIN)
        buf_printf(screen->out, "\033[%sm", codes[ink]);
}

void screen_end(const struct screen *screen, enum ink ink)
{
    if (screen->style->color && ink != INK_PLAIN)
        buf_puts(screen->out, "\033[0m");
}

void screen_put(const struct screen *screen, enum ink ink, const char *text)
{
    screen_ink(screen, ink);
    buf_puts(screen->out, text);
    screen_end(screen, ink);
}

void screen_printf(const struct screen *screen, enum ink ink, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    screen_ink(screen, ink);
    buf_vprintf(screen->out, format, args);
    screen_end(screen, ink);
    va_end(args);
}

const char *plural(size_t count, const char *one, const char *many)
{
    return count == 1 ? one : many;
}

/* ---- columns ---- */

void screen_pad(const struct screen *screen, size_t used, size_t columns)
{
    if (used < columns)
        buf_fill(screen->out, ' ', (int)(columns - used));
}

/* How many bytes of clean text, from `from`, fit into so many columns. */
static size_t bytes_that_fit(struct str text, size_t from, size_t columns)
{
    size_t used = 0;
    size_t at = from;
    while (at < text.len) {
        size_t next = at + 1;
        while (next < text.len && ((unsigned char)text.ptr[next] & 0xC0) == 0x80)
            next++;
        used += text_width(str_slice(text, at, next));
        if (used > columns)
            break;
        at = next;
    }
    return at - from;
}

size_t screen_cut(const struct screen *screen, enum ink ink, struct str text, size_t columns)
{
    CLEANUP(buf_release) struct buf safe = { 0 };
    escape_terminal(&safe, text);
    struct str all = buf_str(&safe);
    size_t width = text_width(all);
    screen_ink(screen, ink);
    if (width <= columns) {
        buf_add(screen->out, all);
    } else {
        struct str head = str_slice(all, 0, bytes_that_fit(all, 0, columns ? columns - 1 : 0));
        buf_add(screen->out, head);
        buf_puts(screen->out, columns ? "…" : "");
        width = text_width(head) + (columns ? 1 : 0);
    }
    screen_end(screen, ink);
    return width;
}

static size_t previous_character(struct str text, size_t at)
{
    do {
        at--;
    } while (at > 0 && ((unsigned char)text.ptr[at] & 0xC0) == 0x80);
    return at;
}

/* Where to begin so that what was found is in sight: a little before it, and no sooner than what
 * follows fills the line. */
static size_t window_start(struct str line, size_t found_at, size_t found_end, size_t columns)
{
    if (text_width(str_slice(line, 0, found_end)) + 1 <= columns || text_width(line) <= columns)
        return 0;
    size_t start = found_at;
    size_t width = 0;
    while (start > 0 && width < columns / 4) {
        size_t before = previous_character(line, start);
        width += text_width(str_slice(line, before, start));
        start = before;
    }
    size_t rest = text_width(str_slice(line, start, line.len));
    while (start > 0 && rest + 1 < columns) {
        size_t before = previous_character(line, start);
        rest += text_width(str_slice(line, before, start));
        if (rest + 1 > columns)
            break;
        start = before;
    }
    return start;
}

void screen_line(const struct screen *screen, struct str line, struct str found, size_t columns)
{
    CLEANUP(buf_release) struct buf safe_line = { 0 };
    CLEANUP(buf_release) struct buf safe_found = { 0 };
    escape_terminal(&safe_line, str_trim(line));
    escape_terminal(&safe_found, str_trim(found));
    struct str all = buf_str(&safe_line);
    size_t at = str_find(all, buf_str(&safe_found), 0);
    size_t end = at == STR_NONE ? 0 : at + safe_found.len;
    if (at == STR_NONE)
        at = 0;
    size_t start = window_start(all, at, end, columns);
    size_t left = columns - (start > 0 ? 1 : 0);
    size_t len = bytes_that_fit(all, start, left);
    bool cut = start + len < all.len;
    if (cut)
        len = bytes_that_fit(all, start, left - 1);
    size_t stop = start + len;
    buf_puts(screen->out, start > 0 ? "…" : "");
    if (at < start || at >= stop || end == at) {
        buf_add(screen->out, str_slice(all, start, stop));
    } else {
        size_t mark = end < stop ? end : stop;
        buf_add(screen->out, str_slice(all, start, at));
        screen_ink(screen, INK_BOLD);
        buf_add(screen->out, str_slice(all, at, mark));
        screen_end(screen, INK_BOLD);
        buf_add(screen->out, str_slice(all, mark, stop));
    }
    buf_puts(screen->out, cut ? "…" : "");
}

void screen_wrap(const struct screen *screen, enum ink ink, struct str text, size_t column,
               size_t indent, size_t most)
{
    CLEANUP(buf_release) struct buf safe = { 0 };
    escape_terminal(&safe, text);
    struct str rest = buf_str(&safe);
    size_t lines = 1;
    bool first = true;
    screen_ink(screen, ink);
    while (rest.ptr && rest.len > 0) {
        struct str before = rest;
        struct str word = str_split(&rest, ' ');
        size_t width = text_width(word);
        size_t room = screen->width > column ? screen->width - column : 0;
        bool last_line = most > 0 && lines == most;
        bool more = rest.ptr && rest.len > 0;
        if (last_line && width + (first ? 0 : 1) + (more ? 2 : 0) > room &&
            text_width(before) + (first ? 0 : 1) > room) {
            buf_puts(screen->out, first ? "" : " ");
            room -= first || room == 0 ? 0 : 1;
            struct str head = str_slice(before, 0, bytes_that_fit(before, 0, room ? room - 1 : 0));
            buf_add(screen->out, str_trim(head));
            buf_puts(screen->out, "…");
            break;
        }
        if (!first && width + 1 > room) {
            screen_end(screen, ink);
            buf_char(screen->out, '\n');
            buf_fill(screen->out, ' ', (int)indent);
            screen_ink(screen, ink);
            column = indent;
            first = true;
            lines++;
            rest = before;
            continue;
        }
        buf_puts(screen->out, first ? "" : " ");
        buf_add(screen->out, word);
        column += width + (first ? 0 : 1);
        first = false;
    }
    screen_end(screen, ink);
    buf_char(screen->out, '\n');
}

/* ---- places ---- */

static void add_number(struct buf *out, uint32_t number)
{
    buf_printf(out, "%u", number);
}

/* The address of a place: where the code can be looked at, else the file itself. */
static void add_address(const struct screen *screen, struct buf *out, struct str path, uint32_t line)
{
    const struct report *report = screen->report;
    struct str rest = report->link_template;
    if (rest.len == 0) {
        buf_puts(out, "file://");
        escape_uri_path(out, screen->style->root);
        buf_char(out, '/');
        escape_uri_path(out, path);
        return;
    }
    while (rest.len > 0) {
        if (str_starts(rest, STR("{path}"))) {
            escape_uri_path(out, path);
            rest = str_slice(rest, 6, rest.len);
        } else if (str_starts(rest, STR("{line}"))) {
            add_number(out, line ? line : 1);
            rest = str_slice(rest, 6, rest.len);
        } else if (str_starts(rest, STR("{revision}"))) {
            escape_uri_path(out, report->revision.len ? report->revision : STR("HEAD"));
            rest = str_slice(rest, 10, rest.len);
        } else {
            escape_terminal(out, str_slice(rest, 0, 1));
            rest = str_slice(rest, 1, rest.len);
        }
    }
}

void screen_place(const struct screen *screen, enum ink ink, struct str path, uint32_t line)
{
    bool link = screen->style->links && (screen->report->link_template.len || screen->style->root.len);
    if (link) {
        buf_puts(screen->out, "\033]8;;");
        add_address(screen, screen->out, path, line);
        buf_puts(screen->out, "\033\\");
    }
    screen_ink(screen, ink);
    escape_terminal(screen->out, path);
    screen_end(screen, ink);
    if (line > 0)
        buf_printf(screen->out, ":%u", line);
    if (link)
        buf_puts(screen->out, "\033]8;;\033\\");
}

size_t screen_place_width(struct str path, uint32_t line)
{
    CLEANUP(buf_release) struct buf text = { 0 };
    escape_terminal(&text, path);
    if (line > 0)
        buf_printf(&text, ":%u", line);
    return text_width(buf_str(&text));
}

/* ---- flows ---- */

struct flow flow_start(const struct screen *screen, size_t column, size_t indent)
{
    return (struct flow){ .screen = screen, .indent = indent, .column = column };
}

bool flow_fits(const struct flow *flow, const char *separator, size_t width)
{
    size_t gap = flow->begun ? text_width(str_from(separator)) : 0;
    return flow->column + gap + width < flow->screen->width; /* a comma may follow */
}

void flow_next(struct flow *flow, const char *separator, size_t width)
{
    struct buf *out = flow->screen->out;
    if (flow->begun && !flow_fits(flow, separator, width)) {
        if (str_starts(str_from(separator), STR(",")))
            buf_char(out, ',');
        buf_char(out, '\n');
        buf_fill(out, ' ', (int)flow->indent);
        flow->column = flow->indent;
    } else if (flow->begun) {
        buf_puts(out, separator);
        flow->column += text_width(str_from(separator));
    }
    flow->begun = true;
    flow->column += width;
}

static void add_piece(struct flow *flow, const char *separator, enum ink ink, struct str piece)
{
    flow_next(flow, separator, text_width(piece));
    screen_ink(flow->screen, ink);
    buf_add(flow->screen->out, piece);
    screen_end(flow->screen, ink);
}

void flow_add(struct flow *flow, const char *separator, enum ink ink, struct str text)
{
    CLEANUP(buf_release) struct buf safe = { 0 };
    escape_terminal(&safe, text);
    struct str rest = buf_str(&safe);
    if (flow->indent + text_width(rest) < flow->screen->width) {
        add_piece(flow, separator, ink, rest);
        return;
    }
    for (bool first = true; rest.ptr; first = false) /* no line holds it: word by word */
        add_piece(flow, first ? separator : " ", ink, str_split(&rest, ' '));
}

void flow_printf(struct flow *flow, const char *separator, enum ink ink, const char *format, ...)
{
    CLEANUP(buf_release) struct buf text = { 0 };
    va_list args;
    va_start(args, format);
    buf_vprintf(&text, format, args);
    va_end(args);
    flow_add(flow, separator, ink, buf_str(&text));
}

void flow_place(struct flow *flow, const char *separator, struct str path, uint32_t line)
{
    flow_next(flow, separator, screen_place_width(path, line));
    screen_place(flow->screen, INK_PLAIN, path, line);
}
