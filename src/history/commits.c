#include "history/commits.h"

#include <stdlib.h>

#include "base/limits.h"

enum { HEX_LEN = 2 * OID_BYTES, FIRST_SLOTS = 1024 };

/** A commit some of whose parents are still to be met. Their ids lie in walk.texts. */
struct step {
    uint32_t commit;
    uint32_t parent_count;
    uint32_t next;
    size_t parents_at;
};

struct walk {
    git_odb *objects;
    const struct commits_options *options;
    struct commits *commits;
    struct buf steps;   /* struct step: a stack of our own, history is deeper than ours may be */
    struct buf parents; /* ids of all steps on the stack, one behind the other */
};

static struct commit *item(struct commits *commits, uint32_t index)
{
    return &((struct commit *)(void *)commits->items.ptr)[index];
}

/* ---- which commits are known ---- */

static uint32_t *slot_of(const struct commits *commits, const uint8_t *oid)
{
    uint32_t *slots = (uint32_t *)(void *)commits->lookup.ptr;
    size_t mask = commits->lookup.len / sizeof *slots - 1;
    size_t at;
    memcpy(&at, oid, sizeof at);
    for (at &= mask;; at = (at + 1) & mask) {
        if (slots[at] == 0 ||
            memcmp(commits_get(commits, slots[at] - 1)->oid, oid, OID_BYTES) == 0)
            return &slots[at];
    }
}

static void grow_lookup(struct commits *commits)
{
    size_t slots = commits->lookup.len / sizeof(uint32_t);
    if (slots > 0 && (size_t)commits->count * 4 < slots * 3)
        return;
    size_t bytes = (slots ? slots * 2 : FIRST_SLOTS) * sizeof(uint32_t);
    buf_reset(&commits->lookup);
    memset(buf_reserve(&commits->lookup, bytes), 0, bytes);
    commits->lookup.len = bytes;
    for (uint32_t i = 0; i < commits->count; i++)
        *slot_of(commits, commits_get(commits, i)->oid) = i + 1;
}

/* ---- the text of a commit ---- */

static bool read_id(struct str line, struct str name, uint8_t *ret)
{
    git_oid oid;
    if (!str_starts(line, name) || line.len != name.len + HEX_LEN ||
        git_oid_fromstrn(&oid, line.ptr + name.len, HEX_LEN) != 0)
        return false;
    memcpy(ret, oid.id, OID_BYTES);
    return true;
}

/** "committer Name <mail> 1700000000 +0100": the number; 0 when there is none. */
static int64_t read_time(struct str line)
{
    size_t end = line.len;
    while (end > 0 && line.ptr[end - 1] != '>')
        end--;
    struct str rest = str_trim(str_slice(line, end, line.len));
    uint64_t seconds;
    return str_to_u64(str_split(&rest, ' '), &seconds) && seconds < INT64_MAX ? (int64_t)seconds
                                                                              : 0;
}

/** Fills in tree and time, and appends the ids of the parents. False: that is no commit. */
static bool parse_commit(struct str text, struct commit *commit, struct buf *parents)
{
    if (!read_id(str_split(&text, '\n'), STR("tree "), commit->tree))
        return false;
    while (text.ptr) {
        struct str line = str_split(&text, '\n');
        uint8_t id[OID_BYTES];
        if (line.len == 0)
            break;
        if (read_id(line, STR("parent "), id))
            buf_add(parents, (struct str){ (const char *)id, sizeof id });
        else if (str_starts(line, STR("committer ")))
            commit->time = read_time(line);
    }
    return true;
}

/* ---- the walk ---- */

/** Reads a commit and puts it on the stack. NO_COMMIT when it is not here. */
static uint32_t enter(struct walk *walk, const uint8_t *id)
{
    struct commits *commits = walk->commits;
    git_oid oid;
    git_oid_fromraw(&oid, id);
    git_odb_object *object = NULL;
    if (git_odb_read(&object, walk->objects, &oid) != 0)
        return NO_COMMIT;
    struct commit commit = { .first_parent = NO_COMMIT };
    memcpy(commit.oid, id, OID_BYTES);
    struct step step = { .commit = commits->count, .parents_at = walk->parents.len };
    struct str text = { git_odb_object_data(object), git_odb_object_size(object) };
    bool read = git_odb_object_type(object) == GIT_OBJECT_COMMIT &&
                parse_commit(text, &commit, &walk->parents);
    git_odb_object_free(object);
    if (!read)
        return NO_COMMIT;

    step.parent_count = (uint32_t)((walk->parents.len - step.parents_at) / OID_BYTES);
    commit.merge = step.parent_count > 1;
    commit.outside = commit.time < walk->options->since;
    if (commit.outside) {
        walk->parents.len = step.parents_at;
    } else {
        if (walk->options->first_parent && step.parent_count > 1)
            step.parent_count = 1;
        buf_add(&walk->steps, (struct str){ (const char *)&step, sizeof step });
    }
    grow_lookup(commits);
    buf_add(&commits->items, (struct str){ (const char *)&commit, sizeof commit });
    *slot_of(commits, id) = ++commits->count;
    return step.commit;
}

/** The next parent of the step on top: NO_COMMIT when it is not here. */
static uint32_t meet_parent(struct walk *walk, const struct step *step)
{
    struct commits *commits = walk->commits;
    uint8_t id[OID_BYTES]; /* a copy: the parents of others are going to be put behind it */
    memcpy(id, walk->parents.ptr + step->parents_at + (size_t)step->next * OID_BYTES, sizeof id);
    uint32_t known = *slot_of(commits, id);
    if (known > 0)
        return known - 1;
    if (commits->count >= LIMIT_HISTORY_COMMITS) {
        commits->limited = true;
        return NO_COMMIT;
    }
    return enter(walk, id);
}

/** Depth first, first parents first, and each commit behind the last of its parents. */
static void walk_all(struct walk *walk)
{
    struct commits *commits = walk->commits;
    while (walk->steps.len > 0) {
        size_t top = walk->steps.len / sizeof(struct step) - 1;
        struct step *step = &((struct step *)(void *)walk->steps.ptr)[top];
        if (step->next < step->parent_count) {
            uint32_t number = step->next;
            uint32_t child = step->commit;
            uint32_t parent = meet_parent(walk, step);
            if (parent == NO_COMMIT)
                item(commits, child)->cut = true;
            else if (number == 0)
                item(commits, child)->first_parent = parent;
            ((struct step *)(void *)walk->steps.ptr)[top].next++;
            continue;
        }
        buf_add(&commits->order, (struct str){ (const char *)&step->commit, sizeof(uint32_t) });
        commits->order_count++;
        walk->parents.len = step->parents_at;
        walk->steps.len -= sizeof *step;
    }
}

/** A hostile history may go round in circles only if SHA-1 does; the count is the guard. */
static void mark_branch(struct commits *commits, uint32_t tip)
{
    for (uint32_t at = tip; at != NO_COMMIT && !item(commits, at)->outside;
         at = item(commits, at)->first_parent) {
        item(commits, at)->on_branch = true;
        commits->branch_count++;
    }
}

bool commits_read(git_odb *objects, const uint8_t *tip, const struct commits_options *options,
                  struct commits *ret, struct err *err)
{
    struct commits commits = { 0 };
    struct commits_options asked = *options;
    struct walk walk = { .objects = objects, .options = &asked, .commits = &commits };
    grow_lookup(&commits);
    asked.since = INT64_MIN; /* the last commit counts, however old it is */
    uint32_t first = enter(&walk, tip);
    asked.since = options->since;
    if (first != NO_COMMIT)
        walk_all(&walk);
    buf_release(&walk.steps);
    buf_release(&walk.parents);
    if (first == NO_COMMIT) {
        commits_release(&commits);
        return err_set(err, ERR_GIT, "the last commit of the branch cannot be read");
    }
    mark_branch(&commits, first);
    *ret = commits;
    return true;
}

void commits_release(struct commits *commits)
{
    buf_release(&commits->items);
    buf_release(&commits->order);
    buf_release(&commits->lookup);
    *commits = (struct commits){ 0 };
}
