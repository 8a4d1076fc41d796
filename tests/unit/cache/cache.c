#include "cache/cache.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/attr.h"
#include "base/buf.h"
#include "unit/unit.h"

#define NAME STR("a.results")

enum { MANY = 1000 };

struct fixture {
    char path[64];
    int folder;
};

static const unsigned char digest[SHA256_LEN] = { 1 };
static const unsigned char other_digest[SHA256_LEN] = { 2 };

static int set_up(void **state)
{
    struct fixture *fixture = calloc(1, sizeof *fixture);
    assert_non_null(fixture);
    snprintf(fixture->path, sizeof fixture->path, "/tmp/llama-audit-cache.XXXXXX");
    assert_non_null(mkdtemp(fixture->path));
    fixture->folder = open(fixture->path, O_RDONLY | O_DIRECTORY);
    assert_true(fixture->folder >= 0);
    *state = fixture;
    return 0;
}

static int tear_down(void **state)
{
    struct fixture *fixture = *state;
    unlinkat(fixture->folder, "a.results", 0);
    unlinkat(fixture->folder, "b", 0);
    close(fixture->folder);
    rmdir(fixture->path);
    free(fixture);
    return 0;
}

static struct str path_of(int number, char room[static 32])
{
    snprintf(room, 32, "src/file-%d.c", number);
    return str_from(room);
}

static struct str value_of(int number, char room[static 32])
{
    snprintf(room, 32, number % 3 == 0 ? "" : "what %d gave", number);
    return str_from(room);
}

static void put(struct cache *cache, int number)
{
    char path[32], value[32];
    cache_put(cache, cache_key(cache, CACHE_BLOB, STR("id"), path_of(number, path)),
              value_of(number, value));
}

/** True when it is there; what is there has to be right. */
static bool is_there(struct cache *cache, int number)
{
    char path[32], value[32];
    struct str found;
    struct hash128 key = cache_key(cache, CACHE_BLOB, STR("id"), path_of(number, path));
    if (!cache_find(cache, key, &found))
        return false;
    assert_true(str_equal(found, value_of(number, value)));
    return true;
}

static int count_there(struct cache *cache)
{
    int count = 0;
    for (int i = 0; i < MANY; i++)
        count += is_there(cache, i);
    return count;
}

static struct cache *open_it(const struct fixture *fixture)
{
    struct cache *cache = cache_open(fixture->folder, NAME, digest);
    assert_non_null(cache);
    return cache;
}

static void write_some(const struct fixture *fixture, int first, int last)
{
    struct cache *cache = open_it(fixture);
    for (int i = first; i < last; i++)
        put(cache, i);
    assert_true(cache_save(cache));
    cache_close(cache);
}

static int count_kept(const struct fixture *fixture)
{
    struct cache *cache = open_it(fixture);
    int count = count_there(cache);
    cache_close(cache);
    return count;
}

static void keeps_and_adds(void **state)
{
    const struct fixture *fixture = *state;
    assert_int_equal(count_kept(fixture), 0);
    write_some(fixture, 0, 400);
    assert_int_equal(count_kept(fixture), 400);
    write_some(fixture, 300, MANY);
    assert_int_equal(count_kept(fixture), MANY);
}

/** All that makes a key does. */
static void keys_differ(void **state)
{
    struct cache *cache = open_it(*state);
    struct hash128 keys[] = {
        cache_key(cache, CACHE_BLOB, STR("ab"), STR("c")),
        cache_key(cache, CACHE_BLOB, STR("a"), STR("bc")),
        cache_key(cache, CACHE_BLOB, STR("ab"), STR("d")),
        cache_key(cache, CACHE_BLOB, STR("ab"), STR("")),
        cache_key(cache, CACHE_BLOB_OBSERVED, STR("ab"), STR("c")),
    };
    for (size_t i = 0; i < ARRAY_COUNT(keys); i++) {
        for (size_t j = 0; j < i; j++)
            assert_true(memcmp(&keys[i], &keys[j], sizeof keys[i]) != 0);
    }
    cache_close(cache);
}

/** A path of any length. */
static void long_paths(void **state)
{
    struct cache *cache = open_it(*state);
    CLEANUP(buf_release) struct buf path = { 0 };
    buf_fill(&path, 'a', 5000);
    struct hash128 key = cache_key(cache, CACHE_BLOB, STR("id"), buf_str(&path));
    path.ptr[4999] = 'b';
    struct hash128 other = cache_key(cache, CACHE_BLOB, STR("id"), buf_str(&path));
    assert_true(memcmp(&key, &other, sizeof key) != 0);
    cache_close(cache);
}

/** Under the name of another version, which cannot be, there is nothing. */
static void another_digest(void **state)
{
    const struct fixture *fixture = *state;
    write_some(fixture, 0, 10);
    struct cache *cache = cache_open(fixture->folder, NAME, other_digest);
    assert_int_equal(count_there(cache), 0);
    cache_close(cache);
}

static void read_image(const struct fixture *fixture, struct buf *image)
{
    CLEANUP(buf_release) struct buf path = { 0 };
    buf_printf(&path, "%s/a.results", fixture->path);
    buf_char(&path, '\0');
    FILE *file = fopen(path.ptr, "rb");
    assert_non_null(file);
    enum { ROOM = 1024 * 1024 };
    image->len += fread(buf_reserve(image, ROOM), 1, ROOM, file);
    fclose(file);
}

static void write_image(const struct fixture *fixture, struct str image)
{
    unlinkat(fixture->folder, "a.results", 0);
    int fd = openat(fixture->folder, "a.results", O_WRONLY | O_CREAT | O_EXCL, 0600);
    assert_true(fd >= 0);
    assert_int_equal(write(fd, image.ptr, image.len), image.len);
    close(fd);
}

/** One bit anywhere costs what it is in, and no more; is_there checks every value. */
static void flipped_bits(void **state)
{
    const struct fixture *fixture = *state;
    write_some(fixture, 0, MANY);
    CLEANUP(buf_release) struct buf image = { 0 };
    read_image(fixture, &image);
    int least = MANY;
    bool lost = false;
    for (size_t at = 0; at < image.len; at += 97) {
        image.ptr[at] ^= (char)(1 << at % 8);
        write_image(fixture, buf_str(&image));
        int there = count_kept(fixture);
        lost |= there < MANY;
        if (at >= 4096 && there < least)
            least = there;
        image.ptr[at] ^= (char)(1 << at % 8);
    }
    assert_true(lost);
    assert_true(least >= MANY - 204);
    write_image(fixture, buf_str(&image));
    assert_int_equal(count_kept(fixture), MANY);
}

/** What is damaged is left behind when the file is written again. */
static void damage_is_healed(void **state)
{
    const struct fixture *fixture = *state;
    write_some(fixture, 0, MANY);
    CLEANUP(buf_release) struct buf image = { 0 };
    read_image(fixture, &image);
    image.ptr[4096 + 100] ^= 1;           /* a page */
    image.ptr[image.len - 9] ^= 1;        /* a value */
    write_image(fixture, buf_str(&image));
    int there = count_kept(fixture);
    assert_true(there > 0 && there < MANY);
    write_some(fixture, 0, MANY);
    assert_int_equal(count_kept(fixture), MANY);
}

static void truncated(void **state)
{
    const struct fixture *fixture = *state;
    write_some(fixture, 0, MANY);
    CLEANUP(buf_release) struct buf image = { 0 };
    read_image(fixture, &image);
    for (size_t len = 0; len < image.len; len = len < 200 ? len + 1 : len + 1009) {
        write_image(fixture, str_slice(buf_str(&image), 0, len));
        assert_int_equal(count_kept(fixture), 0);
    }
    write_some(fixture, 0, 5);
    assert_int_equal(count_kept(fixture), 5);
}

/** What others could have written is as if it were not there. */
static void other_writers(void **state)
{
    const struct fixture *fixture = *state;
    write_some(fixture, 0, 10);
    const mode_t shared[] = { 0620, 0602, 0666 };
    for (size_t i = 0; i < ARRAY_COUNT(shared); i++) {
        assert_int_equal(fchmodat(fixture->folder, "a.results", shared[i], 0), 0);
        assert_int_equal(count_kept(fixture), 0);
    }
    assert_int_equal(fchmodat(fixture->folder, "a.results", 0644, 0), 0);
    assert_int_equal(count_kept(fixture), 10);

    assert_int_equal(linkat(fixture->folder, "a.results", fixture->folder, "b", 0), 0);
    assert_int_equal(count_kept(fixture), 0);
    assert_int_equal(unlinkat(fixture->folder, "a.results", 0), 0);
    assert_int_equal(symlinkat("b", fixture->folder, "a.results"), 0);
    assert_int_equal(count_kept(fixture), 0);
    assert_int_equal(unlinkat(fixture->folder, "a.results", 0), 0);
    assert_int_equal(renameat(fixture->folder, "b", fixture->folder, "a.results"), 0);
    assert_int_equal(count_kept(fixture), 10);
}

/** Of another owner: only who is root can make one. */
static void another_owner(void **state)
{
    const struct fixture *fixture = *state;
    write_some(fixture, 0, 10);
    if (fchownat(fixture->folder, "a.results", 12345, (gid_t)-1, 0) != 0)
        skip();
    assert_int_equal(count_kept(fixture), 0);
}

/** Both begin with the same file; who comes last is in it whole, and neither is disturbed. */
static void two_at_once(void **state)
{
    const struct fixture *fixture = *state;
    write_some(fixture, 0, 100);
    struct cache *a = open_it(fixture);
    struct cache *b = open_it(fixture);
    put(a, 200);
    put(b, 300);
    assert_true(cache_save(a));
    assert_int_equal(count_there(b), 100);
    assert_true(cache_save(b));
    assert_int_equal(count_there(a), 100);
    cache_close(a);
    cache_close(b);
    struct cache *cache = open_it(fixture);
    assert_true(is_there(cache, 300));
    assert_int_equal(count_there(cache), 101);
    cache_close(cache);
}

/** When all of it is too much, what was used stays; what alone is too much was never taken. */
static void bounded(void **state)
{
    const struct fixture *fixture = *state;
    enum { BIG = 1024 * 1024 };
    CLEANUP(buf_release) struct buf big = { 0 };
    buf_fill(&big, 'x', BIG);
    struct cache *cache = open_it(fixture);
    char path[32];
    for (int i = 0; i < 60; i++)
        cache_put(cache, cache_key(cache, CACHE_BLOB, STR("big"), path_of(i, path)),
                  buf_str(&big));
    assert_true(cache_save(cache));
    cache_close(cache);

    cache = open_it(fixture);
    struct str value;
    struct hash128 used = cache_key(cache, CACHE_BLOB, STR("big"), path_of(7, path));
    struct hash128 unused = cache_key(cache, CACHE_BLOB, STR("big"), path_of(8, path));
    assert_true(cache_find(cache, used, &value));
    for (int i = 100; i < 110; i++)
        cache_put(cache, cache_key(cache, CACHE_BLOB, STR("big"), path_of(i, path)),
                  buf_str(&big));
    assert_true(cache_save(cache));
    cache_close(cache);

    cache = open_it(fixture);
    assert_true(cache_find(cache, used, &value) && value.len == BIG);
    assert_false(cache_find(cache, unused, &value));
    buf_fill(&big, 'x', 16 * BIG);
    cache_put(cache, unused, buf_str(&big));
    assert_int_equal(cache_put_count(cache), 0);
    cache_close(cache);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(keeps_and_adds, set_up, tear_down),
        cmocka_unit_test_setup_teardown(keys_differ, set_up, tear_down),
        cmocka_unit_test_setup_teardown(long_paths, set_up, tear_down),
        cmocka_unit_test_setup_teardown(another_digest, set_up, tear_down),
        cmocka_unit_test_setup_teardown(flipped_bits, set_up, tear_down),
        cmocka_unit_test_setup_teardown(damage_is_healed, set_up, tear_down),
        cmocka_unit_test_setup_teardown(truncated, set_up, tear_down),
        cmocka_unit_test_setup_teardown(other_writers, set_up, tear_down),
        cmocka_unit_test_setup_teardown(another_owner, set_up, tear_down),
        cmocka_unit_test_setup_teardown(two_at_once, set_up, tear_down),
        cmocka_unit_test_setup_teardown(bounded, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
