/**
 * What a change touches: the files of --staged and --diff, as they are and as they were.
 *
 * Only these are read. A file that is the same on both sides cannot add anything.
 */
#ifndef WALK_CHANGE_H
#define WALK_CHANGE_H

#include "walk/git.h"
#include "walk/listing.h"

/** Entries of the sides that a change is compared with, while they are gathered. */
struct before {
    struct entry entry;
    struct str now;
    size_t side;
};

struct before_list VEC(struct before);

/**
 * Lists the files below `prefix` ("" or "sub/dir/"; without '/' at the end it names one file) that
 * the change touches into `listing`, what they were before into `ret_before`, and describes the
 * sides in the listing's tree.
 *
 * Errors: ERR_GIT for a revision that is not there, a merge base that a shallow clone does not
 *         hold, an index that libgit2 does not read.
 */
NODISCARD bool change_list(const struct repo *repo, struct str prefix, struct listing *listing,
                           struct before_list *ret_before, struct err *err);

/** The two ends of --diff; `ret_head` NULL: the working tree. The caller frees both. */
NODISCARD bool change_trees(const struct repo *repo, const struct walk_options *options,
                            struct arena *run, git_tree **ret_base, git_tree **ret_head,
                            struct err *err);

#endif
