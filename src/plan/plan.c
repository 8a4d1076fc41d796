#include "plan/plan.h"

#include <stdlib.h>

#include "score/bill.h"

struct planner {
    const struct result *result;
    const struct packages *packages;
    const struct owners *owners;
    struct arena *arena;
    struct plan *plan;
    struct map known_owners; /* path → struct strs */
};

const struct cost *plan_cost(const struct costs *costs, struct str target)
{
    for (size_t i = 0; i < costs->count; i++) {
        if (str_equal(costs->items[i].target, target))
            return &costs->items[i];
    }
    return NULL;
}

static struct package *package_at(const struct planner *planner, const struct package_kind *kind)
{
    return kind ? &planner->plan->packages[kind - planner->packages->kinds] : NULL;
}

static const struct strs *owners_at(struct planner *planner, struct str path)
{
    void **slot = map_at(&planner->known_owners, planner->arena, path);
    if (!*slot) {
        struct strs *names = arena_new(planner->arena, struct strs);
        *names = owners_of(planner->owners, path);
        *slot = names;
    }
    return *slot;
}

/* Into a sorted list, once. */
static void add_owner(struct arena *arena, struct strs *owners, struct str name)
{
    size_t at = 0;
    while (at < owners->count && str_compare(owners->items[at], name) < 0)
        at++;
    if (at < owners->count && str_equal(owners->items[at], name))
        return;
    vec_push(arena, owners, name);
    memmove(&owners->items[at + 1], &owners->items[at],
            (owners->count - 1 - at) * sizeof *owners->items);
    owners->items[at] = name;
}

/* ---- packages ---- */

static void add_place(struct planner *planner, const struct finding *finding,
                      const struct place_edit *edit)
{
    struct package *package =
        package_at(planner, packages_of_finding(planner->packages, finding));
    const struct cost *cost = plan_cost(&finding->costs, planner->plan->target->id);
    if (!package || !cost || edit->state == EDIT_NO_WORK)
        return;
    const struct strs *owners = owners_at(planner, finding->path);
    vec_push(planner->arena, &package->places,
             (struct plan_place){ finding, cost, *owners, edit });
    for (size_t i = 0; i < owners->count; i++)
        add_owner(planner->arena, &package->owners, owners->items[i]);
    package->points = points_add(package->points, cost->own);
    package->edited_count += edit->state == EDIT_WRITTEN;
}

static void add_work(struct planner *planner, const struct work_item *item)
{
    struct package *package = package_at(planner, packages_of_work(planner->packages, item));
    const struct cost *cost = plan_cost(&item->costs, planner->plan->target->id);
    if (!package || !cost || cost->terms.count == 0)
        return;
    vec_push(planner->arena, &package->work, (struct package_work){ item, cost });
    package->points = points_add(package->points, cost->own);
}

/* ---- what is to be decided ---- */

static void add_swap(struct planner *planner, struct map *known, const struct finding *finding,
                     const struct cost *cost)
{
    if (!finding->model || !where_is_live(finding->where))
        return;
    struct str equivalent = cost->equivalent ? cost->equivalent->id : STR("");
    struct str key = arena_printf(planner->arena, "%.*s %.*s %.*s", STR_ARG(finding->model->id),
                                  STR_ARG(finding->host), STR_ARG(equivalent));
    void **slot = map_at(known, planner->arena, key);
    struct plan_swap *swap = *slot;
    if (!swap) {
        *slot = swap = arena_new(planner->arena, struct plan_swap);
        *swap = (struct plan_swap){ .model = finding->model,
                                    .host = finding->host,
                                    .equivalent = cost->equivalent,
                                    .reason = cost->equivalent_reason };
    }
    swap->place_count++;
}

static void add_blocker(struct planner *planner, struct map *known, const struct cost *cost)
{
    static char seen;
    if (cost->blocker.len == 0)
        return;
    struct str key = arena_printf(planner->arena, "%.*s:%u %.*s", STR_ARG(cost->blocker_path),
                                  cost->blocker_line, STR_ARG(cost->blocker));
    void **slot = map_at(known, planner->arena, key);
    if (*slot)
        return;
    *slot = &seen;
    vec_push(planner->arena, &planner->plan->blockers,
             (struct plan_blocker){ cost->blocker, cost->blocker_path, cost->blocker_line,
                                    cost->way_round });
}

static int compare_swaps(const void *a, const void *b)
{
    const struct plan_swap *left = a;
    const struct plan_swap *right = b;
    int order = str_compare(left->model->id, right->model->id);
    return order ? order : str_compare(left->host, right->host);
}

static void list_decisions(struct planner *planner)
{
    struct map swaps = { 0 };
    struct map blockers = { 0 };
    const struct findings *findings = &planner->result->findings;
    for (size_t i = 0; i < findings->count; i++) {
        const struct finding *finding = findings->items[i];
        const struct cost *cost = plan_cost(&finding->costs, planner->plan->target->id);
        if (!cost || finding->kind != KIND_DEPENDENCY)
            continue;
        add_swap(planner, &swaps, finding, cost);
        add_blocker(planner, &blockers, cost);
    }
    struct plan_swaps *list = &planner->plan->swaps;
    for (size_t i = 0; i < swaps.count; i++)
        vec_push(planner->arena, list, *(const struct plan_swap *)swaps.entries[i].value);
    if (list->count > 1)
        qsort(list->items, list->count, sizeof *list->items, compare_swaps);
}

void plan_make(const struct result *result, const struct target *target,
               const struct packages *packages, const struct edits *edits,
               const struct owners *owners, const struct ledger *ledger, struct arena *arena,
               struct plan *ret_plan)
{
    *ret_plan = (struct plan){
        .target = target,
        .packages = arena_array(arena, packages->count, sizeof(struct package)),
        .package_count = packages->count,
        .ledger = ledger,
        .edits = edits,
    };
    for (size_t i = 0; i < packages->count; i++)
        ret_plan->packages[i].kind = &packages->kinds[i];
    struct planner planner = { .result = result,
                               .packages = packages,
                               .owners = owners,
                               .arena = arena,
                               .plan = ret_plan };
    for (size_t i = 0; i < result->findings.count; i++)
        add_place(&planner, result->findings.items[i], &edits->places[i]);
    for (size_t i = 0; i < result->work.count; i++)
        add_work(&planner, result->work.items[i]);
    list_decisions(&planner);
}
