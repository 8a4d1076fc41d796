/* What follows from two models' facts, one fact at a time. */
#include "world.h"

static const struct cost *cost_with_window(const char *tokens, enum world_target target)
{
    world_reference("serve.sh", 1, CATEGORY_MODEL_REFERENCE, LLAMA_8B);
    world_observation("serve.sh", 2, "context", tokens);
    (void)world_score();
    return world_cost(0, target);
}

static void window_that_fits_is_nothing(void **state)
{
    (void)state;
    const struct cost *cost = cost_with_window("32768", TO_QWEN);
    assert_null(find_term(cost, "context-length"));
    assert_int_equal(cost->blocker.len, 0);
}

static void window_that_can_be_extended_is_a_term(void **state)
{
    (void)state;
    const struct cost *cost = cost_with_window("100000", TO_QWEN);
    const struct term *term = find_term(cost, "context-length");
    assert_non_null(term);
    assert_int_equal(term->line, 2);
    assert_true(str_has(term->text, "100,000 is configured"));
    assert_int_equal(cost->blocker.len, 0);
}

static void window_above_all_blocks(void **state)
{
    (void)state;
    const struct cost *cost = cost_with_window("200000", TO_QWEN);
    assert_true(str_is(cost->blocker_title, "window 131,072"));
    assert_int_equal(cost->blocker_line, 2);
    assert_true(str_is(world_cost(0, TO_OLMO)->blocker_title, "window 4,096"));
}

static void window_of_the_pair_can_be_shorter(void **state)
{
    (void)state;
    world.equivalents[TO_QWEN].context_blocker_above_tokens = 65536;
    world.models[QWEN_LARGE].context_tokens = 32768; /* nobody else has it either */
    world.models[QWEN_VISION].context_tokens = 32768;
    const struct cost *cost = cost_with_window("100000", TO_QWEN);
    assert_true(str_is(cost->blocker_title, "window 65,536"));
}

static void a_general_use_gets_no_model_for_code(void **state)
{
    (void)state;
    world.models[QWEN].code = true;
    world_reference("a.py", 1, CATEGORY_MODEL_REFERENCE, LLAMA_8B);
    (void)world_score();
    assert_ptr_not_equal(world_cost(0, TO_QWEN)->equivalent, &world.models[QWEN]);
}

static void a_model_for_code_is_named_when_it_is_all_there_is(void **state)
{
    (void)state;
    world.models[QWEN].code = world.models[QWEN_LARGE].code = world.models[QWEN_VISION].code = true;
    world_reference("a.py", 1, CATEGORY_MODEL_REFERENCE, LLAMA_8B);
    (void)world_score();
    assert_ptr_equal(world_cost(0, TO_QWEN)->equivalent, &world.models[QWEN]);
    assert_true(str_has(world_cost(0, TO_QWEN)->equivalent_reason, "made for code"));
}

static void a_host_with_a_model_for_code_is_left(void **state)
{
    (void)state;
    world_hosts(LLAMA_8B, "groq", "llama-3.1-8b");
    world_hosts(QWEN_LARGE, "groq", "qwen3-32b-coder");
    world.models[QWEN_LARGE].code = true;
    world_hosts(QWEN, "amazon-bedrock", "qwen3-8b");
    world_reference("a.py", 1, CATEGORY_MODEL_REFERENCE, LLAMA_8B)->host = STR("groq");
    (void)world_score();
    assert_ptr_equal(world_cost(0, TO_QWEN)->equivalent, &world.models[QWEN]);
    assert_non_null(find_work("change-host:groq"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WORLD_TEST(window_that_fits_is_nothing),
        WORLD_TEST(window_that_can_be_extended_is_a_term),
        WORLD_TEST(window_above_all_blocks),
        WORLD_TEST(window_of_the_pair_can_be_shorter),
        WORLD_TEST(a_general_use_gets_no_model_for_code),
        WORLD_TEST(a_model_for_code_is_named_when_it_is_all_there_is),
        WORLD_TEST(a_host_with_a_model_for_code_is_left),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
