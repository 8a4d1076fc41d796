/* What a team asks of a target: the words, and which members do not meet them. */
#include "score/require.h"

#include "world.h"

static struct requirement parsed(const char *text)
{
    struct requirement requirement;
    struct err err = { 0 };
    if (!requirement_parse(str_from(text), STR("conf.yml:3"), &requirement, &err))
        fail_msg("%s", err.text);
    return requirement;
}

static void ask(const char *text)
{
    vec_push(&world.arena, &world.options.requirements, parsed(text));
}

static const struct target *scored(enum world_target target)
{
    world_reference("a.py", 1, CATEGORY_MODEL_REFERENCE, LLAMA_8B);
    (void)world_score();
    return world_total(target);
}

static void words_are_read(void **state)
{
    (void)state;
    struct requirement requirement = parsed("max-memory-gb:24");
    assert_int_equal(requirement.kind, REQUIRE_MAX_MEMORY);
    assert_number(24, requirement.number);
    assert_true(str_is(requirement.path, "conf.yml"));
    assert_int_equal(requirement.line, 3);
    assert_int_equal(parsed("no-vendor:Meta").kind, REQUIRE_NO_VENDOR);
    static const char *const wrong[] = { "comercial", "language", "language:", "max-memory-gb:x",
                                         "max-memory-gb:-1", "", "offline:yes" };
    for (size_t i = 0; i < ARRAY_COUNT(wrong); i++) {
        struct err err = { 0 };
        struct requirement unused;
        if (requirement_parse(str_from(wrong[i]), STR("--require"), &unused, &err))
            fail_msg("'%s' is taken", wrong[i]);
        assert_int_equal(err.code, ERR_USAGE);
    }
}

static void nothing_asked_excludes_nobody(void **state)
{
    (void)state;
    assert_int_equal(scored(TO_QWEN)->excluded.count, 0);
    assert_int_equal(scored(TO_QWEN)->blockers, 0);
}

static void open_data_leaves_olmo(void **state)
{
    (void)state;
    ask("open-data");
    assert_int_equal(scored(TO_QWEN)->excluded.count, 1);
    assert_true(str_has(world_total(TO_QWEN)->excluded.items[0], "not published"));
    assert_int_equal(world_total(TO_OLMO)->excluded.count, 0);
    assert_int_equal(world_total(TO_OLMO)->rank, 1);
}

static void vendors_are_of_the_family(void **state)
{
    (void)state;
    ask("no-vendor:google");
    assert_int_equal(scored(TO_GEMMA)->excluded.count, 1);
    assert_int_equal(world_total(TO_MISTRAL)->excluded.count, 0);
}

static void licences_are_globs(void **state)
{
    (void)state;
    world.models[QWEN].licence = world.models[QWEN_LARGE].licence = STR("LicenseRef-MRL");
    world.models[QWEN_VISION].licence = STR("LicenseRef-MRL");
    ask("no-licence:LicenseRef-*");
    assert_int_equal(scored(TO_QWEN)->excluded.count, 1);
    assert_true(str_has(world_total(TO_QWEN)->excluded.items[0], "LicenseRef-MRL"));
    assert_int_equal(world_total(TO_GEMMA)->excluded.count, 0);
}

static void memory_counts_two_bytes_a_parameter(void **state)
{
    (void)state;
    ask("max-memory-gb:10"); /* 8B are 16 GB */
    world.effort->bytes_per_parameter = 2;
    assert_int_equal(scored(TO_GEMMA)->excluded.count, 1);
    assert_true(str_has(world_total(TO_GEMMA)->excluded.items[0], "16 GB"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WORLD_TEST(words_are_read),
        WORLD_TEST(nothing_asked_excludes_nobody),
        WORLD_TEST(open_data_leaves_olmo),
        WORLD_TEST(vendors_are_of_the_family),
        WORLD_TEST(licences_are_globs),
        WORLD_TEST(memory_counts_two_bytes_a_parameter),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
