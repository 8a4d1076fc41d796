#include "walk/dir.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/io.h"
#include "walk/as_noted.h"
#include "walk/attributes.h"
#include "walk/beneath.h"

/** A folder that is still to be read. */
struct folder {
    struct str path; /* "" for the root, else without '/' at the end */
    size_t first;    /* what is tracked below it: [first, last) of the list */
    size_t last;
    const struct ignore *rules;
    const struct ignore *attributes;
    bool ignored; /* itself: below it only what is tracked counts */
};

struct name {
    struct str name;
    unsigned char type; /* DT_… */
};

struct names VEC(struct name);

struct state {
    const struct dir_walk *walk;
    struct arena *scratch; /* emptied at the end */
    struct buf *path;      /* of the file at hand from the top of the working tree */
    int root_fd;
    struct {
        struct folder *items;
        size_t count;
        size_t capacity;
    } pending;
};

static int compare_tracked(const void *a, const void *b)
{
    const struct tracked *x = a;
    const struct tracked *y = b;
    return str_compare(x->path, y->path);
}

void tracked_sort(struct tracked_list *tracked)
{
    if (tracked->count == 0)
        return;
    /* An index is sorted already, so look before sorting. */
    bool sorted = true;
    for (size_t i = 1; i < tracked->count && sorted; i++)
        sorted = compare_tracked(&tracked->items[i - 1], &tracked->items[i]) < 0;
    if (sorted)
        return;

    qsort(tracked->items, tracked->count, sizeof *tracked->items, compare_tracked);
    size_t kept = 1;
    for (size_t i = 1; i < tracked->count; i++) {
        if (!str_equal(tracked->items[kept - 1].path, tracked->items[i].path))
            tracked->items[kept++] = tracked->items[i];
    }
    tracked->count = kept;
}

/** The first index in [first, last) whose path is not before `path`. */
static size_t lower_bound(const struct tracked_list *tracked, size_t first, size_t last,
                          struct str path)
{
    while (first < last) {
        size_t middle = first + (last - first) / 2;
        if (str_compare(tracked->items[middle].path, path) < 0)
            first = middle + 1;
        else
            last = middle;
    }
    return first;
}

static struct tracked *find_tracked(struct state *state, const struct folder *folder,
                                    struct str path)
{
    struct tracked_list *tracked = state->walk->tracked;
    if (!tracked)
        return NULL;
    size_t at = lower_bound(tracked, folder->first, folder->last, path);
    if (at == folder->last || !str_equal(tracked->items[at].path, path))
        return NULL;
    return &tracked->items[at];
}

/** Of the file or folder whose path is in state->path. */
static bool is_ignored(const struct state *state, const struct folder *folder, bool is_folder)
{
    return folder->ignored || ignore_matches(folder->rules, buf_str(state->path), is_folder);
}

static void push_folder(struct state *state, const struct folder *parent, struct str path)
{
    bool ignored = is_ignored(state, parent, true);
    struct folder folder = { .path = arena_str(state->scratch, path), .rules = parent->rules,
                             .attributes = parent->attributes };
    struct tracked_list *tracked = state->walk->tracked;
    if (tracked) {
        /* "a/" … "a0": '0' is the byte behind '/'. */
        char *end = arena_alloc(state->scratch, path.len + 1);
        memcpy(end, path.ptr, path.len);
        end[path.len] = '/';
        struct str bound = { end, path.len + 1 };
        folder.first = lower_bound(tracked, parent->first, parent->last, bound);
        end[path.len] = '0';
        folder.last = lower_bound(tracked, folder.first, parent->last, bound);
    }
    folder.ignored = ignored;
    if (!ignored || folder.first < folder.last)
        vec_push(state->scratch, &state->pending, folder);
}

static bool has_repository(struct state *state, struct str path)
{
    int fd = open_beneath(state->root_fd, path, O_RDONLY | O_DIRECTORY);
    if (fd < 0)
        return false;
    struct stat status;
    bool found = fstatat(fd, ".git", &status, AT_SYMLINK_NOFOLLOW) == 0;
    close(fd);
    return found;
}

static void visit_folder(struct state *state, const struct folder *parent, struct str path,
                         struct tracked *tracked)
{
    struct listing *listing = state->walk->listing;
    if (tracked && tracked->type == TRACKED_SUBMODULE) {
        bool present = has_repository(state, path);
        listing_skip(listing, path, present ? SKIP_SUBMODULE : SKIP_SUBMODULE_ABSENT, "");
        tracked->seen = true;
        return;
    }
    if (!listing_pruned(listing, path))
        push_folder(state, parent, path);
}

static void visit_file(struct state *state, const struct folder *folder, struct str path,
                       unsigned char type, struct tracked *tracked)
{
    struct listing *listing = state->walk->listing;
    if (tracked)
        tracked->seen = true;
    else if (is_ignored(state, folder, false))
        return;

    if (type == DT_LNK || (tracked && tracked->type == TRACKED_LINK)) {
        listing_skip(listing, path, SKIP_SYMLINK, "");
    } else if (type != DT_REG) {
        listing_skip(listing, path, SKIP_UNREADABLE, "not a regular file");
    } else if (tracked) {
        tracked->file = true;
        tracked->altered =
            folder->attributes && ignore_matches(folder->attributes, buf_str(state->path), false);
    } else {
        listing_file(listing, path, NULL);
    }
}

static unsigned char type_of(int folder_fd, const struct dirent *item)
{
    if (item->d_type != DT_UNKNOWN)
        return item->d_type;
    struct stat status;
    if (fstatat(folder_fd, item->d_name, &status, AT_SYMLINK_NOFOLLOW) != 0)
        return DT_UNKNOWN;
    return (unsigned char)IFTODT(status.st_mode);
}

static void close_folder(DIR **dir)
{
    if (*dir)
        closedir(*dir);
}

static DIR *open_folder(const struct state *state, const struct folder *folder)
{
    int fd = open_beneath(state->root_fd, folder->path, O_RDONLY | O_DIRECTORY);
    DIR *dir = fd < 0 ? NULL : fdopendir(fd);
    if (!dir && fd >= 0)
        close(fd);
    return dir;
}

/** All names of a folder but "." and "..", or false with errno. */
static bool read_names(struct state *state, DIR *dir, struct names *ret_names)
{
    struct dirent *item;
    while (dir && (errno = 0, (item = readdir(dir)))) {
        struct str name = str_from(item->d_name);
        if (str_is(name, ".") || str_is(name, ".."))
            continue;
        vec_push(state->scratch, ret_names,
                 (struct name){ arena_str(state->scratch, name), type_of(dirfd(dir), item) });
    }
    return dir && errno == 0;
}

/** Looks for names with a meaning before all others; false when the folder is not ours. */
static bool look_around(struct state *state, struct folder *folder, const struct names *names)
{
    bool repository = false;
    bool rules = false;
    bool attributes = false;
    for (size_t i = 0; i < names->count; i++) {
        repository |= str_is(names->items[i].name, ".git");
        rules |= str_is(names->items[i].name, ".gitignore");
        attributes |= str_is(names->items[i].name, ".gitattributes");
    }
    const struct dir_walk *walk = state->walk;
    bool own = folder->path.len == 0 || folder->first < folder->last;
    if (repository && walk->worktree && !own) {
        listing_skip(walk->listing, folder->path, SKIP_SUBMODULE, "a repository of its own");
        return false;
    }
    if ((!rules && !attributes) || !walk->worktree)
        return true;
    struct arena *scratch = state->scratch;
    struct str slash = folder->path.len > 0 ? STR("/") : STR("");
    struct str below = arena_printf(scratch, "%.*s%.*s", STR_ARG(folder->path), STR_ARG(slash));
    struct str from_top = arena_printf(scratch, "%.*s%.*s", STR_ARG(walk->prefix), STR_ARG(below));
    if (rules && !folder->ignored) {
        struct str name = arena_printf(scratch, "%.*s.gitignore", STR_ARG(below));
        folder->rules = ignore_read(folder->rules, from_top, state->root_fd, name, scratch);
    }
    if (attributes) {
        struct str name = arena_printf(scratch, "%.*s.gitattributes", STR_ARG(below));
        folder->attributes =
            attributes_read(folder->attributes, from_top, state->root_fd, name, scratch);
    }
    return true;
}

static void walk_folder(struct state *state, struct folder folder)
{
    struct names names = { 0 };
    CLEANUP(close_folder) DIR *dir = open_folder(state, &folder);
    if (!read_names(state, dir, &names)) {
        enum skip_reason reason = errno == ELOOP ? SKIP_SYMLINK : SKIP_UNREADABLE;
        listing_skip(state->walk->listing, folder.path, reason, strerror(errno));
    }
    if (!look_around(state, &folder, &names))
        return;

    for (size_t i = 0; i < names.count; i++) {
        const struct name *name = &names.items[i];
        if (str_is(name->name, ".git"))
            continue;
        size_t prefix = state->walk->prefix.len;
        buf_reset(state->path);
        buf_add(state->path, state->walk->prefix);
        buf_add(state->path, folder.path);
        if (folder.path.len > 0)
            buf_char(state->path, '/');
        buf_add(state->path, name->name);

        struct str path = str_slice(buf_str(state->path), prefix, state->path->len);
        struct tracked *tracked = find_tracked(state, &folder, path);
        if (name->type == DT_DIR)
            visit_folder(state, &folder, path, tracked);
        else
            visit_file(state, &folder, path, name->type, tracked);
    }
}

/** Room for what git tracks at once: growing would copy it many times. */
static void make_room(const struct dir_walk *walk)
{
    struct entry_list *entries = &walk->listing->entries;
    if (!walk->tracked || entries->capacity > 0)
        return;
    entries->capacity = walk->tracked->count;
    entries->items = arena_array(walk->listing->run, entries->capacity, sizeof *entries->items);
}

/** Files that git tracks, in the order of their paths. */
static void list_tracked(const struct dir_walk *walk, const bool *as_noted)
{
    for (size_t i = 0; walk->tracked && i < walk->tracked->count; i++) {
        const struct tracked *tracked = &walk->tracked->items[i];
        if (tracked->file && as_noted[i] && !tracked->altered)
            listing_stamped(walk->listing, tracked->path, tracked->oid, tracked->stamp);
        else if (tracked->file)
            listing_file(walk->listing, tracked->path, NULL);
    }
}

static void note_missing(const struct dir_walk *walk)
{
    for (size_t i = 0; walk->tracked && i < walk->tracked->count; i++) {
        const struct tracked *tracked = &walk->tracked->items[i];
        if (tracked->seen)
            continue;
        if (tracked->type == TRACKED_SUBMODULE)
            listing_skip(walk->listing, tracked->path, SKIP_SUBMODULE_ABSENT, "");
        else if (tracked->sparse)
            listing_skip(walk->listing, tracked->path, SKIP_SPARSE, "");
        else
            listing_skip(walk->listing, tracked->path, SKIP_UNREADABLE, SKIP_NOT_THERE);
    }
}

bool dir_walk(const struct dir_walk *walk, struct err *err)
{
    const char *root = walk->listing->tree->root.ptr;
    CLEANUP(io_close_fd) int root_fd = open(root, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (root_fd < 0)
        return err_set(err, ERR_IO, "%s: %s", root, strerror(errno));

    CLEANUP(arena_release) struct arena scratch = { 0 };
    CLEANUP(buf_release) struct buf path = { 0 };
    struct state state = { .walk = walk, .scratch = &scratch, .path = &path, .root_fd = root_fd };
    size_t last = walk->tracked ? walk->tracked->count : 0;
    struct as_noted check;
    make_room(walk);
    as_noted_start(&check, root_fd, walk->tracked, &scratch);
    vec_push(&scratch, &state.pending, (struct folder){ .last = last,
                              .rules = walk->rules,
                              .attributes = walk->attributes });
    while (state.pending.count > 0)
        walk_folder(&state, state.pending.items[--state.pending.count]);

    list_tracked(walk, as_noted_end(&check));
    note_missing(walk);
    return true;
}
