/**
 * Which tracked files still have the stamps that git noted: one call of the system for each, made by
 * a second thread while this one reads the folders, and by both when it has done so.
 *
 * Lifetime: the arena that is given; every as_noted_start is followed by an as_noted_end.
 * Threads:  the list of tracked files must stay where it is in between; of its items only what the
 *           second thread does not read (path and stamp) may be written. No fork in between.
 */
#ifndef WALK_AS_NOTED_H
#define WALK_AS_NOTED_H

#include <pthread.h>
#include <stdatomic.h>

#include "walk/dir.h"

struct as_noted {
    pthread_t thread;
    bool threaded;
    int root_fd;
    const struct tracked *tracked;
    size_t count;
    atomic_size_t taken; /* by one of the threads */
    bool *yes; /* by index of the list */
};

/** Begins to look; files without a stamp are none. */
void as_noted_start(struct as_noted *check, int root_fd, const struct tracked_list *tracked,
                    struct arena *arena);

/** The answers, by index of the list. */
const bool *as_noted_end(struct as_noted *check);

#endif
