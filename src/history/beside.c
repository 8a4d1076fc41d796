#include "history/beside.h"

#include <stdlib.h>

enum { MOVES_MAX = 100 };

void beside_init(struct beside *beside, const struct replay *replay, struct arena *arena)
{
    size_t count = sightings_dependency_count(replay->sightings);
    *beside = (struct beside){ .replay = replay,
                               .states = arena_array(arena, count, sizeof *beside->states),
                               .merge = 1 };
    for (size_t i = 0; i < count; i++) {
        beside->states[i].first = NO_COMMIT;
        beside->states[i].last = NO_COMMIT;
    }
}

void beside_release(struct beside *beside)
{
    arena_release(&beside->scratch);
}

static bool holds_any(const struct sightings *sightings, uint32_t version)
{
    return version != NO_VERSION && sightings_holding(sightings, version)->any;
}

/** The delta of that dependency, appended when there is none yet. */
static struct delta *delta_of(struct map *known, struct arena *scratch, struct deltas *deltas,
                              const struct sightings *sightings, uint32_t dependency)
{
    struct str key = sightings_dependency(sightings, dependency)->fingerprint;
    void **value = map_at(known, scratch, key);
    if (!*value) {
        vec_push(scratch, deltas, (struct delta){ dependency, 0, 0, NO_DEPENDENCY, false });
        *value = (void *)deltas->count;
    }
    return &deltas->items[(uintptr_t)*value - 1];
}

static int compare_deltas(const void *a, const void *b)
{
    const struct delta *x = a;
    const struct delta *y = b;
    return (x->dependency > y->dependency) - (x->dependency < y->dependency);
}

/**
 * What a commit beside the branch changes. A fingerprint has its path in it, so the versions that
 * it swaps say all of it.
 */
static void collect(struct beside *beside, const struct change_range *range, struct deltas *deltas)
{
    const struct replay *replay = beside->replay;
    const struct sightings *sightings = replay->sightings;
    struct map known = { 0 };
    for (uint32_t i = 0; i < range->count; i++) {
        const struct change *change = versions_change(replay->versions, range->first + i);
        if (!holds_any(sightings, change->before) && !holds_any(sightings, change->after))
            continue;
        struct sighting_range before = sightings_of(sightings, change->before, replay->seen);
        struct sighting_range after = sightings_of(sightings, change->after, replay->seen);
        for (uint32_t j = 0; j < before.count; j++)
            delta_of(&known, &beside->scratch, deltas, sightings,
                     sightings_get(sightings, before.first + j)->dependency)->before++;
        for (uint32_t j = 0; j < after.count; j++)
            delta_of(&known, &beside->scratch, deltas, sightings,
                     sightings_get(sightings, after.first + j)->dependency)->after++;
    }
    size_t kept = 0;
    for (size_t i = 0; i < deltas->count; i++) {
        if (deltas->items[i].before != deltas->items[i].after)
            deltas->items[kept++] = deltas->items[i];
    }
    deltas->count = kept;
    if (kept > 1)
        qsort(deltas->items, kept, sizeof *deltas->items, compare_deltas);
    deltas_pair(sightings, &beside->scratch, deltas);
}

static struct beside_state *state_of(struct beside *beside, uint32_t dependency)
{
    struct beside_state *state = &beside->states[dependency];
    if (state->merge != beside->merge) {
        state->merge = beside->merge;
        state->added_by = NO_COMMIT;
        state->removed_by = NO_COMMIT;
        state->moved_from = NO_DEPENDENCY;
    }
    return state;
}

static void take(struct beside *beside, const struct delta *delta, uint32_t commit)
{
    struct beside_state *state = state_of(beside, delta->dependency);
    if (delta->before == 0) {
        state->added_by = commit;
        state->moved_from = delta->partner;
        if (state->first == NO_COMMIT)
            state->first = commit;
        state->last = NO_COMMIT;
    } else if (delta->after == 0) {
        state->removed_by = commit;
        state->last = commit;
        state->moved_on = state->moved_on || delta->partner != NO_DEPENDENCY;
    }
}

void beside_apply(struct beside *beside, uint32_t from, uint32_t to)
{
    const struct replay *replay = beside->replay;
    beside->merge++;
    for (uint32_t place = from; place < to; place++) {
        const struct change_range *range = versions_range(replay->versions, place);
        struct deltas deltas = { 0 };
        if (!range->known || range->count == 0)
            continue;
        collect(beside, range, &deltas);
        for (size_t i = 0; i < deltas.count; i++)
            take(beside, &deltas.items[i], commits_at(replay->commits, place));
        arena_reset(&beside->scratch);
    }
}

uint32_t beside_writer(const struct beside *beside, uint32_t dependency)
{
    uint32_t writer = NO_COMMIT;
    /* What was moved on the way was written before that. */
    for (int i = 0; i < MOVES_MAX && dependency != NO_DEPENDENCY; i++) {
        const struct beside_state *state = &beside->states[dependency];
        if (state->merge != beside->merge || state->added_by == NO_COMMIT)
            break;
        writer = state->added_by;
        dependency = state->moved_from;
    }
    return writer;
}

uint32_t beside_remover(const struct beside *beside, uint32_t dependency)
{
    const struct beside_state *state = &beside->states[dependency];
    return state->merge == beside->merge ? state->removed_by : NO_COMMIT;
}
