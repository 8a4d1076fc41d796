/**
 * Where the time of a run goes, for --timing.
 *
 * Lifetime: memory that is shared with forked workers, which add to the same sums.
 * Units:    nanoseconds, of the wall clock and of the processor. What workers do is summed over
 *           them, so it can be more than what the wall clock says of the run.
 * Threads:  any number of processes at a time.
 */
#ifndef BASE_TIMING_H
#define BASE_TIMING_H

#include <stdint.h>
#include <stdio.h>

enum timing_stage {
    TIMING_LOAD,      /* rules, models and weights */
    TIMING_LIST,      /* which files there are */
    TIMING_CACHE,     /* what is known of them from the run before, and what is kept of this one */
    TIMING_READ,      /* in workers: bytes of documents */
    TIMING_PREFILTER, /* in workers: literals in bytes */
    TIMING_INTEREST,  /* in workers: the second look */
    TIMING_PARSE,     /* in workers */
    TIMING_MATCH,     /* in workers */
    TIMING_DOCUMENTS, /* this process, while workers read documents */
    TIMING_SCORE,
    TIMING_REPORT,
    TIMING_STAGE_COUNT,
};

struct timing;

/** The two clocks at the end of the stage before. */
struct timing_mark {
    uint64_t wall;
    uint64_t cpu;
};

/** NULL when there is no memory for it: everything below then does nothing. */
struct timing *timing_new(void);
void timing_free(struct timing *timing);

struct timing_mark timing_start(const struct timing *timing);

/** Adds the time since `mark`, which is now the end of this stage. */
void timing_lap(struct timing *timing, enum timing_stage stage, struct timing_mark *mark);

/** A line for every stage that there was. */
void timing_print(const struct timing *timing, FILE *out);

#endif
