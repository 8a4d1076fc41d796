#include "history/replay.h"

#include <stdlib.h>

void replay_init(struct replay *replay, const struct commits *commits,
                 const struct versions *versions, const struct sightings *sightings,
                 struct arena *arena)
{
    size_t dependency_count = sightings_dependency_count(sightings);
    size_t path_count = versions->paths.count;
    *replay = (struct replay){
        .commits = commits,
        .versions = versions,
        .sightings = sightings,
        .arena = arena,
        .counts = arena_array(arena, dependency_count, sizeof *replay->counts),
        .lines = arena_array(arena, dependency_count, sizeof *replay->lines),
        .marks = arena_array(arena, dependency_count, sizeof *replay->marks),
        .live = arena_array(arena, path_count, sizeof *replay->live),
        .unread = arena_array(arena, path_count, sizeof *replay->unread),
        .swapped_in = arena_array(arena, path_count, sizeof *replay->swapped_in),
        .asks = arena_array(arena, path_count, sizeof *replay->asks),
    };
    for (size_t i = 0; i < path_count; i++)
        replay->live[i] = NO_VERSION;
}

void replay_release(struct replay *replay)
{
    arena_release(&replay->scratch);
}

/* ---- counting ---- */

static struct delta *delta_of(struct replay *replay, uint32_t dependency)
{
    uint32_t *mark = &replay->marks[dependency];
    if (*mark == 0) {
        uint32_t count = replay->counts[dependency];
        vec_push(&replay->scratch, &replay->deltas,
                 (struct delta){ dependency, count, count, NO_DEPENDENCY, false });
        *mark = (uint32_t)replay->deltas.count;
    }
    return &replay->deltas.items[*mark - 1];
}

/** A version that goes, as the repository was before. */
static void take_away(struct replay *replay, uint32_t version, uint32_t seen)
{
    struct sighting_range range = sightings_of(replay->sightings, version, seen);
    for (uint32_t i = 0; i < range.count; i++) {
        const struct sighting *sighting = sightings_get(replay->sightings, range.first + i);
        struct delta *delta = delta_of(replay, sighting->dependency);
        if (delta->after > 0) /* a tree that names a file twice */
            delta->after--;
    }
}

/** A version that comes, as the repository is now. The first place counts. */
static void bring(struct replay *replay, uint32_t version, uint32_t seen, bool earlier)
{
    struct sighting_range range = sightings_of(replay->sightings, version, seen);
    for (uint32_t i = range.count; i-- > 0;) {
        const struct sighting *sighting = sightings_get(replay->sightings, range.first + i);
        struct delta *delta = delta_of(replay, sighting->dependency);
        delta->after++;
        delta->earlier = delta->earlier || earlier;
        replay->lines[sighting->dependency] = sighting->line;
    }
}

static void count_evidence(struct replay *replay, uint32_t version, bool comes)
{
    if (version == NO_VERSION)
        return;
    uint32_t seen = sightings_holding(replay->sightings, version)->seen;
    for (unsigned i = 0; i < REPLAY_EVIDENCE_MAX && seen >> i; i++) {
        if (!(seen >> i & 1))
            continue;
        if (comes)
            replay->seen_counts[i]++;
        else if (replay->seen_counts[i] > 0)
            replay->seen_counts[i]--;
    }
}

static uint32_t evidence_now(const struct replay *replay)
{
    uint32_t seen = 0;
    for (unsigned i = 0; i < REPLAY_EVIDENCE_MAX; i++) {
        if (replay->seen_counts[i] > 0)
            seen |= UINT32_C(1) << i;
    }
    return seen;
}

static bool matters(const struct replay *replay, uint32_t version)
{
    if (version == NO_VERSION)
        return false;
    const struct holding *holding = sightings_holding(replay->sightings, version);
    return holding->any || holding->seen;
}

/* ---- one commit ---- */

/** A path whose version changes, for what is found in it or as evidence. */
struct swap {
    uint32_t path;
    uint32_t before;
    uint32_t after;
    bool earlier; /* the one between the two could not be read */
};

struct swaps VEC(struct swap);

static void note_asking(struct replay *replay, uint32_t path, uint32_t version)
{
    if (version == NO_VERSION || replay->asks[path] ||
        sightings_holding(replay->sightings, version)->relevant == 0)
        return;
    replay->asks[path] = true;
    vec_push(replay->arena, &replay->asking, path);
}

/** Puts the new versions in place and lists those that matter. */
static void swap_versions(struct replay *replay, const struct change_range *range,
                          struct swaps *swaps)
{
    for (uint32_t i = 0; i < range->count; i++) {
        const struct change *change = versions_change(replay->versions, range->first + i);
        uint32_t before = replay->live[change->path];
        uint32_t after = change->after;
        bool unread = replay->unread[change->path];
        /* What cannot be read is taken to be as it was. */
        replay->unread[change->path] =
            after != NO_VERSION && sightings_holding(replay->sightings, after)->unknown;
        if (replay->unread[change->path])
            continue;
        if (!matters(replay, before) && !matters(replay, after)) {
            replay->live[change->path] = after;
            continue;
        }
        replay->live[change->path] = after;
        replay->swapped_in[change->path] = replay->step;
        count_evidence(replay, before, false);
        count_evidence(replay, after, true);
        note_asking(replay, change->path, after);
        vec_push(&replay->scratch, swaps, (struct swap){ change->path, before, after, unread });
    }
}

/** The files that stay, where what else the repository holds decides about them. */
static void answer_anew(struct replay *replay, uint32_t before, uint32_t after)
{
    for (size_t i = 0; i < replay->asking.count; i++) {
        uint32_t path = replay->asking.items[i];
        uint32_t version = replay->live[path];
        if (version == NO_VERSION || replay->swapped_in[path] == replay->step)
            continue;
        uint32_t relevant = sightings_holding(replay->sightings, version)->relevant;
        if (((before ^ after) & relevant) == 0)
            continue;
        take_away(replay, version, before);
        bring(replay, version, after, false);
    }
}

static int compare_deltas(const void *a, const void *b)
{
    const struct delta *x = a;
    const struct delta *y = b;
    return (x->dependency > y->dependency) - (x->dependency < y->dependency);
}

/** Leaves out what comes to nothing and makes the counts those of now. */
static void settle(struct replay *replay)
{
    size_t kept = 0;
    for (size_t i = 0; i < replay->deltas.count; i++) {
        struct delta delta = replay->deltas.items[i];
        replay->marks[delta.dependency] = 0;
        replay->counts[delta.dependency] = delta.after;
        if (delta.before != delta.after)
            replay->deltas.items[kept++] = delta;
    }
    replay->deltas.count = kept;
    if (kept > 1)
        qsort(replay->deltas.items, kept, sizeof *replay->deltas.items, compare_deltas);
}

void replay_apply(struct replay *replay, const struct change_range *range)
{
    arena_reset(&replay->scratch);
    replay->step++;
    replay->deltas = (struct deltas){ 0 };
    struct swaps swaps = { 0 };
    uint32_t before = replay->seen;
    swap_versions(replay, range, &swaps);
    uint32_t after = evidence_now(replay);
    replay->seen = after;
    for (size_t i = 0; i < swaps.count; i++) {
        take_away(replay, swaps.items[i].before, before);
        bring(replay, swaps.items[i].after, after, swaps.items[i].earlier);
    }
    if (before != after)
        answer_anew(replay, before, after);
    settle(replay);
    deltas_pair(replay->sightings, &replay->scratch, &replay->deltas);
}

/* ---- moves ---- */

/** A delta with what it is about. */
struct change_of {
    const struct dependency *dependency;
    struct delta *delta;
};

struct change_list VEC(struct change_of *);

/** What is gone with one key. */
struct candidates {
    struct change_list gone;
    size_t used;
};

/** By what two dependencies are the same one. */
typedef struct str key_by(const struct dependency *dependency, struct arena *scratch);

static struct str identity_of(const struct dependency *dependency, struct arena *scratch)
{
    (void)scratch;
    return dependency->identity;
}

static struct str text_of(const struct dependency *dependency, struct arena *scratch)
{
    return arena_printf(scratch, "%u %.*s", dependency->path, STR_ARG(dependency->evidence));
}

static void pair_by(key_by *key_of, struct change_of *changes, size_t count, struct arena *scratch)
{
    struct map by_key = { 0 };
    for (size_t i = 0; i < count; i++) {
        const struct delta *delta = changes[i].delta;
        if (delta->after > 0 || delta->partner != NO_DEPENDENCY)
            continue;
        void **value = map_at(&by_key, scratch, key_of(changes[i].dependency, scratch));
        if (!*value)
            *value = arena_new(scratch, struct candidates);
        vec_push(scratch, &((struct candidates *)*value)->gone, &changes[i]);
    }
    for (size_t i = 0; i < count && by_key.count > 0; i++) {
        struct delta *came = changes[i].delta;
        if (came->before > 0 || came->partner != NO_DEPENDENCY)
            continue;
        struct candidates *candidates =
            map_get(&by_key, key_of(changes[i].dependency, scratch));
        if (!candidates || candidates->used == candidates->gone.count)
            continue;
        struct delta *gone = candidates->gone.items[candidates->used++]->delta;
        came->partner = gone->dependency;
        gone->partner = came->dependency;
    }
}

static int compare_changes(const void *a, const void *b)
{
    const struct change_of *x = a;
    const struct change_of *y = b;
    return str_compare(x->dependency->fingerprint, y->dependency->fingerprint);
}

void deltas_pair(const struct sightings *sightings, struct arena *scratch, struct deltas *deltas)
{
    struct change_of *changes = arena_array(scratch, deltas->count, sizeof *changes);
    for (size_t i = 0; i < deltas->count; i++)
        changes[i] = (struct change_of){
            sightings_dependency(sightings, deltas->items[i].dependency), &deltas->items[i]
        };
    if (deltas->count > 1)
        qsort(changes, deltas->count, sizeof *changes, compare_changes);
    pair_by(identity_of, changes, deltas->count, scratch);
    pair_by(text_of, changes, deltas->count, scratch);
}
