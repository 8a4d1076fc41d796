/* Versions, requirements and token counts. */
#include "score/needs.h"
#include "unit/unit.h"

static int order(const char *a, const char *b)
{
    return version_compare(str_from(a), str_from(b));
}

static void versions_compare_by_number(void **state)
{
    (void)state;
    assert_true(order("4.9", "4.10") < 0);
    assert_true(order("5.10.1", "5.5.0") > 0);
    assert_int_equal(order("4.46", "4.46.0"), 0);
    assert_true(order("5", "4.57.1") > 0);
    assert_int_equal(order("5.0.0rc1", "5.0.0"), 0);
    assert_int_equal(order("", "0"), 0);
    assert_true(order("99999999999999999999999999", "1") > 0);
}

static bool below(const char *requirement, const char *least)
{
    return version_pinned_below(str_from(requirement), str_from(least));
}

static void requirements_that_keep_below(void **state)
{
    (void)state;
    assert_true(below("==4.44.0", "4.51.0"));
    assert_true(below("4.44.0", "4.51.0"));
    assert_true(below(">=4.40,<5", "5.5.0"));
    assert_true(below("<4.51", "4.51.0"));
    assert_true(below("<=4.50", "4.51.0"));
    assert_true(below("~=4.44.1", "4.51.0"));
    assert_true(below("~=4.44", "5.5.0"));
    assert_true(below("^4.44.1", "5.5.0"));
    assert_true(below("==4.*", "5.5.0"));
    assert_true(below("== 4.44.0 ", "4.51.0"));
}

static void requirements_that_do_not(void **state)
{
    (void)state;
    assert_false(below(">=4.44.0", "4.51.0"));
    assert_false(below("", "4.51.0"));
    assert_false(below("*", "4.51.0"));
    assert_false(below("==4.51.0", "4.51.0"));
    assert_false(below("<5", "4.51.0"));
    assert_false(below("~=4.44", "4.51.0"));
    assert_false(below("^4.44.1", "4.51.0"));
    assert_false(below("!=4.44.0", "4.51.0"));
    assert_false(below("==4.*", "4.51.0"));
    assert_false(below("latest", "4.51.0"));
}

static void token_counts(void **state)
{
    (void)state;
    uint64_t tokens = 0;
    assert_true(tokens_parse(STR("32768"), &tokens) && tokens == 32768);
    assert_true(tokens_parse(STR("131_072"), &tokens) && tokens == 131072);
    assert_true(tokens_parse(STR(" 131,072 "), &tokens) && tokens == 131072);
    assert_true(tokens_parse(STR("128k"), &tokens) && tokens == 131072);
    assert_false(tokens_parse(STR("auto"), &tokens));
    assert_false(tokens_parse(STR(""), &tokens));
    assert_false(tokens_parse(STR("4096 * 2"), &tokens));
    assert_false(tokens_parse(STR("99999999999999999999999"), &tokens));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(versions_compare_by_number),
        cmocka_unit_test(requirements_that_keep_below),
        cmocka_unit_test(requirements_that_do_not),
        cmocka_unit_test(token_counts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
