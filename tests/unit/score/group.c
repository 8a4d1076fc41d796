/* References → findings. */
#include "score/group.h"

#include "world.h"

static struct findings findings;

static void group(void)
{
    findings = (struct findings){ 0 };
    group_references(&world.references, CONFIDENCE_LOW, &world.arena, &findings);
}

static void two_models_on_one_line_are_two_findings(void **state)
{
    (void)state;
    world_reference("a.py", 1, CATEGORY_MODEL_REFERENCE, LLAMA_8B);
    struct reference *second = world_reference("a.py", 1, CATEGORY_MODEL_REFERENCE, LLAMA_3B);
    second->span.column = 40;
    second->span.offset += 39;
    group();
    assert_int_equal(findings.count, 2);
    assert_int_equal(findings.items[1]->span.column, 40);
}

static void spans_of_one_statement_are_one_finding(void **state)
{
    (void)state;
    world_reference("a.py", 1, CATEGORY_PROMPT_FORMAT, LLAMA_8B);
    struct reference *second = world_reference("a.py", 3, CATEGORY_PROMPT_FORMAT, LLAMA_8B);
    second->statement = world.references.items[0].statement;
    group();
    assert_int_equal(findings.count, 1);
    assert_int_equal(findings.items[0]->references.count, 2);
    assert_int_equal(findings.items[0]->references.items[1].span.line, 3);
    assert_int_equal(findings.items[0]->span.line, 1);
}

static void categories_of_one_statement_are_apart(void **state)
{
    (void)state;
    world_reference("a.py", 1, CATEGORY_PROMPT_FORMAT, LLAMA_8B);
    world_reference("a.py", 1, CATEGORY_MODEL_REFERENCE, LLAMA_8B);
    group();
    assert_int_equal(findings.count, 2);
    assert_int_equal(findings.items[0]->category, CATEGORY_MODEL_REFERENCE);
}

static void line_of_a_record_is_that_of_its_id(void **state)
{
    (void)state;
    struct reference *name = world_reference("models.yaml", 1, CATEGORY_MODEL_REFERENCE, LLAMA_8B);
    name->evidence = STR("Llama 3.1 8B");
    name->record_start = 100;
    world_reference("models.yaml", 2, CATEGORY_MODEL_REFERENCE, LLAMA_8B)->record_start = 100;
    struct reference *title = world_reference("models.yaml", 3, CATEGORY_MENTION, LLAMA_3_1);
    title->kind = KIND_MENTION;
    title->rule = world_rule("mention/name", "");
    title->record_start = 100;
    struct reference *other = world_reference("models.yaml", 9, CATEGORY_MODEL_REFERENCE, LLAMA_3B);
    other->record_start = 900;
    group();
    assert_int_equal(findings.count, 2);
    assert_int_equal(findings.items[0]->span.line, 2);
    assert_int_equal(findings.items[0]->references.count, 2);
    assert_text("mention/name", findings.items[0]->also.items[0]);
    assert_text("llama-3.1-8b", findings.items[0]->evidence);
    assert_int_equal(findings.items[0]->references.items[1].span.line, 1);
}

static void name_without_a_model_joins_the_model_beside_it(void **state)
{
    (void)state;
    world_reference("a.py", 1, CATEGORY_SAFETY, -1);
    struct reference *id = world_reference("a.py", 2, CATEGORY_SAFETY, GUARD);
    id->statement = world.references.items[0].statement;
    id->confidence = CONFIDENCE_MEDIUM;
    group();
    assert_int_equal(findings.count, 1);
    assert_ptr_equal(findings.items[0]->model, &world.models[GUARD]);
    assert_int_equal(findings.items[0]->span.line, 2);
}

static void mention_of_another_model_stays_in_a_record(void **state)
{
    (void)state;
    world_reference("models.yaml", 2, CATEGORY_MODEL_REFERENCE, LLAMA_8B)->record_start = 100;
    struct reference *other = world_reference("models.yaml", 3, CATEGORY_MENTION, LLAMA_3B);
    other->kind = KIND_MENTION;
    other->record_start = 100;
    group();
    assert_int_equal(findings.count, 2);
}

static void beaten_rules_are_kept(void **state)
{
    (void)state;
    struct reference *first = world_reference("a.py", 1, CATEGORY_SAFETY, GUARD);
    first->rule = world_rule("safety/guard", "");
    vec_push(&world.arena, &first->also, STR("model-reference/id"));
    vec_push(&world.arena, &first->also, STR("model-reference/id"));
    vec_push(&world.arena, &first->also, STR("safety/guard"));
    group();
    assert_int_equal(findings.items[0]->also.count, 1);
    assert_text("model-reference/id", findings.items[0]->also.items[0]);
}

static void findings_are_in_order(void **state)
{
    (void)state;
    world_reference("a.py", 7, CATEGORY_PROMPT_FORMAT, LLAMA_8B);
    world_reference("a.py", 2, CATEGORY_PROMPT_FORMAT, LLAMA_8B);
    world_reference("b.py", 1, CATEGORY_PROMPT_FORMAT, LLAMA_8B);
    world_observation("b.py", 1, "context", "4096");
    group();
    assert_int_equal(findings.count, 3);
    assert_int_equal(findings.items[0]->span.line, 2);
    assert_int_equal(findings.items[1]->span.line, 7);
    assert_text("b.py", findings.items[2]->path);
}

static struct str fingerprint_of(struct reference changed)
{
    world.references.count = 0;
    *world_reference("x", 1, CATEGORY_SDK, -1) = changed;
    group();
    return findings.items[0]->fingerprint;
}

static void fingerprint_survives_what_moves(void **state)
{
    (void)state;
    struct reference place = *world_reference("a.py", 1, CATEGORY_MODEL_REFERENCE, LLAMA_8B);
    place.key = STR("llm.model");
    struct str before = fingerprint_of(place);
    assert_true(str_starts(before, STR("v1:")));
    assert_int_equal(before.len, 3 + 16);

    struct reference moved = place;
    moved.rule = world_rule("model-reference/other", "");
    moved.span.line = 90;
    moved.evidence = STR("meta-llama/Llama-3.1-8B");
    moved.confidence = CONFIDENCE_LOW;
    assert_true(str_equal(before, fingerprint_of(moved)));

    struct reference other = place;
    other.path = STR("b.py");
    assert_false(str_equal(before, fingerprint_of(other)));
    other = place;
    other.category = CATEGORY_FINE_TUNE;
    assert_false(str_equal(before, fingerprint_of(other)));
    other = place;
    other.model = &world.models[LLAMA_3B];
    assert_false(str_equal(before, fingerprint_of(other)));
    other = place;
    other.key = STR("llm.fallback");
    assert_false(str_equal(before, fingerprint_of(other)));
}

static void fingerprint_without_model_takes_the_text(void **state)
{
    (void)state;
    struct reference place = *world_reference("a.py", 1, CATEGORY_LICENSE, -1);
    place.evidence = STR("Built with  Llama");
    struct str before = fingerprint_of(place);
    place.evidence = STR(" built with\nllama");
    assert_true(str_equal(before, fingerprint_of(place)));
    place.evidence = STR("built on llama");
    assert_false(str_equal(before, fingerprint_of(place)));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WORLD_TEST(two_models_on_one_line_are_two_findings),
        WORLD_TEST(spans_of_one_statement_are_one_finding),
        WORLD_TEST(categories_of_one_statement_are_apart),
        WORLD_TEST(line_of_a_record_is_that_of_its_id),
        WORLD_TEST(name_without_a_model_joins_the_model_beside_it),
        WORLD_TEST(mention_of_another_model_stays_in_a_record),
        WORLD_TEST(beaten_rules_are_kept),
        WORLD_TEST(findings_are_in_order),
        WORLD_TEST(fingerprint_survives_what_moves),
        WORLD_TEST(fingerprint_without_model_takes_the_text),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
