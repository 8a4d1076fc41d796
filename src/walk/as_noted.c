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

static void *look(void *state)
{
    struct as_noted *check = state;
    for (size_t i = 0; i < check->count; i++)
        check->yes[i] = is_as_noted(check->root_fd, &check->tracked[i]);
    return NULL;
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
    if (check->threaded)
        pthread_join(check->thread, NULL);
    else
        look(check);
    return check->yes;
}
