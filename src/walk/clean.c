#include "walk/clean.h"

#include "walk/git.h"

static void free_status(git_status_list **handle)
{
    git_status_list_free(*handle);
}

static bool git_failed(struct err *err)
{
    const git_error *error = git_error_last();
    return err_set(err, ERR_GIT, "git status: %s",
                   error && error->message ? error->message : "unknown error of libgit2");
}

static bool all_committed(git_repository *handle, struct err *err)
{
    git_status_options options;
    git_status_options_init(&options, GIT_STATUS_OPTIONS_VERSION);
    options.show = GIT_STATUS_SHOW_INDEX_AND_WORKDIR;
    options.flags = GIT_STATUS_OPT_EXCLUDE_SUBMODULES;
    CLEANUP(free_status) git_status_list *list = NULL;
    if (git_status_list_new(&list, handle, &options) != 0)
        return git_failed(err);
    if (git_status_list_entrycount(list) == 0)
        return true;
    const git_status_entry *entry = git_status_byindex(list, 0);
    const git_diff_delta *delta =
        entry->index_to_workdir ? entry->index_to_workdir : entry->head_to_index;
    return err_set(err, ERR_USAGE, "%s has changes that are not committed; commit or --force",
                   delta->new_file.path);
}

bool tree_is_clean(const struct tree *tree, const struct strs *paths, struct err *err)
{
    CLEANUP(arena_release) struct arena scratch = { 0 };
    CLEANUP(repo_close) struct repo repo = { 0 };
    git_start();
    if (tree->git_dir.len > 0)
        repo_find(tree->root.ptr, false, &scratch, &repo);
    if (!repo.handle || repo.top.len == 0)
        return err_set(err, ERR_USAGE, "no git that could bring the files back; --force writes");
    if (!all_committed(repo.handle, err))
        return false;
    for (size_t i = 0; i < paths->count; i++) {
        struct str path = arena_printf(&scratch, "%.*s/%.*s", STR_ARG(tree->root),
                                       STR_ARG(paths->items[i]));
        unsigned status;
        struct str relative = str_starts(path, repo.top)
                                  ? arena_str(&scratch, str_slice(path, repo.top.len + 1, path.len))
                                  : path;
        if (git_status_file(&status, repo.handle, relative.ptr) != 0)
            return git_failed(err);
        if (status != GIT_STATUS_CURRENT)
            return err_set(err, ERR_USAGE, "%.*s is not tracked by git; add it or --force",
                           STR_ARG(paths->items[i]));
    }
    return true;
}
