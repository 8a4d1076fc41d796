/* How hosts, the hub and Ollama spell what takes a model's place; and when nobody can say. */
#include "plan/spelling.h"

#include <stdio.h>

#include "unit/unit.h"

static struct arena arena;
static struct catalog *catalog;
static struct data data;
static struct renames renames;

static int load(void **state)
{
    (void)state;
    struct err err;
    return data_load(NULL, &arena, &data, &err) && catalog_load(&data, &arena, &catalog, &err) &&
                   renames_load(&data, catalog, &arena, &renames, &err)
               ? 0
               : -1;
}

static int unload(void **state)
{
    (void)state;
    catalog_release(catalog);
    arena_release(&arena);
    return 0;
}

struct row {
    const char *before;
    const char *host;
    const char *from;
    const char *to;
    const char *after; /* or, in brackets, why not */
    bool own_body;
    bool may_be_hosted;
    bool names_file;
};

static void check(const struct row *rows, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct resolution resolution = { 0 };
        (void)catalog_resolve_spelling(catalog, str_from(rows[i].before), &resolution);
        struct reference reference = { .kind = KIND_DEPENDENCY,
                                       .evidence = str_from(rows[i].before),
                                       .quantisation = resolution.quantisation };
        struct spelling_request request = {
            .catalog = catalog,
            .renames = &renames,
            .reference = &reference,
            .model = catalog_get(catalog, str_from(rows[i].from)),
            .equivalent = catalog_get(catalog, str_from(rows[i].to)),
            .host = str_from(rows[i].host),
            .today = STR("2026-11-21"),
            .own_body = rows[i].own_body,
            .may_be_hosted = rows[i].may_be_hosted,
            .names_file = rows[i].names_file,
        };
        assert_non_null(request.model);
        assert_non_null(request.equivalent);
        struct str after;
        struct str detail;
        enum edit_state state = spelling_of_target(&request, &arena, &after, &detail);
        struct str said = state == EDIT_WRITTEN
                              ? after
                              : arena_printf(&arena, "(%s)", edit_state_names[state]);
        if (!str_is(said, rows[i].after))
            print_error("%s: %.*s\n", rows[i].before, STR_ARG(said));
        assert_true(str_is(said, rows[i].after));
    }
}

static void spells_for_the_hub(void **state)
{
    (void)state;
    static const struct row rows[] = {
        { .before = "meta-llama/Llama-3.1-8B-Instruct", .host = "", .from = "llama-3.1-8b",
          .to = "qwen3-8b", .after = "Qwen/Qwen3-8B" },
        { .before = "meta-llama/Llama-3.1-8B", .host = "", .from = "llama-3.1-8b",
          .to = "qwen3-8b", .after = "Qwen/Qwen3-8B-Base" },
        { .before = "https://huggingface.co/meta-llama/Llama-3.1-8B-Instruct", .host = "",
          .from = "llama-3.1-8b", .to = "qwen3-8b",
          .after = "https://huggingface.co/Qwen/Qwen3-8B" },
        { .before = "NousResearch/Meta-Llama-3.1-8B-Instruct", .host = "", .from = "llama-3.1-8b",
          .to = "qwen3-8b", .after = "Qwen/Qwen3-8B" },
        { .before = "./models/meta-llama/Llama-3.1-8B-Instruct", .host = "",
          .from = "llama-3.1-8b", .to = "qwen3-8b", .after = "(weights-file)" },
        { .before = "meta-llama/Llama-3.1-8B-Instruct", .host = "", .from = "llama-3.1-8b",
          .to = "qwen3-8b", .after = "(host-unknown)", .may_be_hosted = true },
        { .before = "our-llama", .host = "", .from = "llama-3.1-8b", .to = "qwen3-8b",
          .after = "(spelling)" },
    };
    check(rows, ARRAY_COUNT(rows));
}

static void takes_gguf_repositories(void **state)
{
    (void)state;
    static const struct row rows[] = {
        { .before = "bartowski/Meta-Llama-3.1-8B-Instruct-GGUF", .host = "",
          .from = "llama-3.1-8b", .to = "qwen3-8b", .after = "Qwen/Qwen3-8B-GGUF" },
        { .before = "bartowski/Meta-Llama-3.1-8B-Instruct-GGUF", .host = "",
          .from = "llama-3.1-8b", .to = "qwen3-8b", .after = "(weights-file)",
          .names_file = true },
        { .before = "bartowski/Meta-Llama-3.1-8B-Instruct-GGUF", .host = "",
          .from = "llama-3.1-8b", .to = "mistral-7b-v0.3", .after = "(quantised)" },
    };
    check(rows, ARRAY_COUNT(rows));
}

static void spells_for_ollama(void **state)
{
    (void)state;
    static const struct row rows[] = {
        { .before = "llama3.1:8b", .host = "ollama", .from = "llama-3.1-8b", .to = "qwen3-8b",
          .after = "qwen3:8b" },
        { .before = "llama3.1", .host = "ollama", .from = "llama-3.1-8b", .to = "qwen3-8b",
          .after = "qwen3:8b" },
        { .before = "ollama/llama3.1:8b", .host = "ollama", .from = "llama-3.1-8b",
          .to = "qwen3-8b", .after = "ollama/qwen3:8b" },
        { .before = "llama3.1:8b-instruct-q8_0", .host = "ollama", .from = "llama-3.1-8b",
          .to = "qwen3-8b", .after = "(quantised)" },
        { .before = "someone/llama3.1:8b", .host = "ollama", .from = "llama-3.1-8b",
          .to = "qwen3-8b", .after = "(spelling)" },
        { .before = "llama3.1:8b-mine", .host = "ollama", .from = "llama-3.1-8b",
          .to = "qwen3-8b", .after = "(spelling)" },
    };
    check(rows, ARRAY_COUNT(rows));
}

static void spells_for_hosts(void **state)
{
    (void)state;
    static const struct row rows[] = {
        { .before = "us.meta.llama3-3-70b-instruct-v1:0", .host = "amazon-bedrock",
          .from = "llama-3.3-70b", .to = "qwen3-32b", .after = "qwen.qwen3-32b-v1:0" },
        { .before = "bedrock/us.meta.llama3-3-70b-instruct-v1:0", .host = "amazon-bedrock",
          .from = "llama-3.3-70b", .to = "qwen3-32b", .after = "bedrock/qwen.qwen3-32b-v1:0" },
        { .before = "us.meta.llama3-3-70b-instruct-v1:0", .host = "amazon-bedrock",
          .from = "llama-3.3-70b", .to = "qwen3-32b", .after = "(vendor-call)",
          .own_body = true },
        { .before = "llama-3.3-70b-versatile", .host = "groq", .from = "llama-3.3-70b",
          .to = "qwen3-32b", .after = "(host-lacks-target)" },
        { .before = "replicate-llama", .host = "replicate", .from = "llama-3.3-70b",
          .to = "qwen3-32b", .after = "(vendor-call)" },
        { .before = "my-deployment", .host = "groq", .from = "llama-3.3-70b", .to = "qwen3-32b",
          .after = "(spelling)" },
    };
    check(rows, ARRAY_COUNT(rows));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(spells_for_the_hub),
        cmocka_unit_test(takes_gguf_repositories),
        cmocka_unit_test(spells_for_ollama),
        cmocka_unit_test(spells_for_hosts),
    };
    return cmocka_run_group_tests(tests, load, unload);
}
