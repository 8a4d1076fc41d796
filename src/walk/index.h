/**
 * The index of git, read where it lies: what it tracks, and the trees that it knows its folders by.
 *
 * libgit2 copies and sorts all entries and hashes the file before it says anything, which in a large
 * repository takes longer than a hook may. What this reader refuses is for libgit2 to judge.
 *
 * The file belongs to the scanned repository and is not trusted.
 *
 * Lifetime: the file stays mapped until index_close, and so do the slices; the rest is arena memory.
 */
#ifndef WALK_INDEX_H
#define WALK_INDEX_H

#include "base/arena.h"
#include "walk/stamp.h"

/* Bits of `extended`, as in libgit2's flags_extended. */
enum { INDEX_INTENT_TO_ADD = 1 << 13, INDEX_SKIP_WORKTREE = 1 << 14 };

/* A bit of `flags`: git was told not to look at the file. */
enum { INDEX_ASSUME_UNCHANGED = 1 << 15 };

struct index_entry {
    struct str path;     /* from the top of the repository; a NUL behind it and none within */
    const uint8_t *stat; /* its part of fixed size: see index_mode and the others */
    uint16_t flags;
    uint16_t extended;
};

/** A folder as git keeps it beside the entries, so as not to make its tree again. */
struct index_folder {
    struct str name;     /* "" for the top */
    const uint8_t *oid;  /* of its tree; NULL when git does not know it any more */
    uint32_t file_count; /* entries below it, when the id is known */
    uint32_t end;        /* the number of the first folder that is not below this one */
};

struct index {
    void *map;
    size_t map_len;
    struct timespec written; /* when the file was */
    struct index_entry *entries; /* in the order of the file: by path, then by stage */
    size_t count;
    struct index_folder *folders; /* those below a folder follow it; none when they are not there */
    size_t folder_count;
};

/**
 * Opens an index. One that is not there is empty. False for what this reader does not take: other
 * versions than 2 to 4, a split or sparse index, and what is broken.
 */
bool index_open(const char *path, struct arena *arena, struct index *ret_index);

/** The same for bytes that are at hand and stay. */
bool index_parse(struct str bytes, struct arena *arena, struct index *ret_index);

void index_close(struct index *index);

/** S_IFREG and permissions, a link (0120000), a submodule (0160000). */
uint32_t index_mode(const struct index_entry *entry);

/** The size of the file when it was added, in bytes, modulo 2^32. */
uint32_t index_size(const struct index_entry *entry);

/** When, where and how large the file was then. */
struct file_stamp index_stamp(const struct index_entry *entry);

/** OID_BYTES bytes. */
const uint8_t *index_oid(const struct index_entry *entry);

/** Not 0 when a merge has left it. */
unsigned index_stage(const struct index_entry *entry);

#endif
