/* From a document and a few rules to references. */
#include "match/match.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/buf.h"
#include "parse/parse.h"
#include "unit/match/stub.h"

#define EXAMPLES                                                                                   \
    "    examples:\n"                                                                              \
    "      yes: [{path: a.txt, text: x}]\n"                                                        \
    "      no: [{path: a.txt, text: x}]\n"

/* A rule file of category model-reference with rules that say only what a test is about. */
#define RULES "category: model-reference\nrules:\n"
#define RULE(slug, rest)                                                                           \
    "  - id: model-reference/" slug "\n    title: t\n    why: w\n" rest EXAMPLES

struct lab {
    struct arena run;
    struct arena scratch;
    struct arena result;
    struct ruleset ruleset;
    struct parser *parser;
    struct match_result found;
    struct buf text;
};

static int begin(void **state)
{
    struct lab *lab = calloc(1, sizeof *lab);
    lab->parser = parser_new();
    *state = lab;
    return 0;
}

static int end(void **state)
{
    struct lab *lab = *state;
    parser_free(lab->parser);
    ruleset_release(&lab->ruleset);
    arena_release(&lab->run);
    arena_release(&lab->scratch);
    arena_release(&lab->result);
    buf_release(&lab->text);
    free(lab);
    return 0;
}

static void load(struct lab *lab, const char *yaml)
{
    struct err err;
    if (!stub_load(yaml, true, &lab->run, &lab->ruleset, &err))
        fail_msg("%s", err.text);
}

static void match_settled(struct lab *lab, const struct hits *hits, const struct doc *doc,
                          const struct sites *sites, bool seen_all, struct match_result *ret)
{
    match_sites(&lab->ruleset, hits, doc, sites, &lab->scratch, &lab->result, ret);
    bool *seen = arena_array(&lab->scratch, lab->ruleset.repository.count + 1, sizeof *seen);
    for (size_t i = 0; i < ret->repository_seen.count; i++)
        seen[ret->repository_seen.items[i]] = true;
    for (size_t i = 0; i < lab->ruleset.repository.count; i++)
        seen[i] |= seen_all;
    match_settle(&lab->ruleset, seen, &lab->result, &ret->references);
}

/* Runs the rules over one file, with and without the prefilter, and writes what is found as lines
 * "LINE:COLUMN slug model kind confidence 'evidence' ALSO… (note)". */
static const char *run(struct lab *lab, const char *path, struct str text)
{
    struct doc doc = { .path = str_from(path), .text = text, .file_text = text };
    struct parse parse = { .parser = lab->parser, .arena = &lab->scratch };
    struct hits hits;
    struct match_result filtered;
    struct prefilter *prefilter = prefilter_new(&lab->ruleset.literals, &lab->scratch);
    parse_doc(&parse, &doc);
    prefilter_scan(prefilter, text, &lab->scratch, &hits);
    match_settled(lab, NULL, &doc, &parse.sites, false, &lab->found);
    match_settled(lab, &hits, &doc, &parse.sites, false, &filtered);
    assert_int_equal(lab->found.references.count, filtered.references.count);
    assert_int_equal(lab->found.selections.count, filtered.selections.count);

    buf_reset(&lab->text);
    for (size_t i = 0; i < lab->found.references.count; i++) {
        const struct reference *r = &lab->found.references.items[i];
        struct str slug = r->rule->id;
        str_split(&slug, '/');
        buf_printf(&lab->text, "%u:%u %.*s %s %s %s '%.*s'", r->span.line, r->span.column,
                   STR_ARG(slug), r->model ? r->model->id.ptr : "-", kind_names[r->kind],
                   confidence_names[r->confidence], STR_ARG(r->evidence));
        for (size_t j = 0; j < r->also.count; j++)
            buf_printf(&lab->text, " +%.*s", STR_ARG(r->also.items[j]));
        if (r->note.len > 0)
            buf_printf(&lab->text, " (%.*s)", STR_ARG(r->note));
        buf_char(&lab->text, '\n');
    }
    buf_char(&lab->text, '\0');
    return lab->text.ptr;
}

static void two_models_on_one_line(void **state)
{
    load(*state, RULES RULE("id", "    match: {model-id: {}}\n"));
    assert_string_equal(run(*state, "a.py", STR("x = 1\r\nm = ['llama3', 'vicuna-7b']")),
                        "2:7 id llama-3 dependency high 'llama3'\n"
                        "2:17 id vicuna-7b dependency high 'vicuna-7b'\n");
}

static void first_and_last_line(void **state)
{
    load(*state, RULES RULE("id", "    match: {model-id: {}}\n"));
    assert_string_equal(run(*state, "a.py", STR("m = 'llama3'\r\n\r\nn = 'llama3'")),
                        "1:6 id llama-3 dependency high 'llama3'\n"
                        "3:6 id llama-3 dependency high 'llama3'\n");
}

static void comments_and_messages_are_mentions(void **state)
{
    load(*state, RULES RULE("id", "    match: {model-id: {}}\n"));
    assert_string_equal(run(*state, "a.py", STR("# llama3\nprint('llama3')\nf('llama3')\n")),
                        "1:3 id llama-3 mention high 'llama3' (a comment)\n"
                        "2:8 id llama-3 mention high 'llama3' (a message for people)\n"
                        "3:4 id llama-3 dependency high 'llama3'\n");
}

static void a_forced_kind_stays(void **state)
{
    load(*state, RULES RULE("id", "    match: {text: llama}\n    kind: engine\n"));
    assert_string_equal(run(*state, "a.py", STR("# llama\n")), "1:3 id - engine high 'llama'\n");
}

static void once_is_once(void **state)
{
    load(*state, RULES RULE("id", "    match: {text: llama}\n    once: true\n"));
    assert_string_equal(run(*state, "a.py", STR("a = 'llama llama'\nb = 'llama'\n")),
                        "1:6 id - dependency high 'llama'\n");
}

static void evidence_in_its_scope(void **state)
{
    load(*state, RULES RULE("line", "    match: {number: 128009}\n"
                                    "    requires: {scope: line, text: [eos, pad]}\n")
                     RULE("file", "    match: {text: '[INST]'}\n"
                                  "    unless: {scope: file, text: mistral}\n")
                         RULE("site", "    match: {text: alpha}\n    unless: {text: beta}\n")
                             RULE("low", "    match: {text: gamma}\n"
                                         "    unless: [{scope: file, text: delta, lowers: true,"
                                         " note: because}]\n"));
    assert_string_equal(run(*state, "a.py", STR("eos = 128009\nn = 128009\n")),
                        "1:7 line - dependency high '128009'\n");
    assert_string_equal(run(*state, "a.py", STR("p = '[INST]'\n")),
                        "1:6 file - dependency high '[INST]'\n");
    assert_string_equal(run(*state, "a.py", STR("p = '[INST]'\n# for mistral\n")), "");
    assert_string_equal(run(*state, "mistral.py", STR("p = '[INST]'\n")), "");
    assert_string_equal(run(*state, "a.py", STR("p = 'alpha'\nq = 'alpha beta'\n")),
                        "1:6 site - dependency high 'alpha'\n");
    assert_string_equal(run(*state, "a.py", STR("p = 'gamma'\ndelta = 1\n")),
                        "1:6 low - dependency medium 'gamma' (because)\n");
}

static void evidence_of_the_repository(void **state)
{
    struct lab *lab = *state;
    load(lab, RULES RULE("r", "    match: {text: alpha}\n"
                              "    unless: {scope: repository, text: omega}\n"));
    assert_int_equal(lab->ruleset.repository.count, 1);
    assert_string_equal(run(lab, "a.py", STR("p = 'alpha'\n")),
                        "1:6 r - dependency high 'alpha'\n");
    assert_string_equal(run(lab, "a.py", STR("p = 'alpha'\nq = 'omega'\n")), "");
    assert_int_equal(lab->found.repository_seen.count, 1);
}

static void the_stronger_category_wins(void **state)
{
    struct lab *lab = *state;
    struct err err;
    struct data_file files[] = {
        { .name = STR("detect/a.yaml"),
          .text = STR(RULES RULE("id", "    match: {model-id: {}}\n")),
          .label = STR("a.yaml"),
          .built_in = true },
        { .name = STR("detect/b.yaml"),
          .text = STR("category: fine-tune\nrules:\n  - id: fine-tune/base\n    title: t\n"
                      "    why: w\n    match: {text: run llama3}\n" EXAMPLES),
          .label = STR("b.yaml"),
          .built_in = true },
    };
    struct data data = { .files = files, .count = 2 };
    assert_true(
        ruleset_load(&data, arena_new(&lab->run, struct catalog), &lab->run, &lab->ruleset, &err));
    assert_string_equal(run(lab, "a.py", STR("b = 'run llama3'\n")),
                        "1:6 base llama-3 dependency high 'run llama3' +model-reference/id\n");
}

static void models_from_templates(void **state)
{
    load(*state, RULES RULE("id", "    match: {regex: 'LL_(?<ver>\\w+?)_(?<size>\\d+)B'}\n"
                                  "    model: ['llama-{ver}-{size}b', 'llama-{ver}']\n"));
    assert_string_equal(run(*state, "a.py", STR("m = ['LL_3_1_8B', 'LL_3_99B', 'LL_9_9B']\n")),
                        "1:7 id llama-3.1-8b dependency high 'LL_3_1_8B'\n"
                        "1:20 id llama-3 dependency high 'LL_3_99B'\n"
                        "1:32 id - dependency high 'LL_9_9B'\n");
}

static void observations_have_values(void **state)
{
    struct lab *lab = *state;
    load(lab, RULES RULE("ctx", "    match: {call: {argument: n_ctx}}\n    in: all\n"
                                "    kind: observation\n    observes: context\n"));
    run(lab, "a.py", STR("f(n_ctx=8192)\n"));
    assert_int_equal(lab->found.references.count, 1);
    assert_int_equal(lab->found.references.items[0].kind, KIND_OBSERVATION);
    assert_string_equal(lab->found.references.items[0].value.ptr, "8192");
}

static void selections_are_no_references(void **state)
{
    struct lab *lab = *state;
    load(lab, RULES RULE("sel", "    match: {call: {callee: ChatGroq, argument: model}}\n"
                                "    kind: selection\n"));
    assert_string_equal(run(lab, "a.py",
                            STR("ChatGroq(model=os.environ['M'])\n"
                                "ChatGroq(model='gpt')\n")),
                        "");
    assert_int_equal(lab->found.selections.count, 1);
    assert_int_equal(lab->found.selections.items[0].line, 1);
    assert_string_equal(lab->found.selections.items[0].api.ptr, "ChatGroq");
}

static void paths_and_languages_narrow(void **state)
{
    load(*state, RULES RULE("p", "    match: {text: llama}\n    paths: ['conf/**', '!**/old/**']\n")
                     RULE("l", "    match: {text: vicuna}\n    languages: ['!python']\n"));
    assert_string_equal(run(*state, "conf/a.py", STR("m = 'llama'\n")),
                        "1:6 p - dependency high 'llama'\n");
    assert_string_equal(run(*state, "conf/old/a.py", STR("m = 'llama'\n")), "");
    assert_string_equal(run(*state, "a.py", STR("m = 'llama vicuna'\n")), "");
}

static void snippets_are_cut_and_masked(void **state)
{
    struct lab *lab = *state;
    load(lab, RULES RULE("id", "    match: {model-id: {}}\n"));
    run(lab, "a.py", STR("c = C(key='gsk_abcdefghijklmnop1234', model='llama3')\n"));
    assert_string_equal(lab->found.references.items[0].snippet.ptr,
                        "c = C(key='***', model='llama3')");
    struct buf line = { 0 };
    buf_puts(&line, "m = ['");
    buf_fill(&line, 'x', 5000);
    buf_puts(&line, "', 'llama3', '");
    buf_fill(&line, 'y', 5000);
    buf_puts(&line, "']\n");
    run(lab, "a.py", buf_str(&line));
    const struct reference *reference = &lab->found.references.items[0];
    assert_in_range(reference->snippet.len, 290, 300);
    assert_non_null(strstr(reference->snippet.ptr, "llama3"));
    buf_release(&line);
}

/* Ten thousand models on one line: linear, and no more than the limits. */
static void a_line_of_many_models_ends(void **state)
{
    struct lab *lab = *state;
    load(lab, RULES RULE("id", "    match: {any: [{model-id: {}}, {text: nowhere}]}\n"
                               "    unless: {scope: line, text: nothing}\n"));
    struct buf text = { 0 };
    buf_puts(&text, "m = '");
    for (int i = 0; i < 10000; i++)
        buf_puts(&text, "llama3 ");
    buf_puts(&text, "'\n");
    run(lab, "a.py", buf_str(&text));
    assert_in_range(lab->found.references.count, 1000, 10000);
    buf_release(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(two_models_on_one_line, begin, end),
        cmocka_unit_test_setup_teardown(first_and_last_line, begin, end),
        cmocka_unit_test_setup_teardown(comments_and_messages_are_mentions, begin, end),
        cmocka_unit_test_setup_teardown(a_forced_kind_stays, begin, end),
        cmocka_unit_test_setup_teardown(once_is_once, begin, end),
        cmocka_unit_test_setup_teardown(evidence_in_its_scope, begin, end),
        cmocka_unit_test_setup_teardown(evidence_of_the_repository, begin, end),
        cmocka_unit_test_setup_teardown(the_stronger_category_wins, begin, end),
        cmocka_unit_test_setup_teardown(models_from_templates, begin, end),
        cmocka_unit_test_setup_teardown(observations_have_values, begin, end),
        cmocka_unit_test_setup_teardown(selections_are_no_references, begin, end),
        cmocka_unit_test_setup_teardown(paths_and_languages_narrow, begin, end),
        cmocka_unit_test_setup_teardown(snippets_are_cut_and_masked, begin, end),
        cmocka_unit_test_setup_teardown(a_line_of_many_models_ends, begin, end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
