#include "walk/files_from.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/io.h"
#include "base/limits.h"
#include "walk/beneath.h"

struct places {
    int root_fd;
    struct str root;
    struct str folder; /* the current folder below the root: "" or "sub/dir/"; ptr NULL: outside */
};

/** Everything on stdin, which is no regular file as a rule. */
static bool read_stdin(struct buf *out, struct err *err)
{
    enum { STEP = 64 * 1024 };
    for (;;) {
        ssize_t got = read(STDIN_FILENO, buf_reserve(out, STEP), STEP);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return err_set(err, ERR_IO, "--files-from -: %s", strerror(errno));
        if (got == 0)
            return true;
        out->len += (size_t)got;
        if (out->len > LIMIT_OWN_FILE_BYTES)
            return err_set(err, ERR_LIMIT, "--files-from -: more than %d bytes",
                           LIMIT_OWN_FILE_BYTES);
    }
}

/** Resolves "." and ".." by the text alone. False for what climbs out of the root. */
static bool normalize(struct str path, struct buf *out)
{
    buf_reset(out);
    struct str rest = path;
    while (rest.ptr) {
        struct str part = str_split(&rest, '/');
        if (part.len == 0 || str_is(part, "."))
            continue;
        if (!str_is(part, "..")) {
            if (out->len > 0)
                buf_char(out, '/');
            buf_add(out, part);
            continue;
        }
        if (out->len == 0)
            return false;
        while (out->len > 0 && out->ptr[out->len - 1] != '/')
            out->len--;
        if (out->len > 0)
            out->len--;
    }
    return out->len > 0;
}

/** The path relative to the root when it starts from `folder`; false when it leaves the root. */
static bool place_path(const struct places *places, struct str folder, struct str path,
                       struct arena *scratch, struct buf *out)
{
    if (str_starts(path, STR("/"))) {
        struct str root = places->root;
        bool below = str_starts(path, root) &&
                     (str_is(root, "/") || (path.len > root.len && path.ptr[root.len] == '/'));
        return below && normalize(str_slice(path, root.len, path.len), out);
    }
    return normalize(arena_printf(scratch, "%.*s%.*s", STR_ARG(folder), STR_ARG(path)), out);
}

static bool exists(const struct places *places, struct str path)
{
    int fd = open_beneath(places->root_fd, path, O_PATH);
    if (fd >= 0)
        close(fd);
    return fd >= 0;
}

/** Finds the file that is meant; what is nowhere keeps its place below the current folder. */
static bool find_path(const struct places *places, struct str given, struct arena *scratch,
                      struct buf *path)
{
    bool inside = places->folder.ptr && place_path(places, places->folder, given, scratch, path);
    if (inside && exists(places, buf_str(path)))
        return true;
    if (place_path(places, STR(""), given, scratch, path) &&
        (!inside || exists(places, buf_str(path))))
        return true;
    return inside && place_path(places, places->folder, given, scratch, path);
}

static void list_path(const struct places *places, struct str given, struct listing *listing,
                      struct arena *scratch, struct buf *path)
{
    if (!find_path(places, given, scratch, path))
        listing_skip(listing, given, SKIP_UNREADABLE, "outside of the scanned folder");
    else if (!listing_path_is_sane(buf_str(path)))
        listing_skip(listing, buf_str(path), SKIP_UNREADABLE, "not a path of a working tree");
    else
        listing_file(listing, buf_str(path), NULL);
}

/** The current folder below the root, with '/' at the end. */
static struct str current_folder(struct str root, struct arena *run)
{
    char *here = getcwd(NULL, 0);
    struct str folder = { 0 };
    struct str text = str_from(here);
    if (here && str_equal(text, root))
        folder = STR("");
    else if (here && str_starts(text, root) && (str_is(root, "/") || here[root.len] == '/'))
        folder = arena_printf(run, "%s/", here + root.len + (str_is(root, "/") ? 0 : 1));
    free(here);
    return folder;
}

bool files_from(const char *source, bool root_only, struct listing *listing, struct err *err)
{
    CLEANUP(buf_release) struct buf list = { 0 };
    bool is_stdin = str_is(str_from(source), "-");
    if (!(is_stdin ? read_stdin(&list, err)
                   : io_read_file(source, LIMIT_OWN_FILE_BYTES, &list, err)))
        return false;

    struct str root = listing->tree->root;
    CLEANUP(io_close_fd) int root_fd = open(root.ptr, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (root_fd < 0)
        return err_set(err, ERR_IO, "%s: %s", root.ptr, strerror(errno));
    const struct places places = {
        .root_fd = root_fd,
        .root = root,
        .folder = root_only ? STR("") : current_folder(root, listing->run),
    };

    CLEANUP(buf_release) struct buf path = { 0 };
    CLEANUP(arena_release) struct arena scratch = { 0 };
    struct str rest = buf_str(&list);
    char separator = rest.len > 0 && memchr(rest.ptr, '\0', rest.len) ? '\0' : '\n';
    while (rest.ptr) {
        struct str given = str_split(&rest, separator);
        if (separator == '\n' && str_ends(given, STR("\r")))
            given.len--;
        if (given.len > 0)
            list_path(&places, given, listing, &scratch, &path);
        arena_reset(&scratch);
    }
    return true;
}
