#include "prefilter/prefilter.h"

#include <stdlib.h>

#if defined(__x86_64__) && defined(__GNUC__)
#include <immintrin.h>
#endif

#include "prefilter/share.h"
#include "prefilter/window.h"

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
 * One of two bytes is searched for by itself. A window has two bits in one word of the bitmap:
 * where both are set, the literals that have this window are compared in full.
 *
 * The work per window does not depend on how many literals there are, which is what a shuffle-based
 * filter cannot offer with several hundred of them; and it is the same on every processor.
 */
enum {
    STRIDE = 2,
    SPAN = WINDOW + STRIDE - 1, /* bytes of a literal that are needed to always see a window */
    WORD_BITS = 13,             /* 32 KiB: stays in the first-level cache */
    FIRST_SHIFT = 14,           /* where the two bits of a hash are */
    SECOND_SHIFT = 9,
    BUCKET_BITS = 12,
    CHECK = 8,
};

/* One window of one literal: seen at `q` in the text, the literal would stand at `q - before`. */
struct entry {
    uint32_t hash; /* of the window: equal only for equal folded bytes */
    uint32_t literal;
    int32_t before;
    /* Up to eight bytes of the literal, folded, at its start or end, whichever is farther from the
     * window: nearly all false alarms end here. */
    int32_t check_at; /* from `q` */
    uint64_t check;
    uint64_t check_mask;
};

struct sink;

/* Scans from `*at` on and moves it behind what was looked at; the rest is for scan_tail. */
typedef bool (*scan_fn)(const struct prefilter *prefilter, struct str bytes, size_t *at,
                        const struct sink *sink);

struct prefilter {
    const struct literal *literals;
    size_t count;
    uint32_t *bitmap;
    uint32_t bucket_start[(1 << BUCKET_BITS) + 1]; /* into entries */
    struct entry *entries;
    uint32_t *pairs; /* literals of two bytes */
    size_t pair_count;
};

static uint64_t load_check(const char *at)
{
    uint64_t bytes;
    memcpy(&bytes, at, sizeof bytes);
    return bytes | WINDOW_FOLD * UINT64_C(0x0101010101010101);
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

/* ---- building ---- */

struct entries VEC(struct entry);

/* While it is made. */
struct making {
    struct entries entries;
    struct arena *arena;
    const struct literal *literals;
};

static size_t rarest_span(struct str text, double *ret_share)
{
    size_t best = 0;
    double least = 0;
    double share = share_of_window(text.ptr);
    for (size_t i = 0; i + SPAN <= text.len; i++) {
        double next = share_of_window(text.ptr + i + 1);
        if (i == 0 || share + next < least) {
            least = share + next;
            best = i;
        }
        share = next;
    }
    *ret_share = least;
    return best;
}

static void add_window(struct making *making, const char *window, uint32_t literal, int32_t before)
{
    struct str text = making->literals[literal].text;
    struct entry entry = { .hash = window_hash(window_load(window)),
                           .literal = literal,
                           .before = before,
                           .check_at = -before };
    int32_t behind = (int32_t)text.len - WINDOW - before;
    size_t len = text.len < CHECK ? text.len : CHECK;
    if (behind > before)
        entry.check_at += (int32_t)(text.len - len);
    char bytes[CHECK] = { 0 };
    char mask[CHECK] = { 0 };
    memcpy(bytes, text.ptr + (behind > before ? text.len - len : 0), len);
    memset(mask, 0xff, len);
    memcpy(&entry.check_mask, mask, sizeof mask);
    entry.check = load_check(bytes) & entry.check_mask;
    vec_push(making->arena, &making->entries, entry);
}

/* A literal of three or four bytes seen from `before` in front of it, with every value of the byte
 * that is not its own. */
static void add_open(struct making *making, uint32_t literal, int before)
{
    const struct literal *whole = &making->literals[literal];
    struct str text = whole->text;
    size_t open_at = before < 0 ? 0 : WINDOW - 1;
    char window[WINDOW];
    for (int i = 0; i < WINDOW; i++)
        window[i] = (size_t)i == open_at ? 0 : text.ptr[i + before];
    for (int value = 0; value < 256; value++) {
        if (!(value & WINDOW_FOLD) || /* the other half hashes the same */
            (before >= 0 && whole->word_behind && value >= 'a' && value <= 'z'))
            continue;
        window[open_at] = (char)value;
        add_window(making, window, literal, before);
    }
}

static void add_short(struct making *making, uint32_t literal)
{
    struct str text = making->literals[literal].text;
    bool four = text.len == WINDOW;
    if (four)
        add_window(making, text.ptr, literal, 0);
    /* Two neighbouring offsets are enough. */
    bool before = !four || share_of_three(text.ptr) < share_of_three(text.ptr + 1);
    if (before)
        add_open(making, literal, -1);
    if (!before || !four)
        add_open(making, literal, four);
}

/* A literal of five bytes or more. */
static void add_long(struct making *making, uint32_t literal)
{
    struct str text = making->literals[literal].text;
    double share;
    size_t at = rarest_span(text, &share);
    /* In a million. A byte left open makes many entries, which is to be worth it. */
    enum { COMMON = 500, MUCH = 4 };
    if (share > COMMON && (share_of_three(text.ptr) + share_of_window(text.ptr)) * MUCH < share) {
        add_open(making, literal, -1); /* "200000": of zeros there are many */
        add_window(making, text.ptr, literal, 0);
        return;
    }
    for (size_t step = 0; step < STRIDE; step++)
        add_window(making, text.ptr + at + step, literal, (int32_t)(at + step));
}

static void index_entries(struct prefilter *prefilter, const struct entries *entries,
                          struct arena *run)
{
    prefilter->bitmap = arena_array(run, (size_t)1 << WORD_BITS, sizeof(uint32_t));
    prefilter->entries = arena_array(run, entries->count, sizeof *prefilter->entries);
    uint32_t *start = prefilter->bucket_start;
    for (size_t i = 0; i < entries->count; i++)
        start[entries->items[i].hash >> (32 - BUCKET_BITS)]++;
    uint32_t end = 0;
    for (size_t i = 0; i <= (size_t)1 << BUCKET_BITS; i++) {
        end += start[i];
        start[i] = end;
    }
    for (size_t i = entries->count; i-- > 0;) {
        uint32_t hash = entries->items[i].hash;
        prefilter->bitmap[hash >> (32 - WORD_BITS)] |=
            1u << (hash >> FIRST_SHIFT & 31) | 1u << (hash >> SECOND_SHIFT & 31);
        prefilter->entries[--start[hash >> (32 - BUCKET_BITS)]] = entries->items[i];
    }
}

struct prefilter *prefilter_new(const struct literals *literals, struct arena *run)
{
    struct prefilter *prefilter = arena_new(run, struct prefilter);
    struct literal *copies = arena_array(run, literals->count, sizeof *copies);
    prefilter->literals = copies;
    prefilter->count = literals->count;
    prefilter->pairs = arena_array(run, literals->count, sizeof *prefilter->pairs);

    struct arena scratch = { 0 };
    struct making making = { .arena = &scratch, .literals = copies };
    for (size_t i = 0; i < literals->count; i++) {
        copies[i] = literals->items[i];
        copies[i].text = arena_str(run, literals->items[i].text);
        struct str text = copies[i].text;
        if (text.len < 3) {
            prefilter->pairs[prefilter->pair_count++] = (uint32_t)i;
        } else if (text.len < SPAN) {
            add_short(&making, (uint32_t)i);
        } else {
            add_long(&making, (uint32_t)i);
        }
    }
    index_entries(prefilter, &making.entries, run);
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

/* False when the bytes there are others; where there are too few to tell, true. */
static inline bool check_fits(const struct entry *entry, struct str bytes, size_t at)
{
    size_t place = at + (size_t)(ptrdiff_t)entry->check_at; /* wraps round when it is before */
    return place >= bytes.len || bytes.len - place < CHECK ||
           (load_check(bytes.ptr + place) & entry->check_mask) == entry->check;
}

static bool compare_bucket(const struct prefilter *prefilter, struct str bytes, size_t at,
                           uint32_t hash, const struct sink *sink)
{
    uint32_t bucket = hash >> (32 - BUCKET_BITS);
    uint32_t end = prefilter->bucket_start[bucket + 1];
    for (uint32_t i = prefilter->bucket_start[bucket]; i < end; i++) {
        const struct entry *entry = &prefilter->entries[i];
        if (entry->hash != hash || (sink->seen && sink->seen[entry->literal]) ||
            !check_fits(entry, bytes, at) || (entry->before > 0 && (size_t)entry->before > at))
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
    uint32_t word = bitmap[hash >> (32 - WORD_BITS)];
    return word >> (hash >> FIRST_SHIFT & 31) & word >> (hash >> SECOND_SHIFT & 31) & 1;
}

/* The windows that end behind the text: padded with zeros, which no literal has. */
static bool scan_tail(const struct prefilter *prefilter, struct str bytes, size_t from,
                      const struct sink *sink)
{
    for (size_t at = from; at < bytes.len; at += STRIDE) {
        char window[WINDOW] = { 0 };
        size_t left = bytes.len - at;
        memcpy(window, bytes.ptr + at, left < WINDOW ? left : WINDOW);
        uint32_t hash = window_hash(window_load(window));
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
            any |= in_bitmap(bitmap, window_hash(window_load(bytes.ptr + *at + i)));
        if (!any)
            continue;
        for (size_t i = 0; i < STEP; i += STRIDE) {
            uint32_t hash = window_hash(window_load(bytes.ptr + *at + i));
            if (in_bitmap(bitmap, hash) && compare_bucket(prefilter, bytes, *at + i, hash, sink))
                return true;
        }
    }
    return false;
}

#if defined(__x86_64__) && defined(__GNUC__)

/* Bit i is set when the window in lane i is in the bitmap. */
__attribute__((target("avx2"))) static inline uint32_t lanes_in_bitmap(const uint32_t *bitmap,
                                                                       __m256i windows)
{
    __m256i folded = _mm256_or_si256(windows, _mm256_set1_epi32((int)WINDOW_FOLD_ALL));
    __m256i hash = _mm256_mullo_epi32(folded, _mm256_set1_epi32((int)WINDOW_MULTIPLIER));
    __m256i words = _mm256_i32gather_epi32((const int *)bitmap,
                                           _mm256_srli_epi32(hash, 32 - WORD_BITS), sizeof *bitmap);
    /* Both bits are shifted up to the sign. */
    __m256i most = _mm256_set1_epi32(31);
    __m256i first = _mm256_andnot_si256(_mm256_srli_epi32(hash, FIRST_SHIFT), most);
    __m256i second = _mm256_andnot_si256(_mm256_srli_epi32(hash, SECOND_SHIFT), most);
    __m256i both =
        _mm256_and_si256(_mm256_sllv_epi32(words, first), _mm256_sllv_epi32(words, second));
    return (uint32_t)_mm256_movemask_ps(_mm256_castsi256_ps(both));
}

/* Windows that are in the bitmap. */
struct candidates {
    size_t at;
    uint32_t lanes; /* the lower eight bits: every fourth offset from `at` on; then from `at + 2` */
};

static bool compare_lanes(const struct prefilter *prefilter, struct str bytes,
                          const struct candidates *found, const struct sink *sink)
{
    for (uint32_t lanes = found->lanes; lanes; lanes &= lanes - 1) {
        unsigned lane = (unsigned)__builtin_ctz(lanes);
        size_t place = found->at + (lane & 7) * WINDOW + (lane >> 3) * STRIDE;
        uint32_t hash = window_hash(window_load(bytes.ptr + place));
        if (compare_bucket(prefilter, bytes, place, hash, sink))
            return true;
    }
    return false;
}

/* Sixteen windows at once: the lanes of a load are the windows at offsets 0, 4, 8 … of it. What is
 * found is compared in batches, so that the processor need not guess where that will be. */
__attribute__((target("avx2"))) static bool
scan_avx2(const struct prefilter *prefilter, struct str bytes, size_t *at, const struct sink *sink)
{
    enum { STEP = 32, BATCH = 64 };
    _Static_assert(STRIDE == 2 && WINDOW == 4, "the two loads below");
    struct candidates found[BATCH];
    while (bytes.len >= STEP + WINDOW && *at <= bytes.len - STEP - WINDOW) {
        size_t steps = (bytes.len - STEP - WINDOW - *at) / STEP + 1;
        size_t count = 0;
        for (size_t i = 0; i < steps && i < BATCH; i++, *at += STEP) {
            const char *here = bytes.ptr + *at;
            uint32_t even =
                lanes_in_bitmap(prefilter->bitmap, _mm256_loadu_si256((const __m256i *)here));
            uint32_t odd = lanes_in_bitmap(prefilter->bitmap,
                                           _mm256_loadu_si256((const __m256i *)(here + STRIDE)));
            found[count] = (struct candidates){ .at = *at, .lanes = even | odd << 8 };
            count += found[count].lanes != 0;
        }
        for (size_t i = 0; i < count; i++) {
            if (compare_lanes(prefilter, bytes, &found[i], sink))
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
    return scan_windows(prefilter, bytes, fastest_scan(), &sink) ||
           scan_pairs(prefilter, bytes, &sink);
}

void prefilter_mark(const struct prefilter *prefilter, struct str bytes, bool *seen)
{
    struct sink sink = { .seen = seen };
    scan_windows(prefilter, bytes, fastest_scan(), &sink);
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
    scan_all(prefilter, bytes, fastest_scan(), arena, ret);
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
