#include "score/maker.h"

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

void add_term(const struct maker *maker, struct str change, const struct weight *weight,
                     struct str text, const struct reference *proof)
{
    struct term term = make_term(maker, change, weight, text, proof);
    if (!counts_in_low(maker->finding))
        term.points.low = 0;
    if (!points_are_zero(term.points))
        vec_push(maker->scorer->scratch, &maker->bill->terms, term);
}

void add_block(const struct maker *maker, struct block block, const struct reference *proof)
{
    if (block.path.len == 0) {
        block.path = proof_path(maker, proof);
        block.line = proof_line(maker, proof);
    }
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

void add_trigger(const struct maker *maker, const struct work_kind *kind, struct str text,
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

void add_work(const struct maker *maker, const char *id, struct str text,
                     const struct reference *proof)
{
    add_trigger(maker, effort_work(maker->scorer->effort, str_from(id)), text, proof);
}

static const struct change_kind *change_of(const struct maker *maker, const char *id)
{
    return effort_change(maker->scorer->effort, str_from(id));
}

const struct weight *weight_of(const struct maker *maker, const char *id)
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
        .change = change,
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
    add_differences(&maker);
}

void bill_make(const struct scorer *scorer, const struct finding *finding, size_t target,
               const struct needs *needs, struct bill *ret)
{
    struct choice choice;
    choice_make(scorer, finding, target, needs, &choice);
    bill_for(scorer, finding, target, needs, &choice, ret);
}
