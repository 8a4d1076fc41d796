#include "base/map.h"

#include "base/vec.h"

enum { FIRST_SLOTS = 16 };

/* The slot of `key`, or the free one where it belongs. Slots are never more than 3/4 full. */
static uint32_t *slot_of(const struct map *map, struct str key)
{
    size_t mask = map->slot_count - 1;
    for (size_t i = (size_t)str_hash(key) & mask;; i = (i + 1) & mask) {
        uint32_t *slot = &map->slots[i];
        if (*slot == 0 || str_equal(map->entries[*slot - 1].key, key))
            return slot;
    }
}

static void grow_slots(struct map *map, struct arena *arena)
{
    map->slot_count = map->slot_count ? map->slot_count * 2 : FIRST_SLOTS;
    map->slots = arena_array(arena, map->slot_count, sizeof *map->slots);
    for (size_t i = 0; i < map->count; i++)
        *slot_of(map, map->entries[i].key) = (uint32_t)(i + 1);
}

void **map_at(struct map *map, struct arena *arena, struct str key)
{
    if (map->count * 4 >= map->slot_count * 3)
        grow_slots(map, arena);
    uint32_t *slot = slot_of(map, key);
    if (*slot == 0) {
        map->entries =
            vec_grow(arena, map->entries, map->count, &map->capacity, sizeof *map->entries);
        map->entries[map->count++] = (struct map_entry){ .key = key };
        *slot = (uint32_t)map->count;
    }
    return &map->entries[*slot - 1].value;
}

void *map_get(const struct map *map, struct str key)
{
    if (map->count == 0)
        return NULL;
    uint32_t slot = *slot_of(map, key);
    return slot ? map->entries[slot - 1].value : NULL;
}
