/**
 * One line on a terminal for a scan that takes a while, gone when it ends.
 */
#ifndef PROGRESS_H
#define PROGRESS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct progress {
    size_t total;
    uint64_t started_ms;
    uint64_t shown_ms; /* 0: nothing is on the terminal */
};

struct progress progress_start(size_t total);

/** Shows how far it is, at most ten times a second and never in the first half. */
void progress_show(struct progress *progress, size_t done);

/** Wipes the line. */
void progress_end(struct progress *progress);

#endif
