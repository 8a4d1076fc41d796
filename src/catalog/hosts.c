/* Reads rules/hosts.yaml, and what is known about ids on hosts. */
#include <stddef.h>
#include <stdlib.h>

#include "catalog/internal.h"

static const struct field host_fields[] = {
    { "aliases", FIELD_STRS, offsetof(struct host, aliases) },
    { "cloud", FIELD_BOOL, offsetof(struct host, cloud) },
    { "id", FIELD_STR, offsetof(struct host, id) },
    { "kind", FIELD_STR, offsetof(struct host, retired_kind) },
    { "llama_only", FIELD_BOOL, offsetof(struct host, llama_only) },
    { "local", FIELD_BOOL, offsetof(struct host, local) },
    { "name", FIELD_STR, offsetof(struct host, name) },
    { "note", FIELD_STR, offsetof(struct host, note) },
    { "retired", FIELD_DATE, offsetof(struct host, retired) },
    { "shown_by", FIELD_STRS, offsetof(struct host, shown_by) },
    { "spellings", FIELD_OTHER, 0 },
    { "successor", FIELD_STR, offsetof(struct host, successor) },
};

static int compare_hosts(const void *a, const void *b)
{
    return str_compare(((const struct host *)a)->id, ((const struct host *)b)->id);
}

static bool add_name(struct catalog *catalog, const struct source *source, struct host *host,
                     struct str name, const struct yaml_node *at)
{
    void **known = map_at(&catalog->host_names, source->run, lower_copy(source->run, name));
    if (*known)
        return source_error(source, at, "duplicate host '%.*s'", STR_ARG(name));
    *known = host;
    return true;
}

static bool read_host(const struct source *source, const struct yaml_node *node, struct host *ret)
{
    if (!fields_read(source, node, host_fields, ARRAY_COUNT(host_fields), ret))
        return false;
    if (ret->id.len == 0 || ret->name.len == 0)
        return source_error(source, node, "a host needs an id and a name");
    return true;
}

static bool read_host_spellings(struct catalog *catalog, const struct source *source, bool check,
                                const struct yaml_node *node, const struct host *host)
{
    for (const struct yaml_node *at = yaml_first(yaml_get(node, "spellings")); at; at = at->next) {
        struct spelling spelling = { 0 };
        if (!spelling_read(source, at, check, &spelling))
            return false;
        spelling.host = host;
        vec_push(source->run, &catalog->host_spellings, spelling);
    }
    return true;
}

bool hosts_load(const struct data *data, struct catalog *catalog, struct arena *run,
                struct err *err)
{
    const struct data_file *file;
    const struct yaml_node *root;
    if (!data_file_parse(data, "hosts.yaml", run, &file, &root, err))
        return false;
    struct source source = { .label = file->label.ptr, .run = run, .err = err };
    const struct yaml_node *list = yaml_get(root, "hosts");
    if (!list || list->kind != YAML_SEQUENCE)
        return source_error(&source, root, "expected a list of hosts under the key hosts");

    struct hosts hosts = { 0 };
    for (const struct yaml_node *node = list->first; node; node = node->next) {
        if (!read_host(&source, node, vec_add(run, &hosts)))
            return false;
    }
    if (hosts.count > 1)
        qsort(hosts.items, hosts.count, sizeof *hosts.items, compare_hosts);
    catalog->hosts = hosts.items;
    catalog->host_count = hosts.count;
    for (size_t i = 0; i < hosts.count; i++) {
        struct host *host = &hosts.items[i];
        if (!add_name(catalog, &source, host, host->id, list))
            return false;
        for (size_t k = 0; k < host->aliases.count; k++) {
            if (!add_name(catalog, &source, host, host->aliases.items[k], list))
                return false;
        }
    }
    for (const struct yaml_node *node = list->first; node; node = node->next) {
        const struct host *host = catalog_host(catalog, yaml_get_str(node, "id", ""));
        if (!read_host_spellings(catalog, &source, !file->built_in, node, host))
            return false;
    }
    return true;
}

const struct host *catalog_hosts(const struct catalog *catalog, size_t *ret_count)
{
    *ret_count = catalog->host_count;
    return catalog->hosts;
}

const struct host *catalog_host(const struct catalog *catalog, struct str name)
{
    char lower[64];
    if (name.len > sizeof lower)
        return NULL;
    for (size_t i = 0; i < name.len; i++)
        lower[i] = ascii_lower(name.ptr[i]);
    return map_get(&catalog->host_names, (struct str){ lower, name.len });
}

struct hosted_ids catalog_hosted(const struct catalog *catalog, const struct model *model,
                                 struct str host, struct arena *arena)
{
    struct hosted_ids found = { 0 };
    const struct host *wanted = catalog_host(catalog, host);
    for (size_t i = 0; wanted && i < model->hosted.count; i++) {
        if (str_equal(model->hosted.items[i].host, wanted->id))
            vec_push(arena, &found, model->hosted.items[i]);
    }
    return found;
}

/* "us.meta.llama3-…" and "bedrock/eu-west-1/meta.llama3-…" end with the id itself. */
static bool ends_with_id(struct str spelling, struct str id)
{
    if (!str_ends_icase(spelling, id))
        return false;
    size_t before = spelling.len - id.len;
    return before == 0 || !(ascii_alnum(spelling.ptr[before - 1]) ||
                            spelling.ptr[before - 1] == '-' || spelling.ptr[before - 1] == '_');
}

const struct hosted_id *catalog_retirement(const struct catalog *catalog, struct str host,
                                           struct str spelling)
{
    const struct host *wanted = catalog_host(catalog, host);
    const struct hosted_id *best = NULL;
    if (!wanted)
        return NULL;
    for (size_t i = 0; i < catalog->model_count; i++) {
        const struct model *model = &catalog->models[i];
        for (size_t k = 0; k < model->hosted.count; k++) {
            const struct hosted_id *hosted = &model->hosted.items[k];
            if (hosted->retired.len > 0 && str_equal(hosted->host, wanted->id) &&
                ends_with_id(spelling, hosted->id) && (!best || hosted->id.len > best->id.len))
                best = hosted;
        }
    }
    return best;
}
