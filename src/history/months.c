#include "history/months.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

/* A longer gap comes from a wrong clock and gets no rows. */
enum { GAP_MAX = 12 * 50, DAY_SECONDS = 24 * 60 * 60 };

struct str history_date(int64_t time, struct arena *arena)
{
    time_t seconds = (time_t)time;
    struct tm utc = { 0 };
    gmtime_r(&seconds, &utc);
    return arena_printf(arena, "%04d-%02d-%02d", (utc.tm_year + 1900) % 10000, utc.tm_mon % 12 + 1,
                        utc.tm_mday);
}

/** Months since year 0. */
static long month_of(int64_t time)
{
    time_t seconds = (time_t)time;
    struct tm utc = { 0 };
    gmtime_r(&seconds, &utc);
    return (utc.tm_year + 1900L) * 12 + utc.tm_mon;
}

static void name_month(long number, struct month *month)
{
    snprintf(month->name, sizeof month->name, "%04u-%02u", (unsigned)(number / 12) % 10000,
             (unsigned)(number % 12 + 1) % 100);
}

static long number_of(const struct month *month)
{
    int year = 0;
    int number = 1;
    sscanf(month->name, "%4d-%2d", &year, &number);
    return year * 12L + number - 1;
}

int64_t history_day(struct str date)
{
    int year = 1970;
    int month = 1;
    int day = 1;
    char text[11] = "";
    memcpy(text, date.ptr, date.len < 10 ? date.len : 10);
    sscanf(text, "%4d-%2d-%2d", &year, &month, &day);
    /* Days since 1970 by the usual arithmetic with years that begin in March. */
    long y = month <= 2 ? year - 1 : year;
    long m = month <= 2 ? month + 9 : month - 3;
    long days = 365 * y + y / 4 - y / 100 + y / 400 + (153 * m + 2) / 5 + day - 1 - 719468;
    return (int64_t)days * DAY_SECONDS;
}

void month_table_init(struct month_table *table, const struct sightings *sightings,
                      struct str today, struct arena *arena, struct history *history)
{
    *table = (struct month_table){
        .sightings = sightings,
        .arena = arena,
        .history = history,
        .today = history_day(today) + DAY_SECONDS - 1,
        .now = INT64_MIN,
    };
}

/** The row of now; rows of months without a commit come before it. */
static struct month *current_month(struct month_table *table)
{
    struct months *months = &table->history->months;
    long number = month_of(table->now);
    for (;;) {
        struct month *last = months->count > 0 ? &months->items[months->count - 1] : NULL;
        if (last && number_of(last) >= number)
            return last;
        struct month next = { .there = table->there, .models = table->models_now };
        bool gap = !last || number - number_of(last) > GAP_MAX;
        name_month(gap ? number : number_of(last) + 1, &next);
        vec_push(table->arena, months, next);
    }
}

/* ---- models ---- */

static struct model_life *life_of(struct month_table *table, const struct model *model)
{
    void **value = map_at(&table->models, table->arena, model->id);
    if (!*value) {
        vec_push(table->arena, &table->history->models, (struct model_life){ .model = model });
        *value = (void *)table->history->models.count;
    }
    return &table->history->models.items[(uintptr_t)*value - 1];
}

static void count_month(struct month_table *table, struct model_life *life)
{
    uint32_t month = (uint32_t)table->history->months.count - 1;
    struct month_counts *counts = &life->months;
    if (counts->count == 0 || counts->items[counts->count - 1].month != month)
        vec_push(table->arena, counts, (struct month_count){ .month = month });
    counts->items[counts->count - 1].there = life->now;
}

/** A model may fall to nothing and come back within one commit: only what is left of it counts. */
static void settle_model(struct month_table *table, struct model_life *life, struct event event)
{
    struct periods *periods = &life->periods;
    struct period *last = periods->count > 0 ? &periods->items[periods->count - 1] : NULL;
    bool open = last && last->open;
    if (life->now > 0 && !open)
        vec_push(table->arena, periods, (struct period){ .from = event, .open = true });
    if (life->now == 0 && open) {
        last->open = false;
        last->to = event;
    }
    if (life->now > 0 && !open)
        table->models_now++;
    if (life->now == 0 && open)
        table->models_now--;
    if (life->now > life->most)
        life->most = life->now;
    count_month(table, life);
}

static void count_models(struct month_table *table, struct event event,
                         const struct deltas *deltas)
{
    for (size_t i = 0; i < deltas->count; i++) {
        const struct delta *delta = &deltas->items[i];
        const struct dependency *dependency =
            sightings_dependency(table->sightings, delta->dependency);
        if (!dependency->model)
            continue;
        struct model_life *life = life_of(table, dependency->model);
        life->now += delta->after;
        life->now -= delta->before;
    }
    for (size_t i = 0; i < deltas->count; i++) {
        const struct dependency *dependency =
            sightings_dependency(table->sightings, deltas->items[i].dependency);
        if (!dependency->model)
            continue;
        struct event own = event;
        own.earlier = own.earlier || deltas->items[i].earlier;
        settle_model(table, life_of(table, dependency->model), own);
    }
}

/* ---- all of it ---- */

static int compare_dependency(const void *key, const void *item)
{
    uint32_t dependency = *(const uint32_t *)key;
    const struct delta *delta = item;
    return (dependency > delta->dependency) - (dependency < delta->dependency);
}

/** What of a pair goes on. */
static size_t kept_of(const struct deltas *deltas, const struct delta *came)
{
    const struct delta *gone = bsearch(&came->partner, deltas->items, deltas->count,
                                       sizeof *deltas->items, compare_dependency);
    if (!gone)
        return 0;
    return gone->before < came->after ? gone->before : came->after;
}

void month_table_apply(struct month_table *table, const struct commit *commit, bool base,
                       const struct deltas *deltas)
{
    struct history *history = table->history;
    int64_t time = commit->time < table->today ? commit->time : table->today;
    if (time > table->now)
        table->now = time;
    if (history->months.count == 0 && deltas->count == 0)
        return; /* the table begins with the first thing that comes */
    size_t came = 0;
    size_t earlier = 0;
    size_t went = 0;
    size_t kept = 0;
    for (size_t i = 0; i < deltas->count; i++) {
        const struct delta *delta = &deltas->items[i];
        if (delta->after > delta->before)
            came += delta->after - delta->before;
        if (delta->after > delta->before && (base || delta->earlier))
            earlier += delta->after - delta->before;
        if (delta->after < delta->before)
            went += delta->before - delta->after;
        if (delta->before > 0 || delta->partner == NO_DEPENDENCY)
            continue;
        kept += kept_of(deltas, delta);
        if (sightings_dependency(table->sightings, delta->dependency)->path !=
            sightings_dependency(table->sightings, delta->partner)->path)
            history->moved += kept_of(deltas, delta);
    }
    current_month(table);
    count_models(table, (struct event){ commit, commit, base }, deltas);
    table->there += came;
    table->there -= went;
    struct month *month = current_month(table);
    size_t known = earlier + kept;
    month->came += came > known ? came - known : 0;
    month->went += went - kept;
    month->there = table->there;
    month->models = table->models_now;
    month->commits += !base;
}
