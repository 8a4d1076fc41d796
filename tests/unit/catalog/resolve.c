#include "catalog/catalog.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/io.h"
#include "base/limits.h"
#include "catalog/internal.h"
#include "unit/unit.h"

struct fixture {
    struct arena run;
    struct catalog *catalog;
    struct err err;
};

static int set_up(void **state)
{
    struct fixture *fixture = calloc(1, sizeof *fixture);
    *state = fixture;
    struct data data;
    if (!fixture || !data_load(NULL, &fixture->run, &data, &fixture->err) ||
        !catalog_load(&data, &fixture->run, &fixture->catalog, &fixture->err)) {
        fprintf(stderr, "%s\n", fixture ? fixture->err.text : "out of memory");
        return -1;
    }
    return 0;
}

static int tear_down(void **state)
{
    struct fixture *fixture = *state;
    catalog_release(fixture->catalog);
    arena_release(&fixture->run);
    free(fixture);
    return 0;
}

/* The lines of a table below tests/, without comments. */
static struct str read_table(struct fixture *fixture, struct buf *buf, const char *name)
{
    const char *tests = getenv("TESTS");
    struct str path = arena_printf(&fixture->run, "%s/%s", tests ? tests : "tests", name);
    assert_true(io_read_file(path.ptr, LIMIT_OWN_FILE_BYTES, buf, &fixture->err));
    return buf_str(buf);
}

static bool next_row(struct str *rest, struct str *columns, size_t count)
{
    while (rest->ptr) {
        struct str line = str_split(rest, '\n');
        if (line.len == 0 || line.ptr[0] == '#')
            continue;
        for (size_t i = 0; i < count; i++)
            columns[i] = line.ptr ? str_split(&line, '\t') : (struct str){ "", 0 };
        return true;
    }
    return false;
}

/* "-" in the table is an empty text. */
static bool says(struct str expected, struct str actual)
{
    return str_is(expected, "-") ? actual.len == 0 : str_equal_icase(expected, actual);
}

static void resolves_every_observed_spelling(void **state)
{
    struct fixture *fixture = *state;
    CLEANUP(buf_release) struct buf buf = { 0 };
    struct str rest = read_table(fixture, &buf, "catalog/spellings.tsv");
    struct str row[5];
    size_t rows = 0;
    size_t wrong = 0;
    for (; next_row(&rest, row, 5); rows++) {
        struct resolution found = { 0 };
        bool ok = catalog_resolve_spelling(fixture->catalog, row[0], &found) &&
                  str_equal(found.model->id, row[1]) && says(row[2], found.host) &&
                  says(row[3], found.variant) && says(row[4], found.quantisation);
        if (ok)
            continue;
        wrong++;
        print_error("%.*s: %.*s, host '%.*s', variant '%.*s', quantisation '%.*s'\n",
                    STR_ARG(row[0]), found.model ? (int)found.model->id.len : 4,
                    found.model ? found.model->id.ptr : "none", STR_ARG(found.host),
                    STR_ARG(found.variant), STR_ARG(found.quantisation));
    }
    assert_true(rows > 1200);
    assert_int_equal(wrong, 0);
}

static bool is_llama(const struct model *model)
{
    return model->role == MODEL_SOURCE || model->role == MODEL_DERIVED;
}

static void takes_nothing_else_for_llama(void **state)
{
    struct fixture *fixture = *state;
    CLEANUP(buf_release) struct buf buf = { 0 };
    struct str rest = read_table(fixture, &buf, "catalog/not-llama.tsv");
    struct str row[2];
    size_t rows = 0;
    size_t wrong = 0;
    for (; next_row(&rest, row, 2); rows++) {
        struct resolution found = { 0 };
        const struct model *whole = catalog_resolve(fixture->catalog, row[0]);
        bool bad = whole && is_llama(whole);
        for (size_t at = 0; catalog_find(fixture->catalog, row[0], at, &found); at = found.end)
            bad = bad || is_llama(found.model);
        if (bad) {
            wrong++;
            print_error("%.*s (%.*s) is taken for Llama\n", STR_ARG(row[0]), STR_ARG(row[1]));
        }
    }
    assert_true(rows > 500);
    assert_int_equal(wrong, 0);
}

/* `expected`: "model[spelling]" of each find, "!" behind it when it is exact. */
struct find_case {
    const char *text;
    const char *expected;
};

static const struct find_case find_cases[] = {
    { "We use Llama 3 because it is open.", "llama-3[Llama 3]" },
    { "Llama 3.1 8B and Llama-3.1-70B",
      "llama-3.1-8b[Llama 3.1 8B] llama-3.1-70b[Llama-3.1-70B]!" },
    { "model: \"meta-llama/Llama-3.1-8B-Instruct\",",
      "llama-3.1-8b[meta-llama/Llama-3.1-8B-Instruct]!" },
    { "FROM llama3.1:8b-instruct-q4_K_M\n", "llama-3.1-8b[llama3.1:8b-instruct-q4_K_M]!" },
    { "ollama run llama3.2:1b", "llama-3.2-1b[llama3.2:1b]!" },
    { "image: ollama/ollama:0.3.1", "" },
    { "LLM=${LLM:-llama2}", "llama-2[llama2]" },
    { "from llama_index.llms.ollama import Ollama", "" },
    { "from llama_cpp import Llama", "" },
    { "Llama(model_path=\"models/llama-2-7b.Q4_K_M.gguf\")",
      "llama-2-7b[models/llama-2-7b.Q4_K_M.gguf]!" },
    { "/opt/models/llama-2-7b.Q4_K_M.gguf", "llama-2-7b[llama-2-7b.Q4_K_M.gguf]!" },
    { "https://huggingface.co/meta-llama/Llama-2-7b-hf/resolve/main/config.json",
      "llama-2-7b[https://huggingface.co/meta-llama/Llama-2-7b-hf]!" },
    { "llama3.generate(x)", "llama-3[llama3]" },
    { "--tool-call-parser=llama3_json", "llama-3[llama3_json]" },
    { "Code Llama 34B, Llama Guard 3",
      "codellama-34b[Code Llama 34B] llama-guard-3[Llama Guard 3]" },
    { "[\"WizardLM/WizardCoder-15B-V1.0\"]", "" },
    { "codellama/CodeLlama-7b-hf", "codellama-7b[codellama/CodeLlama-7b-hf]!" },
    { "llama3d.obj, llama2x", "" },
    { "dolphin-mistral, dolphin-llama3:8b", "dolphin-llama-3-8b[dolphin-llama3:8b]!" },
    { "deepseek-r1:7b deepseek-r1:70b", "deepseek-r1-distill-llama-70b[deepseek-r1:70b]!" },
    { "new LlamaGroqToolUse(); class WizardLMAdapter",
      "llama-3-groq-tool-use[LlamaGroqToolUse] wizardlm[WizardLMAdapter]" },
    { "the LLaMA paper", "" },
    { "the llama", "" },
};

static void finds_spellings_inside_text(void **state)
{
    struct fixture *fixture = *state;
    for (size_t i = 0; i < ARRAY_COUNT(find_cases); i++) {
        struct str text = str_from(find_cases[i].text);
        CLEANUP(buf_release) struct buf got = { 0 };
        struct resolution found;
        for (size_t at = 0; catalog_find(fixture->catalog, text, at, &found); at = found.end) {
            assert_true(found.end > at && found.start < found.end);
            struct str span = str_slice(text, found.start, found.end);
            buf_printf(&got, "%s%.*s[%.*s]%s", got.len > 0 ? " " : "", STR_ARG(found.model->id),
                       STR_ARG(span), found.exact ? "!" : "");
        }
        buf_char(&got, '\0');
        assert_string_equal(got.ptr, find_cases[i].expected);
    }
}

static void marks_what_was_guessed(void **state)
{
    struct fixture *fixture = *state;
    struct resolution found;
    assert_true(catalog_resolve_spelling(fixture->catalog, STR("llama-405b"), &found));
    assert_true(found.unverified);
    /* The tag was moved to another base. */
    assert_false(catalog_resolve_spelling(fixture->catalog, STR("deepseek-r1:8b"), &found));
    assert_true(catalog_resolve_spelling(fixture->catalog, STR("llama3.1:8b"), &found));
    assert_false(found.unverified);
    assert_true(catalog_resolve_spelling(fixture->catalog, STR("llama3"), &found));
    assert_false(found.exact);
}

/* Built-in expressions are compiled when they are needed: here, all of them. */
static void compiles_every_expression(void **state)
{
    struct fixture *fixture = *state;
    struct catalog *catalog = fixture->catalog;
    struct source source = { .label = "rules", .run = &fixture->run, .err = &fixture->err };
    struct spellings *const lists[] = { &catalog->spellings, &catalog->host_spellings,
                                        &catalog->formats, &catalog->quantisations,
                                        &catalog->variants };
    for (size_t i = 0; i < ARRAY_COUNT(lists); i++) {
        assert_true(lists[i]->count > 0);
        for (size_t k = 0; k < lists[i]->count; k++) {
            if (!spelling_check(&source, &lists[i]->items[k]))
                print_error("%s\n", fixture->err.text);
            assert_non_null(lists[i]->items[k].compiled);
        }
    }
}

static void masks_false_friends_with_their_examples(void **state)
{
    struct fixture *fixture = *state;
    const struct catalog *catalog = fixture->catalog;
    const struct false_friend *last = NULL;
    for (size_t i = 0; i < catalog->spellings.count; i++) {
        const struct false_friend *friend = catalog->spellings.items[i].friend;
        if (!friend || friend == last)
            continue;
        last = friend;
        for (size_t k = 0; k < friend->examples.count; k++) {
            struct str example = friend->examples.items[k];
            size_t start = 0;
            size_t end = 0;
            if (!catalog_find_false_friend(catalog, example, 0, &start, &end))
                fail_msg("%.*s is not a false friend", STR_ARG(example));
            assert_true(end > start);
            struct resolution found;
            if (catalog_find(catalog, example, 0, &found) && is_llama(found.model))
                fail_msg("%.*s is taken for %.*s", STR_ARG(example), STR_ARG(found.model->id));
        }
    }
    assert_non_null(last);
}

static void has_a_literal_in_every_spelling(void **state)
{
    struct fixture *fixture = *state;
    struct strs literals = { 0 };
    catalog_role_literals(fixture->catalog, 1u << MODEL_SOURCE, &fixture->run, &literals);
    assert_true(literals.count > 0 && literals.count < 20);
    literals = (struct strs){ 0 };
    catalog_literals(fixture->catalog, &fixture->run, &literals);

    CLEANUP(buf_release) struct buf buf = { 0 };
    struct str rest = read_table(fixture, &buf, "catalog/spellings.tsv");
    struct str row[1];
    while (next_row(&rest, row, 1)) {
        bool has = str_is(row[0], "reflection"); /* a tag that counts only as a whole value */
        for (size_t i = 0; i < literals.count && !has; i++)
            has = str_find_icase(row[0], literals.items[i], 0) != STR_NONE;
        if (!has)
            fail_msg("no literal in %.*s", STR_ARG(row[0]));
    }
}

/* Neither a long run of one word nor one long word may take more than a moment. */
static void stays_quick_on_hostile_text(void **state)
{
    struct fixture *fixture = *state;
    static const char *const pieces[] = { "llama", "llama-", "llama/", "%2Fllama", "x" };
    for (size_t i = 0; i < ARRAY_COUNT(pieces); i++) {
        CLEANUP(buf_release) struct buf text = { 0 };
        while (text.len < 200000)
            buf_puts(&text, pieces[i]);
        struct resolution found;
        assert_false(catalog_find(fixture->catalog, buf_str(&text), 0, &found));
    }
    struct str none = { NULL, 0 };
    struct resolution found;
    assert_false(catalog_find(fixture->catalog, none, 0, &found));
    assert_false(catalog_find(fixture->catalog, STR("llama3"), 10, &found));
    assert_null(catalog_resolve(fixture->catalog, none));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(resolves_every_observed_spelling, set_up, tear_down),
        cmocka_unit_test_setup_teardown(takes_nothing_else_for_llama, set_up, tear_down),
        cmocka_unit_test_setup_teardown(finds_spellings_inside_text, set_up, tear_down),
        cmocka_unit_test_setup_teardown(marks_what_was_guessed, set_up, tear_down),
        cmocka_unit_test_setup_teardown(compiles_every_expression, set_up, tear_down),
        cmocka_unit_test_setup_teardown(masks_false_friends_with_their_examples, set_up, tear_down),
        cmocka_unit_test_setup_teardown(has_a_literal_in_every_spelling, set_up, tear_down),
        cmocka_unit_test_setup_teardown(stays_quick_on_hostile_text, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
