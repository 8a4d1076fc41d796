/*
 * Documents that are made to hurt, in every language: nothing crashes or hangs, and every site
 * stands inside the file.
 */
#include "parse/parse.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "base/buf.h"
#include "base/limits.h"
#include "parse/lang.h"
#include "unit/unit.h"

static void repeat(struct buf *buf, const char *text, size_t count)
{
    for (size_t i = 0; i < count; i++)
        buf_puts(buf, text);
}

static void brackets(struct buf *buf)
{
    repeat(buf, "[", 600);
}

static void nested_arrays(struct buf *buf)
{
    repeat(buf, "[", 100000);
    repeat(buf, "]", 100000);
}

static void nested_mix(struct buf *buf)
{
    repeat(buf, "f({\"a\":[", 150);
    buf_puts(buf, "\"llama\"");
    repeat(buf, "]})", 150);
}

static void double_quotes(struct buf *buf)
{
    repeat(buf, "\"", 64 * 1024);
}

static void single_quotes(struct buf *buf)
{
    repeat(buf, "'", 64 * 1024);
}

static void backticks(struct buf *buf)
{
    repeat(buf, "`", 20 * 1024);
}

static void nuls(struct buf *buf)
{
    buf_add(buf, STR("a = \"\0llama\0\"\n\0\0x('\0')\n"));
}

static void bad_utf8(struct buf *buf)
{
    buf_puts(buf, "x = \"\xFF\xFE\x80 llama \xC3\" # \xE2\x82\n\xF8\x88(\"\xED\xA0\x80\")\n");
}

static void windows_lines(struct buf *buf)
{
    buf_puts(buf, "model = \"llama3\"\r\n# llama\r\nrun(\"llama\")\r\nx = \"no newline\"");
}

static void nothing(struct buf *buf)
{
    (void)buf;
}

static void one_byte(struct buf *buf)
{
    buf_char(buf, '"');
}

static void mark_only(struct buf *buf)
{
    buf_puts(buf, "\xEF\xBB\xBF");
}

static void dashes(struct buf *buf)
{
    repeat(buf, "- ", 300);
}

static void sums(struct buf *buf)
{
    buf_puts(buf, "x = \"a\"");
    repeat(buf, " + \"b\"", 5000);
}

static void members(struct buf *buf)
{
    buf_puts(buf, "x = a");
    repeat(buf, ".b", 5000);
}

static void calls(struct buf *buf)
{
    buf_puts(buf, "x = a");
    repeat(buf, ".b(\"c\")", 5000);
}

static void substitutions(struct buf *buf)
{
    repeat(buf, "$(", 5000);
    repeat(buf, "${", 5000);
    repeat(buf, "{{", 5000);
}

static void closed_substitutions(struct buf *buf)
{
    repeat(buf, "echo $(", 200);
    repeat(buf, ")", 200);
}

static void escapes(struct buf *buf)
{
    buf_puts(buf, "x = \"");
    repeat(buf, "\\n\\u0041\\", 20000);
    buf_puts(buf, "\"");
}

static void heredocs(struct buf *buf)
{
    repeat(buf, "cat <<A <<B <<-C\n", 2000);
}

static void comments(struct buf *buf)
{
    repeat(buf, "/* /* <!-- \n# // -- {# ", 2000);
}

static void tags(struct buf *buf)
{
    repeat(buf, "<a><script>", 2000);
}

static void long_line(struct buf *buf)
{
    repeat(buf, "x=\"llama\";", 30000);
}

static const struct {
    const char *name;
    void (*make)(struct buf *buf);
} inputs[] = {
    { "brackets", brackets },
    { "nested arrays", nested_arrays },
    { "nested mix", nested_mix },
    { "double quotes", double_quotes },
    { "single quotes", single_quotes },
    { "backticks", backticks },
    { "nuls", nuls },
    { "bad utf-8", bad_utf8 },
    { "windows lines", windows_lines },
    { "nothing", nothing },
    { "one byte", one_byte },
    { "mark only", mark_only },
    { "dashes", dashes },
    { "sums", sums },
    { "members", members },
    { "calls", calls },
    { "substitutions", substitutions },
    { "closed substitutions", closed_substitutions },
    { "escapes", escapes },
    { "heredocs", heredocs },
    { "comments", comments },
    { "tags", tags },
    { "long line", long_line },
};

static void check_sites(const struct parse *parse, struct str text, const char *what)
{
    for (size_t i = 0; i < parse->sites.count; i++) {
        const struct site *site = &parse->sites.items[i];
        if (site->roles == SITE_PATH)
            continue;
        bool inside = site->at.start <= site->at.end && site->at.end <= text.len &&
                      site->statement.start <= site->statement.end &&
                      site->statement.end <= text.len && site->record.end <= text.len;
        for (size_t at = 0; site->origin && at <= site->text.len; at++)
            inside = inside && site->origin[at] <= text.len;
        if (!site->origin && site->text.len != site->at.end - site->at.start)
            inside = false;
        if (!inside)
            fail_msg("%s: a site outside of the file, or out of step", what);
    }
}

static void survives_hostile_documents(void **state)
{
    (void)state;
    struct parser *parser = parser_new();
    struct arena arena = { 0 };
    struct buf text = { 0 };
    size_t count;
    const struct lang *langs = lang_table(&count);
    for (size_t i = 0; i < count; i++) {
        for (size_t j = 0; j < ARRAY_COUNT(inputs); j++) {
            buf_reset(&text);
            inputs[j].make(&text);
            struct doc doc = { .path = STR("x"), .text = buf_str(&text) };
            doc.file_text = doc.text;
            struct parse parse = { .parser = parser, .arena = &arena };
            if (getenv("TRACE"))
                fprintf(stderr, "%s in %s\n", inputs[j].name, langs[i].name);
            clock_t start = clock();
            parse_guest(&parse, &doc, &langs[i], doc.text, NULL, 0, NULL);
            double seconds = (double)(clock() - start) / CLOCKS_PER_SEC;
            char what[80];
            snprintf(what, sizeof what, "%s in %s", inputs[j].name, langs[i].name);
            if (getenv("VERBOSE") && seconds > 0.05)
                print_message("%s: %.2f s, %zu sites\n", what, seconds, parse.sites.count);
            check_sites(&parse, doc.text, what);
            arena_reset(&arena);
        }
    }
    buf_release(&text);
    arena_release(&arena);
    parser_free(parser);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(survives_hostile_documents),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
