#include "walk/stamp.h"

#include "base/attr.h"
#include "unit/unit.h"

enum { MS = 1000 * 1000 };

static const struct file_stamp noted = {
    .changed = { 100, 500 * MS + 7 }, .modified = { 90, 1 * MS + 7 }, .inode = 7, .size = 11
};

static void everything_has_to_agree(void **state)
{
    (void)state;
    struct file_stamp others[] = { noted, noted, noted, noted, noted, noted };
    others[0].changed[0]++;
    others[1].changed[1]++;
    others[2].modified[0]++;
    others[3].modified[1]++;
    others[4].inode++;
    others[5].size++;
    assert_true(stamp_equal(&noted, &noted));
    for (size_t i = 0; i < ARRAY_COUNT(others); i++)
        assert_false(stamp_equal(&noted, &others[i]));
    struct file_stamp without = noted;
    without.inode = 0;
    assert_false(stamp_equal(&without, &without));
}

static bool is_settled(time_t seconds, long nanoseconds)
{
    return stamp_is_settled(&noted, &(struct timespec){ seconds, nanoseconds });
}

static void the_racy_rule(void **state)
{
    (void)state;
    assert_false(is_settled(100, 499 * MS + 7));
    assert_false(is_settled(100, 500 * MS + 7));
    assert_true(is_settled(100, 500 * MS + 8));
    assert_true(is_settled(101, 1 * MS + 7));
    assert_false(is_settled(99, 999 * MS + 7));
    assert_false(is_settled(0, 1));
    /* Where the clock counts seconds it may be two at a time. */
    assert_false(is_settled(101, 0));
    assert_false(is_settled(102, 0));
    assert_true(is_settled(103, 0));
    assert_false(is_settled(102, 70 * MS));
    struct file_stamp coarse = noted;
    coarse.modified[0] = 100;
    coarse.modified[1] = 0;
    assert_false(stamp_is_settled(&coarse, &(struct timespec){ 102, 1 }));
    assert_true(stamp_is_settled(&coarse, &(struct timespec){ 103, 1 }));
}

static void only_files(void **state)
{
    (void)state;
    struct file_stamp stamp;
    assert_false(stamp_of(&(struct stat){ .st_mode = S_IFLNK }, &stamp));
    assert_false(stamp_of(&(struct stat){ .st_mode = S_IFDIR }, &stamp));
    assert_false(stamp_of(&(struct stat){ .st_mode = S_IFREG, .st_size = (off_t)1 << 32 },
                          &stamp));
    assert_true(stamp_of(&(struct stat){ .st_mode = S_IFREG, .st_size = 11 }, &stamp));
    assert_int_equal(stamp.size, 11);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(everything_has_to_agree),
        cmocka_unit_test(the_racy_rule),
        cmocka_unit_test(only_files),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
