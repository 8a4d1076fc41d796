#include "score/bill.h"

/* ---- small things ---- */

bool where_is_live(enum where where)
{
    return where == WHERE_CODE || where == WHERE_CONFIG || where == WHERE_INFRA ||
           where == WHERE_NOTEBOOK;
}

bool counts_in_low(const struct finding *finding)
{
    return finding->confidence > CONFIDENCE_LOW && finding->where != WHERE_DOCS &&
           finding->where != WHERE_TEST;
}

struct points terms_sum(const struct terms *terms)
{
    struct points sum = { 0 };
    for (size_t i = 0; i < terms->count; i++)
        sum = points_add(sum, terms->items[i].points);
    return sum;
}

struct points bill_alone(const struct bill *bill)
{
    struct points sum = terms_sum(&bill->terms);
    for (size_t i = 0; i < bill->triggers.count; i++)
        sum = points_add(sum, bill->triggers.items[i].term.points);
    return sum;
}

const struct block *bill_block(const struct bill *bill)
{
    for (size_t i = 0; i < bill->blocks.count; i++) {
        if (!bill->blocks.items[i].priced)
            return &bill->blocks.items[i];
    }
    return bill->blocks.count > 0 ? &bill->blocks.items[0] : NULL;
}

struct str tokens_text(struct arena *arena, uint64_t tokens)
{
    if (tokens < 1000)
        return arena_printf(arena, "%llu", (unsigned long long)tokens);
    struct str head = tokens_text(arena, tokens / 1000);
    return arena_printf(arena, "%.*s,%03llu", STR_ARG(head), (unsigned long long)(tokens % 1000));
}

/* ---- a bill in the making ---- */

struct maker {
    const struct scorer *scorer;
    const struct finding *finding;
    const struct effort_target *target;
    size_t target_index;
    const struct needs *needs;
    struct bill *bill;
};

static struct arena *arena_of(const struct maker *maker)
{
    return maker->scorer->arena;
}

/* The line that proves something: an observation, else the finding itself. */
static struct str proof_path(const struct maker *maker, const struct reference *proof)
{
    return proof ? proof->path : maker->finding->path;
}

static uint32_t proof_line(const struct maker *maker, const struct reference *proof)
{
    return proof ? proof->span.line : maker->finding->span.line;
}

static struct term make_term(const struct maker *maker, struct str change,
                             const struct weight *weight, struct str text,
                             const struct reference *proof)
{
    return (struct term){
        .change = change,
        .text = text.len > 0 ? text : weight->text,
        .points = weight->points,
        .source = weight->source,
        .path = proof_path(maker, proof),
        .line = proof_line(maker, proof),
    };
}

static void add_term(const struct maker *maker, struct str change, const struct weight *weight,
                     struct str text, const struct reference *proof)
{
    struct term term = make_term(maker, change, weight, text, proof);
    if (!counts_in_low(maker->finding))
        term.points.low = 0;
    if (!points_are_zero(term.points))
        vec_push(maker->scorer->scratch, &maker->bill->terms, term);
}

static void add_block(const struct maker *maker, struct block block, const struct reference *proof)
{
    block.path = proof_path(maker, proof);
    block.line = proof_line(maker, proof);
    vec_push(maker->scorer->scratch, &maker->bill->blocks, block);
}

/* "train/adapter_config.json" → "train" */
static struct str folder_of(struct str path)
{
    size_t end = path.len;
    while (end > 0 && path.ptr[end - 1] != '/')
        end--;
    return str_slice(path, 0, end > 0 ? end - 1 : 0);
}

static struct str scope_of(const struct maker *maker, const struct work_kind *kind)
{
    const struct finding *finding = maker->finding;
    switch (kind->scope) {
    case WORK_FOLDER:
        return folder_of(finding->path);
    case WORK_FILE:
        return finding->path;
    case WORK_HOST:
        return finding->host;
    case WORK_MODEL:
        return finding->model ? finding->model->id : STR("");
    case WORK_REPOSITORY:
    case WORK_SCOPE_COUNT:
        break;
    }
    return STR("");
}

static void add_trigger(const struct maker *maker, const struct work_kind *kind, struct str text,
                        const struct reference *proof)
{
    const struct weight *weight = &kind->weights[maker->target_index];
    if (!kind->where[maker->finding->where])
        return;
    struct str scope = scope_of(maker, kind);
    struct trigger trigger = {
        .kind = kind,
        .scope = scope,
        .scope_name = kind->scope == WORK_HOST ? host_name(maker->scorer, scope) : scope,
        .term = make_term(maker, kind->id, weight, text, proof),
    };
    if (!counts_in_low(maker->finding))
        trigger.term.points.low = 0;
    vec_push(maker->scorer->scratch, &maker->bill->triggers, trigger);
}

static void add_work(const struct maker *maker, const char *id, struct str text,
                     const struct reference *proof)
{
    add_trigger(maker, effort_work(maker->scorer->effort, str_from(id)), text, proof);
}

static const struct change_kind *change_of(const struct maker *maker, const char *id)
{
    return effort_change(maker->scorer->effort, str_from(id));
}

static const struct weight *weight_of(const struct maker *maker, const char *id)
{
    return &change_of(maker, id)->weights[maker->target_index];
}

/* ---- the edit ---- */

/* "llama-3.1-8b → qwen3-8b: new id", once for all findings alike. */
static struct str edit_text(const struct maker *maker, const struct change_kind *change)
{
    const struct scorer *scorer = maker->scorer;
    const struct model *model = change->model_use ? maker->finding->model : NULL;
    const struct model *member = maker->bill->choice.model;
    struct str from = model && member ? model->id : change->title;
    struct str to = model && member ? member->id : STR("");
    struct str key = arena_printf(scorer->scratch, "%.*s %zu %.*s %.*s", STR_ARG(change->id),
                                  maker->target_index, STR_ARG(from), STR_ARG(to));
    const struct str *known = map_get(&scorer->memo->texts, key);
    if (known)
        return *known;
    struct str *text = arena_new(scorer->arena, struct str);
    *text = arena_printf(scorer->arena, "%.*s%s%.*s: %.*s", STR_ARG(from), to.len ? " → " : "",
                         STR_ARG(to), STR_ARG(change->weights[maker->target_index].text));
    *map_at(&scorer->memo->texts, scorer->arena, arena_str(scorer->arena, key)) = text;
    return *text;
}

static void add_edit(const struct maker *maker, const struct change_kind *change)
{
    struct weight weight = change->weights[maker->target_index];
    double cap = maker->scorer->effort->where_cap[maker->finding->where];
    if (cap > 0) {
        weight.points.low = weight.points.low < cap ? weight.points.low : cap;
        weight.points.likely = weight.points.likely < cap ? weight.points.likely : cap;
        weight.points.high = weight.points.high < cap ? weight.points.high : cap;
    }
    if (weight.blocked.len > 0 && where_is_live(maker->finding->where)) {
        add_block(maker,
                  (struct block){ .title = weight.blocked,
                                  .text = weight.blocked,
                                  .way_round = weight.way_round },
                  NULL);
    }
    add_term(maker, change->id, &weight, edit_text(maker, change), NULL);
    for (size_t i = 0; i < change->work_count; i++)
        add_trigger(maker, change->work[i], STR(""), NULL);
}

/* ---- what follows from two models' facts ---- */

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
    if (needs->context_tokens <= member->context_extended_tokens) {
        struct str text =
            arena_printf(arena, "window %.*s of %.*s must be extended: %.*s is configured",
                         STR_ARG(tokens_text(arena, member->context_tokens)), STR_ARG(member->id),
                         STR_ARG(wanted));
        add_term(maker, STR("context-length"), weight_of(maker, "context-length"), text,
                 needs->context);
        return;
    }
    uint64_t most = member->context_extended_tokens > member->context_tokens
                        ? member->context_extended_tokens
                        : member->context_tokens;
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

/* "5.5.0" → "5" */
static struct str major_of(struct str version)
{
    return str_slice(version, 0, str_find_char(version, '.', 0));
}

/* Only for weights that are loaded here; a service brings its own libraries. */
static void add_library(const struct maker *maker)
{
    const struct model *member = maker->bill->choice.model;
    if (!member || !maker->needs->everywhere || member->transformers_min.len == 0 ||
        host_is_service(maker->scorer, maker->finding->host))
        return;
    struct str pinned;
    const struct reference *proof =
        needs_library(&maker->scorer->proofs, maker->finding, STR("transformers"),
                      member->transformers_min, &pinned);
    if (!proof)
        return;
    struct str text =
        arena_printf(arena_of(maker), "%.*s needs transformers %.*s, pinned is %.*s",
                     STR_ARG(member->id), STR_ARG(member->transformers_min), STR_ARG(pinned));
    bool major = version_pinned_below(pinned, major_of(member->transformers_min));
    add_work(maker, major ? "raise-library-major" : "raise-library", text, proof);
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

void bill_for(const struct scorer *scorer, const struct finding *finding, size_t target,
              const struct needs *needs, const struct choice *choice, struct bill *ret)
{
    *ret = (struct bill){ .choice = *choice };
    const struct change_kind *change = effort_change(scorer->effort, finding->change);
    if (!change)
        return;
    const struct maker maker = {
        .scorer = scorer,
        .finding = finding,
        .target = &scorer->effort->targets[target],
        .target_index = target,
        .needs = needs,
        .bill = ret,
    };
    add_edit(&maker, change);
    if (!change->model_use || !where_is_live(finding->where) || !finding->model)
        return;
    if (choice->none) {
        add_block(&maker, (struct block){ .title = STR("no equivalent"), .text = choice->reason },
                  NULL);
        return;
    }
    add_host(&maker);
    add_window(&maker);
    add_vision(&maker);
    add_tools(&maker);
    add_library(&maker);
    add_licence(&maker);
    add_body(&maker);
}

void bill_make(const struct scorer *scorer, const struct finding *finding, size_t target,
               const struct needs *needs, struct bill *ret)
{
    struct choice choice;
    choice_make(scorer, finding, target, needs, &choice);
    bill_for(scorer, finding, target, needs, &choice, ret);
}
