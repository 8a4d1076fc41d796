/**
 * The commits of a branch, parents before children, and the branch itself: the first parents of
 * its last commit. Objects are read as they are stored: grafts and replacements are not obeyed.
 *
 * Lifetime: heap; commits_release gives it back.
 * Order:    behind each commit of the branch stands the next one, and between the two what was
 *           merged by the second. So one pass meets everything in a sensible order.
 */
#ifndef HISTORY_COMMITS_H
#define HISTORY_COMMITS_H

#include <git2.h>

#include "base/buf.h"
#include "base/err.h"
#include "walk/walk.h"

#define NO_COMMIT UINT32_MAX

struct commit {
    uint8_t oid[OID_BYTES];
    uint8_t tree[OID_BYTES];
    int64_t time;          /* of the committer, seconds since 1970 */
    uint32_t first_parent; /* index, or NO_COMMIT: it has none, or none that is here */
    bool merge;
    bool on_branch;
    bool cut;     /* it has parents that are not here: what was before is not known */
    bool outside; /* older than what was asked for: only what was there before the rest */
};

struct commits {
    struct buf items;  /* struct commit, in the order in which they were met */
    struct buf order;  /* uint32_t: indices of what is not outside, parents first */
    struct buf lookup; /* uint32_t: a table from id to index + 1 */
    uint32_t count;
    uint32_t order_count;
    uint32_t branch_count;
    bool limited; /* LIMIT_HISTORY_COMMITS: older ones were not looked at */
};

struct commits_options {
    int64_t since; /* older commits are outside; INT64_MIN: none */
    bool first_parent;
};

/**
 * Reads all that can be reached from `tip`.
 *
 * Errors: ERR_GIT when the last commit cannot be read.
 */
NODISCARD bool commits_read(git_odb *objects, const uint8_t *tip,
                            const struct commits_options *options, struct commits *ret,
                            struct err *err);
void commits_release(struct commits *commits);

static inline const struct commit *commits_get(const struct commits *commits, uint32_t index)
{
    return &((const struct commit *)(const void *)commits->items.ptr)[index];
}

/** The index of the commit at that place of the order. */
static inline uint32_t commits_at(const struct commits *commits, uint32_t place)
{
    return ((const uint32_t *)(const void *)commits->order.ptr)[place];
}

#endif
