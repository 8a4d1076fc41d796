/**
 * Handles of libgit2 that go at the end of their scope: CLEANUP(free_tree) git_tree *tree = NULL;
 */
#ifndef WALK_GIT_HANDLE_H
#define WALK_GIT_HANDLE_H

#include <git2.h>

static inline void free_commit(git_commit **handle)
{
    git_commit_free(*handle);
}

static inline void free_config(git_config **handle)
{
    git_config_free(*handle);
}

static inline void free_diff(git_diff **handle)
{
    git_diff_free(*handle);
}

static inline void free_index(git_index **handle)
{
    git_index_free(*handle);
}

static inline void free_object(git_object **handle)
{
    git_object_free(*handle);
}

static inline void free_blob(git_blob **handle)
{
    git_blob_free(*handle);
}

static inline void free_tree(git_tree **handle)
{
    git_tree_free(*handle);
}

static inline void free_tree_entry(git_tree_entry **handle)
{
    git_tree_entry_free(*handle);
}

/** What libgit2 says went wrong last. */
static inline const char *git_message(void)
{
    const git_error *error = git_error_last();
    return error && error->message ? error->message : "unknown error of libgit2";
}

#endif
