#include "base/regex.h"

#include "unit/unit.h"

static void counts_the_matches_that_gave_up(void **state)
{
    (void)state;
    struct err err = { 0 };
    struct regex *regex = regex_new(STR("(?:a+)+b"), 0, REGEX_UNTRUSTED, &err);
    assert_non_null(regex);
    struct regex_match match;
    size_t before = regex_exhausted_count();
    assert_true(regex_find(regex, STR("xaab"), 0, &match));
    assert_int_equal(match.start, 1);
    assert_false(regex_find(regex, STR("c"), 0, &match));
    assert_int_equal(regex_exhausted_count(), before);
    assert_false(
        regex_find(regex, STR("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaac b"), 0, &match));
    assert_int_equal(regex_exhausted_count(), before + 1);
    regex_free(regex);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(counts_the_matches_that_gave_up),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
