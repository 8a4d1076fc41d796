/**
 * The rules of .gitignore files, as gitignore(5) has them.
 *
 * Rules form a chain from the folder at hand up to the top of the working tree; the last pattern
 * that matches decides, and the nearest file comes last. Whoever walks does not enter an ignored
 * folder, so only the last part of a path is in question here.
 *
 * Lifetime: the arena given to ignore_parse; the text may go.
 */
#ifndef WALK_IGNORE_H
#define WALK_IGNORE_H

#include "base/arena.h"

struct ignore;

/**
 * The rules of one file, in front of those `above` (NULL: none).
 *
 * folder: where the file stands: "" for the top, else with '/' at the end.
 */
const struct ignore *ignore_parse(const struct ignore *above, struct str folder, struct str text,
                                  struct arena *arena);

/**
 * The same for a file: `name`, a path below the open folder `root_fd`. What is not there, is a link
 * or a pipe has no rules: `above` comes back.
 */
const struct ignore *ignore_read(const struct ignore *above, struct str folder, int root_fd,
                                 struct str name, struct arena *arena);

/** True when the rules say so of a path from the top. */
bool ignore_matches(const struct ignore *rules, struct str path, bool is_folder);

#endif
