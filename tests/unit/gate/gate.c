#include "gate/gate.h"

#include "unit/unit.h"

static struct gate high_gate(void)
{
    struct gate gate = { .active = true, .fail_on = SEVERITY_HIGH };
    for (int where = 0; where < WHERE_COUNT; where++)
        gate.where[where] = where != WHERE_DOCS;
    return gate;
}

static void kind_severity_and_place_decide(void **state)
{
    (void)state;
    const struct {
        enum kind kind;
        enum severity severity;
        enum where where;
        bool fails;
    } rows[] = {
        { KIND_DEPENDENCY, SEVERITY_HIGH, WHERE_CODE, true },
        { KIND_DEPENDENCY, SEVERITY_CRITICAL, WHERE_TEST, true },
        { KIND_DEPENDENCY, SEVERITY_MEDIUM, WHERE_CODE, false },
        { KIND_DEPENDENCY, SEVERITY_CRITICAL, WHERE_DOCS, false },
        { KIND_ENGINE, SEVERITY_CRITICAL, WHERE_CODE, false },
        { KIND_MENTION, SEVERITY_CRITICAL, WHERE_CODE, false },
        { KIND_AUDIT, SEVERITY_HIGH, WHERE_DOCS, true },
    };
    struct gate gate = high_gate();
    struct gate none = { 0 };
    for (size_t i = 0; i < ARRAY_COUNT(rows); i++) {
        struct finding finding = { .kind = rows[i].kind,
                                   .severity = rows[i].severity,
                                   .where = rows[i].where };
        assert_int_equal(gate_fails(&gate, &finding), rows[i].fails);
        assert_false(gate_fails(&none, &finding));
    }
}

static void what_is_known_fails_nothing_unasked(void **state)
{
    (void)state;
    struct gate gate = high_gate();
    struct finding finding = { .kind = KIND_DEPENDENCY,
                               .severity = SEVERITY_HIGH,
                               .where = WHERE_CODE,
                               .state = STATE_UNCHANGED };
    assert_false(gate_fails(&gate, &finding));
    finding.worse = true;
    assert_false(gate_fails(&gate, &finding));
    gate.fail_on_worse = true;
    assert_true(gate_fails(&gate, &finding));

    finding = (struct finding){ .kind = KIND_DEPENDENCY,
                                .severity = SEVERITY_HIGH,
                                .where = WHERE_CODE,
                                .state = STATE_NEW,
                                .new_rule = true };
    assert_false(gate_fails(&gate, &finding));
    gate.fail_on_new_rules = true;
    assert_true(gate_fails(&gate, &finding));
    finding.suppression = (const struct suppression *)&finding; /* cast: only asked whether one is there */
    assert_false(gate_fails(&gate, &finding));
}

static void points_are_those_of_the_chosen_target(void **state)
{
    (void)state;
    struct target items[] = { { .id = STR("cheap"), .points.likely = 5 },
                              { .id = STR("dear"), .points.likely = 9 } };
    struct targets targets = { .items = items, .count = 2 };
    struct gate gate = { .has_max_points = true, .max_points = 5 };
    assert_null(gate_over_points(&gate, &targets, STR("")));
    assert_ptr_equal(gate_over_points(&gate, &targets, STR("dear")), &items[1]);
    gate.has_max_points = false;
    assert_null(gate_over_points(&gate, &targets, STR("dear")));
    gate.has_max_points = true;
    assert_null(gate_over_points(&gate, &(struct targets){ 0 }, STR("dear")));
}

static void coverage_is_asked_by_reason(void **state)
{
    (void)state;
    struct arena arena = { 0 };
    struct ledger ledger;
    ledger_init(&ledger, &arena);
    struct gate gate = { 0 };
    vec_push(&arena, &gate.require_coverage, STR("error"));
    vec_push(&arena, &gate.require_coverage, STR("selections"));
    ledger_skip(&ledger, &(struct skip){ .path = STR("a"), .reason = SKIP_BINARY });
    assert_null(gate_missing_coverage(&gate, &ledger));
    ledger_select(&ledger, &(struct selection){ .path = STR("b") });
    assert_string_equal(gate_missing_coverage(&gate, &ledger), "selections");
    ledger_skip(&ledger, &(struct skip){ .path = STR("c"), .reason = SKIP_ERROR });
    assert_string_equal(gate_missing_coverage(&gate, &ledger), "error");
    arena_release(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(kind_severity_and_place_decide),
        cmocka_unit_test(what_is_known_fails_nothing_unasked),
        cmocka_unit_test(points_are_those_of_the_chosen_target),
        cmocka_unit_test(coverage_is_asked_by_reason),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
