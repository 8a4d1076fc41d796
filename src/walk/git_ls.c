#include "walk/git_ls.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/io.h"
#include "base/limits.h"

/** What a hostile repository could make git run is switched off one by one. */
static const char *const arguments[] = {
    "--no-pager",  "--literal-pathspecs",
    "-c",          "safe.directory=*",
    "-c",          "core.fsmonitor=false",
    "-c",          "core.hooksPath=/dev/null",
    "-c",          "core.untrackedCache=false",
    "-c",          "protocol.allow=never",
    "ls-files",    "-z",
    "-t",          "--stage",
    "--full-name",
};

static const char *const environment[] = {
    "GIT_ALLOW_PROTOCOL=none", /* a partial clone would fetch */
    "GIT_ATTR_NOSYSTEM=1",     "GIT_CONFIG_GLOBAL=/dev/null",
    "GIT_CONFIG_NOSYSTEM=1",   "GIT_NO_LAZY_FETCH=1",
    "GIT_OPTIONAL_LOCKS=0",    "GIT_TERMINAL_PROMPT=0",
    "HOME=/nonexistent",       "LC_ALL=C",
};

/** Starts git in `top` with its output on a pipe; returns its end for reading, or -1. */
static int start_git(const char *top, pid_t *ret_pid)
{
    int ends[2];
    if (pipe2(ends, O_CLOEXEC) != 0)
        return -1;

    char path[4096];
    const char *search = getenv("PATH");
    snprintf(path, sizeof path, "PATH=%s", search ? search : "/usr/bin:/bin");
    const char *env[ARRAY_COUNT(environment) + 2] = { path };
    memcpy(env + 1, environment, sizeof environment);
    /* By -C rather than by changing the folder first: PATH may have relative parts. */
    const char *argv[ARRAY_COUNT(arguments) + 4] = { "git", "-C", top };
    memcpy(argv + 3, arguments, sizeof arguments);

    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    /* The interface is older than const; it changes neither. */
    int failure = posix_spawnp(ret_pid, "git", &actions, NULL, (char **)(uintptr_t)argv,
                               (char **)(uintptr_t)env);
    posix_spawn_file_actions_destroy(&actions);

    close(ends[1]);
    if (failure) {
        close(ends[0]);
        return -1;
    }
    return ends[0];
}

/** Everything git says. False when it fails, says too much or falls silent. */
static bool run_git(const char *top, struct buf *out)
{
    pid_t pid;
    CLEANUP(io_close_fd) int fd = start_git(top, &pid);
    if (fd < 0)
        return false;

    enum { STEP = 64 * 1024, SILENCE_MS = 60 * 1000 };
    bool complete = false;
    while (!complete && out->len < LIMIT_GIT_OUTPUT_BYTES) {
        struct pollfd ready = { .fd = fd, .events = POLLIN };
        int count = poll(&ready, 1, SILENCE_MS);
        if (count < 0 && errno == EINTR)
            continue;
        if (count <= 0)
            break;
        ssize_t got = read(fd, buf_reserve(out, STEP), STEP);
        if (got < 0)
            break;
        complete = got == 0;
        out->len += (size_t)got;
    }
    if (!complete)
        kill(pid, SIGKILL);
    int status;
    while (waitpid(pid, &status, 0) < 0) {
        if (errno != EINTR)
            return false;
    }
    return complete && WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

/** One record: "H 100644 <object id> 0\tpath"; "S" in front when it is left out on purpose. */
static bool parse_record(struct str record, struct tracked *ret)
{
    size_t tab = str_find_char(record, '\t', 0);
    if (tab == STR_NONE || tab < strlen("H 100644"))
        return false;
    struct str mode = str_slice(record, 2, 8);
    *ret = (struct tracked){ .path = str_slice(record, tab + 1, record.len) };
    ret->sparse = record.ptr[0] == 'S';
    if (str_is(mode, "120000"))
        ret->type = TRACKED_LINK;
    else if (str_is(mode, "160000"))
        ret->type = TRACKED_SUBMODULE;
    return true;
}

bool git_ls_tracked(const char *top, struct str prefix, struct arena *run,
                    struct tracked_list *ret_tracked)
{
    CLEANUP(buf_release) struct buf out = { 0 };
    if (!run_git(top, &out))
        return false;

    struct str rest = buf_str(&out);
    while (rest.ptr) {
        struct tracked tracked;
        if (!parse_record(str_split(&rest, '\0'), &tracked) || !str_starts(tracked.path, prefix))
            continue;
        tracked.path = arena_str(run, str_slice(tracked.path, prefix.len, tracked.path.len));
        vec_push(run, ret_tracked, tracked);
    }
    tracked_sort(ret_tracked);
    return true;
}
