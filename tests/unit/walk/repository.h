/** A folder of a test's own in /tmp, and shell scripts that make a repository of it. */
#ifndef UNIT_WALK_REPOSITORY_H
#define UNIT_WALK_REPOSITORY_H

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/arena.h"
#include "unit/unit.h"

struct place {
    struct arena arena;
    char folder[64];
    char home[4096];
};

static inline int place_set_up(void **state)
{
    struct place *place = calloc(1, sizeof *place);
    snprintf(place->folder, sizeof place->folder, "/tmp/llama-audit-index-XXXXXX");
    *state = place;
    setenv("GIT_CONFIG_GLOBAL", "/dev/null", 1);
    setenv("GIT_CONFIG_NOSYSTEM", "1", 1);
    bool ok = getcwd(place->home, sizeof place->home) && mkdtemp(place->folder);
    return ok && chdir(place->folder) == 0 ? 0 : -1;
}

static inline int place_tear_down(void **state)
{
    struct place *place = *state;
    struct str command = arena_printf(&place->arena, "rm -rf %s", place->folder);
    bool ok = chdir(place->home) == 0 && system(command.ptr) == 0;
    arena_release(&place->arena);
    free(place);
    return ok ? 0 : -1;
}

static inline void place_run(struct place *place, const char *script)
{
    struct str command = arena_printf(
        &place->arena,
        "set -eu; exec >/dev/null 2>&1;"
        "git() { command git -c user.name=a -c user.email=a@example.org -c commit.gpgsign=false"
        " -c init.defaultBranch=main -c protocol.file.allow=always \"$@\"; }; %s",
        script);
    if (system(command.ptr) != 0)
        fail_msg("the script failed: %s", script);
}

#endif
