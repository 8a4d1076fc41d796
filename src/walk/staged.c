#include "walk/staged.h"

#include <limits.h>
#include <stdlib.h>

#include "base/buf.h"
#include "base/limits.h"
#include "base/vec.h"
#include "walk/git_handle.h"
#include "walk/walk.h"

struct comparison {
    git_repository *repository;
    const struct index *index;
    size_t at;       /* the entry of the index that comes next */
    struct buf path; /* of the folder in work, with '/' at its end */
    unsigned depth;
    git_index *old_side;
    git_index *new_side;
};

/** Folders of the index that lie in the same one, by name. */
struct siblings VEC(const struct index_folder *);

/** A name in a folder, in the order of git: that of a folder ends in '/'. */
struct name {
    struct str text;
    bool folder;
};

static bool compare_folder(struct comparison *comparison, const git_tree *tree,
                           const struct index_folder *known);

/* ---- names ---- */

static int compare_names(struct name a, struct name b)
{
    size_t len = a.text.len < b.text.len ? a.text.len : b.text.len;
    int order = len > 0 ? memcmp(a.text.ptr, b.text.ptr, len) : 0;
    if (order != 0)
        return order;
    int left = a.text.len > len ? (unsigned char)a.text.ptr[len] : a.folder ? '/' : 0;
    int right = b.text.len > len ? (unsigned char)b.text.ptr[len] : b.folder ? '/' : 0;
    return left - right;
}

/** The next entry of the index when it lies below the folder in work, else NULL. */
static const struct index_entry *next_entry(const struct comparison *comparison)
{
    if (comparison->at == comparison->index->count)
        return NULL;
    const struct index_entry *entry = &comparison->index->entries[comparison->at];
    return str_starts(entry->path, buf_str(&comparison->path)) ? entry : NULL;
}

/** Its first part below the folder in work. */
static struct name name_of_entry(const struct comparison *comparison,
                                 const struct index_entry *entry)
{
    struct str rest = str_slice(entry->path, comparison->path.len, entry->path.len);
    struct str first = str_split(&rest, '/');
    return (struct name){ first, rest.ptr != NULL };
}

static struct name name_in_tree(const git_tree_entry *entry)
{
    return (struct name){ str_from(git_tree_entry_name(entry)),
                          git_tree_entry_filemode_raw(entry) == GIT_FILEMODE_TREE };
}

/* ---- what differs ---- */

static bool is_usual(uint32_t mode)
{
    return mode == GIT_FILEMODE_BLOB || mode == GIT_FILEMODE_BLOB_EXECUTABLE ||
           mode == GIT_FILEMODE_LINK || mode == GIT_FILEMODE_COMMIT;
}

/** Only what stands in the order of git: then adding to an index takes no sorting. */
static bool is_in_order(const struct comparison *comparison)
{
    if (comparison->at == 0)
        return true;
    const struct index_entry *entry = &comparison->index->entries[comparison->at];
    return str_compare(entry[-1].path, entry->path) < 0;
}

static bool add_new(struct comparison *comparison, const struct index_entry *entry)
{
    git_index_entry added = { .path = entry->path.ptr,
                              .mode = index_mode(entry),
                              .file_size = index_size(entry),
                              .flags = entry->flags,
                              .flags_extended = entry->extended };
    git_oid_fromraw(&added.id, index_oid(entry));
    return is_usual(added.mode) && git_index_add(comparison->new_side, &added) == 0;
}

/** A file of the commit, its folder in work. */
static bool add_old(struct comparison *comparison, const git_tree_entry *entry)
{
    size_t len = comparison->path.len;
    buf_puts(&comparison->path, git_tree_entry_name(entry));
    buf_add(&comparison->path, (struct str){ "", 1 });
    git_index_entry added = { .path = comparison->path.ptr,
                              .mode = git_tree_entry_filemode_raw(entry),
                              .id = *git_tree_entry_id(entry) };
    bool ok = comparison->path.len <= PATH_MAX && is_usual(added.mode) &&
              git_index_add(comparison->old_side, &added) == 0;
    comparison->path.len = len;
    return ok;
}

/** A file that has the same path on both sides. */
static bool compare_files(struct comparison *comparison, const git_tree_entry *old,
                          const struct index_entry *new)
{
    bool same = memcmp(git_tree_entry_id(old)->id, index_oid(new), OID_BYTES) == 0 &&
                git_tree_entry_filemode_raw(old) == (git_filemode_t)index_mode(new) &&
                !(new->extended & INDEX_INTENT_TO_ADD);
    return same || (add_old(comparison, old) && add_new(comparison, new));
}

/* ---- folders ---- */

/** Goes into a folder of the commit; the index has it, too, or there is nothing of it. */
static bool enter(struct comparison *comparison, const git_tree_entry *entry,
                  const struct index_folder *known)
{
    CLEANUP(free_tree) git_tree *tree = NULL;
    size_t len = comparison->path.len;
    if (comparison->depth == LIMIT_NESTING ||
        git_tree_lookup(&tree, comparison->repository, git_tree_entry_id(entry)) != 0)
        return false;
    buf_puts(&comparison->path, git_tree_entry_name(entry));
    buf_puts(&comparison->path, "/");
    comparison->depth++;
    bool ok = comparison->path.len < PATH_MAX && compare_folder(comparison, tree, known);
    comparison->depth--;
    comparison->path.len = len;
    return ok;
}

/** Passes over what the index has of a folder, when it is as in the commit. */
static bool pass_over(struct comparison *comparison, const git_oid *oid,
                      const struct index_folder *known)
{
    if (!known || !known->oid || memcmp(oid->id, known->oid, OID_BYTES) != 0 ||
        known->file_count > comparison->index->count - comparison->at)
        return false;
    comparison->at += known->file_count;
    return true;
}

static int compare_siblings(const void *a, const void *b)
{
    const struct index_folder *const *x = a;
    const struct index_folder *const *y = b;
    return str_compare((*x)->name, (*y)->name);
}

static void list_siblings(const struct comparison *comparison, const struct index_folder *above,
                          struct arena *scratch, struct siblings *ret)
{
    const struct index_folder *all = comparison->index->folders;
    for (const struct index_folder *folder = above + 1; folder < all + above->end;
         folder = all + folder->end)
        vec_push(scratch, ret, folder);
    if (ret->count > 0)
        qsort(ret->items, ret->count, sizeof(struct index_folder *), compare_siblings);
}

static const struct index_folder *find_sibling(const struct siblings *siblings, struct str name)
{
    const struct index_folder wanted = { .name = name };
    const struct index_folder *key = &wanted;
    const struct index_folder *const *found =
        siblings->count == 0 ? NULL
                             : bsearch(&key, siblings->items, siblings->count,
                                       sizeof(struct index_folder *), compare_siblings);
    return found ? *found : NULL;
}

static bool compare_folder(struct comparison *comparison, const git_tree *tree,
                           const struct index_folder *known)
{
    CLEANUP(arena_release) struct arena scratch = { 0 };
    struct siblings siblings = { 0 };
    if (known)
        list_siblings(comparison, known, &scratch, &siblings);
    size_t count = tree ? git_tree_entrycount(tree) : 0;
    for (size_t i = 0;;) {
        const git_tree_entry *old = i < count ? git_tree_entry_byindex(tree, i) : NULL;
        const struct index_entry *new = next_entry(comparison);
        if (!old && !new)
            return true;
        if (new && (index_stage(new) != 0 || !is_in_order(comparison)))
            return false;
        struct name name = old ? name_in_tree(old) : (struct name){ 0 };
        int order = !new ? -1 : !old ? 1 : compare_names(name, name_of_entry(comparison, new));
        bool ok;
        if (order > 0) {
            ok = add_new(comparison, new);
        } else if (name.folder) {
            const struct index_folder *folder =
                order == 0 ? find_sibling(&siblings, name.text) : NULL;
            ok = pass_over(comparison, git_tree_entry_id(old), folder) ||
                 enter(comparison, old, folder);
        } else {
            ok = order == 0 ? compare_files(comparison, old, new) : add_old(comparison, old);
        }
        if (!ok)
            return false;
        i += order <= 0;
        comparison->at += order > 0 || (order == 0 && !name.folder);
    }
}

bool staged_compare(git_repository *repository, const git_tree *tree, const struct index *index,
                    git_index **ret_old, git_index **ret_new)
{
    struct comparison comparison = { .repository = repository, .index = index };
    const struct index_folder *top = index->folder_count > 0 ? index->folders : NULL;
    bool ok = git_index_new(&comparison.old_side) == 0 &&
              git_index_new(&comparison.new_side) == 0 &&
              ((tree && pass_over(&comparison, git_tree_id(tree), top)) ||
               compare_folder(&comparison, tree, top)) &&
              comparison.at == index->count;
    buf_release(&comparison.path);
    if (ok) {
        *ret_old = comparison.old_side;
        *ret_new = comparison.new_side;
        return true;
    }
    git_index_free(comparison.old_side);
    git_index_free(comparison.new_side);
    *ret_old = *ret_new = NULL;
    return false;
}
