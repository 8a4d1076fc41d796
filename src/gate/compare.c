#include "gate/compare.h"

#include "base/map.h"

/* What must be the same for a known finding to stand for one of today. */
struct likeness {
    struct str identity;
    struct str path;
    enum kind kind;
    bool counts; /* for the gate, by its place */
    bool suppressed;
    int severity; /* or ANY_SEVERITY */
};

enum { ANY_SEVERITY = -1 };

/* Known findings that are alike, in order. */
struct bucket {
    uint32_t *items;
    size_t count;
    size_t capacity;
    size_t used;
};

static struct str key_of(const struct likeness *likeness, struct arena *arena)
{
    return arena_printf(arena, "%.*s %d%d%d%d %.*s", STR_ARG(likeness->identity),
                        (int)likeness->kind, likeness->counts, likeness->suppressed,
                        likeness->severity, STR_ARG(likeness->path));
}

static void put(struct map *buckets, const struct likeness *likeness, uint32_t index,
                struct arena *arena)
{
    void **slot = map_at(buckets, arena, key_of(likeness, arena));
    if (!*slot)
        *slot = arena_new(arena, struct bucket);
    struct bucket *bucket = *slot;
    vec_push(arena, bucket, index);
}

static void fill_buckets(const struct gate *gate, const struct known_list *known,
                         struct map *buckets, struct arena *arena)
{
    for (size_t i = 0; i < known->count; i++) {
        const struct known *item = &known->items[i];
        struct likeness likeness = { item->identity,           item->path,       item->kind,
                                     gate->where[item->where], item->suppressed, ANY_SEVERITY };
        put(buckets, &likeness, (uint32_t)i, arena);
        likeness.severity = (int)item->severity;
        put(buckets, &likeness, (uint32_t)i, arena);
        likeness.severity = ANY_SEVERITY;
        likeness.path = STR("");
        if (item->gone && item->path.len > 0)
            put(buckets, &likeness, (uint32_t)i, arena);
    }
}

/* The next known finding that is alike and stands for none yet, or NULL. */
static struct known *take(struct known_list *known, const struct map *buckets,
                          const struct likeness *likeness, struct arena *arena)
{
    struct bucket *bucket = map_get(buckets, key_of(likeness, arena));
    while (bucket && bucket->used < bucket->count) {
        struct known *item = &known->items[bucket->items[bucket->used++]];
        if (item->taken)
            continue;
        item->taken = true;
        return item;
    }
    return NULL;
}

/* From the closest likeness to the loosest that still counts. */
enum pass {
    PASS_SAME_SEVERITY, /* of several alike, so that none looks worse for another one's sake */
    PASS_EXACT,
    PASS_SUPPRESSION_CHANGED,
    PASS_MOVED,
    PASS_MOVED_SUPPRESSION_CHANGED,
    PASS_COUNTED_BEFORE, /* it stands where it does not count any more */
    PASS_COUNT,
};

static struct known *find(const struct gate *gate, struct known_list *known,
                          const struct map *buckets, const struct finding *finding, enum pass pass,
                          struct arena *arena)
{
    bool suppressed = finding->suppression != NULL;
    bool changed = pass == PASS_SUPPRESSION_CHANGED || pass == PASS_MOVED_SUPPRESSION_CHANGED;
    bool moved = pass == PASS_MOVED || pass == PASS_MOVED_SUPPRESSION_CHANGED;
    struct likeness likeness = { finding->identity, moved ? STR("") : finding->path, finding->kind,
                                 gate->where[finding->where], suppressed != changed,
                                 ANY_SEVERITY };
    if (pass == PASS_SAME_SEVERITY)
        likeness.severity = (int)finding->severity;
    if (pass == PASS_COUNTED_BEFORE) {
        if (likeness.counts)
            return NULL;
        likeness.counts = true;
    }
    return take(known, buckets, &likeness, arena);
}

void compare_add(struct known_list *known, const struct findings *findings,
                 struct str (*now)(const void *state, struct str path), const void *state,
                 struct arena *arena)
{
    for (size_t i = 0; i < findings->count; i++) {
        struct finding *finding = findings->items[i];
        struct str path = now(state, finding->path);
        vec_push(arena, known,
                 (struct known){ .identity = finding->identity,
                                 .path = path,
                                 .gone = !str_equal(path, finding->path),
                                 .kind = finding->kind,
                                 .where = finding->where,
                                 .severity = finding->severity,
                                 .suppressed = finding->suppression != NULL,
                                 .finding = finding });
    }
}

void compare_subtract(struct known_list *known, const struct findings *findings,
                      struct arena *arena)
{
    CLEANUP(arena_release) struct arena scratch = { 0 };
    struct map by_place = { 0 };
    for (size_t i = 0; i < findings->count; i++) {
        const struct finding *finding = findings->items[i];
        struct str key = arena_printf(&scratch, "%d %.*s", (int)finding->kind,
                                      STR_ARG(finding->fingerprint));
        void **slot = map_at(&by_place, &scratch, key);
        *slot = (void *)((uintptr_t)*slot + 1); /* cast: a count is kept as a pointer */
    }
    struct known_list kept = { 0 };
    for (size_t i = 0; i < known->count; i++) {
        const struct known *item = &known->items[i];
        struct str key = arena_printf(&scratch, "%d %.*s", (int)item->kind,
                                      STR_ARG(item->finding->fingerprint));
        void **slot = map_at(&by_place, &scratch, key);
        if (*slot)
            *slot = (void *)((uintptr_t)*slot - 1);
        else
            vec_push(arena, &kept, *item);
    }
    *known = kept;
}

void compare_findings(const struct gate *gate, struct known_list *known,
                      const struct findings *findings)
{
    CLEANUP(arena_release) struct arena scratch = { 0 };
    struct map buckets = { 0 };
    fill_buckets(gate, known, &buckets, &scratch);
    for (int pass = 0; pass < PASS_COUNT; pass++) {
        for (size_t i = 0; i < findings->count; i++) {
            struct finding *finding = findings->items[i];
            if (finding->state == STATE_UNCHANGED)
                continue;
            const struct known *before =
                find(gate, known, &buckets, finding, (enum pass)pass, &scratch);
            finding->state = before ? STATE_UNCHANGED : STATE_NEW;
            if (!before)
                continue;
            finding->severity_before = before->severity;
            finding->before = before->finding;
            finding->worse = before->severity < finding->severity;
        }
    }
}
