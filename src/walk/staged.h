/**
 * What the index has otherwise than a commit, without looking at what both have alike: git keeps
 * the trees of folders in the index, and one that the commit has, too, is passed over.
 */
#ifndef WALK_STAGED_H
#define WALK_STAGED_H

#include <git2.h>

#include "walk/index.h"

/**
 * The two sides of the difference, each as an index that holds only what is not the same, so that
 * libgit2 can go on with them.
 *
 * tree:   of the commit; NULL before the first one.
 * False when it is for libgit2 to compare: an object is not here, a merge is not done, or the index
 * or a tree is like none that git writes. Both are then NULL.
 */
bool staged_compare(git_repository *repository, const git_tree *tree, const struct index *index,
                    git_index **ret_old, git_index **ret_new);

#endif
