/* Replays the branch, commit by commit: each takes some versions away and brings others, and the
 * dependencies in them are counted. A count that leaves 0 is one that came, a count that falls to
 * 0 is one that went; the two in one commit with the same identity are one that moved. */
#include "history/history.h"

#include <stdlib.h>

#include "history/beside.h"
#include "history/months.h"

struct maker {
    struct replay replay;
    struct beside beside;
    struct month_table months;
    struct arena *arena;
    struct history *history;
    uint32_t *lives; /* by dependency: index + 1 of the life that it is, or was last */
};

static struct life *life_of(struct maker *maker, uint32_t dependency)
{
    return &maker->history->lives.items[maker->lives[dependency] - 1];
}

static struct event event_of(const struct maker *maker, const struct commit *commit,
                             uint32_t writer, bool base)
{
    const struct commit *written =
        writer == NO_COMMIT ? commit : commits_get(maker->replay.commits, writer);
    return (struct event){ commit, written, base };
}

/** A dependency that was not there comes: a new life, or one that goes on. */
static void begin(struct maker *maker, uint32_t dependency, struct event event)
{
    const struct dependency *known = sightings_dependency(maker->replay.sightings, dependency);
    uint32_t *slot = &maker->lives[dependency];
    if (*slot == 0 || life_of(maker, dependency)->dependency != known ||
        life_of(maker, dependency)->there) {
        vec_push(maker->arena, &maker->history->lives, (struct life){ .dependency = known });
        *slot = (uint32_t)maker->history->lives.count;
    }
    struct life *life = life_of(maker, dependency);
    vec_push(maker->arena, &life->periods, (struct period){ .from = event, .open = true });
    life->there = true;
}

static void end(struct maker *maker, uint32_t dependency, struct event event)
{
    struct life *life = life_of(maker, dependency);
    struct period *last = &life->periods.items[life->periods.count - 1];
    last->to = event;
    last->open = false;
    life->there = false;
    life->line = maker->replay.lines[dependency];
}

static void move(struct maker *maker, uint32_t from, uint32_t to)
{
    const struct replay *replay = &maker->replay;
    struct life *life = life_of(maker, from);
    uint32_t path = life->dependency->path;
    life->dependency = sightings_dependency(replay->sightings, to);
    if (path != life->dependency->path)
        vec_push(maker->arena, &life->formerly, versions_path(replay->versions, path));
    maker->lives[to] = maker->lives[from];
}

static void take_deltas(struct maker *maker, const struct commit *commit, bool base)
{
    const struct deltas *deltas = &maker->replay.deltas;
    for (size_t i = 0; i < deltas->count; i++) {
        const struct delta *delta = &deltas->items[i];
        if (delta->after == 0 && delta->partner == NO_DEPENDENCY)
            end(maker, delta->dependency,
                event_of(maker, commit, beside_remover(&maker->beside, delta->dependency), base));
        else if (delta->after == 0)
            move(maker, delta->dependency, delta->partner);
        else if (delta->before == 0 && delta->partner == NO_DEPENDENCY)
            begin(maker, delta->dependency,
                  event_of(maker, commit, beside_writer(&maker->beside, delta->dependency),
                           base || delta->earlier));
    }
    month_table_apply(&maker->months, commit, base, deltas);
}

/** What was there before the first commit of the branch that was looked at. */
static void take_base(struct maker *maker, const struct commit *first)
{
    const struct replay *replay = &maker->replay;
    if (!replay->versions->base.known)
        return;
    replay_apply(&maker->replay, &replay->versions->base);
    take_deltas(maker, commits_get(replay->commits, first->first_parent), true);
}

static void replay_all(struct maker *maker)
{
    const struct replay *replay = &maker->replay;
    const struct commits *commits = replay->commits;
    uint32_t side = 0; /* the first place that no commit of the branch has merged */
    for (uint32_t place = 0; place < commits->order_count; place++) {
        const struct commit *commit = commits_get(commits, commits_at(commits, place));
        if (!commit->on_branch)
            continue;
        if (!maker->history->first) {
            maker->history->first = commit;
            take_base(maker, commit);
        }
        replay_apply(&maker->replay, versions_range(replay->versions, place));
        beside_apply(&maker->beside, side, place);
        /* Of a commit whose parent is not here, nobody knows what is new in it. */
        bool base = commit->cut && commit->first_parent == NO_COMMIT;
        take_deltas(maker, commit, base || versions_range(replay->versions, place)->whole);
        maker->history->last = commit;
        side = place + 1;
    }
}

/** What never came to the branch itself. */
static void add_beside(struct maker *maker)
{
    const struct commits *commits = maker->replay.commits;
    size_t count = sightings_dependency_count(maker->replay.sightings);
    for (uint32_t i = 0; i < count; i++) {
        const struct beside_state *state = &maker->beside.states[i];
        if (maker->lives[i] != 0 || state->first == NO_COMMIT || state->moved_on)
            continue;
        const struct commit *first = commits_get(commits, state->first);
        struct life life = { .dependency = sightings_dependency(maker->replay.sightings, i) };
        life.beside.from = (struct event){ NULL, first, false };
        life.beside.open = state->last == NO_COMMIT;
        if (!life.beside.open)
            life.beside.to = (struct event){ NULL, commits_get(commits, state->last), false };
        vec_push(maker->arena, &maker->history->lives, life);
        maker->history->beside_count++;
    }
}

/* ---- order ---- */

struct sorted_life {
    struct life life;
    struct str path;
};

static int compare_lives(const void *a, const void *b)
{
    const struct sorted_life *x = a;
    const struct sorted_life *y = b;
    bool x_beside = x->life.periods.count == 0;
    bool y_beside = y->life.periods.count == 0;
    if (x_beside != y_beside)
        return x_beside ? 1 : -1;
    int order = str_compare(x->path, y->path);
    if (order == 0)
        order = (x->life.line > y->life.line) - (x->life.line < y->life.line);
    if (order == 0)
        order = str_compare(x->life.dependency->fingerprint, y->life.dependency->fingerprint);
    if (order == 0) /* the same place came again after it had been moved away */
        order = (x->life.periods.count > y->life.periods.count) -
                (x->life.periods.count < y->life.periods.count);
    return order;
}

static void sort_lives(struct maker *maker)
{
    struct lives *lives = &maker->history->lives;
    struct sorted_life *sorted = arena_array(maker->arena, lives->count, sizeof *sorted);
    for (size_t i = 0; i < lives->count; i++) {
        const struct life *life = &lives->items[i];
        sorted[i] = (struct sorted_life){
            *life, versions_path(maker->replay.versions, life->dependency->path)
        };
    }
    if (lives->count > 1)
        qsort(sorted, lives->count, sizeof *sorted, compare_lives);
    for (size_t i = 0; i < lives->count; i++)
        lives->items[i] = sorted[i].life;
}

static void count_lives(struct maker *maker)
{
    struct history *history = maker->history;
    for (uint32_t i = 0; i < sightings_dependency_count(maker->replay.sightings); i++) {
        if (maker->replay.counts[i] == 0)
            continue;
        struct life *life = life_of(maker, i);
        life->count = maker->replay.counts[i];
        life->line = maker->replay.lines[i];
        history->now += life->count;
    }
    for (size_t i = 0; i < history->lives.count; i++) {
        const struct life *life = &history->lives.items[i];
        history->lives_now += life->there;
        history->gone += life->periods.count > 0 && !life->there;
        history->returned += life->periods.count > 1;
    }
}

void history_make(const struct commits *commits, const struct versions *versions,
                  const struct sightings *sightings, struct str today, struct arena *arena,
                  struct history *ret)
{
    *ret = (struct history){ 0 };
    size_t dependency_count = sightings_dependency_count(sightings);
    struct maker maker = { .arena = arena,
                           .history = ret,
                           .lives = arena_array(arena, dependency_count, sizeof(uint32_t)) };
    replay_init(&maker.replay, commits, versions, sightings, arena);
    beside_init(&maker.beside, &maker.replay, arena);
    month_table_init(&maker.months, sightings, today, arena, ret);
    replay_all(&maker);
    add_beside(&maker);
    count_lives(&maker);
    sort_lives(&maker);
    beside_release(&maker.beside);
    replay_release(&maker.replay);
}
