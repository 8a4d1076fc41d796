/**
 * Every version of every file that a history has: a blob at a path, each once, and which commit
 * changed which path from one to another.
 *
 * Lifetime: heap, and an arena for the paths; versions_release gives both back.
 * Units:    a version or a path is known by its index, 32 bits; NO_VERSION is no file.
 * Memory:   40 bytes for a version, 12 for a change, all of it bounded by base/limits.h.
 */
#ifndef HISTORY_VERSIONS_H
#define HISTORY_VERSIONS_H

#include "base/map.h"
#include "history/commits.h"
#include "history/trees.h"
#include "walk/listing.h"

#define NO_VERSION UINT32_MAX

struct version {
    uint8_t oid[OID_BYTES];
    uint32_t path;
};

struct change {
    uint32_t path;
    uint32_t before;
    uint32_t after;
};

/** The changes of one commit against its first parent. */
struct change_range {
    uint32_t first;
    uint32_t count;
    bool known; /* false: a merge beside the branch, or one whose parents are not here */
    bool whole; /* against nothing: folders of the parent are not here */
};

struct versions {
    struct arena arena;
    struct map paths;   /* path → nothing; its entry is the index */
    struct buf items;   /* struct version */
    struct buf lookup;  /* uint32_t: a table from version to index + 1 */
    struct buf changes; /* struct change */
    struct buf ranges;  /* struct change_range, by place in commits->order */
    struct change_range base; /* what was there before the first commit of the branch */
    uint32_t count;
    uint32_t change_count;
    size_t links;
    size_t submodules;
    size_t missing_folders;
    bool limited;
};

struct versions_options {
    struct str below;             /* as in struct tree_diff */
    const struct listing *wanted; /* whose patterns say which paths to look at */
};

/** Compares each commit with its first parent. Nothing is read but commits and folders. */
void versions_collect(git_odb *objects, const struct commits *commits,
                      const struct versions_options *options, struct versions *ret);
void versions_release(struct versions *versions);

static inline const struct version *versions_get(const struct versions *versions, uint32_t index)
{
    return &((const struct version *)(const void *)versions->items.ptr)[index];
}

static inline struct str versions_path(const struct versions *versions, uint32_t path)
{
    return versions->paths.entries[path].key;
}

static inline const struct change_range *versions_range(const struct versions *versions,
                                                        uint32_t place)
{
    return &((const struct change_range *)(const void *)versions->ranges.ptr)[place];
}

static inline const struct change *versions_change(const struct versions *versions, uint32_t index)
{
    return &((const struct change *)(const void *)versions->changes.ptr)[index];
}

#endif
