#include "base/csv.h"

#include "unit/unit.h"

static struct arena arena;

static int release(void **state)
{
    (void)state;
    arena_release(&arena);
    return 0;
}

static struct csv_rows parsed(const char *text)
{
    struct csv_rows rows;
    struct err err = { 0 };
    if (!csv_parse(str_from(text), "a.csv", &arena, &rows, &err))
        fail_msg("%s", err.text);
    return rows;
}

static void assert_refused(struct str text, const char *message)
{
    struct csv_rows rows = { .count = 77 };
    struct err err = { 0 };
    assert_false(csv_parse(text, "a.csv", &arena, &rows, &err));
    assert_string_equal(err.text, message);
    assert_int_equal(rows.count, 77);
}

static void fields_are_decoded(void **state)
{
    (void)state;
    struct csv_rows rows = parsed("\xEF\xBB\xBF" "a,\"b \"\"c\"\", d\",\r\n\r\n\"two\nlines\",\"\"\n,");
    assert_int_equal(rows.count, 3);
    assert_int_equal(rows.items[0].fields.count, 3);
    assert_string_equal(rows.items[0].fields.items[0].ptr, "a");
    assert_string_equal(rows.items[0].fields.items[1].ptr, "b \"c\", d");
    assert_string_equal(rows.items[0].fields.items[2].ptr, "");
    assert_int_equal(rows.items[1].line, 3);
    assert_string_equal(rows.items[1].fields.items[0].ptr, "two\nlines");
    assert_int_equal(rows.items[1].fields.count, 2);
    assert_int_equal(rows.items[2].line, 5);
    assert_int_equal(rows.items[2].fields.count, 2);
    assert_int_equal(parsed("").count, 0);
    assert_int_equal(parsed("\xEF\xBB\xBF\n\n").count, 0);
}

static void mistakes_have_their_line(void **state)
{
    (void)state;
    assert_refused(STR("a\n\"b\nc"), "a.csv:2: a quote is opened and not closed");
    assert_refused(STR("\""), "a.csv:1: a quote is opened and not closed");
    assert_refused(STR("\"\"\""), "a.csv:1: a quote is opened and not closed");
    assert_refused(STR("a\n\"b\"c,d"), "a.csv:2: text behind a closing quote, double the quotes "
                                       "that belong to the field");
    assert_refused(STR("a\0b"), "a.csv: no text, it has zero bytes in it");
}

static void size_is_bounded(void **state)
{
    (void)state;
    static char commas[CSV_FIELDS + 1];
    memset(commas, ',', sizeof commas);
    assert_refused((struct str){ commas, sizeof commas }, "a.csv:1: more than 64 fields");
    static char lines[2 * CSV_ROWS + 2];
    for (size_t i = 0; i < sizeof lines; i += 2) {
        lines[i] = 'a';
        lines[i + 1] = '\n';
    }
    assert_refused((struct str){ lines, sizeof lines }, "a.csv:10001: more than 10000 lines");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(fields_are_decoded, release),
        cmocka_unit_test_teardown(mistakes_have_their_line, release),
        cmocka_unit_test_teardown(size_is_bounded, release),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
