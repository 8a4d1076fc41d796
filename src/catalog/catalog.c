#include "catalog/catalog.h"

#include "catalog/internal.h"

bool data_file_parse(const struct data *data, const char *name, struct arena *run,
                     const struct data_file **ret_file, const struct yaml_node **ret_root,
                     struct err *err)
{
    const struct data_file *file = data_get(data, name);
    if (!file)
        return err_set(err, ERR_SYNTAX, "%s: is missing", name);
    if (!data_parse(file, run, ret_root, err))
        return false;
    *ret_file = file;
    return true;
}

bool catalog_load(const struct data *data, struct arena *run, struct catalog **ret_catalog,
                  struct err *err)
{
    struct catalog *catalog = arena_new(run, struct catalog);
    /* Each of them refers to those before it. */
    if (!hosts_load(data, catalog, run, err) || !models_load(data, catalog, run, err) ||
        !equivalents_load(data, catalog, run, err) || !spellings_load(data, catalog, run, err))
        return false;
    *ret_catalog = catalog;
    return true;
}

static void release_spellings(struct spellings *spellings)
{
    for (size_t i = 0; i < spellings->count; i++) {
        regex_free(spellings->items[i].compiled);
        spellings->items[i].compiled = NULL;
    }
}

void catalog_release(struct catalog *catalog)
{
    if (!catalog)
        return;
    release_spellings(&catalog->spellings);
    release_spellings(&catalog->host_spellings);
    release_spellings(&catalog->variants);
    release_spellings(&catalog->quantisations);
    release_spellings(&catalog->formats);
}

const struct model *catalog_models(const struct catalog *catalog, size_t *ret_count)
{
    *ret_count = catalog->model_count;
    return catalog->models;
}

const struct model *catalog_get(const struct catalog *catalog, struct str id)
{
    char lower[128];
    if (id.len > sizeof lower)
        return NULL;
    for (size_t i = 0; i < id.len; i++)
        lower[i] = ascii_lower(id.ptr[i]);
    return map_get(&catalog->ids, (struct str){ lower, id.len });
}

struct str catalog_as_of(const struct catalog *catalog)
{
    return catalog->as_of;
}

void catalog_literals(const struct catalog *catalog, struct arena *arena, struct strs *ret)
{
    catalog_role_literals(catalog, ~0u, arena, ret);
}

void catalog_role_literals(const struct catalog *catalog, unsigned roles, struct arena *arena,
                           struct strs *ret)
{
    struct literal_set wanted = { 0 };
    for (size_t i = 0; i < catalog->spellings.count; i++) {
        const struct spelling *spelling = &catalog->spellings.items[i];
        if (spelling->friend || !(roles & 1u << spelling->role))
            continue;
        for (size_t k = 0; k < LITERAL_WORDS; k++)
            wanted.words[k] |= spelling->set.words[k];
    }
    for (size_t i = 0; i < catalog->literals->count; i++) {
        if (wanted.words[i / 64] >> (i % 64) & 1)
            vec_push(arena, ret, catalog->literals->items[i].text);
    }
}

void catalog_role_spellings(const struct catalog *catalog, unsigned roles, struct arena *arena,
                            struct spelling_list *ret)
{
    for (size_t i = 0; i < catalog->spellings.count; i++) {
        const struct spelling *spelling = &catalog->spellings.items[i];
        if (spelling->friend || !(roles & 1u << spelling->role))
            continue;
        vec_push(arena, ret,
                 (struct spelling_facts){ .pattern = spelling->pattern,
                                          .literals = &spelling->literals,
                                          .with = &spelling->with });
    }
}
