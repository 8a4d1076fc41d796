#include "plan/binding.h"

#include "score/bill.h"

/* Holding one place can hold others; chains are as long as there are sorts of places. */
enum { MAX_ROUNDS = 50, MAX_LOOSE = 1000 };

struct binding {
    const struct renames *renames;
    const struct components *components;
    struct place_edit *places;
    size_t count;
    struct arena *arena;
    bool changed;
};

struct holders VEC(const struct finding *);

/** The places of one file. */
struct file_range {
    size_t start;
    size_t end;
};

const struct treatment *treatment_of(const struct renames *renames, const struct finding *finding)
{
    return finding->kind == KIND_DEPENDENCY ? map_get(&renames->changes, finding->change) : NULL;
}

static bool is_treated(const struct binding *binding, const struct finding *finding,
                       const char *name)
{
    const struct treatment *treatment = treatment_of(binding->renames, finding);
    return treatment && str_is(treatment->name, name);
}

/* A package that takes a Llama model when none is named, which is all that its low confidence says,
 * has nothing to do with a place that names one. */
static bool binds(const struct binding *binding, const struct finding *finding)
{
    const struct treatment *treatment = treatment_of(binding->renames, finding);
    bool default_only =
        finding->category == CATEGORY_SDK && finding->confidence == CONFIDENCE_LOW;
    return treatment && treatment->binds && !default_only;
}

/* An entry that is to be taken out of a list asks for nothing any more. */
static bool stays(const struct place_edit *place)
{
    return place->state != EDIT_WRITTEN && place->state != EDIT_LISTED;
}

/* Weights of any sort that are loaded or asked for, whether or not they can be edited. */
static bool is_model_use(const struct binding *binding, const struct finding *finding)
{
    static const char *const names[] = { "derived", "guard", "id", "quantised", "training",
                                         "weights-file" };
    const struct treatment *treatment = treatment_of(binding->renames, finding);
    return treatment && str_is_any(treatment->name, names, ARRAY_COUNT(names));
}

/* What is not known is taken for the same. */
static bool formats_meet(const struct model *a, const struct model *b)
{
    return a->chat_format.len == 0 || b->chat_format.len == 0 ||
           str_equal(a->chat_format, b->chat_format);
}

/* Llama 2 tokens are not bound to a Llama 3 model; what is derived is bound to what its base is. */
static bool same_format(const struct finding *a, const struct finding *b)
{
    if (!a->model || !b->model)
        return true;
    return formats_meet(a->model, b->model) ||
           (a->model->base && formats_meet(a->model->base, b->model)) ||
           (b->model->base && formats_meet(a->model, b->model->base));
}

static void hold(struct binding *binding, struct place_edit *place, const struct finding *holder)
{
    if (place->state != EDIT_WRITTEN)
        return;
    place->state = EDIT_NOT_ALONE;
    place->holder = holder;
    binding->changed = true;
}

static struct file_range next_file(const struct binding *binding, size_t start)
{
    size_t end = start;
    while (end < binding->count && str_equal(binding->places[end].finding->path,
                                             binding->places[start].finding->path))
        end++;
    return (struct file_range){ start, end };
}

/* ---- within a file ---- */

/* The unedited places of a file that bind, one for each chat format: more say nothing new. */
static void find_holders(const struct binding *binding, struct file_range file,
                         struct holders *ret)
{
    for (size_t i = file.start; i < file.end; i++) {
        const struct place_edit *place = &binding->places[i];
        bool known = place->state == EDIT_WRITTEN || !binds(binding, place->finding);
        for (size_t j = 0; j < ret->count && !known; j++)
            known = ret->items[j]->model == place->finding->model;
        if (!known)
            vec_push(binding->arena, ret, place->finding);
    }
}

/* The uses of models in a file that stay, or the edited ones; one for each model. */
static void find_uses(const struct binding *binding, struct file_range file, bool edited,
                      struct holders *ret)
{
    for (size_t i = file.start; i < file.end; i++) {
        const struct place_edit *place = &binding->places[i];
        bool wanted = edited ? place->state == EDIT_WRITTEN : stays(place);
        bool known = !wanted || !is_model_use(binding, place->finding);
        for (size_t j = 0; j < ret->count && !known; j++)
            known = ret->items[j]->model == place->finding->model;
        if (!known)
            vec_push(binding->arena, ret, place->finding);
    }
}

static const struct finding *with_format(const struct holders *uses, const struct finding *name)
{
    for (size_t i = 0; i < uses->count; i++) {
        if (same_format(name, uses->items[i]))
            return uses->items[i];
    }
    return NULL;
}

/* A parser or template without its model is as wrong as the other way round. Where no edited model
 * of its format is beside it, it goes with whatever stays. */
static void bind_names(struct binding *binding, struct file_range file)
{
    struct holders left = { 0 };
    struct holders edited = { 0 };
    find_uses(binding, file, false, &left);
    find_uses(binding, file, true, &edited);
    for (size_t i = file.start; i < file.end && left.count > 0; i++) {
        struct place_edit *place = &binding->places[i];
        if (!is_treated(binding, place->finding, "name"))
            continue;
        const struct finding *holder = with_format(&left, place->finding);
        if (!holder && !with_format(&edited, place->finding))
            holder = left.items[0];
        if (holder)
            hold(binding, place, holder);
    }
}

static void bind_file(struct binding *binding, struct file_range file)
{
    struct holders holders = { 0 };
    find_holders(binding, file, &holders);
    for (size_t i = file.start; i < file.end; i++) {
        struct place_edit *place = &binding->places[i];
        for (size_t j = 0; j < holders.count && place->state == EDIT_WRITTEN; j++) {
            if (same_format(place->finding, holders.items[j]))
                hold(binding, place, holders.items[j]);
        }
    }
    bind_names(binding, file);
}

/* ---- across files ---- */

/** A place that speaks of the models of other files. */
struct loose {
    const struct finding *finding;
    struct str component;
};

struct loose_list VEC(struct loose);

static void add_loose(const struct binding *binding, struct map *known, struct place_edit *place,
                      struct loose_list *ret)
{
    const struct finding *finding = place->finding;
    struct str component = component_of(binding->components, finding->path);
    struct str format = finding->model ? finding->model->chat_format : STR("");
    void **slot = map_at(known, binding->arena,
                         arena_printf(binding->arena, "%.*s %.*s", STR_ARG(format),
                                      STR_ARG(component)));
    if (*slot)
        return;
    *slot = place;
    /* Too many to compare all with all: the rest speaks of the whole repository. */
    if (ret->count >= MAX_LOOSE)
        component = STR("");
    if (ret->count <= MAX_LOOSE)
        vec_push(binding->arena, ret, (struct loose){ finding, component });
}

/* Unedited places that bind, in live files without a model of their own; names of such files. */
static void find_loose(const struct binding *binding, struct loose_list *ret_holders,
                       struct loose_list *ret_ids)
{
    struct map known_holders = { 0 };
    struct map known_ids = { 0 };
    for (size_t start = 0; start < binding->count;) {
        struct file_range file = next_file(binding, start);
        bool has_model = false;
        bool has_use = false; /* also of weights that nobody edits */
        for (size_t i = start; i < file.end; i++) {
            struct place_edit *place = &binding->places[i];
            has_use |= is_model_use(binding, place->finding);
            has_model |= is_treated(binding, place->finding, "id");
            if (is_model_use(binding, place->finding) && stays(place) &&
                where_is_live(place->finding->where))
                add_loose(binding, &known_ids, place, ret_ids);
        }
        for (size_t i = start; i < file.end && !has_model; i++) {
            struct place_edit *place = &binding->places[i];
            bool at_home = has_use && is_treated(binding, place->finding, "name");
            if (place->state != EDIT_WRITTEN && binds(binding, place->finding) && !at_home &&
                where_is_live(place->finding->where))
                add_loose(binding, &known_holders, place, ret_holders);
        }
        start = file.end;
    }
}

static void hold_by_loose(struct binding *binding, struct place_edit *place,
                          const struct loose_list *list)
{
    if (place->state != EDIT_WRITTEN)
        return;
    struct str component = component_of(binding->components, place->finding->path);
    for (size_t i = 0; i < list->count && place->state == EDIT_WRITTEN; i++) {
        if (components_related(list->items[i].component, component) &&
            same_format(place->finding, list->items[i].finding))
            hold(binding, place, list->items[i].finding);
    }
}

static void bind_across(struct binding *binding)
{
    struct loose_list holders = { 0 };
    struct loose_list ids = { 0 };
    find_loose(binding, &holders, &ids);
    for (size_t start = 0; start < binding->count;) {
        struct file_range file = next_file(binding, start);
        bool has_model = false;
        for (size_t i = start; i < file.end; i++)
            has_model |= is_treated(binding, binding->places[i].finding, "id");
        for (size_t i = start; i < file.end; i++) {
            struct place_edit *place = &binding->places[i];
            if (where_is_live(place->finding->where))
                hold_by_loose(binding, place, &holders);
            if (!has_model && is_treated(binding, place->finding, "name"))
                hold_by_loose(binding, place, &ids);
        }
        start = file.end;
    }
}

/* The same model on the same host: what one place asks for, another has fetched or serves. */
static void bind_groups(struct binding *binding)
{
    struct map groups = { 0 }; /* model, host and component → the first that is not edited */
    for (int pass = 0; pass < 2; pass++) {
        for (size_t i = 0; i < binding->count; i++) {
            struct place_edit *place = &binding->places[i];
            const struct finding *finding = place->finding;
            if (!is_treated(binding, finding, "id") || !finding->model)
                continue;
            /* Root files and those of a component serve each other. */
            struct str component = component_of(binding->components, finding->path);
            struct str key =
                arena_printf(binding->arena, "%.*s %.*s %.*s", STR_ARG(finding->model->id),
                             STR_ARG(finding->host), STR_ARG(component));
            struct str root = str_slice(key, 0, key.len - component.len);
            if (pass == 0) {
                if (!stays(place) || !where_is_live(finding->where))
                    continue;
                *map_at(&groups, binding->arena, key) = place;
                /* A place of the root speaks for more than one of a component. */
                void **slot = map_at(&groups, binding->arena, root);
                if (!*slot || component.len == 0)
                    *slot = place;
                continue;
            }
            const struct place_edit *holder = map_get(&groups, key);
            const struct place_edit *of_root = map_get(&groups, root);
            if (!holder && of_root &&
                components_related(component,
                                   component_of(binding->components, of_root->finding->path)))
                holder = of_root;
            if (holder && holder != place)
                hold(binding, place, holder->finding);
        }
    }
}

/* The licence goes with the last use. */
static void bind_licences(struct binding *binding)
{
    const struct finding *left = NULL;
    for (size_t i = 0; i < binding->count && !left; i++) {
        const struct place_edit *place = &binding->places[i];
        if (place->finding->kind == KIND_DEPENDENCY && place->finding->model &&
            !is_treated(binding, place->finding, "licence") && place->state != EDIT_WRITTEN &&
            where_is_live(place->finding->where))
            left = place->finding;
    }
    for (size_t i = 0; i < binding->count && left; i++) {
        if (is_treated(binding, binding->places[i].finding, "licence"))
            hold(binding, &binding->places[i], left);
    }
}

void binding_settle(const struct renames *renames, const struct components *components,
                    struct place_edit *places, size_t count, struct arena *arena)
{
    struct binding binding = { .renames = renames,
                               .components = components,
                               .places = places,
                               .count = count,
                               .arena = arena,
                               .changed = true };
    for (int round = 0; binding.changed && round < MAX_ROUNDS; round++) {
        binding.changed = false;
        for (size_t start = 0; start < count;) {
            struct file_range file = next_file(&binding, start);
            bind_file(&binding, file);
            start = file.end;
        }
        bind_across(&binding);
        bind_groups(&binding);
        bind_licences(&binding);
    }
    for (size_t i = 0; binding.changed && i < count; i++)
        hold(&binding, &places[i], places[0].finding);
}
