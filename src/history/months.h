/**
 * The branch by months and by models, filled commit by commit.
 */
#ifndef HISTORY_MONTHS_H
#define HISTORY_MONTHS_H

#include "history/history.h"
#include "history/replay.h"

struct month_table {
    const struct sightings *sightings;
    struct arena *arena;
    struct history *history;
    struct map models; /* model id → index + 1 into history->models */
    size_t there;
    size_t models_now;
    int64_t now;   /* the time of the branch never goes back, whatever clocks said, */
    int64_t today; /* nor behind the end of this day */
};

/** today: "2026-11-21". */
void month_table_init(struct month_table *table, const struct sightings *sightings,
                      struct str today, struct arena *arena, struct history *history);

/** What a commit of the branch changes. `base`: it was there before the first commit. */
void month_table_apply(struct month_table *table, const struct commit *commit, bool base,
                       const struct deltas *deltas);

#endif
