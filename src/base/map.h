/**
 * A table from text to a pointer, in an arena.
 *
 * Lifetime: keys are borrowed; the table lives in the arena that it was filled with.
 * Order:    `entries` are in the order in which they were put in, so what is printed from a table
 *           is the same every time.
 */
#ifndef BASE_MAP_H
#define BASE_MAP_H

#include "base/arena.h"

struct map_entry {
    struct str key;
    void *value;
};

/** All zero is an empty table. */
struct map {
    struct map_entry *entries; /* in order of insertion */
    size_t count;
    size_t capacity;
    uint32_t *slots; /* index + 1 into entries, 0 for none */
    size_t slot_count;
};

/** The address of the value of `key`, put in as NULL when it was not there. */
void **map_at(struct map *map, struct arena *arena, struct str key);

/** The value of `key`, or NULL. */
void *map_get(const struct map *map, struct str key);

#endif
