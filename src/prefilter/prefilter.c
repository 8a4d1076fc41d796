#include "prefilter/prefilter.h"

#include <stdlib.h>

#if defined(__x86_64__) && defined(__GNUC__)
#include <immintrin.h>
#endif

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
    BUCKET_BITS = 14,
    FOLD = 0x20,
};

static const uint32_t FOLD_ALL = FOLD * 0x01010101u;
static const uint32_t MULTIPLIER = 0x9e3779b1u;

/* One window of one literal: seen at `q` in the text, the literal would stand at `q - before`. */
struct entry {
    uint32_t hash; /* of the window: equal only for equal folded bytes */
    uint32_t literal;
    int32_t before;
    /* Four more bytes of the literal, folded, at its start or end, whichever is farther from the
     * window: most false alarms end here. Without `far` the literal is too short. */
    uint32_t far_bytes;
    int32_t far_at; /* from `q` */
    bool has_far;
};

struct sink;

/* Scans from `*at` on and moves it behind what was looked at; the rest is for scan_tail. */
typedef bool (*scan_fn)(const struct prefilter *prefilter, struct str bytes, size_t *at,
                        const struct sink *sink);

struct prefilter {
    scan_fn scan; /* the fastest that this processor has */
    const struct literal *literals;
    size_t count;
    uint32_t *bitmap;
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
    return (window | FOLD_ALL) * MULTIPLIER;
}

/* True when no word reaches up to `at`, or one that may be an escape: \n, \u003e, %20. */
static bool begins_word(struct str bytes, size_t at)
{
    enum { ESCAPE_MAX = 10 }; /* \U0001F600 */
    for (size_t i = 0; i < ESCAPE_MAX && i < at; i++) {
        char c = bytes.ptr[at - 1 - i];
        if (c == '\\' || c == '%')
            return true;
        if (!ascii_word(c))
            return i == 0;
    }
    return at == 0;
}

static bool stands_at(const struct literal *literal, struct str bytes, size_t at)
{
    size_t len = literal->text.len;
    if (at > bytes.len || bytes.len - at < len)
        return false;
    struct str here = str_slice(bytes, at, at + len);
    if (!(literal->icase ? str_equal_icase(here, literal->text) : str_equal(here, literal->text)))
        return false;
    return (!literal->word_before || begins_word(bytes, at)) &&
           (!literal->word_behind || at + len == bytes.len || !ascii_word(bytes.ptr[at + len]));
}

/* Words that source text is full of, whatever their letters say. */
static bool is_common_word(struct str word)
{
    static const char *const words[] = {
        "accelerator", "agent",   "alias",    "architecture", "architectures", "client",
        "config",      "content", "convert",  "create",       "default",       "description",
        "download",    "engine",  "examples", "from",         "general",       "generate",
        "guard",       "import",  "internal", "key",          "license",       "licenses",
        "materials",   "message", "model",    "models",       "name",          "nvidia",
        "options",     "package", "preview",  "processor",    "prompt",        "provider",
        "random",      "read",    "revision", "serve",        "server",        "source",
        "system",      "testing", "template", "tools",        "tune",          "type",
        "value",       "version", "vision",
    };
    for (size_t i = 0; i < ARRAY_COUNT(words); i++) {
        if (word.len > 0 && ascii_lower(word.ptr[0]) == words[i][0] &&
            str_equal_icase(word, str_from(words[i])))
            return true;
    }
    return false;
}

double prefilter_share(const struct literal *literal)
{
    if (is_common_word(literal->text))
        return 0.001;
    enum { CERTAIN = 6 }; /* bytes; what follows is often the rest of the word */
    double share = 1;
    for (size_t i = 0; i < literal->text.len; i++) {
        unsigned per_mille = commonness[(unsigned char)ascii_lower(literal->text.ptr[i])];
        double here = (per_mille > 2 ? per_mille : 2) / 1000.0;
        share *= i < CERTAIN ? here : 0.5;
    }
    return share;
}

/* ---- building ---- */

static scan_fn fastest_scan(void);

struct entries VEC(struct entry);

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

static void add_window(struct entries *entries, struct arena *arena, const char *window,
                       struct str text, uint32_t literal, int32_t before)
{
    struct entry entry = { .hash = hash_window(load_window(window)),
                           .literal = literal,
                           .before = before };
    if (text.len >= SPAN + 2) {
        int32_t behind = (int32_t)text.len - WINDOW - before;
        entry.has_far = true;
        entry.far_at = before > behind ? -before : behind;
        entry.far_bytes =
            load_window(text.ptr + (before > behind ? 0 : text.len - WINDOW)) | FOLD_ALL;
    }
    vec_push(arena, entries, entry);
}

/* The windows around a literal of three or four bytes, with every value of the open bytes. */
static void add_short(struct entries *entries, struct arena *arena, struct str text,
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
            add_window(entries, arena, window, text, literal, before);
            continue;
        }
        for (int value = 0; value < 256; value++) {
            if (value & FOLD) { /* the other half hashes the same */
                window[open_at] = (char)value;
                add_window(entries, arena, window, text, literal, before);
            }
        }
    }
}

static int compare_entries(const void *a, const void *b)
{
    const struct entry *x = a;
    const struct entry *y = b;
    if (x->hash != y->hash)
        return x->hash < y->hash ? -1 : 1;
    if (x->literal != y->literal)
        return x->literal < y->literal ? -1 : 1;
    return (x->before > y->before) - (x->before < y->before);
}

static void index_entries(struct prefilter *prefilter, const struct entries *entries,
                          struct arena *run)
{
    prefilter->bitmap = arena_array(run, ((size_t)1 << BITMAP_BITS) / 32, sizeof(uint32_t));
    prefilter->entries = arena_array(run, entries->count, sizeof *prefilter->entries);
    if (entries->count > 0) {
        memcpy(prefilter->entries, entries->items, entries->count * sizeof *entries->items);
        qsort(prefilter->entries, entries->count, sizeof *entries->items, compare_entries);
    }
    size_t bucket = 0;
    for (size_t i = 0; i < entries->count; i++) {
        uint32_t hash = prefilter->entries[i].hash;
        uint32_t bit = hash >> (32 - BITMAP_BITS);
        prefilter->bitmap[bit / 32] |= 1u << (bit % 32);
        while (bucket <= hash >> (32 - BUCKET_BITS))
            prefilter->bucket_start[bucket++] = (uint32_t)i;
    }
    while (bucket <= (size_t)1 << BUCKET_BITS)
        prefilter->bucket_start[bucket++] = (uint32_t)entries->count;
}

struct prefilter *prefilter_new(const struct literals *literals, struct arena *run)
{
    struct prefilter *prefilter = arena_new(run, struct prefilter);
    prefilter->scan = fastest_scan();
    struct literal *copies = arena_array(run, literals->count, sizeof *copies);
    prefilter->literals = copies;
    prefilter->count = literals->count;
    prefilter->pairs = arena_array(run, literals->count, sizeof *prefilter->pairs);

    struct entries entries = { 0 };
    struct arena scratch = { 0 };
    for (size_t i = 0; i < literals->count; i++) {
        copies[i] = literals->items[i];
        copies[i].text = arena_str(run, literals->items[i].text);
        struct str text = copies[i].text;
        if (text.len < 3) {
            prefilter->pairs[prefilter->pair_count++] = (uint32_t)i;
        } else if (text.len < SPAN) {
            add_short(&entries, &scratch, text, (uint32_t)i);
        } else {
            size_t at = rarest_span(text);
            for (size_t step = 0; step < STRIDE; step++) {
                add_window(&entries, &scratch, text.ptr + at + step, text, (uint32_t)i,
                           (int32_t)(at + step));
            }
        }
    }
    index_entries(prefilter, &entries, run);
    arena_release(&scratch);
    return prefilter;
}

/* ---- scanning ---- */

/* What is done with a literal that stands somewhere: true to stop the scan. */
struct sink {
    struct arena *arena;
    struct hits *hits;
    bool *seen; /* by literal, where there are no hits; NULL: the first hit ends the scan */
};

static bool found(const struct sink *sink, uint32_t literal, size_t at)
{
    if (sink->seen) {
        sink->seen[literal] = true;
        return false;
    }
    if (!sink->hits)
        return true;
    vec_push(sink->arena, sink->hits, (struct hit){ .literal = literal, .offset = (uint32_t)at });
    return false;
}

/* False when the four bytes elsewhere are others. */
static inline bool far_bytes_fit(const struct entry *entry, struct str bytes, size_t at)
{
    size_t place = at + (size_t)(ptrdiff_t)entry->far_at; /* wraps round when it is before */
    return !entry->has_far || (place < bytes.len && bytes.len - place >= WINDOW &&
                               (load_window(bytes.ptr + place) | FOLD_ALL) == entry->far_bytes);
}

static bool compare_bucket(const struct prefilter *prefilter, struct str bytes, size_t at,
                           uint32_t hash, const struct sink *sink)
{
    uint32_t bucket = hash >> (32 - BUCKET_BITS);
    uint32_t end = prefilter->bucket_start[bucket + 1];
    for (uint32_t i = prefilter->bucket_start[bucket]; i < end; i++) {
        const struct entry *entry = &prefilter->entries[i];
        if (entry->hash != hash || (sink->seen && sink->seen[entry->literal]) ||
            !far_bytes_fit(entry, bytes, at) || (entry->before > 0 && (size_t)entry->before > at))
            continue;
        size_t start = at - (size_t)(ptrdiff_t)entry->before;
        if (stands_at(&prefilter->literals[entry->literal], bytes, start) &&
            found(sink, entry->literal, start))
            return true;
    }
    return false;
}

static inline bool in_bitmap(const uint32_t *bitmap, uint32_t hash)
{
    uint32_t bit = hash >> (32 - BITMAP_BITS);
    return bitmap[bit / 32] >> (bit % 32) & 1;
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

static bool scan_plain(const struct prefilter *prefilter, struct str bytes, size_t *at,
                       const struct sink *sink)
{
    enum { STEP = 8 * STRIDE }; /* windows looked at before one branch */
    const uint32_t *bitmap = prefilter->bitmap;
    for (; bytes.len >= STEP + WINDOW && *at <= bytes.len - STEP - WINDOW; *at += STEP) {
        bool any = false;
        for (size_t i = 0; i < STEP; i += STRIDE)
            any |= in_bitmap(bitmap, hash_window(load_window(bytes.ptr + *at + i)));
        if (!any)
            continue;
        for (size_t i = 0; i < STEP; i += STRIDE) {
            uint32_t hash = hash_window(load_window(bytes.ptr + *at + i));
            if (in_bitmap(bitmap, hash) && compare_bucket(prefilter, bytes, *at + i, hash, sink))
                return true;
        }
    }
    return false;
}

#if defined(__x86_64__) && defined(__GNUC__)

/* Bit 4 i is set when the window in lane i is in the bitmap. */
__attribute__((target("avx2"))) static inline uint32_t lanes_in_bitmap(const uint32_t *bitmap,
                                                                       __m256i windows)
{
    __m256i folded = _mm256_or_si256(windows, _mm256_set1_epi32((int)FOLD_ALL));
    __m256i hash = _mm256_mullo_epi32(folded, _mm256_set1_epi32((int)MULTIPLIER));
    __m256i bit = _mm256_srli_epi32(hash, 32 - BITMAP_BITS);
    __m256i words =
        _mm256_i32gather_epi32((const int *)bitmap, _mm256_srli_epi32(bit, 5), sizeof *bitmap);
    /* A shift takes the lowest five bits of its count here as well, once the others are gone. */
    __m256i shift = _mm256_and_si256(bit, _mm256_set1_epi32(31));
    __m256i up = _mm256_sllv_epi32(words, _mm256_sub_epi32(_mm256_set1_epi32(31), shift));
    return (uint32_t)_mm256_movemask_ps(_mm256_castsi256_ps(up));
}

/* Sixteen windows at once: the lanes of a load are the windows at offsets 0, 4, 8 … of it. */
__attribute__((target("avx2"))) static bool
scan_avx2(const struct prefilter *prefilter, struct str bytes, size_t *at, const struct sink *sink)
{
    enum { STEP = 32 };
    _Static_assert(STRIDE == 2 && WINDOW == 4, "the two loads below");
    for (; bytes.len >= STEP + WINDOW && *at <= bytes.len - STEP - WINDOW; *at += STEP) {
        const char *here = bytes.ptr + *at;
        uint32_t even =
            lanes_in_bitmap(prefilter->bitmap, _mm256_loadu_si256((const __m256i *)here));
        uint32_t odd = lanes_in_bitmap(prefilter->bitmap,
                                       _mm256_loadu_si256((const __m256i *)(here + STRIDE)));
        for (uint32_t found = even | odd << 8; found; found &= found - 1) {
            unsigned lane = (unsigned)__builtin_ctz(found);
            size_t place = *at + (lane & 7) * WINDOW + (lane >> 3) * STRIDE;
            uint32_t hash = hash_window(load_window(bytes.ptr + place));
            if (compare_bucket(prefilter, bytes, place, hash, sink))
                return true;
        }
    }
    return false;
}

static scan_fn fastest_scan(void)
{
    return __builtin_cpu_supports("avx2") ? scan_avx2 : scan_plain;
}

#else

static scan_fn fastest_scan(void)
{
    return scan_plain;
}

#endif

static bool scan_windows(const struct prefilter *prefilter, struct str bytes, scan_fn scan,
                         const struct sink *sink)
{
    size_t at = 0;
    return scan(prefilter, bytes, &at, sink) || scan_tail(prefilter, bytes, at, sink);
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
    return scan_windows(prefilter, bytes, prefilter->scan, &sink) ||
           scan_pairs(prefilter, bytes, &sink);
}

void prefilter_mark(const struct prefilter *prefilter, struct str bytes, bool *seen)
{
    struct sink sink = { .seen = seen };
    scan_windows(prefilter, bytes, prefilter->scan, &sink);
    scan_pairs(prefilter, bytes, &sink);
}

static void scan_all(const struct prefilter *prefilter, struct str bytes, scan_fn scan,
                     struct arena *arena, struct hits *ret)
{
    struct sink sink = { .arena = arena, .hits = ret };
    *ret = (struct hits){ 0 };
    scan_windows(prefilter, bytes, scan, &sink);
    scan_pairs(prefilter, bytes, &sink);
    sort_hits(ret);
}

void prefilter_scan(const struct prefilter *prefilter, struct str bytes, struct arena *arena,
                    struct hits *ret)
{
    scan_all(prefilter, bytes, prefilter->scan, arena, ret);
}

void prefilter_scan_plain(const struct prefilter *prefilter, struct str bytes, struct arena *arena,
                          struct hits *ret)
{
    scan_all(prefilter, bytes, scan_plain, arena, ret);
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
