#include "walk/git.h"

#include <fcntl.h>
#include <git2/sys/repository.h>
#include <limits.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "base/io.h"
#include "base/log.h"
#include "walk/attributes.h"
#include "walk/git_handle.h"
#include "walk/index.h"
#include "walk/kept.h"

#define INDEX_VARIABLE "GIT_INDEX_FILE"
#define WORKTREE_VARIABLE "GIT_WORK_TREE"

#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define LEAKS_ARE_LOOKED_FOR
#endif
#elif defined(__SANITIZE_ADDRESS__)
#define LEAKS_ARE_LOOKED_FOR
#endif

#ifdef LEAKS_ARE_LOOKED_FOR
/* libgit2 1.5 loses the match data of its own regular expressions when it opens a repository. It
 * has no frame pointers, so all that a leak's stack shows is the library that gave the memory. */
const char *__lsan_default_suppressions(void); // NOLINT(bugprone-reserved-identifier)
const char *__lsan_default_suppressions(void)  // NOLINT(bugprone-reserved-identifier)
{
    return "leak:libpcre2";
}

const char *__lsan_default_options(void); // NOLINT(bugprone-reserved-identifier)
const char *__lsan_default_options(void)  // NOLINT(bugprone-reserved-identifier)
{
    return "print_suppressions=0";
}
#endif

/*
 * Where libgit2 speaks TLS by mbed TLS, its start reads and decodes all certificates of the system,
 * which takes longer than a small audit. We never open a connection: what is defined here stands in
 * for the function of that library, and no certificate is trusted.
 */
__attribute__((visibility("default"))) int mbedtls_x509_crt_parse_file(void *chain,
                                                                        const char *path);
__attribute__((visibility("default"))) int mbedtls_x509_crt_parse_file(void *chain,
                                                                        const char *path)
{
    (void)chain;
    (void)path;
    return 0;
}

void git_start(void)
{
    git_libgit2_init();
    /* Checkouts in containers belong to somebody else; we only read. */
    git_libgit2_opts(GIT_OPT_SET_OWNER_VALIDATION, 0);
    static const char *extensions[] = { "worktreeconfig", "partialclone", "relativeworktrees",
                                        "preciousobjects" };
    git_libgit2_opts(GIT_OPT_SET_EXTENSIONS, extensions, ARRAY_COUNT(extensions));
    for (int level = GIT_CONFIG_LEVEL_PROGRAMDATA; level <= GIT_CONFIG_LEVEL_GLOBAL; level++)
        git_libgit2_opts(GIT_OPT_SET_SEARCH_PATH, level, "");
}

/** An absolute path without '/' at the end, as the kernel spells it. */
static struct str canonical(const char *path, struct arena *run)
{
    char real[PATH_MAX];
    struct str text = str_from(realpath(path, real) ? real : path);
    while (text.len > 1 && str_ends(text, STR("/")))
        text.len--;
    return arena_str(run, text);
}

/** The nearest folder at or above `folder` that holds a `.git`, or ptr NULL. */
static struct str find_dot_git(struct str folder, struct arena *run)
{
    for (;;) {
        struct str probe = arena_printf(run, "%.*s/.git", STR_ARG(folder));
        struct stat status;
        if (lstat(probe.ptr, &status) == 0)
            return arena_str(run, folder);
        while (folder.len > 0 && folder.ptr[folder.len - 1] != '/')
            folder.len--;
        if (folder.len <= 1)
            return (struct str){ 0 };
        folder.len--;
    }
}

/** The value of a variable that libgit2 is not to see, NULL when it says nothing. */
static const char *hide_variable(const char *name, bool from_env, struct arena *run)
{
    const char *set = from_env ? getenv(name) : NULL;
    const char *value = set && *set ? arena_str(run, str_from(set)).ptr : NULL;
    if (value)
        unsetenv(name);
    return value;
}

static void show_variable(const char *name, const char *value)
{
    if (value)
        setenv(name, value, 1);
}

/**
 * Where the configuration does not say, git takes a repository that is not called ".git" for a bare
 * one; libgit2 takes the folder around it for its working tree.
 */
static bool is_bare_unsaid(git_repository *repository, const char *folder, struct arena *run)
{
    CLEANUP(free_config) git_config *config = NULL;
    git_config_entry *entry = NULL;
    struct str path = canonical(git_repository_path(repository), run);
    if (git_repository_is_bare(repository) || str_ends(path, STR("/.git")) ||
        !str_equal(path, canonical(folder, run)) ||
        git_repository_config_snapshot(&config, repository) != 0)
        return false;
    bool said = git_config_get_entry(&entry, config, "core.bare") == 0;
    git_config_entry_free(entry);
    entry = NULL;
    said = git_config_get_entry(&entry, config, "core.worktree") == 0 || said;
    git_config_entry_free(entry);
    return !said;
}

/* libgit2 1.5 loses the path's memory when the repository has that folder already. */
static int set_workdir(git_repository *handle, struct str folder, struct arena *run)
{
    const char *now = git_repository_workdir(handle);
    if (now && str_equal(canonical(now, run), folder))
        return 0;
    return git_repository_set_workdir(handle, folder.ptr, 0);
}

/**
 * Opens the repository. libgit2 reads a whole index that GIT_INDEX_FILE names, whether or not it is
 * ever asked for, and refuses to open anything when GIT_WORK_TREE is set, as it is for hooks of
 * `git --work-tree=…`: it does not get to see the two.
 */
static int open_repository(const char *folder, bool from_env, struct arena *run,
                           struct repo *ret_repo)
{
    /* A mount inside of a checkout belongs to it, as it does for find_dot_git. */
    unsigned flags = GIT_REPOSITORY_OPEN_CROSS_FS | (from_env ? GIT_REPOSITORY_OPEN_FROM_ENV : 0);
    const char *index = hide_variable(INDEX_VARIABLE, from_env, run);
    const char *worktree = hide_variable(WORKTREE_VARIABLE, from_env, run);
    int code = git_repository_open_ext(&ret_repo->handle, from_env ? NULL : folder, flags, NULL);
    show_variable(INDEX_VARIABLE, index);
    show_variable(WORKTREE_VARIABLE, worktree);
    if (code == 0 && worktree)
        code = set_workdir(ret_repo->handle, canonical(worktree, run), run);
    if (code != 0)
        return code;
    if (!from_env && is_bare_unsaid(ret_repo->handle, folder, run)) {
        git_repository_free(ret_repo->handle);
        code = git_repository_open_bare(&ret_repo->handle, folder);
        if (code != 0)
            return code;
    }
    ret_repo->own_index = index != NULL;
    ret_repo->index =
        index ? index : arena_printf(run, "%sindex", git_repository_path(ret_repo->handle)).ptr;
    return 0;
}

git_index *repo_library_index(const struct repo *repo)
{
    git_index *index = NULL;
    if (!repo->own_index) {
        git_repository_index(&index, repo->handle);
    } else if (git_index_open(&index, repo->index) == 0 &&
               git_repository_set_index(repo->handle, index) != 0) {
        git_index_free(index);
        index = NULL;
    }
    return index;
}

void repo_find(const char *folder, bool from_env, struct arena *run, struct repo *ret_repo)
{
    *ret_repo = (struct repo){ 0 };
    if (open_repository(folder, from_env, run, ret_repo) == 0) {
        const char *top = git_repository_workdir(ret_repo->handle);
        ret_repo->top = top ? canonical(top, run) : STR("");
        return;
    }
    ret_repo->reason = arena_str(run, str_from(git_message()));
    git_repository_free(ret_repo->handle);
    ret_repo->handle = NULL;

    struct str top = find_dot_git(str_from(folder), run);
    if (!top.ptr)
        return;
    log_info("%s: libgit2 does not open the repository: %s", top.ptr, ret_repo->reason.ptr);
    ret_repo->refused = true;
    ret_repo->top = top;
}

void repo_close(struct repo *repo)
{
    git_repository_free(repo->handle);
    repo->handle = NULL;
}

/** "support-bot" for /src/support-bot, /src/support-bot.git and /src/support-bot/.git alike. */
static struct str name_of_git_dir(struct str path)
{
    while (str_ends(path, STR("/")))
        path.len--;
    if (str_ends(path, STR("/.git")))
        path.len -= strlen("/.git");
    else if (str_ends(path, STR(".git")))
        path.len -= strlen(".git");
    size_t start = path.len;
    while (start > 0 && path.ptr[start - 1] != '/')
        start--;
    return str_slice(path, start, path.len);
}

struct str repo_name(const struct repo *repo, struct arena *run)
{
    git_repository *handle = repo->handle;
    if (!handle || (repo->top.len > 0 && !git_repository_is_worktree(handle)))
        return STR("");
    return arena_str(run, name_of_git_dir(str_from(git_repository_commondir(handle))));
}

static bool is_promisor_key(const char *key)
{
    struct str name = str_from(key);
    return str_is(name, "extensions.partialclone") || str_ends(name, STR(".promisor")) ||
           str_ends(name, STR(".partialclonefilter"));
}

static int look_for_promisor(const git_config_entry *entry, void *found)
{
    if (is_promisor_key(entry->name))
        *(bool *)found = true;
    return 0;
}

void repo_describe(const struct repo *repo, struct tree *tree, struct arena *run)
{
    git_repository *handle = repo->handle;
    if (!handle)
        return;
    tree->git_dir = arena_str(run, str_from(git_repository_path(handle)));
    tree->shallow = git_repository_is_shallow(handle) == 1;
    git_oid head;
    if (git_reference_name_to_id(&head, handle, "HEAD") == 0) {
        char hex[GIT_OID_HEXSZ + 1];
        tree->revision = arena_str(run, str_from(git_oid_tostr(hex, sizeof hex, &head)));
    }
    CLEANUP(free_config) git_config *config = NULL;
    if (git_repository_config_snapshot(&config, handle) == 0)
        git_config_foreach(config, look_for_promisor, &tree->partial);
}

static enum tracked_type type_of_mode(uint32_t mode)
{
    if (mode == GIT_FILEMODE_LINK)
        return TRACKED_LINK;
    return mode == GIT_FILEMODE_COMMIT ? TRACKED_SUBMODULE : TRACKED_FILE;
}

/** An entry of the index, when it lies below the prefix. */
static void add_tracked(struct str path, uint32_t mode, unsigned extended, struct str prefix,
                        struct arena *run, struct tracked_list *tracked)
{
    if (str_starts(path, prefix))
        vec_push(run, tracked,
                 (struct tracked){ .path = arena_str(run, str_slice(path, prefix.len, path.len)),
                                   .type = type_of_mode(mode),
                                   .sparse = extended & INDEX_SKIP_WORKTREE });
}

static bool tracked_by_library(struct repo *repo, struct str prefix, struct arena *run,
                               struct tracked_list *ret_tracked)
{
    CLEANUP(free_index) git_index *index = repo_library_index(repo);
    if (!index) {
        repo->reason = arena_str(run, str_from(git_message()));
        return false;
    }
    for (size_t i = 0; i < git_index_entrycount(index); i++) {
        const git_index_entry *entry = git_index_get_byindex(index, i);
        add_tracked(str_from(entry->path), entry->mode, entry->flags_extended, prefix, run,
                    ret_tracked);
    }
    return true;
}

/** What git noted of a file, unless that was in too short a time, or git was told not to look. */
struct noted {
    struct file_stamp stamp;
    uint8_t oid[OID_BYTES];
};

static void add_stamp(const struct index *index, const struct index_entry *entry,
                      struct noted *noted, struct tracked *tracked)
{
    noted->stamp = index_stamp(entry);
    memcpy(noted->oid, index_oid(entry), OID_BYTES);
    if (tracked->type != TRACKED_FILE || entry->flags & INDEX_ASSUME_UNCHANGED ||
        entry->extended & (INDEX_SKIP_WORKTREE | INDEX_INTENT_TO_ADD) ||
        index_stage(entry) != 0 || !stamp_is_settled(&noted->stamp, &index->written))
        return;
    tracked->stamp = &noted->stamp;
    tracked->oid = noted->oid;
}

bool repo_tracked(struct repo *repo, struct str prefix, struct arena *run,
                  struct tracked_list *ret_tracked)
{
    CLEANUP(index_close) struct index index = { 0 };
    if (repo->by_library || !index_open(repo->index, run, &index)) {
        if (!tracked_by_library(repo, prefix, run, ret_tracked))
            return false;
    }
    struct noted *noted = arena_array(run, repo->stamps ? index.count : 0, sizeof *noted);
    if (ret_tracked->capacity == 0) { /* growing would copy them many times */
        ret_tracked->items = arena_array(run, index.count, sizeof *ret_tracked->items);
        ret_tracked->capacity = index.count;
    }
    for (size_t i = 0; i < index.count; i++) {
        const struct index_entry *entry = &index.entries[i];
        size_t before = ret_tracked->count;
        add_tracked(entry->path, index_mode(entry), entry->extended, prefix, run, ret_tracked);
        if (repo->stamps && ret_tracked->count > before)
            add_stamp(&index, entry, &noted[i], &ret_tracked->items[before]);
    }
    tracked_sort(ret_tracked);
    return true;
}

const struct ignore *repo_rules(const struct repo *repo, struct str prefix, struct arena *run,
                                bool *ret_ignored)
{
    const char *git_dir = repo->handle ? git_repository_commondir(repo->handle) : NULL;
    if (!git_dir)
        git_dir = arena_printf(run, "%s/.git", repo->top.ptr).ptr;
    CLEANUP(io_close_fd) int git_fd = open(git_dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    CLEANUP(io_close_fd) int top_fd = open(repo->top.ptr, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    const struct ignore *rules = ignore_read(NULL, STR(""), git_fd, STR("info/exclude"), run);

    *ret_ignored = false;
    for (size_t end = 0; end < prefix.len;) {
        struct str folder = str_slice(prefix, 0, end);
        struct str name = arena_printf(run, "%.*s.gitignore", STR_ARG(folder));
        rules = ignore_read(rules, folder, top_fd, name, run);
        end = str_find_char(prefix, '/', end) + 1;
        if (ignore_matches(rules, str_slice(prefix, 0, end - 1), true))
            *ret_ignored = true;
    }
    return rules;
}

const struct ignore *repo_attributes(const struct repo *repo, struct str prefix,
                                     struct arena *run)
{
    if (!repo->handle)
        return NULL;
    CLEANUP(io_close_fd) int top_fd = open(repo->top.ptr, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    const struct ignore *rules =
        attributes_around(git_repository_commondir(repo->handle), run);
    for (size_t end = 0; end < prefix.len; end = str_find_char(prefix, '/', end) + 1) {
        struct str folder = str_slice(prefix, 0, end);
        struct str name = arena_printf(run, "%.*s.gitattributes", STR_ARG(folder));
        rules = attributes_read(rules, folder, top_fd, name, run);
    }
    return rules;
}

/* ---- the tree of a commit ---- */

/** A tree that is still to be read. */
struct branch {
    git_oid oid;
    struct str path; /* "" or with '/' at the end */
};

struct branches VEC(struct branch);

static void list_tree_entry(const git_tree_entry *entry, struct str path, struct listing *listing,
                            struct arena *scratch, struct branches *pending)
{
    const git_oid *oid = git_tree_entry_id(entry);
    switch (git_tree_entry_filemode(entry)) {
    case GIT_FILEMODE_TREE:
        if (!listing_pruned(listing, path)) {
            struct str folder = arena_printf(scratch, "%.*s/", STR_ARG(path));
            vec_push(scratch, pending, (struct branch){ *oid, folder });
        }
        break;
    case GIT_FILEMODE_LINK:
        listing_skip(listing, path, SKIP_SYMLINK, "");
        break;
    case GIT_FILEMODE_COMMIT:
        listing_skip(listing, path, SKIP_SUBMODULE, "");
        break;
    default:
        listing_file(listing, path, oid->id);
        break;
    }
}

/** Reads trees from a stack of our own: nesting and repetition in a hostile commit have no end. */
static void list_branches(git_repository *repository, struct listing *listing,
                          struct arena *scratch, struct branches *pending)
{
    CLEANUP(buf_release) struct buf path = { 0 };
    while (pending->count > 0 && !listing->full) {
        struct branch branch = pending->items[--pending->count];
        CLEANUP(free_tree) git_tree *tree = NULL;
        if (branch.path.len > PATH_MAX) {
            listing_skip(listing, branch.path, SKIP_LIMIT, "the path is too long");
            continue;
        }
        if (git_tree_lookup(&tree, repository, &branch.oid) != 0) {
            listing_skip(listing, branch.path, SKIP_MISSING_OBJECT, "a folder");
            continue;
        }
        size_t count = git_tree_entrycount(tree);
        for (size_t i = 0; i < count; i++) {
            const git_tree_entry *entry = git_tree_entry_byindex(tree, i);
            buf_reset(&path);
            buf_add(&path, branch.path);
            buf_puts(&path, git_tree_entry_name(entry));
            list_tree_entry(entry, buf_str(&path), listing, scratch, pending);
        }
    }
}

static bool start_at_prefix(git_tree *root, const char *revision, struct str prefix,
                            struct listing *listing, struct arena *scratch,
                            struct branches *pending, struct err *err)
{
    if (prefix.len == 0) {
        vec_push(scratch, pending, (struct branch){ *git_tree_id(root), STR("") });
        return true;
    }
    bool folder = str_ends(prefix, STR("/"));
    struct str path = arena_str(scratch, str_slice(prefix, 0, prefix.len - folder));
    CLEANUP(free_tree_entry) git_tree_entry *entry = NULL;
    if (git_tree_entry_bypath(&entry, root, path.ptr) != 0)
        return err_set(err, ERR_GIT, "%s: there is no '%s' in this revision", revision, path.ptr);
    if (git_tree_entry_filemode(entry) == GIT_FILEMODE_TREE)
        vec_push(scratch, pending, (struct branch){ *git_tree_entry_id(entry), STR("") });
    else
        list_tree_entry(entry, str_from(git_tree_entry_name(entry)), listing, scratch, pending);
    return true;
}

bool repo_list_revision(const struct repo *repo, const char *revision, struct str prefix,
                        struct listing *listing, struct err *err)
{
    CLEANUP(free_object) git_object *object = NULL;
    CLEANUP(free_object) git_object *commit = NULL;
    CLEANUP(free_object) git_object *root = NULL;
    if (git_revparse_single(&object, repo->handle, revision) != 0 ||
        git_object_peel(&commit, object, GIT_OBJECT_COMMIT) != 0 ||
        git_object_peel(&root, commit, GIT_OBJECT_TREE) != 0)
        return err_set(err, ERR_GIT, "%s: no such commit here: %s", revision, git_message());

    char hex[GIT_OID_HEXSZ + 1];
    git_oid_tostr(hex, sizeof hex, git_object_id(commit));
    listing->tree->revision = arena_str(listing->run, str_from(hex));

    struct tree *tree = listing->tree;
    tree->has_root_oid = true;
    memcpy(tree->root_oid, git_object_id(root)->id, OID_BYTES);
    tree->below = prefix;
    const struct tree_memory *memory = listing->options->memory;
    struct str known;
    if (memory && memory->find(memory->state, tree, &known) && listing_recall(listing, known))
        return true;

    CLEANUP(arena_release) struct arena scratch = { 0 };
    struct branches pending = { 0 };
    if (!start_at_prefix((git_tree *)root, revision, prefix, listing, &scratch, &pending, err))
        return false;
    list_branches(repo->handle, listing, &scratch, &pending);
    return true;
}
