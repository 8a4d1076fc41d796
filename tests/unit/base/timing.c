#include "base/timing.h"

#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "unit/unit.h"

static char *print(const struct timing *timing)
{
    static char text[4096];
    FILE *out = fmemopen(text, sizeof text, "w");
    assert_non_null(out);
    timing_print(timing, out);
    fclose(out);
    return text;
}

static void test_counts_what_forked_workers_did(void **state)
{
    (void)state;
    struct timing *timing = timing_new();
    assert_non_null(timing);
    struct timing_mark mark = timing_start(timing);
    timing_lap(timing, TIMING_LOAD, &mark);
    pid_t child = fork();
    if (child == 0) {
        timing_lap(timing, TIMING_READ, &mark);
        timing_lap(timing, TIMING_READ, &mark);
        _exit(0);
    }
    int status;
    assert_int_equal(waitpid(child, &status, 0), child);
    const char *text = print(timing);
    assert_non_null(strstr(text, "\nload "));
    const char *read = strstr(text, "\nread ");
    assert_non_null(read);
    unsigned long count;
    assert_int_equal(sscanf(read, " read %*f %*f %lu", &count), 1);
    assert_int_equal(count, 2);
    assert_null(strstr(text, "parse")); /* no line for what was not done */
    timing_free(timing);
}

static void test_none_costs_nothing(void **state)
{
    (void)state;
    struct timing_mark mark = timing_start(NULL);
    timing_lap(NULL, TIMING_LOAD, &mark);
    assert_int_equal(mark.wall, 0);
    timing_print(NULL, stderr);
    timing_free(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_counts_what_forked_workers_did),
        cmocka_unit_test(test_none_costs_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
