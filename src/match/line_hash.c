#include "match/line_hash.h"

#include <inttypes.h>
#include <stdlib.h>

#include <utf8proc.h>

enum { WINDOW = 100, BASE = 37, END = 0xFFFF };

struct hashes VEC(uint64_t);

struct roller {
    uint32_t window[WINDOW];
    bool starts[WINDOW]; /* whether a line begins there */
    size_t at;
    uint64_t hash;
    uint64_t leaving; /* BASE to the power of WINDOW: what a unit is worth when it drops out */
    bool line_start;
    bool after_cr;
    struct arena *arena;
    struct hashes lines;
};

/* The line that begins at the oldest unit of the window is complete. */
static void give_line(struct roller *roller)
{
    if (roller->starts[roller->at])
        vec_push(roller->arena, &roller->lines, roller->hash);
    roller->starts[roller->at] = false;
}

static void shift(struct roller *roller, uint32_t unit)
{
    roller->hash = roller->hash * BASE + unit - roller->leaving * roller->window[roller->at];
    roller->window[roller->at] = unit;
    roller->at = (roller->at + 1) % WINDOW;
}

static void take(struct roller *roller, uint32_t unit)
{
    bool rest_of_break = roller->after_cr && unit == '\n';
    roller->after_cr = false;
    if (unit == ' ' || unit == '\t' || rest_of_break)
        return;
    if (unit == '\r') {
        roller->after_cr = true;
        unit = '\n';
    }
    give_line(roller);
    roller->starts[roller->at] = roller->line_start;
    roller->line_start = unit == '\n';
    shift(roller, unit);
}

static struct hashes hash_lines(struct str text, struct arena *arena)
{
    struct roller roller = { .leaving = 1, .line_start = true, .arena = arena };
    for (int i = 0; i < WINDOW; i++)
        roller.leaving *= BASE;
    for (size_t at = 0; at < text.len;) {
        utf8proc_int32_t code = (unsigned char)text.ptr[at];
        utf8proc_ssize_t len = 1;
        if (code >= 0x80)
            len = utf8proc_iterate((const utf8proc_uint8_t *)text.ptr + at,
                                   (utf8proc_ssize_t)(text.len - at), &code);
        at += len > 0 ? (size_t)len : 1;
        if (len <= 0) {
            take(&roller, 0xFFFD);
        } else if (code > 0xFFFF) {
            take(&roller, 0xD800 + ((uint32_t)(code - 0x10000) >> 10));
            take(&roller, 0xDC00 + ((uint32_t)(code - 0x10000) & 0x3FF));
        } else {
            take(&roller, (uint32_t)code);
        }
    }
    take(&roller, END);
    for (int i = 0; i < WINDOW; i++) {
        give_line(&roller);
        shift(&roller, 0);
    }
    return roller.lines;
}

struct wanted {
    uint64_t hash;
    uint32_t seen; /* so many lines had it until now */
};

static int compare_wanted(const void *a, const void *b)
{
    uint64_t x = ((const struct wanted *)a)->hash;
    uint64_t y = ((const struct wanted *)b)->hash;
    return (x > y) - (x < y);
}

void line_hash_references(struct str text, struct references *references, struct arena *result)
{
    if (references->count == 0)
        return;
    struct arena scratch = { 0 };
    struct hashes lines = hash_lines(text, &scratch);

    struct wanted *wanted = arena_array(&scratch, references->count, sizeof *wanted);
    size_t count = 0;
    uint32_t line = 0;
    for (size_t i = 0; i < references->count; i++) {
        if (references->items[i].span.line == line)
            continue;
        line = references->items[i].span.line;
        if (line <= lines.count)
            wanted[count++].hash = lines.items[line - 1];
    }
    qsort(wanted, count, sizeof *wanted, compare_wanted);
    size_t kept = 0;
    for (size_t i = 0; i < count; i++) {
        if (i == 0 || wanted[i].hash != wanted[kept - 1].hash)
            wanted[kept++] = wanted[i];
    }

    size_t next = 0;
    for (size_t at = 0; at < lines.count && next < references->count; at++) {
        struct wanted key = { .hash = lines.items[at] };
        struct wanted *found = bsearch(&key, wanted, kept, sizeof *wanted, compare_wanted);
        if (!found)
            continue;
        found->seen++;
        struct str hash = { NULL, 0 };
        for (; next < references->count && references->items[next].span.line == at + 1; next++) {
            if (!hash.ptr)
                hash = arena_printf(result, "%" PRIx64 ":%" PRIu32, found->hash, found->seen);
            references->items[next].line_hash = hash;
        }
    }
    arena_release(&scratch);
}
