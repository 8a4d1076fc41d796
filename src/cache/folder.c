#include "cache/folder.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/limits.h"

static const char own_name[] = "llama-audit";

/* ---- where it is ---- */

/** The user's cache folder as the XDG base directory specification has it, or ptr NULL. */
static struct str user_folder(struct arena *arena)
{
    const char *given = getenv("XDG_CACHE_HOME");
    if (given && given[0] == '/') /* a relative one is to be ignored */
        return arena_str(arena, str_from(given));
    const char *home = getenv("HOME");
    if (home && home[0] == '/')
        return arena_printf(arena, "%s/.cache", home);
    return (struct str){ 0 };
}

/** True when `path` is `folder` or lies below it. */
static bool is_within(struct str path, struct str folder)
{
    while (folder.len > 1 && str_ends(folder, STR("/")))
        folder.len--;
    if (folder.len == 0 || !str_starts(path, folder))
        return false;
    return path.len == folder.len || path.ptr[folder.len] == '/' || str_is(folder, "/");
}

static int refuse(struct str *ret_reason, struct str reason)
{
    *ret_reason = reason;
    return -1;
}

static bool is_private(int fd)
{
    struct stat status;
    return fstat(fd, &status) == 0 && S_ISDIR(status.st_mode) && status.st_uid == geteuid() &&
           (status.st_mode & (S_IWGRP | S_IWOTH)) == 0;
}

int cache_folder_open(const struct strs *scanned, struct arena *arena, struct str *ret_reason)
{
    struct str user = user_folder(arena);
    if (!user.ptr)
        return refuse(ret_reason, STR("neither XDG_CACHE_HOME nor HOME is set"));
    /* Not yet made: what is above it says where it would be. */
    char real[PATH_MAX];
    mkdir(user.ptr, S_IRWXU);
    if (!realpath(user.ptr, real))
        return refuse(ret_reason, arena_printf(arena, "%s: %s", user.ptr, strerror(errno)));
    for (size_t i = 0; i < scanned->count; i++) {
        if (is_within(str_from(real), scanned->items[i]))
            return refuse(ret_reason,
                          arena_printf(arena, "%s lies inside of what is scanned", user.ptr));
    }
    struct str own = arena_printf(arena, "%s/%s", real, own_name);
    mkdir(own.ptr, S_IRWXU);
    int fd = open(own.ptr, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (fd < 0)
        return refuse(ret_reason, arena_printf(arena, "%s: %s", own.ptr, strerror(errno)));
    if (is_private(fd))
        return fd;
    close(fd);
    return refuse(ret_reason,
                  arena_printf(arena, "%s belongs to somebody else, or others may write to it",
                               own.ptr));
}

/* ---- what becomes of old ones ---- */

struct file {
    struct str name;
    time_t time;
    off_t size;
};

struct files VEC(struct file);

static int compare_age(const void *a, const void *b)
{
    const struct file *x = a;
    const struct file *y = b;
    return (x->time < y->time) - (x->time > y->time); /* the youngest first */
}

/** The caches of the folder; those that a run left half written are taken away. */
static void list_caches(DIR *dir, int folder, struct arena *arena, struct files *ret)
{
    enum { HOUR_SECONDS = 60 * 60 };
    time_t now = time(NULL);
    struct dirent *item;
    while ((item = readdir(dir))) {
        struct str name = str_from(item->d_name);
        struct stat status;
        bool cache = str_ends(name, STR(CACHE_SUFFIX));
        bool half = str_ends(name, STR(".new")) && str_find(name, STR(CACHE_SUFFIX), 0) != STR_NONE;
        if ((!cache && !half) || fstatat(folder, item->d_name, &status, AT_SYMLINK_NOFOLLOW) != 0)
            continue;
        if (half && now - status.st_mtime > HOUR_SECONDS)
            unlinkat(folder, item->d_name, 0);
        if (cache)
            vec_push(arena, ret,
                     (struct file){ arena_str(arena, name), status.st_mtime, status.st_size });
    }
}

void cache_folder_prune(int folder)
{
    const time_t oldest = time(NULL) - (time_t)LIMIT_CACHE_DAYS * 24 * 60 * 60;
    int fd = dup(folder);
    DIR *dir = fd < 0 ? NULL : fdopendir(fd);
    if (!dir) {
        if (fd >= 0)
            close(fd);
        return;
    }
    CLEANUP(arena_release) struct arena arena = { 0 };
    struct files files = { 0 };
    rewinddir(dir); /* the place in it is shared with `folder` */
    list_caches(dir, folder, &arena, &files);
    closedir(dir);
    if (files.count > 1)
        qsort(files.items, files.count, sizeof *files.items, compare_age);
    off_t sum = 0;
    for (size_t i = 0; i < files.count; i++) {
        const struct file *file = &files.items[i];
        sum += file->size;
        if (file->time < oldest || sum > LIMIT_CACHE_FOLDER_BYTES)
            unlinkat(folder, file->name.ptr, 0);
    }
}
