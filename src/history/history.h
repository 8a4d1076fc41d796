/**
 * When each dependency and each model came to a branch and went again.
 *
 * The branch is its first parents, as `git log --first-parent` has them: each of these commits is
 * a state of the branch, and the states follow one another. What a merge brought is dated by the
 * merge, and named by the commit beside the branch that wrote it.
 *
 * Lifetime: the arena that was handed over.
 * Units:    times are seconds since 1970, of committers; months "2024-05" are UTC.
 */
#ifndef HISTORY_HISTORY_H
#define HISTORY_HISTORY_H

#include "history/sightings.h"

/** A commit in which something came or went. */
struct event {
    const struct commit *on_branch; /* the state of the branch from which on it is so */
    const struct commit *written;   /* the commit that wrote it: the same, or one it merged */
    bool earlier;                   /* it was there before the first commit that was looked at */
};

/** From one event to another. */
struct period {
    struct event from;
    struct event to;
    bool open; /* still there: `to` is not set */
};

struct periods VEC(struct period);

/** One dependency through all its moves. */
struct life {
    const struct dependency *dependency; /* as it was last */
    struct periods periods;              /* oldest first; none: never on the branch itself */
    struct strs formerly;                /* paths that it was moved away from */
    struct period beside;                /* of one that was only ever beside the branch */
    size_t count;                        /* places with this fingerprint now */
    uint32_t line;                       /* where it is, or was last */
    bool there;
};

struct lives VEC(struct life);

struct month {
    char name[8]; /* "2024-05" */
    size_t came;  /* findings that were not there before; what goes on elsewhere does not count */
    size_t went;
    size_t there; /* at the end of the month */
    size_t models;
    size_t commits; /* of the branch */
};

struct months VEC(struct month);

struct month_count {
    uint32_t month; /* index */
    size_t there;
};

struct month_counts VEC(struct month_count);

/** A model on the branch. */
struct model_life {
    const struct model *model;
    struct periods periods;
    struct month_counts months; /* where the number changed: the number at the end of the month */
    size_t now;
    size_t most;
};

struct model_lives VEC(struct model_life);

struct history {
    struct lives lives; /* on the branch first; by path and place */
    size_t beside_count;
    struct model_lives models; /* by their first event */
    struct months months;      /* every month from the first event to the end */
    size_t now;                /* findings at the end */
    size_t lives_now;
    size_t gone;
    size_t returned; /* lives with several periods */
    size_t moved;    /* moves of findings from file to file */
    const struct commit *first; /* of the branch */
    const struct commit *last;
};

/** Puts together what commits, versions and sightings say. All of them are borrowed. */
void history_make(const struct commits *commits, const struct versions *versions,
                  const struct sightings *sightings, struct str today, struct arena *arena,
                  struct history *ret);

/** "2024-05-31" of a time. */
struct str history_date(int64_t time, struct arena *arena);

/** The first second of a day "2024-05-31", UTC. */
int64_t history_day(struct str date);

#endif
