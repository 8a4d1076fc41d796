#include "pool/worker.h"

#include <signal.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>
#ifdef __linux__
#include <sys/prctl.h>
#endif

#include "base/io.h"
#include "base/limits.h"

enum { FLUSH_BYTES = 64 * 1024 };

/* There only in a coverage build, whose data _exit would lose. */
void __gcov_dump(void) __attribute__((weak)); // NOLINT(bugprone-reserved-identifier)

uint64_t clock_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (uint64_t)now.tv_sec * 1000 + (uint64_t)now.tv_nsec / 1000000;
}

_Noreturn static void leave(int code)
{
    if (__gcov_dump)
        __gcov_dump();
    _exit(code);
}

/** No worker outlives its parent, dumps core, or takes all memory with it. */
static void restrict_process(int parent_pid)
{
#ifdef __linux__
    prctl(PR_SET_PDEATHSIG, SIGKILL);
#endif
    if (getppid() != parent_pid)
        leave(EXIT_FAILURE);
    setrlimit(RLIMIT_CORE, &(struct rlimit){ 0, 0 });
#if !ADDRESS_SANITIZER && !defined(__SANITIZE_THREAD__)
    const rlim_t bytes = LIMIT_WORKER_MIB * (rlim_t)1024 * 1024;
    setrlimit(RLIMIT_AS, &(struct rlimit){ bytes, bytes });
#endif
}

static void flush(int fd, struct buf *out)
{
    if (!io_write_all(fd, buf_str(out)))
        leave(EXIT_FAILURE);
    buf_reset(out);
}

_Noreturn void worker_main(const struct round *round, struct slot *slot, int fd, int parent_pid)
{
    restrict_process(parent_pid);
    const struct pool_job *job = round->job;
    void *worker = job->open(job->context);
    if (!worker)
        leave(EXIT_FAILURE);

    struct arena arena = { 0 };
    struct buf out = { 0 };
    uint32_t at;
    while ((at = atomic_fetch_add(&round->shared->next, round->batch)) < round->count) {
        for (uint32_t end = at + round->batch; at < end && at < round->count; at++) {
            const struct task *task = &round->tasks[at];
            /* The time first: a document is never seen with the time of the one before. */
            atomic_store(&slot->started_ms, clock_ms());
            atomic_store(&slot->doc, task->doc);
            struct doc_result result = { 0 };
            job->work(worker, task->doc, task->mode, &arena, &result);
            frame_write(&job->env, task->doc, &result, &out);
            atomic_store(&slot->doc, NO_DOC);

            arena_reset(&arena);
            if (out.len >= FLUSH_BYTES)
                flush(fd, &out);
        }
    }
    flush(fd, &out);
    leave(EXIT_SUCCESS);
}
