#include "report/stay_rows.h"

#include "base/map.h"

/* "pin a revision: llama-3.1-8b" → "pin a revision" */
static struct str title_of(const struct stay_item *item)
{
    struct str title = item->title;
    if (item->detail.len > 0 && str_ends(title, item->detail))
        title = str_slice(title, 0, title.len - item->detail.len);
    if (str_ends(title, STR(": ")))
        title.len -= 2;
    return title;
}

static struct str what_of(const struct stay_item *item, struct arena *arena)
{
    struct str model = item->model ? item->model->id : STR("");
    if (item->detail.len == 0 || str_equal(item->detail, model))
        return model;
    if (model.len == 0)
        return item->detail;
    return arena_printf(arena, "%.*s %.*s", STR_ARG(model), STR_ARG(item->detail));
}

/* The index at `key`, `count` for a new one. */
static size_t index_at(struct map *map, struct arena *arena, struct str key, size_t count)
{
    void **slot = map_at(map, arena, key);
    if (!*slot)
        *slot = (void *)(uintptr_t)(count + 1); /* cast: an index is kept as a pointer */
    return (size_t)(uintptr_t)*slot - 1;
}

void stay_groups_make(const struct stay *stay, struct arena *arena, struct stay_groups *ret)
{
    struct map groups = { 0 };
    struct map rows = { 0 };
    *ret = (struct stay_groups){ 0 };
    for (size_t i = 0; i < stay->items.count; i++) {
        const struct stay_item *item = &stay->items.items[i];
        struct str title = title_of(item);
        size_t at = index_at(&groups, arena, title, ret->count);
        if (at == ret->count)
            vec_push(arena, ret, (struct stay_group){ .title = title });
        struct stay_group *group = &ret->items[at];
        group->helps_migration = item->helps_migration;
        group->points = points_add(group->points, item->points);
        struct str what = what_of(item, arena);
        struct str key = arena_printf(arena, "%zu %.*s", at, STR_ARG(what));
        size_t row = index_at(&rows, arena, key, group->rows.count);
        if (row == group->rows.count)
            vec_push(arena, &group->rows, (struct stay_row){ .what = what });
        vec_push(arena, &group->rows.items[row].places, item);
    }
}

struct points stay_helping(const struct stay *stay)
{
    struct points sum = { 0 };
    for (size_t i = 0; i < stay->items.count; i++) {
        if (stay->items.items[i].helps_migration)
            sum = points_add(sum, stay->items.items[i].points);
    }
    return sum;
}
