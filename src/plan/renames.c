#include "plan/renames.h"

#include "base/yaml.h"
#include "score/effort.h"
#include "score/effort_read.h"

static bool read_to(const struct reader *reader, const struct yaml_node *node,
                    struct rename_row *row)
{
    row->to = arena_array(reader->run, node ? node->count : 0, sizeof *row->to);
    for (const struct yaml_node *item = yaml_first(node); item; item = item->next) {
        if (item->kind != YAML_SCALAR || item->scalar.len == 0)
            return read_fail(reader, item, "'%.*s' must be a name", STR_ARG(item->key));
        row->to[row->to_count++] = (struct rename_to){
            .models = arena_str(reader->run, item->key),
            .name = arena_str(reader->run, item->scalar),
        };
    }
    return true;
}

static bool read_row(const struct reader *reader, const struct yaml_node *node,
                     struct rename_row *row)
{
    static const char *const keys[] = { "change", "key", "from", "to", NULL };
    return read_keys(reader, node, keys) &&
           read_strs(reader, yaml_get(node, "change"), &row->changes) &&
           read_strs(reader, yaml_get(node, "key"), &row->keys) &&
           read_strs(reader, yaml_get(node, "from"), &row->from) &&
           read_to(reader, yaml_get(node, "to"), row);
}

static bool read_hosts(const struct reader *reader, const struct catalog *catalog,
                       const struct yaml_node *node, struct strs *ret)
{
    if (!read_strs(reader, node, ret))
        return false;
    for (size_t i = 0; i < ret->count; i++) {
        if (!catalog_host(catalog, ret->items[i]))
            return read_fail(reader, node, "hosts.yaml has no host '%.*s'",
                             STR_ARG(ret->items[i]));
    }
    return true;
}

/* changes: { prompt: { kinds: [prompt-format], binds: true } } */
static bool read_treatment(const struct reader *reader, const struct yaml_node *node,
                           struct map *ret)
{
    static const char *const keys[] = { "kinds", "binds", NULL };
    struct treatment *treatment = arena_new(reader->run, struct treatment);
    treatment->name = arena_str(reader->run, node->key);
    const struct yaml_node *binds = yaml_get(node, "binds");
    struct strs kinds;
    if (!read_keys(reader, node, keys) || !read_strs(reader, yaml_get(node, "kinds"), &kinds) ||
        (binds && !yaml_to_bool(binds, reader->label, &treatment->binds, reader->err)))
        return false;
    for (size_t i = 0; i < kinds.count; i++) {
        void **slot = map_at(ret, reader->run, kinds.items[i]);
        if (*slot)
            return read_fail(reader, node, "'%.*s' is there twice", STR_ARG(kinds.items[i]));
        *slot = treatment;
    }
    return true;
}

bool renames_load(const struct data *data, const struct catalog *catalog, struct arena *run,
                  struct renames *ret_renames, struct err *err)
{
    static const char *const keys[] = { "as_of", "sources", "changes", "hosts", "names",
                                       "by_hand", NULL };
    static const char *const host_keys[] = { "uniform", "without_body", "geographies", NULL };
    const struct data_file *file = data_get(data, "renames.yaml");
    const struct yaml_node *root;
    if (!file)
        return err_set(err, ERR_INTERNAL, "renames.yaml is missing");
    if (!data_parse(file, run, &root, err))
        return false;
    struct reader reader = { .run = run, .label = file->label.ptr, .err = err };
    struct renames renames = { 0 };
    const struct yaml_node *hosts = yaml_get(root, "hosts");
    const struct yaml_node *names = yaml_get(root, "names");
    if (!read_keys(&reader, root, keys) || !read_keys(&reader, hosts, host_keys) ||
        !read_hosts(&reader, catalog, yaml_get(hosts, "uniform"), &renames.uniform) ||
        !read_hosts(&reader, catalog, yaml_get(hosts, "without_body"), &renames.without_body) ||
        !read_strs(&reader, yaml_get(hosts, "geographies"), &renames.geographies))
        return false;
    for (const struct yaml_node *item = yaml_first(yaml_get(root, "changes")); item;
         item = item->next) {
        if (!read_treatment(&reader, item, &renames.changes))
            return false;
    }
    renames.rows = arena_array(run, names ? names->count : 0, sizeof *renames.rows);
    for (const struct yaml_node *item = yaml_first(names); item; item = item->next) {
        if (!read_row(&reader, item, &renames.rows[renames.row_count++]))
            return false;
    }
    const struct yaml_node *by_hand = yaml_get(root, "by_hand");
    renames.by_hand = arena_array(run, by_hand ? by_hand->count : 0, sizeof *renames.by_hand);
    for (const struct yaml_node *item = yaml_first(by_hand); item; item = item->next) {
        if (!read_row(&reader, item, &renames.by_hand[renames.by_hand_count++]))
            return false;
    }
    *ret_renames = renames;
    return true;
}

/* "services.vllm.chat_template" → "chat_template", "--template" → "template" */
static struct str last_part(struct str key)
{
    size_t start = key.len;
    while (start > 0 && key.ptr[start - 1] != '.')
        start--;
    while (start < key.len && key.ptr[start] == '-')
        start++;
    return str_slice(key, start, key.len);
}

static bool row_fits(const struct rename_row *row, struct str change,
                     const struct reference *reference)
{
    bool change_fits = any_glob(&row->changes, change);
    bool key_fits = row->keys.count == 0 || any_glob(&row->keys, last_part(reference->key)) ||
                    any_glob(&row->keys, last_part(reference->argument));
    return change_fits && key_fits;
}

static bool says(const struct rename_row *row, struct str text)
{
    for (size_t i = 0; i < row->from.count; i++) {
        if (str_equal(row->from.items[i], text))
            return true;
    }
    return false;
}

/* What the row has for the model, or "". */
static struct str name_for(const struct rename_row *row, const struct model *model)
{
    for (size_t i = 0; i < row->to_count; i++) {
        const struct rename_to *to = &row->to[i];
        if (str_glob(to->models, model->id) || str_equal(to->models, model->family))
            return to->name;
    }
    return STR("");
}

struct str renames_find(const struct renames *renames, struct str change,
                        const struct reference *reference, const struct model *model,
                        bool *ret_known)
{
    *ret_known = false;
    for (size_t i = 0; i < renames->row_count; i++) {
        const struct rename_row *row = &renames->rows[i];
        if (!says(row, reference->evidence) || !row_fits(row, change, reference))
            continue;
        *ret_known = true;
        return name_for(row, model);
    }
    return STR("");
}

struct str renames_by_hand(const struct renames *renames, struct str text,
                           const struct model *model)
{
    for (size_t i = 0; i < renames->by_hand_count; i++) {
        const struct rename_row *row = &renames->by_hand[i];
        if (says(row, text))
            return name_for(row, model);
    }
    return STR("");
}
