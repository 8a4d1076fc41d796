/**
 * Growing arrays in an arena.
 *
 * Any struct with the fields `items`, `count` and `capacity` is a vector; VEC(type) declares one.
 * Growing copies into the arena and leaves the old copy behind, so pointers to items are only good
 * until the next push.
 */
#ifndef BASE_VEC_H
#define BASE_VEC_H

#include "base/arena.h"

#define VEC(type)                                                                                  \
    {                                                                                              \
        type *items;                                                                               \
        size_t count;                                                                              \
        size_t capacity;                                                                           \
    }

/** The array with room for one more item, at the same address or a new one. */
void *vec_grow(struct arena *arena, void *items, size_t count, size_t *capacity, size_t item_size);

/** Appends a zeroed item and gives its address. */
#define vec_add(arena, vec)                                                                        \
    ((vec)->items = vec_grow((arena), (vec)->items, (vec)->count, &(vec)->capacity,                \
                             sizeof *(vec)->items),                                                \
     &(vec)->items[(vec)->count++])

/** Appends a copy of a value. */
#define vec_push(arena, vec, ...) (*vec_add((arena), (vec)) = (__VA_ARGS__))

struct strs VEC(struct str);

#endif
