/* Reads rules/equivalents.yaml: what each target family has in place of a model. */
#include <stddef.h>

#include "catalog/internal.h"

static const struct field equivalent_fields[] = {
    { "also", FIELD_OTHER, 0 },
    { "blockers", FIELD_STRS, offsetof(struct equivalent, blockers) },
    { "context_blocker_above_tokens", FIELD_COUNT,
      offsetof(struct equivalent, context_blocker_above_tokens) },
    { "context_needs_extension_above_tokens", FIELD_COUNT,
      offsetof(struct equivalent, context_needs_extension_above_tokens) },
    { "gained", FIELD_STRS, offsetof(struct equivalent, gained) },
    { "lost", FIELD_STRS, offsetof(struct equivalent, lost) },
    { "modality_gained", FIELD_STRS, offsetof(struct equivalent, modality_gained) },
    { "modality_lost", FIELD_STRS, offsetof(struct equivalent, modality_lost) },
    { "named", FIELD_STR, offsetof(struct equivalent, name) },
    { "nearest", FIELD_OTHER, 0 },
    { "none", FIELD_BOOL, offsetof(struct equivalent, none) },
    { "note", FIELD_STR, offsetof(struct equivalent, note) },
    { "also_named", FIELD_STRS, offsetof(struct equivalent, also_named) },
};

static const struct model *known_model(const struct catalog *catalog, const struct source *source,
                                       const struct yaml_node *at, struct str id)
{
    const struct model *model = catalog_get(catalog, id);
    if (!model)
        source_error(source, at, "unknown model '%.*s'", STR_ARG(id));
    return model;
}

static bool read_also(const struct catalog *catalog, const struct source *source,
                      const struct yaml_node *list, struct equivalent *equivalent)
{
    equivalent->also = arena_array(source->run, list ? list->count : 0, sizeof(void *));
    for (const struct yaml_node *node = yaml_first(list); node; node = node->next) {
        const struct model *model = known_model(catalog, source, node, node->scalar);
        if (!model)
            return false;
        equivalent->also[equivalent->also_count++] = model;
    }
    return true;
}

static bool read_equivalent(const struct catalog *catalog, const struct source *source,
                            const struct yaml_node *node, struct equivalent *ret)
{
    if (!fields_read(source, node, equivalent_fields, ARRAY_COUNT(equivalent_fields), ret))
        return false;
    const struct yaml_node *nearest = yaml_get(node, "nearest");
    if (nearest) {
        ret->model = known_model(catalog, source, nearest, nearest->scalar);
        if (!ret->model)
            return false;
    }
    if (!ret->model && ret->name.len == 0 && !ret->none)
        return source_error(source, node, "an equivalent needs nearest, named or none");
    return read_also(catalog, source, yaml_get(node, "also"), ret);
}

static struct str pair_key(struct arena *arena, struct str model, struct str family)
{
    return arena_printf(arena, "%.*s %.*s", STR_ARG(model), STR_ARG(family));
}

bool equivalents_load(const struct data *data, struct catalog *catalog, struct arena *run,
                      struct err *err)
{
    const struct data_file *file;
    const struct yaml_node *root;
    if (!data_file_parse(data, "equivalents.yaml", run, &file, &root, err))
        return false;
    struct source source = { .label = file->label.ptr, .run = run, .err = err };
    const struct yaml_node *models = yaml_get(root, "equivalents");
    if (!models || models->kind != YAML_MAPPING)
        return source_error(&source, root, "expected models under the key equivalents");
    for (const struct yaml_node *from = models->first; from; from = from->next) {
        const struct model *model = known_model(catalog, &source, from, from->key);
        if (!model)
            return false;
        for (const struct yaml_node *to = yaml_first(from); to; to = to->next) {
            if (!known_model(catalog, &source, to, to->key))
                return false;
            struct equivalent *equivalent = arena_new(run, struct equivalent);
            if (!read_equivalent(catalog, &source, to, equivalent))
                return false;
            *map_at(&catalog->equivalents, run, pair_key(run, model->id, to->key)) = equivalent;
        }
    }
    return true;
}

static const struct equivalent *direct(const struct catalog *catalog, const struct model *model,
                                       struct str family)
{
    struct arena scratch = { 0 };
    const struct equivalent *found =
        map_get(&catalog->equivalents, pair_key(&scratch, model->id, family));
    arena_release(&scratch);
    return found;
}

/* The member of a family that has an entry; the smallest, as a family's default usually is. */
static const struct equivalent *of_member(const struct catalog *catalog, const struct model *family,
                                          struct str target)
{
    const struct equivalent *best = NULL;
    double best_size = 0;
    for (size_t i = 0; i < catalog->model_count; i++) {
        const struct model *model = &catalog->models[i];
        bool member = str_equal(model->family, family->id) ||
                      (str_starts(model->id, family->id) && model->id.len > family->id.len &&
                       model->id.ptr[family->id.len] == '-');
        if (!member || model->is_family || (best && model->params_b >= best_size))
            continue;
        const struct equivalent *found = direct(catalog, model, target);
        if (found) {
            best = found;
            best_size = model->params_b;
        }
    }
    return best;
}

const struct equivalent *catalog_equivalent(const struct catalog *catalog,
                                            const struct model *model, struct str family)
{
    for (; model; model = model->base) {
        const struct equivalent *found = direct(catalog, model, family);
        if (!found && model->is_family)
            found = of_member(catalog, model, family);
        if (found)
            return found;
    }
    return NULL;
}
