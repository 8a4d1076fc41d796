/**
 * What happened beside the branch: which commit of those that a merge brought wrote a dependency,
 * or took it away, as `git log -S` would find it.
 *
 * Merges themselves are passed over, as git log does: they bring together what others wrote.
 */
#ifndef HISTORY_BESIDE_H
#define HISTORY_BESIDE_H

#include "history/replay.h"

/** By dependency. Commits are indices, NO_COMMIT for none. */
struct beside_state {
    uint32_t merge; /* number of the merge for which the next three hold */
    uint32_t added_by;
    uint32_t removed_by;
    uint32_t moved_from; /* dependency that it was before `added_by`, or NO_DEPENDENCY */
    /* Over all merges: */
    uint32_t first;
    uint32_t last;  /* took it away; NO_COMMIT when nobody has */
    bool moved_on;  /* is part of another one that it was moved to */
};

struct beside {
    const struct replay *replay;
    struct arena scratch;
    struct beside_state *states;
    uint32_t merge; /* number of the merge in work, above 0 */
};

void beside_init(struct beside *beside, const struct replay *replay, struct arena *arena);
void beside_release(struct beside *beside);

/**
 * Looks at the commits at places [from, to) of the order, those that one merge brought.
 */
void beside_apply(struct beside *beside, uint32_t from, uint32_t to);

/** Who of them wrote that dependency, or took it away; NO_COMMIT: none did. */
uint32_t beside_writer(const struct beside *beside, uint32_t dependency);
uint32_t beside_remover(const struct beside *beside, uint32_t dependency);

#endif
