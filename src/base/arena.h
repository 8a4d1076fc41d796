/**
 * Memory with one end of life: everything in an arena goes at once.
 *
 * Lifetime: three arenas rule the program. *run* holds catalogue, rules and options; *result*
 *           holds references and findings; *doc* is emptied after every file. A pointer may reach
 *           an arena that lives as long or longer, never shorter.
 * Errors:   allocation does not fail: when memory is out it prints one line and stops.
 * Threads:  none; an arena belongs to one process and one owner.
 */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include <stdarg.h>
#include <stddef.h>

#include "base/attr.h"
#include "base/str.h"

struct arena_block;

/** All zero is an empty arena, ready for use. */
struct arena {
    struct arena_block *current;
    size_t used_bytes; /* handed out since the last reset */
};

/** Zeroed memory, aligned for any type. A size of 0 gives a valid pointer. */
NODISCARD void *arena_alloc(struct arena *arena, size_t size);

/** A zeroed array of `count` items; the product is checked. */
NODISCARD void *arena_array(struct arena *arena, size_t count, size_t item_size);

/** One zeroed object of the type. */
#define arena_new(arena, type) ((type *)arena_alloc((arena), sizeof(type)))

/** Copies of text; both are NUL-terminated behind their length. */
struct str arena_str(struct arena *arena, struct str text);
struct str arena_printf(struct arena *arena, const char *format, ...) PRINTF_LIKE(2, 3);
struct str arena_vprintf(struct arena *arena, const char *format, va_list args);

/** Makes room for that much in one piece: what is handed out next lies one behind the other. */
void arena_reserve(struct arena *arena, size_t size);

/** Empties the arena and keeps its largest block for the next use. */
void arena_reset(struct arena *arena);

/** Gives all memory back. */
void arena_release(struct arena *arena);

/** Prints "out of memory" to stderr and stops with exit code 2. */
_Noreturn void out_of_memory(void);

#endif
