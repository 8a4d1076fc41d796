#include "base/vec.h"

enum { FIRST_CAPACITY = 8 };

void *vec_grow(struct arena *arena, void *items, size_t count, size_t *capacity, size_t item_size)
{
    if (count < *capacity)
        return items;
    size_t wanted = *capacity ? *capacity * 2 : FIRST_CAPACITY;
    void *grown = arena_array(arena, wanted, item_size);
    if (count > 0)
        memcpy(grown, items, count * item_size);
    *capacity = wanted;
    return grown;
}
