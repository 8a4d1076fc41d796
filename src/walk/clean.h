/**
 * Whether a working tree can be written to without losing anybody's work.
 */
#ifndef WALK_CLEAN_H
#define WALK_CLEAN_H

#include "base/vec.h"
#include "walk/walk.h"

/**
 * True when every file of the tree that git tracks is as it was committed and each of `paths`,
 * relative to its root, is tracked.
 *
 * Errors: ERR_USAGE, naming a file that is not, or that there is no git; ERR_GIT.
 */
NODISCARD bool tree_is_clean(const struct tree *tree, const struct strs *paths, struct err *err);

#endif
