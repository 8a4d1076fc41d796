#include "walk/beneath.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <unistd.h>

#ifdef __linux__
#include <linux/openat2.h>
#include <sys/syscall.h>
#endif

/** One step without following: what O_NOFOLLOW and O_DIRECTORY say of a link becomes ELOOP. */
static int open_step(int folder_fd, const char *name, int flags)
{
    int fd = openat(folder_fd, name, flags | O_NOFOLLOW | O_CLOEXEC);
    if (fd < 0 && errno == ENOTDIR && (flags & O_DIRECTORY)) {
        int link = readlinkat(folder_fd, name, (char[1]){ 0 }, 1) >= 0;
        errno = link ? ELOOP : ENOTDIR;
    }
    return fd;
}

/** Part by part, where the kernel has no openat2 or a sandbox forbids it. */
static int open_parts(int root_fd, const char *path, int flags)
{
    int fd = root_fd;
    for (;;) {
        char part[NAME_MAX + 1];
        size_t len = strcspn(path, "/");
        if (len == 0 || len > NAME_MAX || (len == 2 && memcmp(path, "..", 2) == 0)) {
            if (fd != root_fd)
                close(fd);
            errno = len > NAME_MAX ? ENAMETOOLONG : EXDEV;
            return -1;
        }
        memcpy(part, path, len);
        part[len] = '\0';
        path += len;

        bool last = *path == '\0';
        int next = open_step(fd, part, last ? flags : O_RDONLY | O_DIRECTORY);
        int reason = errno;
        if (fd != root_fd)
            close(fd);
        errno = reason;
        if (next < 0 || last)
            return next;
        fd = next;
        path++;
    }
}

int open_beneath(int root_fd, struct str path, int flags)
{
    char name[PATH_MAX];
    if (path.len >= sizeof name) {
        errno = ENAMETOOLONG;
        return -1;
    }
    memcpy(name, path.len ? path.ptr : ".", path.len);
    name[path.len] = '\0';
    if (path.len == 0)
        return openat(root_fd, ".", flags | O_NOFOLLOW | O_CLOEXEC);

#ifdef SYS_openat2
    static bool refused; /* by an old kernel or by seccomp: asked once per process */
    if (!refused) {
        struct open_how how = {
            .flags = (uint64_t)(unsigned)(flags | O_NOFOLLOW | O_CLOEXEC),
            .resolve = RESOLVE_BENEATH | RESOLVE_NO_SYMLINKS | RESOLVE_NO_MAGICLINKS,
        };
        long fd;
        do
            fd = syscall(SYS_openat2, root_fd, name, &how, sizeof how);
        while (fd < 0 && (errno == EAGAIN || errno == EINTR));
        if (fd >= 0 || (errno != ENOSYS && errno != EPERM))
            return (int)fd;
        refused = errno == ENOSYS;
    }
#endif
    return open_parts(root_fd, name, flags);
}
