#include "cache/folder.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/limits.h"
#include "unit/unit.h"

struct fixture {
    struct arena arena;
    char path[64];
    int folder;
};

static int set_up(void **state)
{
    struct fixture *fixture = calloc(1, sizeof *fixture);
    assert_non_null(fixture);
    snprintf(fixture->path, sizeof fixture->path, "/tmp/llama-audit-folder.XXXXXX");
    assert_non_null(mkdtemp(fixture->path));
    fixture->folder = open(fixture->path, O_RDONLY | O_DIRECTORY);
    setenv("XDG_CACHE_HOME", fixture->path, 1);
    *state = fixture;
    return 0;
}

static int tear_down(void **state)
{
    struct fixture *fixture = *state;
    unlinkat(fixture->folder, "llama-audit", 0);
    unlinkat(fixture->folder, "llama-audit", AT_REMOVEDIR);
    unlinkat(fixture->folder, ".cache/llama-audit", AT_REMOVEDIR);
    unlinkat(fixture->folder, ".cache", AT_REMOVEDIR);
    unlinkat(fixture->folder, "elsewhere", AT_REMOVEDIR);
    close(fixture->folder);
    rmdir(fixture->path);
    arena_release(&fixture->arena);
    free(fixture);
    return 0;
}

static bool opens(struct fixture *fixture, const char *scanned)
{
    struct strs list = { 0 };
    struct str reason = { 0 };
    vec_push(&fixture->arena, &list, STR(""));
    vec_push(&fixture->arena, &list, str_from(scanned));
    int fd = cache_folder_open(&list, &fixture->arena, &reason);
    if (fd < 0) {
        assert_true(reason.len > 0);
        return false;
    }
    close(fd);
    return true;
}

static void made_for_the_user_alone(void **state)
{
    struct fixture *fixture = *state;
    assert_true(opens(fixture, "/somewhere/else"));
    struct stat status;
    assert_int_equal(fstatat(fixture->folder, "llama-audit", &status, AT_SYMLINK_NOFOLLOW), 0);
    assert_int_equal(status.st_mode & 0777, 0700);
    assert_true(opens(fixture, "/somewhere/else"));
}

static void never_inside_of_what_is_scanned(void **state)
{
    struct fixture *fixture = *state;
    assert_false(opens(fixture, fixture->path));
    assert_false(opens(fixture, "/tmp"));
    assert_false(opens(fixture, "/"));
    assert_int_not_equal(faccessat(fixture->folder, "llama-audit", F_OK, 0), 0);
    assert_true(opens(fixture, "/tm"));
    assert_true(opens(fixture, arena_printf(&fixture->arena, "%s/a", fixture->path).ptr));
}

static void never_where_others_write(void **state)
{
    struct fixture *fixture = *state;
    assert_true(opens(fixture, "/x"));
    assert_int_equal(fchmodat(fixture->folder, "llama-audit", 0770, 0), 0);
    assert_false(opens(fixture, "/x"));
    assert_int_equal(fchmodat(fixture->folder, "llama-audit", 0707, 0), 0);
    assert_false(opens(fixture, "/x"));
    assert_int_equal(fchmodat(fixture->folder, "llama-audit", 0755, 0), 0);
    assert_true(opens(fixture, "/x"));
    if (fchownat(fixture->folder, "llama-audit", 12345, (gid_t)-1, 0) == 0)
        assert_false(opens(fixture, "/x"));
}

static void never_through_a_link(void **state)
{
    struct fixture *fixture = *state;
    assert_int_equal(mkdirat(fixture->folder, "elsewhere", 0700), 0);
    assert_int_equal(symlinkat("elsewhere", fixture->folder, "llama-audit"), 0);
    assert_false(opens(fixture, "/x"));
}

/** As the XDG base directory specification has it. */
static void which_folder(void **state)
{
    struct fixture *fixture = *state;
    setenv("HOME", fixture->path, 1);
    setenv("XDG_CACHE_HOME", "relative", 1);
    assert_true(opens(fixture, "/x"));
    assert_int_equal(faccessat(fixture->folder, ".cache/llama-audit", F_OK, 0), 0);
    unsetenv("XDG_CACHE_HOME");
    assert_true(opens(fixture, "/x"));
    unsetenv("HOME");
    assert_false(opens(fixture, "/x"));
    setenv("XDG_CACHE_HOME", "/nonexistent/cache", 1);
    assert_false(opens(fixture, "/x"));
}

static void make(const struct fixture *fixture, const char *name, off_t size, time_t age)
{
    int fd = openat(fixture->folder, name, O_WRONLY | O_CREAT, 0600);
    assert_true(fd >= 0);
    assert_int_equal(ftruncate(fd, size), 0);
    struct timespec then = { .tv_sec = time(NULL) - age };
    struct timespec times[2] = { then, then };
    assert_int_equal(futimens(fd, times), 0);
    close(fd);
}

static bool take_away(const struct fixture *fixture, const char *name)
{
    return unlinkat(fixture->folder, name, 0) == 0;
}

static void old_ones_go(void **state)
{
    const struct fixture *fixture = *state;
    enum { DAY = 24 * 60 * 60 };
    const off_t half = LIMIT_CACHE_FOLDER_BYTES / 2;
    make(fixture, "young.results", half, 10);
    make(fixture, "used.results", half - 1000, 5 * DAY);
    make(fixture, "large.results", 2000, 6 * DAY);
    make(fixture, "old.results", 1, (LIMIT_CACHE_DAYS + 1) * DAY);
    make(fixture, "half.results.17.new", 1, DAY);
    make(fixture, "now.results.18.new", 1, 10);
    make(fixture, "foreign.txt", 1, 100 * DAY);
    cache_folder_prune(fixture->folder);
    assert_false(take_away(fixture, "large.results"));
    assert_false(take_away(fixture, "old.results"));
    assert_false(take_away(fixture, "half.results.17.new"));
    assert_true(take_away(fixture, "young.results"));
    assert_true(take_away(fixture, "used.results"));
    assert_true(take_away(fixture, "now.results.18.new"));
    assert_true(take_away(fixture, "foreign.txt"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(made_for_the_user_alone, set_up, tear_down),
        cmocka_unit_test_setup_teardown(never_inside_of_what_is_scanned, set_up, tear_down),
        cmocka_unit_test_setup_teardown(never_where_others_write, set_up, tear_down),
        cmocka_unit_test_setup_teardown(never_through_a_link, set_up, tear_down),
        cmocka_unit_test_setup_teardown(which_folder, set_up, tear_down),
        cmocka_unit_test_setup_teardown(old_ones_go, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
