/* Our own formats: what users write, and what a worker sends. */
#include <inttypes.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/io.h"
#include "config.h"
#include "fuzz.h"
#include "pool/frame.h"

/* One file of our own formats in place of all that are built in. */
static struct data data_of(const char *name, struct str bytes, struct data_file *file)
{
    *file = (struct data_file){ .name = str_from(name), .text = bytes, .label = str_from(name) };
    return (struct data){ .files = file, .count = 1 };
}

void fuzz_rules(struct str bytes)
{
    struct arena run = { 0 };
    struct data_file file;
    struct data data = data_of("detect/model-reference.yaml", bytes, &file);
    struct ruleset ruleset = { 0 };
    struct err err = { 0 };
    if (!ruleset_load(&data, fuzz_engine()->catalog, &run, &ruleset, &err))
        CHECK(err.text[0] != '\0');
    ruleset_release(&ruleset);
    arena_release(&run);
}

void fuzz_models(struct str bytes)
{
    static const char *const names[] = { "models/own.yaml", "hosts.yaml", "equivalents.yaml",
                                         "false-friends.yaml", "spellings.yaml" };
    struct arena run = { 0 };
    const struct data *built_in = &fuzz_engine()->data;
    size_t which = bytes.len > 0 ? (unsigned char)bytes.ptr[0] % ARRAY_COUNT(names) : 0;
    struct str text = str_slice(bytes, 1, bytes.len);
    /* The first family only: loading all of them for each input would take too long. */
    struct data data = { .files = arena_array(&run, built_in->count + 1, sizeof *data.files) };
    for (size_t i = 0; i < built_in->count; i++) {
        struct str name = built_in->files[i].name;
        if (!str_starts(name, STR("models/")) && !str_is(name, names[which]))
            data.files[data.count++] = built_in->files[i];
    }
    struct data_file *own = &data.files[data.count++];
    *own = (struct data_file){ .name = str_from(names[which]), .text = text,
                               .label = str_from(names[which]) };
    struct catalog *catalog = NULL;
    struct err err = { 0 };
    if (!catalog_load(&data, &run, &catalog, &err))
        CHECK(err.text[0] != '\0');
    catalog_release(catalog);
    arena_release(&run);
}

void fuzz_config(struct str bytes)
{
    int fd = memfd_create("config", 0);
    if (fd < 0 || !io_write_all(fd, bytes))
        abort();
    char path[40];
    snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
    struct arena run = { 0 };
    struct options options;
    struct err err = { 0 };
    char program[] = "llama-audit";
    char *argv[] = { program, NULL };
    if (!cli_parse(1, argv, &run, &options, &err))
        abort();
    options.config_path = str_from(path);
    if (!config_load(&options, &err))
        CHECK(err.text[0] != '\0' && !strchr(err.text, '\n'));
    close(fd);
    arena_release(&run);
}

/* Behind the header, for no fuzzer guesses that. Nor does it guess a check: each line that is not
 * edited by hand is one that was written, so lines are given theirs here. */
void fuzz_baseline(struct str bytes)
{
    struct arena run = { 0 };
    CLEANUP(buf_release) struct buf text = { 0 };
    buf_puts(&text, "llama-audit-baseline\t1\n");
    struct str rest = bytes;
    size_t lines = 0;
    while (rest.ptr) {
        struct str line = str_split(&rest, '\n');
        buf_printf(&text, "%.*s\t%016" PRIx64 "\n", STR_ARG(line), str_hash(line));
        lines++;
    }
    struct baseline baseline;
    struct err err = { 0 };
    CHECK(baseline_read(buf_str(&text), STR("baseline"), &run, &baseline, &err));
    CHECK(baseline.entries.count + baseline.edited.count <= lines);
    for (size_t i = 0; i < baseline.entries.count; i++)
        CHECK(fuzz_readable(baseline.entries.items[i].path) &&
              fuzz_readable(baseline.entries.items[i].text));
    if (!baseline_read(bytes, STR("baseline"), &run, &baseline, &err))
        CHECK(err.text[0] != '\0');
    arena_release(&run);
}

/* The payload of a frame; its header is made here, for no fuzzer guesses a checksum. */
void fuzz_frame(struct str bytes)
{
    const struct engine *engine = fuzz_engine();
    const struct entry entries[] = { { .path = STR("a.py") }, { .path = STR("b.yaml") } };
    struct frame_env env = { .ruleset = &engine->ruleset, .entries = entries, .entry_count = 2, .kept_count = 2 };
    env.models = catalog_models(engine->catalog, &env.model_count);
    struct arena arena = { 0 };
    CLEANUP(buf_release) struct buf frame = { 0 };
    const struct {
        uint32_t magic, len;
        uint64_t checksum;
    } header = { 0x6c61666d, (uint32_t)bytes.len, str_hash(bytes) };
    buf_add(&frame, (struct str){ (const char *)&header, sizeof header });
    buf_add(&frame, bytes);

    size_t index;
    struct doc_result result;
    struct str rest = buf_str(&frame);
    if (frame_read(&env, &rest, &arena, &index, &result) == FRAME_READ) {
        CHECK(index < env.entry_count && rest.len == 0);
        buf_reset(&frame);
        frame_write(&env, index, &result, &frame);
        CHECK(str_equal(str_slice(buf_str(&frame), sizeof header, frame.len), bytes));
    }
    rest = bytes;
    CHECK(frame_read(&env, &rest, &arena, &index, &result) != FRAME_READ || rest.len < bytes.len);
    arena_release(&arena);
}
