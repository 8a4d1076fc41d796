/**
 * The folders of the file system, one after the other: which files are there, compared with those
 * that git tracks. No call per file beside the reading of its folder.
 */
#ifndef WALK_DIR_H
#define WALK_DIR_H

#include "walk/ignore.h"
#include "walk/listing.h"

enum tracked_type { TRACKED_FILE, TRACKED_LINK, TRACKED_SUBMODULE };

/** A path that git tracks. */
struct tracked {
    struct str path; /* relative to the scan root */
    enum tracked_type type;
    bool sparse; /* git leaves it out of the working tree on purpose */
    bool seen;   /* set by dir_walk: it is there */
    bool file;   /* … and a regular file */
    bool altered; /* … and may have other bytes than its object, by its attributes */
    /* What git noted of the file when it was that object; NULL when that says nothing. */
    const struct file_stamp *stamp;
    const uint8_t *oid; /* OID_BYTES bytes, with a stamp */
};

struct tracked_list VEC(struct tracked);

struct dir_walk {
    struct listing *listing;
    /* What git tracks, sorted by path, no path twice. NULL without git: every file is read. */
    struct tracked_list *tracked;
    /* A working tree of git: what is ignored and not tracked is left out, and so are repositories
     * inside. Else everything is read. */
    bool worktree;
    const struct ignore *rules; /* of the folders above the scan root */
    const struct ignore *attributes; /* the same: whose stamps say nothing (walk/attributes.h) */
    struct str prefix;          /* of the scan root below the top: "" or "sub/dir/" */
};

/**
 * Lists the files below the scan root (`listing->tree->root`) and notes in the ledger what is not
 * to be read: links, special files, repositories inside, and what is tracked but not there.
 *
 * Errors: ERR_IO when the root itself cannot be read.
 */
NODISCARD bool dir_walk(const struct dir_walk *walk, struct err *err);

/** Sorts by path and drops what stands there twice (the stages of a merge conflict). */
void tracked_sort(struct tracked_list *tracked);

#endif
