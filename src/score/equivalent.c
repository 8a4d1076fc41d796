/* Which member of a target family takes a model's place. */
#include "score/bill.h"

enum { RANK_OTHER = 100, RANK_CODE = 50 };

/* A hosted id of which nothing says that it ended before today. */
static bool still_carried(const struct scorer *scorer, const struct hosted_id *id)
{
    if (id->retired.len == 0)
        return true;
    return str_compare(id->retired, scorer->options->today) > 0;
}

bool host_carries(const struct scorer *scorer, const struct model *model, struct str host)
{
    const struct host *wanted = host.len > 0 ? catalog_host(scorer->catalog, host) : NULL;
    struct str id = wanted ? wanted->id : host;
    for (size_t i = 0; i < model->hosted.count; i++) {
        const struct hosted_id *hosted = &model->hosted.items[i];
        if ((host.len == 0 ? host_is_service(scorer, hosted->host) : str_equal(hosted->host, id)) &&
            still_carried(scorer, hosted))
            return true;
    }
    return false;
}

bool host_is_service(const struct scorer *scorer, struct str host)
{
    if (host.len == 0 || any_glob(&scorer->effort->self_hosted, host))
        return false;
    const struct host *known = catalog_host(scorer->catalog, host);
    return !known || (!known->local && !any_glob(&scorer->effort->self_hosted, known->id));
}

struct str host_name(const struct scorer *scorer, struct str host)
{
    const struct host *known = catalog_host(scorer->catalog, host);
    return known ? known->name : host;
}

uint64_t window_most(const struct scorer *scorer, const struct finding *finding, size_t target,
                     const struct model *member)
{
    uint64_t most = member->context_extended_tokens > member->context_tokens
                        ? member->context_extended_tokens
                        : member->context_tokens;
    const struct equivalent *recorded =
        finding->model ? catalog_equivalent(scorer->catalog, finding->model,
                                            scorer->effort->targets[target].family)
                       : NULL;
    uint64_t known = recorded && recorded->model == member
                         ? recorded->context_blocker_above_tokens
                         : 0;
    return known > 0 && known < most ? known : most;
}

/* Times larger or smaller, at least 1; 1 when a size is unknown. */
static double size_factor(const struct model *a, const struct model *b)
{
    if (a->params_b <= 0 || b->params_b <= 0)
        return 1;
    return a->params_b > b->params_b ? a->params_b / b->params_b : b->params_b / a->params_b;
}

bool vision_is_meant(const struct scorer *scorer, const struct model *model)
{
    if (!model->vision || model->guard || model->is_family)
        return false;
    size_t count;
    const struct model *models = catalog_models(scorer->catalog, &count);
    for (size_t i = 0; i < count; i++) {
        if (!models[i].is_family && !models[i].vision && !models[i].guard &&
            models[i].role == model->role && str_equal(models[i].family, model->family))
            return true;
    }
    return false;
}

struct str other_sort(const struct model *model, const struct model *member)
{
    if (member->code && !model->code)
        return STR("made for code");
    if (str_is(member->thinking, "always") && !str_is(model->thinking, "always"))
        return STR("reasons before every answer");
    return STR("");
}

/* How well a member fits; smaller is better, the first difference decides. */
struct fit {
    int unmet;     /* needs that it does not meet */
    int other;     /* 1 for another sort of model, or a licence with limits */
    int elsewhere; /* 0 same host, 1 another host, 2 none; 0 where no host is needed */
    double rank;   /* as recorded, then by size */
};

static bool better(const struct fit *a, const struct fit *b)
{
    if (a->unmet != b->unmet)
        return a->unmet < b->unmet;
    if (a->other != b->other)
        return a->other < b->other;
    if (a->elsewhere != b->elsewhere)
        return a->elsewhere < b->elsewhere;
    return a->rank < b->rank;
}

struct search {
    const struct scorer *scorer;
    const struct finding *finding;
    const struct needs *needs;
    size_t target;
    bool wants_host;
    bool wants_vision;
    bool embeds;
    const struct model *nearest; /* as recorded; or NULL */
    const struct model *best;
    struct fit fit;
    const struct model *passed_over; /* it would do and its host carries it: of another sort */
};

/* Why a member is no like for like; "" when it is one. */
static struct str limits_of(const struct search *search, const struct model *member)
{
    struct str sort = other_sort(search->finding->model, member);
    if (sort.len > 0 && !search->needs->fim)
        return sort;
    return any_glob(&search->scorer->effort->restricted, member->licence)
               ? STR("under a licence with limits")
           : search->nearest && member->audio && !search->nearest->audio ? STR("made for speech")
                                                                         : STR("");
}

static void try_member(struct search *search, const struct model *member, double rank)
{
    const struct needs *needs = search->needs;
    struct fit fit = { .rank = rank };
    fit.other = limits_of(search, member).len > 0;
    fit.unmet += search->wants_vision && !member->vision;
    fit.unmet += needs->tools && !member->tools;
    fit.unmet += needs->fim && !member->fill_in_middle;
    fit.unmet += requirements_unmet(search->scorer, search->finding, search->target, member);
    fit.unmet += needs->context && member->context_tokens > 0 &&
                 needs->context_tokens >
                     window_most(search->scorer, search->finding, search->target, member);
    if (search->wants_host) {
        fit.elsewhere = host_carries(search->scorer, member, search->finding->host) ? 0
                        : host_carries(search->scorer, member, STR(""))             ? 1
                                                                                    : 2;
    } else if (member->api_only) {
        fit.elsewhere = 1;
    }
    if (search->wants_host && fit.unmet == 0 && fit.elsewhere == 0 && fit.other &&
        !search->passed_over)
        search->passed_over = member;
    if (!search->best || better(&fit, &search->fit)) {
        search->best = member;
        search->fit = fit;
    }
}

/* Members that are not recorded as near: only of the same sort, and not too far in size. */
static void try_others(struct search *search, const struct model *nearest)
{
    size_t count;
    const struct model *models = catalog_models(search->scorer->catalog, &count);
    for (size_t i = 0; i < count; i++) {
        const struct model *member = &models[i];
        if (member->role != MODEL_TARGET || member == nearest || member->is_family ||
            !str_equal(member->family, nearest->family) || member->guard != nearest->guard ||
            member->embedding != nearest->embedding || member->api_only)
            continue;
        double factor = size_factor(member, nearest);
        if (factor > search->scorer->effort->host_size_factor)
            continue;
        double rank =
            RANK_OTHER + factor + (member->code != nearest->code ? RANK_CODE : 0) +
            (member->audio != nearest->audio ? RANK_CODE : 0) +
            (any_glob(&search->scorer->effort->restricted, member->licence) ? RANK_CODE : 0);
        try_member(search, member, rank);
    }
}

static void try_embedders(struct search *search, struct str family)
{
    size_t count;
    const struct model *models = catalog_models(search->scorer->catalog, &count);
    for (size_t i = 0; i < count; i++) {
        if (models[i].role == MODEL_TARGET && models[i].embedding &&
            str_equal(models[i].family, family))
            try_member(search, &models[i], size_factor(&models[i], search->finding->model));
    }
}

static struct str join(struct arena *arena, const struct strs *texts)
{
    struct str all = STR("");
    for (size_t i = 0; i < texts->count; i++)
        all = arena_printf(arena, "%.*s%s%.*s", STR_ARG(all), i ? "; " : "",
                           STR_ARG(texts->items[i]));
    return all;
}

static struct str explain_fit(const struct search *search, const struct equivalent *recorded)
{
    struct arena *arena = search->scorer->arena;
    if (search->best == recorded->model)
        return STR("nearest in size and window");
    if (search->wants_host && search->fit.elsewhere == 0)
        return arena_printf(arena, "on the same host; nearest in size is %.*s",
                            STR_ARG(recorded->model->id));
    if (search->wants_host && search->fit.elsewhere == 1)
        return arena_printf(arena, "a host carries it; nearest in size is %.*s",
                            STR_ARG(recorded->model->id));
    return arena_printf(arena, "fits what is needed here; nearest in size is %.*s",
                        STR_ARG(recorded->model->id));
}

/* What is no like for like is never silent. */
static struct str explain(const struct search *search, const struct equivalent *recorded)
{
    struct str text = explain_fit(search, recorded);
    struct arena *arena = search->scorer->arena;
    if (search->fit.other)
        return arena_printf(arena, "%.*s; %.*s", STR_ARG(text),
                            STR_ARG(limits_of(search, search->best)));
    if (!search->passed_over || search->fit.elsewhere == 0)
        return text;
    return arena_printf(arena, "%.*s; on the same host is %.*s, %.*s: --equivalent takes it",
                        STR_ARG(text), STR_ARG(search->passed_over->id),
                        STR_ARG(limits_of(search, search->passed_over)));
}

/* What the user chose for the model itself, its base or its family. */
static const struct model *pinned_model(const struct scorer *scorer, const struct model *model,
                                        struct str family)
{
    const struct pins *pins = &scorer->options->pins;
    for (size_t i = 0; i < pins->count; i++) {
        const struct model *source = catalog_get(scorer->catalog, pins->items[i].source);
        const struct model *target = catalog_get(scorer->catalog, pins->items[i].target);
        bool same = source == model || source == model->base ||
                    (source->is_family && str_equal(source->id, model->family));
        if (same && str_equal(target->family, family))
            return target;
    }
    return NULL;
}

/* For a family of which nobody recorded equivalents: the nearest in size of the same sort. */
static void search_by_size(const struct scorer *scorer, const struct finding *finding,
                           size_t target, const struct needs *needs, struct choice *ret)
{
    struct search search = {
        .scorer = scorer,
        .finding = finding,
        .needs = needs,
        .target = target,
        .wants_host = host_is_service(scorer, finding->host),
        .wants_vision = needs->vision || vision_is_meant(scorer, finding->model),
    };
    size_t count;
    const struct model *models = catalog_models(scorer->catalog, &count);
    for (size_t i = 0; i < count; i++) {
        if (models[i].role == MODEL_TARGET && !models[i].is_family &&
            models[i].guard == finding->model->guard && !models[i].embedding &&
            str_equal(models[i].family, scorer->effort->targets[target].family))
            try_member(&search, &models[i],
                       size_factor(&models[i], finding->model) +
                           (models[i].audio && !finding->model->audio ? 1 : 0));
    }
    ret->model = search.best;
    ret->none = !search.best;
    ret->reason = search.best ? STR("nearest in size") : STR("no equivalent in this family");
}

static void search_choice(const struct scorer *scorer, const struct finding *finding, size_t target,
                          const struct needs *needs, struct choice *ret)
{
    struct str family = scorer->effort->targets[target].family;
    *ret = (struct choice){ .reason = STR("the line names no model") };
    if (!finding->model)
        return;
    ret->model = pinned_model(scorer, finding->model, family);
    if (ret->model) {
        ret->reason = STR("pinned by the user");
        return;
    }
    const struct equivalent *recorded = catalog_equivalent(scorer->catalog, finding->model, family);
    if (!recorded) {
        search_by_size(scorer, finding, target, needs, ret);
        return;
    }
    ret->loss_count = recorded->lost.count + recorded->modality_lost.count;
    if (recorded->none) {
        ret->none = true;
        ret->reason = recorded->blockers.count > 0 ? join(scorer->arena, &recorded->blockers)
                                                   : STR("no equivalent in this family");
        return;
    }
    if (!recorded->model) {
        ret->reason = arena_printf(scorer->arena, "%.*s", STR_ARG(recorded->name));
        return;
    }
    const struct change_kind *change = effort_change(scorer->effort, finding->change);
    struct search search = {
        .scorer = scorer,
        .finding = finding,
        .needs = needs,
        .target = target,
        .wants_host = host_is_service(scorer, finding->host),
        .wants_vision = needs->vision || vision_is_meant(scorer, finding->model),
        .embeds = change && change->embeds,
    };
    if (search.embeds) { /* no chat model makes vectors worth an index */
        try_embedders(&search, family);
        ret->model = search.best;
        ret->reason = search.best ? STR("makes embeddings; nearest in size")
                                  : STR("no embedding model of this family is in the catalogue");
        return;
    }
    search.nearest = recorded->model;
    try_member(&search, recorded->model, 0);
    for (size_t i = 0; i < recorded->also_count; i++) {
        if (str_equal(recorded->also[i]->family, family) &&
            (!search.wants_host ||
             size_factor(recorded->also[i], recorded->model) <= scorer->effort->host_size_factor))
            try_member(&search, recorded->also[i], (double)(i + 1));
    }
    try_others(&search, recorded->model);
    ret->model = search.best;
    ret->reason = explain(&search, recorded);
}

void choice_make(const struct scorer *scorer, const struct finding *finding, size_t target,
                 const struct needs *needs, struct choice *ret)
{
    /* Needs have a line of their own; without any, only model and host matter. */
    if (needs->context || needs->vision || needs->tools || needs->fim || !finding->model) {
        search_choice(scorer, finding, target, needs, ret);
        return;
    }
    struct str key =
        arena_printf(scorer->scratch, "%zu %.*s %.*s %.*s", target, STR_ARG(finding->model->id),
                     STR_ARG(finding->host), STR_ARG(finding->change));
    const struct choice *known = map_get(&scorer->memo->choices, key);
    if (!known) {
        struct choice *found = arena_new(scorer->arena, struct choice);
        search_choice(scorer, finding, target, needs, found);
        *map_at(&scorer->memo->choices, scorer->arena, arena_str(scorer->arena, key)) = found;
        known = found;
    }
    *ret = *known;
}
