#include "match/document.h"

#include <stdlib.h>

#include <utf8proc.h>

enum {
    EVIDENCE_BYTES = 4096, /* of a line or record on both sides: what is near, and bounded work */
    EVIDENCE_SITES = 2048, /* of a line or record */
};

/* ---- lines ---- */

static void index_lines(struct document *document)
{
    struct str text = document->doc->file_text;
    size_t count = 1;
    for (size_t at = 0; (at = str_find_char(text, '\n', at)) != STR_NONE; at++)
        count++;
    document->lines = arena_array(document->scratch, count, sizeof *document->lines);
    document->line_count = 1;
    for (size_t at = 0; (at = str_find_char(text, '\n', at)) != STR_NONE; at++)
        document->lines[document->line_count++] = (uint32_t)at + 1;
}

/* The number of the line at an offset, from 0. */
static size_t line_at(struct document *document, uint32_t offset)
{
    if (!document->lines)
        index_lines(document);
    size_t low = 0;
    size_t high = document->line_count;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (document->lines[middle] <= offset)
            low = middle;
        else
            high = middle;
    }
    return low;
}

struct span document_span(struct document *document, uint32_t start, uint32_t end)
{
    size_t line = line_at(document, start);
    size_t end_line = line_at(document, end);
    return (struct span){
        .line = (uint32_t)line + 1,
        .column = start - document->lines[line] + 1,
        .end_line = (uint32_t)end_line + 1,
        .end_column = end - document->lines[end_line] + 1,
        .offset = start,
        .len = end - start,
    };
}

/* How many UTF-16 code units the bytes [from, to) take; a byte that is no UTF-8 is one. */
static uint32_t utf16_units(struct str text, uint32_t from, uint32_t to)
{
    uint32_t units = 0;
    size_t at = from;
    while (at < to && at < text.len) {
        utf8proc_int32_t code = 0;
        utf8proc_ssize_t len = 1;
        if ((unsigned char)text.ptr[at] >= 0x80)
            len = utf8proc_iterate((const utf8proc_uint8_t *)text.ptr + at,
                                   (utf8proc_ssize_t)(text.len - at), &code);
        at += len > 0 ? (size_t)len : 1;
        units += len > 0 && code > 0xFFFF ? 2 : 1;
    }
    return units;
}

void document_count_utf16(struct document *document, struct references *references)
{
    struct str text = document->doc->file_text;
    uint32_t line = 0; /* of the reference before, with the place that was counted up to */
    uint32_t offset = 0;
    uint32_t column = 1;
    for (size_t i = 0; i < references->count; i++) {
        struct span *span = &references->items[i].span;
        if (span->line != line) {
            line = span->line;
            offset = document->lines[line - 1];
            column = 1;
        }
        column += utf16_units(text, offset, span->offset);
        offset = span->offset;
        span->column_utf16 = column;
        uint32_t end = span->offset + span->len;
        span->end_column_utf16 =
            span->end_line == line
                ? column + utf16_units(text, offset, end)
                : 1 + utf16_units(text, document->lines[span->end_line - 1], end);
    }
}

struct extent document_line(struct document *document, uint32_t offset)
{
    struct str text = document->doc->file_text;
    size_t line = line_at(document, offset);
    size_t end = line + 1 < document->line_count ? document->lines[line + 1] - 1 : text.len;
    if (end > document->lines[line] && text.ptr[end - 1] == '\r')
        end--;
    return (struct extent){ document->lines[line], (uint32_t)end };
}

/* ---- sites by place ---- */

static int compare_places(const void *a, const void *b)
{
    const struct site *x = *(const struct site *const *)a;
    const struct site *y = *(const struct site *const *)b;
    if (x->at.start != y->at.start)
        return x->at.start < y->at.start ? -1 : 1;
    return (x > y) - (x < y);
}

static void index_sites(struct document *document)
{
    size_t count = document->sites->count;
    document->by_start = arena_array(document->scratch, count, sizeof *document->by_start);
    for (size_t i = 0; i < count; i++) {
        const struct site *site = &document->sites->items[i];
        document->by_start[i] = site;
        if (site->at.end > site->at.start && site->at.end - site->at.start > document->longest)
            document->longest = site->at.end - site->at.start;
    }
    if (count > 0)
        qsort(document->by_start, count, sizeof *document->by_start, compare_places);
}

static size_t first_site_from(const struct document *document, uint32_t offset)
{
    size_t low = 0;
    size_t high = document->sites->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (document->by_start[middle]->at.start < offset)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* ---- evidence ---- */

/* A text as it stands in the file, as a site without a role. */
static bool holds_raw(const struct condition *condition, struct str text)
{
    struct site raw = { .text = text, .language = "text", .position = -1 };
    struct capture capture;
    return condition_match(condition, &raw, 0, &capture);
}

/* Whether a condition was known to hold, by the addresses of what it was asked about. */
enum verdict { UNKNOWN, HOLDS, HOLDS_NOT };

static enum verdict recall(const struct map *verdicts, const void *key, size_t key_len)
{
    return (enum verdict)(uintptr_t)map_get(verdicts, (struct str){ key, key_len });
}

static bool keep(struct document *document, struct map *verdicts, const void *key, size_t key_len,
                 bool holds)
{
    struct str copy = arena_str(document->scratch, (struct str){ key, key_len });
    *map_at(verdicts, document->scratch, copy) = (void *)(uintptr_t)(holds ? HOLDS : HOLDS_NOT);
    return holds;
}

/* A long text is read once for all matches in it, and again for none. */
static bool holds_in_site(struct document *document, const struct condition *condition,
                          const struct site *site)
{
    struct capture capture;
    if (site->text.len <= EVIDENCE_BYTES)
        return condition_match(condition, site, 0, &capture);
    const void *key[] = { condition, site };
    enum verdict known = recall(&document->site_evidence, key, sizeof key);
    if (known != UNKNOWN)
        return known == HOLDS;
    return keep(document, &document->site_evidence, key, sizeof key,
                condition_match(condition, site, 0, &capture));
}

static bool holds_between(struct document *document, const struct condition *condition,
                          struct extent extent, bool reaching_in)
{
    struct str text = document->doc->file_text;
    if (!document->doc->binary &&
        holds_raw(condition, str_slice(text, extent.start, extent.end)))
        return true;
    if (!document->by_start)
        index_sites(document);
    /* A site that begins before and reaches in may be looked at too, if it is not far away. */
    uint32_t back = !reaching_in                        ? 0
                    : document->longest < EVIDENCE_BYTES ? document->longest
                                                         : EVIDENCE_BYTES;
    uint32_t from = extent.start > back ? extent.start - back : 0;
    size_t looked_at = 0;
    for (size_t i = first_site_from(document, from);
         i < document->sites->count && looked_at < EVIDENCE_SITES; i++) {
        const struct site *site = document->by_start[i];
        if (site->at.start >= extent.end)
            break;
        if (site->at.end <= extent.start || site->roles & SITE_PATH ||
            (!reaching_in && site->at.end > extent.end))
            continue;
        looked_at++;
        if (holds_in_site(document, condition, site))
            return true;
    }
    return false;
}

/* At most EVIDENCE_BYTES on both sides of the match. */
static struct extent near(struct extent extent, struct extent match)
{
    if (match.start > EVIDENCE_BYTES && extent.start < match.start - EVIDENCE_BYTES)
        extent.start = match.start - EVIDENCE_BYTES;
    if (extent.end > match.end && extent.end - match.end > EVIDENCE_BYTES)
        extent.end = match.end + EVIDENCE_BYTES;
    return extent;
}

bool document_holds(struct document *document, const struct condition *condition)
{
    enum verdict known = recall(&document->file_evidence, &condition, sizeof condition);
    if (known != UNKNOWN)
        return known == HOLDS;

    bool holds = !document->doc->binary && holds_raw(condition, document->doc->file_text);
    struct site path = {
        .roles = SITE_PATH, .text = document->doc->path, .language = "text", .position = -1
    };
    struct capture capture;
    holds = holds || condition_match(condition, &path, 0, &capture);
    for (size_t i = 0; !holds && i < document->sites->count; i++)
        holds = condition_match(condition, &document->sites->items[i], 0, &capture);

    return keep(document, &document->file_evidence, &condition, sizeof condition, holds);
}

bool document_evidence(struct document *document, const struct evidence *evidence,
                       const struct site *site, size_t start, size_t end)
{
    struct extent match = site_extent(site, start, end);
    struct extent around;
    switch (evidence->scope) {
    case EVIDENCE_SITE:
        return holds_in_site(document, evidence->condition, site);
    case EVIDENCE_LINE:
        around = document_line(document, match.start);
        if (match.end > around.end) /* a match of several lines */
            around.end = document_line(document, match.end).end;
        return holds_between(document, evidence->condition, near(around, match), false);
    case EVIDENCE_RECORD:
        around = site->record.end > site->record.start         ? site->record
                 : site->statement.end > site->statement.start ? site->statement
                                                               : site->at;
        return holds_between(document, evidence->condition, near(around, match), true);
    case EVIDENCE_FILE:
        return document_holds(document, evidence->condition);
    case EVIDENCE_REPOSITORY: /* settled in the parent */
    case EVIDENCE_SCOPE_COUNT:
        break;
    }
    return evidence->wanted;
}
