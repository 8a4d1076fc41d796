/*
 * Runs the fuzz targets over files: over every crasher ever found, as a test, or over files given,
 * under any build and with no need of a fuzzer.
 *
 *     fuzz-replay FOLDER            FOLDER/<target>/<file>, speaks TAP
 *     fuzz-replay TARGET FILE...
 */
#include <dirent.h>
#include <time.h>

#include "base/io.h"
#include "base/limits.h"
#include "fuzz.h"

static void replay(const char *target, const char *path)
{
    CLEANUP(buf_release) struct buf bytes = { 0 };
    struct err err = { 0 };
    if (!io_read_file(path, LIMIT_FILE_BYTES, &bytes, &err)) {
        fprintf(stderr, "%s\n", err.text);
        exit(2);
    }
    /* As long as the input and no longer: reading behind it is then seen. */
    char *copy = malloc(bytes.len + (bytes.len == 0));
    if (!copy)
        out_of_memory();
    memcpy(copy, bytes.ptr ? bytes.ptr : "", bytes.len);
    fprintf(stderr, "# %s %s\n", target, path);
    fuzz_run(target, (struct str){ copy, bytes.len });
    free(copy);
}

static int no_dots(const struct dirent *entry)
{
    return entry->d_name[0] != '.';
}

/* Calls `visit` for everything in a folder, in the order of the names. */
static int visit_all(const char *folder, int (*visit)(const char *path, const char *name))
{
    struct dirent **entries;
    int count = scandir(folder, &entries, no_dots, alphasort);
    int sum = 0;
    for (int i = 0; i < count; i++) {
        char path[4096];
        snprintf(path, sizeof path, "%s/%s", folder, entries[i]->d_name);
        sum += visit(path, entries[i]->d_name);
        free(entries[i]);
    }
    if (count >= 0)
        free(entries);
    return sum;
}

static const char *target;

static int replay_one(const char *path, const char *name)
{
    (void)name;
    replay(target, path);
    return 1;
}

static int replay_target(const char *path, const char *name)
{
    static int number;
    bool known = fuzz_known(name);
    target = name;
    int files = known ? visit_all(path, replay_one) : 0;
    printf("%s %d - %s, %d files\n", known ? "ok" : "not ok", ++number, name, files);
    fflush(stdout);
    return 1;
}

int main(int argc, char **argv)
{
    if (argc == 2) {
        printf("1..%d\n", visit_all(argv[1], replay_target));
        return 0;
    }
    if (argc < 3 || !fuzz_known(argv[1])) {
        fputs("usage: fuzz-replay FOLDER | TARGET FILE...; targets:\n", stderr);
        fuzz_list();
        return 2;
    }
    for (int i = 2; i < argc; i++)
        replay(argv[1], argv[i]);
    return 0;
}
