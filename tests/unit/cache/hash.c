#include "cache/hash.h"

#include "unit/unit.h"

/** The first of the reference's vectors: key 00 01 … 0f, text 00 01 … */
static void known_hashes(void **state)
{
    (void)state;
    const uint64_t secret[2] = { 0x0706050403020100, 0x0f0e0d0c0b0a0908 };
    struct hash128 hash = hash_keyed(secret, STR(""));
    assert_true(hash.low == 0xe6a825ba047f81a3 && hash.high == 0x930255c71472f66d);
    hash = hash_keyed(secret, (struct str){ "\0", 1 });
    assert_true(hash.low == 0x44af996bd8c187da && hash.high == 0x45fc229b11597634);
}

static void every_bit_counts(void **state)
{
    (void)state;
    char text[77] = "what is kept";
    for (size_t len = 0; len < sizeof text; len++) {
        uint64_t sound = hash_checksum((struct str){ text, len }, 1);
        assert_true(sound != hash_checksum((struct str){ text, len }, 2));
        for (size_t bit = 0; bit < 8 * len; bit++) {
            text[bit / 8] ^= (char)(1 << bit % 8);
            assert_true(sound != hash_checksum((struct str){ text, len }, 1));
            text[bit / 8] ^= (char)(1 << bit % 8);
        }
        assert_true(len == 0 || sound != hash_checksum((struct str){ text, len - 1 }, 1));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(known_hashes),
        cmocka_unit_test(every_bit_counts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
