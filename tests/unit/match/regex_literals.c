#include "match/regex_literals.h"

#include <stdio.h>

#include "unit/unit.h"

/* A pattern and its literals, separated by blanks; NULL: none. */
struct row {
    const char *pattern;
    const char *literals;
};

static const struct row rows[] = {
    { "llama-3", "llama-3" },
    { "(?i)llama[-_]?3", "llama" },
    { "\\bmeta\\.llama", "meta.llama" },
    { "(?:meta|nous)-llama", "meta-llama nous-llama" },
    { "(?:B|E)_(?:INST|SYS)", "B_INST B_SYS E_INST E_SYS" },
    { "colou?r_model", "colour_model color_model" },
    { "l?ama|Ll?ama", "ama Llama Lama" },
    { "(?:abc)?defg", "defg" },
    { "(?:abcdef)+x", "abcdef" },
    { "a{2,3}bcdef", "bcdef" },
    { "x{0,3}bcdef", "bcdef" },
    { "[Ll]lama", "llama" },
    { "foo[.]bar", "foo.bar" },
    { "(?<ver>\\d)-llama(?!x)", "-llama" },
    { "(?=abcdef)ghij", "ghij" },
    { "abc|defg", "abc defg" },
    { "abc|\\d+", NULL },
    { "\\d+b", NULL },
    { "ab", NULL },
    { "(?x) abc def", NULL },
    { "[^]abc]xyz", "xyz" },
    { "a\\x62cd", "abcd" },
    { "<\\|eot_id\\|>", "eot_id" },
    { "(llama", NULL },
    { "llama)", NULL },
    { "", NULL },
};

static void finds_what_a_match_needs(void **state)
{
    (void)state;
    for (size_t i = 0; i < ARRAY_COUNT(rows); i++) {
        struct arena arena = { 0 };
        struct literals literals = { 0 };
        bool found = regex_literals(str_from(rows[i].pattern), false, &arena, &literals);
        if (found != (rows[i].literals != NULL))
            fail_msg("%s", rows[i].pattern);
        struct str rest = str_from(rows[i].literals);
        for (size_t j = 0; found && j < literals.count; j++) {
            struct str wanted = str_split(&rest, ' ');
            if (!str_equal(literals.items[j].text, wanted))
                fail_msg("%s: '%.*s' is not '%.*s'", rows[i].pattern,
                         STR_ARG(literals.items[j].text), STR_ARG(wanted));
        }
        if (found && rest.ptr)
            fail_msg("%s: '%.*s' is missing", rows[i].pattern, STR_ARG(rest));
        arena_release(&arena);
    }
}

/* Patterns come from the scanned tree too. */
static void hostile_patterns_end(void **state)
{
    (void)state;
    static const char *const pieces[] = {
        "(", "(?:", "[", "\\", "{9", "(?:a|b)", "(?<", "a{0", "|"
    };
    for (size_t i = 0; i < ARRAY_COUNT(pieces); i++) {
        struct arena arena = { 0 };
        struct literals literals = { 0 };
        char text[4096];
        size_t len = 0;
        size_t piece = strlen(pieces[i]);
        while (len + piece < sizeof text) {
            memcpy(text + len, pieces[i], piece);
            len += piece;
        }
        bool found = regex_literals((struct str){ text, len }, false, &arena, &literals);
        assert_true(found || literals.count == 0);
        arena_release(&arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(finds_what_a_match_needs),
        cmocka_unit_test(hostile_patterns_end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
