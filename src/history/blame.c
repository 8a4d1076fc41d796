#include "history/blame.h"

#include <stdlib.h>

#include "base/buf.h"
#include "base/limits.h"
#include "base/map.h"
#include "history/months.h"
#include "history/trees.h"
#include "walk/git_handle.h"

/** A line whose last change is looked for, as it stands in one commit. */
struct suspect {
    struct str path; /* in the repository */
    uint32_t line;   /* from 1 */
    struct finding *finding;
};

struct suspects VEC(struct suspect);

/** A commit that some lines were followed to. */
struct stop {
    git_oid oid;
    int64_t time;
    struct suspects suspects;
    bool sorted; /* the suspects, by path and line */
    bool done;   /* not in the heap */
};

struct changed {
    struct str path;
    uint8_t before[OID_BYTES];
    uint8_t after[OID_BYTES];
    bool has_before;
    bool has_after;
};

struct changes VEC(struct changed);
struct stops VEC(struct stop *);

struct walker {
    const struct blame_options *options;
    struct arena *arena; /* of the results */
    struct arena memory; /* of the walk */
    struct arena scratch; /* of one commit */
    struct reader *reader;
    git_odb *objects;
    struct tree_diff diff;
    struct changes changes; /* between the commit in work and one of its parents */
    struct map known;       /* id → struct stop * */
    struct stops heap;      /* the newest commit first */
    bool cut;               /* the history ends before the answer */
};

/* ---- which commit comes next ---- */

static bool comes_before(const struct stop *a, const struct stop *b)
{
    return a->time != b->time ? a->time > b->time : git_oid_cmp(&a->oid, &b->oid) < 0;
}

static void swap(struct stop **a, struct stop **b)
{
    struct stop *kept = *a;
    *a = *b;
    *b = kept;
}

static void push_stop(struct walker *walker, struct stop *stop)
{
    struct stops *heap = &walker->heap;
    vec_push(&walker->memory, heap, stop);
    for (size_t i = heap->count - 1; i > 0; i = (i - 1) / 2) {
        if (!comes_before(heap->items[i], heap->items[(i - 1) / 2]))
            break;
        swap(&heap->items[i], &heap->items[(i - 1) / 2]);
    }
}

static struct stop *pop_stop(struct walker *walker)
{
    struct stops *heap = &walker->heap;
    struct stop *first = heap->items[0];
    heap->items[0] = heap->items[--heap->count];
    for (size_t i = 0;;) {
        size_t best = i;
        for (size_t child = 2 * i + 1; child <= 2 * i + 2; child++) {
            if (child < heap->count && comes_before(heap->items[child], heap->items[best]))
                best = child;
        }
        if (best == i)
            return first;
        swap(&heap->items[i], &heap->items[best]);
        i = best;
    }
}

/** The stop at a commit; NULL when the commit is not here. */
static struct stop *stop_at(struct walker *walker, const git_oid *oid)
{
    struct str key = { (const char *)oid->id, OID_BYTES };
    struct stop *stop = map_get(&walker->known, key);
    if (stop)
        return stop;
    CLEANUP(free_commit) git_commit *commit = NULL;
    if (git_commit_lookup(&commit, walker->options->repository, oid) != 0)
        return NULL;
    stop = arena_new(&walker->memory, struct stop);
    stop->oid = *oid;
    stop->time = git_commit_time(commit);
    key.ptr = (const char *)stop->oid.id;
    *map_at(&walker->known, &walker->memory, key) = stop;
    push_stop(walker, stop);
    return stop;
}

/* ---- text and lines ---- */

/** The text of a blob or a working file, without the CRs that a checkout may have put in. */
static bool read_text(struct walker *walker, const struct entry *entry, struct buf *ret)
{
    struct skip skip;
    enum read_outcome outcome =
        reader_read(walker->reader, entry, ret, &walker->scratch, &skip);
    if (outcome != READ_OK || ret->len > LIMIT_BLAME_BYTES)
        return false;
    size_t kept = 0;
    for (size_t i = 0; i < ret->len; i++) {
        if (ret->ptr[i] != '\r')
            ret->ptr[kept++] = ret->ptr[i];
    }
    ret->len = kept;
    return true;
}

static bool read_blob(struct walker *walker, struct str path, const uint8_t *oid, struct buf *ret)
{
    struct entry entry = { .path = path, .blob = true };
    memcpy(entry.oid, oid, OID_BYTES);
    return read_text(walker, &entry, ret);
}

struct hunks VEC(git_diff_hunk);

struct hunk_sink {
    struct arena *arena;
    struct hunks hunks;
};

static int take_hunk(const git_diff_delta *delta, const git_diff_hunk *hunk, void *state)
{
    (void)delta;
    struct hunk_sink *sink = state;
    vec_push(sink->arena, &sink->hunks, *hunk);
    return 0;
}

static bool compare_texts(struct arena *scratch, struct str before, struct str after,
                          struct hunks *ret)
{
    git_diff_options options;
    git_diff_options_init(&options, GIT_DIFF_OPTIONS_VERSION);
    options.context_lines = 0;
    options.flags = GIT_DIFF_FORCE_TEXT;
    struct hunk_sink sink = { .arena = scratch };
    if (git_diff_buffers(before.ptr, before.len, NULL, after.ptr, after.len, NULL, &options, NULL,
                         NULL, take_hunk, NULL, &sink) != 0)
        return false;
    *ret = sink.hunks;
    return true;
}

/** The number of a line before the change; 0 when the change made it. */
static uint32_t line_before(const struct hunks *hunks, uint32_t line)
{
    int64_t shift = 0;
    for (size_t i = 0; i < hunks->count; i++) {
        const git_diff_hunk *hunk = &hunks->items[i];
        /* A hunk without new lines stands behind the line that it names. */
        int64_t start = hunk->new_lines > 0 ? hunk->new_start : hunk->new_start + 1;
        if ((int64_t)line < start)
            break;
        if ((int64_t)line < start + hunk->new_lines)
            return 0;
        shift += hunk->old_lines - hunk->new_lines;
    }
    return (uint32_t)((int64_t)line + shift);
}

/* ---- one commit ---- */

static void take_change(void *context, const struct tree_change *change)
{
    struct walker *walker = context;
    struct changed *changed = vec_add(&walker->scratch, &walker->changes);
    changed->path = arena_str(&walker->scratch, change->path);
    changed->has_before = change->before != NULL;
    changed->has_after = change->after != NULL;
    if (change->before)
        memcpy(changed->before, change->before, OID_BYTES);
    if (change->after)
        memcpy(changed->after, change->after, OID_BYTES);
}

static int compare_changed(const void *a, const void *b)
{
    return str_compare(((const struct changed *)a)->path, ((const struct changed *)b)->path);
}

static struct changed *change_of(const struct changes *changes, struct str path)
{
    struct changed key = { .path = path };
    return changes->count > 0 ? bsearch(&key, changes->items, changes->count,
                                        sizeof *changes->items, compare_changed)
                              : NULL;
}

static struct str last_part(struct str path)
{
    size_t start = path.len;
    while (start > 0 && path.ptr[start - 1] != '/')
        start--;
    return str_slice(path, start, path.len);
}

/** Where a file that is new in this commit was before: the same contents, else the same name. */
static const struct changed *origin_of(const struct changes *changes, const struct changed *new)
{
    const struct changed *found = NULL;
    for (size_t i = 0; i < changes->count; i++) {
        const struct changed *old = &changes->items[i];
        if (!old->has_before || old->has_after)
            continue;
        if (memcmp(old->before, new->after, OID_BYTES) == 0)
            return old;
        if (!found && str_equal(last_part(old->path), last_part(new->path)))
            found = old;
    }
    return found;
}

/** Lines of one file, [from, to) of the suspects: those that the parent has too are passed on. */
static void pass_changed(struct walker *walker, const struct changed *changed, struct stop *parent,
                         struct suspects *open, const struct suspects *suspects, size_t from,
                         size_t to)
{
    struct arena *scratch = &walker->scratch;
    const struct changed *source = changed;
    if (!changed->has_before)
        source = origin_of(&walker->changes, changed);
    CLEANUP(buf_release) struct buf before = { 0 };
    CLEANUP(buf_release) struct buf after = { 0 };
    struct hunks hunks = { 0 };
    bool known = source && changed->has_after &&
                 read_blob(walker, source->path, source->before, &before) &&
                 read_blob(walker, changed->path, changed->after, &after) &&
                 compare_texts(scratch, buf_str(&before), buf_str(&after), &hunks);
    struct str path = known ? arena_str(&walker->memory, source->path) : changed->path;
    for (size_t i = from; i < to; i++) {
        struct suspect suspect = suspects->items[i];
        uint32_t line = known ? line_before(&hunks, suspect.line) : 0;
        if (line == 0) {
            vec_push(&walker->memory, open, suspect);
            continue;
        }
        vec_push(&walker->memory, &parent->suspects,
                 (struct suspect){ path, line, suspect.finding });
    }
}

static bool any_changed(const struct changes *changes, const struct suspects *suspects)
{
    for (size_t i = 0; i < suspects->count; i++) {
        bool repeat = i > 0 && str_equal(suspects->items[i - 1].path, suspects->items[i].path);
        if (!repeat && change_of(changes, suspects->items[i].path))
            return true;
    }
    return false;
}

/** Hands over to a parent what it has too; what is left stays in `suspects`. */
static void pass_to_parent(struct walker *walker, struct stop *parent, struct suspects *suspects)
{
    if (walker->changes.count > 1)
        qsort(walker->changes.items, walker->changes.count, sizeof *walker->changes.items,
              compare_changed);
    /* Nearly always: one list for the whole way back. */
    if (parent->suspects.count == 0 && !any_changed(&walker->changes, suspects)) {
        parent->suspects = *suspects;
        parent->sorted = true;
        *suspects = (struct suspects){ 0 };
        return;
    }
    struct suspects open = { 0 };
    parent->sorted = false;
    for (size_t from = 0; from < suspects->count;) {
        struct str path = suspects->items[from].path;
        size_t to = from + 1;
        while (to < suspects->count && str_equal(suspects->items[to].path, path))
            to++;
        const struct changed *changed = change_of(&walker->changes, path);
        if (changed)
            pass_changed(walker, changed, parent, &open, suspects, from, to);
        for (size_t i = from; !changed && i < to; i++)
            vec_push(&walker->memory, &parent->suspects, suspects->items[i]);
        from = to;
    }
    *suspects = open;
}

static void settle(struct walker *walker, const git_commit *commit, const struct suspects *suspects,
                   bool cut)
{
    if (suspects->count == 0)
        return;
    const git_signature *author = git_commit_author(commit);
    char hex[GIT_OID_HEXSZ + 1];
    git_oid_tostr(hex, sizeof hex, git_commit_id(commit));
    struct blame *blame = arena_new(walker->arena, struct blame);
    blame->commit = arena_str(walker->arena, str_from(hex));
    blame->author = arena_str(walker->arena, str_from(author && !cut ? author->name : ""));
    int64_t time = author ? author->when.time : git_commit_time(commit);
    int64_t age = (history_day(walker->options->today) - time) / (24 * 60 * 60);
    blame->age_days = age > 0 ? age : 0;
    blame->date = history_date(time, walker->arena);
    blame->or_earlier = cut;
    walker->cut = walker->cut || cut;
    for (size_t i = 0; i < suspects->count; i++)
        suspects->items[i].finding->blame = blame;
}

static int compare_suspects(const void *a, const void *b)
{
    const struct suspect *x = a;
    const struct suspect *y = b;
    int order = str_compare(x->path, y->path);
    return order ? order : (x->line > y->line) - (x->line < y->line);
}

static void look_at(struct walker *walker, struct stop *stop)
{
    CLEANUP(free_commit) git_commit *commit = NULL;
    if (git_commit_lookup(&commit, walker->options->repository, &stop->oid) != 0)
        return;
    struct suspects left = stop->suspects;
    stop->suspects = (struct suspects){ 0 };
    if (left.count > 1 && !stop->sorted)
        qsort(left.items, left.count, sizeof *left.items, compare_suspects);
    bool cut = false;
    unsigned count = git_commit_parentcount(commit);
    for (unsigned i = 0; i < count && left.count > 0; i++) {
        struct stop *parent = stop_at(walker, git_commit_parent_id(commit, i));
        CLEANUP(free_commit) git_commit *parent_commit = NULL;
        if (parent && parent->done) { /* its clock was ahead of this commit's */
            parent->done = false;
            push_stop(walker, parent);
        }
        if (!parent ||
            git_commit_lookup(&parent_commit, walker->options->repository, &parent->oid) != 0) {
            cut = true;
            continue;
        }
        walker->changes = (struct changes){ 0 };
        size_t missing = walker->diff.missing;
        tree_diff_run(&walker->diff, git_commit_tree_id(parent_commit)->id,
                      git_commit_tree_id(commit)->id);
        if (walker->diff.missing > missing)
            cut = true; /* a folder of the parent is not here */
        else
            pass_to_parent(walker, parent, &left);
    }
    settle(walker, commit, &left, cut);
    arena_reset(&walker->scratch);
}

/* ---- where it begins ---- */

/** Lines of one file: as they stand in the commit, or as not committed. */
static void begin_file(struct walker *walker, git_tree *root, struct stop *first,
                       struct finding *const *findings, size_t count)
{
    const struct blame_options *options = walker->options;
    struct arena *scratch = &walker->scratch;
    const struct entry *entry = walk_find(options->tree, findings[0]->path);
    struct str path = arena_printf(&walker->memory, "%.*s%.*s", STR_ARG(options->below),
                                   STR_ARG(findings[0]->path));
    CLEANUP(buf_release) struct buf now = { 0 };
    CLEANUP(buf_release) struct buf before = { 0 };
    CLEANUP(free_tree_entry) git_tree_entry *committed = NULL;
    struct hunks hunks = { 0 };
    bool tracked = git_tree_entry_bypath(&committed, root, path.ptr) == 0;
    if (!entry || !read_text(walker, entry, &now))
        return;
    bool known = tracked &&
                 read_blob(walker, path, git_tree_entry_id(committed)->id, &before) &&
                 compare_texts(scratch, buf_str(&before), buf_str(&now), &hunks);
    if (tracked && !known)
        return;
    static const struct blame uncommitted = { .uncommitted = true };
    for (size_t i = 0; i < count; i++) {
        uint32_t line = known ? line_before(&hunks, findings[i]->span.line) : 0;
        if (line == 0)
            findings[i]->blame = &uncommitted;
        else
            vec_push(&walker->memory, &first->suspects,
                     (struct suspect){ path, line, findings[i] });
    }
}

static void begin(struct walker *walker, struct stop *first, const struct findings *findings,
                  struct ledger *ledger)
{
    CLEANUP(free_commit) git_commit *commit = NULL;
    CLEANUP(free_tree) git_tree *root = NULL;
    struct finding **asked = arena_array(&walker->memory, findings->count, sizeof *asked);
    size_t count = 0;
    for (size_t i = 0; i < findings->count; i++) {
        if (findings->items[i]->kind != KIND_DEPENDENCY)
            continue;
        if (count == LIMIT_BLAME_FINDINGS) {
            ledger_note(ledger, "--blame: only the first %d dependencies", LIMIT_BLAME_FINDINGS);
            break;
        }
        asked[count++] = findings->items[i];
    }
    if (git_commit_lookup(&commit, walker->options->repository, &first->oid) != 0 ||
        git_commit_tree(&root, commit) != 0)
        return;
    for (size_t from = 0; from < count;) {
        size_t to = from + 1;
        while (to < count && str_equal(asked[to]->path, asked[from]->path))
            to++;
        begin_file(walker, root, first, asked + from, to - from);
        arena_reset(&walker->scratch);
        from = to;
    }
}

static void walk(struct walker *walker, const struct findings *findings, struct ledger *ledger)
{
    git_oid tip;
    if (git_oid_fromstr(&tip, walker->options->tree->revision.ptr) != 0)
        return;
    struct stop *first = stop_at(walker, &tip);
    if (!first)
        return;
    begin(walker, first, findings, ledger);
    size_t commits = 0;
    while (walker->heap.count > 0) {
        struct stop *stop = pop_stop(walker);
        stop->done = true;
        if (stop->suspects.count == 0)
            continue;
        if (++commits > LIMIT_BLAME_COMMITS) {
            ledger_note(ledger, "--blame: only the last %d commits were looked at",
                        LIMIT_BLAME_COMMITS);
            return;
        }
        look_at(walker, stop);
    }
    if (walker->cut)
        ledger_note(ledger, "--blame: the history is not all here, some lines are older than it "
                            "says");
}

void blame_findings(const struct blame_options *options, const struct findings *findings,
                    struct arena *arena, struct ledger *ledger)
{
    struct walker walker = { .options = options, .arena = arena };
    struct err err;
    if (options->tree->revision.len == 0 ||
        git_repository_odb(&walker.objects, options->repository) != 0)
        return;
    if (reader_new(options->tree, &walker.reader, &err)) {
        walker.diff = (struct tree_diff){ .objects = walker.objects,
                                          .below = STR(""),
                                          .file = take_change,
                                          .context = &walker,
                                          .left = LIMIT_HISTORY_TREES };
        walk(&walker, findings, ledger);
        tree_diff_release(&walker.diff);
        reader_free(walker.reader);
    }
    git_odb_free(walker.objects);
    arena_release(&walker.memory);
    arena_release(&walker.scratch);
}
