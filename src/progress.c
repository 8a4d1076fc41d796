#include "progress.h"

#include <stdio.h>
#include <time.h>

enum { PATIENCE_MS = 500, STEP_MS = 100 };

static uint64_t now_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (uint64_t)now.tv_sec * 1000 + (uint64_t)now.tv_nsec / 1000000;
}

struct progress progress_start(size_t total)
{
    return (struct progress){ .total = total, .started_ms = now_ms() };
}

void progress_show(struct progress *progress, size_t done)
{
    uint64_t now = now_ms();
    if (now < progress->started_ms + PATIENCE_MS || now < progress->shown_ms + STEP_MS)
        return;
    progress->shown_ms = now;
    /* Back to the first column, and what is left of the line before is wiped. */
    fprintf(stderr, "\r%zu of %zu files\033[K", done, progress->total);
    fflush(stderr);
}

void progress_end(struct progress *progress)
{
    if (progress->shown_ms == 0)
        return;
    fputs("\r\033[K", stderr);
    fflush(stderr);
    progress->shown_ms = 0;
}
