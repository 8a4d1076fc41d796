#include "cache/digest.h"

#include <string.h>

#include "base/attr.h"
#include "unit/unit.h"

/** Every input by itself makes another digest. */
static void everything_counts(void **state)
{
    (void)state;
    struct data_file built_in = { .name = STR("models/a.yaml"), .text = STR("a"), .built_in = true };
    struct data_file given = { .name = STR("models/a.yaml"), .text = STR("a") };
    struct data_file renamed = { .name = STR("models/b.yaml"), .text = STR("a") };
    struct data_file changed = { .name = STR("models/a.yaml"), .text = STR("b") };
    struct data built_in_data = { &built_in, 1 };
    struct data given_data = { &given, 1 };
    struct data renamed_data = { &renamed, 1 };
    struct data changed_data = { &changed, 1 };
    struct rule rule = { .id = STR("tokenizer/a"), .digest = 1 };
    struct rule other_id = { .id = STR("tokenizer/b"), .digest = 1 };
    struct rule other_digest = { .id = STR("tokenizer/a"), .digest = 2 };
    struct rule *rules[] = { &rule }, *other_ids[] = { &other_id }, *others[] = { &other_digest };
    struct ruleset ruleset = { .rules = rules, .count = 1 };
    struct ruleset less = { .rules = rules };
    struct ruleset ids = { .rules = other_ids, .count = 1 };
    struct ruleset digests = { .rules = others, .count = 1 };

    struct cache_inputs inputs[] = {
        { STR("build"), STR("yaml 1"), &built_in_data, &ruleset, 100, false },
        { STR("grammar"), STR("yaml 1"), &built_in_data, &ruleset, 100, false },
        { STR("build"), STR("yaml 2"), &built_in_data, &ruleset, 100, false },
        { STR("buil"), STR("dyaml 1"), &built_in_data, &ruleset, 100, false },
        { STR("build"), STR("yaml 1"), &given_data, &ruleset, 100, false },
        { STR("build"), STR("yaml 1"), &renamed_data, &ruleset, 100, false },
        { STR("build"), STR("yaml 1"), &changed_data, &ruleset, 100, false },
        { STR("build"), STR("yaml 1"), &built_in_data, &less, 100, false },
        { STR("build"), STR("yaml 1"), &built_in_data, &ids, 100, false },
        { STR("build"), STR("yaml 1"), &built_in_data, &digests, 100, false },
        { STR("build"), STR("yaml 1"), &built_in_data, &ruleset, 101, false },
        { STR("build"), STR("yaml 1"), &built_in_data, &ruleset, 100, true },
    };
    unsigned char digests_of[ARRAY_COUNT(inputs)][SHA256_LEN];
    for (size_t i = 0; i < ARRAY_COUNT(inputs); i++) {
        cache_digest(&inputs[i], digests_of[i]);
        for (size_t j = 0; j < i; j++)
            assert_true(memcmp(digests_of[i], digests_of[j], SHA256_LEN) != 0);
    }
    unsigned char again[SHA256_LEN];
    cache_digest(&inputs[0], again);
    assert_memory_equal(again, digests_of[0], SHA256_LEN);
}

/** Without one nothing is kept, so a build on Linux must have it. */
static void programs_are_told_apart(void **state)
{
    (void)state;
#ifdef __linux__
    assert_true(cache_build_id().len >= 16);
#endif
    CLEANUP(arena_release) struct arena arena = { 0 };
    struct str libraries = cache_libraries(&arena);
    assert_true(str_find(libraries, STR("yaml 0."), 0) != STR_NONE);
    assert_true(str_find(libraries, STR("pcre2 10."), 0) != STR_NONE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(everything_counts),
        cmocka_unit_test(programs_are_told_apart),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
