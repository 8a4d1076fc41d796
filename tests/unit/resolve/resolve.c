#include "resolve/resolve.h"

#include "unit/unit.h"

struct fixture {
    struct arena arena;
    struct selection_list selections;
    struct tree tree;
    struct entry entries[3];
    struct sites sites;
    struct resolve resolve;
};

static void select_variable(struct fixture *fixture, const char *variable)
{
    vec_push(&fixture->arena, &fixture->selections,
             (struct selection){ .variable = str_from(variable) });
}

static struct site *add_site(struct fixture *fixture, unsigned roles, const char *key,
                             const char *text)
{
    struct site *site = vec_add(&fixture->arena, &fixture->sites);
    *site = (struct site){ .roles = roles, .key = str_from(key), .text = str_from(text) };
    return site;
}

static bool start(struct fixture *fixture)
{
    fixture->entries[0].path = STR("deploy/values.yaml");
    fixture->entries[1].path = STR("main.py");
    fixture->entries[2].path = STR("web/.env.example");
    fixture->tree.entries = fixture->entries;
    fixture->tree.count = 3;
    return resolve_start(&fixture->resolve, &fixture->selections, &fixture->tree, &fixture->arena);
}

/** Whether the sites resolve the first selection. */
static bool resolves(struct fixture *fixture)
{
    struct selection_list found = { 0 };
    resolve_sites(&fixture->resolve, &fixture->sites, &fixture->arena, &found);
    resolve_take(&fixture->resolve, &found);
    return resolve_is_done(&fixture->resolve, &fixture->selections.items[0]);
}

static void looks_into_configuration_only(void **state)
{
    (void)state;
    struct fixture fixture = { 0 };
    select_variable(&fixture, "MODEL_NAME");
    assert_true(start(&fixture));
    assert_int_equal(fixture.resolve.entry_count, 2);
    assert_true(resolve_wants(&fixture.resolve, &(struct doc){ .text = STR("MODEL_NAME: x") }));
    assert_false(resolve_wants(&fixture.resolve, &(struct doc){ .text = STR("MODEL: x") }));
    arena_release(&fixture.arena);
}

static void looks_for_telling_names_only(void **state)
{
    (void)state;
    static const char *const silent[] = { "model", "", "get_model()", "os.environ[x]" };
    struct fixture fixture = { 0 };
    for (size_t i = 0; i < ARRAY_COUNT(silent); i++)
        select_variable(&fixture, silent[i]);
    assert_false(start(&fixture));
    fixture.selections.items[0].expression = STR("var.model");
    assert_true(start(&fixture));
    arena_release(&fixture.arena);
}

static void check(const char *variable, unsigned roles, const char *key, const char *text,
                  bool expected)
{
    struct fixture fixture = { 0 };
    select_variable(&fixture, variable);
    assert_true(start(&fixture));
    add_site(&fixture, roles, key, text);
    if (resolves(&fixture) != expected)
        fail_msg("%s and %s = %s: expected %d", variable, key, text, expected);
    arena_release(&fixture.arena);
}

static void takes_a_literal_of_the_same_name(void **state)
{
    (void)state;
    check("MODEL_NAME", SITE_VALUE, "MODEL_NAME", "llama3.1:8b", true);
    check("MODEL_NAME", SITE_VALUE, "services.api.environment.MODEL_NAME", "x", true);
    check("MODEL_NAME", SITE_VALUE, "OTHER_MODEL_NAME", "x", false);
    check("MODEL_NAME", SITE_VALUE, "MODEL_NAME.size", "x", false);
    check("MODEL_NAME", SITE_VALUE, "MODEL_NAME", "", false);
    check("MODEL_NAME", SITE_VALUE, "MODEL_NAME", "${MODEL_NAME}", false);
    check("MODEL_NAME", SITE_VALUE, "MODEL_NAME", "{{ .Values.model }}", false);
    check("MODEL_NAME", SITE_VALUE, "environment[]", "MODEL_NAME=llama", true);
    check("MODEL_NAME", SITE_VALUE, "environment[]", "MODEL_NAME=$OTHER", false);
    check("MODEL_NAME", SITE_INSTRUCTION, "", "MODEL_NAME=llama", true);
    check("MODEL_NAME", SITE_PROSE, "", "MODEL_NAME=llama", false);
    check("var.model", SITE_VALUE, "variable.model.default", "x", true);
    check("var.model", SITE_VALUE, "model", "x", true);
    check(".Values.llm.model", SITE_VALUE, "llm.model", "x", true);
    check(".Values.llm.model", SITE_VALUE, "other.model", "x", false);
}

static void takes_the_value_beside_a_name(void **state)
{
    (void)state;
    for (int literal = 0; literal < 2; literal++) {
        struct fixture fixture = { 0 };
        select_variable(&fixture, "MODEL_NAME");
        assert_true(start(&fixture));
        struct extent record = { 10, 50 };
        add_site(&fixture, SITE_VALUE, "spec.env[].name", "MODEL_NAME")->record = record;
        struct site *value = add_site(&fixture, SITE_VALUE, "spec.env[].value", "llama");
        value->record = record;
        value->dynamic = !literal;
        assert_int_equal(resolves(&fixture), literal);
        arena_release(&fixture.arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(looks_into_configuration_only),
        cmocka_unit_test(looks_for_telling_names_only),
        cmocka_unit_test(takes_a_literal_of_the_same_name),
        cmocka_unit_test(takes_the_value_beside_a_name),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
