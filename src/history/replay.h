/**
 * The states of a branch, one after the other: how often each dependency is there, and what each
 * commit of the branch changes about that.
 *
 * Lifetime: the arena that was handed over; replay_release gives back what is heap.
 */
#ifndef HISTORY_REPLAY_H
#define HISTORY_REPLAY_H

#include "history/sightings.h"

#define NO_DEPENDENCY UINT32_MAX

enum { REPLAY_EVIDENCE_MAX = 32 };

/** What a commit changes about one dependency. */
struct delta {
    uint32_t dependency;
    uint32_t before; /* how often it was there */
    uint32_t after;
    /* It is the same as that one, in another file or by another name: gone there and come here, or
     * the reverse. */
    uint32_t partner; /* or NO_DEPENDENCY */
    bool earlier;     /* it may have come before: the version before could not be read */
};

struct deltas VEC(struct delta);
struct dependency_list VEC(uint32_t);

struct replay {
    const struct commits *commits;
    const struct versions *versions;
    const struct sightings *sightings;
    struct arena *arena;
    struct arena scratch; /* emptied after every commit */
    uint32_t *counts;     /* by dependency */
    uint32_t *lines;      /* by dependency: where it is, or was last */
    uint32_t *live;       /* by path: the version there, or NO_VERSION */
    bool *unread;     /* by path: the version there could not be read, `live` is an older one */
    uint32_t *swapped_in; /* by path: the last step that changed it */
    uint32_t step;        /* how many commits were applied */
    bool *asks;           /* by path: held something that depends on the repository, once */
    struct dependency_list asking;
    uint32_t seen; /* evidence that the repository holds, as bits */
    size_t seen_counts[REPLAY_EVIDENCE_MAX];
    uint32_t *marks; /* by dependency: index + 1 into `deltas`, while a commit is in work */
    struct deltas deltas;
};

void replay_init(struct replay *replay, const struct commits *commits,
                 const struct versions *versions, const struct sightings *sightings,
                 struct arena *arena);
void replay_release(struct replay *replay);

/**
 * Goes on by these changes, those of a commit of the branch against the one before it. What they
 * come to is in replay->deltas until the next call, sorted by dependency.
 */
void replay_apply(struct replay *replay, const struct change_range *range);

/**
 * Pairs what is gone with what has come, when it is the same in another file, or the same text in
 * this file under another name or category. In the order of their fingerprints, so that the answer
 * is always the same.
 */
void deltas_pair(const struct sightings *sightings, struct arena *scratch, struct deltas *deltas);

#endif
