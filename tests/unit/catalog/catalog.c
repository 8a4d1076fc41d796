#include "catalog/catalog.h"

#include <stdio.h>
#include <stdlib.h>

#include "unit/unit.h"

struct fixture {
    struct arena run;
    struct data data;
    struct catalog *catalog;
    struct err err;
};

static int set_up(void **state)
{
    struct fixture *fixture = calloc(1, sizeof *fixture);
    *state = fixture;
    return fixture && data_load(NULL, &fixture->run, &fixture->data, &fixture->err) ? 0 : -1;
}

static int tear_down(void **state)
{
    struct fixture *fixture = *state;
    catalog_release(fixture->catalog);
    arena_release(&fixture->run);
    free(fixture);
    return 0;
}

static const struct catalog *load(struct fixture *fixture)
{
    bool ok = catalog_load(&fixture->data, &fixture->run, &fixture->catalog, &fixture->err);
    if (!ok)
        print_error("%s\n", fixture->err.text);
    assert_true(ok);
    return fixture->catalog;
}

/* What loading says when `text` takes the place of a file, or joins as a new one. */
static const char *error_with(struct fixture *fixture, const char *name, const char *text)
{
    struct data data = fixture->data;
    data.files = arena_array(&fixture->run, data.count + 1, sizeof *data.files);
    size_t at = data.count;
    for (size_t i = 0; i < data.count; i++) {
        data.files[i] = fixture->data.files[i];
        if (str_is(data.files[i].name, name))
            at = i;
    }
    data.count += at == data.count;
    data.files[at] = (struct data_file){ .name = str_from(name),
                                         .text = str_from(text),
                                         .label = STR("own.yaml") };
    fixture->err.text[0] = '\0';
    struct catalog *catalog = NULL;
    bool ok = catalog_load(&data, &fixture->run, &catalog, &fixture->err);
    catalog_release(catalog);
    return ok ? "" : fixture->err.text;
}

#define FAMILY "family: own\nname: Own\nrole: target\nas_of: 2026-01-02\n"

static void says_where_a_model_file_is_wrong(void **state)
{
    struct fixture *fixture = *state;
    static const struct {
        const char *text;
        const char *message;
    } cases[] = {
        { FAMILY "models:\n  - id: own-1b\n    licens: MIT\n",
          "own.yaml:7: unknown key 'licens', did you mean 'licence'?" },
        { FAMILY "models:\n  - id: own-1b\n  - id: own-1b\n",
          "own.yaml:7: duplicate id 'own-1b', also at own.yaml:6" },
        { FAMILY "models:\n  - id: own-1b\n    aliases: [llama-2]\n",
          NULL }, /* taken by a built-in file: the message names both */
        { FAMILY "models:\n  - id: own-1b\n    base: llama-9\n",
          "own.yaml:6: unknown base 'llama-9'" },
        { FAMILY "models:\n  - id: own-1b\n    released: 2026-02-30\n",
          "own.yaml:7: '2026-02-30' is not a date, write 2026-11-21" },
        { FAMILY "models:\n  - id: own-1b\n    context_tokens: many\n",
          "own.yaml:7: 'context_tokens' must be a whole number, not 'many'" },
        { FAMILY "models:\n  - id: own-1b\n    hosted: { grok: [own-1b] }\n",
          "own.yaml:7: unknown host 'grok'" },
        { FAMILY "models:\n  - id: own-1b\n    hosted: { groq: [{ id: own-1b, retired: soon }] }\n",
          "own.yaml:7: 'soon' is not a date, write 2026-11-21" },
        { FAMILY "spellings:\n  - { regex: 'own(', literals: [own] }\n",
          "own.yaml:6: bad regular expression at byte 4: missing closing parenthesis" },
        { FAMILY "spellings:\n  - { regex: own }\n",
          "own.yaml:6: a spelling needs literals, one of which it contains" },
        { FAMILY "spellings:\n  - { regex: own, literals: [own], model: [owl] }\n",
          "own.yaml:6: unknown model 'owl' of a spelling" },
        { "family: own\nname: Own\nrole: best\n",
          "own.yaml:1: role must be source, derived, target or other" },
        { FAMILY "models:\n  - id: own-1b\n    base: own-2b\n  - id: own-2b\n    base: own-1b\n",
          "models: the base of 'own-1b' leads back to itself" },
    };
    for (size_t i = 0; i < ARRAY_COUNT(cases); i++) {
        const char *message = error_with(fixture, "models/own.yaml", cases[i].text);
        if (cases[i].message)
            assert_string_equal(message, cases[i].message);
        else
            assert_true(message[0] != '\0');
    }
    assert_string_equal(error_with(fixture, "models/own.yaml", FAMILY "models: [{ id: own-1b }]\n"),
                        "");
}

static void says_where_other_files_are_wrong(void **state)
{
    struct fixture *fixture = *state;
    assert_string_equal(
        error_with(fixture, "equivalents.yaml", "equivalents:\n  llama-9: { qwen-3: {} }\n"),
        "own.yaml:2: unknown model 'llama-9'");
    assert_string_equal(error_with(fixture, "equivalents.yaml",
                                   "equivalents:\n  llama-2-7b:\n    qwen-3: { neerest: x }\n"),
                        "own.yaml:3: unknown key 'neerest', did you mean 'nearest'?");
    assert_string_equal(error_with(fixture, "hosts.yaml",
                                   "hosts:\n  - { id: a, name: A }\n  - { id: a, name: B }\n"),
                        "own.yaml:2: duplicate host 'a'");
    assert_string_equal(
        error_with(fixture, "false-friends.yaml", "false_friends:\n  - { id: a, what: b }\n"),
        "own.yaml:2: a false friend needs the keys id, what and examples");
}

static void knows_the_facts_of_models(void **state)
{
    struct fixture *fixture = *state;
    const struct catalog *catalog = load(fixture);
    size_t count = 0;
    const struct model *models = catalog_models(catalog, &count);
    assert_true(count > 500);
    for (size_t i = 1; i < count; i++)
        assert_true(str_compare(models[i - 1].id, models[i].id) < 0);
    assert_true(str_is(catalog_as_of(catalog), "2026-11-21"));

    const struct model *llama = catalog_get(catalog, STR("llama-3.1-8b"));
    assert_int_equal(llama->role, MODEL_SOURCE);
    assert_int_equal(llama->context_tokens, 131072);
    assert_int_equal(llama->vocab_size, 128256);
    assert_true(str_is(llama->licence_tag, "llama3.1"));
    assert_true(llama->tools && !llama->vision && !llama->is_family);
    assert_ptr_equal(llama, catalog_resolve(catalog, llama->hub_id));

    /* A tune keeps what it does not say from its base, through another tune. */
    const struct model *llava = catalog_get(catalog, STR("llava-1.5-7b"));
    assert_int_equal(llava->role, MODEL_DERIVED);
    assert_true(str_is(llava->base->id, "vicuna-1.5-7b"));
    assert_true(llava->vision);
    assert_int_equal(llava->context_tokens, 4096);
    assert_int_equal(llava->vocab_size, 32000);

    assert_true(catalog_get(catalog, STR("llama-guard-3-8b"))->guard);
    assert_true(catalog_get(catalog, STR("muse-glimmer-30b"))->opt_in);
    assert_true(catalog_get(catalog, STR("olmo-3-7b"))->opt_in);
    assert_false(catalog_get(catalog, STR("qwen3-8b"))->opt_in);
    assert_true(catalog_get(catalog, STR("qwen3-30b-a3b"))->active_b < 4);
    assert_null(catalog_get(catalog, STR("llama-9")));
}

static void knows_hosts_and_retirements(void **state)
{
    struct fixture *fixture = *state;
    const struct catalog *catalog = load(fixture);
    assert_true(catalog_host(catalog, STR("amazon-bedrock"))->cloud);
    assert_ptr_equal(catalog_host(catalog, STR("Bedrock")),
                     catalog_host(catalog, STR("amazon-bedrock")));
    assert_false(catalog_host(catalog, STR("groq"))->cloud);
    assert_true(str_is(catalog_host(catalog, STR("github-models"))->retired, "2026-07-30"));
    assert_true(catalog_host(catalog, STR("meta-llama-api"))->llama_only);
    assert_null(catalog_host(catalog, STR("nowhere")));

    const struct hosted_id *gone =
        catalog_retirement(catalog, STR("groq"), STR("llama-3.3-70b-versatile"));
    assert_true(str_is(gone->retired, "2026-08-16"));
    assert_true(gone->date_kind.len == 0);
    gone = catalog_retirement(catalog, STR("amazon-bedrock"),
                              STR("us.meta.llama3-1-405b-instruct-v1:0"));
    assert_true(str_is(gone->retired, "2026-07-07"));
    gone = catalog_retirement(catalog, STR("togetherai"),
                              STR("together_ai/meta-llama/Llama-4-Scout-17B-16E-Instruct"));
    assert_true(str_is(gone->date_kind, "gone_by"));
    assert_null(
        catalog_retirement(catalog, STR("amazon-bedrock"), STR("meta.llama3-3-70b-instruct-v1:0")));
    assert_null(catalog_retirement(catalog, STR("deepinfra"), STR("llama-3.3-70b-versatile")));

    struct hosted_ids ids = catalog_hosted(catalog, catalog_get(catalog, STR("llama-3.3-70b")),
                                           STR("bedrock"), &fixture->run);
    assert_int_equal(ids.count, 1);
    assert_true(ids.items[0].listed);
    ids =
        catalog_hosted(catalog, catalog_get(catalog, STR("qwen3-32b")), STR("groq"), &fixture->run);
    assert_int_equal(ids.count, 1);
    assert_true(str_is(ids.items[0].retired, "2026-07-17"));
}

static void knows_equivalents(void **state)
{
    struct fixture *fixture = *state;
    const struct catalog *catalog = load(fixture);
    const struct model *llama = catalog_get(catalog, STR("llama-3.1-8b"));
    const struct equivalent *olmo = catalog_equivalent(catalog, llama, STR("olmo-2"));
    assert_true(str_is(olmo->model->id, "olmo-2-7b"));
    assert_int_equal(olmo->context_blocker_above_tokens, 4096);
    assert_true(olmo->blockers.count > 0 && olmo->lost.count > 0);
    assert_int_equal(olmo->also_count, 1);
    assert_true(str_is(olmo->also[0]->id, "olmo-3-7b"));

    assert_true(
        catalog_equivalent(catalog, catalog_get(catalog, STR("llama-4-scout")), STR("olmo-2"))
            ->none);
    const struct equivalent *guard =
        catalog_equivalent(catalog, catalog_get(catalog, STR("llama-guard-3-8b")), STR("gemma-4"));
    assert_null(guard->model);
    assert_true(str_is(guard->name, "ShieldGemma 9B"));

    /* A tune takes that of its base, a family that of a member. */
    assert_ptr_equal(
        catalog_equivalent(catalog, catalog_get(catalog, STR("hermes-3-8b")), STR("olmo-2")), olmo);
    assert_ptr_equal(
        catalog_equivalent(catalog, catalog_get(catalog, STR("llama-3.1")), STR("olmo-2")), olmo);
    assert_null(catalog_equivalent(catalog, llama, STR("llama-3.1")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(says_where_a_model_file_is_wrong, set_up, tear_down),
        cmocka_unit_test_setup_teardown(says_where_other_files_are_wrong, set_up, tear_down),
        cmocka_unit_test_setup_teardown(knows_the_facts_of_models, set_up, tear_down),
        cmocka_unit_test_setup_teardown(knows_hosts_and_retirements, set_up, tear_down),
        cmocka_unit_test_setup_teardown(knows_equivalents, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
