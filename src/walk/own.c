#include "walk/own.h"

#include <unistd.h>

#include "base/io.h"
#include "base/limits.h"
#include "walk/change.h"
#include "walk/git_handle.h"

enum { FILES_MAX = 1000, DEPTH_MAX = 8 };

bool own_open(struct own *own, const struct repo *repo, const struct walk_options *options,
              enum own_side side, struct arena *run, struct err *err)
{
    CLEANUP(free_tree) git_tree *base = NULL;
    CLEANUP(free_tree) git_tree *head = NULL;
    if (!change_trees(repo, options, run, &base, &head, err))
        return false;
    git_tree **chosen = side == OWN_BEFORE ? &base : &head;
    *own = (struct own){ .repository = repo->handle,
                         .tree = *chosen,
                         .top = repo->top,
                         .run = run };
    *chosen = NULL;
    return true;
}

void own_release(struct own *own)
{
    git_tree_free(own->tree);
    own->tree = NULL;
}

static bool read_blob(const struct own *own, const git_oid *oid, struct str path,
                      struct str *ret_text, struct err *err)
{
    CLEANUP(free_blob) git_blob *blob = NULL;
    if (git_blob_lookup(&blob, own->repository, oid) != 0)
        return err_set(err, ERR_GIT, "%.*s of that commit cannot be read: %s", STR_ARG(path),
                       git_message());
    if (git_blob_rawsize(blob) > LIMIT_OWN_FILE_BYTES)
        return err_set(err, ERR_LIMIT, "%.*s of that commit is too large", STR_ARG(path));
    *ret_text = arena_str(own->run, (struct str){ git_blob_rawcontent(blob),
                                                  (size_t)git_blob_rawsize(blob) });
    return true;
}

static bool read_from_disk(const struct own *own, struct str path, struct str *ret_text,
                           struct err *err)
{
    CLEANUP(buf_release) struct buf text = { 0 };
    const char *place = arena_printf(own->run, "%.*s/%.*s", STR_ARG(own->top), STR_ARG(path)).ptr;
    *ret_text = (struct str){ 0 };
    if (access(place, R_OK) != 0)
        return true;
    if (!io_read_file(place, LIMIT_OWN_FILE_BYTES, &text, err))
        return false;
    *ret_text = arena_str(own->run, buf_str(&text));
    return true;
}

bool own_read(const struct own *own, struct str path, struct str *ret_text, struct err *err)
{
    if (!own->tree)
        return read_from_disk(own, path, ret_text, err);
    CLEANUP(free_tree_entry) git_tree_entry *entry = NULL;
    *ret_text = (struct str){ 0 };
    if (git_tree_entry_bypath(&entry, own->tree, arena_str(own->run, path).ptr) != 0 ||
        git_tree_entry_type(entry) != GIT_OBJECT_BLOB ||
        git_tree_entry_filemode(entry) == GIT_FILEMODE_LINK)
        return true;
    return read_blob(own, git_tree_entry_id(entry), path, ret_text, err);
}

/* ---- a folder ---- */

struct gathering {
    const struct own *own;
    struct own_files *files;
    bool failed; /* and `err` says why */
    struct err *err;
};

enum { WALK_ON = 0, WALK_PAST = 1, WALK_FAILED = -1 };

static size_t depth_of(struct str folder)
{
    size_t depth = 0;
    for (size_t i = 0; i < folder.len; i++)
        depth += folder.ptr[i] == '/';
    return depth;
}

static int gather(const char *folder, const git_tree_entry *entry, void *state)
{
    struct gathering *to = state;
    struct str name = str_from(git_tree_entry_name(entry));
    if (str_starts(name, STR(".")) || depth_of(str_from(folder)) > DEPTH_MAX)
        return WALK_PAST;
    bool yaml = str_ends(name, STR(".yaml")) || str_ends(name, STR(".yml"));
    if (!yaml || git_tree_entry_type(entry) != GIT_OBJECT_BLOB ||
        git_tree_entry_filemode(entry) == GIT_FILEMODE_LINK)
        return WALK_ON;
    struct own_file file = { .path = arena_printf(to->own->run, "%s%.*s", folder, STR_ARG(name)) };
    to->failed = to->files->count >= FILES_MAX
                     ? !err_set(to->err, ERR_LIMIT, "more than %d files of rules", FILES_MAX)
                     : !read_blob(to->own, git_tree_entry_id(entry), file.path, &file.text, to->err);
    if (to->failed)
        return WALK_FAILED;
    vec_push(to->own->run, to->files, file);
    return WALK_ON;
}

bool own_list(const struct own *own, struct str path, struct own_files *ret_files, struct err *err)
{
    struct own_files files = { 0 };
    struct gathering gathering = { .own = own, .files = &files, .err = err };
    CLEANUP(free_tree_entry) git_tree_entry *entry = NULL;
    CLEANUP(free_object) git_object *object = NULL;
    const git_tree *tree = own->tree;
    if (path.len > 0) {
        struct own_file file = { .path = STR("") };
        if (!own_read(own, path, &file.text, err))
            return false;
        if (file.text.ptr) {
            vec_push(own->run, &files, file);
            *ret_files = files;
            return true;
        }
        bool folder = git_tree_entry_bypath(&entry, own->tree, arena_str(own->run, path).ptr) == 0 &&
                      git_tree_entry_to_object(&object, own->repository, entry) == 0 &&
                      git_object_type(object) == GIT_OBJECT_TREE;
        tree = folder ? (const git_tree *)object : NULL; /* cast: an object of that type */
    }
    int code = tree ? git_tree_walk(tree, GIT_TREEWALK_PRE, gather, &gathering) : 0;
    if (gathering.failed)
        return err_wrap(err, "%.*s", STR_ARG(path));
    if (code < 0)
        return err_set(err, ERR_GIT, "%.*s cannot be listed: %s", STR_ARG(path), git_message());
    *ret_files = files;
    return true;
}
