#include "data/data.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/io.h"
#include "base/regex.h"
#include "match/ruleset.h"
#include "unit/unit.h"

struct fixture {
    struct arena run;
    struct data data;
    struct strs paths;
    struct err err;
    char folder[64];
};

static int set_up(void **state)
{
    struct fixture *fixture = calloc(1, sizeof *fixture);
    snprintf(fixture->folder, sizeof fixture->folder, "/tmp/llama-audit-data-XXXXXX");
    *state = fixture;
    return fixture && mkdtemp(fixture->folder) ? 0 : -1;
}

static int tear_down(void **state)
{
    struct fixture *fixture = *state;
    static const char *const names[] = { "models/llama-3.1.yaml", "models", "effort.yaml",
                                         "own.yaml", "notes.txt" };
    for (size_t i = 0; i < ARRAY_COUNT(names); i++) {
        struct str path = arena_printf(&fixture->run, "%s/%s", fixture->folder, names[i]);
        if (unlink(path.ptr) != 0)
            rmdir(path.ptr);
    }
    rmdir(fixture->folder);
    arena_release(&fixture->run);
    free(fixture);
    return 0;
}

static const char *path_in(struct fixture *fixture, const char *name)
{
    return arena_printf(&fixture->run, "%s/%s", fixture->folder, name).ptr;
}

static void write_file(struct fixture *fixture, const char *name, const char *text)
{
    assert_true(io_write_file(path_in(fixture, name), str_from(text), &fixture->err));
}

static bool load(struct fixture *fixture, const char *path)
{
    if (path)
        vec_push(&fixture->run, &fixture->paths, str_from(path));
    return data_load(&fixture->paths, &fixture->run, &fixture->data, &fixture->err);
}

static void finds_embedded_files(void **state)
{
    struct fixture *fixture = *state;
    assert_true(load(fixture, NULL));
    const struct data_file *file = data_get(&fixture->data, "models/llama-3.1.yaml");
    assert_non_null(file);
    assert_true(file->built_in);
    assert_true(str_is(file->label, "rules/models/llama-3.1.yaml"));
    assert_true(str_find(file->text, STR("\nfamily: llama-3.1\n"), 0) != STR_NONE);
    assert_null(data_get(&fixture->data, "models/none.yaml"));
    assert_int_equal(data_embedded("queries/none.scm").len, 0);
    for (size_t i = 1; i < fixture->data.count; i++)
        assert_true(str_compare(fixture->data.files[i - 1].name, fixture->data.files[i].name) <= 0);
}

static void assert_same_text(struct str left, struct str right)
{
    assert_int_equal(left.ptr == NULL, right.ptr == NULL);
    assert_true(str_equal(left, right));
    if (left.ptr)
        assert_int_equal(left.ptr[left.len], '\0');
}

/* Bounded by the nesting that yaml_parse allows. */
static void assert_same_tree(const struct yaml_node *left, const struct yaml_node *right)
{
    assert_int_equal(left->kind, right->kind);
    assert_int_equal(left->line, right->line);
    assert_int_equal(left->plain, right->plain);
    assert_int_equal(left->count, right->count);
    assert_same_text(left->scalar, right->scalar);
    assert_same_text(left->key, right->key);
    const struct yaml_node *other = right->first;
    for (const struct yaml_node *child = left->first; child; child = child->next) {
        assert_non_null(other);
        assert_ptr_equal(child->parent, left);
        assert_same_tree(child, other);
        other = other->next;
    }
    assert_null(other);
}

static void what_the_build_has_parsed_is_what_libyaml_parses(void **state)
{
    struct fixture *fixture = *state;
    assert_true(load(fixture, NULL));
    size_t yaml_count = 0;
    for (size_t i = 0; i < fixture->data.count; i++) {
        const struct data_file *file = &fixture->data.files[i];
        const struct yaml_node *built;
        const struct yaml_node *parsed;
        assert_int_equal(file->tree != NULL, str_ends(file->name, STR(".yaml")));
        assert_true(file->hash == str_hash(file->text));
        if (!file->tree)
            continue;
        assert_true(data_parse(file, &fixture->run, &built, &fixture->err));
        assert_true(yaml_parse(file->text, &fixture->run, &parsed, &fixture->err));
        assert_null(built->parent);
        assert_same_tree(built, parsed);
        yaml_count++;
    }
    assert_true(yaml_count > 40);
}

static void lays_a_folder_over_the_built_in_files(void **state)
{
    struct fixture *fixture = *state;
    assert_int_equal(mkdir(path_in(fixture, "models"), 0700), 0);
    write_file(fixture, "models/llama-3.1.yaml", "family: other\n");
    write_file(fixture, "own.yaml", "rules: []\n");
    write_file(fixture, "notes.txt", "not for us\n");
    assert_true(load(fixture, fixture->folder));

    const struct data_file *model = data_get(&fixture->data, "models/llama-3.1.yaml");
    assert_false(model->built_in);
    assert_true(str_is(model->text, "family: other\n"));
    assert_true(str_ends(model->label, STR("/models/llama-3.1.yaml")));
    assert_non_null(data_get(&fixture->data, "detect/own.yaml"));
    assert_null(data_get(&fixture->data, "detect/notes.txt"));
}

static void takes_a_single_file_as_rules(void **state)
{
    struct fixture *fixture = *state;
    write_file(fixture, "effort.yaml", "rules: []\n");
    assert_true(load(fixture, path_in(fixture, "effort.yaml")));
    const struct data_file *file = data_get(&fixture->data, "detect/effort.yaml");
    assert_non_null(file);
    assert_false(file->built_in);
}

static void names_a_path_that_cannot_be_read(void **state)
{
    struct fixture *fixture = *state;
    assert_false(load(fixture, "/nonexistent/rules"));
    assert_int_equal(fixture->err.code, ERR_IO);
    assert_string_equal(fixture->err.text, "/nonexistent/rules: No such file or directory");
}

/* They are compiled when they are first needed, so a start does not tell. */
static void every_built_in_pattern_compiles(void **state)
{
    struct fixture *fixture = *state;
    struct catalog *catalog;
    struct ruleset ruleset;
    assert_true(load(fixture, NULL));
    assert_true(catalog_load(&fixture->data, &fixture->run, &catalog, &fixture->err));
    assert_true(ruleset_load(&fixture->data, catalog, &fixture->run, &ruleset, &fixture->err));
    assert_true(ruleset.regexes.count > 100);
    for (size_t i = 0; i < ruleset.regexes.count; i++) {
        struct regex_match found;
        regex_find(ruleset.regexes.items[i], STR("nothing of this"), 0, &found);
    }
    assert_int_equal(regex_exhausted_count(), 0);
    ruleset_release(&ruleset);
    catalog_release(catalog);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(finds_embedded_files, set_up, tear_down),
        cmocka_unit_test_setup_teardown(every_built_in_pattern_compiles, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_the_build_has_parsed_is_what_libyaml_parses, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(lays_a_folder_over_the_built_in_files, set_up, tear_down),
        cmocka_unit_test_setup_teardown(takes_a_single_file_as_rules, set_up, tear_down),
        cmocka_unit_test_setup_teardown(names_a_path_that_cannot_be_read, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
