/* Reads rules/models/: families of models, with what the members share. */
#include <stddef.h>
#include <stdlib.h>

#include "catalog/internal.h"

enum {
    /* A tune of a tune of a model; more is a circle. */
    MAX_BASES = 8,
};

struct entry {
    struct model model;
    struct str base_id;
    struct strs aliases;
    const struct yaml_node *at;
    const char *label;
};

struct entries VEC(struct entry *);

struct models_reader {
    struct catalog *catalog;
    struct entries entries;
    struct map ids; /* lower case: ids and aliases → struct entry * */
    bool built_in;
    struct source source;
};

struct family {
    struct str id;
    struct str name;
    struct str role;
    struct str as_of;
    struct strs aliases;
    struct strs sources; /* for people only */
    struct str note;
};

#define FIELD(key, type, member)                                                                   \
    {                                                                                              \
        key, type, offsetof(struct model, member)                                                  \
    }

static const struct field model_fields[] = {
    FIELD("active_b", FIELD_NUMBER, active_b),
    { "aliases", FIELD_OTHER, 0 },
    FIELD("api_only", FIELD_BOOL, api_only),
    FIELD("architecture", FIELD_STR, architecture),
    { "base", FIELD_OTHER, 0 },
    FIELD("chat_format", FIELD_STR, chat_format),
    FIELD("code", FIELD_BOOL, code),
    FIELD("context_extended_tokens", FIELD_COUNT, context_extended_tokens),
    FIELD("context_tokens", FIELD_COUNT, context_tokens),
    FIELD("embedding", FIELD_BOOL, embedding),
    FIELD("fill_in_middle", FIELD_BOOL, fill_in_middle),
    FIELD("gated", FIELD_BOOL, gated),
    FIELD("guard", FIELD_BOOL, guard),
    { "hosted", FIELD_OTHER, 0 },
    FIELD("hub_base_id", FIELD_STR, hub_base_id),
    FIELD("hub_id", FIELD_STR, hub_id),
    FIELD("hub_ids", FIELD_STRS, hub_ids),
    FIELD("id", FIELD_STR, id),
    FIELD("languages", FIELD_STR, languages),
    FIELD("licence", FIELD_STR, licence),
    FIELD("licence_note", FIELD_STR, licence_note),
    FIELD("licence_tag", FIELD_STR, licence_tag),
    FIELD("modalities", FIELD_STRS, modalities),
    FIELD("model_type", FIELD_STR, model_type),
    FIELD("name", FIELD_STR, name),
    FIELD("note", FIELD_STR, note),
    FIELD("ollama_min", FIELD_STR, ollama_min),
    FIELD("ollama_tags", FIELD_STRS, ollama_tags),
    FIELD("opt_in", FIELD_BOOL, opt_in),
    FIELD("own_weights", FIELD_BOOL, own_weights),
    FIELD("params_b", FIELD_NUMBER, params_b),
    FIELD("released", FIELD_DATE, released),
    FIELD("sglang_tool_parser", FIELD_STR, sglang_tool_parser),
    FIELD("thinking", FIELD_STR, thinking),
    FIELD("tools", FIELD_BOOL, tools),
    FIELD("transformers_min", FIELD_STR, transformers_min),
    FIELD("unverified", FIELD_BOOL, unverified),
    FIELD("unverified_facts", FIELD_STRS, unverified_facts),
    FIELD("vllm_min", FIELD_STR, vllm_min),
    FIELD("vllm_reasoning_parser", FIELD_STR, vllm_reasoning_parser),
    FIELD("vllm_tool_parser", FIELD_STR, vllm_tool_parser),
    FIELD("vocab_size", FIELD_COUNT, vocab_size),
    FIELD("whole", FIELD_BOOL, is_family),
};

static const struct field family_fields[] = {
    { "aliases", FIELD_STRS, offsetof(struct family, aliases) },
    { "as_of", FIELD_DATE, offsetof(struct family, as_of) },
    { "defaults", FIELD_OTHER, 0 },
    { "family", FIELD_STR, offsetof(struct family, id) },
    { "hosted", FIELD_OTHER, 0 },
    { "models", FIELD_OTHER, 0 },
    { "name", FIELD_STR, offsetof(struct family, name) },
    { "note", FIELD_STR, offsetof(struct family, note) },
    { "role", FIELD_STR, offsetof(struct family, role) },
    { "sources", FIELD_STRS, offsetof(struct family, sources) },
    { "spellings", FIELD_OTHER, 0 },
};

static const struct field hosted_fields[] = {
    { "confidence", FIELD_STR, offsetof(struct hosted_id, confidence) },
    { "date_kind", FIELD_STR, offsetof(struct hosted_id, date_kind) },
    { "id", FIELD_STR, offsetof(struct hosted_id, id) },
    { "kind", FIELD_STR, offsetof(struct hosted_id, retired_kind) },
    { "listed", FIELD_BOOL, offsetof(struct hosted_id, listed) },
    { "note", FIELD_STR, offsetof(struct hosted_id, note) },
    { "retired", FIELD_DATE, offsetof(struct hosted_id, retired) },
    { "successor", FIELD_STR, offsetof(struct hosted_id, successor) },
    { "unverified", FIELD_BOOL, offsetof(struct hosted_id, unverified) },
};

static bool read_role(const struct source *source, const struct yaml_node *family, struct str name,
                      enum model_role *ret)
{
    static const char *const names[] = {
        [MODEL_SOURCE] = "source",
        [MODEL_DERIVED] = "derived",
        [MODEL_TARGET] = "target",
        [MODEL_OTHER] = "other",
    };
    for (size_t i = 0; i < ARRAY_COUNT(names); i++) {
        if (str_is(name, names[i])) {
            *ret = (enum model_role)i;
            return true;
        }
    }
    return source_error(source, family, "role must be source, derived, target or other");
}

static bool read_hosted_id(struct models_reader *reader, const struct yaml_node *node,
                           struct hosted_id *hosted)
{
    static const char *const kinds[] = { "gone_by", "announced" };
    if (node->kind == YAML_SCALAR) {
        hosted->id = node->scalar;
        return true;
    }
    if (!fields_read(&reader->source, node, hosted_fields, ARRAY_COUNT(hosted_fields), hosted))
        return false;
    if (hosted->id.len == 0)
        return source_error(&reader->source, node, "a hosted id needs an id");
    bool known = hosted->date_kind.len == 0;
    for (size_t i = 0; i < ARRAY_COUNT(kinds); i++)
        known = known || str_is(hosted->date_kind, kinds[i]);
    return known ||
           source_error(&reader->source, node, "date_kind must be gone_by, announced or left out");
}

/* hosted: { groq: [an id, { id, retired, … }] } */
static bool read_hosted(struct models_reader *reader, const struct yaml_node *node,
                        struct hosted_ids *ret)
{
    for (const struct yaml_node *host = yaml_first(node); host; host = host->next) {
        if (!map_get(&reader->catalog->host_names, host->key))
            return source_error(&reader->source, host, "unknown host '%.*s'", STR_ARG(host->key));
        if (host->kind != YAML_SEQUENCE)
            return source_error(&reader->source, host, "the ids of a host must be a list");
        for (const struct yaml_node *id = host->first; id; id = id->next) {
            struct hosted_id hosted = { .host = host->key };
            if (!read_hosted_id(reader, id, &hosted))
                return false;
            vec_push(reader->source.run, ret, hosted);
        }
    }
    return true;
}

static bool add_id(struct models_reader *reader, struct entry *entry, struct str id,
                   const struct yaml_node *at)
{
    struct str key = lower_copy(reader->source.run, id);
    struct entry **known = (struct entry **)map_at(&reader->ids, reader->source.run, key);
    if (*known)
        return source_error(&reader->source, at, "duplicate id '%.*s', also at %s:%u", STR_ARG(id),
                            (*known)->label, (*known)->at->line);
    *known = entry;
    return true;
}

/* What `defaults` and a member of `models` have in common. */
static bool read_facts(struct models_reader *reader, const struct yaml_node *node,
                       struct entry *entry)
{
    const struct source *source = &reader->source;
    struct model *model = &entry->model;
    if (!fields_read(source, node, model_fields, ARRAY_COUNT(model_fields), model))
        return false;
    entry->base_id = yaml_get(node, "base") ? yaml_get_str(node, "base", "") : entry->base_id;
    const struct yaml_node *aliases = yaml_get(node, "aliases");
    if (aliases && !fields_read_strs(source, aliases, &entry->aliases))
        return false;
    return read_hosted(reader, yaml_get(node, "hosted"), &model->hosted);
}

static void finish_facts(struct model *model)
{
    if (model->name.len == 0)
        model->name = model->id;
    if (model->active_b <= 0)
        model->active_b = model->params_b;
    for (size_t i = 0; i < model->modalities.count; i++) {
        model->vision = model->vision || str_is(model->modalities.items[i], "image");
        model->audio = model->audio || str_is(model->modalities.items[i], "audio");
    }
}

static bool add_entry(struct models_reader *reader, struct entry *entry)
{
    finish_facts(&entry->model);
    if (entry->model.id.len == 0)
        return source_error(&reader->source, entry->at, "a model needs an id");
    if (!add_id(reader, entry, entry->model.id, entry->at))
        return false;
    for (size_t i = 0; i < entry->aliases.count; i++) {
        if (!add_id(reader, entry, entry->aliases.items[i], entry->at))
            return false;
    }
    vec_push(reader->source.run, &reader->entries, entry);
    return true;
}

static struct entry *copy_entry(struct arena *run, const struct entry *from,
                                const struct yaml_node *at)
{
    struct entry *entry = arena_new(run, struct entry);
    *entry = *from;
    entry->at = at;
    /* What is added to, not replaced, starts anew: copies must not grow into shared memory. */
    entry->aliases = (struct strs){ 0 };
    entry->model.hosted = (struct hosted_ids){ 0 };
    return entry;
}

static bool read_members(struct models_reader *reader, const struct yaml_node *models,
                         const struct entry *defaults)
{
    if (models && models->kind != YAML_SEQUENCE)
        return source_error(&reader->source, models, "models must be a list");
    for (const struct yaml_node *node = yaml_first(models); node; node = node->next) {
        struct entry *entry = copy_entry(reader->source.run, defaults, node);
        if (!read_facts(reader, node, entry) || !add_entry(reader, entry))
            return false;
    }
    return true;
}

static bool read_spellings(struct models_reader *reader, const struct yaml_node *list,
                           const struct entry *family)
{
    if (list && list->kind != YAML_SEQUENCE)
        return source_error(&reader->source, list, "spellings must be a list");
    for (const struct yaml_node *node = yaml_first(list); node; node = node->next) {
        /* A derived model's name often holds that of its base, so it is tried first. */
        struct spelling spelling = { .role = family->model.role,
                                     .order = family->model.role == MODEL_DERIVED ? 50 : 100 };
        if (!spelling_read(&reader->source, node, !reader->built_in, &spelling))
            return false;
        if (spelling.templates.count == 0)
            vec_push(reader->source.run, &spelling.templates, family->model.id);
        vec_push(reader->source.run, &reader->catalog->spellings, spelling);
    }
    return true;
}

static bool read_family(struct models_reader *reader, const struct yaml_node *node)
{
    const struct source *source = &reader->source;
    struct family family = { 0 };
    if (!fields_read(source, node, family_fields, ARRAY_COUNT(family_fields), &family))
        return false;
    if (family.id.len == 0 || family.name.len == 0)
        return source_error(source, node, "a family needs the keys family and name");
    struct entry defaults = { .at = node, .label = source->label };
    if (!read_role(source, node, family.role, &defaults.model.role))
        return false;
    defaults.model.family = family.id;
    defaults.model.as_of = family.as_of;
    const struct yaml_node *facts = yaml_get(node, "defaults");
    if (facts && !read_facts(reader, facts, &defaults))
        return false;

    struct entry *whole = copy_entry(source->run, &defaults, node);
    whole->model.id = family.id;
    whole->model.name = family.name;
    whole->model.note = family.note;
    whole->model.is_family = true;
    whole->aliases = family.aliases;
    if (!read_hosted(reader, yaml_get(node, "hosted"), &whole->model.hosted))
        return false;
    struct str *as_of = &reader->catalog->as_of;
    if (family.as_of.len > 0 && (as_of->len == 0 || str_compare(family.as_of, *as_of) < 0))
        *as_of = family.as_of;
    return add_entry(reader, whole) && read_members(reader, yaml_get(node, "models"), &defaults) &&
           read_spellings(reader, yaml_get(node, "spellings"), whole);
}

/* A file is one family, or a list of small ones under `families`. */
static bool read_file(struct models_reader *reader, const struct data_file *file)
{
    const struct yaml_node *root;
    if (!data_parse(file, reader->source.run, &root, reader->source.err))
        return false;
    reader->source.label = arena_str(reader->source.run, file->label).ptr;
    reader->built_in = file->built_in;
    const struct yaml_node *families = yaml_get(root, "families");
    if (!families)
        return read_family(reader, root);
    for (const struct yaml_node *node = yaml_first(families); node; node = node->next) {
        if (!read_family(reader, node))
            return false;
    }
    return true;
}

static int compare_models(const void *a, const void *b)
{
    return str_compare(((const struct model *)a)->id, ((const struct model *)b)->id);
}

static struct model *model_of(const struct catalog *catalog, struct str id)
{
    struct model key = { .id = id };
    const struct model *found =
        bsearch(&key, catalog->models, catalog->model_count, sizeof key, compare_models);
    return (struct model *)(uintptr_t)found;
}

static bool resolve_bases(struct models_reader *reader)
{
    for (size_t i = 0; i < reader->entries.count; i++) {
        const struct entry *entry = reader->entries.items[i];
        reader->source.label = entry->label;
        if (entry->base_id.len == 0)
            continue;
        const struct entry *base =
            map_get(&reader->ids, lower_copy(reader->source.run, entry->base_id));
        if (!base)
            return source_error(&reader->source, entry->at, "unknown base '%.*s'",
                                STR_ARG(entry->base_id));
        model_of(reader->catalog, entry->model.id)->base =
            model_of(reader->catalog, base->model.id);
    }
    return true;
}

/* A tune that does not say otherwise keeps the tokenizer, window and licence of its base. */
static void take_from_base(struct model *model)
{
    const struct model *base = model->base;
    if (model->context_tokens == 0)
        model->context_tokens = base->context_tokens;
    if (model->vocab_size == 0)
        model->vocab_size = base->vocab_size;
    if (model->params_b <= 0) {
        model->params_b = base->params_b;
        model->active_b = base->active_b;
    }
    if (model->licence.len == 0)
        model->licence = base->licence;
    if (model->architecture.len == 0)
        model->architecture = base->architecture;
    if (model->model_type.len == 0)
        model->model_type = base->model_type;
    if (model->modalities.count == 0) {
        model->modalities = base->modalities;
        model->vision = base->vision;
        model->audio = base->audio;
    }
}

/* False when the bases lead in a circle. */
static bool inherit_facts(const struct models_reader *reader, struct model *model, int depth)
{
    if (!model->base)
        return true;
    if (depth > MAX_BASES ||
        !inherit_facts(reader, model_of(reader->catalog, model->base->id), depth + 1))
        return false;
    take_from_base(model);
    return true;
}

static void add_known(struct catalog *catalog, struct arena *run, struct str spelling,
                      const struct model *model)
{
    /* The first one stays: ids come before the spellings of hosts, which may repeat them. */
    void **known = map_at(&catalog->known, run, lower_copy(run, spelling));
    if (!*known)
        *known = (void *)(uintptr_t)model;
}

static void fill_maps(struct models_reader *reader, struct arena *run)
{
    struct catalog *catalog = reader->catalog;
    for (size_t i = 0; i < reader->ids.count; i++) {
        const struct map_entry *id = &reader->ids.entries[i];
        const struct model *model = model_of(catalog, ((const struct entry *)id->value)->model.id);
        *map_at(&catalog->ids, run, id->key) = (void *)(uintptr_t)model;
        /* The name of a derived family alone is often a word: "alpaca", "koala". */
        if (!model->is_family || model->role != MODEL_DERIVED || !str_equal(id->key, model->id))
            add_known(catalog, run, id->key, model);
    }
    for (size_t i = 0; i < catalog->model_count; i++) {
        const struct model *model = &catalog->models[i];
        if (model->hub_id.len > 0)
            add_known(catalog, run, model->hub_id, model);
        if (model->hub_base_id.len > 0)
            add_known(catalog, run, model->hub_base_id, model);
        for (size_t k = 0; k < model->hub_ids.count; k++)
            add_known(catalog, run, model->hub_ids.items[k], model);
        for (size_t k = 0; k < model->ollama_tags.count; k++)
            add_known(catalog, run, model->ollama_tags.items[k], model);
        for (size_t k = 0; k < model->hosted.count; k++)
            add_known(catalog, run, model->hosted.items[k].id, model);
    }
}

bool models_load(const struct data *data, struct catalog *catalog, struct arena *run,
                 struct err *err)
{
    struct models_reader reader = { .catalog = catalog, .source = { .run = run, .err = err } };
    for (size_t i = 0; i < data->count; i++) {
        if (str_starts(data->files[i].name, STR("models/")) && !read_file(&reader, &data->files[i]))
            return false;
    }

    size_t count = reader.entries.count;
    struct model *models = arena_array(run, count, sizeof *models);
    for (size_t i = 0; i < count; i++)
        models[i] = reader.entries.items[i]->model;
    if (count > 1)
        qsort(models, count, sizeof *models, compare_models);
    catalog->models = models;
    catalog->model_count = count;

    if (!resolve_bases(&reader))
        return false;
    for (size_t i = 0; i < count; i++) {
        if (!inherit_facts(&reader, &models[i], 0))
            return err_set(err, ERR_SYNTAX, "models: the base of '%.*s' leads back to itself",
                           STR_ARG(models[i].id));
    }
    fill_maps(&reader, run);
    return true;
}
