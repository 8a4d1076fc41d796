/* The spellings of template variables, and what only looks like one. */
#include "plan/variables.h"

#include "unit/unit.h"

#include "base/buf.h"

static struct arena arena;

/* "NAME=WRITTEN" of each, joined by blanks. */
static void assert_found(const char *text, const char *expected)
{
    struct variables found;
    variables_find(str_from(text), true, &arena, &found);
    CLEANUP(buf_release) struct buf out = { 0 };
    for (size_t i = 0; i < found.count; i++)
        buf_printf(&out, "%s%.*s=%.*s", i ? " " : "", STR_ARG(found.items[i].name),
                   STR_ARG(found.items[i].written));
    assert_string_equal(arena_str(&arena, buf_str(&out)).ptr, expected);
}

static void reads_every_template_language(void **state)
{
    (void)state;
    assert_found("a {question} b {question}", "question={question}");
    assert_found("{user.name!r} {score:.2f} {items[0]}",
                 "user.name={user.name!r} score={score:.2f} items={items[0]}");
    assert_found("{{ question }} {{question|trim}} {{ .Prompt }} {{{raw}}}",
                 "question={{ question }} question={{question|trim}} Prompt={{ .Prompt }} "
                 "raw={{{raw}}");
    assert_found("${topic} and $lang", "topic=${topic} lang=$lang");
    assert_found("#{name}", "name=#{name}");
    assert_found("%(who)s says %s", "who=%(who)s =%s");
    assert_found("${ a + b }", "a + b=${ a + b }");
    assert_found("{}", "={}");
}

static void leaves_what_is_none(void **state)
{
    (void)state;
    assert_found("{\"name\": \"x\"} { } {a b} { x }", "");
    assert_found("100%sure 5%d $5 a$b 50 %", "");
    assert_found("{{#if x}} {{ end }} {% for m in ms %}", "");
    assert_found("{ {{ ${ %( #{", "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_every_template_language),
        cmocka_unit_test(leaves_what_is_none),
    };
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    arena_release(&arena);
    return failed;
}
