/**
 * The other side of the pool: what happens in a worker, and the memory that both sides see.
 */
#ifndef POOL_WORKER_H
#define POOL_WORKER_H

#include <stdatomic.h>

#include "pool/pool.h"

#define NO_DOC UINT32_MAX

/** Written by one worker, read by the parent, which believes none of it without a check. */
struct slot {
    _Atomic uint32_t doc; /* the entry in work, NO_DOC between two */
    _Atomic uint64_t started_ms;
};

struct shared {
    _Atomic uint32_t next; /* index into `todo` of what nobody has taken yet */
    struct slot slots[];
};

/** A document to work on, and how. */
struct task {
    uint32_t doc;
    enum pool_mode mode;
};

/** The tasks of all workers of one round; made before they are forked. */
struct round {
    const struct pool_job *job;
    const struct task *tasks;
    uint32_t count;
    uint32_t batch; /* tasks taken at a time */
    struct shared *shared;
};

/** Milliseconds of a clock that only goes forward. */
uint64_t clock_ms(void);

/** Takes tasks until there are none and writes the frames to `fd`. Never returns. */
_Noreturn void worker_main(const struct round *round, struct slot *slot, int fd, int parent_pid);

#endif
