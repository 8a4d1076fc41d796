#include "walk/merge_base.h"

#include "base/arena.h"
#include "base/map.h"
#include "base/vec.h"
#include "walk/git_handle.h"

struct commits VEC(git_oid);

static struct str key_of(const git_oid *oid)
{
    return (struct str){ (const char *)oid->id, GIT_OID_RAWSZ };
}

/** Puts a commit on the list unless it was there before. */
static void visit(struct commits *pending, struct map *seen, struct arena *arena,
                  const git_oid *oid)
{
    if (map_get(seen, key_of(oid)))
        return;
    *map_at(seen, arena, arena_str(arena, key_of(oid))) = seen;
    vec_push(arena, pending, *oid);
}

/**
 * Everything that can be reached from `start`, as far as the clone goes. With `stop`, commits that
 * are in it end the way; the newest of them is `ret`.
 */
static bool walk_back(git_repository *repository, const git_oid *start, const struct map *stop,
                      struct map *seen, struct arena *arena, git_oid *ret)
{
    struct commits pending = { 0 };
    bool found = false;
    git_time_t newest = 0;
    visit(&pending, seen, arena, start);
    while (pending.count > 0) {
        git_oid oid = pending.items[--pending.count];
        CLEANUP(free_commit) git_commit *commit = NULL;
        if (git_commit_lookup(&commit, repository, &oid) != 0)
            continue; /* beyond the edge of the clone */
        if (stop && map_get(stop, key_of(&oid))) {
            git_time_t time = git_commit_time(commit);
            if (!found || time > newest) {
                newest = time;
                *ret = oid;
            }
            found = true;
            continue;
        }
        unsigned count = git_commit_parentcount(commit);
        for (unsigned i = 0; i < count; i++)
            visit(&pending, seen, arena, git_commit_parent_id(commit, i));
    }
    return found;
}

bool merge_base_find(git_repository *repository, const git_oid *a, const git_oid *b, git_oid *ret)
{
    if (git_repository_is_shallow(repository) != 1)
        return git_merge_base(ret, repository, a, b) == 0;
    CLEANUP(arena_release) struct arena scratch = { 0 };
    struct map of_a = { 0 };
    struct map of_b = { 0 };
    git_oid ignored;
    walk_back(repository, a, NULL, &of_a, &scratch, &ignored);
    return walk_back(repository, b, &of_a, &of_b, &scratch, ret);
}
