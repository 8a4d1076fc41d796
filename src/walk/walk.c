#include "walk/walk.h"

#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "walk/change.h"
#include "walk/dir.h"
#include "walk/files_from.h"
#include "walk/git.h"
#include "walk/git_ls.h"
#include "walk/listing.h"
#include "walk/own.h"

/** Where the scan starts, before git has been asked. */
struct start {
    struct str folder; /* absolute */
    struct str file;   /* its last part, when PATH names a single file; else "" */
};

static void close_repo(struct repo *repo)
{
    repo_close(repo);
}

static bool find_start(const struct walk_options *options, struct arena *run,
                       struct start *ret_start, struct err *err)
{
    const char *path = options->path ? options->path : ".";
    char real[PATH_MAX];
    struct stat status;
    if (!realpath(path, real) || stat(real, &status) != 0)
        return err_set(err, ERR_IO, "%s: %s", path, strerror(errno));

    struct start start = { .folder = arena_str(run, str_from(real)), .file = STR("") };
    if (S_ISREG(status.st_mode)) {
        char *slash = strrchr(real, '/');
        start.file = arena_str(run, str_from(slash + 1));
        start.folder = arena_str(run, str_slice(str_from(real), 0, (size_t)(slash - real)));
        if (start.folder.len == 0)
            start.folder = STR("/");
    } else if (!S_ISDIR(status.st_mode)) {
        return err_set(err, ERR_IO, "%s: neither a file nor a folder", path);
    }
    *ret_start = start;
    return true;
}

static struct str last_part(struct str path)
{
    size_t start = path.len;
    while (start > 0 && path.ptr[start - 1] != '/')
        start--;
    return str_slice(path, start, path.len);
}

/** True when `folder` is `top` or lies below it. */
static bool is_within(struct str folder, struct str top)
{
    if (!str_starts(folder, top))
        return false;
    return folder.len == top.len || str_is(top, "/") || folder.ptr[top.len] == '/';
}

/** "sub/dir/" for /repo/sub/dir in /repo; "" for the top itself. */
static struct str prefix_of(struct str folder, struct str top, struct arena *run)
{
    if (folder.len == top.len)
        return STR("");
    size_t skip = top.len + (str_is(top, "/") ? 0 : 1);
    return arena_printf(run, "%.*s/", STR_ARG(str_slice(folder, skip, folder.len)));
}

/**
 * True when the repository has a say about `folder`. It has none inside its own .git, in the
 * folders of a bare one, and where its configuration puts the working tree somewhere else.
 */
static bool repo_covers(const struct repo *repo, struct str folder)
{
    if (!repo->handle && !repo->refused)
        return false;
    struct str git_dir = repo->handle ? str_from(git_repository_path(repo->handle)) : STR("");
    while (str_ends(git_dir, STR("/")))
        git_dir.len--;
    if (repo->top.len == 0)
        return str_equal(folder, git_dir);
    bool inside = git_dir.len > 0 && is_within(folder, git_dir);
    return is_within(folder, repo->top) && (!inside || is_within(repo->top, git_dir));
}

/* ---- one way of listing each ---- */

static bool list_folder(struct listing *listing, struct err *err)
{
    listing->tree->mode = WALK_FOLDER;
    return dir_walk(&(struct dir_walk){ .listing = listing, .prefix = STR("") }, err);
}

/** What git tracks: from libgit2, else from git itself. False when neither can tell. */
static bool find_tracked(struct repo *repo, struct str prefix, struct listing *listing,
                         struct tracked_list *ret_tracked)
{
    if (!repo->refused && repo_tracked(repo, prefix, listing->run, ret_tracked))
        return true;
    bool found = git_ls_tracked(repo->top.ptr, prefix, listing->run, ret_tracked);
    ledger_note(listing->ledger, "the git library cannot read this %s: %s",
                repo->refused ? "repository" : "index",
                found ? "files were listed by git ls-files"
                      : "files were listed folder by folder, by the ignore rules alone");
    return found;
}

static bool list_worktree(struct repo *repo, struct str prefix, struct listing *listing,
                          struct err *err)
{
    struct tracked_list tracked = { 0 };
    bool known = find_tracked(repo, prefix, listing, &tracked);
    bool ignored;
    const struct ignore *rules = repo_rules(repo, prefix, listing->run, &ignored);
    if (tracked.count == 0 && ignored) {
        ledger_note(listing->ledger, "git ignores this folder: every file in it was listed");
        return list_folder(listing, err);
    }

    listing->tree->mode = known ? WALK_WORKTREE : WALK_FOLDER;
    const struct ignore *attributes =
        repo->stamps ? repo_attributes(repo, prefix, listing->run) : NULL;
    const struct dir_walk walk = { .listing = listing,
                                   .tracked = known ? &tracked : NULL,
                                   .worktree = true,
                                   .rules = rules,
                                   .attributes = attributes,
                                   .prefix = prefix };
    return dir_walk(&walk, err);
}

/** "sub/dir/", or "sub/dir/file" when PATH names one. */
static struct str below_prefix(struct str prefix, const struct start *start, struct arena *run)
{
    return arena_printf(run, "%.*s%.*s", STR_ARG(prefix), STR_ARG(start->file));
}

static bool list_revision(const struct repo *repo, const char *revision, struct str below,
                          struct listing *listing, struct err *err)
{
    if (repo->refused)
        return err_set(err, ERR_GIT, "%s: the git library cannot read this repository: %s",
                       revision, repo->top.ptr);
    if (!repo->handle)
        return err_set(err, ERR_GIT, "%s: there is no git repository in %s", revision,
                       listing->tree->root.ptr);
    listing->tree->mode = WALK_REVISION;
    return repo_list_revision(repo, revision, below, listing, err);
}

/** A bare repository without --rev: what HEAD holds, nothing before the first commit. */
static bool list_bare(const struct repo *repo, struct listing *listing, struct err *err)
{
    if (git_repository_head_unborn(repo->handle) == 1) {
        listing->tree->mode = WALK_REVISION;
        ledger_note(listing->ledger, "no commit yet");
        return true;
    }
    return list_revision(repo, "HEAD", STR(""), listing, err);
}

static bool list(struct repo *repo, const struct start *start, struct str prefix,
                 struct listing *listing, struct before_list *ret_before, struct err *err)
{
    const struct walk_options *options = listing->options;
    if (options->staged || options->diff)
        return change_list(repo, below_prefix(prefix, start, listing->run), listing, ret_before,
                           err);
    if (options->files_from) {
        listing->tree->mode = WALK_LIST;
        return files_from(options->files_from, options->path != NULL, listing, err);
    }
    if (options->revision)
        return list_revision(repo, options->revision, below_prefix(prefix, start, listing->run),
                             listing, err);
    if (start->file.len > 0) {
        listing->tree->mode = repo->handle ? WALK_WORKTREE : WALK_FOLDER;
        listing_file(listing, start->file, NULL);
        return true;
    }
    if (repo->handle && repo->top.len == 0)
        return list_bare(repo, listing, err);
    if (repo->handle || repo->refused)
        return list_worktree(repo, prefix, listing, err);
    return list_folder(listing, err);
}

/* ---- putting it together ---- */

/** All working trees of one repository go by one name, whatever their folders are called. */
static struct str name_of(const struct repo *repo, const struct tree *tree,
                          const struct start *start, struct str prefix, struct arena *run)
{
    if (start->file.len > 0)
        return start->file;
    struct str name = prefix.len == 0 ? repo_name(repo, run) : STR("");
    return name.len > 0 ? name : last_part(tree->root);
}

static int compare_entries(const void *a, const void *b)
{
    const struct entry *x = a;
    const struct entry *y = b;
    return str_compare(x->path, y->path);
}

static int compare_before(const void *a, const void *b)
{
    const struct before *x = a;
    const struct before *y = b;
    if (x->side != y->side)
        return x->side < y->side ? -1 : 1;
    return str_compare(x->entry.path, y->entry.path);
}

/** Puts what was before a change behind what is now, side after side. */
static void add_sides(struct tree *tree, struct before_list *before, struct arena *run)
{
    tree->entry_count = tree->count + before->count;
    if (before->count == 0)
        return;
    qsort(before->items, before->count, sizeof *before->items, compare_before);
    struct entry *entries = arena_array(run, tree->entry_count, sizeof *entries);
    struct str *now = arena_array(run, before->count, sizeof *now);
    if (tree->count > 0)
        memcpy(entries, tree->entries, tree->count * sizeof *entries);
    for (size_t i = 0; i < before->count; i++) {
        struct side *side = &tree->sides[before->items[i].side];
        if (side->count++ == 0)
            side->first = tree->count + i;
        entries[tree->count + i] = before->items[i].entry;
        now[i] = before->items[i].now;
    }
    tree->entries = entries;
    tree->now = now;
}

/** Nearly always they are sorted already. */
static void sort_entries(struct entry *entries, size_t count)
{
    for (size_t i = 1; i < count; i++) {
        if (compare_entries(&entries[i - 1], &entries[i]) > 0) {
            qsort(entries, count, sizeof *entries, compare_entries);
            return;
        }
    }
}

static void finish(struct listing *listing)
{
    struct tree *tree = listing->tree;
    struct entry *entries = listing->entries.items;
    size_t count = listing->entries.count;
    if (!listing->sorted)
        sort_entries(entries, count);

    /* A list may name a file twice. */
    size_t kept = 0;
    for (size_t i = 0; i < count && !listing->sorted; i++) {
        if (kept > 0 && str_equal(entries[kept - 1].path, entries[i].path))
            continue;
        entries[kept++] = entries[i];
    }
    if (listing->sorted)
        kept = count;
    listing->ledger->files_seen -= count - kept;
    tree->entries = entries;
    tree->count = kept;

    if (tree->shallow)
        ledger_note(listing->ledger, "shallow clone: the history is not here");
    if (tree->partial)
        ledger_note(listing->ledger, "partial clone: objects that are not here were not fetched");
}

/** The repository that has a say about the folder, or none. */
static void find_repo(const struct walk_options *options, struct str folder, bool from_env,
                      struct arena *run, struct repo *ret_repo)
{
    repo_find(folder.ptr, from_env, run, ret_repo);
    ret_repo->by_library = options->no_index_reader;
    ret_repo->stamps = options->stamps;
    if (repo_covers(ret_repo, folder))
        return;
    repo_close(ret_repo);
    *ret_repo = (struct repo){ 0 };
}

/** Finds where the scan starts, and the repository there. */
static bool open_start(const struct walk_options *options, struct arena *run,
                       struct start *ret_start, struct repo *ret_repo, struct err *err)
{
    if (!find_start(options, run, ret_start, err))
        return false;
    git_start();
    /* A hook has its index in the environment, whether or not a folder is named. */
    bool from_env = options->path == NULL || options->staged;
    find_repo(options, ret_start->folder, from_env, run, ret_repo);
    /* What the environment says may be of another repository than the folder is, or of none. */
    if (from_env && options->path && !ret_repo->handle)
        find_repo(options, ret_start->folder, false, run, ret_repo);
    return true;
}

static bool check_options(const struct walk_options *options, struct err *err)
{
    const struct {
        bool given;
        const char *name;
    } ways[] = {
        { options->staged, "--staged" },
        { options->diff != NULL, "--diff" },
        { options->files_from != NULL, "--files-from" },
        { options->revision != NULL, "--rev" },
    };
    const char *first = NULL;
    for (size_t i = 0; i < ARRAY_COUNT(ways); i++) {
        if (ways[i].given && first)
            return err_set(err, ERR_USAGE, "%s and %s do not go together", first, ways[i].name);
        if (ways[i].given)
            first = ways[i].name;
    }
    return true;
}

/** All of a tree but its entries. ret_prefix: its root in the repository, "" or "sub/dir/". */
static struct tree *describe(const struct walk_options *options, const struct start *start,
                             const struct repo *repo, struct arena *run, struct str *ret_prefix)
{
    struct tree *tree = arena_new(run, struct tree);
    tree->max_file_bytes = options->max_file_bytes;
    tree->root = start->folder;
    tree->base = STR("");
    tree->top = repo->top;
    if (repo->top.len > 0 && !options->path)
        tree->root = repo->top;
    *ret_prefix = repo->top.len > 0 ? prefix_of(tree->root, repo->top, run) : STR("");
    repo_describe(repo, tree, run);
    tree->name = name_of(repo, tree, start, *ret_prefix, run);
    return tree;
}

bool walk_repository(const struct walk_options *options, struct arena *run,
                     struct tree **ret_tree, struct repo *ret_repo, struct str *ret_below,
                     struct err *err)
{
    struct start start;
    struct str prefix;
    CLEANUP(close_repo) struct repo repo = { 0 };
    if (!open_start(options, run, &start, &repo, err))
        return false;
    if (repo.refused)
        return err_set(err, ERR_GIT, "the git library cannot read this repository: %s",
                       repo.top.ptr);
    if (!repo.handle)
        return err_set(err, ERR_GIT, "there is no git repository in %s", start.folder.ptr);
    *ret_tree = describe(options, &start, &repo, run, &prefix);
    (*ret_tree)->mode = WALK_REVISION;
    if (repo.top.len == 0)
        (*ret_tree)->root = STR("");
    *ret_below = below_prefix(prefix, &start, run);
    *ret_repo = repo;
    repo = (struct repo){ 0 };
    return true;
}

bool walk_tree(const struct walk_options *options, struct arena *run, struct ledger *ledger,
               struct tree **ret_tree, struct err *err)
{
    struct start start;
    CLEANUP(close_repo) struct repo repo = { 0 };
    if (!check_options(options, err) || !open_start(options, run, &start, &repo, err))
        return false;

    struct str prefix;
    struct tree *tree = describe(options, &start, &repo, run, &prefix);
    tree->one_file = start.file.len > 0;
    struct listing listing = { .options = options, .run = run, .ledger = ledger, .tree = tree };
    struct before_list before = { 0 };
    if (!list(&repo, &start, prefix, &listing, &before, err))
        return false;
    if (repo.handle && repo.top.len == 0)
        tree->root = STR("");
    finish(&listing);
    add_sides(tree, &before, run);
    *ret_tree = tree;
    return true;
}

bool walk_read_own(const struct walk_options *options, enum own_side side, const char *name,
                   struct arena *run, struct str *ret_text, struct str *ret_path, struct err *err)
{
    struct start start;
    CLEANUP(close_repo) struct repo repo = { 0 };
    CLEANUP(own_release) struct own own = { 0 };
    if (!open_start(options, run, &start, &repo, err) ||
        !own_open(&own, &repo, options, side, run, err))
        return false;
    struct str folder = STR("");
    if (repo.top.len > 0 && options->path)
        folder = prefix_of(start.folder, repo.top, run);
    for (;;) {
        struct str path = arena_printf(run, "%.*s%s", STR_ARG(folder), name);
        if (!own_read(&own, path, ret_text, err))
            return false;
        *ret_path = path;
        if (ret_text->ptr || folder.len == 0)
            return true;
        folder.len--; /* "a/b/" → "a/" → "" */
        while (folder.len > 0 && folder.ptr[folder.len - 1] != '/')
            folder.len--;
    }
}

bool walk_list_own(const struct walk_options *options, struct str path, struct arena *run,
                   struct own_files *ret_files, struct err *err)
{
    struct start start;
    CLEANUP(close_repo) struct repo repo = { 0 };
    CLEANUP(own_release) struct own own = { 0 };
    return open_start(options, run, &start, &repo, err) &&
           own_open(&own, &repo, options, OWN_BEFORE, run, err) &&
           own_list(&own, path, ret_files, err);
}

const struct entry *walk_find(const struct tree *tree, struct str path)
{
    size_t low = 0;
    size_t high = tree->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = str_compare(tree->entries[middle].path, path);
        if (order == 0)
            return &tree->entries[middle];
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}
