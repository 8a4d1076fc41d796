/* What follows from the facts about two models, at one place. */
#include "score/maker.h"

/* Names of some hosts that carry the model today. */
static struct str carriers(const struct maker *maker, const struct model *model)
{
    enum { NAMED = 3 };
    struct str names = STR("");
    struct str last = STR("");
    int count = 0;
    for (size_t i = 0; i < model->hosted.count && count < NAMED; i++) {
        struct str host = model->hosted.items[i].host;
        if (str_equal(host, last) || !host_is_service(maker->scorer, host) ||
            !host_carries(maker->scorer, model, host))
            continue;
        names = arena_printf(arena_of(maker), "%.*s%s%.*s", STR_ARG(names), count ? ", " : "",
                             STR_ARG(host_name(maker->scorer, host)));
        last = host;
        count++;
    }
    return names;
}

/* The family is nowhere to be had as a service: a server of one's own is the way round. */
static void block_host(const struct maker *maker)
{
    struct str text = arena_printf(
        arena_of(maker), "no host: neither %.*s nor another one carries %.*s",
        STR_ARG(host_name(maker->scorer, maker->finding->host)), STR_ARG(maker->target->name));
    const struct work_kind *self_host = effort_work(maker->scorer->effort, STR("self-host"));
    add_block(
        maker,
        (struct block){
            .title = STR("no host"), .text = text, .way_round = self_host->title, .priced = true },
        NULL);
    add_trigger(maker, self_host, STR(""), NULL);
}

static void add_host(const struct maker *maker)
{
    const struct finding *finding = maker->finding;
    const struct model *member = maker->bill->choice.model;
    if (!host_is_service(maker->scorer, finding->host) || !member)
        return;
    if (!host_carries(maker->scorer, member, finding->host)) {
        if (!host_carries(maker->scorer, member, STR(""))) {
            block_host(maker);
            return;
        }
        struct str names = carriers(maker, member);
        struct str text =
            arena_printf(arena_of(maker), "%.*s does not carry %.*s; %.*s do%s",
                         STR_ARG(host_name(maker->scorer, finding->host)), STR_ARG(member->id),
                         STR_ARG(names), str_find_char(names, ',', 0) == STR_NONE ? "es" : "");
        add_work(maker, "change-host", text, NULL);
        return;
    }
    const struct host *host = catalog_host(maker->scorer->catalog, finding->host);
    struct str id = host ? host->id : finding->host;
    for (size_t i = 0; i < maker->scorer->effort->endpoint_count; i++) {
        const struct endpoint_row *row = &maker->scorer->effort->endpoints[i];
        if (row->target == maker->target_index && str_equal(row->host, id))
            add_work(maker, "change-endpoint", row->text, NULL);
    }
}

static void add_window(const struct maker *maker)
{
    const struct needs *needs = maker->needs;
    const struct model *member = maker->bill->choice.model;
    if (!needs->context || !member || member->context_tokens == 0 ||
        needs->context_tokens <= member->context_tokens)
        return;
    struct arena *arena = arena_of(maker);
    struct str wanted = tokens_text(arena, needs->context_tokens);
    uint64_t most = window_most(maker->scorer, maker->finding, maker->target_index, member);
    if (needs->context_tokens <= most) {
        struct str text =
            arena_printf(arena, "window %.*s of %.*s must be extended: %.*s is configured",
                         STR_ARG(tokens_text(arena, member->context_tokens)), STR_ARG(member->id),
                         STR_ARG(wanted));
        add_term(maker, STR("context-length"), weight_of(maker, "context-length"), text,
                 needs->context);
        return;
    }
    struct str title = arena_printf(arena, "window %.*s", STR_ARG(tokens_text(arena, most)));
    struct str text = arena_printf(arena, "%.*s: %.*s does not hold the %.*s tokens configured",
                                   STR_ARG(title), STR_ARG(member->id), STR_ARG(wanted));
    add_block(maker, (struct block){ .title = title, .text = text }, needs->context);
}

static void add_vision(const struct maker *maker)
{
    const struct reference *proof = maker->needs->vision;
    const struct model *member = maker->bill->choice.model;
    if (!member || (!proof && !vision_is_meant(maker->scorer, maker->finding->model)))
        return;
    if (member->vision) {
        add_term(maker, STR("vision-input"), weight_of(maker, "vision-input"), STR(""), proof);
        return;
    }
    struct str text =
        arena_printf(arena_of(maker), "no vision: %.*s reads no images", STR_ARG(member->id));
    add_block(maker, (struct block){ .title = STR("no vision"), .text = text }, proof);
}

static void add_tools(const struct maker *maker)
{
    const struct model *member = maker->bill->choice.model;
    if (!maker->needs->tools || !member || member->tools)
        return;
    struct str text = arena_printf(arena_of(maker), "no tool format: %.*s has none of its own",
                                   STR_ARG(member->id));
    add_block(maker, (struct block){ .title = STR("no tool format"), .text = text },
              maker->needs->tools);
}

static void add_fim(const struct maker *maker)
{
    const struct model *member = maker->bill->choice.model;
    if (!maker->needs->fim || !member || member->fill_in_middle)
        return;
    struct str text = arena_printf(arena_of(maker), "no fill-in-the-middle: %.*s was not made for it",
                                   STR_ARG(member->id));
    add_block(maker, (struct block){ .title = STR("no fill-in-the-middle"), .text = text },
              maker->needs->fim);
}

/* A model that thinks unless it is told not to, in place of one that does not. */
static void add_thinking(const struct maker *maker)
{
    const struct model *member = maker->bill->choice.model;
    if (member && (str_is(member->thinking, "on by default") || str_is(member->thinking, "always")))
        add_work(maker, "turn-thinking-off", STR(""), NULL);
}

/* "5.5.0" → "5" */
static struct str major_of(struct str version)
{
    return str_slice(version, 0, str_find_char(version, '.', 0));
}

static void add_library(const struct maker *maker, const struct library_row *row)
{
    const struct model *member = maker->bill->choice.model;
    struct str least = *(const struct str *)((const char *)member + row->fact);
    struct str host = maker->finding->host;
    if (least.len == 0 || !any_glob(&row->hosts, host.len > 0 ? host : STR("none")))
        return;
    struct str pinned;
    const struct reference *proof =
        needs_library(&maker->scorer->proofs, maker->finding, &row->names, least, &pinned);
    if (!proof)
        return;
    struct str text = arena_printf(arena_of(maker), "%.*s needs %.*s %.*s, pinned is %.*s",
                                   STR_ARG(member->id), STR_ARG(row->title), STR_ARG(least),
                                   STR_ARG(pinned));
    bool major = row->major && version_pinned_below(pinned, major_of(least));
    add_trigger(maker, major ? row->major : row->work, text, proof);
}

/* Only for weights that are loaded here; a service brings its own libraries. */
static void add_libraries(const struct maker *maker)
{
    const struct effort *effort = maker->scorer->effort;
    if (!maker->bill->choice.model || !maker->needs->everywhere ||
        host_is_service(maker->scorer, maker->finding->host))
        return;
    for (size_t i = 0; i < effort->library_count; i++)
        add_library(maker, &effort->libraries[i]);
}

static void add_memory(const struct maker *maker)
{
    struct str text;
    const struct reference *proof;
    const struct model *member = maker->bill->choice.model;
    if (member && memory_lacks(maker->scorer, maker->finding, member, maker->needs, &text, &proof))
        add_term(maker, STR("memory"), weight_of(maker, "memory"), text, proof);
}

/* An adapter is trained again from what it was trained on: where is that? */
static void add_training_data(const struct maker *maker)
{
    const struct scorer *scorer = maker->scorer;
    const struct work_kind *retrain = effort_work(scorer->effort, STR("retrain"));
    bool retrains = false;
    for (size_t i = 0; i < maker->bill->triggers.count; i++)
        retrains |= maker->bill->triggers.items[i].kind == retrain;
    if (!retrains || scorer->training_data || scorer->options->paths.count == 0)
        return;
    struct str text = arena_printf(arena_of(maker), "nothing that %.*s was trained on is here:",
                                   STR_ARG(maker->finding->path));
    for (size_t i = 0; i < scorer->effort->training_data.count; i++)
        text = arena_printf(arena_of(maker), "%.*s%s %.*s", STR_ARG(text), i ? "," : " no",
                            STR_ARG(scorer->effort->training_data.items[i]));
    add_work(maker, "find-training-data", text, NULL);
}

static void add_licence(const struct maker *maker)
{
    const struct model *member = maker->bill->choice.model;
    if (!member || !any_glob(&maker->scorer->effort->restricted, member->licence))
        return;
    struct str text = arena_printf(arena_of(maker), "%.*s is under %.*s: look before you use it",
                                   STR_ARG(member->id), STR_ARG(member->licence));
    add_term(maker, STR("license"), weight_of(maker, "license"), text, NULL);
}

static void add_body(const struct maker *maker)
{
    if (maker->needs->invoke_body && host_is_service(maker->scorer, maker->finding->host))
        add_work(maker, "convert-body", STR(""), maker->needs->invoke_body);
}

/* What the user asks of every target. */
static void add_requirements(const struct maker *maker)
{
    const struct requirements *all = &maker->scorer->options->requirements;
    struct arena *arena = arena_of(maker);
    for (size_t i = 0; i < all->count; i++) {
        const struct requirement *requirement = &all->items[i];
        struct str why;
        if (!requirement_fails(maker->scorer, requirement, maker->finding, maker->target_index,
                               maker->bill->choice.model, &why))
            continue;
        struct block block = {
            .title = arena_printf(arena, "excluded by require: %.*s", STR_ARG(requirement->text)),
            .text = arena_printf(arena, "excluded by require: %.*s, %.*s",
                                 STR_ARG(requirement->text), STR_ARG(why)),
            .path = requirement->path,
            .line = requirement->line,
            .excludes = true,
        };
        add_block(maker, block, NULL);
    }
}

void add_differences(const struct maker *maker)
{
    const struct model *model = maker->finding->model;
    add_requirements(maker);
    add_host(maker);
    add_vision(maker);
    add_libraries(maker);
    add_licence(maker);
    add_memory(maker);
    if (model->guard || maker->change->embeds)
        return; /* neither talks: no window to speak of, no tools, no thinking */
    add_window(maker);
    add_tools(maker);
    add_fim(maker);
    add_thinking(maker);
    add_body(maker);
    add_training_data(maker);
}
