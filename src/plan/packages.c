#include "plan/packages.h"

#include "score/effort_read.h"

static const char *const package_keys[] = { "id",    "title",   "why",  "verify", "after",
                                            "where", "changes", "work", NULL };

static const struct package_kind *find_package(const struct packages *packages, struct str id)
{
    for (size_t i = 0; i < packages->count; i++) {
        if (str_equal(packages->kinds[i].id, id))
            return &packages->kinds[i];
    }
    return NULL;
}

/* Each name of a list leads to the package; a second package with it is an error. */
static bool read_members(const struct reader *reader, const struct yaml_node *node,
                         const struct map *known, const char *what, struct package_kind *kind,
                         struct map *ret)
{
    struct strs names;
    if (!read_strs(reader, node, &names))
        return false;
    for (size_t i = 0; i < names.count; i++) {
        if (!map_get(known, names.items[i]))
            return read_fail(reader, node, "effort.yaml has no %s '%.*s'", what,
                             STR_ARG(names.items[i]));
        void **slot = map_at(ret, reader->run, names.items[i]);
        if (*slot)
            return read_fail(reader, node, "'%.*s' is in two packages", STR_ARG(names.items[i]));
        *slot = kind;
    }
    return true;
}

static bool read_where(const struct reader *reader, const struct yaml_node *node,
                       struct package_kind *kind)
{
    for (const struct yaml_node *item = yaml_first(node); item; item = item->next) {
        size_t where;
        if (!read_name(reader, item, where_names, WHERE_COUNT, &where))
            return false;
        kind->where[where] = true;
    }
    return true;
}

static bool read_package(const struct reader *reader, const struct yaml_node *node,
                         const struct effort *effort, struct packages *packages)
{
    struct package_kind *kind = &packages->kinds[packages->count];
    if (!read_keys(reader, node, package_keys))
        return false;
    *kind = (struct package_kind){ .id = read_text(reader, node, "id"),
                                   .title = read_text(reader, node, "title"),
                                   .why = read_text(reader, node, "why"),
                                   .line = node->line };
    if (kind->id.len == 0 || kind->title.len == 0)
        return read_fail(reader, node, "a package needs an id and a title");
    if (find_package(packages, kind->id))
        return read_fail(reader, node, "a second package '%.*s'", STR_ARG(kind->id));
    if (!read_strs(reader, yaml_get(node, "verify"), &kind->verify) ||
        !read_strs(reader, yaml_get(node, "after"), &kind->after) ||
        !read_where(reader, yaml_get(node, "where"), kind) ||
        !read_members(reader, yaml_get(node, "changes"), &effort->changes, "change kind", kind,
                      &packages->changes) ||
        !read_members(reader, yaml_get(node, "work"), &effort->work, "work", kind, &packages->work))
        return false;
    for (size_t i = 0; i < kind->after.count; i++) {
        if (!find_package(packages, kind->after.items[i]))
            return read_fail(reader, yaml_get(node, "after"), "no package '%.*s' stands before it",
                             STR_ARG(kind->after.items[i]));
    }
    packages->count++;
    return true;
}

static bool check_complete(const struct reader *reader, const struct map *wanted,
                           const struct map *there)
{
    for (size_t i = 0; i < wanted->count; i++) {
        if (!map_get(there, wanted->entries[i].key))
            return read_fail(reader, NULL, "'%.*s' is in no package",
                             STR_ARG(wanted->entries[i].key));
    }
    return true;
}

bool packages_load(const struct data *data, const struct effort *effort, struct arena *run,
                   struct packages *ret_packages, struct err *err)
{
    static const char *const keys[] = { "as_of", "packages", NULL };
    const struct data_file *file = data_get(data, "packages.yaml");
    const struct yaml_node *root;
    if (!file)
        return err_set(err, ERR_INTERNAL, "packages.yaml is missing");
    if (!data_parse(file, run, &root, err))
        return false;
    struct reader reader = { .run = run, .label = file->label.ptr, .err = err };
    const struct yaml_node *list = yaml_get(root, "packages");
    if (!read_keys(&reader, root, keys))
        return false;
    struct packages packages = {
        .kinds = arena_array(run, list ? list->count : 0, sizeof *packages.kinds),
    };
    for (const struct yaml_node *item = yaml_first(list); item; item = item->next) {
        if (!read_package(&reader, item, effort, &packages))
            return false;
    }
    if (!check_complete(&reader, &effort->changes, &packages.changes) ||
        !check_complete(&reader, &effort->work, &packages.work))
        return false;
    *ret_packages = packages;
    return true;
}

const struct package_kind *packages_of_finding(const struct packages *packages,
                                               const struct finding *finding)
{
    if (finding->kind != KIND_DEPENDENCY || finding->change.len == 0)
        return NULL;
    for (size_t i = 0; i < packages->count; i++) {
        if (packages->kinds[i].where[finding->where])
            return &packages->kinds[i];
    }
    return map_get(&packages->changes, finding->change);
}

const struct package_kind *packages_of_work(const struct packages *packages,
                                            const struct work_item *item)
{
    return map_get(&packages->work, item->change);
}
