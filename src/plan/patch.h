/**
 * Edits as a unified diff that git apply and patch accept, and edits written to files.
 */
#ifndef PLAN_PATCH_H
#define PLAN_PATCH_H

#include "base/err.h"
#include "plan/edits.h"

/** True for a line with a credential, which no patch shows. */
bool patch_hides(struct str line);

/** Adds the diff of one file; paths are "a/" and "b/" and the path, quoted as git does. */
void patch_add(const struct file_edits *file, struct buf *out);

/**
 * Writes the edits of one file below the folder `root_fd`, by way of a file beside it and a rename,
 * so that it is the old or the new one whatever happens. Mode bits stay.
 *
 * Errors: ERR_IO when it cannot be written, or is not any more what the edits were made for.
 */
NODISCARD bool patch_write(int root_fd, const struct file_edits *file, struct err *err);

/** Appends the bytes of a regular file below `root_fd`; false when they cannot be had. */
bool patch_read(int root_fd, struct str path, struct buf *out);

#endif
