/* Which edits of a document bear on the dependencies in it. */
#include "history/outline.h"

#include <stdlib.h>

#include "prefilter/prefilter.h"
#include "unit/match/stub.h"

static const char rules[] = "category: model-reference\n"
                            "rules:\n"
                            "  - id: model-reference/id\n"
                            "    title: t\n"
                            "    why: w\n"
                            "    in: [string, value, prose]\n"
                            "    match: {text: [llama-3]}\n"
                            "    model: llama-3\n"
                            "    unless:\n"
                            "      - {text: [foreign], scope: file}\n"
                            "    examples:\n"
                            "      yes: [{path: a.txt, text: x}]\n"
                            "      no: [{path: a.txt, text: x}]\n";

struct lab {
    struct arena run;
    struct arena scratch;
    struct ruleset ruleset;
    struct prefilter *prefilter;
};

static int begin(void **state)
{
    struct lab *lab = calloc(1, sizeof *lab);
    struct err err;
    if (!stub_load(rules, true, &lab->run, &lab->ruleset, &err))
        fail_msg("%s", err.text);
    lab->prefilter = prefilter_new(&lab->ruleset.literals, &lab->run);
    *state = lab;
    return 0;
}

static int end(void **state)
{
    struct lab *lab = *state;
    ruleset_release(&lab->ruleset);
    arena_release(&lab->run);
    arena_release(&lab->scratch);
    free(lab);
    return 0;
}

static uint64_t outline(struct lab *lab, const char *text)
{
    struct doc doc = { .path = STR("a.py"), .text = str_from(text), .file_text = str_from(text) };
    struct hits hits = { 0 };
    arena_reset(&lab->scratch);
    prefilter_scan(lab->prefilter, doc.text, &lab->scratch, &hits);
    return outline_of(&lab->ruleset, &hits, &doc, &lab->scratch);
}

#define FAR "a = 1\nb = 2\nc = 3\nd = 4\n"

static void says_nothing_of_what_no_rule_looks_at(void **state)
{
    assert_true(outline(*state, "") == 0);
    assert_true(outline(*state, "x = 1\ny = 'qwen'\n") == 0);
    assert_true(outline(*state, "x = 'llama-3'\n") != 0);
}

static void leaves_out_what_is_far(void **state)
{
    uint64_t one = outline(*state, FAR FAR "x = 'llama-3'\n" FAR FAR);
    assert_true(one == outline(*state, FAR "new = 1\n" FAR "x = 'llama-3'\n" FAR FAR));
    assert_true(one == outline(*state, FAR FAR "x = 'llama-3'\n" FAR "e = '5'\n" FAR));
    assert_true(one != outline(*state, FAR FAR "x = 'llama-3.1'\n" FAR FAR));
    assert_true(one != outline(*state, FAR FAR "y = 'llama-3'\n" FAR FAR));
    assert_true(one != outline(*state, FAR FAR "x = 'llama-3'\ny = 'llama-3'\n" FAR FAR));
}

static void takes_in_what_encloses(void **state)
{
#define BODY "    a = 1\n    b = 2\n    c = 3\n    x = 'llama-3'\n"
    uint64_t one = outline(*state, FAR "class A:\n    d = 4\n    def f(self):\n    " BODY);
    assert_true(one != outline(*state, FAR "class B:\n    d = 4\n    def f(self):\n    " BODY));
    assert_true(outline(*state, FAR "def f(\n    p,\n    q,\n):\n" BODY) !=
                outline(*state, FAR "def g(\n    p,\n    q,\n):\n" BODY));
    assert_true(outline(*state, FAR "@a\ndef f():\n" BODY) !=
                outline(*state, FAR "@b\ndef f():\n" BODY));
}

static void knows_what_it_begins_in(void **state)
{
    uint64_t one = outline(*state, "s = 1\n" FAR FAR "x = 'llama-3'\n");
    assert_true(one != outline(*state, "s = 1\n\"\"\"\n" FAR FAR "x = 'llama-3'\n"));
    assert_true(one != outline(*state, "s = 1\n/*\n" FAR FAR "x = 'llama-3'\n"));
    assert_true(one == outline(*state, "s = 1\n/* */\n" FAR FAR "x = 'llama-3'\n"));
    assert_true(one != outline(*state, "s = 1\n<!--\n" FAR FAR "x = 'llama-3'\n"));
}

static void takes_in_evidence_wherever_it_is(void **state)
{
    uint64_t one = outline(*state, FAR FAR "x = 'llama-3'\n");
    assert_true(one != outline(*state, "foreign = 1\n" FAR FAR "x = 'llama-3'\n"));
}

/* Blank lines between blocks, lines without an end, nothing but blanks. */
static void reads_odd_text(void **state)
{
    assert_true(outline(*state, "\n\n\nllama-3") != 0);
    assert_true(outline(*state, "a:\n\n\n\n  \n    llama-3\n") !=
                outline(*state, "b:\n\n\n\n  \n    llama-3\n"));
    assert_true(outline(*state, "      )\n   ]\n llama-3\n}\n") != 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(says_nothing_of_what_no_rule_looks_at, begin, end),
        cmocka_unit_test_setup_teardown(leaves_out_what_is_far, begin, end),
        cmocka_unit_test_setup_teardown(takes_in_what_encloses, begin, end),
        cmocka_unit_test_setup_teardown(knows_what_it_begins_in, begin, end),
        cmocka_unit_test_setup_teardown(takes_in_evidence_wherever_it_is, begin, end),
        cmocka_unit_test_setup_teardown(reads_odd_text, begin, end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
