#include "score/stay.h"

#include "score/severity.h"

struct stayer {
    const struct scorer *scorer;
    struct result *result;
    struct map gated;               /* models that have their item */
    struct map counts;              /* stay kind → (uintptr_t) number of items */
    struct map downloads;           /* model → its first live download, a struct finding */
    struct map copies;              /* models whose weights are here */
    struct map hosted;              /* host → its first live place, a struct finding */
    const struct finding *download; /* the first live one */
    bool has_notice;
};

static void add_item_at(struct stayer *stayer, const char *kind_id, struct stay_item item)
{
    struct arena *arena = stayer->scorer->arena;
    const struct stay_kind *kind = effort_stay(stayer->scorer->effort, str_from(kind_id));
    item.kind = kind->id;
    item.title = kind->title;
    if (item.detail.len > 0)
        item.title =
            arena_printf(arena, "%.*s: %.*s", STR_ARG(kind->title), STR_ARG(item.detail));
    item.points = kind->points;
    item.helps_migration = kind->helps_migration;
    vec_push(arena, &stayer->result->stay.items, item);
    stayer->result->stay.points = points_add(stayer->result->stay.points, kind->points);
    void **count = map_at(&stayer->counts, arena, kind->id);
    *count = (void *)((uintptr_t)*count + 1);
}

static void add_item(struct stayer *stayer, const char *kind_id, const struct finding *finding,
                     struct str detail)
{
    add_item_at(stayer, kind_id,
                (struct stay_item){ .detail = detail,
                                    .model = finding->model,
                                    .path = finding->path,
                                    .line = finding->span.line });
}

/* Hosts that still carry the model a place names, for the advice where to go. */
static struct str other_hosts(const struct scorer *scorer, const struct finding *finding)
{
    enum { NAMED = 3 };
    struct str names = STR("");
    struct str last = finding->host;
    int count = 0;
    const struct model *model = finding->model;
    size_t hosted = model ? model->hosted.count : 0;
    /* Those that the catalogue describes come first: the others are ids of a public index. */
    for (size_t n = 0; n < 2 * hosted && count < NAMED; n++) {
        struct str host = model->hosted.items[n % hosted].host;
        bool described = !str_equal(host_name(scorer, host), host);
        if (str_equal(host, finding->host) || str_equal(host, last) || described != (n < hosted) ||
            !host_is_service(scorer, host) || !host_carries(scorer, model, host))
            continue;
        names = arena_printf(scorer->arena, "%.*s%s%.*s", STR_ARG(names), count ? ", " : "",
                             STR_ARG(host_name(scorer, host)));
        last = host;
        count++;
    }
    return names;
}

static void look_at_ending(struct stayer *stayer, const struct finding *finding)
{
    struct arena *arena = stayer->scorer->arena;
    struct ending ending;
    ending_find(stayer->scorer, finding, &ending);
    if (!ending.known || (!ending.past && !ending.soon))
        return;
    struct str hosts = other_hosts(stayer->scorer, finding);
    if (hosts.len == 0)
        add_item(stayer, "no-host", finding, ending.text);
    else
        add_item(stayer, "retired", finding,
                 arena_printf(arena, "%.*s, still on %.*s", STR_ARG(ending.text), STR_ARG(hosts)));
}

/* Fetched by a hub id ("org/name") or by a tag of a local runtime, not a file that is there. */
static bool is_download(const struct scorer *scorer, const struct finding *finding)
{
    if (finding->category == CATEGORY_WEIGHTS_ARTIFACT || host_is_service(scorer, finding->host))
        return false;
    return finding->host.len > 0 || str_find_char(finding->evidence, '/', 0) != STR_NONE;
}

static void look_at_download(struct stayer *stayer, const struct finding *finding)
{
    if (!is_download(stayer->scorer, finding))
        return;
    if (!stayer->download)
        stayer->download = finding;
    void **first = map_at(&stayer->downloads, stayer->scorer->arena, finding->model->id);
    if (!*first)
        *first = (void *)(uintptr_t)finding;
    struct needs needs;
    needs_of_place(&stayer->scorer->proofs, finding, &needs);
    if (!needs.pin)
        add_item(stayer, "unpinned", finding, finding->model->id);
    if (finding->model->gated && finding->host.len == 0 &&
        !map_get(&stayer->gated, finding->model->id)) {
        *map_at(&stayer->gated, stayer->scorer->arena, finding->model->id) = stayer;
        add_item(stayer, "gated", finding, finding->model->id);
    }
}

static void look_at_place(struct stayer *stayer, const struct finding *finding)
{
    const struct change_kind *change = effort_change(stayer->scorer->effort, finding->change);
    stayer->has_notice |= finding->category == CATEGORY_LICENSE;
    if (finding->category == CATEGORY_WEIGHTS_ARTIFACT && finding->model)
        *map_at(&stayer->copies, stayer->scorer->arena, finding->model->id) = stayer;
    if (!where_is_live(finding->where) || !finding->model)
        return;
    look_at_ending(stayer, finding);
    if (host_is_service(stayer->scorer, finding->host)) {
        void **first = map_at(&stayer->hosted, stayer->scorer->arena, finding->host);
        if (!*first)
            *first = (void *)(uintptr_t)finding;
    }
    if (change->model_use || finding->category == CATEGORY_SAFETY)
        look_at_download(stayer, finding);
}

static void write_reason(struct stayer *stayer)
{
    struct arena *arena = stayer->scorer->arena;
    const struct map *kinds = &stayer->scorer->effort->stay;
    struct str reason = STR("");
    for (size_t i = 0; i < kinds->count; i++) {
        const struct stay_kind *kind = kinds->entries[i].value;
        size_t count = (size_t)(uintptr_t)map_get(&stayer->counts, kind->id);
        if (count == 0)
            continue;
        struct str name = count == 1 ? kind->one : kind->many;
        reason = arena_printf(arena, "%.*s%s%zu %.*s", STR_ARG(reason), reason.len ? ", " : "",
                              count, STR_ARG(name.len > 0 ? name : kind->id));
    }
    stayer->result->stay.reason = reason;
}

static void look_at_copies(struct stayer *stayer)
{
    for (size_t i = 0; i < stayer->downloads.count; i++) {
        const struct map_entry *entry = &stayer->downloads.entries[i];
        if (!map_get(&stayer->copies, entry->key))
            add_item(stayer, "no-local-copy", entry->value, entry->key);
    }
}

static struct str entries_text(const struct scorer *scorer, const struct fallback *fallback)
{
    struct str text = fallback->primary;
    for (size_t i = 0; i < fallback->entries.count; i++)
        text = arena_printf(scorer->arena, "%.*s%s%.*s", STR_ARG(text),
                            text.len ? " → " : "", STR_ARG(fallback->entries.items[i].text));
    return text;
}

/* A fallback anywhere speaks for all hosts: who has one has a gateway. */
static void look_at_fallbacks(struct stayer *stayer)
{
    const struct fallbacks *fallbacks = &stayer->result->fallbacks;
    bool any = false;
    for (size_t i = 0; i < fallbacks->count; i++) {
        const struct fallback *fallback = &fallbacks->items[i];
        if (fallback->primary_is_other)
            continue;
        any = true;
        if (fallback->all_llama)
            add_item_at(stayer, "fallback-ends-too",
                        (struct stay_item){
                            .detail = entries_text(stayer->scorer, fallback),
                            .model = fallback->entries.items[0].model,
                            .path = fallback->path,
                            .line = fallback->line,
                        });
    }
    if (any || stayer->hosted.count == 0)
        return;
    struct str hosts = STR("");
    for (size_t i = 0; i < stayer->hosted.count; i++)
        hosts = arena_printf(stayer->scorer->arena, "%.*s%s%.*s", STR_ARG(hosts), i ? ", " : "",
                             STR_ARG(host_name(stayer->scorer, stayer->hosted.entries[i].key)));
    const struct finding *first = stayer->hosted.entries[0].value;
    add_item_at(stayer, "no-fallback",
                (struct stay_item){ .detail = hosts,
                                    .path = first->path,
                                    .line = first->span.line });
}

void stay_list(const struct scorer *scorer, const struct places *places, struct result *result)
{
    struct stayer stayer = { .scorer = scorer, .result = result };
    for (size_t i = 0; i < places->count; i++)
        look_at_place(&stayer, places->items[i].finding);
    if (stayer.download && !stayer.has_notice)
        add_item(&stayer, "licence-notice", stayer.download, STR(""));
    look_at_copies(&stayer);
    look_at_fallbacks(&stayer);
    write_reason(&stayer);
}
