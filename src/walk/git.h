/**
 * What libgit2 says about a repository: where it is, what it tracks, what it ignores, what a
 * commit holds. Nothing of the repository is ever run, and no configuration outside of it is read,
 * so that the answer is the same on every machine.
 *
 * Lifetime: a repo is closed with repo_close; its text lives in the run arena.
 * Threads:  a handle belongs to the process that opened it; never carry one across a fork.
 */
#ifndef WALK_GIT_H
#define WALK_GIT_H

#include <git2.h>

#include "walk/dir.h"

struct repo {
    git_repository *handle; /* NULL: none found, or `refused` */
    bool refused;           /* there is one that libgit2 cannot open (SHA-256, reftable) */
    struct str reason;      /* why it was refused, or why its index was */
    const char *index;      /* the file; what GIT_INDEX_FILE says when the environment counts */
    bool own_index;         /* that is not the repository's usual one */
    bool by_library;        /* libgit2 reads the index, not our own reader */
    bool stamps;            /* repo_tracked says what git noted of files */
    struct str top;         /* its working tree, absolute, no '/' at the end; "" when bare */
};

/** Sets libgit2 up for a reader that trusts nothing. Call before any other use, per process. */
void git_start(void);

/**
 * Finds the repository around `folder` (absolute). With `from_env`, GIT_DIR, GIT_INDEX_FILE and
 * their like are obeyed, as a hook of git expects. Finding none is no error.
 */
void repo_find(const char *folder, bool from_env, struct arena *run, struct repo *ret_repo);
void repo_close(struct repo *repo);

/**
 * The index as libgit2 reads it; from then on it is the one that the handle knows. NULL, with
 * git_message to say why, when it cannot.
 */
git_index *repo_library_index(const struct repo *repo);

/** Fills in what the report says of the repository: git_dir, revision, shallow, partial. */
void repo_describe(const struct repo *repo, struct tree *tree, struct arena *run);

/** The name of a bare repository, and of the one that a linked worktree belongs to; else "". */
struct str repo_name(const struct repo *repo, struct arena *run);

/**
 * The tracked paths below `prefix` ("" or "sub/dir/"), without it. False, `repo->reason` set, when
 * the index is in a format that libgit2 does not read.
 */
bool repo_tracked(struct repo *repo, struct str prefix, struct arena *run,
                  struct tracked_list *ret_tracked);

/**
 * The ignore rules that come from above `prefix`: of info/exclude and of the folders on the way.
 * `ret_ignored`: whether they ignore `prefix` itself.
 */
const struct ignore *repo_rules(const struct repo *repo, struct str prefix, struct arena *run,
                                bool *ret_ignored);

/**
 * The files whose stamps say nothing, by the attributes above `prefix` and around the working tree
 * (walk/attributes.h).
 */
const struct ignore *repo_attributes(const struct repo *repo, struct str prefix,
                                     struct arena *run);

/**
 * Lists the files of a commit below `prefix`, or the one file that `prefix` (without '/') names.
 *
 * Errors: ERR_GIT when the revision, or the prefix in it, is not there.
 */
NODISCARD bool repo_list_revision(const struct repo *repo, const char *revision, struct str prefix,
                                  struct listing *listing, struct err *err);

#endif
