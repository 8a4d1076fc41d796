#include "base/io.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

void io_close_fd(int *fd)
{
    if (*fd >= 0)
        close(*fd);
    *fd = -1;
}

bool io_read_file(const char *path, size_t limit, struct buf *buf, struct err *err)
{
    CLEANUP(io_close_fd) int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
    struct stat status;
    if (fd < 0 || fstat(fd, &status) != 0)
        return err_set(err, ERR_IO, "%s: %s", path, strerror(errno));
    if (!S_ISREG(status.st_mode))
        return err_set(err, ERR_IO, "%s: not a regular file", path);

    size_t start = buf->len;
    for (;;) {
        enum { STEP = 64 * 1024 };
        ssize_t got = read(fd, buf_reserve(buf, STEP), STEP);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0) {
            buf->len = start;
            return err_set(err, ERR_IO, "%s: %s", path, strerror(errno));
        }
        if (got == 0)
            return true;
        buf->len += (size_t)got;
        if (buf->len - start > limit) {
            buf->len = start;
            return err_set(err, ERR_LIMIT, "%s: larger than %zu bytes", path, limit);
        }
    }
}

bool io_write_all(int fd, struct str text)
{
    while (text.len > 0) {
        ssize_t done = write(fd, text.ptr, text.len);
        if (done < 0 && errno == EINTR)
            continue;
        if (done < 0)
            return false;
        text = str_slice(text, (size_t)done, text.len);
    }
    return true;
}

bool io_write_file(const char *path, struct str text, struct err *err)
{
    char temporary[PATH_MAX];
    int len = snprintf(temporary, sizeof temporary, "%s.tmp%ld", path, (long)getpid());
    if (len < 0 || (size_t)len >= sizeof temporary)
        return err_set(err, ERR_IO, "%s: the path is too long", path);

    /* A device or a pipe (/dev/null, /dev/stdout) is written to, not replaced. */
    struct stat status;
    bool replace = stat(path, &status) != 0 || S_ISREG(status.st_mode);
    const char *target = replace ? temporary : path;
    int flags = O_WRONLY | O_CLOEXEC | (replace ? O_CREAT | O_EXCL : 0);
    if (replace)
        unlink(temporary); /* of a run that was killed, or a link that somebody put there */
    CLEANUP(io_close_fd) int fd = open(target, flags, 0666);
    if (fd < 0)
        return err_set(err, ERR_IO, "%s: %s", path, strerror(errno));
    if (!io_write_all(fd, text) || (replace && rename(temporary, path) != 0)) {
        int reason = errno;
        if (replace)
            unlink(temporary);
        return err_set(err, ERR_IO, "%s: %s", path, strerror(reason));
    }
    return true;
}

bool io_create_file(const char *path, struct str text, struct err *err)
{
    CLEANUP(io_close_fd) int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    if (fd < 0)
        return err_set(err, ERR_IO, "%s: %s", path, strerror(errno));
    if (io_write_all(fd, text))
        return true;
    int reason = errno;
    unlink(path);
    return err_set(err, ERR_IO, "%s: %s", path, strerror(reason));
}
