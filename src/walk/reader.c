#include <errno.h>
#include <fcntl.h>
#include <git2.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/io.h"
#include "base/limits.h"
#include "walk/beneath.h"
#include "walk/encoding.h"
#include "walk/git.h"
#include "walk/walk.h"
#include "walk/weights.h"

struct reader {
    const struct tree *tree;
    int root_fd;          /* -1 for a bare repository */
    git_odb *objects;     /* opened for the first blob */
    struct buf converted; /* what UTF-16 becomes; swapped with the caller's buffer */
};

/** Why an entry, or the rest of it, is not there. */
static enum read_outcome give_up(struct skip *skip, enum skip_reason reason, const char *detail)
{
    skip->reason = reason;
    skip->effect = SKIP_NOT_READ;
    skip->detail = str_from(detail);
    return READ_SKIPPED;
}

bool reader_new(const struct tree *tree, struct reader **ret_reader, struct err *err)
{
    int root_fd = -1;
    if (tree->root.len > 0) {
        root_fd = open(tree->root.ptr, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
        if (root_fd < 0)
            return err_set(err, ERR_IO, "%s: %s", tree->root.ptr, strerror(errno));
    }
    struct reader *reader = calloc(1, sizeof *reader);
    if (!reader)
        out_of_memory();
    reader->tree = tree;
    reader->root_fd = root_fd;
    *ret_reader = reader;
    return true;
}

void reader_free(struct reader *reader)
{
    if (!reader)
        return;
    io_close_fd(&reader->root_fd);
    git_odb_free(reader->objects);
    buf_release(&reader->converted);
    free(reader);
}

/* ---- bytes ---- */

/** Reads on until `limit` bytes are there or the file ends. */
static bool read_until(int fd, size_t limit, struct buf *bytes)
{
    while (bytes->len < limit) {
        size_t want = limit - bytes->len;
        ssize_t got = read(fd, buf_reserve(bytes, want), want);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return false;
        if (got == 0)
            break;
        bytes->len += (size_t)got;
    }
    return true;
}

enum { FIRST_BYTES = 256 * 1024 };

/**
 * One read, which is enough for nearly every file: less than was asked for is all that a regular
 * file has. False when there may be more, or it is none; what was read is in `bytes`.
 */
static bool read_small(int fd, size_t max, struct buf *bytes)
{
    if (max < FIRST_BYTES)
        return false;
    ssize_t got = read(fd, buf_reserve(bytes, FIRST_BYTES), FIRST_BYTES);
    bytes->len += got > 0 ? (size_t)got : 0;
    return got > 0 && got < FIRST_BYTES;
}

static enum read_outcome read_file(struct reader *reader, struct str path, struct buf *bytes,
                                   struct arena *arena, struct skip *skip)
{
    int flags = O_RDONLY | O_NONBLOCK | O_NOCTTY;
    CLEANUP(io_close_fd) int fd = open_beneath(reader->root_fd, path, flags);
    if (fd >= 0 && read_small(fd, reader->tree->max_file_bytes, bytes))
        return READ_OK;
    struct stat status;
    if (fd < 0 || fstat(fd, &status) != 0)
        return errno == ELOOP ? give_up(skip, SKIP_SYMLINK, "")
                              : give_up(skip, SKIP_UNREADABLE, strerror(errno));
    if (!S_ISREG(status.st_mode))
        return give_up(skip, SKIP_UNREADABLE, "not a regular file");

    /* The beginning comes first: most large files are binary, and the rest need not be read. */
    size_t max = reader->tree->max_file_bytes;
    size_t size = (size_t)status.st_size;
    size_t first = size < FIRST_BYTES ? size : FIRST_BYTES;
    if (!read_until(fd, first < max ? first : max, bytes))
        return give_up(skip, SKIP_UNREADABLE, strerror(errno));
    if (size <= bytes->len)
        return READ_OK;
    bool weights = weights_format(buf_str(bytes)) != NULL;
    if (!weights && encoding_guess(buf_str(bytes)) == ENCODING_BINARY)
        return READ_OK;
    if (weights && max > LIMIT_HEADER_BYTES)
        max = LIMIT_HEADER_BYTES;
    if (!read_until(fd, size < max ? size : max, bytes))
        return give_up(skip, SKIP_UNREADABLE, strerror(errno));
    if (size <= max)
        return READ_OK;

    skip->reason = SKIP_LIMIT;
    skip->effect = SKIP_PART;
    skip->detail = arena_printf(arena, "%zu bytes, the first %zu were read", size, bytes->len);
    return READ_PARTIAL;
}

static bool open_objects(struct reader *reader)
{
    if (reader->objects)
        return true;
    git_start();
    git_repository *repository = NULL;
    if (git_repository_open_ext(&repository, reader->tree->git_dir.ptr,
                                GIT_REPOSITORY_OPEN_NO_SEARCH, NULL) != 0)
        return false;
    if (git_repository_odb(&reader->objects, repository) != 0)
        reader->objects = NULL;
    git_repository_free(repository);
    return reader->objects != NULL;
}

static enum read_outcome read_blob(struct reader *reader, const uint8_t *id, struct buf *bytes,
                                   struct arena *arena, struct skip *skip)
{
    git_oid oid;
    git_oid_fromraw(&oid, id);
    size_t size;
    git_object_t type;
    if (!open_objects(reader) || git_odb_read_header(&size, &type, reader->objects, &oid) != 0)
        return give_up(skip, SKIP_MISSING_OBJECT, "");
    if (size > LIMIT_BLOB_BYTES) {
        give_up(skip, SKIP_LIMIT, "");
        skip->detail = arena_printf(arena, "%zu bytes", size);
        return READ_SKIPPED;
    }
    git_odb_object *object = NULL;
    if (git_odb_read(&object, reader->objects, &oid) != 0)
        return give_up(skip, SKIP_MISSING_OBJECT, "");

    struct str blob = { git_odb_object_data(object), git_odb_object_size(object) };
    size_t max = reader->tree->max_file_bytes;
    buf_add(bytes, str_slice(blob, 0, max));
    git_odb_object_free(object);
    if (blob.len <= max)
        return READ_OK;
    skip->reason = SKIP_LIMIT;
    skip->effect = SKIP_PART;
    skip->detail = arena_printf(arena, "%zu bytes, the first %zu were read", blob.len, max);
    return READ_PARTIAL;
}

bool reader_is_as_stamped(struct reader *reader, const struct entry *entry)
{
    struct stat status;
    struct file_stamp stamp;
    git_oid oid;
    size_t size;
    git_object_t type;
    git_oid_fromraw(&oid, entry->oid);
    return fstatat(reader->root_fd, entry->path.ptr, &status, AT_SYMLINK_NOFOLLOW) == 0 &&
           stamp_of(&status, &stamp) && stamp_equal(&stamp, entry->stamp) && open_objects(reader) &&
           git_odb_read_header(&size, &type, reader->objects, &oid) == 0 &&
           type == GIT_OBJECT_BLOB && size == stamp.size;
}

/* ---- text ---- */

/** Leaves the beginning of weights in `bytes`. */
static enum read_outcome note_header(const char *format, struct buf *bytes, struct arena *arena,
                                     struct skip *skip)
{
    if (bytes->len > LIMIT_HEADER_BYTES)
        bytes->len = LIMIT_HEADER_BYTES;
    skip->reason = SKIP_BINARY;
    skip->effect = SKIP_PART;
    skip->detail = arena_printf(arena, "%s, its header was read", format);
    return READ_HEADER;
}

static enum read_outcome convert(struct reader *reader, enum encoding encoding, struct buf *bytes,
                                 struct skip *skip)
{
    buf_reset(&reader->converted);
    if (!encoding_convert(encoding, buf_str(bytes), &reader->converted))
        return give_up(skip, SKIP_ENCODING, "neither UTF-16 nor UTF-32, as its first bytes say");
    struct buf swap = *bytes;
    *bytes = reader->converted;
    reader->converted = swap;
    return READ_OK;
}

/** The pointer that git-lfs leaves in place of a file, as its specification has it. */
static bool is_lfs_pointer(struct str text)
{
    enum { POINTER_BYTES = 1024 };
    return text.len < POINTER_BYTES &&
           str_starts(text, STR("version https://git-lfs.github.com/spec/"));
}

static enum read_outcome note_lfs_pointer(struct str text, struct arena *arena, struct skip *skip)
{
    skip->reason = SKIP_LFS_POINTER;
    skip->effect = SKIP_PART;
    struct str rest = text;
    while (rest.ptr) {
        struct str line = str_split(&rest, '\n');
        uint64_t size;
        if (str_starts(line, STR("size ")) && str_to_u64(str_slice(line, 5, line.len), &size))
            skip->detail = arena_printf(arena, "%llu bytes", (unsigned long long)size);
    }
    return READ_PARTIAL;
}

enum read_outcome reader_read(struct reader *reader, const struct entry *entry, struct buf *bytes,
                              struct arena *arena, struct skip *ret_skip)
{
    buf_reset(bytes);
    *ret_skip = (struct skip){ .path = entry->path };
    enum read_outcome outcome = entry->blob
                                    ? read_blob(reader, entry->oid, bytes, arena, ret_skip)
                                    : read_file(reader, entry->path, bytes, arena, ret_skip);
    if (outcome == READ_SKIPPED)
        return outcome;

    const char *format = weights_format(buf_str(bytes));
    enum encoding encoding = encoding_guess(buf_str(bytes));
    if (format) {
        outcome = note_header(format, bytes, arena, ret_skip);
    } else if (encoding == ENCODING_BINARY) {
        outcome = give_up(ret_skip, SKIP_BINARY, "");
        buf_reset(bytes);
    } else if (encoding != ENCODING_BYTES) {
        if (convert(reader, encoding, bytes, ret_skip) == READ_SKIPPED) {
            outcome = READ_SKIPPED;
            buf_reset(bytes);
        }
    } else if (is_lfs_pointer(buf_str(bytes))) {
        outcome = note_lfs_pointer(buf_str(bytes), arena, ret_skip);
    }
    return outcome;
}
