/**
 * Forked workers: documents in, results out, whatever a document does to the parser that reads it.
 *
 * Workers inherit everything that was loaded before. Each has a slot in shared memory with the
 * document in work, so that a worker that dies costs that document only: it is read again as text,
 * by a fresh worker, and given up when that one dies, too. A worker that does not come back within
 * the wall clock is killed; its document is tried once more with nothing beside it, because the
 * machine may have been busy, then as text.
 *
 * Threads: none; call it from a process that has only one.
 */
#ifndef POOL_POOL_H
#define POOL_POOL_H

#include "base/err.h"
#include "pool/frame.h"

enum pool_mode {
    POOL_FULL,
    POOL_AS_TEXT, /* without the parser that died of it */
};

struct pool_job {
    struct frame_env env;
    unsigned workers;     /* at most so many at a time; 0: work in this process, without a fork */
    unsigned doc_seconds; /* the wall clock for one document */
    const bool *known;    /* by entry, or NULL: its result is there already */
    void *context;        /* handed to the functions */
    /* What a process needs of its own; NULL when it cannot be had. Called after the fork. */
    void *(*open)(void *context);
    /* Looks at entry number `index`. The result lives in `arena`. */
    void (*work)(void *worker, size_t index, enum pool_mode mode, struct arena *arena,
                 struct doc_result *ret_result);
    void (*close)(void *worker);
    /* In this process, now and then. Or NULL. */
    void (*progress)(void *context, size_t done_count);
};

struct pool_outcome {
    size_t deaths;
    size_t missing; /* documents without a result, because too many workers died */
};

/**
 * Works through all entries. `ret_results` has room for one each, in their order; a document that
 * killed its workers has a skip that says so.
 *
 * Errors: ERR_IO when no worker can be started.
 */
NODISCARD bool pool_run(const struct pool_job *job, struct arena *result,
                        struct doc_result *ret_results, struct pool_outcome *ret_outcome,
                        struct err *err);

#endif
