#include "walk/encoding.h"

#include "unit/unit.h"

#define BYTES(literal) ((struct str){ (literal), sizeof(literal) - 1 })

static void guesses_by_the_first_bytes(void **state)
{
    (void)state;
    const struct {
        struct str bytes;
        enum encoding encoding;
    } table[] = {
        { BYTES(""), ENCODING_BYTES },
        { BYTES("plain"), ENCODING_BYTES },
        { BYTES("\xef\xbb\xbfmarked"), ENCODING_BYTES },
        { BYTES("caf\xe9"), ENCODING_BYTES },
        { BYTES("\xff\xfe"
                "a\0"),
          ENCODING_UTF16_LE },
        { BYTES("\xfe\xff\0a"), ENCODING_UTF16_BE },
        { BYTES("\xff\xfe\0\0a\0\0\0"), ENCODING_UTF32_LE },
        { BYTES("\0\0\xfe\xff\0\0\0a"), ENCODING_UTF32_BE },
        { BYTES("w\0i\0d\0e\0"), ENCODING_UTF16_LE },
        { BYTES("\0w\0i\0d\0e"), ENCODING_UTF16_BE },
        { BYTES("w\0i\0d\0\x14\x20"), ENCODING_UTF16_LE },
        { BYTES("w\0i\0"), ENCODING_BINARY },
        { BYTES("text\0"), ENCODING_BINARY },
        { BYTES("\x01\0\x02\0\x03\0\x04\0"), ENCODING_BINARY },
        { BYTES("\x7f"
                "ELF\x02\x01\x01\0\0\0\0\0"),
          ENCODING_BINARY },
    };
    for (size_t i = 0; i < ARRAY_COUNT(table); i++) {
        if (encoding_guess(table[i].bytes) != table[i].encoding)
            fail_msg("row %zu: %d", i, (int)encoding_guess(table[i].bytes));
    }
}

static void check(enum encoding encoding, struct str bytes, const char *expected)
{
    CLEANUP(buf_release) struct buf out = { 0 };
    bool ok = encoding_convert(encoding, bytes, &out);
    assert_int_equal(ok, expected != NULL);
    assert_true(str_equal(buf_str(&out), str_from(expected ? expected : "")));
}

static void converts_to_utf8(void **state)
{
    (void)state;
    check(ENCODING_UTF16_LE,
          BYTES("\xff\xfe"
                "a\0\xe4\0\x3e\xd8\x99\xdd"),
          "a\xc3\xa4\xf0\x9f\xa6\x99");
    check(ENCODING_UTF16_BE, BYTES("\xfe\xff\0a\x20\x14"), "a\xe2\x80\x94");
    check(ENCODING_UTF32_LE, BYTES("\xff\xfe\0\0\x99\xf9\x01\0"), "\xf0\x9f\xa6\x99");
    check(ENCODING_UTF32_BE, BYTES("\0\0\xfe\xff\0\x01\xf9\x99"), "\xf0\x9f\xa6\x99");
    /* Half a pair, at the end and before another character; half a unit. */
    check(ENCODING_UTF16_LE, BYTES("a\0\x3d\xd8"), "a\xef\xbf\xbd");
    check(ENCODING_UTF16_LE,
          BYTES("\x3d\xd8"
                "a\0"),
          "\xef\xbf\xbd"
          "a");
    check(ENCODING_UTF16_LE, BYTES("a\0b"), "a");
    check(ENCODING_UTF16_LE, BYTES(""), "");
}

static void gives_up_on_what_is_no_text(void **state)
{
    (void)state;
    check(ENCODING_UTF16_LE, BYTES("\xff\xfe\x01\0\0\0\x02\xd8\x03\xd8"), NULL);
    check(ENCODING_UTF32_LE, BYTES("\xff\xff\xff\xff\xff\xff\xff\xff"), NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(guesses_by_the_first_bytes),
        cmocka_unit_test(converts_to_utf8),
        cmocka_unit_test(gives_up_on_what_is_no_text),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
