#include "score/fallback.h"

#include "match/rule.h"

/* A group of a LiteLLM router: all models under one name, in one file. */
struct group {
    const struct model *model; /* a Llama among them, or NULL */
    bool other;                /* there is also something else */
};

struct gatherer {
    const struct scorer *scorer;
    struct result *result;
    struct map groups; /* "path name" → struct group */
    struct str key;    /* of the list that is open */
    uint32_t statement;
    uint32_t line; /* of its last entry */
};

static bool observes(const struct reference *reference, const char *what)
{
    return reference->kind == KIND_OBSERVATION && reference->rule &&
           str_is(reference->rule->observes, what);
}

/* The Llama, or model made from one, that a text names; NULL for everything else. */
static const struct model *llama_in(const struct scorer *scorer, struct str text)
{
    struct resolution found;
    if (!catalog_find(scorer->catalog, text, 0, &found) || found.model->role == MODEL_TARGET)
        return NULL;
    return found.model;
}

static struct str group_key(const struct scorer *scorer, struct str path, struct str name)
{
    return arena_printf(scorer->arena, "%.*s %.*s", STR_ARG(path), STR_ARG(name));
}

/* A name and the model beside it in the router's list. */
static void add_group(struct gatherer *to, const struct reference *name,
                      const struct reference *model)
{
    struct str key = group_key(to->scorer, name->path, name->value);
    void **slot = map_at(&to->groups, to->scorer->arena, key);
    struct group *group = *slot;
    if (!group)
        *slot = group = arena_new(to->scorer->arena, struct group);
    const struct model *llama = llama_in(to->scorer, model->value);
    if (llama)
        group->model = llama;
    else
        group->other = true;
}

static void gather_groups(struct gatherer *to, const struct references *references)
{
    const struct reference *name = NULL;
    const struct reference *model = NULL;
    for (size_t i = 0; i < references->count; i++) {
        const struct reference *reference = &references->items[i];
        if (observes(reference, "fallback-group"))
            name = reference;
        else if (observes(reference, "fallback-group-model"))
            model = reference;
        else
            continue;
        if (name && model && str_equal(name->path, model->path)) {
            add_group(to, name, model);
            name = model = NULL;
        }
    }
}

/* "router_settings.fallbacks[].main[]" → "main"; "" for a list that is not keyed. */
static struct str primary_of(struct str key)
{
    size_t mark = str_find(key, STR("[]."), 0);
    if (mark == STR_NONE)
        return STR("");
    struct str name = str_slice(key, mark + 3, key.len);
    if (str_ends(name, STR("[]")))
        name.len -= 2;
    return name;
}

/* The list of an entry: that of the one before, where both stand in one statement, or, in settings
 * where each entry is one, under one key on neighbouring lines. */
static struct fallback *list_of(struct gatherer *to, const struct reference *entry)
{
    struct fallbacks *lists = &to->result->fallbacks;
    struct fallback *last = lists->count > 0 ? &lists->items[lists->count - 1] : NULL;
    bool same = last && str_equal(last->path, entry->path) && str_equal(to->key, entry->key) &&
                (to->statement == entry->statement.offset || entry->span.line - to->line <= 1);
    to->key = entry->key;
    to->statement = entry->statement.offset;
    to->line = entry->span.line;
    return same ? last : NULL;
}

static struct fallback *open_list(struct gatherer *to, const struct reference *first)
{
    struct fallbacks *lists = &to->result->fallbacks;
    struct fallback *list = vec_add(to->scorer->arena, lists);
    list->path = first->path;
    list->line = first->span.line;
    list->primary = primary_of(first->key);
    list->all_llama = true;
    const struct group *group =
        map_get(&to->groups, group_key(to->scorer, first->path, list->primary));
    list->primary_is_other = group && !group->model;
    return list;
}

static void add_entry(struct gatherer *to, const struct reference *reference)
{
    struct fallback *list = list_of(to, reference);
    if (!list)
        list = open_list(to, reference);
    const struct group *group =
        map_get(&to->groups, group_key(to->scorer, reference->path, reference->value));
    const struct model *llama = group ? group->model : llama_in(to->scorer, reference->value);
    bool other = group ? group->other : !llama;
    vec_push(to->scorer->arena, &list->entries,
             (struct fallback_entry){ .text = reference->value,
                                      .line = reference->span.line,
                                      .model = other ? NULL : llama });
    list->all_llama &= !other;
}

void list_fallbacks(const struct scorer *scorer, const struct references *references,
                    struct result *result)
{
    struct gatherer gatherer = { .scorer = scorer, .result = result };
    gather_groups(&gatherer, references);
    for (size_t i = 0; i < references->count; i++) {
        const struct reference *reference = &references->items[i];
        if (observes(reference, "fallback") && where_is_live(reference->where) &&
            reference->value.len > 0)
            add_entry(&gatherer, reference);
    }
}
