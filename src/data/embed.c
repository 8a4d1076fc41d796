/*
 * Build-time program: writes the files named on its command line to stdout as C, for data.c.
 *
 * A file is known by its path below rules/, src/parse/ or src/report/: "models/llama-3.1.yaml". Bytes are
 * written as numbers because compilers need not take strings as long as these files.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/attr.h"

struct input {
    const char *path;
    const char *name;
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

static void fail(const char *path, const char *reason)
{
    fprintf(stderr, "embed: %s: %s\n", path, reason);
    exit(1);
}

static size_t write_bytes(const struct input *input, size_t number)
{
    FILE *in = fopen(input->path, "rb");
    if (!in)
        fail(input->path, "cannot be read");
    printf("static const unsigned char file_%zu[] = {", number);
    size_t len = 0;
    for (int c = getc(in); c != EOF; c = getc(in), len++)
        printf("%s%d,", len % 24 == 0 ? "\n" : "", c);
    if (ferror(in))
        fail(input->path, "cannot be read");
    fclose(in);
    puts("\n0};\n"); /* an array cannot be empty; the 0 is not part of the text */
    return len;
}

int main(int argc, char **argv)
{
    size_t count = (size_t)argc - 1;
    struct input *inputs = calloc(count + 1, sizeof *inputs);
    size_t *lens = calloc(count + 1, sizeof *lens);
    if (!inputs || !lens)
        fail(argv[0], "out of memory");
    for (size_t i = 0; i < count; i++) {
        inputs[i] = (struct input){ .path = argv[i + 1], .name = name_of(argv[i + 1]) };
        if (!inputs[i].name)
            fail(argv[i + 1], "is not below rules/, src/parse/ or src/report/");
    }
    qsort(inputs, count, sizeof *inputs, compare_names);

    puts("#include \"data/embedded.h\"\n");
    for (size_t i = 0; i < count; i++)
        lens[i] = write_bytes(&inputs[i], i);
    puts("const struct embedded_file embedded_files[] = {");
    for (size_t i = 0; i < count; i++)
        printf("    { \"%s\", file_%zu, %zu },\n", inputs[i].name, i, lens[i]);
    puts("    { 0, 0, 0 },\n};");
    printf("const size_t embedded_file_count = %zu;\n", count);

    free(lens);
    free(inputs);
    return fflush(stdout) == 0 && !ferror(stdout) ? 0 : 1;
}
