#include "catalog/catalog.h"
#include "data/data.h"
#include "gate/baseline.h"

#include "unit/unit.h"

static struct rule rule = { .id = STR_INIT("model-reference/id"), .digest = 7 };
static const struct rule *const rules[] = { &rule };

/* One rule, and the models that are built in: a baseline says what of both it knew. */
static struct ruleset ruleset_of(struct arena *arena)
{
    struct data data;
    struct catalog *catalog;
    struct err err;
    assert_true(data_load(NULL, arena, &data, &err) && catalog_load(&data, arena, &catalog, &err));
    return (struct ruleset){ .rules = (struct rule **)(uintptr_t)rules, /* cast: not written to */
                             .count = 1,
                             .catalog = catalog,
                             .as_of = STR("2026-01-01") };
}

/* A baseline of two places, one of which has a path that is hard to write. */
static void write_two(struct arena *arena, struct buf *out)
{
    struct finding *items = arena_array(arena, 2, sizeof *items);
    struct findings findings = { 0 };
    for (int i = 0; i < 2; i++) {
        items[i] = (struct finding){ .rule = &rule,
                                     .kind = KIND_DEPENDENCY,
                                     .severity = SEVERITY_HIGH,
                                     .where = WHERE_CODE,
                                     .fingerprint = i ? STR("v1:2") : STR("v1:1"),
                                     .identity = i ? STR("2") : STR("1"),
                                     .path = i ? STR("b.py") : STR("a\t\xFF\\x.py"),
                                     .evidence = STR("llama-2") };
        vec_push(arena, &findings, &items[i]);
    }
    struct ruleset ruleset = ruleset_of(arena);
    baseline_write(&ruleset, &findings, out);
    catalog_release((struct catalog *)(uintptr_t)ruleset.catalog); /* cast: it was made above */
}

static struct baseline read_back(struct arena *arena, struct str text)
{
    struct baseline baseline;
    struct err err;
    assert_true(baseline_read(text, STR("name"), arena, &baseline, &err));
    return baseline;
}

static void what_is_written_is_read(void **state)
{
    (void)state;
    struct arena arena = { 0 };
    struct buf out = { 0 };
    write_two(&arena, &out);
    assert_true(baseline_is_one(buf_str(&out)));
    struct baseline baseline = read_back(&arena, buf_str(&out));
    assert_int_equal(baseline.entries.count, 2);
    assert_int_equal(baseline.edited.count, 0);
    assert_true(str_equal(baseline.entries.items[0].path, STR("a\t\xFF\\x.py")));
    assert_int_equal(baseline.entries.items[1].severity, SEVERITY_HIGH);
    assert_true(baseline.has_rules && baseline.has_models);
    buf_release(&out);
    arena_release(&arena);
}

static void a_line_counts_once_and_in_any_order(void **state)
{
    (void)state;
    struct arena arena = { 0 };
    struct buf out = { 0 };
    write_two(&arena, &out);
    struct str text = buf_str(&out);
    size_t first = str_find_char(text, '\n', 0) + 1;
    struct str merged = arena_printf(&arena, "%.*s%.*s\r\n\n", STR_ARG(text),
                                     STR_ARG(str_slice(text, first, text.len - 1)));
    struct baseline baseline = read_back(&arena, merged);
    assert_int_equal(baseline.entries.count, 2);
    assert_int_equal(baseline.edited.count, 0);
    buf_release(&out);
    arena_release(&arena);
}

static void an_edited_line_stands_for_nothing(void **state)
{
    (void)state;
    struct arena arena = { 0 };
    struct buf out = { 0 };
    write_two(&arena, &out);
    size_t at = str_find(buf_str(&out), STR("b.py"), 0);
    assert_int_not_equal(at, STR_NONE);
    out.ptr[at] = 'c';
    struct baseline baseline = read_back(&arena, buf_str(&out));
    assert_int_equal(baseline.entries.count, 1);
    assert_int_equal(baseline.edited.count, 1);
    assert_int_equal(baseline.edited.items[0], 5);
    buf_release(&out);
    arena_release(&arena);
}

static void something_else_is_none(void **state)
{
    (void)state;
    struct arena arena = { 0 };
    struct baseline baseline;
    struct err err;
    assert_false(baseline_read(STR("{}"), STR("name"), &arena, &baseline, &err));
    assert_int_equal(err.code, ERR_SYNTAX);
    assert_false(baseline_is_one(STR("llama-audit-baseline\t2\n")));
    arena_release(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_written_is_read),
        cmocka_unit_test(a_line_counts_once_and_in_any_order),
        cmocka_unit_test(an_edited_line_stands_for_nothing),
        cmocka_unit_test(something_else_is_none),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
