#include "report/escape.h"

#include "unit/unit.h"

typedef void escape_fn(struct buf *out, struct str text);

struct row {
    struct str in;
    const char *out;
};

static void check(escape_fn *escape, const struct row *rows, size_t count)
{
    struct buf out = { 0 };
    for (size_t i = 0; i < count; i++) {
        buf_reset(&out);
        escape(&out, rows[i].in);
        buf_char(&out, '\0');
        assert_string_equal(out.ptr, rows[i].out);
    }
    buf_release(&out);
}

static void terminal_control_is_shown_not_sent(void **state)
{
    (void)state;
    static const struct row rows[] = {
        { STR_INIT("plain é 漢"), "plain é 漢" },
        { STR_INIT("\033[31mred\a"), "\\x1b[31mred\\x07" },
        { STR_INIT("two\nlines\ttab"), "two\\x0alines\\x09tab" },
        { STR_INIT("c1 \xC2\x9B"), "c1 \\x9b" },
        { STR_INIT("\xE2\x80\xAEgpj"), "\\u{202e}gpj" },
        { STR_INIT("bad \xFF"), "bad \xEF\xBF\xBD" },
        { STR_INIT("cut \xE6\xBC"), "cut \xEF\xBF\xBD\xEF\xBF\xBD" },
    };
    check(escape_terminal, rows, ARRAY_COUNT(rows));
}

static void utf8_is_repaired(void **state)
{
    (void)state;
    static const struct row rows[] = {
        { STR_INIT("a\0b"), "a\xEF\xBF\xBD" "b" },
        { STR_INIT("\xC0\x80"), "\xEF\xBF\xBD\xEF\xBF\xBD" },
        { STR_INIT("\033 stays"), "\033 stays" },
    };
    check(escape_utf8, rows, ARRAY_COUNT(rows));
    assert_false(is_clean_utf8(STR("\xED\xA0\x80"))); /* half of a surrogate pair */
    assert_true(is_clean_utf8(STR("\xF0\x9F\xA6\x99")));
}

static void json_hides_nothing(void **state)
{
    (void)state;
    static const struct row rows[] = {
        { STR_INIT("\"a\\u001b\xC3\xA9\""), "\"a\\u001b\xC3\xA9\"" },
        { STR_INIT("\"\x7F\xC2\x9B\xE2\x80\xAE\""), "\"\\u007f\\u009b\\u202e\"" },
    };
    check(escape_json, rows, ARRAY_COUNT(rows));
}

static void line_breaks_may_stay(void **state)
{
    (void)state;
    static const struct row rows[] = { { STR_INIT("a\nb\r\033"), "a\nb\\x0d\\x1b" } };
    check(escape_lines, rows, ARRAY_COUNT(rows));
}

static void paths_become_uris(void **state)
{
    (void)state;
    static const struct row rows[] = {
        { STR_INIT("src/a b.py"), "src/a%20b.py" },
        { STR_INIT("100%/#1?.md"), "100%25/%231%3F.md" },
        { STR_INIT("a:b"), "a%3Ab" },
        { STR_INIT("\xC3\xA9"), "%C3%A9" },
    };
    check(escape_uri_path, rows, ARRAY_COUNT(rows));
}

static void bytes_become_base64(void **state)
{
    (void)state;
    static const struct row rows[] = {
        { STR_INIT(""), "" },
        { STR_INIT("f"), "Zg==" },
        { STR_INIT("fo"), "Zm8=" },
        { STR_INIT("foo"), "Zm9v" },
        { STR_INIT("\xFF\xFE\xFD\xFC"), "//79/A==" },
    };
    check(escape_base64, rows, ARRAY_COUNT(rows));
}

static void width_counts_columns(void **state)
{
    (void)state;
    assert_int_equal(text_width(STR("abc")), 3);
    assert_int_equal(text_width(STR("漢字")), 4);
    assert_int_equal(text_width(STR("e\xCC\x81")), 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(terminal_control_is_shown_not_sent),
        cmocka_unit_test(utf8_is_repaired),
        cmocka_unit_test(json_hides_nothing),
        cmocka_unit_test(line_breaks_may_stay),
        cmocka_unit_test(paths_become_uris),
        cmocka_unit_test(bytes_become_base64),
        cmocka_unit_test(width_counts_columns),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
