#include "base/arena.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>

/* Under the address sanitizer a block is closed but for what was handed out of it, and between two
 * pieces stays a gap: reading behind a piece, or after a reset, is seen. */
#if ADDRESS_SANITIZER
#include <sanitizer/asan_interface.h>
enum { GAP = 16 };
#else
#define ASAN_POISON_MEMORY_REGION(from, size) ((void)(from), (void)(size))
#define ASAN_UNPOISON_MEMORY_REGION(from, size) ((void)(from), (void)(size))
enum { GAP = 0 };
#endif

enum { FIRST_BLOCK = 64 * 1024, LARGEST_STEP = 8 * 1024 * 1024, LARGE_PIECE = 1024 * 1024,
       ALIGNMENT = _Alignof(max_align_t) };

struct arena_block {
    struct arena_block *previous;
    size_t size;
    size_t used;
    _Alignas(max_align_t) char bytes[];
};

_Noreturn void out_of_memory(void)
{
    fputs("llama-audit: out of memory\n", stderr);
    _Exit(2);
}

/** Asks for large pages: touching a few megabytes for the first time otherwise costs as much as
 * what is done with them. A system that has none gives small ones. */
static void ask_for_large_pages(void *memory, size_t size)
{
#if defined(MADV_HUGEPAGE) && !ADDRESS_SANITIZER
    enum { PAGE = 4096, LARGE_PAGE = 2 * 1024 * 1024 };
    char *page = (char *)memory + (PAGE - (uintptr_t)memory % PAGE) % PAGE;
    if (size >= 2 * LARGE_PAGE)
        madvise(page, size - PAGE, MADV_HUGEPAGE);
#else
    (void)memory;
    (void)size;
#endif
}

/** True when the block is zeroed as far as the system has it. */
static bool add_block(struct arena *arena, size_t need)
{
    size_t size = arena->current ? arena->current->size * 2 : FIRST_BLOCK;
    if (size > LARGEST_STEP)
        size = LARGEST_STEP;
    if (size < need)
        size = need;
    if (size > SIZE_MAX - sizeof(struct arena_block))
        out_of_memory();
    /* Of what large arrays never touch the system need not have a page. */
    bool zeroed = need >= LARGE_PIECE;
    struct arena_block *block = zeroed ? calloc(1, sizeof *block + size)
                                       : malloc(sizeof *block + size);
    if (!block)
        out_of_memory();
    ask_for_large_pages(block, sizeof *block + size);
    block->previous = arena->current;
    block->size = size;
    block->used = 0;
    ASAN_POISON_MEMORY_REGION(block->bytes, size);
    arena->current = block;
    return zeroed;
}

void *arena_alloc(struct arena *arena, size_t size)
{
    if (size > SIZE_MAX - ALIGNMENT - GAP)
        out_of_memory();
    size_t rounded = (size + GAP + ALIGNMENT - 1) & ~(size_t)(ALIGNMENT - 1);
    if (rounded == 0)
        rounded = ALIGNMENT;
    bool zeroed = false;
    if (!arena->current || arena->current->size - arena->current->used < rounded)
        zeroed = add_block(arena, rounded);
    void *memory = arena->current->bytes + arena->current->used;
    arena->current->used += rounded;
    arena->used_bytes += rounded;
    ASAN_UNPOISON_MEMORY_REGION(memory, size);
    return zeroed ? memory : memset(memory, 0, size);
}

void *arena_array(struct arena *arena, size_t count, size_t item_size)
{
    size_t size;
    if (__builtin_mul_overflow(count, item_size, &size))
        out_of_memory();
    return arena_alloc(arena, size);
}

struct str arena_str(struct arena *arena, struct str text)
{
    char *copy = arena_alloc(arena, text.len + 1);
    if (text.len > 0)
        memcpy(copy, text.ptr, text.len);
    return (struct str){ copy, text.len };
}

struct str arena_vprintf(struct arena *arena, const char *format, va_list args)
{
    va_list again;
    va_copy(again, args);
    int len = vsnprintf(NULL, 0, format, again);
    va_end(again);
    if (len < 0)
        return (struct str){ "", 0 };
    char *text = arena_alloc(arena, (size_t)len + 1);
    vsnprintf(text, (size_t)len + 1, format, args);
    return (struct str){ text, (size_t)len };
}

struct str arena_printf(struct arena *arena, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    struct str text = arena_vprintf(arena, format, args);
    va_end(args);
    return text;
}

void arena_reserve(struct arena *arena, size_t size)
{
    if (!arena->current || arena->current->size - arena->current->used < size)
        add_block(arena, size);
}

void arena_reset(struct arena *arena)
{
    struct arena_block *kept = arena->current;
    if (kept) {
        struct arena rest = { .current = kept->previous };
        arena_release(&rest);
        kept->previous = NULL;
        kept->used = 0;
        ASAN_POISON_MEMORY_REGION(kept->bytes, kept->size);
    }
    arena->used_bytes = 0;
}

void arena_release(struct arena *arena)
{
    if (!arena)
        return;
    struct arena_block *block = arena->current;
    while (block) {
        struct arena_block *previous = block->previous;
        free(block);
        block = previous;
    }
    *arena = (struct arena){ 0 };
}
