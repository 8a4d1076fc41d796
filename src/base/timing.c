#include "base/timing.h"

#include <inttypes.h>
#include <stdatomic.h>
#include <sys/mman.h>
#include <time.h>

#include "base/attr.h"

struct sum {
    _Atomic uint64_t wall;
    _Atomic uint64_t cpu;
    _Atomic uint64_t count;
};

struct timing {
    struct sum sums[TIMING_STAGE_COUNT];
};

static const char *const names[TIMING_STAGE_COUNT] = {
    [TIMING_LOAD] = "load",           [TIMING_LIST] = "list",
    [TIMING_CACHE] = "cache",         [TIMING_READ] = "read",
    [TIMING_PREFILTER] = "prefilter", [TIMING_INTEREST] = "interest",
    [TIMING_PARSE] = "parse",         [TIMING_MATCH] = "match",
    [TIMING_DOCUMENTS] = "documents", [TIMING_SCORE] = "score",
    [TIMING_REPORT] = "report",
};

static uint64_t now(clockid_t clock)
{
    struct timespec time;
    clock_gettime(clock, &time);
    return (uint64_t)time.tv_sec * 1000000000 + (uint64_t)time.tv_nsec;
}

struct timing *timing_new(void)
{
    void *memory = mmap(NULL, sizeof(struct timing), PROT_READ | PROT_WRITE,
                        MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    return memory == MAP_FAILED ? NULL : memory;
}

void timing_free(struct timing *timing)
{
    if (timing)
        munmap(timing, sizeof *timing);
}

struct timing_mark timing_start(const struct timing *timing)
{
    if (!timing)
        return (struct timing_mark){ 0 };
    return (struct timing_mark){ now(CLOCK_MONOTONIC), now(CLOCK_PROCESS_CPUTIME_ID) };
}

void timing_lap(struct timing *timing, enum timing_stage stage, struct timing_mark *mark)
{
    if (!timing)
        return;
    struct timing_mark end = timing_start(timing);
    struct sum *sum = &timing->sums[stage];
    atomic_fetch_add_explicit(&sum->wall, end.wall - mark->wall, memory_order_relaxed);
    atomic_fetch_add_explicit(&sum->cpu, end.cpu - mark->cpu, memory_order_relaxed);
    atomic_fetch_add_explicit(&sum->count, 1, memory_order_relaxed);
    *mark = end;
}

void timing_print(const struct timing *timing, FILE *out)
{
    if (!timing)
        return;
    fprintf(out, "%-10s %10s %10s %8s\n", "timing", "wall ms", "cpu ms", "times");
    for (int i = 0; i < TIMING_STAGE_COUNT; i++) {
        const struct sum *sum = &timing->sums[i];
        uint64_t count = atomic_load(&sum->count);
        if (count > 0)
            fprintf(out, "%-10s %10.1f %10.1f %8" PRIu64 "\n", names[i],
                    (double)atomic_load(&sum->wall) / 1e6, (double)atomic_load(&sum->cpu) / 1e6,
                    count);
    }
}
