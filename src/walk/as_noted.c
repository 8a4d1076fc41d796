#include "walk/as_noted.h"

#include <fcntl.h>

static bool is_as_noted(int root_fd, const struct tracked *tracked)
{
    struct stat status;
    struct file_stamp stamp;
    return tracked->stamp &&
           fstatat(root_fd, tracked->path.ptr, &status, AT_SYMLINK_NOFOLLOW) == 0 &&
           stamp_of(&status, &stamp) && stamp_equal(&stamp, tracked->stamp);
}

/** Some files at a time, as whoever of the threads comes for them. */
static void *look(void *state)
{
    enum { AT_A_TIME = 256 };
    struct as_noted *check = state;
    for (;;) {
        size_t first = atomic_fetch_add(&check->taken, AT_A_TIME);
        if (first >= check->count)
            return NULL;
        size_t last = check->count - first < AT_A_TIME ? check->count : first + AT_A_TIME;
        for (size_t i = first; i < last; i++)
            check->yes[i] = is_as_noted(check->root_fd, &check->tracked[i]);
    }
}

void as_noted_start(struct as_noted *check, int root_fd, const struct tracked_list *tracked,
                    struct arena *arena)
{
    enum { FEW = 2000 }; /* a thread is not worth it */
    *check = (struct as_noted){ .root_fd = root_fd };
    if (!tracked || tracked->count == 0)
        return;
    check->tracked = tracked->items;
    check->count = tracked->count;
    check->yes = arena_array(arena, tracked->count, sizeof *check->yes);
    check->threaded =
        check->count > FEW && pthread_create(&check->thread, NULL, look, check) == 0;
}

const bool *as_noted_end(struct as_noted *check)
{
    look(check);
    if (check->threaded)
        pthread_join(check->thread, NULL);
    return check->yes;
}
