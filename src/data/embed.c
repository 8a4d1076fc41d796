/*
 * Build-time program: writes the files named on its command line to stdout as C, for data.c.
 *
 * A file is known by its path below rules/, src/parse/ or src/report/: "models/llama-3.1.yaml".
 * Bytes are written as numbers because compilers need not take strings as long as these files. YAML
 * is parsed here, by the reader that also parses a user's, so that a start of the program need not.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/attr.h"
#include "base/buf.h"
#include "base/map.h"
#include "base/vec.h"
#include "base/yaml.h"

struct input {
    const char *path;
    const char *name;
    struct buf text;
    size_t node_count;
};

/* The part of a path behind the folder that names count from. */
static const char *name_of(const char *path)
{
    static const char *const roots[] = { "/rules/", "/src/parse/", "/src/report/" };
    for (size_t i = 0; i < ARRAY_COUNT(roots); i++) {
        const char *at = strstr(path, roots[i]);
        for (const char *next = at; next; next = strstr(at + 1, roots[i]))
            at = next;
        if (at)
            return at + strlen(roots[i]);
    }
    return NULL;
}

static int compare_names(const void *a, const void *b)
{
    return strcmp(((const struct input *)a)->name, ((const struct input *)b)->name);
}

_Noreturn static void fail(const char *path, const char *reason)
{
    fprintf(stderr, "embed: %s: %s\n", path, reason);
    exit(1);
}

static void read_input(struct input *input)
{
    enum { STEP = 64 * 1024 };
    FILE *in = fopen(input->path, "rb");
    if (!in)
        fail(input->path, "cannot be read");
    for (size_t got = 1; got > 0; input->text.len += got)
        got = fread(buf_reserve(&input->text, STEP), 1, STEP, in);
    if (ferror(in))
        fail(input->path, "cannot be read");
    fclose(in);
}

static void write_bytes(struct str bytes)
{
    for (size_t i = 0; i < bytes.len; i++)
        printf("%s%d,", i % 24 == 0 ? "\n" : "", (unsigned char)bytes.ptr[i]);
    puts("\n0};\n"); /* an array cannot be empty; the 0 is not part of the text */
}

/* ---- trees ---- */

struct flat_nodes VEC(struct yaml_flat_node);

/* The texts of all trees, each once. */
struct texts {
    struct arena arena;
    struct buf bytes;
    struct map known; /* text → its offset + 1 */
};

struct flattener {
    struct arena *arena;
    struct flat_nodes nodes;
    struct texts *texts;
};

static uint32_t offset_of(struct texts *texts, struct str text)
{
    void **slot = map_at(&texts->known, &texts->arena, arena_str(&texts->arena, text));
    if (!*slot) {
        *slot = (void *)(uintptr_t)(texts->bytes.len + 1);
        buf_add(&texts->bytes, text);
        buf_add(&texts->bytes, (struct str){ "", 1 });
    }
    return (uint32_t)((uintptr_t)*slot - 1);
}

/* The nesting of the files of our own is known; yaml_parse has a limit, too. */
static void flatten(struct flattener *flattener, const struct yaml_node *node, uint32_t parent)
{
    struct yaml_flat_node *flat = vec_add(flattener->arena, &flattener->nodes);
    uint32_t number = (uint32_t)flattener->nodes.count;
    *flat = (struct yaml_flat_node){ .line = node->line,
                                     .count = (uint32_t)node->count,
                                     .parent = parent,
                                     .kind = (uint8_t)node->kind,
                                     .plain = node->plain,
                                     .keyed = node->key.ptr != NULL,
                                     .key_len = (uint32_t)node->key.len,
                                     .scalar_len = (uint32_t)node->scalar.len };
    if (flat->keyed)
        flat->key = offset_of(flattener->texts, node->key);
    if (node->kind == YAML_SCALAR)
        flat->scalar = offset_of(flattener->texts, node->scalar);
    for (const struct yaml_node *child = node->first; child; child = child->next) {
        uint32_t at = (uint32_t)flattener->nodes.count;
        flatten(flattener, child, number);
        if (child->next)
            flattener->nodes.items[at].next = (uint32_t)flattener->nodes.count + 1;
    }
}

static void write_tree(struct input *input, size_t number, struct texts *texts)
{
    CLEANUP(arena_release) struct arena arena = { 0 };
    struct flattener flattener = { .arena = &arena, .texts = texts };
    const struct yaml_node *root;
    struct err err;
    if (!yaml_parse(buf_str(&input->text), &arena, &root, &err))
        fail(input->path, err.text);
    flatten(&flattener, root, 0);
    printf("static const struct yaml_flat_node nodes_%zu[] = {\n", number);
    for (size_t i = 0; i < flattener.nodes.count; i++) {
        const struct yaml_flat_node *node = &flattener.nodes.items[i];
        printf("{%u,%u,%u,%u,%u,%u,%u,%u,%u,%u,%u},\n", node->key, node->key_len, node->scalar,
               node->scalar_len, node->line, node->count, node->parent, node->next, node->kind,
               node->plain, node->keyed);
    }
    puts("};\n");
    input->node_count = flattener.nodes.count;
}

/* ---- all files ---- */

static void write_file(const struct input *input, size_t number)
{
    printf("    { \"%s\", file_%zu, %zu, UINT64_C(%" PRIu64 "), ", input->name, number,
           input->text.len, str_hash(buf_str(&input->text)));
    if (input->node_count > 0)
        printf("{ nodes_%zu, %zu, (const char *)embedded_texts } },\n", number,
               input->node_count);
    else
        puts("{ 0, 0, 0 } },");
}

int main(int argc, char **argv)
{
    size_t count = (size_t)argc - 1;
    struct input *inputs = calloc(count + 1, sizeof *inputs);
    struct texts texts = { 0 };
    if (!inputs)
        fail(argv[0], "out of memory");
    for (size_t i = 0; i < count; i++) {
        inputs[i] = (struct input){ .path = argv[i + 1], .name = name_of(argv[i + 1]) };
        if (!inputs[i].name)
            fail(argv[i + 1], "is not below rules/, src/parse/ or src/report/");
        read_input(&inputs[i]);
    }
    qsort(inputs, count, sizeof *inputs, compare_names);

    puts("#include \"data/embedded.h\"\n");
    for (size_t i = 0; i < count; i++) {
        printf("static const unsigned char file_%zu[] = {", i);
        write_bytes(buf_str(&inputs[i].text));
        if (str_ends(str_from(inputs[i].name), STR(".yaml")))
            write_tree(&inputs[i], i, &texts);
    }
    printf("const unsigned char embedded_texts[] = {");
    write_bytes(buf_str(&texts.bytes));
    printf("const size_t embedded_texts_len = %zu;\n\n", texts.bytes.len);
    puts("const struct embedded_file embedded_files[] = {");
    for (size_t i = 0; i < count; i++)
        write_file(&inputs[i], i);
    puts("    { 0, 0, 0, 0, { 0, 0, 0 } },\n};");
    printf("const size_t embedded_file_count = %zu;\n", count);

    for (size_t i = 0; i < count; i++)
        buf_release(&inputs[i].text);
    free(inputs);
    buf_release(&texts.bytes);
    arena_release(&texts.arena);
    return fflush(stdout) == 0 && !ferror(stdout) ? 0 : 1;
}
