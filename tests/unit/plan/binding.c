/* What is edited only together. Each case is a list of places and what becomes of them. */
#include "plan/binding.h"

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

enum { MOST = 8 };

struct place {
    const char *path;
    const char *change;
    const char *model; /* "" for none */
    enum edit_state before;
    enum edit_state after;
    int holder; /* index of the place that holds it; of EDIT_NOT_ALONE */
    const char *host;
    enum where where;
};

/* Manifests make components: "a/package.json". */
static void check(const struct place *places, size_t count, const char *const *manifests,
                  size_t manifest_count)
{
    struct strs paths = { 0 };
    for (size_t i = 0; i < manifest_count; i++)
        vec_push(&arena, &paths, str_from(manifests[i]));
    struct components components;
    components_find(&paths, &arena, &components);
    struct finding findings[MOST] = { 0 };
    struct place_edit edits[MOST] = { 0 };
    assert_in_range(count, 1, MOST);
    for (size_t i = 0; i < count; i++) {
        findings[i] = (struct finding){
            .path = str_from(places[i].path),
            .change = str_from(places[i].change),
            .kind = KIND_DEPENDENCY,
            .confidence = CONFIDENCE_HIGH,
            .where = places[i].where ? places[i].where : WHERE_CODE,
            .model = catalog_get(catalog, str_from(places[i].model)),
            .host = str_from(places[i].host ? places[i].host : ""),
            .category = CATEGORY_MODEL_REFERENCE,
        };
        edits[i] = (struct place_edit){ .finding = &findings[i], .state = places[i].before };
    }
    binding_settle(&renames, &components, edits, count, &arena);
    for (size_t i = 0; i < count; i++) {
        assert_string_equal(edit_state_names[edits[i].state], edit_state_names[places[i].after]);
        if (edits[i].state == EDIT_NOT_ALONE)
            assert_ptr_equal(edits[i].holder, &findings[places[i].holder]);
    }
}

static void an_id_alone_is_edited(void **state)
{
    (void)state;
    static const struct place places[] = {
        { "a.py", "model-reference", "llama-3.1-8b", EDIT_WRITTEN, EDIT_WRITTEN, 0, 0, 0 },
    };
    check(places, ARRAY_COUNT(places), NULL, 0);
}

static void tokens_hold_the_ids_of_their_file(void **state)
{
    (void)state;
    static const struct place places[] = {
        { "a.py", "model-reference", "llama-3.1-8b", EDIT_WRITTEN, EDIT_NOT_ALONE, 1, 0, 0 },
        { "a.py", "prompt-format", "llama-3", EDIT_PROMPT, EDIT_PROMPT, 0, 0, 0 },
        { "b.py", "model-reference", "llama-3.2-3b", EDIT_WRITTEN, EDIT_WRITTEN, 0, 0, 0 },
    };
    check(places, ARRAY_COUNT(places), NULL, 0);
}

static void tokens_of_another_format_hold_nothing(void **state)
{
    (void)state;
    static const struct place places[] = {
        { "a.py", "model-reference", "llama-3.1-8b", EDIT_WRITTEN, EDIT_WRITTEN, 0, 0, 0 },
        { "a.py", "prompt-format", "llama-2", EDIT_PROMPT, EDIT_PROMPT, 0, 0, 0 },
    };
    check(places, ARRAY_COUNT(places), NULL, 0);
}

static void tokens_without_a_model_hold_their_component(void **state)
{
    (void)state;
    static const struct place places[] = {
        { "a/app.py", "model-reference", "llama-3.1-8b", EDIT_WRITTEN, EDIT_NOT_ALONE, 1, 0, 0 },
        { "a/prompt.py", "prompt-format", "llama-3", EDIT_PROMPT, EDIT_PROMPT, 0, 0, 0 },
        { "b/app.py", "model-reference", "llama-3.2-3b", EDIT_WRITTEN, EDIT_WRITTEN, 0, 0, 0 },
    };
    static const char *const manifests[] = { "a/package.json", "b/package.json" };
    check(places, ARRAY_COUNT(places), manifests, ARRAY_COUNT(manifests));
    static const struct place together[] = {
        { "a/prompt.py", "prompt-format", "llama-3", EDIT_PROMPT, EDIT_PROMPT, 0, 0, 0 },
        { "b/app.py", "model-reference", "llama-3.2-3b", EDIT_WRITTEN, EDIT_NOT_ALONE, 0, 0, 0 },
    };
    check(together, ARRAY_COUNT(together), NULL, 0); /* one component: the root */
}

static void tokens_in_tests_hold_no_live_place(void **state)
{
    (void)state;
    static const struct place places[] = {
        { "app.py", "model-reference", "llama-3.1-8b", EDIT_WRITTEN, EDIT_WRITTEN, 0, 0, 0 },
        { "tests/p.py", "prompt-format", "llama-3", EDIT_PROMPT, EDIT_PROMPT, 0, 0, WHERE_TEST },
    };
    check(places, ARRAY_COUNT(places), NULL, 0);
}

static void an_id_holds_the_names_beside_it(void **state)
{
    (void)state;
    static const struct place places[] = {
        { "s.sh", "quantised-artifact", "llama-3.1-8b", EDIT_QUANTISED, EDIT_QUANTISED, 0, 0, 0 },
        { "s.sh", "model-reference", "llama-3.1-8b", EDIT_SPELLING, EDIT_SPELLING, 0, 0, 0 },
        { "s.sh", "tool-parser", "llama-3", EDIT_WRITTEN, EDIT_NOT_ALONE, 0, 0, 0 },
    };
    check(places, ARRAY_COUNT(places), NULL, 0);
    static const struct place other[] = {
        { "s.sh", "model-reference", "llama-2-7b", EDIT_SPELLING, EDIT_SPELLING, 0, 0, 0 },
        { "s.sh", "tool-parser", "llama-3", EDIT_WRITTEN, EDIT_NOT_ALONE, 0, 0, 0 },
    };
    check(other, ARRAY_COUNT(other), NULL, 0);
    static const struct place both[] = {
        { "s.sh", "model-reference", "llama-2-7b", EDIT_SPELLING, EDIT_SPELLING, 0, 0, 0 },
        { "s.sh", "model-reference", "llama-3.1-8b", EDIT_WRITTEN, EDIT_WRITTEN, 0, 0, 0 },
        { "s.sh", "tool-parser", "llama-3", EDIT_WRITTEN, EDIT_WRITTEN, 0, 0, 0 },
    };
    check(both, ARRAY_COUNT(both), NULL, 0);
}

static void a_derived_model_holds_the_names_beside_it(void **state)
{
    (void)state;
    static const struct place places[] = {
        { "s.sh", "derived-model", "deepseek-r1-distill-llama-70b", EDIT_DERIVED, EDIT_DERIVED, 0,
          0, 0 },
        { "s.sh", "tool-parser", "llama-3", EDIT_WRITTEN, EDIT_NOT_ALONE, 0, 0, 0 },
    };
    check(places, ARRAY_COUNT(places), NULL, 0);
    static const struct place apart[] = {
        { "a.yaml", "derived-model", "deepseek-r1-distill-llama-70b", EDIT_DERIVED, EDIT_DERIVED,
          0, 0, 0 },
        { "b.env", "tool-parser", "llama-3", EDIT_WRITTEN, EDIT_NOT_ALONE, 0, 0, 0 },
    };
    check(apart, ARRAY_COUNT(apart), NULL, 0);
    /* The name is the derived model's, and nobody else's. */
    static const struct place others[] = {
        { "a.yaml", "derived-model", "deepseek-r1-distill-llama-70b", EDIT_DERIVED, EDIT_DERIVED,
          0, 0, 0 },
        { "a.yaml", "tool-parser", "llama-3", EDIT_WRITTEN, EDIT_NOT_ALONE, 0, 0, 0 },
        { "b.py", "model-reference", "llama-3.1-8b", EDIT_WRITTEN, EDIT_WRITTEN, 0, 0, 0 },
    };
    check(others, ARRAY_COUNT(others), NULL, 0);
}

static void a_name_without_counterpart_holds_the_id(void **state)
{
    (void)state;
    static const struct place places[] = {
        { "s.sh", "model-reference", "llama-3.1-8b", EDIT_WRITTEN, EDIT_NOT_ALONE, 1, 0, 0 },
        { "s.sh", "tool-parser", "llama-3", EDIT_NO_NAME, EDIT_NO_NAME, 0, 0, 0 },
    };
    check(places, ARRAY_COUNT(places), NULL, 0);
}

static void one_model_on_one_host_moves_at_once(void **state)
{
    (void)state;
    static const struct place places[] = {
        { "a.py", "ollama-tag", "llama-3.1-8b", EDIT_WRITTEN, EDIT_NOT_ALONE, 1, "ollama", 0 },
        { "b.sh", "ollama-tag", "llama-3.1-8b", EDIT_ENCODING, EDIT_ENCODING, 0, "ollama", 0 },
        { "c.py", "model-reference", "llama-3.1-8b", EDIT_WRITTEN, EDIT_WRITTEN, 0, "groq", 0 },
        { "d.py", "ollama-tag", "llama-3.2-3b", EDIT_WRITTEN, EDIT_WRITTEN, 0, "ollama", 0 },
    };
    check(places, ARRAY_COUNT(places), NULL, 0);
}

static void an_entry_to_be_taken_out_holds_nothing(void **state)
{
    (void)state;
    static const struct place places[] = {
        { "a.json", "model-reference", "llama-3.1-8b", EDIT_LISTED, EDIT_LISTED, 0, "groq", 0 },
        { "b.py", "model-reference", "llama-3.1-8b", EDIT_WRITTEN, EDIT_WRITTEN, 0, "groq", 0 },
    };
    check(places, ARRAY_COUNT(places), NULL, 0);
}

/* What is held holds others: the prompt keeps a.py, which keeps the same model in b.py. */
static void holding_goes_on(void **state)
{
    (void)state;
    static const struct place places[] = {
        { "a.py", "model-reference", "llama-3.1-8b", EDIT_WRITTEN, EDIT_NOT_ALONE, 1, 0, 0 },
        { "a.py", "prompt-format", "llama-3", EDIT_PROMPT, EDIT_PROMPT, 0, 0, 0 },
        { "b.py", "model-reference", "llama-3.1-8b", EDIT_WRITTEN, EDIT_NOT_ALONE, 0, 0, 0 },
    };
    check(places, ARRAY_COUNT(places), NULL, 0);
}

static void licences_go_with_the_last_use(void **state)
{
    (void)state;
    static const struct place last[] = {
        { "README.md", "license", "llama-3.1", EDIT_WRITTEN, EDIT_WRITTEN, 0, 0, WHERE_DOCS },
        { "a.py", "model-reference", "llama-3.1-8b", EDIT_WRITTEN, EDIT_WRITTEN, 0, 0, 0 },
    };
    static const struct place more[] = {
        { "README.md", "license", "llama-3.1", EDIT_WRITTEN, EDIT_NOT_ALONE, 1, 0, WHERE_DOCS },
        { "a.py", "model-reference", "llama-3.1-8b", EDIT_BLOCKED, EDIT_BLOCKED, 0, 0, 0 },
    };
    check(last, ARRAY_COUNT(last), NULL, 0);
    check(more, ARRAY_COUNT(more), NULL, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_id_alone_is_edited),
        cmocka_unit_test(tokens_hold_the_ids_of_their_file),
        cmocka_unit_test(tokens_of_another_format_hold_nothing),
        cmocka_unit_test(tokens_without_a_model_hold_their_component),
        cmocka_unit_test(tokens_in_tests_hold_no_live_place),
        cmocka_unit_test(an_id_holds_the_names_beside_it),
        cmocka_unit_test(a_derived_model_holds_the_names_beside_it),
        cmocka_unit_test(a_name_without_counterpart_holds_the_id),
        cmocka_unit_test(one_model_on_one_host_moves_at_once),
        cmocka_unit_test(an_entry_to_be_taken_out_holds_nothing),
        cmocka_unit_test(holding_goes_on),
        cmocka_unit_test(licences_go_with_the_last_use),
    };
    return cmocka_run_group_tests(tests, load, unload);
}
