#include "walk/stamp.h"

#if defined(__APPLE__)
#define CHANGED st_ctimespec
#define MODIFIED st_mtimespec
#else
#define CHANGED st_ctim
#define MODIFIED st_mtim
#endif

bool stamp_of(const struct stat *status, struct file_stamp *ret)
{
    if (!S_ISREG(status->st_mode) || status->st_size < 0 || status->st_size > UINT32_MAX)
        return false;
    *ret = (struct file_stamp){
        .changed = { (uint32_t)status->CHANGED.tv_sec, (uint32_t)status->CHANGED.tv_nsec },
        .modified = { (uint32_t)status->MODIFIED.tv_sec, (uint32_t)status->MODIFIED.tv_nsec },
        .inode = (uint32_t)status->st_ino,
        .size = (uint32_t)status->st_size,
    };
    return true;
}

struct timespec stamp_written(const struct stat *status)
{
    return status->MODIFIED;
}

static bool same_time(const uint32_t a[2], const uint32_t b[2])
{
    return a[0] == b[0] && a[1] == b[1];
}

bool stamp_equal(const struct file_stamp *a, const struct file_stamp *b)
{
    return a->size == b->size && a->inode != 0 && a->inode == b->inode &&
           same_time(a->changed, b->changed) && same_time(a->modified, b->modified);
}

static bool is_before(const uint32_t time[2], const struct timespec *end)
{
    /* A clock that only moves forward, however it is rounded, shows every change behind `end` as a
     * time that is not before it. But files may lie on another file system than the index, where
     * time goes by seconds, or by two: such a one shows in the nanoseconds. */
    enum { COARSE_NS = 1000 * 1000, COARSE_SECONDS = 2 };
    int64_t seconds = (int64_t)end->tv_sec - time[0];
    if (time[1] % COARSE_NS == 0 || end->tv_nsec % COARSE_NS == 0)
        return seconds > COARSE_SECONDS;
    return seconds > 0 || (seconds == 0 && end->tv_nsec > (int64_t)time[1]);
}

bool stamp_is_settled(const struct file_stamp *stamp, const struct timespec *index_written)
{
    return is_before(stamp->changed, index_written) && is_before(stamp->modified, index_written);
}
