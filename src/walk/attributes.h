/**
 * Which files git may have in other bytes than they have in the working tree, by gitattributes(5):
 * those with a `filter`, `ident` or a `working-tree-encoding`. Line ends are not asked for: they
 * change the size, which tells.
 *
 * Rather too many than too few: a pattern that sets one of them anywhere counts, whatever another
 * one takes back.
 *
 * Lifetime: the arena that is given.
 */
#ifndef WALK_ATTRIBUTES_H
#define WALK_ATTRIBUTES_H

#include "walk/ignore.h"

/** The patterns of one file of attributes in front of those `above`; ignore_matches asks them. */
const struct ignore *attributes_parse(const struct ignore *above, struct str folder,
                                      struct str text, struct arena *arena);

/** The same for a file below `root_fd`; what is not there adds nothing. */
const struct ignore *attributes_read(const struct ignore *above, struct str folder, int root_fd,
                                     struct str name, struct arena *arena);

/**
 * What does not lie in the working tree: info/attributes of `git_dir`, and those of the user and of
 * the machine, because the git that wrote the index knew them. When one of their settings names a
 * further file of attributes, every file counts.
 */
const struct ignore *attributes_around(const char *git_dir, struct arena *arena);

#endif
