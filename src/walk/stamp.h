/**
 * When and how large a file was, as git notes it beside the id of its content. A file whose stamp is
 * still the same has still the same bytes, unless it was changed while git looked at it.
 */
#ifndef WALK_STAMP_H
#define WALK_STAMP_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/stat.h>

/** Numbers modulo 2^32, as the index has them. */
struct file_stamp {
    uint32_t changed[2];  /* ctime: seconds, nanoseconds */
    uint32_t modified[2]; /* mtime */
    uint32_t inode;
    uint32_t size;
};

/** Of a regular file below 4 GiB; false for anything else. */
bool stamp_of(const struct stat *status, struct file_stamp *ret);

/** True when size, inode and both times agree; a file without an inode number agrees with none. */
bool stamp_equal(const struct file_stamp *a, const struct file_stamp *b);

/** When a file was changed last. */
struct timespec stamp_written(const struct stat *status);

/**
 * True when the file was changed last before the index was written: git's racy rule. What
 * was changed in the same tick of the clock can have any content under its stamp.
 */
bool stamp_is_settled(const struct file_stamp *stamp, const struct timespec *index_written);

#endif
