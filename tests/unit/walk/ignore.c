#include "walk/ignore.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/buf.h"
#include "base/vec.h"
#include "unit/unit.h"

static bool ignored(const char *rules, const char *path)
{
    CLEANUP(arena_release) struct arena arena = { 0 };
    struct str text = str_from(path);
    bool is_folder = str_ends(text, STR("/"));
    const struct ignore *ignore = ignore_parse(NULL, STR(""), str_from(rules), &arena);
    return ignore_matches(ignore, str_slice(text, 0, text.len - is_folder), is_folder);
}

static void matches_as_gitignore_has_it(void **state)
{
    (void)state;
    static const struct {
        const char *rules;
        const char *path;
        bool ignored;
    } table[] = {
        { "", "a", false },
        { "# a", "# a", false },
        { "\\# a", "# a", true },
        { "\\!a", "!a", true },
        { "a", "a", true },
        { "a", "deep/a", true },
        { "a", "ab", false },
        { "/a", "deep/a", false },
        { "/a", "a", true },
        { "a/", "a", false },
        { "a/", "deep/a/", true },
        { "d/a", "d/a", true },
        { "d/a", "x/d/a", false },
        { "*.log", "x.log", true },
        { "*.log", "d/.log", true },
        { "*", "a/b", true },
        { "d/*", "d/a", true },
        { "d/*", "d/a/b", false },
        { "a?c", "abc", true },
        { "a?c", "a/c", false },
        { "[a-c]x", "bx", true },
        { "[!a-c]x", "bx", false },
        { "[^a-c]x", "dx", true },
        { "[]]x", "]x", true },
        { "[]-]x", "-x", true },
        { "[a-]x", "-x", true },
        { "[[:digit:]_]x", "7x", true },
        { "[[:digit:]_]x", "ax", false },
        { "[\\]]x", "]x", true },
        { "[a", "[a", false },
        { "a\\*", "a*", true },
        { "a\\*", "ab", false },
        { "**/a", "a", true },
        { "**/a", "x/y/a", true },
        { "x/**/a", "x/a", true },
        { "x/**/a", "x/1/2/a", true },
        { "x/**/a", "y/x/a", false },
        { "x/**", "x/a/b", true },
        { "x/**", "x/", false },
        { "a**b", "axyb", true },
        { "x/a**b", "x/a/b", false },
        { "a  ", "a", true },
        { "a\\ ", "a ", true },
        { "a\r\nb", "a", true },
        { "\xef\xbb\xbf"
          "a",
          "a", true },
        { "*.log\n!keep.log", "keep.log", false },
        { "!keep.log\n*.log", "keep.log", true },
        { "/", "a/", false },
        { "!", "a", false },
        { "*a*a*a*a*a*a*a*a*a*a*a*a*a*b", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", false },
    };
    for (size_t i = 0; i < ARRAY_COUNT(table); i++) {
        if (ignored(table[i].rules, table[i].path) != table[i].ignored)
            fail_msg("'%s' and '%s': expected %d", table[i].rules, table[i].path, table[i].ignored);
    }
}

static void lets_the_nearest_file_decide(void **state)
{
    (void)state;
    CLEANUP(arena_release) struct arena arena = { 0 };
    const struct ignore *top = ignore_parse(NULL, STR(""), STR("*.log\n/d/x\n"), &arena);
    const struct ignore *near = ignore_parse(top, STR("d/"), STR("!a.log\n/y\n"), &arena);
    assert_true(ignore_matches(near, STR("d/b.log"), false));
    assert_false(ignore_matches(near, STR("d/a.log"), false));
    assert_true(ignore_matches(near, STR("d/x"), false));
    assert_true(ignore_matches(near, STR("d/y"), false));
    assert_false(ignore_matches(near, STR("d/e/y"), false));
    assert_false(ignore_matches(NULL, STR("a"), false));
}

/** `count` random texts of up to `most` pieces with `between` them. */
static struct strs random_texts(struct arena *arena, size_t count, int most,
                                const char *const *pieces, size_t piece_count, const char *between)
{
    struct strs texts = { 0 };
    for (size_t i = 0; i < count; i++) {
        CLEANUP(buf_release) struct buf text = { 0 };
        for (int n = rand() % most; n >= 0; n--)
            buf_printf(&text, "%s%s", pieces[(size_t)rand() % piece_count], n ? between : "");
        vec_push(arena, &texts, arena_str(arena, buf_str(&text)));
    }
    return texts;
}

/** A script that prints, for each pattern and each path, 1 when git ignores it, else 0. */
static struct str ask_git(struct arena *arena, const char *folder, const struct strs *patterns,
                          const struct strs *paths)
{
    CLEANUP(buf_release) struct buf script = { 0 };
    buf_printf(&script, "cd %s && git init -q . >&2 && printf '%%s\n'", folder);
    for (size_t i = 0; i < paths->count; i++)
        buf_printf(&script, " %.*s", STR_ARG(paths->items[i]));
    buf_puts(&script, " >.git/paths; while read -r p; do printf '%s\n' \"$p\" >.gitignore;"
                      "git check-ignore --no-index -v -n --stdin <.git/paths; done <<'END' "
                      "| awk -F'\t' '{ split($1, f, \":\"); r = f[3];"
                      " print (r != \"\" && substr(r, 1, 1) != \"!\") }'\n");
    for (size_t i = 0; i < patterns->count; i++)
        buf_printf(&script, "%.*s\n", STR_ARG(patterns->items[i]));
    buf_puts(&script, "END\n");
    return arena_str(arena, buf_str(&script));
}

/** git asks for the folders above a path first; a walk does not come below an ignored one. */
static bool ignored_with_folders(const char *rules, const char *path)
{
    for (const char *slash = path; (slash = strchr(slash, '/')); slash++) {
        char folder[64];
        snprintf(folder, sizeof folder, "%.*s/", (int)(slash - path), path);
        if (ignored(rules, folder))
            return true;
    }
    return ignored(rules, path);
}

/** Random patterns over a small alphabet, with git as the judge. */
static void agrees_with_git(void **state)
{
    (void)state;
    static const char *const pieces[] = { "a", "b", "/", "*", "**", "?", "[ab]", "[!a]", "!", "." };
    static const char *const parts[] = { "a", "b", "ab", "ba", "a.b", "c" };
    CLEANUP(arena_release) struct arena arena = { 0 };
    char folder[] = "/tmp/llama-audit-ignore-XXXXXX";
    assert_non_null(mkdtemp(folder));
    srand(7);
    struct strs patterns = random_texts(&arena, 80, 6, pieces, ARRAY_COUNT(pieces), "");
    struct strs paths = random_texts(&arena, 40, 3, parts, ARRAY_COUNT(parts), "/");

    FILE *git = popen(ask_git(&arena, folder, &patterns, &paths).ptr, "r");
    assert_non_null(git);
    for (size_t i = 0; i < patterns.count; i++) {
        for (size_t k = 0; k < paths.count; k++) {
            const char *rules = patterns.items[i].ptr;
            const char *path = paths.items[k].ptr;
            int expected = fgetc(git);
            assert_int_equal(fgetc(git), '\n');
            if (ignored_with_folders(rules, path) != (expected == '1'))
                fail_msg("'%s' and '%s': git says %c", rules, path, expected);
        }
    }
    pclose(git);
    assert_int_equal(system(arena_printf(&arena, "rm -rf %s", folder).ptr), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(matches_as_gitignore_has_it),
        cmocka_unit_test(lets_the_nearest_file_decide),
        cmocka_unit_test(agrees_with_git),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
