/**
 * Files, whole.
 *
 * Errors: ERR_IO with the path and what the system said.
 */
#ifndef BASE_IO_H
#define BASE_IO_H

#include <stdio.h>

#include "base/attr.h"
#include "base/buf.h"
#include "base/err.h"

/** Appends the whole of a regular file, up to `limit` bytes; a larger one is ERR_LIMIT. */
NODISCARD bool io_read_file(const char *path, size_t limit, struct buf *buf, struct err *err);

/** Replaces the file by `text`, by way of a temporary file beside it and a rename. */
NODISCARD bool io_write_file(const char *path, struct str text, struct err *err);

/** Writes a file that must not be there yet, not even as a link. */
NODISCARD bool io_create_file(const char *path, struct str text, struct err *err);

/** Writes all of `text`, again after an interruption. False with errno set. */
NODISCARD bool io_write_all(int fd, struct str text);

/** Closes and sets to -1: for CLEANUP(io_close_fd) on `int fd = -1`. */
void io_close_fd(int *fd);

#endif
