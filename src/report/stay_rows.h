/**
 * What staying asks, brought together for people: one row for each kind, and in it one for each
 * model or detail, with its places.
 *
 * Lifetime: the arena given; items are borrowed.
 */
#ifndef REPORT_STAY_ROWS_H
#define REPORT_STAY_ROWS_H

#include "score/finding.h"

struct stay_places VEC(const struct stay_item *);

struct stay_row {
    struct str what; /* the model, and the detail where it says more; "" for neither */
    struct stay_places places;
};

struct stay_rows VEC(struct stay_row);

struct stay_group {
    struct str title; /* without what differs from place to place */
    bool helps_migration;
    struct points points;
    struct stay_rows rows;
};

struct stay_groups VEC(struct stay_group);

/** In the order of the items. */
void stay_groups_make(const struct stay *stay, struct arena *arena, struct stay_groups *ret);

/** The points of what makes a later move cheaper, too. */
struct points stay_helping(const struct stay *stay);

#endif
