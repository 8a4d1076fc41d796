#include "base/str.h"

#include "unit/unit.h"

static void finds_and_slices(void **state)
{
    (void)state;
    struct str text = STR("meta-llama/Llama-3.1-8B");
    assert_int_equal(str_find(text, STR("Llama"), 0), 11);
    assert_int_equal(str_find_icase(text, STR("LLAMA"), 0), 5);
    assert_int_equal(str_find(text, STR("Llama"), 12), STR_NONE);
    assert_int_equal(str_find(text, STR(""), 0), STR_NONE);
    assert_true(str_is(str_slice(text, 11, 99), "Llama-3.1-8B"));
    assert_int_equal(str_slice(text, 99, 3).len, 0);
    assert_true(str_is(str_trim(STR(" \t x y\r\n")), "x y"));
}

static void splits_to_the_last_piece(void **state)
{
    (void)state;
    struct str rest = STR("a,,b");
    assert_true(str_is(str_split(&rest, ','), "a"));
    assert_true(str_is(str_split(&rest, ','), ""));
    assert_non_null(rest.ptr);
    assert_true(str_is(str_split(&rest, ','), "b"));
    assert_null(rest.ptr);
}

static void reads_numbers(void **state)
{
    (void)state;
    uint64_t value = 7;
    assert_true(str_to_u64(STR("18446744073709551615"), &value));
    assert_true(value == UINT64_MAX);
    assert_false(str_to_u64(STR("18446744073709551616"), &value));
    assert_false(str_to_u64(STR("12x"), &value));
    assert_false(str_to_u64(STR(""), &value));
    assert_true(value == UINT64_MAX);
}

static void globs(void **state)
{
    (void)state;
    static const struct {
        const char *pattern;
        const char *text;
        bool fits;
    } rows[] = {
        { "*.py", "a.py", true },
        { "*.py", "src/a.py", false },
        { "**/*.py", "src/deep/a.py", true },
        { "**/*.py", "a.py", true },
        { "src/**", "src/a/b", true },
        { "src/**", "other/a", false },
        { "*.{yaml,yml}", "x.yml", true },
        { "*.{yaml,yml}", "x.yam", false },
        { "a?c", "abc", true },
        { "a?c", "a/c", false },
        { "*a*a*a*a*a*a*b", "aaaaaaaaaaaaaaaaaaaaaaaaaaaa", false },
        { "{broken", "broken", false },
        { "a**/b", "a/x/b", true },
        { "a**/b", "ab", true },
        { "*/**/{x,y}?.c", "a/b/c/yz.c", true },
        { "*/**/{x,y}?.c", "yz.c", false },
        { "*a*a*a*a*a*a*a*a*a*a*a*b",
          "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
          "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
          false },
        { "", "", true },
        { "**", "", true },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        bool fits = str_glob(str_from(rows[i].pattern), str_from(rows[i].text));
        if (fits != rows[i].fits)
            fail_msg("%s on %s gives %d", rows[i].pattern, rows[i].text, fits);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(finds_and_slices),
        cmocka_unit_test(splits_to_the_last_piece),
        cmocka_unit_test(reads_numbers),
        cmocka_unit_test(globs),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
