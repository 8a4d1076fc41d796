#include "ledger/ledger.h"

#include "unit/unit.h"

static struct skip skip_of(const char *path, enum skip_reason reason, const char *detail)
{
    return (struct skip){ .path = str_from(path), .reason = reason, .detail = str_from(detail) };
}

static void sorts_and_says_everything_once(void **state)
{
    (void)state;
    CLEANUP(arena_release) struct arena arena = { 0 };
    struct ledger ledger;
    ledger_init(&ledger, &arena);
    assert_true(ledger.reproducible);

    const struct skip skips[] = {
        skip_of("b", SKIP_LIMIT, ""),
        skip_of("a", SKIP_TIME, ""),
        skip_of("b", SKIP_BINARY, "x"),
        skip_of("b", SKIP_BINARY, "x"),
    };
    for (size_t i = 0; i < ARRAY_COUNT(skips); i++)
        ledger_skip(&ledger, &skips[i]);
    ledger_select(&ledger, &(struct selection){ .path = STR("p"), .line = 10, .api = STR("x") });
    ledger_select(&ledger, &(struct selection){ .path = STR("p"), .line = 9, .api = STR("y") });
    ledger_note(&ledger, "shallow %s", "clone");
    ledger_note(&ledger, "shallow clone");
    ledger_note(&ledger, "partial clone");
    ledger_parsed(&ledger, "yaml");
    ledger_parsed(&ledger, "python");
    ledger_parsed(&ledger, "yaml");
    ledger_finish(&ledger);

    assert_int_equal(ledger.skips.count, 3);
    assert_true(str_is(ledger.skips.items[0].path, "a"));
    assert_int_equal(ledger.skips.items[1].reason, SKIP_BINARY);
    assert_int_equal(ledger_skip_count(&ledger, SKIP_BINARY), 1);
    assert_int_equal(ledger.selections.items[0].line, 9);
    assert_int_equal(ledger.notes.count, 2);
    assert_true(str_is(ledger.notes.items[0], "partial clone"));
    assert_true(str_is(ledger.parsed.entries[0].key, "python"));
    assert_int_equal((uintptr_t)map_get(&ledger.parsed, STR("yaml")), 2);
}

static void names_every_reason(void **state)
{
    (void)state;
    for (int reason = 0; reason < SKIP_REASON_COUNT; reason++)
        assert_non_null(skip_reason_name((enum skip_reason)reason));
    assert_string_equal(skip_reason_name(SKIP_LFS_POINTER), "lfs-pointer");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sorts_and_says_everything_once),
        cmocka_unit_test(names_every_reason),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
