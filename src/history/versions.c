#include "history/versions.h"

#include "base/limits.h"

enum { FIRST_SLOTS = 4096 };

struct collector {
    struct versions *versions;
    const struct listing *wanted;
};

/* ---- which versions are known ---- */

static size_t hash_of(const uint8_t *oid, uint32_t path)
{
    size_t hash;
    memcpy(&hash, oid, sizeof hash);
    return hash ^ ((size_t)path * 0x9E3779B1U);
}

static uint32_t *slot_of(const struct versions *versions, const uint8_t *oid, uint32_t path)
{
    uint32_t *slots = (uint32_t *)(void *)versions->lookup.ptr;
    size_t mask = versions->lookup.len / sizeof *slots - 1;
    for (size_t at = hash_of(oid, path) & mask;; at = (at + 1) & mask) {
        if (slots[at] == 0)
            return &slots[at];
        const struct version *version = versions_get(versions, slots[at] - 1);
        if (version->path == path && memcmp(version->oid, oid, OID_BYTES) == 0)
            return &slots[at];
    }
}

static void grow_lookup(struct versions *versions)
{
    size_t slots = versions->lookup.len / sizeof(uint32_t);
    if (slots > 0 && (size_t)versions->count * 4 < slots * 3)
        return;
    size_t bytes = (slots ? slots * 2 : FIRST_SLOTS) * sizeof(uint32_t);
    buf_reset(&versions->lookup);
    memset(buf_reserve(&versions->lookup, bytes), 0, bytes);
    versions->lookup.len = bytes;
    for (uint32_t i = 0; i < versions->count; i++) {
        const struct version *version = versions_get(versions, i);
        *slot_of(versions, version->oid, version->path) = i + 1;
    }
}

static uint32_t version_of(struct versions *versions, const uint8_t *oid, uint32_t path)
{
    if (!oid)
        return NO_VERSION;
    grow_lookup(versions);
    uint32_t *slot = slot_of(versions, oid, path);
    if (*slot == 0) {
        struct version version = { .path = path };
        memcpy(version.oid, oid, OID_BYTES);
        buf_add(&versions->items, (struct str){ (const char *)&version, sizeof version });
        *slot = ++versions->count;
    }
    return *slot - 1;
}

/** Paths are numbered as they are met. */
static uint32_t path_of(struct versions *versions, struct str path)
{
    void **value = map_at(&versions->paths, &versions->arena, path);
    if (!*value) {
        struct map_entry *last = &versions->paths.entries[versions->paths.count - 1];
        last->key = arena_str(&versions->arena, path);
        last->value = (void *)versions->paths.count; /* index + 1 */
        return (uint32_t)versions->paths.count - 1;
    }
    return (uint32_t)((uintptr_t)*value - 1);
}

/* ---- what commits change ---- */

static bool enter_folder(void *context, struct str folder)
{
    const struct collector *collector = context;
    return !listing_pruned(collector->wanted, folder);
}

static void take_file(void *context, const struct tree_change *file)
{
    struct collector *collector = context;
    struct versions *versions = collector->versions;
    if (!listing_wanted(collector->wanted, file->path))
        return;
    if (versions->count >= LIMIT_HISTORY_VERSIONS ||
        versions->change_count >= LIMIT_HISTORY_CHANGES) {
        versions->limited = true;
        return;
    }
    struct change change = { .path = path_of(versions, file->path) };
    change.before = version_of(versions, file->before, change.path);
    change.after = version_of(versions, file->after, change.path);
    buf_add(&versions->changes, (struct str){ (const char *)&change, sizeof change });
    versions->change_count++;
}

static struct change_range collect(struct tree_diff *diff, const uint8_t *before,
                                   const uint8_t *after)
{
    const struct collector *collector = diff->context;
    struct change_range range = { .first = collector->versions->change_count, .known = true };
    size_t missing = diff->missing;
    tree_diff_run(diff, before, after);
    if (diff->missing > missing && before) {
        range.whole = true;
        tree_diff_run(diff, NULL, after);
    }
    range.count = collector->versions->change_count - range.first;
    return range;
}

void versions_collect(git_odb *objects, const struct commits *commits,
                      const struct versions_options *options, struct versions *ret)
{
    struct versions versions = { 0 };
    struct collector collector = { &versions, options->wanted };
    struct tree_diff diff = { .objects = objects,
                              .below = options->below,
                              .enter = enter_folder,
                              .file = take_file,
                              .context = &collector,
                              .left = LIMIT_HISTORY_TREES };
    for (uint32_t place = 0; place < commits->order_count; place++) {
        const struct commit *commit = commits_get(commits, commits_at(commits, place));
        const struct commit *parent = commit->first_parent == NO_COMMIT
                                          ? NULL
                                          : commits_get(commits, commit->first_parent);
        struct change_range range = { 0 };
        if (commit->on_branch && parent && parent->outside)
            versions.base = collect(&diff, NULL, parent->tree);
        /* What a merge beside the branch brings together is in the commits that it merges. */
        if (commit->on_branch || (!commit->merge && !commit->cut))
            range = collect(&diff, parent ? parent->tree : NULL, commit->tree);
        buf_add(&versions.ranges, (struct str){ (const char *)&range, sizeof range });
    }
    versions.links = diff.links;
    versions.submodules = diff.submodules;
    versions.missing_folders = diff.missing;
    versions.limited = versions.limited || diff.limited;
    tree_diff_release(&diff);
    *ret = versions;
}

void versions_release(struct versions *versions)
{
    buf_release(&versions->items);
    buf_release(&versions->lookup);
    buf_release(&versions->changes);
    buf_release(&versions->ranges);
    arena_release(&versions->arena);
    *versions = (struct versions){ 0 };
}
