#include "walk/attributes.h"

#include <stdlib.h>

#include "base/attr.h"
#include "base/buf.h"
#include "unit/unit.h"

/** Whether the attributes of the top and of sub/ say that a path may have other bytes in git. */
static bool counts(const char *top, const char *sub, const char *path)
{
    CLEANUP(arena_release) struct arena arena = { 0 };
    const struct ignore *rules = attributes_parse(NULL, STR(""), str_from(top), &arena);
    rules = attributes_parse(rules, STR("sub/"), str_from(sub), &arena);
    return rules && ignore_matches(rules, str_from(path), false);
}

static void which_attributes(void **state)
{
    (void)state;
    assert_true(counts("*.psd filter=lfs diff=lfs merge=lfs -text\n", "", "a/b.psd"));
    assert_false(counts("*.psd filter=lfs diff=lfs merge=lfs -text\n", "", "a/b.py"));
    assert_true(counts("*.c ident", "", "a.c"));
    assert_true(counts("*.txt text working-tree-encoding=UTF-16", "", "x.txt"));
    assert_false(counts("* text=auto eol=crlf\n*.png binary\n*.c diff=cpp", "", "a.c"));
    assert_false(counts("# *.c ident\n", "", "a.c"));
}

static void which_files(void **state)
{
    (void)state;
    assert_true(counts("", "*.c ident", "sub/a.c"));
    assert_true(counts("/docs/* ident", "", "docs/a"));
    assert_false(counts("/docs/* ident", "", "sub/docs/a"));
    assert_true(counts("*.c -ident\r\n*.h ident\r\n", "", "sub/a.h"));
}

/** What is not read as git reads it counts for everything. */
static void in_doubt(void **state)
{
    (void)state;
    assert_true(counts("[attr]large filter=lfs\n*.bin large\n", "", "a.py"));
    assert_true(counts("\"a b\" filter=lfs\n", "", "a.py"));
    assert_true(counts("*.c ident\n*.c -ident\n", "", "a.c"));
    CLEANUP(buf_release) struct buf many = { 0 };
    for (int i = 0; i < 20000; i++)
        buf_printf(&many, "%d.c ident\n", i);
    buf_char(&many, '\0');
    assert_true(counts(many.ptr, "", "a.py"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(which_attributes),
        cmocka_unit_test(which_files),
        cmocka_unit_test(in_doubt),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
