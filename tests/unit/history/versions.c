/* The commits of a branch, what each of them changes, and which versions stand for others. */
#include "history/alike.h"

#include <git2.h>

#include "unit/walk/repository.h"

struct past {
    git_repository *repository;
    git_odb *objects;
    struct commits commits;
    struct versions versions;
};

static void read_past(struct past *past, const struct commits_options *options, struct str below)
{
    git_oid tip;
    struct err err;
    struct walk_options walk = { 0 };
    struct listing everything = { .options = &walk };
    struct versions_options which = { .below = below, .wanted = &everything };
    git_libgit2_init();
    assert_int_equal(git_repository_open(&past->repository, "."), 0);
    assert_int_equal(git_repository_odb(&past->objects, past->repository), 0);
    assert_int_equal(git_reference_name_to_id(&tip, past->repository, "HEAD"), 0);
    if (!commits_read(past->objects, tip.id, options, &past->commits, &err))
        fail_msg("%s", err.text);
    versions_collect(past->objects, &past->commits, &which, &past->versions);
}

static void release_past(struct past *past)
{
    versions_release(&past->versions);
    commits_release(&past->commits);
    git_odb_free(past->objects);
    git_repository_free(past->repository);
    git_libgit2_shutdown();
}

static const struct commits_options all = { .since = INT64_MIN };

/* The first commit has two files; a branch adds one and changes one; it is merged. */
static const char merged[] = "git init -q; mkdir sub; echo 1 >a; echo 1 >sub/b; git add .;"
                             "git commit -qm 1; git checkout -qb side; echo 2 >sub/b; echo 1 >c;"
                             "git add .; git commit -qm 2; git checkout -q main; echo 3 >a;"
                             "git commit -qam 3; git merge -q --no-ff -m 4 side";

static void finds_the_branch_and_what_was_merged(void **state)
{
    struct past past = { 0 };
    place_run(*state, merged);
    read_past(&past, &all, STR(""));
    assert_int_equal(past.commits.count, 4);
    assert_int_equal(past.commits.order_count, 4);
    assert_int_equal(past.commits.branch_count, 3);
    const struct commit *last = commits_get(&past.commits, commits_at(&past.commits, 3));
    assert_true(last->merge && last->on_branch);
    /* What the merge brought stands between the commit before it and itself. */
    assert_false(commits_get(&past.commits, commits_at(&past.commits, 2))->on_branch);
    release_past(&past);
}

static void compares_each_commit_with_its_first_parent(void **state)
{
    struct past past = { 0 };
    place_run(*state, merged);
    read_past(&past, &all, STR(""));
    /* a twice, sub/b twice, c: the merge brings the versions that the branch made. */
    assert_int_equal(past.versions.count, 5);
    assert_int_equal(past.versions.paths.count, 3);
    assert_int_equal(versions_range(&past.versions, 0)->count, 2);
    assert_int_equal(versions_range(&past.versions, 1)->count, 1);
    assert_int_equal(versions_range(&past.versions, 2)->count, 2);
    assert_int_equal(versions_range(&past.versions, 3)->count, 2);
    release_past(&past);
}

static void looks_below_a_folder_only(void **state)
{
    struct past past = { 0 };
    place_run(*state, merged);
    read_past(&past, &all, STR("sub/"));
    assert_int_equal(past.versions.paths.count, 1);
    assert_int_equal(past.versions.count, 2);
    release_past(&past);
}

static void follows_first_parents_only(void **state)
{
    struct past past = { 0 };
    const struct commits_options short_way = { .since = INT64_MIN, .first_parent = true };
    place_run(*state, merged);
    read_past(&past, &short_way, STR(""));
    assert_int_equal(past.commits.order_count, 3);
    assert_int_equal(past.versions.count, 5);
    release_past(&past);
}

/* A file with five versions: the third is what the fifth is, so the branch ends with it. */
static void lets_the_last_version_stand_for_others(void **state)
{
    struct past past = { 0 };
    place_run(*state, "git init -q; for i in 1 2 3 4 3; do echo $i >a; echo $i >>b; git add .;"
                      "git commit -qm $i; done");
    read_past(&past, &all, STR(""));
    assert_int_equal(past.versions.count, 9);
    uint32_t order[9];
    uint64_t outlines[9];
    uint32_t stand_ins[9];
    uint32_t at = 0;
    for (uint32_t path = 0; path < 2; path++) {
        for (uint32_t i = 9; i-- > 0;) {
            if (versions_get(&past.versions, i)->path == path)
                order[at++] = i;
        }
    }
    for (uint32_t i = 0; i < 9; i++)
        outlines[i] = versions_get(&past.versions, i)->path == 0 ? 7 : 0;
    alike_choose(&past.commits, &past.versions, order, outlines, stand_ins);
    for (uint32_t i = 0; i < 9; i++) {
        bool is_a = versions_get(&past.versions, i)->path == 0;
        assert_int_equal(stand_ins[i], is_a ? order[1] : i); /* the third of four */
    }
    release_past(&past);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(finds_the_branch_and_what_was_merged, place_set_up,
                                        place_tear_down),
        cmocka_unit_test_setup_teardown(compares_each_commit_with_its_first_parent, place_set_up,
                                        place_tear_down),
        cmocka_unit_test_setup_teardown(looks_below_a_folder_only, place_set_up, place_tear_down),
        cmocka_unit_test_setup_teardown(follows_first_parents_only, place_set_up, place_tear_down),
        cmocka_unit_test_setup_teardown(lets_the_last_version_stand_for_others, place_set_up,
                                        place_tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
