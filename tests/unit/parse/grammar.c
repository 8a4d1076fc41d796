#include "parse/grammar.h"

#include "data/data.h"
#include "parse/readers.h"
#include "unit/unit.h"

/* Every query fits its grammar, for us and for tree-sitter's own compiler. */
static void queries_fit(void **state)
{
    (void)state;
    struct arena arena = { 0 };
    size_t count;
    const struct lang *langs = lang_table(&count);
    size_t seen = 0;
    for (size_t i = 0; i < count; i++) {
        if (!langs[i].query)
            continue;
        struct grammar grammar = { 0 };
        struct str problem = { 0 };
        struct str query = data_embedded(langs[i].query);
        if (query.len == 0 ||
            !grammar_compile(&grammar, langs[i].grammar(), query, &arena, &problem))
            fail_msg("%s: %.*s", langs[i].query, STR_ARG(problem));
        uint32_t at;
        TSQueryError error;
        TSQuery *compiled =
            ts_query_new(grammar.language, query.ptr, (uint32_t)query.len, &at, &error);
        if (!compiled)
            fail_msg("%s: tree-sitter's error %d at byte %u", langs[i].query, (int)error, at);
        ts_query_delete(compiled);
        seen++;
    }
    assert_true(seen >= 17);
    arena_release(&arena);
}

static void rows_are_sorted_and_complete(void **state)
{
    (void)state;
    size_t count;
    const struct lang *langs = lang_table(&count);
    for (size_t i = 0; i < count; i++) {
        assert_non_null(langs[i].parse);
        assert_true(!langs[i].grammar == !langs[i].query);
        if (i > 0)
            assert_true(strcmp(langs[i - 1].name, langs[i].name) < 0);
    }
}

static void names_the_problem(void **state)
{
    (void)state;
    static const struct {
        const char *query;
        const char *problem;
    } rows[] = {
        { "(no_such_node) @string", "line 1: the grammar has no such type of node" },
        { "\n(pair no: (_) @key) @pair", "line 2: the grammar has no such field" },
        { "(pair) @no", "line 1: no such class" },
        { "(pair", "line 1: a word is missing" },
        { "(pair \"", "line 1: an open quote" },
        { "((pair) @guest (#set! language \"no\"))", "line 1: no such language" },
    };
    struct arena arena = { 0 };
    for (size_t i = 0; i < ARRAY_COUNT(rows); i++) {
        struct grammar grammar = { 0 };
        struct str problem = { 0 };
        const struct lang *json = lang_by_name(STR("json"));
        assert_false(
            grammar_compile(&grammar, json->grammar(), str_from(rows[i].query), &arena, &problem));
        assert_string_equal(problem.ptr, rows[i].problem);
    }
    arena_release(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(queries_fit),
        cmocka_unit_test(rows_are_sorted_and_complete),
        cmocka_unit_test(names_the_problem),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
