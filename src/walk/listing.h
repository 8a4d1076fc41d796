/**
 * What the ways of listing files share: the include and exclude patterns, the entries found so
 * far, and the ledger for what is not going to be read.
 *
 * Lifetime: lives on the stack of walk_tree; paths that are kept are copied into `run`.
 */
#ifndef WALK_LISTING_H
#define WALK_LISTING_H

#include "walk/walk.h"

struct entry_list VEC(struct entry);

struct listing {
    const struct walk_options *options;
    struct arena *run;
    struct ledger *ledger;
    struct tree *tree;
    struct entry_list entries;
    bool sorted; /* by path, no path twice */
    bool full; /* LIMIT_ENTRIES was reached and noted */
};

/** True when the patterns let that path, relative to the scan root, through. */
bool listing_wanted(const struct listing *listing, struct str path);

/** True when an exclude pattern names this folder or one above it: nothing below is wanted. */
bool listing_pruned(const struct listing *listing, struct str folder);

/**
 * Adds a file to read: from the working tree, or from the object database when `oid` (OID_BYTES
 * bytes) is given. What the patterns keep out is not added.
 */
void listing_file(struct listing *listing, struct str path, const uint8_t *oid);

/**
 * The same for a file of the working tree that is object `oid`; `path`, which a NUL
 * follows, and `stamp` stay where they are.
 */
void listing_stamped(struct listing *listing, struct str path, const uint8_t *oid,
                     const struct file_stamp *stamp);

/** Notes a file or folder that is there but is not going to be read. */
void listing_skip(struct listing *listing, struct str path, enum skip_reason reason,
                  const char *detail);

/**
 * False for a path that no honest tree has: empty, absolute, with "." or ".." in it, or reaching
 * into a `.git` folder, where credentials are kept.
 */
bool listing_path_is_sane(struct str path);

#endif
