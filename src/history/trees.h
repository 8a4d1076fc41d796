/**
 * What differs between the trees of two commits: reads only the folders that do.
 *
 * Trees are read as they are stored, two sorted lists side by side; a listing of libgit2 for each
 * would cost several times as much.
 */
#ifndef HISTORY_TREES_H
#define HISTORY_TREES_H

#include <git2.h>

#include "base/buf.h"
#include "walk/walk.h"

/** What is told about a file that differs. An id is NULL where there is no such file. */
struct tree_change {
    struct str path; /* borrowed for the call */
    const uint8_t *before;
    const uint8_t *after;
};

struct tree_diff {
    git_odb *objects;
    struct str below; /* "" or "sub/dir/": only this folder; or "sub/file": only this file */
    /* False for a folder that nobody wants to see; or NULL. */
    bool (*enter)(void *context, struct str folder);
    void (*file)(void *context, const struct tree_change *change);
    void *context;
    size_t links;      /* what was come across: symbolic links, */
    size_t submodules; /* submodules, */
    size_t missing;    /* folders that are not here: what is in them is taken as unchanged */
    size_t left;       /* how many folders may still be read; see LIMIT_HISTORY_TREES */
    bool limited;      /* … and there were more */
    struct buf pending;
    struct buf names;
    struct buf path;
};

/** Tells what has to be done to make `before` (NULL: nothing) `after`. Ids of trees. */
void tree_diff_run(struct tree_diff *diff, const uint8_t *before, const uint8_t *after);
void tree_diff_release(struct tree_diff *diff);

#endif
