#include "history/trees.h"

#include <limits.h>

/** A pair of folders that is still to be compared. */
struct pair {
    uint8_t before[OID_BYTES];
    uint8_t after[OID_BYTES];
    bool has_before;
    bool has_after;
    uint32_t path_len; /* the path lies in diff->names, behind that of the pair below */
};

enum entry_type { ENTRY_FILE, ENTRY_FOLDER, ENTRY_LINK, ENTRY_SUBMODULE };

struct tree_entry {
    enum entry_type type;
    struct str name;
    const uint8_t *oid;
};

static enum entry_type type_of(unsigned mode)
{
    switch (mode & 0170000) {
    case 0040000: return ENTRY_FOLDER;
    case 0120000: return ENTRY_LINK;
    case 0160000: return ENTRY_SUBMODULE;
    default: return ENTRY_FILE;
    }
}

/** Takes "<octal mode> <name>\0<id>" off the front. False at the end, or where that is not so. */
static bool next_entry(struct str *rest, struct tree_entry *ret)
{
    size_t blank = str_find_char(*rest, ' ', 0);
    size_t end = blank == STR_NONE ? STR_NONE : str_find_char(*rest, '\0', blank);
    if (end == STR_NONE || rest->len - end - 1 < OID_BYTES)
        return false;
    unsigned mode = 0;
    for (size_t i = 0; i < blank; i++)
        mode = mode * 8 + (unsigned)(rest->ptr[i] - '0');
    *ret = (struct tree_entry){ .type = type_of(mode),
                                .name = str_slice(*rest, blank + 1, end),
                                .oid = (const uint8_t *)rest->ptr + end + 1 };
    *rest = str_slice(*rest, end + 1 + OID_BYTES, rest->len);
    return true;
}

/** The order of git: folders as if their name ended in '/'. */
static int compare_entries(const struct tree_entry *a, const struct tree_entry *b)
{
    size_t common = a->name.len < b->name.len ? a->name.len : b->name.len;
    int order = memcmp(a->name.ptr, b->name.ptr, common);
    if (order != 0)
        return order;
    unsigned char end_a = a->type == ENTRY_FOLDER ? '/' : '\0';
    unsigned char end_b = b->type == ENTRY_FOLDER ? '/' : '\0';
    unsigned char next_a = a->name.len > common ? (unsigned char)a->name.ptr[common] : end_a;
    unsigned char next_b = b->name.len > common ? (unsigned char)b->name.ptr[common] : end_b;
    return (int)next_a - (int)next_b;
}

static void push(struct tree_diff *diff, struct str folder, const uint8_t *before,
                 const uint8_t *after)
{
    struct pair pair = { .has_before = before != NULL,
                         .has_after = after != NULL,
                         .path_len = (uint32_t)folder.len };
    if (before)
        memcpy(pair.before, before, OID_BYTES);
    if (after)
        memcpy(pair.after, after, OID_BYTES);
    buf_add(&diff->names, folder);
    buf_add(&diff->pending, (struct str){ (const char *)&pair, sizeof pair });
}

/** An entry that differs, or is on one side only. Both are of one type. */
static void visit(struct tree_diff *diff, size_t folder_len, const struct tree_entry *before,
                  const struct tree_entry *after)
{
    const struct tree_entry *entry = after ? after : before;
    diff->path.len = folder_len;
    buf_add(&diff->path, entry->name);
    switch (entry->type) {
    case ENTRY_LINK:
        diff->links++;
        return;
    case ENTRY_SUBMODULE:
        diff->submodules++;
        return;
    case ENTRY_FOLDER:
        buf_char(&diff->path, '/');
        if (diff->path.len < PATH_MAX &&
            (!diff->enter ||
             diff->enter(diff->context, str_slice(buf_str(&diff->path), 0, diff->path.len - 1))))
            push(diff, buf_str(&diff->path), before ? before->oid : NULL,
                 after ? after->oid : NULL);
        return;
    case ENTRY_FILE:
        diff->file(diff->context,
                   &(struct tree_change){ .path = buf_str(&diff->path),
                                          .before = before ? before->oid : NULL,
                                          .after = after ? after->oid : NULL });
        return;
    }
}

static git_odb_object *read_tree(struct tree_diff *diff, bool wanted, const uint8_t *id)
{
    git_odb_object *object = NULL;
    git_oid oid;
    git_oid_fromraw(&oid, id);
    if (wanted && git_odb_read(&object, diff->objects, &oid) == 0 &&
        git_odb_object_type(object) != GIT_OBJECT_TREE) {
        git_odb_object_free(object);
        object = NULL;
    }
    return object;
}

static struct str text_of(git_odb_object *object)
{
    if (!object)
        return (struct str){ 0 };
    return (struct str){ git_odb_object_data(object), git_odb_object_size(object) };
}

static void merge(struct tree_diff *diff, struct str before_text, struct str after_text)
{
    size_t folder_len = diff->path.len;
    struct tree_entry before;
    struct tree_entry after;
    bool has_before = next_entry(&before_text, &before);
    bool has_after = next_entry(&after_text, &after);
    while (has_before || has_after) {
        int order = !has_before ? 1 : !has_after ? -1 : compare_entries(&before, &after);
        if (order == 0) {
            bool same = memcmp(before.oid, after.oid, OID_BYTES) == 0;
            if (before.type != after.type) {
                visit(diff, folder_len, &before, NULL);
                visit(diff, folder_len, NULL, &after);
            } else if (!same) {
                visit(diff, folder_len, &before, &after);
            }
        } else if (order < 0) {
            visit(diff, folder_len, &before, NULL);
        } else {
            visit(diff, folder_len, NULL, &after);
        }
        if (order <= 0)
            has_before = next_entry(&before_text, &before);
        if (order >= 0)
            has_after = next_entry(&after_text, &after);
    }
}

static void compare(struct tree_diff *diff, const struct pair *pair)
{
    git_odb_object *before = read_tree(diff, pair->has_before, pair->before);
    git_odb_object *after = read_tree(diff, pair->has_after, pair->after);
    if ((pair->has_before && !before) || (pair->has_after && !after))
        diff->missing++;
    else
        merge(diff, text_of(before), text_of(after));
    git_odb_object_free(before);
    git_odb_object_free(after);
}

/** Takes the pair on top; its path becomes diff->path. */
static bool pop(struct tree_diff *diff, struct pair *ret)
{
    if (diff->pending.len == 0)
        return false;
    diff->pending.len -= sizeof *ret;
    memcpy(ret, diff->pending.ptr + diff->pending.len, sizeof *ret);
    diff->names.len -= ret->path_len;
    buf_reset(&diff->path);
    buf_add(&diff->path, (struct str){ diff->names.ptr + diff->names.len, ret->path_len });
    return true;
}

static void run_pending(struct tree_diff *diff)
{
    struct pair pair;
    while (pop(diff, &pair)) {
        if (diff->left == 0) {
            diff->limited = true;
            buf_reset(&diff->pending);
            buf_reset(&diff->names);
            return;
        }
        diff->left--;
        compare(diff, &pair);
    }
}

/**
 * Goes down to `path` ("sub/dir/" or "sub/file") in a tree. False when it is not there. What is
 * found is a folder exactly when the path ends in '/'.
 */
static bool descend(struct tree_diff *diff, const uint8_t *tree, struct str path, uint8_t *ret)
{
    memcpy(ret, tree, OID_BYTES);
    while (path.ptr && path.len > 0) {
        git_odb_object *object = read_tree(diff, true, ret);
        diff->missing += !object;
        struct str text = text_of(object);
        size_t slash = str_find_char(path, '/', 0);
        struct str name = str_split(&path, '/');
        bool found = false;
        struct tree_entry entry;
        while (!found && next_entry(&text, &entry))
            found = str_equal(entry.name, name) &&
                    entry.type == (slash == STR_NONE ? ENTRY_FILE : ENTRY_FOLDER);
        if (found)
            memcpy(ret, entry.oid, OID_BYTES);
        git_odb_object_free(object);
        if (!found)
            return false;
    }
    return true;
}

static struct str last_part(struct str path)
{
    size_t start = path.len;
    while (start > 0 && path.ptr[start - 1] != '/')
        start--;
    return str_slice(path, start, path.len);
}

void tree_diff_run(struct tree_diff *diff, const uint8_t *before, const uint8_t *after)
{
    uint8_t from[OID_BYTES];
    uint8_t to[OID_BYTES];
    size_t missing = diff->missing;
    const uint8_t *old = before && descend(diff, before, diff->below, from) ? from : NULL;
    const uint8_t *new = after && descend(diff, after, diff->below, to) ? to : NULL;
    if (diff->missing > missing || (!old && !new) || (old && new && memcmp(old, new, OID_BYTES) == 0))
        return;
    struct str name = last_part(diff->below);
    if (name.len > 0) {
        diff->file(diff->context, &(struct tree_change){ name, old, new });
        return;
    }
    push(diff, STR(""), old, new);
    run_pending(diff);
}

void tree_diff_release(struct tree_diff *diff)
{
    buf_release(&diff->pending);
    buf_release(&diff->names);
    buf_release(&diff->path);
}
