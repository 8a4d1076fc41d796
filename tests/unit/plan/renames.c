/* Names in settings, and what a person writes. */
#include "plan/renames.h"

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

static const struct model *model(const char *id)
{
    const struct model *found = catalog_get(catalog, str_from(id));
    assert_non_null(found);
    return found;
}

static void assert_name(const char *change, const char *key, const char *before, const char *to,
                        const char *after, bool known)
{
    struct reference reference = { .evidence = str_from(before), .key = str_from(key) };
    bool is_known;
    struct str name = renames_find(&renames, str_from(change), &reference, model(to), &is_known);
    assert_string_equal(arena_str(&arena, name).ptr, after);
    assert_int_equal(is_known, known);
}

static void names_settings(void **state)
{
    (void)state;
    assert_name("tool-parser", "--tool-call-parser", "llama3_json", "qwen3-8b", "hermes", true);
    assert_name("tool-parser", "", "llama3_json", "qwen3-coder-30b-a3b", "qwen3_xml", true);
    assert_name("tool-parser", "", "llama3_json", "olmo-2-7b", "", true);
    assert_name("tool-parser", "", "pythonic", "qwen3-8b", "", false);
    assert_name("tool-parser", "", "LLAMA3_JSON", "qwen3-8b", "", false);
    assert_name("prompt-format", "", "llama3_json", "qwen3-8b", "", false);
}

static void looks_at_the_last_part_of_a_key(void **state)
{
    (void)state;
    assert_name("template-name", "datasets.chat_template", "llama3", "qwen3-8b", "qwen3", true);
    assert_name("template-name", "--template", "llama3", "qwen3-8b", "qwen3_nothink", true);
    assert_name("template-name", "theme", "llama3", "qwen3-8b", "", false);
}

static void says_what_to_write(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        const char *to;
        const char *after;
    } rows[] = {
        { "<|eot_id|>", "qwen3-8b", "<|im_end|>" },
        { "<|eot_id|>", "gemma-4-12b", "<turn|>" },
        { "128009", "olmo-2-7b", "100257" },
        { "32000", "mistral-7b-v0.3", "32768" },
        { "32000", "mistral-nemo-12b", "131072" },
        { "LlamaForCausalLM", "qwen3-vl-8b", "AutoModelForImageTextToText" },
        { "LlamaForCausalLM", "qwen3-8b", "AutoModelForCausalLM" },
        { "<|eot|", "qwen3-8b", "" },
    };
    for (size_t i = 0; i < ARRAY_COUNT(rows); i++) {
        struct str after = renames_by_hand(&renames, str_from(rows[i].text), model(rows[i].to));
        assert_string_equal(arena_str(&arena, after).ptr, rows[i].after);
    }
}

/* Whatever is said for one family is said for all four. */
static void leaves_no_target_out(void **state)
{
    (void)state;
    static const char *const targets[] = { "gemma-4-12b", "qwen3-8b", "olmo-2-7b",
                                           "ministral-3-8b" };
    for (size_t i = 0; i < renames.by_hand_count; i++) {
        for (size_t j = 0; j < ARRAY_COUNT(targets); j++)
            assert_true(renames_by_hand(&renames, renames.by_hand[i].from.items[0],
                                        model(targets[j]))
                            .len > 0);
    }
}

static void refuses_what_it_does_not_know(void **state)
{
    (void)state;
    static const char *const texts[] = { "nonsense: 1\n", "hosts: { uniform: [nowhere] }\n",
                                         "names: [{ to: { qwen-3: [a] } }]\n",
                                         "by_hand: [{ form: [x] }]\n",
                                         "changes: { a: { kinds: [x] }, b: { kinds: [x] } }\n" };
    for (size_t i = 0; i < ARRAY_COUNT(texts); i++) {
        struct data_file file = { .name = STR("renames.yaml"),
                                  .text = str_from(texts[i]),
                                  .label = STR("renames.yaml") };
        struct data own = { .files = &file, .count = 1 };
        struct renames read;
        struct err err;
        assert_false(renames_load(&own, catalog, &arena, &read, &err));
        assert_non_null(strstr(err.text, "renames.yaml:1: "));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_settings),
        cmocka_unit_test(looks_at_the_last_part_of_a_key),
        cmocka_unit_test(says_what_to_write),
        cmocka_unit_test(leaves_no_target_out),
        cmocka_unit_test(refuses_what_it_does_not_know),
    };
    return cmocka_run_group_tests(tests, load, unload);
}
