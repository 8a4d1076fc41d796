#include "base/yaml.h"

#include "base/buf.h"
#include "unit/unit.h"

static struct arena arena;
static struct err err;

static const struct yaml_node *parse(const char *text)
{
    const struct yaml_node *root = NULL;
    return yaml_parse(str_from(text), &arena, &root, &err) ? root : NULL;
}

static void knows_lines(void **state)
{
    (void)state;
    const struct yaml_node *root = parse("a: 1\nb:\n  - x\n  - y: \"z\"\n");
    assert_non_null(root);
    const struct yaml_node *list = yaml_get(root, "b");
    assert_int_equal(list->count, 2);
    assert_int_equal(list->first->line, 3);
    const struct yaml_node *quoted = yaml_get(list->first->next, "y");
    assert_int_equal(quoted->line, 4);
    assert_false(quoted->plain);
    assert_true(str_is(yaml_get_str(root, "a", ""), "1"));
    assert_true(str_is(yaml_get_str(root, "none", "fallback"), "fallback"));
}

static void takes_anchors_and_an_empty_text(void **state)
{
    (void)state;
    const struct yaml_node *root = parse("a: &x [1, 2]\nb: *x\n");
    assert_int_equal(yaml_get(root, "b")->count, 2);
    assert_int_equal(yaml_get(root, "b")->line, 2);
    assert_int_equal(parse("")->kind, YAML_MAPPING);
}

static void refuses_with_the_line(void **state)
{
    (void)state;
    static const char *const rows[][2] = {
        { "a: 1\na: 2\n", "2: the key 'a' stands here twice" },
        { "a: *nobody\n", "1: unknown alias" },
        { "a: &x [1, *x]\n", "1: unknown alias" },
        { "a: &x {b: *x}\n", "1: unknown alias" },
        { "a: 1\n---\nb: 2\n", "3: more than one document" },
        { "a: [1\n", "2: did not find expected ',' or ']'" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        assert_null(parse(rows[i][0]));
        assert_string_equal(err.text, rows[i][1]);
    }
}

static void refuses_deep_nesting(void **state)
{
    (void)state;
    char text[4001] = "";
    memset(text, '[', sizeof text - 1);
    assert_null(parse(text));
    assert_non_null(strstr(err.text, "nested too deeply"));
}

static void reads_many_keys_in_a_moment(void **state)
{
    (void)state;
    struct buf text = { 0 };
    for (int i = 0; i < 200000; i++)
        buf_printf(&text, "k%d:\n", i);
    const struct yaml_node *root = NULL;
    assert_true(yaml_parse(buf_str(&text), &arena, &root, &err));
    assert_int_equal(root->count, 200000);
    buf_release(&text);
}

static void suggests_the_nearest_key(void **state)
{
    (void)state;
    static const char *const known[] = { "title", "match", NULL };
    assert_false(yaml_check_keys(parse("titel: x\n"), known, "r.yaml", &err));
    assert_string_equal(err.text, "r.yaml:1: unknown key 'titel', did you mean 'title'?");
    assert_false(yaml_check_keys(parse("zebra: x\n"), known, "r.yaml", &err));
    assert_string_equal(err.text, "r.yaml:1: unknown key 'zebra'");
    assert_true(yaml_check_keys(parse("match: x\n"), known, "r.yaml", &err));
}

static int release(void **state)
{
    (void)state;
    arena_release(&arena);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(knows_lines),
        cmocka_unit_test(takes_anchors_and_an_empty_text),
        cmocka_unit_test(refuses_with_the_line),
        cmocka_unit_test(refuses_deep_nesting),
        cmocka_unit_test(reads_many_keys_in_a_moment),
        cmocka_unit_test(suggests_the_nearest_key),
    };
    return cmocka_run_group_tests(tests, NULL, release);
}
