/**
 * The git program, asked for what libgit2 cannot read: indexes in newer formats (sparse, split)
 * and repositories that it does not open (SHA-256).
 *
 * The program gets an environment of its own, in which no configuration of the user, hook,
 * file-system monitor, filter or transport is run.
 */
#ifndef WALK_GIT_LS_H
#define WALK_GIT_LS_H

#include "walk/dir.h"

/**
 * The tracked paths below `prefix` ("" or "sub/dir/") of the working tree at `top`, without it.
 * False when there is no git or it fails.
 */
bool git_ls_tracked(const char *top, struct str prefix, struct arena *run,
                    struct tracked_list *ret_tracked);

#endif
