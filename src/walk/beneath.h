/**
 * Opening what lies inside a folder and nothing else: no symbolic link on the way, no "..".
 *
 * A scanned tree may hold a link to /etc, or swap a folder for a link while it is read.
 */
#ifndef WALK_BENEATH_H
#define WALK_BENEATH_H

#include "base/str.h"

/**
 * Opens `path`, relative to `root_fd`, with `flags` (O_NOFOLLOW and O_CLOEXEC are added). An empty
 * path is the root itself. -1 with errno: ELOOP when a part of the path is a symbolic link.
 */
int open_beneath(int root_fd, struct str path, int flags);

#endif
