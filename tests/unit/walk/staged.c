#include "walk/staged.h"

#include "base/limits.h"
#include "repository.h"
#include "walk/git.h"
#include "walk/walk.h"

#define FILES                                                                                      \
    "git init -q; mkdir -p a/b/c d; seq 30 >a/b/c/x; echo 2 >a/b/y; echo 3 >a.b; echo 4 >a-b;"     \
    "echo 5 >d/z; ln -s z d/l; seq 40 >d/w; git add .; git commit -qm 1;"

/* What is staged, as the walk tells it: what is read, what was before, what is not read. */
static struct str walk_staged(struct place *place, bool by_library)
{
    struct walk_options options = { .staged = true,
                                    .no_index_reader = by_library,
                                    .max_file_bytes = LIMIT_FILE_BYTES };
    struct ledger ledger;
    struct tree *tree;
    struct err err;
    CLEANUP(buf_release) struct buf text = { 0 };
    ledger_init(&ledger, &place->arena);
    if (!walk_tree(&options, &place->arena, &ledger, &tree, &err))
        return arena_str(&place->arena, str_from(err.text));
    for (size_t i = 0; i < tree->entry_count; i++) {
        const struct entry *entry = &tree->entries[i];
        buf_printf(&text, "%.*s", STR_ARG(entry->path));
        for (size_t k = 0; k < OID_BYTES; k++)
            buf_printf(&text, "%s%02x", k == 0 ? " " : "", entry->oid[k]);
        if (i >= tree->count)
            buf_printf(&text, " -> %.*s", STR_ARG(tree->now[i - tree->count]));
        buf_puts(&text, "\n");
    }
    for (size_t i = 0; i < ledger.skips.count; i++)
        buf_printf(&text, "%.*s: %s\n", STR_ARG(ledger.skips.items[i].path),
                   skip_reason_name(ledger.skips.items[i].reason));
    return arena_str(&place->arena, buf_str(&text));
}

static void says_what_libgit2_says(void **state)
{
    static const char *const changes[] = {
        "true",
        "echo more >>a/b/c/x; git add .",
        "echo n >a/n; mkdir e; echo n >e/n; echo n >a0; echo n >'a '; git add .",
        "git rm -qr a/b; echo n >d/n; git add .",
        "git rm -qr a d; git rm -q a.b a-b",
        /* A file where there was a folder, and the other way round. */
        "git rm -qr a; echo file >a; rm -rf a-b; mkdir a-b; echo x >a-b/x; git add .",
        "chmod +x a.b; rm d/l; echo no link >d/l; git add .",
        "ln -sf y d/l; git add .",
        "git mv a/b/c e",
        "git mv d/w e; seq 41 >e; git add .",
        "git mv a b; git mv d c; echo more >>b/b/c/x; git add .",
        "cp d/w d/v; git add .",
        "echo n >n; git add -N n; echo more >>d/z; git add d",
        "git update-index --skip-worktree d/z; echo n >n; git add n",
        "git init -q sub; git -C sub commit -q --allow-empty -m s; git add sub",
        "git update-index --index-version 4; echo n >a/b/n; git add .",
        /* Without what git knows of folders. */
        "echo n >n; git add .; git ls-files -s >list; git read-tree --empty;"
        "git update-index --index-info <list",
        "git commit -q --allow-empty -m 2; git reset -q --soft HEAD~; echo n >n; git add n",
        "echo more >>d/z; git commit -qam 2; git reset -q --soft HEAD~",
        "git checkout -q --orphan new; echo n >n; git add n",
        "git update-index --split-index; echo n >n; git add n",
        /* A merge with a conflict, and one without that is not committed. */
        "git checkout -q -b o; echo o >d/z; echo o >o; git add .; git commit -qm o;"
        "git checkout -q main; echo m >d/z; git commit -qam m; git merge -q o || true",
        "git checkout -q -b o; echo o >o; git add .; git commit -qm o; git checkout -q main;"
        "echo m >m; git add .; git commit -qm m; git merge -q --no-commit o || true",
        "echo n >n; GIT_INDEX_FILE=other git read-tree HEAD; GIT_INDEX_FILE=other git add n",
    };
    struct place *place = *state;
    for (size_t i = 0; i < ARRAY_COUNT(changes); i++) {
        place_run(place, "rm -rf work; mkdir work");
        assert_int_equal(chdir("work"), 0);
        place_run(place, FILES);
        place_run(place, changes[i]);
        struct str own = walk_staged(place, false);
        struct str library = walk_staged(place, true);
        if (!str_equal(own, library))
            fail_msg("%s\n%sby libgit2:\n%s", changes[i], own.ptr, library.ptr);
        assert_int_equal(chdir(".."), 0);
    }
}

static void reads_the_index_of_a_hook(void **state)
{
    struct place *place = *state;
    place_run(place, FILES "echo n >n; git add n; export GIT_INDEX_FILE=.git/other;"
                           "git read-tree HEAD; seq 4 >m; git add m");
    setenv("GIT_INDEX_FILE", ".git/other", 1);
    struct str own = walk_staged(place, false);
    struct str library = walk_staged(place, true);
    assert_string_equal(getenv("GIT_INDEX_FILE"), ".git/other");
    unsetenv("GIT_INDEX_FILE");
    assert_true(str_starts(own, STR("m ")));
    assert_string_equal(own.ptr, library.ptr);
}

/* Nothing of a folder is looked at when the commit has the same: its tree need not even be here. */
static void passes_over_what_is_alike(void **state)
{
    struct place *place = *state;
    place_run(place, FILES "tree=$(git rev-parse HEAD:a); echo n >d/n; git add d/n;"
                           "rm .git/objects/${tree%${tree#??}}/${tree#??}");
    assert_true(str_starts(walk_staged(place, false), STR("d/n ")));
    assert_non_null(strstr(walk_staged(place, true).ptr, "cannot compare"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(says_what_libgit2_says, place_set_up, place_tear_down),
        cmocka_unit_test_setup_teardown(reads_the_index_of_a_hook, place_set_up, place_tear_down),
        cmocka_unit_test_setup_teardown(passes_over_what_is_alike, place_set_up, place_tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
