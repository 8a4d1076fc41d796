#include "prefilter/prefilter.h"

#include <stdlib.h>

/*
 * Windows of four bytes at every second offset are looked up in a bitmap by a hash of their folded
 * bytes. A literal of five bytes or more holds two neighbouring windows, one of which stands at an
 * even offset of the text wherever the literal does; where it has more, the rarest pair is taken.
 *
 *     text      ... x  m  e  t  a  -  l  l  a  m  a  ...
 *     looked at    [......]  [......]     every second offset
 *                     [......]  [......]
 *     literal            "ta-ll" is the rarest five bytes: windows "ta-l" and "a-ll"
 *
 * A literal of three or four bytes leaves bytes of one window open; all their values are put in.
 * One of two bytes is searched for by itself. Where the bitmap has a bit, the literals that have
 * this window are compared in full.
 *
 * The work per window does not depend on how many literals there are, which is what a shuffle-based
 * filter cannot offer with several hundred of them; and it is the same on every processor.
 */
enum {
    WINDOW = 4,
    STRIDE = 2,
    SPAN = WINDOW + STRIDE - 1, /* bytes of a literal that are needed to always see a window */
    BITMAP_BITS = 18,           /* 32 KiB: stays in the first-level cache */
    BUCKET_BITS = 12,
    FOLD = 0x20,
};

/* One window of one literal: seen at `q` in the text, the literal would stand at `q - before`. */
struct entry {
    uint32_t literal;
    int32_t before;
};

struct prefilter {
    const struct literal *literals;
    size_t count;
    uint64_t *bitmap;
    uint32_t bucket_start[(1 << BUCKET_BITS) + 1]; /* into entries */
    struct entry *entries;
    uint32_t *pairs; /* literals of two bytes */
    size_t pair_count;
};

/* How common a byte is in source text, in rough 1/1000 of all bytes; what is not named is rare. */
static const unsigned char commonness[256] = {
    [' '] = 160, ['\n'] = 30, ['e'] = 80, ['t'] = 65, ['a'] = 55, ['o'] = 50, ['r'] = 50,
    ['n'] = 50,  ['i'] = 50,  ['s'] = 50, ['l'] = 32, ['d'] = 28, ['c'] = 28, ['u'] = 20,
    ['m'] = 20,  ['p'] = 22,  ['f'] = 16, ['h'] = 16, ['g'] = 14, ['y'] = 11, ['b'] = 11,
    ['w'] = 8,   ['v'] = 8,   ['k'] = 6,  ['x'] = 6,  ['_'] = 16, ['.'] = 16, [','] = 14,
    ['('] = 12,  [')'] = 12,  ['"'] = 14, ['\''] = 8, ['-'] = 12, ['='] = 12, ['/'] = 12,
    [':'] = 10,  ['0'] = 12,  ['1'] = 10, ['2'] = 8,  ['3'] = 5,  ['4'] = 5,  ['5'] = 5,
    ['6'] = 4,   ['7'] = 4,   ['8'] = 5,  ['9'] = 4,  ['>'] = 6,  ['<'] = 6,  [';'] = 6,
    ['{'] = 6,   ['}'] = 6,   ['['] = 4,  [']'] = 4,  ['*'] = 5,  ['#'] = 4,  ['\t'] = 12,
    ['E'] = 5,   ['T'] = 5,   ['S'] = 5,  ['A'] = 5,  ['I'] = 4,  ['C'] = 4,  ['R'] = 4,
};

static uint32_t load_window(const char *at)
{
    uint32_t window;
    memcpy(&window, at, sizeof window);
    return window;
}

static inline uint32_t hash_window(uint32_t window)
{
    return (window | FOLD * 0x01010101u) * 0x9e3779b1u;
}

static bool stands_at(const struct literal *literal, struct str bytes, size_t at)
{
    size_t len = literal->text.len;
    if (at > bytes.len || bytes.len - at < len)
        return false;
    struct str here = str_slice(bytes, at, at + len);
    if (!(literal->icase ? str_equal_icase(here, literal->text) : str_equal(here, literal->text)))
        return false;
    if (!literal->digits)
        return true;
    return (at == 0 || !ascii_digit(bytes.ptr[at - 1])) &&
           (at + len == bytes.len || !ascii_digit(bytes.ptr[at + len]));
}

/* ---- building ---- */

/* Windows while they are collected: each with its hash, sorted by it afterwards. */
struct window {
    uint32_t hash;
    struct entry entry;
};

struct windows VEC(struct window);

static unsigned cost_of_span(struct str span)
{
    unsigned cost = 0;
    for (size_t i = 0; i < span.len; i++)
        cost += commonness[(unsigned char)span.ptr[i]];
    return cost;
}

static size_t rarest_span(struct str text)
{
    size_t best = 0;
    unsigned least = UINT32_MAX;
    for (size_t i = 0; i + SPAN <= text.len; i++) {
        unsigned cost = cost_of_span(str_slice(text, i, i + SPAN));
        if (cost < least) {
            least = cost;
            best = i;
        }
    }
    return best;
}

static void add_window(struct windows *windows, struct arena *arena, const char *window,
                       uint32_t literal, int32_t before)
{
    vec_push(arena, windows,
             (struct window){ .hash = hash_window(load_window(window)),
                              .entry = { .literal = literal, .before = before } });
}

/* The windows around a literal of three or four bytes, with every value of the open bytes. */
static void add_short(struct windows *windows, struct arena *arena, struct str text,
                      uint32_t literal)
{
    for (int before = -1; before <= 1; before++) {
        char window[WINDOW];
        bool open[WINDOW];
        size_t open_at = 0;
        size_t open_count = 0;
        for (int i = 0; i < WINDOW; i++) {
            int at = i + before;
            open[i] = at < 0 || (size_t)at >= text.len;
            window[i] = open[i] ? 0 : text.ptr[at];
            if (open[i]) {
                open_at = (size_t)i;
                open_count++;
            }
        }
        /* Two neighbouring offsets are enough, and only ones with at most one open byte are few. */
        bool needed = text.len == WINDOW ? before >= 0 : before <= 0;
        if (!needed || open_count > 1)
            continue;
        if (open_count == 0) {
            add_window(windows, arena, window, literal, before);
            continue;
        }
        for (int value = 0; value < 256; value++) {
            if (value & FOLD) { /* the other half hashes the same */
                window[open_at] = (char)value;
                add_window(windows, arena, window, literal, before);
            }
        }
    }
}

static int compare_windows(const void *a, const void *b)
{
    const struct window *x = a;
    const struct window *y = b;
    if (x->hash != y->hash)
        return x->hash < y->hash ? -1 : 1;
    if (x->entry.literal != y->entry.literal)
        return x->entry.literal < y->entry.literal ? -1 : 1;
    return (x->entry.before > y->entry.before) - (x->entry.before < y->entry.before);
}

static void index_windows(struct prefilter *prefilter, struct windows *windows, struct arena *run)
{
    prefilter->bitmap = arena_array(run, ((size_t)1 << BITMAP_BITS) / 64, sizeof(uint64_t));
    prefilter->entries = arena_array(run, windows->count, sizeof *prefilter->entries);
    if (windows->count > 0)
        qsort(windows->items, windows->count, sizeof *windows->items, compare_windows);
    size_t bucket = 0;
    for (size_t i = 0; i < windows->count; i++) {
        uint32_t hash = windows->items[i].hash;
        uint32_t bit = hash >> (32 - BITMAP_BITS);
        prefilter->bitmap[bit / 64] |= (uint64_t)1 << (bit % 64);
        prefilter->entries[i] = windows->items[i].entry;
        while (bucket <= hash >> (32 - BUCKET_BITS))
            prefilter->bucket_start[bucket++] = (uint32_t)i;
    }
    while (bucket <= (size_t)1 << BUCKET_BITS)
        prefilter->bucket_start[bucket++] = (uint32_t)windows->count;
}

struct prefilter *prefilter_new(const struct literals *literals, struct arena *run)
{
    struct prefilter *prefilter = arena_new(run, struct prefilter);
    struct literal *copies = arena_array(run, literals->count, sizeof *copies);
    prefilter->literals = copies;
    prefilter->count = literals->count;
    prefilter->pairs = arena_array(run, literals->count, sizeof *prefilter->pairs);

    struct windows windows = { 0 };
    struct arena scratch = { 0 };
    for (size_t i = 0; i < literals->count; i++) {
        copies[i] = literals->items[i];
        copies[i].text = arena_str(run, literals->items[i].text);
        struct str text = copies[i].text;
        if (text.len < 3) {
            prefilter->pairs[prefilter->pair_count++] = (uint32_t)i;
        } else if (text.len < SPAN) {
            add_short(&windows, &scratch, text, (uint32_t)i);
        } else {
            size_t at = rarest_span(text);
            for (size_t step = 0; step < STRIDE; step++) {
                add_window(&windows, &scratch, text.ptr + at + step, (uint32_t)i,
                           (int32_t)(at + step));
            }
        }
    }
    index_windows(prefilter, &windows, run);
    arena_release(&scratch);
    return prefilter;
}

/* ---- scanning ---- */

/* What is done with a literal that stands somewhere: true to stop the scan. */
struct sink {
    struct arena *arena;
    struct hits *hits; /* NULL: the first hit ends the scan */
};

static bool found(const struct sink *sink, uint32_t literal, size_t at)
{
    if (!sink->hits)
        return true;
    vec_push(sink->arena, sink->hits, (struct hit){ .literal = literal, .offset = (uint32_t)at });
    return false;
}

static bool compare_bucket(const struct prefilter *prefilter, struct str bytes, size_t at,
                           uint32_t hash, const struct sink *sink)
{
    uint32_t bucket = hash >> (32 - BUCKET_BITS);
    for (uint32_t i = prefilter->bucket_start[bucket]; i < prefilter->bucket_start[bucket + 1];
         i++) {
        const struct entry *entry = &prefilter->entries[i];
        if (entry->before > 0 && (size_t)entry->before > at)
            continue;
        size_t start = at - (size_t)(ptrdiff_t)entry->before;
        if (stands_at(&prefilter->literals[entry->literal], bytes, start) &&
            found(sink, entry->literal, start))
            return true;
    }
    return false;
}

static inline bool in_bitmap(const uint64_t *bitmap, uint32_t hash)
{
    uint32_t bit = hash >> (32 - BITMAP_BITS);
    return bitmap[bit / 64] >> (bit % 64) & 1;
}

/* The windows that end behind the text: padded with zeros, which no literal has. */
static bool scan_tail(const struct prefilter *prefilter, struct str bytes, size_t from,
                      const struct sink *sink)
{
    for (size_t at = from; at < bytes.len; at += STRIDE) {
        char window[WINDOW] = { 0 };
        size_t left = bytes.len - at;
        memcpy(window, bytes.ptr + at, left < WINDOW ? left : WINDOW);
        uint32_t hash = hash_window(load_window(window));
        if (in_bitmap(prefilter->bitmap, hash) && compare_bucket(prefilter, bytes, at, hash, sink))
            return true;
    }
    return false;
}

static bool scan_windows(const struct prefilter *prefilter, struct str bytes,
                         const struct sink *sink)
{
    enum { STEP = 8 * STRIDE }; /* windows looked at before one branch */
    const uint64_t *bitmap = prefilter->bitmap;
    size_t at = 0;
    for (; bytes.len >= STEP + WINDOW && at <= bytes.len - STEP - WINDOW; at += STEP) {
        bool any = false;
        for (size_t i = 0; i < STEP; i += STRIDE)
            any |= in_bitmap(bitmap, hash_window(load_window(bytes.ptr + at + i)));
        if (!any)
            continue;
        for (size_t i = 0; i < STEP; i += STRIDE) {
            uint32_t hash = hash_window(load_window(bytes.ptr + at + i));
            if (in_bitmap(bitmap, hash) && compare_bucket(prefilter, bytes, at + i, hash, sink))
                return true;
        }
    }
    return scan_tail(prefilter, bytes, at, sink);
}

static bool scan_pairs(const struct prefilter *prefilter, struct str bytes, const struct sink *sink)
{
    for (size_t i = 0; i < prefilter->pair_count; i++) {
        uint32_t literal = prefilter->pairs[i];
        for (size_t at = 0; at < bytes.len; at++) {
            if (stands_at(&prefilter->literals[literal], bytes, at) && found(sink, literal, at))
                return true;
        }
    }
    return false;
}

static int compare_hits(const void *a, const void *b)
{
    const struct hit *x = a;
    const struct hit *y = b;
    if (x->offset != y->offset)
        return x->offset < y->offset ? -1 : 1;
    return (x->literal > y->literal) - (x->literal < y->literal);
}

/* A literal that has the same window twice, or both at even offsets, was found twice. */
static void sort_hits(struct hits *hits)
{
    if (hits->count < 2)
        return;
    qsort(hits->items, hits->count, sizeof *hits->items, compare_hits);
    size_t kept = 1;
    for (size_t i = 1; i < hits->count; i++) {
        if (compare_hits(&hits->items[i], &hits->items[kept - 1]) != 0)
            hits->items[kept++] = hits->items[i];
    }
    hits->count = kept;
}

bool prefilter_any(const struct prefilter *prefilter, struct str bytes)
{
    struct sink sink = { 0 };
    return scan_windows(prefilter, bytes, &sink) || scan_pairs(prefilter, bytes, &sink);
}

void prefilter_scan(const struct prefilter *prefilter, struct str bytes, struct arena *arena,
                    struct hits *ret)
{
    struct sink sink = { .arena = arena, .hits = ret };
    *ret = (struct hits){ 0 };
    scan_windows(prefilter, bytes, &sink);
    scan_pairs(prefilter, bytes, &sink);
    sort_hits(ret);
}

void prefilter_scan_naive(const struct prefilter *prefilter, struct str bytes, struct arena *arena,
                          struct hits *ret)
{
    *ret = (struct hits){ 0 };
    for (size_t at = 0; at < bytes.len; at++) {
        for (size_t i = 0; i < prefilter->count; i++) {
            if (stands_at(&prefilter->literals[i], bytes, at)) {
                vec_push(arena, ret,
                         (struct hit){ .literal = (uint32_t)i, .offset = (uint32_t)at });
            }
        }
    }
}
