#include "pool/pool.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/limits.h"
#include "base/log.h"
#include "pool/worker.h"

enum { MAX_WORKERS = 256, READ_BYTES = 256 * 1024, TICK_MS = 100 };

/** How far a document has got. Each death of its worker takes it one or two stages further. */
enum stage {
    STAGE_FULL,
    STAGE_ALONE, /* did not come back: once more, with nothing beside it */
    STAGE_TEXT,
    STAGE_DONE, /* has a result, or has been given up */
};

struct progress {
    enum stage stage;
    bool timed_out;
};

struct process {
    pid_t pid; /* 0: this place is free */
    int fd;
    struct buf in;
    bool timed_out; /* killed by the clock */
    bool broken;    /* said something that no worker says, and was killed */
};

struct pool {
    const struct pool_job *job;
    struct arena *result;
    struct doc_result *results;
    struct progress *docs;
    struct frame_env env; /* the job's, with what is kept of it */
    size_t weight;        /* of the results that are kept */
    size_t done;
    size_t deaths;
    struct task *tasks;
    struct round round;
    struct process processes[MAX_WORKERS];
    unsigned places; /* of this round */
    unsigned live;
};

/* ---- what becomes of a document ---- */

/**
 * Keeps the results of the first documents, as many as stay below LIMIT_RUN_REFERENCES, and leaves
 * out the others. That gives the same answer in whatever order they come: it may be asked again
 * when one in front comes late, and then only less is kept.
 */
static void keep_first(struct doc_result *results, size_t count, size_t *kept_count, size_t *weight)
{
    size_t kept = 0;
    size_t sum = 0;
    while (kept < *kept_count && sum + doc_result_weight(&results[kept]) <= LIMIT_RUN_REFERENCES)
        sum += doc_result_weight(&results[kept++]);
    *kept_count = kept;
    *weight = sum;
    for (size_t i = kept; i < count; i++)
        doc_result_truncate(&results[i]);
}

static void finish_doc(struct pool *pool, size_t doc, const struct doc_result *result)
{
    pool->results[doc] = *result;
    pool->weight += doc_result_weight(result);
    if (pool->weight > LIMIT_RUN_REFERENCES)
        keep_first(pool->results, pool->env.entry_count, &pool->env.kept_count, &pool->weight);
    pool->docs[doc].stage = STAGE_DONE;
    pool->done++;
}

static void add_skip(struct pool *pool, size_t doc, struct doc_result *result,
                     enum skip_effect effect)
{
    bool timed_out = pool->docs[doc].timed_out;
    vec_push(pool->result, &result->skips,
             (struct skip){
                 .path = pool->job->env.entries[doc].path,
                 .reason = timed_out ? SKIP_TIME : SKIP_ERROR,
                 .effect = effect,
                 .detail = timed_out ? STR("took too long") : STR("its parser crashed"),
             });
}

static void take_result(struct pool *pool, size_t doc, struct doc_result *result)
{
    enum stage stage = pool->docs[doc].stage;
    if (stage == STAGE_DONE)
        return;
    if (stage == STAGE_TEXT)
        add_skip(pool, doc, result, SKIP_READ_AS_TEXT);
    finish_doc(pool, doc, result);
}

/** The worker that had this document died. */
static void blame_doc(struct pool *pool, size_t doc, bool timed_out)
{
    struct progress *progress = &pool->docs[doc];
    if (progress->stage == STAGE_DONE)
        return;
    if (timed_out)
        progress->timed_out = true;
    if (progress->stage == STAGE_TEXT) {
        struct doc_result nothing = { 0 };
        add_skip(pool, doc, &nothing, SKIP_NOT_READ);
        finish_doc(pool, doc, &nothing);
    } else if (progress->stage == STAGE_FULL && timed_out) {
        progress->stage = STAGE_ALONE;
    } else {
        progress->stage = STAGE_TEXT;
    }
}

/* ---- one worker ---- */

static bool start_worker(struct pool *pool, unsigned place)
{
    int ends[2];
    if (pipe2(ends, O_CLOEXEC) != 0)
        return false;
    struct slot *slot = &pool->round.shared->slots[place];
    atomic_store(&slot->doc, NO_DOC);

    /* What is in these buffers would be printed twice. */
    fflush(stdout);
    fflush(stderr);
    pid_t parent = getpid();
    pid_t pid = fork();
    if (pid == 0) {
        close(ends[0]);
        worker_main(&pool->round, slot, ends[1], parent);
    }
    close(ends[1]);
    if (pid < 0) {
        close(ends[0]);
        return false;
    }
    struct process *process = &pool->processes[place];
    buf_reset(&process->in);
    *process = (struct process){ .pid = pid, .fd = ends[0], .in = process->in };
    pool->live++;
    return true;
}

/** The exit status of a worker whose pipe has closed; one that lingers is helped along. */
static int wait_for(pid_t pid)
{
    enum { PATIENCE = 100 };
    int status = -1;
    for (int i = 0; i < PATIENCE; i++) {
        pid_t got = waitpid(pid, &status, WNOHANG);
        if (got == pid || (got < 0 && errno != EINTR))
            return status;
        nanosleep(&(struct timespec){ .tv_nsec = 10 * 1000 * 1000 }, NULL);
    }
    kill(pid, SIGKILL);
    while (waitpid(pid, &status, 0) < 0 && errno == EINTR)
        continue;
    return status;
}

static void stop_worker(struct pool *pool, struct process *process)
{
    close(process->fd);
    process->pid = 0;
    pool->live--;
}

/** Its pipe is closed: it has finished, or has died. */
static void bury_worker(struct pool *pool, unsigned place)
{
    struct process *process = &pool->processes[place];
    int status = wait_for(process->pid);
    uint32_t doc = atomic_load(&pool->round.shared->slots[place].doc);
    stop_worker(pool, process);

    bool finished = WIFEXITED(status) && WEXITSTATUS(status) == EXIT_SUCCESS;
    if (finished && !process->broken && doc == NO_DOC)
        return;
    pool->deaths++;
    if (doc < pool->job->env.entry_count) {
        log_info("a worker died (status %d) of %.*s", status,
                 STR_ARG(pool->job->env.entries[doc].path));
        blame_doc(pool, doc, process->timed_out);
    }
    bool tasks_left = atomic_load(&pool->round.shared->next) < pool->round.count;
    if (tasks_left && pool->deaths < LIMIT_WORKER_DEATHS)
        start_worker(pool, place);
}

static void kill_worker(struct process *process)
{
    kill(process->pid, SIGKILL);
}

/** Reads what a worker has to say. */
static void hear_worker(struct pool *pool, unsigned place)
{
    struct process *process = &pool->processes[place];
    ssize_t got = read(process->fd, buf_reserve(&process->in, READ_BYTES), READ_BYTES);
    if (got < 0 && errno == EINTR)
        return;
    if (got <= 0) {
        bury_worker(pool, place);
        return;
    }
    process->in.len += (size_t)got;
    if (process->broken)
        return;

    struct str bytes = buf_str(&process->in);
    size_t doc;
    struct doc_result result;
    enum frame_status status;
    while ((status = frame_read(&pool->env, &bytes, pool->result, &doc, &result)) ==
           FRAME_READ)
        take_result(pool, doc, &result);
    if (status == FRAME_BROKEN) {
        process->broken = true;
        kill_worker(process);
    }
    /* Often nothing: a long frame comes in many pieces, and is not to be moved for each. */
    if (bytes.ptr != process->in.ptr)
        memmove(process->in.ptr, bytes.ptr, bytes.len);
    process->in.len = bytes.len;
}

static void check_clock(struct pool *pool, unsigned place)
{
    struct process *process = &pool->processes[place];
    const struct slot *slot = &pool->round.shared->slots[place];
    if (process->timed_out || atomic_load(&slot->doc) == NO_DOC)
        return;
    uint64_t limit_ms = (uint64_t)pool->job->doc_seconds * 1000;
    if (clock_ms() < atomic_load(&slot->started_ms) + limit_ms)
        return;
    process->timed_out = true;
    kill_worker(process);
}

/* ---- a round ---- */

/** Waits until somebody speaks, or for a while. */
static void listen_to_workers(struct pool *pool)
{
    struct pollfd fds[MAX_WORKERS];
    for (unsigned i = 0; i < pool->places; i++)
        fds[i] = (struct pollfd){ .fd = pool->processes[i].pid ? pool->processes[i].fd : -1,
                                  .events = POLLIN };
    int ready = poll(fds, pool->places, TICK_MS);
    for (unsigned i = 0; i < pool->places; i++) {
        if (ready > 0 && fds[i].fd >= 0 && fds[i].revents)
            hear_worker(pool, i);
        if (pool->processes[i].pid)
            check_clock(pool, i);
    }
}

static bool run_round(struct pool *pool, uint32_t count, unsigned workers, struct err *err)
{
    /* Enough batches that nobody waits long for the last one, few enough to be cheap. */
    enum { BATCHES_PER_WORKER = 64, BATCH_MAX = 64, DOCS_PER_WORKER = 16 };
    uint32_t useful = count / DOCS_PER_WORKER + 1;
    pool->places = workers < useful ? workers : useful;
    uint32_t batch = count / (pool->places * BATCHES_PER_WORKER) + 1;
    pool->round.count = count;
    pool->round.batch = batch < BATCH_MAX ? batch : BATCH_MAX;
    atomic_store(&pool->round.shared->next, 0);

    for (unsigned i = 0; i < pool->places; i++)
        start_worker(pool, i);
    if (pool->live == 0)
        return err_set(err, ERR_IO, "no worker can be started: %s", strerror(errno));
    while (pool->live > 0 && pool->deaths < LIMIT_WORKER_DEATHS) {
        listen_to_workers(pool);
        if (pool->job->progress)
            pool->job->progress(pool->job->context, pool->done);
    }
    for (unsigned i = 0; i < pool->places; i++) {
        if (!pool->processes[i].pid)
            continue;
        kill_worker(&pool->processes[i]);
        wait_for(pool->processes[i].pid);
        stop_worker(pool, &pool->processes[i]);
    }
    return true;
}

/** The tasks for what is not done and at that stage, or at any that may run beside others. */
static uint32_t collect_tasks(struct pool *pool, bool alone)
{
    uint32_t count = 0;
    for (size_t i = 0; i < pool->job->env.entry_count; i++) {
        enum stage stage = pool->docs[i].stage;
        if (stage == STAGE_DONE || (stage == STAGE_ALONE) != alone)
            continue;
        pool->tasks[count++] = (struct task){
            .doc = (uint32_t)i,
            .mode = stage == STAGE_TEXT ? POOL_AS_TEXT : POOL_FULL,
        };
    }
    return count;
}

static bool run_rounds(struct pool *pool, struct err *err)
{
    unsigned workers = pool->job->workers < MAX_WORKERS ? pool->job->workers : MAX_WORKERS;
    while (pool->deaths < LIMIT_WORKER_DEATHS) {
        bool alone = false;
        uint32_t count = collect_tasks(pool, alone);
        if (count == 0)
            count = collect_tasks(pool, alone = true);
        if (count == 0)
            break;
        size_t done = pool->done;
        size_t deaths = pool->deaths;
        if (!run_round(pool, count, alone ? 1 : workers, err))
            return false;
        /* Workers that say they are done and have done nothing are no workers. */
        if (pool->done == done && pool->deaths == deaths)
            pool->deaths = LIMIT_WORKER_DEATHS;
    }
    return true;
}

/* ---- the whole ---- */

static bool run_here(const struct pool_job *job, struct arena *result,
                     struct doc_result *ret_results, struct err *err)
{
    void *worker = job->open(job->context);
    if (!worker)
        return err_set(err, ERR_IO, "the files cannot be read");
    size_t weight = 0;
    size_t kept_count = job->env.entry_count;
    for (size_t i = 0; i < job->env.entry_count; i++) {
        if (!job->known || !job->known[i])
            job->work(worker, i, POOL_FULL, result, &ret_results[i]);
        weight += doc_result_weight(&ret_results[i]);
        if (weight > LIMIT_RUN_REFERENCES)
            keep_first(ret_results, i + 1, &kept_count, &weight);
        if (job->progress)
            job->progress(job->context, i + 1);
    }
    job->close(worker);
    return true;
}

static bool run_forked(const struct pool_job *job, struct arena *result,
                       struct doc_result *ret_results, struct pool_outcome *ret_outcome,
                       struct err *err)
{
    size_t shared_len = sizeof(struct shared) + MAX_WORKERS * sizeof(struct slot);
    struct shared *shared =
        mmap(NULL, shared_len, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (shared == MAP_FAILED)
        return err_set(err, ERR_IO, "no shared memory: %s", strerror(errno));

    CLEANUP(arena_release) struct arena scratch = { 0 };
    struct pool *pool = arena_new(&scratch, struct pool);
    pool->job = job;
    pool->env = job->env;
    pool->env.kept_count = job->env.entry_count;
    pool->result = result;
    pool->results = ret_results;
    pool->docs = arena_array(&scratch, job->env.entry_count, sizeof *pool->docs);
    pool->tasks = arena_array(&scratch, job->env.entry_count, sizeof *pool->tasks);
    pool->round = (struct round){ .job = job, .tasks = pool->tasks, .shared = shared };
    for (size_t i = 0; job->known && i < job->env.entry_count; i++) {
        if (job->known[i])
            finish_doc(pool, i, &ret_results[i]);
    }
    bool ok = run_rounds(pool, err);

    for (size_t i = 0; i < MAX_WORKERS; i++)
        buf_release(&pool->processes[i].in);
    ret_outcome->deaths = pool->deaths;
    ret_outcome->missing = job->env.entry_count - pool->done;
    munmap(shared, shared_len);
    return ok;
}

/** True when all results are there, and are not too many. */
static bool nothing_to_do(const struct pool_job *job, const struct doc_result *results)
{
    size_t weight = 0;
    for (size_t i = 0; i < job->env.entry_count; i++) {
        if (!job->known || !job->known[i])
            return false;
        weight += doc_result_weight(&results[i]);
    }
    return weight <= LIMIT_RUN_REFERENCES;
}

bool pool_run(const struct pool_job *job, struct arena *result, struct doc_result *ret_results,
              struct pool_outcome *ret_outcome, struct err *err)
{
    *ret_outcome = (struct pool_outcome){ 0 };
    if (nothing_to_do(job, ret_results))
        return true;
    return job->workers == 0 ? run_here(job, result, ret_results, err)
                             : run_forked(job, result, ret_results, ret_outcome, err);
}
