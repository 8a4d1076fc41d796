#include "score/work.h"

#include <stdlib.h>

static struct work_item *item_at(struct work_table *table, const struct scorer *scorer,
                                 struct str id, struct str title, struct str change)
{
    const struct effort *effort = scorer->effort;
    void **slot = map_at(&table->items, scorer->arena, id);
    struct work_item *item = *slot;
    if (item)
        return item;
    *slot = item = arena_new(scorer->arena, struct work_item);
    *item = (struct work_item){ .id = id, .title = title, .change = change };
    for (size_t i = 0; i < effort->target_count; i++)
        vec_push(scorer->arena, &item->costs, (struct cost){ .target = effort->targets[i].family });
    return item;
}

/* Adds a finding to an item once, however many targets ask for it: they come finding by finding. */
static void link_finding(const struct scorer *scorer, struct work_item *item,
                         struct finding *finding)
{
    if (item->findings.count > 0 && item->findings.items[item->findings.count - 1] == finding)
        return;
    vec_push(scorer->arena, &item->findings, finding);
    vec_push(scorer->arena, &finding->work, item);
}

/* Paid once: the most that any of the places asks for. */
static void pay_once(const struct scorer *scorer, struct cost *cost, const struct term *term)
{
    if (cost->terms.count == 0) {
        vec_push(scorer->arena, &cost->terms, *term);
    } else {
        struct points *points = &cost->terms.items[0].points;
        points->low = term->points.low > points->low ? term->points.low : points->low;
        points->likely =
            term->points.likely > points->likely ? term->points.likely : points->likely;
        points->high = term->points.high > points->high ? term->points.high : points->high;
    }
    cost->own = terms_sum(&cost->terms);
    cost->alone = cost->own;
}

void work_add(struct work_table *table, const struct scorer *scorer, struct finding *finding,
              size_t target, const struct bill *bill)
{
    for (size_t i = 0; i < bill->triggers.count; i++) {
        const struct trigger *trigger = &bill->triggers.items[i];
        struct arena *arena = scorer->arena;
        struct str id = trigger->kind->id;
        struct str title = trigger->kind->title;
        if (trigger->scope.len > 0) {
            id = arena_printf(arena, "%.*s:%.*s", STR_ARG(id), STR_ARG(trigger->scope));
            title = arena_printf(arena, "%.*s: %.*s", STR_ARG(title), STR_ARG(trigger->scope_name));
        }
        struct work_item *item = item_at(table, scorer, id, title, trigger->kind->id);
        link_finding(scorer, item, finding);
        pay_once(scorer, &item->costs.items[target], &trigger->term);
    }
}

void work_add_selections(struct work_table *table, const struct scorer *scorer, size_t count)
{
    const struct work_kind *kind = effort_work(scorer->effort, STR("re-evaluate"));
    if (count == 0)
        return;
    struct str title =
        arena_printf(scorer->arena, "%zu %s a model at run time: evaluate if it is Llama", count,
                     count == 1 ? "place chooses" : "places choose");
    struct work_item *item = item_at(table, scorer, STR("re-evaluate:selections"), title, kind->id);
    for (size_t i = 0; i < scorer->effort->target_count; i++) {
        const struct weight *weight = &kind->weights[i];
        struct term term = {
            .change = kind->id,
            .text = weight->text,
            .points = { .high = weight->points.high * (double)count },
            .source = weight->source,
        };
        pay_once(scorer, &item->costs.items[i], &term);
    }
}

static double most_likely(const struct work_item *item)
{
    double most = 0;
    for (size_t i = 0; i < item->costs.count; i++) {
        if (item->costs.items[i].own.likely > most)
            most = item->costs.items[i].own.likely;
    }
    return most;
}

static int compare_items(const void *a, const void *b)
{
    const struct work_item *left = *(struct work_item *const *)a;
    const struct work_item *right = *(struct work_item *const *)b;
    double left_points = most_likely(left);
    double right_points = most_likely(right);
    if (left_points != right_points)
        return left_points > right_points ? -1 : 1;
    return str_compare(left->id, right->id);
}

void work_list(const struct work_table *table, struct arena *arena, struct work_items *ret_items)
{
    struct work_items items = { 0 };
    for (size_t i = 0; i < table->items.count; i++)
        vec_push(arena, &items, table->items.entries[i].value);
    if (items.count > 1)
        qsort(items.items, items.count, sizeof *items.items, compare_items);
    *ret_items = items;
}
