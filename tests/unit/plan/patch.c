/* A diff that git takes, and files that are the old or the new one. */
#include "plan/patch.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/io.h"
#include "unit/unit.h"

static struct arena arena;

/* The file with `before` replaced by `after` at its first place. */
static struct file_edits edited(const char *path, const char *text, const char *before,
                                const char *after)
{
    struct file_edits file = { .path = str_from(path), .text = str_from(text) };
    size_t at = str_find(file.text, str_from(before), 0);
    assert_true(at != STR_NONE);
    vec_push(&arena, &file.edits,
             (struct edit){ .offset = (uint32_t)at,
                            .len = (uint32_t)strlen(before),
                            .before = str_from(before),
                            .after = str_from(after) });
    return file;
}

static void assert_patch(const struct file_edits *file, const char *expected)
{
    CLEANUP(buf_release) struct buf out = { 0 };
    patch_add(file, &out);
    assert_string_equal(arena_str(&arena, buf_str(&out)).ptr, expected);
}

static void shows_three_lines_around(void **state)
{
    (void)state;
    struct file_edits file = edited("a.py", "1\n2\n3\n4\nm = 'old'\n6\n7\n8\n9\n", "old", "new");
    assert_patch(&file, "--- a/a.py\n+++ b/a.py\n@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-m = 'old'\n"
                        "+m = 'new'\n 6\n 7\n 8\n");
}

static void keeps_a_missing_line_break(void **state)
{
    (void)state;
    struct file_edits file = edited("a.env", "A=1\nM=old", "old", "new");
    assert_patch(&file, "--- a/a.env\n+++ b/a.env\n@@ -1,2 +1,2 @@\n A=1\n-M=old\n"
                        "\\ No newline at end of file\n+M=new\n\\ No newline at end of file\n");
}

static void keeps_carriage_returns(void **state)
{
    (void)state;
    struct file_edits file = edited("a.env", "M=old\r\nB=2\r\n", "old", "new");
    assert_patch(&file,
                 "--- a/a.env\n+++ b/a.env\n@@ -1,2 +1,2 @@\n-M=old\r\n+M=new\r\n B=2\r\n");
}

static void keeps_other_alphabets_and_byte_order_marks(void **state)
{
    (void)state;
    struct file_edits file = edited("a.py", "\xef\xbb\xbfgr\xc3\xb6\xc3\x9f = 'old' # \xe6\xa8\xa1\n",
                                    "old", "new");
    assert_patch(&file, "--- a/a.py\n+++ b/a.py\n@@ -1,1 +1,1 @@\n"
                        "-\xef\xbb\xbfgr\xc3\xb6\xc3\x9f = 'old' # \xe6\xa8\xa1\n"
                        "+\xef\xbb\xbfgr\xc3\xb6\xc3\x9f = 'new' # \xe6\xa8\xa1\n");
}

static void quotes_names_as_git_does(void **state)
{
    (void)state;
    struct file_edits file = edited("gr\xc3\xb6/a \"b\".env", "M=old\n", "old", "new");
    assert_patch(&file, "--- \"a/gr\\303\\266/a \\\"b\\\".env\"\n"
                        "+++ \"b/gr\\303\\266/a \\\"b\\\".env\"\n@@ -1,1 +1,1 @@\n-M=old\n+M=new\n");
    file = edited("a b.env", "M=old\n", "old", "new");
    assert_patch(&file, "--- a/a b.env\t\n+++ b/a b.env\t\n@@ -1,1 +1,1 @@\n-M=old\n+M=new\n");
}

static void parts_hunks_of_two_uses(void **state)
{
    (void)state;
    static const char uses[2];
    struct file_edits file = edited("a", "x=one\n2\n3\n4\nx=two\n6\nx=end\n", "one", "1st");
    struct file_edits more = edited("a", "x=one\n2\n3\n4\nx=two\n6\nx=end\n", "two", "2nd");
    struct file_edits last = edited("a", "x=one\n2\n3\n4\nx=two\n6\nx=end\n", "end", "3rd");
    vec_push(&arena, &file.edits, more.edits.items[0]);
    vec_push(&arena, &file.edits, last.edits.items[0]);
    file.edits.items[0].use = &uses[0];
    file.edits.items[1].use = &uses[1];
    file.edits.items[2].use = &uses[0]; /* too near */
    assert_patch(&file, "--- a/a\n+++ b/a\n@@ -1,3 +1,3 @@\n-x=one\n+x=1st\n 2\n 3\n"
                        "@@ -4,4 +4,4 @@\n 4\n-x=two\n+x=2nd\n 6\n-x=end\n+x=3rd\n");
}

static void joins_hunks_that_would_touch(void **state)
{
    (void)state;
    struct file_edits file =
        edited("a", "x=old\n2\n3\n4\n5\n6\n7\ny=old\n9\n10\n11\n12\n13\n14\n15\n16\nz=old\n", "old",
               "new");
    const char *const further[] = { "y=old", "z=old" };
    for (size_t i = 0; i < 2; i++) {
        size_t at = str_find(file.text, str_from(further[i]), 0) + 2;
        vec_push(&arena, &file.edits,
                 (struct edit){ .offset = (uint32_t)at, .len = 3, .after = STR("new") });
    }
    assert_patch(&file, "--- a/a\n+++ b/a\n@@ -1,11 +1,11 @@\n-x=old\n+x=new\n 2\n 3\n 4\n 5\n 6\n 7\n"
                        "-y=old\n+y=new\n 9\n 10\n 11\n@@ -14,4 +14,4 @@\n 14\n 15\n 16\n-z=old\n"
                        "+z=new\n");
}

static void copes_with_one_long_line(void **state)
{
    (void)state;
    enum { LEN = 2 * 1024 * 1024 };
    char *text = malloc(LEN + 1);
    assert_non_null(text);
    memset(text, 'x', LEN);
    memcpy(text + LEN / 2, "old", 3);
    text[LEN] = '\0';
    struct file_edits file = edited("a.json", text, "old", "longer");
    CLEANUP(buf_release) struct buf out = { 0 };
    patch_add(&file, &out);
    assert_true(out.len > 2 * LEN && out.len < 2 * LEN + 200);
    CLEANUP(buf_release) struct buf whole = { 0 };
    edits_apply(&file, &whole);
    assert_int_equal(whole.len, LEN + 3);
    free(text);
}

static void hides_lines_with_a_credential(void **state)
{
    (void)state;
    assert_true(patch_hides(STR("OPENAI_API_KEY=sk-abcdefghijklmnopqrstuvwx0123")));
    assert_false(patch_hides(STR("MODEL=meta-llama/Llama-3.1-8B-Instruct")));
    struct file_edits file = edited(
        ".env", "OPENAI_API_KEY=sk-abcdefghijklmnopqrstuvwx0123\nA=1\nM=old\nB=2\n", "old", "new");
    assert_patch(&file,
                 "--- a/.env\n+++ b/.env\n@@ -2,3 +2,3 @@\n A=1\n-M=old\n+M=new\n B=2\n");
}

static void writes_a_file_and_keeps_its_mode(void **state)
{
    (void)state;
    struct err err = { 0 };
    char folder[] = "/tmp/llama-audit-unit.XXXXXX";
    assert_non_null(mkdtemp(folder));
    CLEANUP(io_close_fd) int root = open(folder, O_RDONLY | O_DIRECTORY);
    int fd = openat(root, "run.sh", O_WRONLY | O_CREAT, 0755);
    assert_int_equal(write(fd, "serve old\n", 10), 10);
    assert_int_equal(fchmod(fd, 0755), 0);
    close(fd);

    struct file_edits file = edited("run.sh", "serve old\n", "old", "new");
    assert_true(patch_write(root, &file, &err));
    struct stat status;
    assert_int_equal(fstatat(root, "run.sh", &status, 0), 0);
    assert_int_equal(status.st_mode & 0777, 0755);
    CLEANUP(buf_release) struct buf text = { 0 };
    assert_true(patch_read(root, STR("run.sh"), &text));
    assert_true(str_is(buf_str(&text), "serve new\n"));

    /* It is not any more what the edits were made for: nothing is written. */
    assert_false(patch_write(root, &file, &err));
    unlinkat(root, "run.sh", 0);
    assert_int_equal(rmdir(folder), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(shows_three_lines_around),
        cmocka_unit_test(keeps_a_missing_line_break),
        cmocka_unit_test(keeps_carriage_returns),
        cmocka_unit_test(keeps_other_alphabets_and_byte_order_marks),
        cmocka_unit_test(quotes_names_as_git_does),
        cmocka_unit_test(joins_hunks_that_would_touch),
        cmocka_unit_test(parts_hunks_of_two_uses),
        cmocka_unit_test(copes_with_one_long_line),
        cmocka_unit_test(hides_lines_with_a_credential),
        cmocka_unit_test(writes_a_file_and_keeps_its_mode),
    };
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    arena_release(&arena);
    return failed;
}
