#include "walk/index.h"

#include <git2.h>
#include <string.h>

#include "base/buf.h"
#include "base/io.h"
#include "repository.h"
#include "walk/git.h"
#include "walk/walk.h"

/* A folder in a folder, names that sort otherwise than their folders, a link, a long name. */
#define FILES                                                                                      \
    "git init -q; mkdir -p a/b/c d; echo 1 >a/b/c/x; echo 2 >a/b/y; echo 3 >a.b; echo 4 >a-b;"     \
    "echo 5 >d/z; ln -s z d/l; echo 6 >d/$(printf '%0200d' 7); chmod +x a.b; git add .;"           \
    "git commit -qm 1;"

static void assert_as_libgit2(struct place *place)
{
    struct index index;
    git_index *library = NULL;
    git_start();
    assert_true(index_open(".git/index", &place->arena, &index));
    assert_int_equal(git_index_open(&library, ".git/index"), 0);
    assert_int_equal(index.count, git_index_entrycount(library));
    for (size_t i = 0; i < index.count; i++) {
        const struct index_entry *own = &index.entries[i];
        const git_index_entry *theirs = git_index_get_byindex(library, i);
        assert_string_equal(own->path.ptr, theirs->path);
        assert_int_equal(own->path.len, strlen(theirs->path));
        assert_int_equal(index_mode(own), theirs->mode);
        assert_int_equal(index_size(own), theirs->file_size);
        assert_int_equal(index_stage(own), git_index_entry_stage(theirs));
        assert_int_equal(own->extended & (INDEX_INTENT_TO_ADD | INDEX_SKIP_WORKTREE),
                         theirs->flags_extended & (INDEX_INTENT_TO_ADD | INDEX_SKIP_WORKTREE));
        assert_memory_equal(index_oid(own), theirs->id.id, OID_BYTES);
    }
    git_index_free(library);
    index_close(&index);
}

static void reads_what_libgit2_reads(void **state)
{
    struct place *place = *state;
    place_run(place, FILES);
    assert_as_libgit2(place);
    place_run(place, "git update-index --index-version 4");
    assert_as_libgit2(place);
    /* Extended flags make it version 3. */
    place_run(place, "git update-index --index-version 2; git update-index --skip-worktree d/z;"
                     "echo n >n; git add -N n");
    assert_as_libgit2(place);
    place_run(place, "git checkout -q -b o; echo o >a-b; git commit -qam o; git checkout -q main;"
                     "echo m >a-b; git commit -qam m; git merge -q o || true");
    assert_as_libgit2(place);
}

static void knows_the_trees_of_folders(void **state)
{
    struct place *place = *state;
    struct index index;
    place_run(place, FILES);
    assert_true(index_open(".git/index", &place->arena, &index));
    assert_int_equal(index.folder_count, 5);
    assert_int_equal(index.folders[0].file_count, index.count);
    assert_int_equal(index.folders[0].end, 5);
    assert_non_null(index.folders[0].oid);
    index_close(&index);

    place_run(place, "echo more >>a/b/y; git add a/b/y");
    assert_true(index_open(".git/index", &place->arena, &index));
    assert_null(index.folders[0].oid);
    for (size_t i = 1; i < index.folder_count; i++) {
        const struct index_folder *folder = &index.folders[i];
        bool changed = str_is(folder->name, "a") || str_is(folder->name, "b");
        assert_int_equal(folder->oid == NULL, changed);
        assert_true(folder->end > i && folder->end <= index.folder_count);
    }
    index_close(&index);
}

static void takes_no_other_format(void **state)
{
    struct place *place = *state;
    struct index index;
    assert_true(index_open("nowhere", &place->arena, &index));
    assert_int_equal(index.count, 0);
    place_run(place, FILES "git update-index --split-index; echo n >n; git add n");
    assert_false(index_open(".git/index", &place->arena, &index));
    place_run(place, "git update-index --no-split-index; git commit -qm 2;"
                     "git sparse-checkout init --cone --sparse-index; git sparse-checkout set d");
    assert_false(index_open(".git/index", &place->arena, &index));
}

/* Every byte that is cut off or turned around: whatever is said, only what is there is read, which
 * the sanitizers watch. */
static void stays_within_a_broken_file(void **state)
{
    struct place *place = *state;
    for (unsigned version = 2; version <= 4; version += 2) {
        CLEANUP(buf_release) struct buf text = { 0 };
        struct err err;
        place_run(place, version == 2 ? FILES : "git update-index --index-version 4");
        assert_true(io_read_file(".git/index", 1 << 20, &text, &err));
        for (size_t i = 0; i < text.len; i++) {
            struct index index;
            char *copy = malloc(text.len);
            memcpy(copy, text.ptr, text.len);
            index_parse((struct str){ copy, i }, &place->arena, &index);
            copy[i] = (char)~copy[i];
            if (index_parse((struct str){ copy, text.len }, &place->arena, &index)) {
                for (size_t j = 0; j < index.count; j++)
                    assert_int_equal(strlen(index.entries[j].path.ptr), index.entries[j].path.len);
            }
            free(copy);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(reads_what_libgit2_reads, place_set_up, place_tear_down),
        cmocka_unit_test_setup_teardown(knows_the_trees_of_folders, place_set_up, place_tear_down),
        cmocka_unit_test_setup_teardown(takes_no_other_format, place_set_up, place_tear_down),
        cmocka_unit_test_setup_teardown(stays_within_a_broken_file, place_set_up, place_tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
