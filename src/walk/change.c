#include "walk/change.h"

#include <limits.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/limits.h"
#include "walk/git_handle.h"
#include "walk/index.h"
#include "walk/merge_base.h"
#include "walk/staged.h"

enum { HEADS_MAX = SIDES_MAX / 2, RENAMES_MAX = 1000 };

/** What a change is between: a commit, and a commit, the index or the working tree. */
struct ends {
    git_commit *base; /* NULL before the first commit */
    git_commit *head; /* NULL: the index or the working tree */
};

static void free_ends(struct ends *ends)
{
    git_commit_free(ends->base);
    git_commit_free(ends->head);
}

/* ---- the two ends of --diff ---- */

static bool find_commit(git_repository *repository, struct str name, git_commit **ret,
                        struct arena *run, struct err *err)
{
    struct str text = arena_str(run, name.len > 0 ? name : STR("HEAD"));
    CLEANUP(free_object) git_object *object = NULL;
    if (git_revparse_single(&object, repository, text.ptr) == 0 &&
        git_object_peel((git_object **)ret, object, GIT_OBJECT_COMMIT) == 0)
        return true;
    if (git_repository_is_shallow(repository) == 1)
        return err_set(err, ERR_GIT,
                       "--diff: %s: no such commit in this shallow clone; fetch it with its "
                       "history: git fetch --unshallow, or fetch-depth: 0 in actions/checkout",
                       text.ptr);
    return err_set(err, ERR_GIT, "--diff: %s: no such commit here", text.ptr);
}

/** From the merge base of the two commits to the second, or to the working tree. */
static bool find_ends(const struct repo *repo, const char *range, struct arena *run,
                      struct ends *ret, struct err *err)
{
    if (!repo->handle)
        return err_set(err, ERR_GIT, "--diff %s: %s", range,
                       repo->refused ? "the git library cannot read this repository"
                                     : "there is no git repository here");
    struct str from = str_from(range);
    struct str to = STR("");
    size_t dots = str_find(from, STR(".."), 0);
    if (dots != STR_NONE) {
        to = str_slice(from, dots + 2, from.len);
        if (str_starts(to, STR("."))) /* three dots say the same */
            to = str_slice(to, 1, to.len);
        from = str_slice(from, 0, dots);
    }
    CLEANUP(free_commit) git_commit *base = NULL;
    CLEANUP(free_commit) git_commit *head = NULL;
    if (!find_commit(repo->handle, from, &base, run, err) ||
        !find_commit(repo->handle, to, &head, run, err))
        return false;

    git_oid oid;
    if (!merge_base_find(repo->handle, git_commit_id(base), git_commit_id(head), &oid))
        return git_repository_is_shallow(repo->handle) == 1
                   ? err_set(err, ERR_GIT,
                             "--diff %s: this shallow clone does not hold the merge base; fetch "
                             "the whole history (git fetch --unshallow, or fetch-depth: 0 in "
                             "actions/checkout) or more of it (git fetch --deepen=200)",
                             range)
                   : err_set(err, ERR_GIT, "--diff %s: the two have no commit in common", range);
    struct ends ends = { 0 };
    if (git_commit_lookup(&ends.base, repo->handle, &oid) != 0)
        return err_set(err, ERR_GIT, "--diff %s: %s", range, git_message());
    if (dots != STR_NONE || repo->top.len == 0) {
        ends.head = head;
        head = NULL;
    }
    *ret = ends;
    return true;
}

/* ---- the parents of the commit that --staged is for ---- */

/** The commits that are being merged into HEAD. */
struct merge_heads {
    git_oid oids[HEADS_MAX];
    size_t count;
};

static int add_merge_head(const git_oid *oid, void *state)
{
    struct merge_heads *heads = state;
    if (heads->count < HEADS_MAX)
        heads->oids[heads->count++] = *oid;
    return 0;
}

/** A merge without conflicts runs its hook before MERGE_HEAD is there, with GITHEAD_<id> set. */
static void heads_of_environment(struct merge_heads *heads)
{
    for (char **variable = environ; variable && *variable; variable++) {
        struct str text = str_from(*variable);
        git_oid oid;
        if (str_starts(text, STR("GITHEAD_")) && text.len > 8 + GIT_OID_HEXSZ &&
            text.ptr[8 + GIT_OID_HEXSZ] == '=' && git_oid_fromstr(&oid, text.ptr + 8) == 0)
            add_merge_head(&oid, heads);
    }
}

static void find_merge_heads(git_repository *repository, struct merge_heads *ret)
{
    *ret = (struct merge_heads){ 0 };
    git_repository_mergehead_foreach(repository, add_merge_head, ret);
    if (ret->count == 0)
        heads_of_environment(ret);
}

/* ---- the diff ---- */

static bool read_tree(const git_commit *commit, git_tree **ret, struct err *err)
{
    *ret = NULL;
    if (!commit || git_commit_tree(ret, commit) == 0)
        return true;
    return err_set(err, ERR_GIT, "the files of a commit are not here: %s", git_message());
}

/** The index against a commit: only what differs goes to libgit2, when our own reader can tell. */
static int diff_staged(const struct repo *repo, git_tree *base, const git_diff_options *options,
                       struct arena *run, git_diff **ret, git_index **ret_index)
{
    CLEANUP(index_close) struct index index = { 0 };
    CLEANUP(free_index) git_index *old = NULL;
    if (!repo->by_library && index_open(repo->index, run, &index) &&
        staged_compare(repo->handle, base, &index, &old, ret_index))
        return git_diff_index_to_index(ret, repo->handle, old, *ret_index, options);
    *ret_index = repo_library_index(repo);
    return *ret_index ? git_diff_tree_to_index(ret, repo->handle, base, *ret_index, options) : -1;
}

/** The working tree against a commit; files that git does not track yet are new. */
static int diff_worktree(const struct repo *repo, git_tree *base, git_diff_options *options,
                         git_diff **ret)
{
    /* libgit2 takes the one that the handle knows. */
    CLEANUP(free_index) git_index *index = repo_library_index(repo);
    options->flags |= GIT_DIFF_INCLUDE_UNTRACKED | GIT_DIFF_RECURSE_UNTRACKED_DIRS;
    return index ? git_diff_tree_to_workdir_with_index(ret, repo->handle, base, options) : -1;
}

/* ret_index: of --staged, with every file that differs; else NULL. */
static bool make_diff(const struct repo *repo, const struct walk_options *options,
                      const struct ends *ends, struct arena *run, git_diff **ret,
                      git_index **ret_index, struct err *err)
{
    CLEANUP(free_tree) git_tree *base = NULL;
    CLEANUP(free_tree) git_tree *head = NULL;
    if (!read_tree(ends->base, &base, err) || !read_tree(ends->head, &head, err))
        return false;

    git_diff_options diff_options;
    git_diff_options_init(&diff_options, GIT_DIFF_OPTIONS_VERSION);
    diff_options.flags = GIT_DIFF_INCLUDE_TYPECHANGE | GIT_DIFF_SKIP_BINARY_CHECK;
    int code;
    if (options->staged) {
        code = diff_staged(repo, base, &diff_options, run, ret, ret_index);
    } else if (head) {
        code = git_diff_tree_to_tree(ret, repo->handle, base, head, &diff_options);
    } else {
        code = diff_worktree(repo, base, &diff_options, ret);
    }
    if (code != 0)
        return err_set(err, ERR_GIT, "the git library cannot compare: %s; audit the whole tree "
                       "instead", git_message());

    git_diff_find_options find;
    git_diff_find_options_init(&find, GIT_DIFF_FIND_OPTIONS_VERSION);
    find.flags = GIT_DIFF_FIND_RENAMES | GIT_DIFF_FIND_FOR_UNTRACKED;
    find.rename_limit = RENAMES_MAX;
    if (git_diff_find_similar(*ret, &find) != 0)
        git_error_clear(); /* an object that is not here: without renames then */
    return true;
}

/* ---- the files ---- */

struct change {
    const struct repo *repo;
    struct listing *listing;
    struct before_list *before;
    struct str prefix;
    bool from_worktree; /* the files as they are now stand in the working tree */
    git_index *index;   /* of --staged: at least what differs */
    struct merge_heads heads;
    git_tree *head_trees[HEADS_MAX];
    git_tree *common_trees[HEADS_MAX]; /* NULL: no merge base */
};

static void free_change(struct change *change)
{
    git_index_free(change->index);
    for (size_t i = 0; i < change->heads.count; i++) {
        git_tree_free(change->head_trees[i]);
        git_tree_free(change->common_trees[i]);
    }
}

static bool is_file(uint16_t mode)
{
    return mode == GIT_FILEMODE_BLOB || mode == GIT_FILEMODE_BLOB_EXECUTABLE;
}

/** The path from the scan root; false for what lies outside of it, or is not the one file asked
 * for, which a prefix without '/' at its end names. */
static bool below(const struct change *change, const char *path, struct str *ret)
{
    struct str text = str_from(path);
    struct str prefix = change->prefix;
    if (!str_starts(text, prefix))
        return false;
    size_t start = prefix.len;
    if (start > 0 && prefix.ptr[start - 1] != '/') {
        if (text.len != start)
            return false;
        while (start > 0 && text.ptr[start - 1] != '/')
            start--;
    }
    *ret = str_slice(text, start, text.len);
    return ret->len > 0;
}

static void add_before(struct change *change, struct str path, const git_oid *oid, struct str now,
                       size_t side)
{
    struct arena *run = change->listing->run;
    if (!listing_wanted(change->listing, path) || change->before->count >= LIMIT_ENTRIES)
        return;
    struct before *before = vec_add(run, change->before);
    *before = (struct before){ .entry = { .path = arena_str(run, path), .blob = true },
                               .now = arena_str(run, now),
                               .side = side };
    memcpy(before->entry.oid, oid->id, OID_BYTES);
}

/** The file of that path in a tree; false when there is none. */
static bool file_in(git_tree *tree, const char *path, git_oid *ret)
{
    CLEANUP(free_tree_entry) git_tree_entry *entry = NULL;
    if (!tree || git_tree_entry_bypath(&entry, tree, path) != 0 ||
        !is_file((uint16_t)git_tree_entry_filemode(entry)))
        return false;
    *ret = *git_tree_entry_id(entry);
    return true;
}

/** True when a merge takes the file as one of its heads has it. */
static bool taken_from_head(const struct change *change, const git_diff_file *file)
{
    git_oid oid;
    for (size_t i = 0; i < change->heads.count; i++) {
        if (file_in(change->head_trees[i], file->path, &oid) && git_oid_equal(&oid, &file->id))
            return true;
    }
    return false;
}

/** What the heads of a merge, and their common ancestors with HEAD, have at that path. */
static void add_heads(struct change *change, const char *path, struct str relative)
{
    git_oid oid;
    for (size_t i = 0; i < change->heads.count; i++) {
        if (file_in(change->head_trees[i], path, &oid))
            add_before(change, relative, &oid, relative, 1 + 2 * i);
        if (file_in(change->common_trees[i], path, &oid))
            add_before(change, relative, &oid, relative, 2 + 2 * i);
    }
}

static void add_now(struct change *change, const git_diff_delta *delta, struct str path)
{
    const git_diff_file *file = &delta->new_file;
    if (file->mode == GIT_FILEMODE_LINK)
        listing_skip(change->listing, path, SKIP_SYMLINK, "");
    else if (file->mode == GIT_FILEMODE_COMMIT)
        listing_skip(change->listing, path, SKIP_SUBMODULE, "");
    else if (delta->status == GIT_DELTA_CONFLICTED && !change->from_worktree)
        listing_skip(change->listing, path, SKIP_UNREADABLE, "not merged yet");
    else if (delta->status == GIT_DELTA_UNREADABLE)
        listing_skip(change->listing, path, SKIP_UNREADABLE, "");
    else
        listing_file(change->listing, path, change->from_worktree ? NULL : file->id.id);
}

/** `git add -N` promises a file; the commit will not have it. */
static bool only_promised(const struct change *change, const char *path)
{
    const git_index_entry *entry =
        change->index ? git_index_get_bypath(change->index, path, 0) : NULL;
    return entry && entry->flags_extended & GIT_INDEX_ENTRY_INTENT_TO_ADD;
}

/** Removed from the index, but there again in the working tree: libgit2 tells the first half. */
static bool is_back(const struct change *change, const char *path)
{
    char place[PATH_MAX];
    struct stat status;
    return change->from_worktree &&
           (size_t)snprintf(place, sizeof place, "%s/%s", change->repo->top.ptr, path) <
               sizeof place &&
           lstat(place, &status) == 0 && S_ISREG(status.st_mode);
}

static void add_delta(struct change *change, const git_diff_delta *delta)
{
    bool gone = delta->status == GIT_DELTA_DELETED && !is_back(change, delta->old_file.path);
    bool fresh = delta->status == GIT_DELTA_ADDED || delta->status == GIT_DELTA_UNTRACKED;
    struct str now = STR("");
    struct str was;
    bool within = !gone && below(change, delta->new_file.path, &now);
    if (within && (only_promised(change, delta->new_file.path) ||
                   (is_file(delta->new_file.mode) && taken_from_head(change, &delta->new_file))))
        return;
    /* A folder of its own, with a repository in it. */
    if (within && str_ends(now, STR("/"))) {
        listing_skip(change->listing, str_slice(now, 0, now.len - 1), SKIP_SUBMODULE, "");
        return;
    }
    if (within) {
        add_now(change, delta, now);
        add_heads(change, delta->new_file.path, now);
    }
    if (!fresh && is_file(delta->old_file.mode) && below(change, delta->old_file.path, &was))
        add_before(change, was, &delta->old_file.id, now, 0);
}

/** The trees on the other side of a merge. */
static bool read_heads(struct change *change, const git_commit *base, struct err *err)
{
    find_merge_heads(change->repo->handle, &change->heads);
    for (size_t i = 0; i < change->heads.count; i++) {
        CLEANUP(free_commit) git_commit *head = NULL;
        CLEANUP(free_commit) git_commit *common = NULL;
        const git_oid *oid = &change->heads.oids[i];
        git_oid ancestor;
        if (git_commit_lookup(&head, change->repo->handle, oid) != 0 ||
            !read_tree(head, &change->head_trees[i], err))
            return err_set(err, ERR_GIT, "the commit that is being merged is not here");
        if (base && merge_base_find(change->repo->handle, git_commit_id(base), oid, &ancestor) &&
            git_commit_lookup(&common, change->repo->handle, &ancestor) == 0 &&
            !read_tree(common, &change->common_trees[i], err))
            return false;
    }
    return true;
}

static bool staged_ends(const struct repo *repo, struct ends *ret, struct err *err)
{
    if (!repo->handle)
        return err_set(err, ERR_GIT, "--staged: %s",
                       repo->refused ? "the git library cannot read this repository"
                                     : "there is no git repository here");
    if (repo->top.len == 0)
        return err_set(err, ERR_GIT, "--staged: a bare repository has no index");
    git_oid oid;
    int code = git_reference_name_to_id(&oid, repo->handle, "HEAD");
    if (code == GIT_ENOTFOUND) /* before the first commit */
        return true;
    if (code != 0 || git_commit_lookup(&ret->base, repo->handle, &oid) != 0)
        return err_set(err, ERR_GIT, "--staged: HEAD cannot be read: %s", git_message());
    return true;
}

static void describe(struct tree *tree, const struct ends *ends, struct arena *run)
{
    char hex[GIT_OID_HEXSZ + 1];
    if (ends->base)
        tree->base =
            arena_str(run, str_from(git_oid_tostr(hex, sizeof hex, git_commit_id(ends->base))));
    else
        tree->base = STR("");
    if (ends->head)
        tree->revision =
            arena_str(run, str_from(git_oid_tostr(hex, sizeof hex, git_commit_id(ends->head))));
}

bool change_list(const struct repo *repo, struct str prefix, struct listing *listing,
                 struct before_list *ret_before, struct err *err)
{
    const struct walk_options *options = listing->options;
    struct tree *tree = listing->tree;
    tree->mode = options->staged ? WALK_STAGED : WALK_DIFF;
    CLEANUP(free_ends) struct ends ends = { 0 };
    CLEANUP(free_diff) git_diff *diff = NULL;
    CLEANUP(free_change) struct change change = { .repo = repo,
                                                  .listing = listing,
                                                  .before = ret_before,
                                                  .prefix = prefix };
    if (options->staged ? !staged_ends(repo, &ends, err) || !read_heads(&change, ends.base, err)
                        : !find_ends(repo, options->diff, listing->run, &ends, err))
        return false;
    if (!make_diff(repo, options, &ends, listing->run, &diff, &change.index, err))
        return false;

    describe(tree, &ends, listing->run);
    change.from_worktree = !options->staged && !ends.head;
    size_t count = git_diff_num_deltas(diff);
    for (size_t i = 0; i < count; i++)
        add_delta(&change, git_diff_get_delta(diff, i));
    tree->side_count = 1 + 2 * change.heads.count;
    for (size_t i = 0; i < tree->side_count; i++)
        tree->sides[i].minus = i > 0 && i % 2 == 0;
    return true;
}

bool change_trees(const struct repo *repo, const struct walk_options *options, struct arena *run,
                  git_tree **ret_base, git_tree **ret_head, struct err *err)
{
    CLEANUP(free_ends) struct ends ends = { 0 };
    CLEANUP(free_tree) git_tree *base = NULL;
    if (!find_ends(repo, options->diff, run, &ends, err) || !read_tree(ends.base, &base, err) ||
        !read_tree(ends.head, ret_head, err))
        return false;
    *ret_base = base;
    base = NULL;
    return true;
}
