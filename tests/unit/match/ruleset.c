/* What loads, what does not and with which words, and what the self-test says of a rule. */
#include "match/ruleset.h"

#include <stdio.h>

#include "match/selftest.h"
#include "unit/match/stub.h"

#define HEAD "category: tokenizer\nrules:\n"
#define RULE(rest) "  - id: tokenizer/a\n    title: t\n    why: w\n" rest
#define EXAMPLES                                                                                   \
    "    examples:\n"                                                                              \
    "      yes: [{path: a.txt, text: abcdef}]\n"                                                   \
    "      no: [{path: a.txt, text: x}]\n"
#define MATCH "    match: {text: abcdef}\n"

struct row {
    const char *yaml;
    const char *message;
};

static const struct row wrong[] = {
    { "categories: x\n", "x.yaml:1: unknown key 'categories'" },
    { "category: tokeniser\nrules: []\n",
      "x.yaml:1: 'tokeniser' is no category, did you mean 'tokenizer'?" },
    { "category: tokenizer\n", "x.yaml:1: a rule file needs a list 'rules'" },
    { "category: [\n", "x.yaml" },
    { HEAD RULE(MATCH "    confidance: low\n" EXAMPLES),
      "x.yaml:7: unknown key 'confidance', did you mean 'confidence'?" },
    { HEAD RULE(EXAMPLES), "x.yaml:3: a rule needs 'match'" },
    { HEAD RULE(MATCH), "x.yaml:3: tokenizer/a: a rule needs an example of 'yes'" },
    { HEAD RULE(MATCH "    examples: {yes: [{path: a, text: b}]}\n"),
      "x.yaml:3: tokenizer/a: a rule needs an example of 'no'" },
    { HEAD "  - id: sdk/a\n    title: t\n    why: w\n" MATCH EXAMPLES,
      "x.yaml:3: 'sdk/a' is no id of this file, they look like 'tokenizer/some-slug'" },
    { HEAD RULE(MATCH EXAMPLES) RULE(MATCH EXAMPLES),
      "x.yaml:10: the id 'tokenizer/a' is taken by x.yaml:3" },
    { HEAD RULE(MATCH "    formerly: tokenizer/a\n" EXAMPLES),
      "x.yaml:3: the id 'tokenizer/a' is taken by x.yaml:3" },
    { HEAD RULE(MATCH "    in: [strings]\n" EXAMPLES),
      "x.yaml:7: 'strings' is no role of a site, did you mean 'string'?" },
    { HEAD RULE(MATCH "    languages: pythonn\n" EXAMPLES), "x.yaml:7: no language 'pythonn'" },
    { HEAD RULE(MATCH "    paths: /etc/x\n" EXAMPLES), "x.yaml:7: paths are relative" },
    { HEAD RULE(MATCH "    model: llama-9\n" EXAMPLES), "x.yaml:7: no model 'llama-9' is known" },
    { HEAD RULE(MATCH "    kind: observation\n" EXAMPLES), "x.yaml:3: 'observes' and" },
    { HEAD RULE(MATCH "    kind: something\n" EXAMPLES), "x.yaml:7: 'kind' is dependency" },
    { HEAD RULE(MATCH "    confidence: sure\n" EXAMPLES), "x.yaml:7: 'confidence' is low" },
    { HEAD RULE("    match: {txt: a}\n" EXAMPLES),
      "x.yaml:6: unknown condition 'txt', did you mean 'text'?" },
    { HEAD RULE("    match: {flag: --model}\n" EXAMPLES), "x.yaml:6: this condition only narrows" },
    { HEAD RULE("    match: {regex: '\\d+b'}\n" EXAMPLES), "x.yaml:6: no text of three bytes" },
    { HEAD RULE("    match: {text: ab}\n" EXAMPLES), "x.yaml:6: no text of three bytes" },
    { HEAD RULE(MATCH "    unless: {scope: planet, text: x}\n" EXAMPLES), "x.yaml:7: 'scope' is" },
    { HEAD RULE(MATCH "    examples: {yes: [{path: a, text: b, expect: {modle: x}}]}\n"),
      "x.yaml:7: unknown key 'modle', did you mean 'model'?" },
};

static void what_is_wrong_is_said(void **state)
{
    (void)state;
    for (size_t i = 0; i < ARRAY_COUNT(wrong); i++) {
        struct arena run = { 0 };
        struct ruleset ruleset;
        struct err err = { 0 };
        if (stub_load(wrong[i].yaml, true, &run, &ruleset, &err))
            fail_msg("loads: %s", wrong[i].yaml);
        if (strncmp(err.text, wrong[i].message, strlen(wrong[i].message)) != 0)
            fail_msg("'%s' is not '%s'", err.text, wrong[i].message);
        arena_release(&run);
    }
}

static void users_may_be_slow(void **state)
{
    (void)state;
    struct arena run = { 0 };
    struct ruleset ruleset;
    struct err err;
    assert_true(stub_load(HEAD RULE("    match: {regex: '\\d+b'}\n" EXAMPLES), false, &run,
                          &ruleset, &err));
    assert_int_equal(ruleset.warnings.count, 1);
    assert_int_equal(ruleset.unbound.count, 1);
    ruleset_release(&ruleset);
    arena_release(&run);
}

static void rules_are_found_by_old_ids(void **state)
{
    (void)state;
    struct arena run = { 0 };
    struct ruleset ruleset;
    struct err err;
    assert_true(stub_load(HEAD RULE(MATCH "    formerly: [tokenizer/old]\n" EXAMPLES), true, &run,
                          &ruleset, &err));
    assert_ptr_equal(ruleset_get(&ruleset, STR("tokenizer/old")), ruleset.rules[0]);
    assert_ptr_equal(ruleset_get(&ruleset, STR("tokenizer/a")), ruleset.rules[0]);
    assert_null(ruleset_get(&ruleset, STR("tokenizer/b")));
    arena_release(&run);
}

static void the_self_test_counts_and_names(void **state)
{
    (void)state;
    struct arena run = { 0 };
    struct buf out = { 0 };
    struct ruleset ruleset;
    struct selftest counts;
    struct err err;
    assert_true(
        stub_load(HEAD RULE(MATCH "    in: all\n"
                                  "    examples:\n"
                                  "      yes:\n"
                                  "        - {path: a.txt, text: abcdef}\n"
                                  "        - {path: a.txt, text: nothing}\n"
                                  "        - {path: a.txt, text: abcdef, expect: {line: 2}}\n"
                                  "      no:\n"
                                  "        - {path: a.txt, text: x}\n"
                                  "        - {path: a.txt, text: abcdef}\n"),
                  true, &run, &ruleset, &err));
    selftest_run(&ruleset, NULL, &out, &counts);
    buf_char(&out, '\0');
    assert_int_equal(counts.failed_count, 3);
    assert_non_null(strstr(out.ptr, "x.yaml:11: tokenizer/a: not found\n"));
    assert_non_null(strstr(out.ptr, "x.yaml:12: tokenizer/a: found, but not as expected\n"));
    assert_non_null(strstr(out.ptr, "x.yaml:15: tokenizer/a: found, and should not be\n"));
    assert_non_null(strstr(out.ptr, "1 rules, 5 examples, 3 failed\n"));
    buf_release(&out);
    ruleset_release(&ruleset);
    arena_release(&run);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_wrong_is_said),
        cmocka_unit_test(users_may_be_slow),
        cmocka_unit_test(rules_are_found_by_old_ids),
        cmocka_unit_test(the_self_test_counts_and_names),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
