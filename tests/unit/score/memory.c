/* Whether other weights fit into the GPUs that are declared beside a place. */
#include "world.h"

static struct gpu_row gpus[2];

static void declare(const char *type, const char *count)
{
    static struct str names[] = { STR_INIT("*g5.12xlarge"), STR_INIT("*h100*") };
    gpus[0] = (struct gpu_row){ .names = { &names[0], 1, 1 }, .memory_gb = 24, .count = 4,
                                .source = STR("read") };
    gpus[1] = (struct gpu_row){ .names = { &names[1], 1, 1 }, .memory_gb = 80 };
    world.effort->gpus = gpus;
    world.effort->gpu_count = ARRAY_COUNT(gpus);
    world.effort->bytes_per_parameter = 2;
    world_reference("k8s.yaml", 3, CATEGORY_MODEL_REFERENCE, LLAMA_8B);
    world_observation("k8s.yaml", 5, "gpu-type", type);
    if (count)
        world_observation("k8s.yaml", 6, "gpu-count", count);
}

static const struct term *memory_term(void)
{
    (void)world_score();
    return find_term(world_cost(0, TO_MISTRAL), "memory");
}

static void what_fits_costs_nothing(void **state)
{
    (void)state;
    declare("g5.12xlarge", NULL); /* 96 GB for 9B */
    assert_null(memory_term());
}

static void what_does_not_fit_says_why(void **state)
{
    (void)state;
    world.models[MINISTRAL].params_b = 60; /* 120 GB */
    declare("g5.12xlarge", NULL);
    const struct term *term = memory_term();
    assert_non_null(term);
    assert_true(str_has(term->text, "120 GB"));
    assert_true(str_has(term->text, "4 x 24 = 96 GB:"));
    assert_int_equal(term->line, 5);
}

static void the_count_beside_it_counts(void **state)
{
    (void)state;
    world.models[MINISTRAL].params_b = 60;
    declare("nvidia-h100", "2"); /* 160 GB */
    assert_null(memory_term());
}

static void a_row_without_a_source_is_not_verified(void **state)
{
    (void)state;
    world.models[MINISTRAL].params_b = 60;
    declare("nvidia-h100", NULL);
    const struct term *term = memory_term();
    assert_non_null(term);
    assert_true(str_has(term->text, "1 x 80 = 80 GB (not verified)"));
}

static void what_did_not_fit_before_is_no_news(void **state)
{
    (void)state;
    world.models[LLAMA_8B].params_b = 70; /* 140 GB: quantised somewhere */
    world.models[MINISTRAL].params_b = 100;
    declare("g5.12xlarge", NULL);
    assert_null(memory_term());
}

static void unknown_machines_say_nothing(void **state)
{
    (void)state;
    world.models[MINISTRAL].params_b = 600;
    declare("tpu-v5", "1");
    assert_null(memory_term());
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WORLD_TEST(what_fits_costs_nothing),
        WORLD_TEST(what_does_not_fit_says_why),
        WORLD_TEST(the_count_beside_it_counts),
        WORLD_TEST(a_row_without_a_source_is_not_verified),
        WORLD_TEST(what_did_not_fit_before_is_no_news),
        WORLD_TEST(unknown_machines_say_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
