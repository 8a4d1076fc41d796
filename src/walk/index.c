/* The format: git's Documentation/gitformat-index.txt. All numbers are big-endian. */
#include "walk/index.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <sys/mman.h>
#include <sys/stat.h>

#include "base/io.h"
#include "base/limits.h"
#include "base/vec.h"
#include "walk/walk.h"

enum {
    HEADER_BYTES = 12,
    HASH_BYTES = OID_BYTES, /* over the file, at its end */
    CTIME_AT = 0,
    MTIME_AT = 8,
    INODE_AT = 20,
    MODE_AT = 24,
    SIZE_AT = 36,
    OID_AT = 40,
    FLAGS_AT = 60,
    NAME_AT = 62,
    EXTENSION_HEADER_BYTES = 8,
    NAME_MASK = 0xfff, /* of the flags: the length of the path, or this when it is no shorter */
    FLAG_EXTENDED = 0x4000,
    MODE_TYPE = 0170000,
    MODE_FOLDER = 0040000, /* only in a sparse index */
};

#ifndef MAP_POPULATE /* of Linux: all pages at once, since all are looked at */
#define MAP_POPULATE 0
#endif

struct folders VEC(struct index_folder);

/** A place in the bytes, with what bounds it. */
struct cursor {
    const uint8_t *at;
    const uint8_t *end;
};

static size_t left(const struct cursor *cursor)
{
    return (size_t)(cursor->end - cursor->at);
}

static uint32_t be32(const uint8_t *bytes)
{
    return (uint32_t)bytes[0] << 24 | (uint32_t)bytes[1] << 16 | (uint32_t)bytes[2] << 8 | bytes[3];
}

static uint16_t be16(const uint8_t *bytes)
{
    return (uint16_t)(bytes[0] << 8 | bytes[1]);
}

uint32_t index_mode(const struct index_entry *entry)
{
    return be32(entry->stat + MODE_AT);
}

uint32_t index_size(const struct index_entry *entry)
{
    return be32(entry->stat + SIZE_AT);
}

struct file_stamp index_stamp(const struct index_entry *entry)
{
    const uint8_t *stat = entry->stat;
    return (struct file_stamp){
        .changed = { be32(stat + CTIME_AT), be32(stat + CTIME_AT + 4) },
        .modified = { be32(stat + MTIME_AT), be32(stat + MTIME_AT + 4) },
        .inode = be32(stat + INODE_AT),
        .size = be32(stat + SIZE_AT),
    };
}

const uint8_t *index_oid(const struct index_entry *entry)
{
    return entry->stat + OID_AT;
}

unsigned index_stage(const struct index_entry *entry)
{
    return entry->flags >> 12 & 3;
}

/* ---- entries ---- */

/** Text up to a NUL, which is there. */
static bool read_name(struct cursor *cursor, struct str *ret)
{
    const uint8_t *nul = memchr(cursor->at, '\0', left(cursor));
    if (!nul)
        return false;
    *ret = (struct str){ (const char *)cursor->at, (size_t)(nul - cursor->at) };
    cursor->at = nul + 1;
    return true;
}

/** Version 4: how much of the path before to drop, as in the offsets of packs. */
static bool read_varint(struct cursor *cursor, size_t *ret)
{
    size_t value = 0;
    for (unsigned i = 0; i < 4 && left(cursor) > 0; i++) {
        uint8_t byte = *cursor->at++;
        value = (i > 0 ? value + 1 : 0) << 7 | (byte & 0x7f);
        if (!(byte & 0x80)) {
            *ret = value;
            return true;
        }
    }
    return false;
}

/** The path of version 4: the end of the one before is replaced. */
static bool read_packed_path(struct cursor *cursor, struct str before, struct arena *arena,
                             size_t *used, struct str *ret)
{
    size_t drop;
    struct str rest;
    if (!read_varint(cursor, &drop) || drop > before.len || !read_name(cursor, &rest))
        return false;
    size_t kept = before.len - drop;
    *used += kept + rest.len;
    if (kept + rest.len > PATH_MAX || *used > LIMIT_INDEX_PATH_BYTES)
        return false;
    char *path = arena_alloc(arena, kept + rest.len + 1);
    if (kept > 0)
        memcpy(path, before.ptr, kept);
    memcpy(path + kept, rest.ptr, rest.len);
    *ret = (struct str){ path, kept + rest.len };
    return true;
}

static bool read_entry(struct cursor *cursor, unsigned version, struct str before,
                       struct arena *arena, size_t *used, struct index_entry *entry)
{
    const uint8_t *start = cursor->at;
    if (left(cursor) <= NAME_AT)
        return false;
    entry->stat = start;
    entry->flags = be16(start + FLAGS_AT);
    entry->extended = 0;
    cursor->at += NAME_AT;
    if (entry->flags & FLAG_EXTENDED) {
        if (version < 3 || left(cursor) < 2)
            return false;
        entry->extended = be16(cursor->at);
        cursor->at += 2;
    }
    if (version == 4) {
        if (!read_packed_path(cursor, before, arena, used, &entry->path))
            return false;
    } else {
        if (!read_name(cursor, &entry->path))
            return false;
        /* Up to 8 NULs, so that the next one starts at a multiple of 8. */
        size_t size = ((size_t)(cursor->at - start) + 7) & ~(size_t)7;
        if (size > (size_t)(cursor->end - start))
            return false;
        cursor->at = start + size;
    }
    unsigned said = entry->flags & NAME_MASK;
    size_t len = entry->path.len;
    return len > 0 && said == (len < NAME_MASK ? len : NAME_MASK) &&
           (index_mode(entry) & MODE_TYPE) != MODE_FOLDER;
}

static bool read_entries(struct cursor *cursor, unsigned version, struct arena *arena,
                         struct index *index)
{
    struct str before = STR("");
    size_t used = 0;
    for (size_t i = 0; i < index->count; i++) {
        struct index_entry *entry = &index->entries[i];
        if (!read_entry(cursor, version, before, arena, &used, entry))
            return false;
        before = entry->path;
    }
    return true;
}

/* ---- the extension with the folders' trees ---- */

/** Decimal digits up to a delimiter, a minus in front of them. */
static bool read_number(struct cursor *cursor, uint8_t delimiter, int64_t *ret)
{
    int64_t value = 0;
    bool minus = left(cursor) > 0 && *cursor->at == '-';
    cursor->at += minus;
    for (unsigned digits = 0; left(cursor) > 0 && digits < 11; digits++) {
        uint8_t byte = *cursor->at++;
        if (byte == delimiter) {
            *ret = minus ? -value : value;
            return digits > 0;
        }
        if (byte < '0' || byte > '9')
            return false;
        value = value * 10 + (byte - '0');
    }
    return false;
}

static bool read_folder(struct cursor *cursor, struct index_folder *folder, int64_t *ret_children)
{
    int64_t file_count;
    *folder = (struct index_folder){ 0 };
    if (!read_name(cursor, &folder->name) || !read_number(cursor, ' ', &file_count) ||
        !read_number(cursor, '\n', ret_children) || *ret_children < 0)
        return false;
    if (file_count < 0)
        return true;
    if (file_count > UINT32_MAX || left(cursor) < OID_BYTES)
        return false;
    folder->file_count = (uint32_t)file_count;
    folder->oid = cursor->at;
    cursor->at += OID_BYTES;
    return true;
}

/** They only save work: without them, or with broken ones, every entry is compared. */
static bool read_folders(struct cursor cursor, struct arena *arena, struct folders *folders)
{
    struct {
        size_t folder;
        int64_t children; /* still to come */
    } open[LIMIT_NESTING];
    size_t depth = 0;
    do {
        int64_t children;
        if (!read_folder(&cursor, vec_add(arena, folders), &children) || depth == LIMIT_NESTING)
            return false;
        open[depth].folder = folders->count - 1;
        open[depth++].children = children;
        while (depth > 0 && open[depth - 1].children == 0)
            folders->items[open[--depth].folder].end = (uint32_t)folders->count;
        if (depth > 0)
            open[depth - 1].children--;
    } while (depth > 0);
    return true;
}

/** False for an extension that has to be understood: it changes what the entries mean. */
static bool read_extensions(struct cursor cursor, struct arena *arena, struct index *index)
{
    while (left(&cursor) >= EXTENSION_HEADER_BYTES) {
        struct str name = { (const char *)cursor.at, 4 };
        size_t len = be32(cursor.at + 4);
        cursor.at += EXTENSION_HEADER_BYTES;
        if (len > left(&cursor) || name.ptr[0] < 'A' || name.ptr[0] > 'Z')
            return false;
        struct folders folders = { 0 };
        if (str_is(name, "TREE") &&
            read_folders((struct cursor){ cursor.at, cursor.at + len }, arena, &folders)) {
            index->folders = folders.items;
            index->folder_count = folders.count;
        }
        cursor.at += len;
    }
    return true;
}

/* ---- the file ---- */

bool index_parse(struct str bytes, struct arena *arena, struct index *ret_index)
{
    if (bytes.len < HEADER_BYTES + HASH_BYTES || !str_starts(bytes, STR("DIRC")))
        return false;
    const uint8_t *start = (const uint8_t *)bytes.ptr;
    struct cursor cursor = { start + HEADER_BYTES, start + bytes.len - HASH_BYTES };
    uint32_t version = be32(start + 4);
    size_t count = be32(start + 8);
    if (version < 2 || version > 4 || count > left(&cursor) / NAME_AT || count > LIMIT_ENTRIES)
        return false;
    struct index index = { .count = count,
                           .entries = arena_array(arena, count, sizeof *index.entries) };
    if (!read_entries(&cursor, version, arena, &index) || !read_extensions(cursor, arena, &index))
        return false;
    *ret_index = index;
    return true;
}

bool index_open(const char *path, struct arena *arena, struct index *ret_index)
{
    CLEANUP(io_close_fd) int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    if (fd < 0 && errno == ENOENT) {
        *ret_index = (struct index){ 0 };
        return true;
    }
    struct stat status;
    if (fd < 0 || fstat(fd, &status) != 0 || !S_ISREG(status.st_mode) || status.st_size <= 0 ||
        status.st_size > LIMIT_INDEX_BYTES)
        return false;
    size_t len = (size_t)status.st_size;
    void *map = mmap(NULL, len, PROT_READ, MAP_PRIVATE | MAP_POPULATE, fd, 0);
    if (map == MAP_FAILED)
        return false;
    if (!index_parse((struct str){ map, len }, arena, ret_index)) {
        munmap(map, len);
        return false;
    }
    ret_index->map = map;
    ret_index->map_len = len;
    ret_index->written = stamp_written(&status);
    return true;
}

void index_close(struct index *index)
{
    if (index->map)
        munmap(index->map, index->map_len);
    index->map = NULL;
}
