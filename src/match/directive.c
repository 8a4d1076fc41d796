#include "match/directive.h"

#include <stdlib.h>

#include "base/limits.h"
#include "base/mask.h"
#include "match/snippet.h"
#include "match/where.h"

/* ---- what it says ---- */

bool is_iso_date(struct str text)
{
    static const unsigned days[] = { 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
    uint64_t year, month, day;
    return text.len == 10 && text.ptr[4] == '-' && text.ptr[7] == '-' &&
           str_to_u64(str_slice(text, 0, 4), &year) && str_to_u64(str_slice(text, 5, 7), &month) &&
           str_to_u64(str_slice(text, 8, 10), &day) && month >= 1 && month <= 12 && day >= 1 &&
           day <= days[month - 1];
}

/* Takes a word off the front of `*rest`, which begins with no blank. */
static struct str take_word(struct str *rest)
{
    size_t end = 0;
    while (end < rest->len && !ascii_space(rest->ptr[end]))
        end++;
    struct str word = str_slice(*rest, 0, end);
    *rest = str_trim(str_slice(*rest, end, rest->len));
    return word;
}

/* "--", or a dash where two of them may not stand, as in a comment of XML. */
static bool is_separator(struct str word)
{
    return str_is(word, "--") || str_is(word, "—");
}

/* Without what closes the comment. */
static struct str without_close(struct str line)
{
    static const char *const closes[] = { "*/", "-->", "#}", "%}", "--%>", "--]]", "]]", "=#" };
    line = str_trim(line);
    for (size_t i = 0; i < ARRAY_COUNT(closes); i++) {
        struct str close = str_from(closes[i]);
        if (str_ends(line, close))
            return str_trim(str_slice(line, 0, line.len - close.len));
    }
    return line;
}

/* `line` is what follows the literal. */
static void read_words(struct str line, struct directive *directive)
{
    struct str rest = str_trim(line);
    if (!str_is(take_word(&rest), "ignore")) {
        directive->fault = DIRECTIVE_UNKNOWN_WORD;
        return;
    }
    struct str word = take_word(&rest);
    if (word.len == 0 || is_separator(word) || str_starts(word, STR("until="))) {
        directive->fault = DIRECTIVE_NO_RULE;
        return;
    }
    directive->rule = word;
    word = take_word(&rest);
    if (str_starts(word, STR("until="))) {
        directive->until = str_slice(word, STR("until=").len, word.len);
        if (!is_iso_date(directive->until))
            directive->fault = DIRECTIVE_BAD_DATE;
        word = take_word(&rest);
    }
    if (is_separator(word))
        directive->reason = rest;
    if (directive->reason.len == 0 && directive->fault == DIRECTIVE_SOUND)
        directive->fault = DIRECTIVE_NO_REASON;
}

/* ---- which lines it is about ---- */

static bool escaped_break(struct str text, size_t at)
{
    return at + 1 < text.len && text.ptr[at] == '\\' && text.ptr[at + 1] == 'n';
}

/* Lines of code in a notebook: they end at an escaped line break or with their JSON string. */
struct lines_of {
    struct str text;
    bool notebook;
};

static size_t line_start(const struct lines_of *lines, size_t at)
{
    struct str text = lines->text;
    while (at > 0 && text.ptr[at - 1] != '\n') {
        bool quote = text.ptr[at - 1] == '"' && !(at > 1 && text.ptr[at - 2] == '\\');
        if (lines->notebook && (quote || (at > 1 && escaped_break(text, at - 2))))
            break;
        at--;
    }
    return at;
}

static size_t line_end(const struct lines_of *lines, size_t at)
{
    struct str text = lines->text;
    while (at < text.len && text.ptr[at] != '\n') {
        if (lines->notebook && (text.ptr[at] == '"' || escaped_break(text, at)))
            break;
        at += lines->notebook && text.ptr[at] == '\\' ? 2 : 1;
    }
    return at < text.len ? at : text.len;
}

/* Where the line behind the one that ends at `at` begins; `at` itself when there is none. */
static size_t next_line(const struct lines_of *lines, size_t at)
{
    struct str text = lines->text;
    if (!lines->notebook)
        return at < text.len ? at + 1 : at;
    size_t next = escaped_break(text, at) ? at + 2 : at;
    if (next >= text.len || text.ptr[next] != '"')
        return next;
    size_t item = next + 1;
    while (item < text.len && (ascii_space(text.ptr[item]) || text.ptr[item] == ','))
        item++;
    return item < text.len && text.ptr[item] == '"' ? item + 1 : at;
}

static bool is_blank(struct str text, size_t from, size_t to)
{
    while (from < to && (ascii_space(text.ptr[from]) || text.ptr[from] == '#'))
        from++;
    return from >= to;
}

/* Sets what the directive at `at` covers: its line, or, when its comment stands alone, everything
 * to the end of the line behind the comment. */
static void set_cover(const struct lines_of *lines, const struct site *site, struct extent at,
                      struct directive *directive)
{
    struct str text = lines->text;
    size_t start = line_start(lines, at.start);
    size_t end = line_end(lines, site->at.end > at.end ? site->at.end : at.end);
    directive->alone = (site->at.start < start || is_blank(text, start, site->at.start)) &&
                       is_blank(text, site->at.end, end);
    end = directive->alone ? line_end(lines, next_line(lines, end)) : line_end(lines, at.end);
    directive->covers = (struct extent){ (uint32_t)start, (uint32_t)end };
}

/* ---- where they are ---- */

/* A directive begins its line, or follows the sign of a comment: what is quoted or spoken of in a
 * sentence is none. */
static bool is_at_start(struct str comment, size_t at)
{
    while (at > 0 && (comment.ptr[at - 1] == ' ' || comment.ptr[at - 1] == '\t'))
        at--;
    return at == 0 || (comment.ptr[at - 1] != '\0' && strchr("\n\r#/*;-!{%[", comment.ptr[at - 1]));
}

/* A docstring is a string. */
static bool is_comment(const struct site *site)
{
    return (site->roles & SITE_COMMENT) &&
           (!(site->roles & SITE_PROSE) || str_starts(site->text, STR("/")));
}

static struct str keep_text(struct arena *result, struct str text)
{
    text = str_slice(text, 0, LIMIT_SNIPPET_BYTES);
    return mask_line(text, (struct mask_range){ 0, 0 }, (struct mask_range){ 0, text.len }, result);
}

/* One directive at `at` of the site's text. */
static void take(struct document *document, const struct lines_of *lines, const struct site *site,
                 size_t at, struct arena *result, struct directives *ret)
{
    struct str text = site->text;
    size_t end = str_find_char(text, '\n', at);
    struct str line = without_close(str_slice(text, at, end == STR_NONE ? text.len : end));
    struct extent extent = site_extent(site, at, at + line.len);
    struct directive directive = {
        .path = arena_str(result, document->doc->path),
        .span = document_span(document, extent.start, extent.end),
        .quoted = site->snippet,
        .where = where_of_site(document->where, site),
        .language = arena_str(result, str_from(site->language ? site->language : "text")),
    };
    read_words(str_slice(line, strlen(DIRECTIVE_LITERAL), line.len), &directive);
    directive.rule = keep_text(result, directive.rule);
    directive.until = keep_text(result, directive.until);
    directive.reason = keep_text(result, directive.reason);
    snippet_take_directive(document, result, &directive);
    set_cover(lines, site, extent, &directive);
    vec_push(result, ret, directive);
}

static int compare_places(const void *a, const void *b)
{
    const struct directive *x = a;
    const struct directive *y = b;
    return x->span.offset < y->span.offset ? -1 : x->span.offset > y->span.offset;
}

/* Each once, though a guest and its host may both have seen it; those that are stacked above
 * another one hold for the same line. */
static void settle(struct directives *list)
{
    if (list->count < 2)
        return;
    qsort(list->items, list->count, sizeof *list->items, compare_places);
    size_t kept = 1;
    for (size_t i = 1; i < list->count; i++) {
        if (compare_places(&list->items[i], &list->items[kept - 1]) != 0)
            list->items[kept++] = list->items[i];
    }
    list->count = kept;
    for (size_t i = kept - 1; i > 0; i--) {
        const struct directive *next = &list->items[i];
        struct directive *above = &list->items[i - 1];
        if (above->alone && next->alone && above->covers.end >= next->span.offset)
            above->covers.end = next->covers.end;
    }
}

void directives_find(struct document *document, struct arena *result, struct directives *ret)
{
    struct str path = document->doc->path;
    struct lines_of lines = { document->doc->file_text, str_ends_icase(path, STR(".ipynb")) };
    for (size_t i = 0; i < document->sites->count; i++) {
        const struct site *site = &document->sites->items[i];
        size_t at = is_comment(site) ? str_find(site->text, STR(DIRECTIVE_LITERAL), 0) : STR_NONE;
        for (; at != STR_NONE && ret->count < LIMIT_DIRECTIVES;
             at = str_find(site->text, STR(DIRECTIVE_LITERAL), at + 1)) {
            if (is_at_start(site->text, at))
                take(document, &lines, site, at, result, ret);
        }
    }
    settle(ret);
}
