#include "history/alike.h"

#include <stdlib.h>

struct candidate {
    uint64_t outline;
    uint32_t version;
    uint32_t rank; /* the lowest stands for the others */
};

/** By path: the version at the end of the branch, or NO_VERSION. */
static void find_last(const struct commits *commits, const struct versions *versions,
                      uint32_t *last)
{
    for (uint32_t i = 0; i < versions->base.count; i++) {
        const struct change *change = versions_change(versions, versions->base.first + i);
        last[change->path] = change->after;
    }
    for (uint32_t place = 0; place < commits->order_count; place++) {
        const struct change_range *range = versions_range(versions, place);
        if (!commits_get(commits, commits_at(commits, place))->on_branch)
            continue;
        for (uint32_t i = 0; i < range->count; i++) {
            const struct change *change = versions_change(versions, range->first + i);
            last[change->path] = change->after;
        }
    }
}

static int compare_candidates(const void *a, const void *b)
{
    const struct candidate *x = a;
    const struct candidate *y = b;
    if (x->outline != y->outline)
        return x->outline > y->outline ? 1 : -1;
    return (x->rank > y->rank) - (x->rank < y->rank);
}

/** Those of one path. */
static void choose(struct candidate *candidates, uint32_t count, uint32_t *ret)
{
    if (count > 1)
        qsort(candidates, count, sizeof *candidates, compare_candidates);
    uint32_t first = 0;
    for (uint32_t i = 0; i < count; i++) {
        if (candidates[i].outline != candidates[first].outline)
            first = i;
        ret[candidates[i].version] = candidates[first].version;
    }
}

void alike_choose(const struct commits *commits, const struct versions *versions,
                  const uint32_t *order, const uint64_t *outlines, uint32_t *ret)
{
    CLEANUP(arena_release) struct arena arena = { 0 };
    uint32_t *last = arena_array(&arena, versions->paths.count, sizeof *last);
    for (size_t path = 0; path < versions->paths.count; path++)
        last[path] = NO_VERSION;
    find_last(commits, versions, last);

    struct candidate *candidates = arena_array(&arena, versions->count, sizeof *candidates);
    for (uint32_t from = 0, to = 0; from < versions->count; from = to) {
        uint32_t path = versions_get(versions, order[from])->path;
        uint32_t count = 0;
        for (to = from; to < versions->count; to++) {
            uint32_t version = order[to];
            if (versions_get(versions, version)->path != path)
                break;
            ret[version] = version;
            if (outlines[version] == 0)
                continue;
            uint32_t rank = version == last[path] ? 0 : to - from + 1;
            candidates[count++] = (struct candidate){ outlines[version], version, rank };
        }
        choose(candidates, count, ret);
    }
}
