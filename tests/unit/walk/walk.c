#include "walk/walk.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/limits.h"
#include "unit/unit.h"

/**
 * Each test makes a folder with a shell script, walks it and compares what came out, one line a
 * file: its path, then "= text" when it is read, "- reason" when it is not, or both.
 */
struct fixture {
    struct arena run;
    struct ledger ledger;
    struct walk_options options;
    struct tree *tree;
    struct err err;
    struct buf text;
    char folder[64];
    char home[4096];
};

static int set_up(void **state)
{
    struct fixture *fixture = calloc(1, sizeof *fixture);
    snprintf(fixture->folder, sizeof fixture->folder, "/tmp/llama-audit-walk-XXXXXX");
    *state = fixture;
    fixture->options.max_file_bytes = LIMIT_FILE_BYTES;
    ledger_init(&fixture->ledger, &fixture->run);
    setenv("GIT_CONFIG_GLOBAL", "/dev/null", 1);
    setenv("GIT_CONFIG_NOSYSTEM", "1", 1);
    bool ok = getcwd(fixture->home, sizeof fixture->home) && mkdtemp(fixture->folder);
    return ok && chdir(fixture->folder) == 0 ? 0 : -1;
}

static int tear_down(void **state)
{
    struct fixture *fixture = *state;
    char command[256];
    snprintf(command, sizeof command, "chmod -R u+rwx %s; rm -rf %s", fixture->folder,
             fixture->folder);
    bool ok = chdir(fixture->home) == 0 && system(command) == 0;
    buf_release(&fixture->text);
    arena_release(&fixture->run);
    free(fixture);
    return ok ? 0 : -1;
}

static void shell(struct fixture *fixture, const char *script)
{
    struct str command = arena_printf(
        &fixture->run,
        "set -eu; exec >/dev/null 2>&1;"
        "git() { command git -c user.name=a -c user.email=a@example.org -c commit.gpgsign=false"
        " -c init.defaultBranch=main -c protocol.file.allow=always \"$@\"; }; %s",
        script);
    if (system(command.ptr) != 0)
        fail_msg("the script failed: %s", script);
}

static void print_skip(struct buf *out, const struct skip *skip)
{
    buf_printf(out, " - %s", skip_reason_name(skip->reason));
    if (skip->effect != SKIP_NOT_READ)
        buf_puts(out, " in part");
}

static void print_entry(struct fixture *fixture, struct reader *reader, const struct entry *entry)
{
    CLEANUP(buf_release) struct buf bytes = { 0 };
    struct skip skip;
    enum read_outcome outcome = reader_read(reader, entry, &bytes, &fixture->run, &skip);
    buf_printf(&fixture->text, "%.*s", STR_ARG(entry->path));
    if (outcome != READ_SKIPPED)
        buf_printf(&fixture->text, " = %.*s", STR_ARG(str_trim(str_slice(buf_str(&bytes), 0, 40))));
    if (outcome != READ_OK)
        print_skip(&fixture->text, &skip);
    buf_char(&fixture->text, '\n');
}

static const char *walk(struct fixture *fixture)
{
    if (!walk_tree(&fixture->options, &fixture->run, &fixture->ledger, &fixture->tree,
                   &fixture->err))
        return fixture->err.text;
    ledger_finish(&fixture->ledger);

    struct reader *reader;
    assert_true(reader_new(fixture->tree, &reader, &fixture->err));
    for (size_t i = 0; i < fixture->tree->count; i++)
        print_entry(fixture, reader, &fixture->tree->entries[i]);
    reader_free(reader);
    for (size_t i = 0; i < fixture->ledger.skips.count; i++) {
        const struct skip *skip = &fixture->ledger.skips.items[i];
        buf_printf(&fixture->text, "%.*s", STR_ARG(skip->path));
        print_skip(&fixture->text, skip);
        buf_char(&fixture->text, '\n');
    }
    buf_char(&fixture->text, '\0');
    return fixture->text.ptr;
}

static bool has_note(const struct fixture *fixture, const char *part)
{
    for (size_t i = 0; i < fixture->ledger.notes.count; i++) {
        if (str_find(fixture->ledger.notes.items[i], str_from(part), 0) != STR_NONE)
            return true;
    }
    return false;
}

#define REPOSITORY "git init -q; echo a >a.py; mkdir sub; echo b >sub/b.py; git add .;"

/* ---- working trees ---- */

static void lists_tracked_and_untracked_but_not_ignored(void **state)
{
    struct fixture *fixture = *state;
    shell(fixture, REPOSITORY "echo t >t.log; git add t.log; echo new >new.txt;"
                              "printf '*.log\\nout/\\n' >.gitignore; echo x >x.log;"
                              "mkdir -p out/deep sub/more; echo x >out/deep/x; echo m >sub/more/m;"
                              "echo secret >.git/token");
    assert_string_equal(walk(fixture), ".gitignore = *.log\nout/\n"
                                       "a.py = a\nnew.txt = new\nsub/b.py = b\nsub/more/m = m\n"
                                       "t.log = t\n");
    assert_int_equal(fixture->tree->mode, WALK_WORKTREE);
    assert_int_equal(fixture->ledger.files_seen, 6);
    assert_int_equal(fixture->tree->revision.len, 0);
}

static void starts_at_the_top_from_a_subfolder(void **state)
{
    struct fixture *fixture = *state;
    shell(fixture, REPOSITORY "git commit -qm x");
    assert_int_equal(chdir("sub"), 0);
    assert_string_equal(walk(fixture), "a.py = a\nsub/b.py = b\n");
    assert_int_equal(fixture->tree->revision.len, 40);
}

static void takes_a_subfolder_as_root_when_it_is_named(void **state)
{
    struct fixture *fixture = *state;
    shell(fixture, REPOSITORY "echo '*.log' >.gitignore; echo x >sub/x.log; echo n >sub/n;"
                              "mkdir subway; echo w >subway/w; git add subway");
    fixture->options.path = "sub";
    assert_string_equal(walk(fixture), "b.py = b\nn = n\n");
    assert_true(str_is(fixture->tree->name, "sub"));
}

static void reads_an_ignored_folder_when_it_is_named(void **state)
{
    struct fixture *fixture = *state;
    shell(fixture, REPOSITORY "echo out/ >.gitignore; mkdir out; echo x >out/x");
    fixture->options.path = "out";
    assert_string_equal(walk(fixture), "x = x\n");
    assert_true(has_note(fixture, "git ignores this folder"));
}

static void takes_a_single_file(void **state)
{
    struct fixture *fixture = *state;
    shell(fixture, REPOSITORY);
    fixture->options.path = "sub/b.py";
    assert_string_equal(walk(fixture), "b.py = b\n");
    assert_true(str_is(fixture->tree->name, "b.py"));
}

static void notes_what_is_not_there(void **state)
{
    struct fixture *fixture = *state;
    shell(fixture, REPOSITORY "git commit -qm x; git update-index --skip-worktree a.py;"
                              "rm a.py sub/b.py");
    assert_string_equal(walk(fixture), "a.py - sparse\nsub/b.py - unreadable\n");
}

static void reads_the_stages_of_a_conflict_once(void **state)
{
    struct fixture *fixture = *state;
    shell(fixture, "git init -q; echo a >f; git add f; git commit -qm 1; git checkout -qb other;"
                   "echo b >f; git commit -qam 2; git checkout -q main; echo c >f;"
                   "git commit -qam 3; git merge other || true; echo merged >f");
    assert_string_equal(walk(fixture), "f = merged\n");
}

static void does_not_follow_links(void **state)
{
    struct fixture *fixture = *state;
    shell(fixture, REPOSITORY "ln -s /etc/passwd out; ln -s a.py in; ln -s sub folder; git add .;"
                              "ln -s /etc untracked; mkdir real; echo r >real/r; git add real;"
                              "rm -r real; ln -s /etc real");
    assert_string_equal(walk(fixture), "a.py = a\nsub/b.py = b\n"
                                       "folder - symlink\nin - symlink\nout - symlink\n"
                                       "real - symlink\nreal/r - unreadable\n"
                                       "untracked - symlink\n");
}

static void notes_submodules_and_repositories_inside(void **state)
{
    struct fixture *fixture = *state;
    shell(fixture, "git init -q lib; cd lib; echo l >l; git add l; git commit -qm l; cd ..;"
                   "git init -q main; cd main; git submodule add -q ../lib here;"
                   "git submodule add -q ../lib gone; git commit -qm m;"
                   "git submodule deinit -f gone; git init -q nested; echo n >nested/n");
    assert_int_equal(chdir("main"), 0);
    assert_non_null(strstr(walk(fixture), "gone - submodule-absent\nhere - submodule\n"
                                          "nested - submodule\n"));
    assert_null(strstr(fixture->text.ptr, "here/l"));
}

static void notes_special_and_unreadable_files(void **state)
{
    struct fixture *fixture = *state;
    shell(fixture, "mkfifo pipe .gitignore; echo a >a; git init -q");
    assert_string_equal(walk(fixture), "a = a\n.gitignore - unreadable\npipe - unreadable\n");
}

static void obeys_patterns(void **state)
{
    struct fixture *fixture = *state;
    shell(fixture, "mkdir -p docs/deep src/docs; echo 1 >docs/deep/a.py; echo 2 >src/docs/b.py;"
                   "echo 3 >src/c.py; echo 4 >src/d.js; ln -s c.py src/docs/l.py");
    vec_push(&fixture->run, &fixture->options.include, STR("*.py"));
    vec_push(&fixture->run, &fixture->options.exclude, STR("/docs/"));
    assert_string_equal(walk(fixture),
                        "src/c.py = 3\nsrc/docs/b.py = 2\nsrc/docs/l.py - symlink\n");
    vec_push(&fixture->run, &fixture->options.exclude, STR("docs"));
    buf_reset(&fixture->text);
    ledger_init(&fixture->ledger, &fixture->run);
    assert_string_equal(walk(fixture), "src/c.py = 3\n");
}

static void reads_what_is_tracked_in_an_ignored_folder(void **state)
{
    struct fixture *fixture = *state;
    shell(fixture, "git init -q; mkdir -p out/deep sub/in; echo t >out/deep/t; git add .;"
                   "echo x >out/deep/x; echo '!x' >out/deep/.gitignore; echo out >.gitignore;"
                   "echo ex >.git/info/exclude; echo e >ex; echo /n >sub/.gitignore; echo n >sub/n;"
                   "echo n >sub/in/n");
    assert_string_equal(walk(fixture), ".gitignore = out\nout/deep/t = t\n"
                                       "sub/.gitignore = /n\nsub/in/n = n\n");
    buf_reset(&fixture->text);
    ledger_init(&fixture->ledger, &fixture->run);
    fixture->options.path = "sub/in";
    assert_string_equal(walk(fixture), "n = n\n");
}

/* ---- repositories that are unlike others ---- */

static void opens_a_linked_worktree(void **state)
{
    struct fixture *fixture = *state;
    shell(fixture, "mkdir bot; cd bot;" REPOSITORY "git commit -qm x;"
                   "git config extensions.worktreeConfig true; git worktree add -q ../elsewhere");
    fixture->options.path = "elsewhere";
    assert_string_equal(walk(fixture), "a.py = a\nsub/b.py = b\n");
    assert_true(str_is(fixture->tree->name, "bot"));
}

static void reads_an_index_of_another_format(void **state)
{
    struct fixture *fixture = *state;
    shell(fixture, REPOSITORY "echo '*.log' >.gitignore; echo x >x.log; echo n >new;"
                              "git commit -qm x; git update-index --split-index;"
                              "echo c >c; git add c");
    assert_string_equal(walk(fixture),
                        ".gitignore = *.log\na.py = a\nc = c\nnew = n\nsub/b.py = b\n");
    assert_int_equal(fixture->tree->mode, WALK_WORKTREE);
    assert_true(has_note(fixture, "git ls-files"));
}

static void reads_a_sparse_index(void **state)
{
    struct fixture *fixture = *state;
    shell(fixture, "git init -q; mkdir -p in out/deep; echo r >r; echo i >in/i; echo o >out/deep/o;"
                   "git add .; git commit -qm x; git sparse-checkout init --cone --sparse-index;"
                   "git sparse-checkout set in");
    assert_string_equal(walk(fixture), "in/i = i\nr = r\nout/deep/o - sparse\n");
}

static void runs_nothing_of_the_repository(void **state)
{
    struct fixture *fixture = *state;
    shell(fixture, REPOSITORY "git commit -qm x; git update-index --split-index;"
                              "git config core.fsmonitor 'touch ran; false';"
                              "git config core.hooksPath .; git config filter.x.clean 'touch ran';"
                              "echo '* filter=x' >.gitattributes");
    walk(fixture);
    assert_true(has_note(fixture, "git ls-files"));
    assert_int_not_equal(access("ran", F_OK), 0);
}

static void reads_a_sha256_repository(void **state)
{
    struct fixture *fixture = *state;
    shell(fixture, "git init -q --object-format=sha256; echo a >a; git add a;"
                   "echo '*.log' >.gitignore; echo x >x.log");
    assert_string_equal(walk(fixture), ".gitignore = *.log\na = a\n");
    assert_true(has_note(fixture, "cannot read this repository"));
}

static void goes_by_the_ignore_rules_without_git(void **state)
{
    struct fixture *fixture = *state;
    shell(fixture, "git init -q --object-format=sha256; echo a >a; mkdir sub;"
                   "echo '*.log' >.gitignore; echo x >x.log; echo '!x.log' >sub/.gitignore;"
                   "echo y >sub/x.log");
    setenv("PATH", "/nonexistent", 1);
    const char *text = walk(fixture);
    setenv("PATH", "/usr/local/bin:/usr/bin:/bin", 1);
    assert_string_equal(text, ".gitignore = *.log\na = a\nsub/.gitignore = !x.log\n"
                              "sub/x.log = y\n");
    assert_int_equal(fixture->tree->mode, WALK_FOLDER);
    assert_true(has_note(fixture, "by the ignore rules alone"));
}

static void reads_a_plain_folder_whole(void **state)
{
    struct fixture *fixture = *state;
    shell(fixture, "echo '*.log' >.gitignore; echo x >x.log; git init -q inner; echo i >inner/i");
    assert_string_equal(walk(fixture), ".gitignore = *.log\ninner/i = i\nx.log = x\n");
    assert_int_equal(fixture->tree->mode, WALK_FOLDER);
}

static void says_what_cannot_be_opened(void **state)
{
    struct fixture *fixture = *state;
    fixture->options.path = "nowhere";
    assert_string_equal(walk(fixture), "nowhere: No such file or directory");
    assert_int_equal(fixture->err.code, ERR_IO);
}

/* ---- commits ---- */

static void lists_a_commit(void **state)
{
    struct fixture *fixture = *state;
    shell(fixture, REPOSITORY "ln -s a.py link; git add .; git commit -qm 1; git tag -a -m t v1;"
                              "echo later >a.py; git rm -q sub/b.py; git commit -qam 2");
    fixture->options.revision = "v1";
    assert_string_equal(walk(fixture), "a.py = a\nsub/b.py = b\nlink - symlink\n");
    assert_int_equal(fixture->tree->mode, WALK_REVISION);
}

static void lists_a_subfolder_of_a_commit(void **state)
{
    struct fixture *fixture = *state;
    shell(fixture, REPOSITORY "git commit -qm 1; echo later >sub/b.py");
    fixture->options.revision = "HEAD";
    fixture->options.path = "sub";
    assert_string_equal(walk(fixture), "b.py = b\n");
}

static void lists_the_head_of_a_bare_repository(void **state)
{
    struct fixture *fixture = *state;
    shell(fixture, "git init -q w; cd w; echo a >a; git add a; git commit -qm 1; cd ..;"
                   "git clone -q --bare w bot.git");
    fixture->options.path = "bot.git";
    assert_string_equal(walk(fixture), "a = a\n");
    assert_true(str_is(fixture->tree->name, "bot"));
    assert_int_equal(fixture->tree->root.len, 0);
}

static void finds_nothing_before_the_first_commit(void **state)
{
    struct fixture *fixture = *state;
    shell(fixture, "git init -q --bare bot.git");
    fixture->options.path = "bot.git";
    assert_string_equal(walk(fixture), "");
    assert_true(has_note(fixture, "no commit yet"));
}

static void says_which_revision_is_missing(void **state)
{
    struct fixture *fixture = *state;
    shell(fixture, REPOSITORY);
    fixture->options.revision = "v9";
    assert_non_null(strstr(walk(fixture), "v9: no such commit here"));
    assert_int_equal(fixture->err.code, ERR_GIT);
}

static void notes_objects_that_are_not_here(void **state)
{
    struct fixture *fixture = *state;
    shell(fixture, "git init -q w; cd w; git config uploadpack.allowFilter true; mkdir d;"
                   "echo a >d/a; git add .; git commit -qm 1; cd ..;"
                   "git clone -q --bare --filter=blob:none file://$PWD/w p.git");
    fixture->options.path = "p.git";
    assert_string_equal(walk(fixture), "d/a - missing-object\n");
    assert_true(fixture->tree->partial);
}

/* ---- lists ---- */

static void takes_a_list(void **state)
{
    struct fixture *fixture = *state;
    shell(fixture, REPOSITORY "echo ignored >c; echo c >.gitignore; ln -s /etc/passwd link;"
                              "printf 'b.py\\0../a.py\\0c\\0nowhere\\0../../x\\0../link\\0b.py\\0"
                              "../.git/config\\0..\\0' >/tmp/llama-audit-list; "
                              "mv /tmp/llama-audit-list list");
    assert_int_equal(chdir("sub"), 0);
    fixture->options.files_from = "../list";
    assert_string_equal(walk(fixture), "a.py = a\nc = ignored\nlink - symlink\n"
                                       "sub/b.py = b\nsub/nowhere - unreadable\n"
                                       ".. - unreadable\n../../x - unreadable\n"
                                       ".git/config - unreadable\n");
}

static void takes_a_list_in_lines(void **state)
{
    struct fixture *fixture = *state;
    shell(fixture, "mkdir p; echo a >'p/a b'; printf 'a b\\r\\n\\n./a b\\n' >list");
    fixture->options.files_from = "list";
    fixture->options.path = "p";
    assert_string_equal(walk(fixture), "a b = a\n");
    assert_int_equal(fixture->ledger.files_seen, 1);
    fixture->options.revision = "HEAD";
    assert_string_equal(walk(fixture), "--files-from and --rev do not go together");
}

/* ---- contents ---- */

static void tells_text_from_binary(void **state)
{
    struct fixture *fixture = *state;
    shell(fixture, "printf 'a\\0b' >binary; printf 'GGUF\\3\\0\\0\\0' >m.gguf; : >empty;"
                   "printf '\\377\\376a\\0\\303\\0' >u16; printf 'w\\0i\\0d\\0e\\0r\\0' >u16le;"
                   "printf '\\0\\0\\376\\377\\0\\0\\0a' >u32; printf "
                   "'\\377\\376\\1\\0\\0\\0\\2\\330\\3\\330\\4\\330' >odd;"
                   "printf 'version https://git-lfs.github.com/spec/v1\\noid sha256:0\\nsize 7\\n'"
                   " >lfs.bin");
    fixture->options.max_file_bytes = 200;
    shell(fixture, "yes 0123456789 | head -c 300 >large");
    assert_string_equal(walk(fixture),
                        "binary - binary\nempty = \n"
                        "large = 0123456789\n0123456789\n0123456789\n0123456 - limit in part\n"
                        "lfs.bin = version https://git-lfs.github.com/spec/ - lfs-pointer in part\n"
                        "m.gguf = GGUF\3 - binary in part\nodd - encoding\n"
                        "u16 = a\xc3\x83\nu16le = wider\nu32 = a\n");
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(lists_tracked_and_untracked_but_not_ignored),
        TEST(starts_at_the_top_from_a_subfolder),
        TEST(takes_a_subfolder_as_root_when_it_is_named),
        TEST(reads_an_ignored_folder_when_it_is_named),
        TEST(takes_a_single_file),
        TEST(notes_what_is_not_there),
        TEST(reads_the_stages_of_a_conflict_once),
        TEST(does_not_follow_links),
        TEST(notes_submodules_and_repositories_inside),
        TEST(notes_special_and_unreadable_files),
        TEST(obeys_patterns),
        TEST(reads_what_is_tracked_in_an_ignored_folder),
        TEST(opens_a_linked_worktree),
        TEST(reads_an_index_of_another_format),
        TEST(reads_a_sparse_index),
        TEST(runs_nothing_of_the_repository),
        TEST(reads_a_sha256_repository),
        TEST(goes_by_the_ignore_rules_without_git),
        TEST(reads_a_plain_folder_whole),
        TEST(says_what_cannot_be_opened),
        TEST(lists_a_commit),
        TEST(lists_a_subfolder_of_a_commit),
        TEST(lists_the_head_of_a_bare_repository),
        TEST(finds_nothing_before_the_first_commit),
        TEST(says_which_revision_is_missing),
        TEST(notes_objects_that_are_not_here),
        TEST(takes_a_list),
        TEST(takes_a_list_in_lines),
        TEST(tells_text_from_binary),
    };
#undef TEST
    return cmocka_run_group_tests(tests, NULL, NULL);
}
