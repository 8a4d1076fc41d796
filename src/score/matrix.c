#include "score/matrix.h"

#include <stdlib.h>

#include "score/component.h"

struct row {
    struct component_cost cost;
    struct map paid; /* ids of the work items that are in it */
};

static struct row *row_at(struct map *rows, const struct scorer *scorer, struct str path)
{
    const struct effort *effort = scorer->effort;
    void **slot = map_at(rows, scorer->arena, path);
    struct row *row = *slot;
    if (row)
        return row;
    *slot = row = arena_new(scorer->arena, struct row);
    row->cost.path = path;
    for (size_t i = 0; i < effort->target_count; i++)
        vec_push(scorer->arena, &row->cost.targets,
                 (struct component_target){ .id = effort->targets[i].family });
    return row;
}

static void add_costs(struct row *row, const struct costs *costs)
{
    for (size_t i = 0; i < costs->count; i++) {
        struct component_target *target = &row->cost.targets.items[i];
        const struct cost *cost = &costs->items[i];
        target->points = points_add(target->points, cost->own);
        target->blocked += cost->blocker.len > 0 && !cost->way_round_priced;
    }
}

static void add_finding(struct row *row, const struct scorer *scorer, const struct finding *finding)
{
    row->cost.dependency_count++;
    add_costs(row, &finding->costs);
    for (size_t i = 0; i < finding->work.count; i++) {
        void **paid = map_at(&row->paid, scorer->arena, finding->work.items[i]->id);
        if (*paid)
            continue;
        *paid = row;
        add_costs(row, &finding->work.items[i]->costs);
    }
}

static int compare_rows(const void *a, const void *b)
{
    return str_compare(((const struct component_cost *)a)->path,
                       ((const struct component_cost *)b)->path);
}

void list_components(const struct scorer *scorer, struct result *result)
{
    struct components components;
    struct map rows = { 0 };
    if (result->findings.count == 0) /* of a large tree there are many paths to look at */
        return;
    const struct score_options *options = scorer->options;
    if (options->components.count > 0)
        components_take(&options->components, scorer->arena, &components);
    else
        components_find(&options->paths, scorer->arena, &components);
    for (size_t i = 0; i < result->findings.count; i++) {
        const struct finding *finding = result->findings.items[i];
        if (finding->kind == KIND_DEPENDENCY && finding->costs.count > 0)
            add_finding(row_at(&rows, scorer, component_of(&components, finding->path)), scorer,
                        finding);
    }
    for (size_t i = 0; rows.count > 1 && i < rows.count; i++)
        vec_push(scorer->arena, &result->components,
                 ((const struct row *)rows.entries[i].value)->cost);
    if (rows.count > 1)
        qsort(result->components.items, result->components.count, sizeof *result->components.items,
              compare_rows);
}
