/* Components: who belongs where, and that each pays its shared work in full. */
#include "score/matrix.h"

#include "score/component.h"
#include "world.h"

static void add_path(const char *path)
{
    vec_push(&world.arena, &world.options.paths, str_from(path));
}

static const struct component_cost *component(const char *path)
{
    for (size_t i = 0; i < world.result.components.count; i++) {
        if (str_is(world.result.components.items[i].path, path))
            return &world.result.components.items[i];
    }
    fail_msg("no component %s", path);
    return NULL;
}

static void a_repository_of_one_has_no_matrix(void **state)
{
    (void)state;
    add_path("package.json");
    world_reference("a.py", 1, CATEGORY_MODEL_REFERENCE, LLAMA_8B);
    assert_int_equal(world_score()->components.count, 0);
}

static void manifests_make_components(void **state)
{
    (void)state;
    add_path("a/pyproject.toml");
    add_path("b/package.json");
    world_reference("a/src/x.py", 1, CATEGORY_MODEL_REFERENCE, LLAMA_8B);
    world_reference("b/y.ts", 1, CATEGORY_MODEL_REFERENCE, LLAMA_8B);
    world_reference("top.py", 1, CATEGORY_MODEL_REFERENCE, LLAMA_8B);
    world_score();
    assert_int_equal(world.result.components.count, 3);
    assert_int_equal(component("")->dependency_count, 1);
    assert_int_equal(component("a")->dependency_count, 1);
}

static void shared_work_is_paid_by_each_in_full(void **state)
{
    (void)state;
    add_path("a/go.mod");
    add_path("b/go.mod");
    world_reference("a/x.go", 1, CATEGORY_MODEL_REFERENCE, LLAMA_8B);
    world_reference("a/x.go", 5, CATEGORY_MODEL_REFERENCE, LLAMA_8B);
    world_reference("b/y.go", 1, CATEGORY_MODEL_REFERENCE, LLAMA_8B);
    world_score();
    double edit = points_of("model-reference", TO_OLMO).likely;
    double shared = work_points("re-evaluate", TO_OLMO).likely;
    assert_number(2 * edit + shared, component("a")->targets.items[TO_OLMO].points.likely);
    assert_number(edit + shared, component("b")->targets.items[TO_OLMO].points.likely);
    assert_number(3 * edit + shared, world_total(TO_OLMO)->points.likely);
}

static void named_folders_take_the_place_of_manifests(void **state)
{
    (void)state;
    add_path("a/one/go.mod");
    add_path("a/two/go.mod");
    vec_push(&world.arena, &world.options.components, STR("a"));
    vec_push(&world.arena, &world.options.components, STR("b"));
    world_reference("a/one/x.go", 1, CATEGORY_MODEL_REFERENCE, LLAMA_8B);
    world_reference("a/two/x.go", 1, CATEGORY_MODEL_REFERENCE, LLAMA_8B);
    world_reference("b/y.go", 1, CATEGORY_MODEL_REFERENCE, LLAMA_8B);
    world_score();
    assert_int_equal(world.result.components.count, 2);
    assert_int_equal(component("a")->dependency_count, 2);
}

static void the_deepest_folder_counts(void **state)
{
    (void)state;
    struct strs paths = { 0 };
    vec_push(&world.arena, &paths, STR("a/package.json"));
    vec_push(&world.arena, &paths, STR("a/b/package.json"));
    struct components components;
    components_find(&paths, &world.arena, &components);
    assert_true(str_is(component_of(&components, STR("a/b/c/x.ts")), "a/b"));
    assert_true(str_is(component_of(&components, STR("a/bc/x.ts")), "a"));
    assert_true(str_is(component_of(&components, STR("x.ts")), ""));
    assert_true(components_related(STR("a"), STR("a/b")));
    assert_false(components_related(STR("a/b"), STR("a/bc")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WORLD_TEST(a_repository_of_one_has_no_matrix),
        WORLD_TEST(manifests_make_components),
        WORLD_TEST(shared_work_is_paid_by_each_in_full),
        WORLD_TEST(named_folders_take_the_place_of_manifests),
        WORLD_TEST(the_deepest_folder_counts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
