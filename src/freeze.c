/*
 * Build-time program: loads the built-in rules and models as any start would and writes the memory
 * that this took as assembler, for engine_load in audit_engine.c.
 *
 * Every word of it is a plain value, or an address: in that memory; of a text of the program, which
 * is copied; of an embedded text or a matcher, which have names. Anything else ends the build. What
 * is an address is seen from its value, so loading is done twice at different places, and both must
 * give the same. What no address leads to was left behind by growing arrays and is not written.
 *
 * The linker sends what is allocated in arenas through here (--wrap), so that we know the pieces.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "audit.h"
#include "base/map.h"
#include "data/embedded.h"
#include "match/matcher.h"
#include "match/second.h"

enum { ROOM = 64 * 1024 * 1024, WORD = sizeof(uint64_t) };

#define NAME "llama_audit_frozen"

/** What was allocated at once. */
struct piece {
    uint64_t from;
    size_t size;
    bool kept;
    bool has_addresses;
    size_t place; /* in what is written */
};

struct pieces VEC(struct piece);

struct region {
    uint64_t from, to;
    bool program; /* of this program's own file */
    bool stack;
};

struct regions VEC(struct region);

/** One loading. */
struct frozen {
    struct arena data; /* names of files: what is kept of them are texts */
    uint64_t data_start;
    struct arena run;
    struct arena scratch;
    struct pieces pieces; /* of `run`, in the order of their addresses */
    struct regions regions;
    struct sizes VEC(size_t) kept; /* pieces, in the order in which they are written */
    size_t kept_size;
    struct map texts; /* by address in decimal: offset + 1 in `copies` */
    struct buf copies;
};

_Noreturn static void fail(const char *what, const struct piece *piece)
{
    fprintf(stderr, "freeze: %s", what);
    if (piece)
        fprintf(stderr, " (in a piece of %zu bytes)", piece->size);
    fputc('\n', stderr);
    exit(1);
}

/* ---- pieces ---- */

/* The loading at hand; functions that stand in for others have no other way to know. */
static struct frozen *loading;

static void note(const struct arena *arena, const void *memory, size_t before)
{
    if (loading && arena == &loading->run)
        vec_push(&loading->scratch, &loading->pieces,
                 (struct piece){ .from = (uintptr_t)memory, .size = arena->used_bytes - before });
}

void *__real_arena_alloc(struct arena *arena, size_t size);
void *__wrap_arena_alloc(struct arena *arena, size_t size);
void *__wrap_arena_alloc(struct arena *arena, size_t size)
{
    size_t before = arena->used_bytes;
    void *memory = __real_arena_alloc(arena, size);
    note(arena, memory, before);
    return memory;
}

void *__real_arena_array(struct arena *arena, size_t count, size_t item_size);
void *__wrap_arena_array(struct arena *arena, size_t count, size_t item_size);
void *__wrap_arena_array(struct arena *arena, size_t count, size_t item_size)
{
    size_t before = arena->used_bytes;
    void *memory = __real_arena_array(arena, count, item_size);
    note(arena, memory, before);
    return memory;
}

struct str __real_arena_str(struct arena *arena, struct str text);
struct str __wrap_arena_str(struct arena *arena, struct str text);
struct str __wrap_arena_str(struct arena *arena, struct str text)
{
    size_t before = arena->used_bytes;
    struct str copy = __real_arena_str(arena, text);
    note(arena, copy.ptr, before);
    return copy;
}

struct str __wrap_arena_printf(struct arena *arena, const char *format, ...) PRINTF_LIKE(2, 3);
struct str __wrap_arena_printf(struct arena *arena, const char *format, ...)
{
    size_t before = arena->used_bytes;
    va_list args;
    va_start(args, format);
    struct str text = arena_vprintf(arena, format, args);
    va_end(args);
    note(arena, text.ptr, before);
    return text;
}

static struct piece *piece_of(const struct frozen *frozen, uint64_t word)
{
    size_t low = 0;
    size_t high = frozen->pieces.count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        struct piece *piece = &frozen->pieces.items[middle];
        if (word < piece->from)
            high = middle;
        else if (word >= piece->from + piece->size)
            low = middle + 1;
        else
            return piece;
    }
    return NULL;
}

/* ---- loading ---- */

/** What is mapped into this process, so that no address is taken for a value. */
static void read_regions(struct frozen *frozen)
{
    char line[4096];
    char program[4096];
    ssize_t len = readlink("/proc/self/exe", program, sizeof program - 1);
    FILE *maps = fopen("/proc/self/maps", "r");
    if (!maps || len < 0)
        fail("/proc is needed", NULL);
    program[len] = '\0';
    while (fgets(line, sizeof line, maps)) {
        struct region region;
        char path[4096] = "";
        if (sscanf(line, "%" SCNx64 "-%" SCNx64 " %*s %*s %*s %*s %4095[^\n]", &region.from,
                   &region.to, path) < 2)
            continue;
        region.program = strcmp(path, program) == 0;
        region.stack = strcmp(path, "[stack]") == 0;
        vec_push(&frozen->scratch, &frozen->regions, region);
    }
    fclose(maps);
}

static const struct region *region_of(const struct frozen *frozen, uint64_t word)
{
    for (size_t i = 0; i < frozen->regions.count; i++) {
        const struct region *region = &frozen->regions.items[i];
        if (word >= region->from && word < region->to)
            return region;
    }
    return NULL;
}

/** Loads into memory in one piece, the engine first. */
static void load(struct frozen *frozen)
{
    struct arena *run = &frozen->run;
    struct err err;
    arena_reserve(&frozen->data, ROOM);
    arena_reserve(run, ROOM);
    frozen->data_start = (uintptr_t)arena_alloc(&frozen->data, 0);
    loading = frozen;
    struct engine *engine = arena_new(run, struct engine);
    if (!data_load(NULL, &frozen->data, &engine->data, &err) ||
        !engine_load_data(engine, run, &err))
        fail(err.text, NULL);
    /* The second look, too, which has an arena of its own because few need it. */
    second_make(engine->ruleset.second, &engine->ruleset, run);
    loading = NULL;
    engine->data = (struct data){ 0 };
    if (run->used_bytes > ROOM)
        fail("there is not enough room", NULL);
    read_regions(frozen);
}

/* ---- what is kept ---- */

static void keep(struct frozen *frozen, struct piece *piece)
{
    if (!piece || piece->kept)
        return;
    piece->kept = true;
    vec_push(&frozen->scratch, &frozen->kept, (size_t)(piece - frozen->pieces.items));
}

/** All that can be reached from the engine. */
static void keep_reachable(struct frozen *frozen)
{
    keep(frozen, frozen->pieces.items);
    for (size_t i = 0; i < frozen->kept.count; i++) {
        struct piece *piece = &frozen->pieces.items[frozen->kept.items[i]];
        const uint64_t *words = (const uint64_t *)(uintptr_t)piece->from;
        for (size_t k = 0; k < piece->size / WORD; k++) {
            piece->has_addresses |= region_of(frozen, words[k]) != NULL;
            keep(frozen, piece_of(frozen, words[k]));
        }
    }
}

/** The loader of a program touches every page in which it puts an address right: those come first,
 * and the others need not be there before somebody looks at them. */
static void place_all(struct frozen *frozen)
{
    size_t *sorted = arena_array(&frozen->scratch, frozen->kept.count, sizeof *sorted);
    size_t count = 0;
    for (int addresses = 1; addresses >= 0; addresses--) {
        for (size_t i = 0; i < frozen->kept.count; i++) {
            struct piece *piece = &frozen->pieces.items[frozen->kept.items[i]];
            if (piece->has_addresses != addresses)
                continue;
            piece->place = frozen->kept_size;
            frozen->kept_size += piece->size;
            sorted[count++] = frozen->kept.items[i];
        }
    }
    frozen->kept.items = sorted;
}

/* ---- writing ---- */

static const char *matcher_at(uint64_t word)
{
    size_t count;
    const struct matcher *const *matchers = matcher_table(&count);
    for (size_t i = 0; i < count; i++) {
        if ((uintptr_t)matchers[i] == word)
            return matchers[i]->key;
    }
    return NULL;
}

/** Where the copy of a text begins, from the end of the pieces. */
static size_t copy_text(struct frozen *frozen, uint64_t word, const struct piece *piece)
{
    struct str key = arena_printf(&frozen->scratch, "%" PRIu64, word);
    void **slot = map_at(&frozen->texts, &frozen->scratch, key);
    if (!*slot) {
        struct str text = str_from((const char *)(uintptr_t)word);
        for (size_t i = 0; i < text.len; i++) {
            if ((unsigned char)text.ptr[i] < ' ')
                fail("an address of the program that is no text", piece);
        }
        *slot = (void *)(uintptr_t)(frozen->copies.len + 1);
        buf_add(&frozen->copies, (struct str){ text.ptr, text.len + 1 });
    }
    return (size_t)(uintptr_t)*slot - 1;
}

static void write_address(struct frozen *frozen, uint64_t word, const struct region *region,
                          const struct piece *piece, struct buf *out)
{
    const struct piece *target = piece_of(frozen, word);
    const char *matcher = matcher_at(word);
    uint64_t embedded = word - (uintptr_t)embedded_texts;
    if (target) {
        buf_printf(out, ".quad " NAME "+%" PRIu64 "\n",
                   target->place + (word - target->from));
    } else if (matcher) {
        buf_puts(out, ".quad matcher_");
        for (const char *c = matcher; *c; c++)
            buf_char(out, *c == '-' ? '_' : *c);
        buf_char(out, '\n');
    } else if (embedded < embedded_texts_len) {
        buf_printf(out, ".quad embedded_texts+%" PRIu64 "\n", embedded);
    } else if (region->program || word - frozen->data_start < frozen->data.used_bytes) {
        buf_printf(out, ".quad " NAME "+%zu\n",
                   frozen->kept_size + copy_text(frozen, word, piece));
    } else if (region->stack) {
        buf_puts(out, ".quad 0\n"); /* of a function that has returned: nothing that counts */
    } else {
        fail("an address of memory that is not the arena's", piece);
    }
}

static void write_piece(struct frozen *frozen, const struct piece *piece, struct buf *out)
{
    const uint64_t *words = (const uint64_t *)(uintptr_t)piece->from;
    size_t count = piece->size / WORD;
    for (size_t i = 0; i < count;) {
        size_t zeros = 0;
        while (i + zeros < count && words[i + zeros] == 0)
            zeros++;
        if (zeros > 0) {
            buf_printf(out, ".zero %zu\n", zeros * WORD);
            i += zeros;
            continue;
        }
        const struct region *region = region_of(frozen, words[i]);
        if (region)
            write_address(frozen, words[i], region, piece, out);
        else
            buf_printf(out, ".quad %" PRIu64 "\n", words[i]);
        i++;
    }
}

static void write_all(struct frozen *frozen, struct buf *out)
{
    load(frozen);
    keep_reachable(frozen);
    place_all(frozen);
    buf_puts(out, ".section .data.rel.frozen,\"aw\"\n.p2align 6\n.globl " NAME "\n" NAME ":\n");
    for (size_t i = 0; i < frozen->kept.count; i++)
        write_piece(frozen, &frozen->pieces.items[frozen->kept.items[i]], out);
    for (size_t i = 0; i < frozen->copies.len; i++)
        buf_printf(out, "%s%u", i % 32 == 0 ? "\n.byte " : ",",
                   (unsigned char)frozen->copies.ptr[i]);
    buf_puts(out, "\n.section .note.GNU-stack,\"\",%progbits\n");
}

static void release(struct frozen *frozen, struct buf *out)
{
    arena_release(&frozen->data);
    arena_release(&frozen->run);
    arena_release(&frozen->scratch);
    buf_release(&frozen->copies);
    buf_release(out);
}

int main(void)
{
    struct frozen first = { 0 };
    struct frozen again = { 0 };
    struct buf text = { 0 };
    struct buf same = { 0 };
    write_all(&first, &text);
    write_all(&again, &same);
    if (!str_equal(buf_str(&text), buf_str(&same)))
        fail("loading twice gives two results", NULL);
    fwrite(text.ptr, 1, text.len, stdout);
    release(&first, &text);
    release(&again, &same);
    return fflush(stdout) == 0 && !ferror(stdout) ? 0 : 1;
}
