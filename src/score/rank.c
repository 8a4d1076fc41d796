#include "score/rank.h"

#include <stdlib.h>

/* What the order of the targets is made of. */
struct standing {
    size_t index; /* in the effort's targets */
    size_t hard;  /* blocked live places without a way round */
    bool excluded;
    double likely;
    size_t loss_count; /* what the equivalents cannot do */
    struct blocks blocks;
};

enum { REASON_COUNT = 3 };

/* ---- blockers ---- */

/* One line can block many findings: it counts once. */
static bool block_known(const struct blocks *blocks, const struct block *block)
{
    for (size_t i = blocks->count; i > 0; i--) {
        const struct block *other = &blocks->items[i - 1];
        if (block->excludes && other->excludes && str_equal(other->title, block->title))
            return true;
        if (other->line == block->line && str_equal(other->path, block->path) &&
            str_equal(other->title, block->title))
            return true;
    }
    return false;
}

/* Blockers by title come together in reports, so not all of them need be compared. */
enum { MAX_BLOCKS = 2000 };

static void add_blocks(const struct scorer *scorer, struct standing *standing,
                       const struct place *place)
{
    const struct bill *bill = &place->bills[standing->index];
    for (size_t i = 0; i < bill->blocks.count; i++) {
        const struct block *block = &bill->blocks.items[i];
        if (standing->blocks.count >= MAX_BLOCKS || block_known(&standing->blocks, block))
            continue;
        vec_push(scorer->arena, &standing->blocks, *block);
        standing->excluded |= block->excludes;
        standing->hard += !block->priced && where_is_live(place->finding->where);
    }
}

/* ---- reasons ---- */

static void add_reason(const struct scorer *scorer, struct target *target, struct str reason)
{
    vec_push(scorer->arena, &target->reasons, reason);
    target->reason =
        target->reason.len == 0
            ? reason
            : arena_printf(scorer->arena, "%.*s; %.*s", STR_ARG(target->reason), STR_ARG(reason));
}

static struct str place_text(const struct scorer *scorer, struct str text, struct str path,
                             uint32_t line)
{
    if (path.len == 0)
        return text;
    return arena_printf(scorer->arena, "%.*s (%.*s:%u)", STR_ARG(text), STR_ARG(path), line);
}

/* Blockers, each title once with its first place. */
static void reason_blocks(const struct scorer *scorer, const struct standing *standing,
                          struct target *target)
{
    const struct blocks *blocks = &standing->blocks;
    for (size_t i = 0; i < blocks->count && target->reasons.count < REASON_COUNT; i++) {
        const struct block *block = &blocks->items[i];
        bool seen = false;
        for (size_t j = 0; j < i && !seen; j++)
            seen = str_equal(blocks->items[j].title, block->title);
        if (!seen)
            add_reason(scorer, target, place_text(scorer, block->title, block->path, block->line));
    }
}

static bool is_kind(const struct work_item *item, const char *kind)
{
    return str_is(item->change, kind);
}

static bool asks_for(const struct result *result, const struct standing *standing, const char *kind)
{
    for (size_t i = 0; i < result->work.count; i++) {
        const struct work_item *item = result->work.items[i];
        if (is_kind(item, kind) && item->costs.items[standing->index].terms.count > 0)
            return true;
    }
    return false;
}

/* "not on Groq (src/groq.ts:7)", "not on Groq, Together": the hosts that have to be left. */
static struct str lacking_hosts(const struct scorer *scorer, const struct standing *standing,
                                const struct result *result)
{
    struct str text = STR("");
    const struct term *first = NULL;
    size_t count = 0;
    for (size_t i = 0; i < result->work.count; i++) {
        const struct work_item *item = result->work.items[i];
        const struct terms *terms = &item->costs.items[standing->index].terms;
        if (!is_kind(item, "change-host") || terms->count == 0)
            continue;
        if (count == 0)
            first = &terms->items[0];
        text = arena_printf(scorer->arena, "%.*s%s%.*s", STR_ARG(text),
                            count++ > 0 ? ", " : "not on ",
                            STR_ARG(host_name(scorer, item->findings.items[0]->host)));
    }
    return count == 1 ? place_text(scorer, text, first->path, first->line) : text;
}

/* Work that other targets do not ask for, with the line that proves it. */
static void reason_work(const struct scorer *scorer, const struct standing *standing,
                        const struct result *result, struct target *target)
{
    bool hosts = false;
    for (size_t i = 0; i < result->work.count && target->reasons.count < REASON_COUNT; i++) {
        const struct work_item *item = result->work.items[i];
        const struct cost *cost = &item->costs.items[standing->index];
        if (cost->terms.count == 0)
            continue;
        const struct term *term = &cost->terms.items[0];
        if (is_kind(item, "change-host")) {
            if (!hosts)
                add_reason(scorer, target, lacking_hosts(scorer, standing, result));
            hosts = true;
        } else if (is_kind(item, "change-endpoint"))
            add_reason(scorer, target,
                       arena_printf(scorer->arena, "another endpoint on %.*s (%.*s:%u)",
                                    STR_ARG(host_name(scorer, item->findings.items[0]->host)),
                                    STR_ARG(term->path), term->line));
        else if (is_kind(item, "raise-library") || is_kind(item, "raise-library-major"))
            add_reason(scorer, target, place_text(scorer, term->text, term->path, term->line));
    }
}

/* What is the same everywhere or worth knowing: hosts, the tool parser, a note on the family. */
static void reason_facts(const struct scorer *scorer, const struct standing *standing,
                         const struct places *places, const struct result *result,
                         struct target *target)
{
    bool hosted = false;
    bool moves = asks_for(result, standing, "change-endpoint");
    bool runs = false;
    struct str parser = STR("");
    for (size_t i = 0; i < places->count; i++) {
        const struct place *place = &places->items[i];
        const struct bill *bill = &place->bills[standing->index];
        const struct model *member = bill->choice.model;
        if (!where_is_live(place->finding->where) || !member)
            continue;
        runs = true;
        if (host_is_service(scorer, place->finding->host)) {
            hosted = true;
            moves |= !host_carries(scorer, member, place->finding->host);
        }
        if (place->finding->category == CATEGORY_SERVING_CONFIG && member->vllm_tool_parser.len > 0)
            parser = member->vllm_tool_parser;
    }
    if (hosted && !moves && target->reasons.count < REASON_COUNT)
        add_reason(scorer, target, STR("same hosts"));
    if (parser.len > 0 && target->reasons.count < REASON_COUNT)
        add_reason(scorer, target,
                   arena_printf(scorer->arena, "tool parser %.*s", STR_ARG(parser)));
    struct str note = scorer->effort->targets[standing->index].note;
    if (runs && note.len > 0 && target->reasons.count < REASON_COUNT)
        add_reason(scorer, target, note);
}

/* The largest sum of one change kind: "swap an Ollama tag: 8 in 8 places (.env:2)". */
static void reason_largest(const struct scorer *scorer, const struct standing *standing,
                           const struct places *places, struct target *target)
{
    struct map sums = { 0 };
    struct sum {
        double likely;
        size_t count;
        const struct term *first;
    } *largest = NULL;
    for (size_t i = 0; i < places->count; i++) {
        const struct terms *terms = &places->items[i].bills[standing->index].terms;
        for (size_t j = 0; j < terms->count; j++) {
            void **slot = map_at(&sums, scorer->arena, terms->items[j].change);
            struct sum *sum = *slot;
            if (!sum) {
                *slot = sum = arena_new(scorer->arena, struct sum);
                sum->first = &terms->items[j];
            }
            sum->likely += terms->items[j].points.likely;
            sum->count++;
            if (!largest || sum->likely > largest->likely)
                largest = sum;
        }
    }
    if (!largest)
        return;
    const struct change_kind *change = effort_change(scorer->effort, largest->first->change);
    struct str title = change ? change->title : largest->first->change;
    struct str text =
        arena_printf(scorer->arena, "%.*s: %g in %zu %s", STR_ARG(title), largest->likely,
                     largest->count, largest->count == 1 ? "place" : "places");
    add_reason(scorer, target,
               place_text(scorer, text, largest->first->path, largest->first->line));
}

/* ---- totals and order ---- */

static void add_totals(const struct standing *standing, const struct result *result,
                       struct target *target)
{
    for (size_t i = 0; i < result->findings.count; i++) {
        const struct costs *costs = &result->findings.items[i]->costs;
        if (costs->count > standing->index)
            target->points = points_add(target->points, costs->items[standing->index].own);
    }
    for (size_t i = 0; i < result->work.count; i++)
        target->points =
            points_add(target->points, result->work.items[i]->costs.items[standing->index].own);
}

static void add_days(const struct scorer *scorer, struct target *target)
{
    double days = scorer->options->days_per_point;
    if (days == 0)
        days = scorer->effort->calibration.days_per_point;
    target->has_days = days > 0;
    target->days = (struct points){ target->points.low * days, target->points.likely * days,
                                    target->points.high * days };
}

/* Each requirement once, with the first place that does not meet it. */
static void add_exclusions(const struct scorer *scorer, const struct standing *standing,
                           struct target *target)
{
    for (size_t i = 0; i < standing->blocks.count; i++) {
        const struct block *block = &standing->blocks.items[i];
        bool seen = !block->excludes;
        for (size_t j = 0; j < i && !seen; j++)
            seen = str_equal(standing->blocks.items[j].title, block->title);
        if (!seen)
            vec_push(scorer->arena, &target->excluded, block->text);
    }
}

static int compare_standings(const void *a, const void *b)
{
    const struct standing *left = a;
    const struct standing *right = b;
    if (left->excluded != right->excluded)
        return left->excluded ? 1 : -1;
    if (left->hard != right->hard)
        return left->hard < right->hard ? -1 : 1;
    if (left->likely != right->likely)
        return left->likely < right->likely ? -1 : 1;
    if (left->loss_count != right->loss_count)
        return left->loss_count < right->loss_count ? -1 : 1;
    return left->index < right->index ? -1 : left->index > right->index;
}

void rank_targets(const struct scorer *scorer, const struct places *places, struct result *result)
{
    const struct effort *effort = scorer->effort;
    struct arena *arena = scorer->arena;
    struct standing *standings = arena_array(arena, effort->target_count, sizeof *standings);
    for (size_t i = 0; i < effort->target_count; i++) {
        struct target total = { 0 };
        standings[i].index = i;
        add_totals(&standings[i], result, &total);
        standings[i].likely = total.points.likely;
        for (size_t j = 0; j < places->count; j++) {
            add_blocks(scorer, &standings[i], &places->items[j]);
            standings[i].loss_count += places->items[j].bills[i].choice.loss_count;
        }
    }
    qsort(standings, effort->target_count, sizeof *standings, compare_standings);

    for (size_t i = 0; i < effort->target_count; i++) {
        const struct standing *standing = &standings[i];
        struct target *target = vec_add(arena, &result->targets);
        target->id = effort->targets[standing->index].family;
        target->name = effort->targets[standing->index].name;
        target->blockers = standing->blocks.count;
        target->rank = (unsigned)(i + 1);
        add_totals(standing, result, target);
        add_days(scorer, target);
        add_exclusions(scorer, standing, target);
        if (places->count == 0)
            continue;
        reason_blocks(scorer, standing, target);
        reason_work(scorer, standing, result, target);
        reason_facts(scorer, standing, places, result, target);
        if (target->reasons.count == 0)
            reason_largest(scorer, standing, places, target);
    }
}

/* ---- models in use ---- */

static int compare_uses(const void *a, const void *b)
{
    const struct model_use *left = a;
    const struct model_use *right = b;
    if (left->dependency_count != right->dependency_count)
        return left->dependency_count > right->dependency_count ? -1 : 1;
    return str_compare(left->model->id, right->model->id);
}

static void add_host(struct arena *arena, struct strs *hosts, struct str host)
{
    size_t at = 0;
    while (at < hosts->count && str_compare(hosts->items[at], host) < 0)
        at++;
    if (host.len == 0 || (at < hosts->count && str_equal(hosts->items[at], host)))
        return;
    vec_push(arena, hosts, host);
    memmove(&hosts->items[at + 1], &hosts->items[at],
            (hosts->count - 1 - at) * sizeof *hosts->items);
    hosts->items[at] = host;
}

struct use {
    struct model_use use;
    struct str last_path;
};

void list_models(const struct scorer *scorer, struct result *result)
{
    struct map uses = { 0 };
    for (size_t i = 0; i < result->findings.count; i++) {
        const struct finding *finding = result->findings.items[i];
        if (finding->kind != KIND_DEPENDENCY || !finding->model || finding->suppression)
            continue;
        void **slot = map_at(&uses, scorer->arena, finding->model->id);
        struct use *use = *slot;
        if (!use) {
            *slot = use = arena_new(scorer->arena, struct use);
            use->use.model = finding->model;
        }
        use->use.dependency_count++;
        use->use.file_count += !str_equal(use->last_path, finding->path);
        use->last_path = finding->path;
        add_host(scorer->arena, &use->use.hosts, finding->host);
    }
    for (size_t i = 0; i < uses.count; i++)
        vec_push(scorer->arena, &result->models, ((const struct use *)uses.entries[i].value)->use);
    if (result->models.count > 1)
        qsort(result->models.items, result->models.count, sizeof *result->models.items,
              compare_uses);
}
