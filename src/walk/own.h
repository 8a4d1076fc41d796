/**
 * Files of the tool's own (a configuration, a baseline, rules) on one side of --diff, because a
 * change must not decide how it is judged.
 *
 * Lifetime: the repository that it was opened with; texts live in the run arena.
 */
#ifndef WALK_OWN_H
#define WALK_OWN_H

#include "walk/git.h"
#include "walk/walk.h"

struct own {
    git_repository *repository;
    git_tree *tree;  /* NULL: the working tree */
    struct str top;  /* of the working tree */
    struct arena *run;
};

NODISCARD bool own_open(struct own *own, const struct repo *repo,
                        const struct walk_options *options, enum own_side side, struct arena *run,
                        struct err *err);
void own_release(struct own *own);

/** The file of that path; ptr NULL when it is not there. Errors: ERR_LIMIT, ERR_GIT. */
NODISCARD bool own_read(const struct own *own, struct str path, struct str *ret_text,
                        struct err *err);

/** The YAML files at or below that path, sorted as git has them. Needs a tree. */
NODISCARD bool own_list(const struct own *own, struct str path, struct own_files *ret_files,
                        struct err *err);

#endif
