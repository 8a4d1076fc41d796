#include <stdlib.h>

#include "report/formats.h"
#include "unit/unit.h"

enum { MOST = 25000, SHOWN = 5000, PLACES = 1000 };

/* A report of `count` findings alike, of which the last is the most severe. */
struct world {
    struct arena arena;
    struct rule rule;
    struct ruleset ruleset;
    struct ledger ledger;
    struct result result;
    struct report report;
    struct buf out;
};

static struct finding *add_finding(struct world *world, const struct rule *rule,
                                   struct findings *list)
{
    struct finding *finding = arena_new(&world->arena, struct finding);
    *finding = (struct finding){ .rule = rule,
                                 .kind = KIND_DEPENDENCY,
                                 .severity = SEVERITY_LOW,
                                 .path = STR("a.py"),
                                 .fingerprint = STR("v1:0") };
    vec_push(&world->arena, &finding->references,
             (struct reference){ .rule = rule, .path = STR("a.py"), .snippet = STR("x") });
    vec_push(&world->arena, list, finding);
    return finding;
}

static int start(void **state)
{
    struct world *world = calloc(1, sizeof *world);
    if (!world)
        return -1;
    world->rule = (struct rule){ .id = STR("model-reference/id"),
                                 .title = STR("Llama id"),
                                 .why = STR("It is one"),
                                 .category = CATEGORY_MODEL_REFERENCE,
                                 .built_in = true };
    ledger_init(&world->ledger, &world->arena);
    world->report = (struct report){ .version = STR("0"),
                                     .ruleset = &world->ruleset,
                                     .ledger = &world->ledger,
                                     .result = &world->result };
    world->ruleset.digest = STR("d");
    *state = world;
    return 0;
}

static int end(void **state)
{
    struct world *world = *state;
    buf_release(&world->out);
    arena_release(&world->arena);
    free(world);
    return 0;
}

static size_t count_in(const struct buf *out, const char *part)
{
    size_t count = 0;
    struct str text = buf_str(out);
    for (size_t at = str_find(text, str_from(part), 0); at != STR_NONE;
         at = str_find(text, str_from(part), at + 1))
        count++;
    return count;
}

static const struct style plain;

static void what_is_shown_needs_no_word(void **state)
{
    struct world *world = *state;
    for (int i = 0; i < SHOWN; i++)
        add_finding(world, &world->rule, &world->result.findings);
    assert_false(report_sarif_cut(&world->report, &plain, &world->out));
    assert_int_equal(world->out.len, 0);
}

static void beyond_what_is_shown_the_most_severe_come_first(void **state)
{
    struct world *world = *state;
    struct findings *findings = &world->result.findings;
    for (int i = 0; i < SHOWN; i++)
        add_finding(world, &world->rule, findings);
    struct finding *last = add_finding(world, &world->rule, findings);
    last->severity = SEVERITY_CRITICAL;
    last->fingerprint = STR("v1:last");
    assert_true(report_sarif_cut(&world->report, &plain, &world->out));
    buf_reset(&world->out);
    report_sarif(&world->report, &plain, &world->out);
    struct str text = buf_str(&world->out);
    assert_int_equal(count_in(&world->out, "\"ruleId\""), SHOWN + 1);
    assert_int_equal(count_in(&world->out, "of 5001 results GitHub shows the first 5000"), 1);
    assert_true(str_find(text, STR("v1:last"), 0) < str_find(text, STR("\"v1:0\""), 0));
}

static void beyond_what_is_taken_the_least_severe_are_left_out(void **state)
{
    struct world *world = *state;
    for (int i = 0; i < MOST + 3; i++)
        add_finding(world, &world->rule, &world->result.findings);
    world->result.findings.items[MOST + 2]->severity = SEVERITY_MEDIUM;
    report_sarif(&world->report, &plain, &world->out);
    assert_int_equal(count_in(&world->out, "\"ruleId\""), MOST);
    assert_int_equal(count_in(&world->out, "\"warning\""), 2); /* the notification, and that one */
    assert_int_equal(count_in(&world->out, "3 of 25003 results are left out"), 1);
}

static void places_have_a_limit_too(void **state)
{
    struct world *world = *state;
    struct finding *finding = add_finding(world, &world->rule, &world->result.findings);
    for (int i = 0; i < PLACES; i++)
        vec_push(&world->arena, &finding->references,
                 (struct reference){ .rule = &world->rule, .path = STR("a.py") });
    report_sarif(&world->report, &plain, &world->out);
    assert_int_equal(count_in(&world->out, "\"artifactLocation\""), PLACES);
    assert_int_equal(count_in(&world->out, "1 places are left out"), 1);
}

static void rules_of_a_user_are_an_extension(void **state)
{
    struct world *world = *state;
    struct rule own = world->rule;
    own.id = STR("model-reference/own");
    own.built_in = false;
    add_finding(world, &own, &world->result.findings);
    add_finding(world, &world->rule, &world->result.findings);
    report_sarif(&world->report, &plain, &world->out);
    assert_int_equal(count_in(&world->out, "\"extensions\""), 1);
    assert_int_equal(count_in(&world->out, "\"toolComponent\""), 1);
    assert_int_equal(count_in(&world->out, "\"ruleIndex\": 0"), 1);
    assert_int_equal(count_in(&world->out, "\"helpUri\""), 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(what_is_shown_needs_no_word, start, end),
        cmocka_unit_test_setup_teardown(beyond_what_is_shown_the_most_severe_come_first, start, end),
        cmocka_unit_test_setup_teardown(beyond_what_is_taken_the_least_severe_are_left_out, start,
                                        end),
        cmocka_unit_test_setup_teardown(places_have_a_limit_too, start, end),
        cmocka_unit_test_setup_teardown(rules_of_a_user_are_an_extension, start, end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
