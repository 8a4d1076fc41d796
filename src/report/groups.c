#include "report/groups.h"

#include <stdlib.h>

#include "base/map.h"
#include "catalog/catalog.h"
#include "score/effort.h"

const struct cost *cost_for(const struct costs *costs, struct str target)
{
    for (size_t i = 0; i < costs->count; i++) {
        if (str_equal(costs->items[i].target, target))
            return &costs->items[i];
    }
    return NULL;
}

const struct target *chosen_target(const struct report *report)
{
    const struct targets *targets = &report->result->targets;
    for (size_t i = 0; i < targets->count; i++) {
        if (str_equal(targets->items[i].id, report->target))
            return &targets->items[i];
    }
    return targets->count ? &targets->items[0] : NULL;
}

struct maker {
    const struct report *report;
    struct str target; /* id, "" for none */
    enum group_by by;
    struct arena *arena;
    struct map map;
    struct finding_groups *groups;
};

static struct points points_for(const struct maker *maker, const struct costs *costs)
{
    const struct cost *cost = cost_for(costs, maker->target);
    return cost ? cost->own : (struct points){ 0 };
}

/* Every live use asks for this one, so it says nothing about a finding. */
static bool is_general(const struct work_item *item)
{
    return str_is(item->change, "re-evaluate");
}

/*
 * The shared work that says most about a finding: what fewest findings share, and more than its own
 * edit. NULL when the edit itself is what there is to do.
 */
static struct work_item *main_item(const struct maker *maker, const struct finding *finding)
{
    double own = points_for(maker, &finding->costs).likely;
    struct work_item *best = NULL;
    for (size_t i = 0; i < finding->work.count; i++) {
        struct work_item *item = finding->work.items[i];
        if (is_general(item) || points_for(maker, &item->costs).likely <= own)
            continue;
        if (!best || item->findings.count < best->findings.count)
            best = item;
    }
    return best;
}

static struct finding_group *group_at(struct maker *maker, struct str key, struct str title)
{
    void **slot = map_at(&maker->map, maker->arena, arena_str(maker->arena, key));
    if (!*slot) {
        struct finding_group *group = arena_new(maker->arena, struct finding_group);
        group->title = title;
        *slot = group;
        vec_push(maker->arena, maker->groups, group);
    }
    return *slot;
}

/* What the weights say about a change for the chosen target. */
static struct str advice_for(const struct maker *maker, const struct change_kind *change)
{
    const struct effort *effort = maker->report->effort;
    for (size_t i = 0; i < effort->target_count; i++) {
        if (str_equal(effort->targets[i].family, maker->target))
            return change->weights[i].text;
    }
    return STR("");
}

static void add_advice(struct maker *maker, struct finding_group *group, struct str advice)
{
    bool known = advice.len == 0;
    for (size_t i = 0; i < group->advice.count && !known; i++)
        known = str_equal(group->advice.items[i], advice);
    if (!known)
        vec_push(maker->arena, &group->advice, advice);
}

/* Items of one kind (each host to leave, each file with prompts) are one piece of work. */
static struct finding_group *group_of_item(struct maker *maker, struct work_item *item)
{
    struct str key = arena_printf(maker->arena, "work %.*s", STR_ARG(item->change));
    struct finding_group *group = group_at(maker, key, item->title);
    for (size_t i = 0; i < group->items.count; i++) {
        if (group->items.items[i] == item)
            return group;
    }
    const struct effort *effort = maker->report->effort;
    const struct work_kind *kind = effort_work(effort, item->change);
    if (group->items.count > 0 && kind)
        group->title = kind->title;
    vec_push(maker->arena, &group->items, item);
    group->shared = points_add(group->shared, points_for(maker, &item->costs));
    const struct cost *cost = cost_for(&item->costs, maker->target);
    if (cost && cost->terms.count)
        add_advice(maker, group, cost->terms.items[0].text);
    return group;
}

static struct finding_group *group_of_work(struct maker *maker, const struct finding *finding)
{
    if (finding->kind == KIND_AUDIT)
        return group_at(maker, STR("audit"), STR("trouble with the audit's own controls"));
    if (finding->kind == KIND_ENGINE)
        return group_at(maker, STR("engine"), STR("engines: these lines can stay"));
    if (finding->kind == KIND_MENTION)
        return group_at(maker, STR("mention"), STR("mentions: no work to leave Llama"));

    struct work_item *item = main_item(maker, finding);
    if (item)
        return group_of_item(maker, item);
    if (finding->change.len == 0)
        return group_at(maker, STR("none"), STR("nothing to be done by itself"));
    const struct change_kind *change = effort_change(maker->report->effort, finding->change);
    struct str key = arena_printf(maker->arena, "change %.*s", STR_ARG(finding->change));
    struct finding_group *group = group_at(maker, key, change ? change->title : finding->change);
    if (change)
        add_advice(maker, group, advice_for(maker, change));
    return group;
}

static struct finding_group *group_of(struct maker *maker, const struct finding *finding)
{
    switch (maker->by) {
    case GROUP_WORK:
        return group_of_work(maker, finding);
    case GROUP_MODEL: {
        struct str title = finding->model ? finding->model->id : STR("no model named");
        return group_at(maker, title, title);
    }
    case GROUP_FILE:
        return group_at(maker, finding->path, finding->path);
    case GROUP_CATEGORY: {
        struct str title = str_from(category_names[finding->category]);
        return group_at(maker, title, title);
    }
    case GROUP_OWNER: {
        struct str title = finding->owners.len ? finding->owners : STR("nobody");
        return group_at(maker, title, title);
    }
    case GROUP_HOST: {
        const struct host *host = catalog_host(maker->report->catalog, finding->host);
        struct str title = host ? host->name : finding->host.len ? finding->host : STR("no host");
        return group_at(maker, title, title);
    }
    }
    return NULL;
}

/* Shared work whose findings all stand elsewhere: it is a piece of work, too. */
static void add_general(struct maker *maker)
{
    const struct work_items *work = &maker->report->result->work;
    for (size_t i = 0; i < work->count; i++) {
        struct work_item *item = work->items[i];
        if (points_for(maker, &item->costs).likely == 0)
            continue;
        struct finding_group *group = group_of_item(maker, item);
        if (group->findings.count > 0 && !group->general)
            continue;
        group->general = true;
        for (size_t j = 0; j < item->findings.count; j++)
            vec_push(maker->arena, &group->findings, item->findings.items[j]);
    }
}

/* ---- order ---- */

static double likely_of(const struct finding_group *group)
{
    return group->own.likely + group->shared.likely;
}

/* audit, dependency, then the rest */
static int kind_order(const struct finding_group *group)
{
    return group->kind == KIND_AUDIT ? -1 : (int)group->kind;
}

static int by_name(const struct finding_group *left, const struct finding_group *right)
{
    return str_compare(left->title, right->title);
}

static int by_cost(const void *a, const void *b)
{
    const struct finding_group *left = *(struct finding_group *const *)a;
    const struct finding_group *right = *(struct finding_group *const *)b;
    if (kind_order(left) != kind_order(right))
        return kind_order(left) < kind_order(right) ? -1 : 1;
    if (likely_of(left) != likely_of(right))
        return likely_of(left) < likely_of(right) ? 1 : -1;
    if (left->findings.count != right->findings.count)
        return left->findings.count < right->findings.count ? 1 : -1;
    return by_name(left, right);
}

static int by_path(const void *a, const void *b)
{
    const struct finding_group *left = *(struct finding_group *const *)a;
    const struct finding_group *right = *(struct finding_group *const *)b;
    if (kind_order(left) != kind_order(right))
        return kind_order(left) < kind_order(right) ? -1 : 1;
    if (left->general != right->general)
        return left->general ? 1 : -1;
    if (left->findings.count > 0 && right->findings.count > 0) {
        const struct finding *first = left->findings.items[0];
        const struct finding *second = right->findings.items[0];
        int order = str_compare(first->path, second->path);
        if (order != 0)
            return order;
        if (first->span.line != second->span.line)
            return first->span.line < second->span.line ? -1 : 1;
    }
    return by_name(left, right);
}

void groups_make(const struct report *report, enum group_by by, enum sort_by sort,
                 bool (*wanted)(const void *state, const struct finding *finding),
                 const void *state, struct arena *arena, struct finding_groups *ret)
{
    const struct target *target = chosen_target(report);
    *ret = (struct finding_groups){ 0 };
    struct maker maker = { .report = report,
                           .target = target ? target->id : STR(""),
                           .by = by,
                           .arena = arena,
                           .groups = ret };
    const struct findings *findings = &report->result->findings;
    for (size_t i = 0; i < findings->count; i++) {
        struct finding *finding = findings->items[i];
        if (!wanted(state, finding))
            continue;
        struct finding_group *group = group_of(&maker, finding);
        if (group->findings.count == 0 || finding->kind < group->kind)
            group->kind = finding->kind;
        group->own = points_add(group->own, points_for(&maker, &finding->costs));
        vec_push(arena, &group->findings, finding);
    }
    if (by == GROUP_WORK && report->result->findings.count > 0 && !report->partial_scan)
        add_general(&maker);
    if (ret->count > 1)
        qsort(ret->items, ret->count, sizeof(struct finding_group *),
              sort == SORT_PATH ? by_path : by_cost);
}
