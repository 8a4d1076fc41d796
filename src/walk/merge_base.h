/**
 * The newest commit that two have in common, also in shallow clones, where libgit2 stops at the
 * first parent that is not there.
 */
#ifndef WALK_MERGE_BASE_H
#define WALK_MERGE_BASE_H

#include <git2.h>
#include <stdbool.h>

/** False when there is none, or none that this clone holds. */
bool merge_base_find(git_repository *repository, const git_oid *a, const git_oid *b, git_oid *ret);

#endif
