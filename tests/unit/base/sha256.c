#include "base/sha256.h"

#include <stdio.h>

#include "base/attr.h"
#include "unit/unit.h"

static void check(const struct str *texts, size_t count, const char *expected)
{
    unsigned char digest[SHA256_LEN];
    sha256(texts, count, digest);
    char hex[2 * SHA256_LEN + 1];
    for (size_t i = 0; i < SHA256_LEN; i++)
        snprintf(hex + 2 * i, 3, "%02x", digest[i]);
    assert_string_equal(hex, expected);
}

/* The examples of the standard, one of them of two blocks. */
static void known_digests(void **state)
{
    (void)state;
    check(NULL, 0, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    check(&STR("abc"), 1, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    check(&STR("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"), 1,
          "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
}

static void pieces_are_joined(void **state)
{
    (void)state;
    const struct str pieces[] = { STR_INIT("a"), STR_INIT(""), STR_INIT("bc") };
    check(pieces, ARRAY_COUNT(pieces),
          "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(known_digests),
        cmocka_unit_test(pieces_are_joined),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
