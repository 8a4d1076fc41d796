/* Every kind of condition on sites that are made by hand: what fits, what does not, and where. */
#include "match/matcher.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/regex.h"
#include "match/condition.h"
#include "unit/match/stub.h"

/* A condition, a site, and the text that is captured; NULL: it does not match. */
struct row {
    const char *condition;
    struct site site;
    const char *captured;
};

#define TEXT(s) .text = { s, sizeof(s) - 1 }
#define ATTR(name, s) .name = { s, sizeof(s) - 1 }

static const struct row rows[] = {
    /* text */
    { "{text: eot_id}", { TEXT("<|EOT_ID|>") }, "EOT_ID" },
    { "{text: eot_id, case: exact}", { TEXT("<|EOT_ID|>") }, NULL },
    { "{text: [beta, alphabet, alpha]}", { TEXT("an alphabet") }, "alphabet" },
    { "{text: llama, word: true}", { TEXT("ollama and llama.") }, "llama" },
    { "{text: llama, word: true}", { TEXT("ollama llama2 my_llama") }, NULL },
    { "{text: llama, whole: true}", { TEXT("llama") }, "llama" },
    { "{text: llama, whole: true}", { TEXT("llama ") }, NULL },
    { "{text: '<|eot_id|>'}", { TEXT("a &lt;|eot_id|&gt; b") }, "&lt;|eot_id|&gt;" },
    { "{text: 'meta/llama'}", { TEXT("x?m=meta%2Fllama") }, "meta%2Fllama" },
    /* regex */
    { "{regex: 'llama-(?<ver>\\d)'}", { TEXT("a llama-3") }, "llama-3" },
    { "{regex: ['llama-\\d', 'a llama']}", { TEXT("a llama-3") }, "a llama" },
    { "{regex: 'LLAMA'}", { TEXT("llama") }, NULL },
    { "{regex: 'LLAMA', case: ignore}", { TEXT("llama") }, "llama" },
    /* model-id */
    { "{model-id: {}}", { TEXT("x llama3.1:8b y") }, "llama3.1:8b" },
    { "{model-id: {}}", { TEXT("Qwen/Qwen3-8B") }, NULL },
    { "{model-id: any}", { TEXT("Qwen/Qwen3-8B") }, "Qwen/Qwen3-8B" },
    { "{model-id: {role: target}}", { TEXT("llama3 Qwen/Qwen3-8B") }, "Qwen/Qwen3-8B" },
    { "{model-id: {family: llama-3*}}", { TEXT("llama-2-7b llama3") }, "llama3" },
    { "{model-id: {family: '!llama-3*'}}", { TEXT("llama3 llama-2-7b") }, "llama-2-7b" },
    { "{model-id: {host: amazon-bedrock}}",
      { TEXT("meta.llama3-1-8b-instruct-v1:0") },
      "meta.llama3-1-8b-instruct-v1:0" },
    { "{model-id: {guard: true}}", { TEXT("meta-llama/Llama-3.1-8B-Instruct") }, NULL },
    { "{model-id: {exact: true}}", { TEXT("Llama 3 is open") }, NULL },
    { "{model-id: {sized: true}}", { TEXT("llama3 vicuna-7b") }, "vicuna-7b" },
    /* number */
    { "{number: 128009}", { TEXT("128009") }, "128009" },
    { "{number: 128009}", { TEXT("128_009") }, "128_009" },
    { "{number: 128009}", { TEXT("[1, 128009]") }, "128009" },
    { "{number: 128009}", { TEXT("1280090") }, NULL },
    { "{number: 128009}", { TEXT("0x128009") }, NULL },
    { "{number: 128009}", { TEXT("3.128009") }, NULL },
    { "{number: 128009}", { TEXT("128009.5") }, NULL },
    { "{number: 128009}", { TEXT("ends with 128009.") }, "128009" },
    /* package */
    { "{package: {ecosystem: pypi, name: llama-stack*}}",
      { .roles = SITE_PACKAGE, TEXT("llama_stack_client"), ATTR(ecosystem, "pypi") },
      "llama_stack_client" },
    { "{package: {ecosystem: pypi, name: llama-stack}}",
      { .roles = SITE_PACKAGE, TEXT("Llama-Stack"), ATTR(ecosystem, "npm") },
      NULL },
    { "{package: {ecosystem: pypi, name: vllm, version: '>=0.3,<1'}}",
      { .roles = SITE_PACKAGE, TEXT("vllm"), ATTR(ecosystem, "pypi"), ATTR(version, "==0.6.3") },
      "vllm" },
    { "{package: {ecosystem: pypi, name: vllm, version: '<0.3'}}",
      { .roles = SITE_PACKAGE, TEXT("vllm"), ATTR(ecosystem, "pypi"), ATTR(version, "~=0.6") },
      NULL },
    { "{package: {ecosystem: pypi, name: vllm, version: '<0.3'}}",
      { .roles = SITE_PACKAGE, TEXT("vllm"), ATTR(ecosystem, "pypi") },
      NULL },
    /* key */
    { "{key: '**.model'}", { TEXT("x"), ATTR(key, "services.llm.model") }, "x" },
    { "{key: '**.model'}", { TEXT("x"), ATTR(key, "model") }, "x" },
    { "{key: '**.model'}", { TEXT("x"), ATTR(key, "models[].MODEL") }, "x" },
    { "{key: 'models.id'}", { TEXT("x"), ATTR(key, "models[].id") }, "x" },
    { "{key: '**.base_model'}", { TEXT("x"), ATTR(key, "train.baseModel") }, "x" },
    { "{key: '**.baseModel'}", { TEXT("x"), ATTR(key, "base-model") }, NULL },
    { "{key: '**.base_model'}", { TEXT("x"), ATTR(key, "base-model") }, "x" },
    { "{key: '**.model'}", { TEXT("x"), ATTR(key, "model.name") }, NULL },
    { "{key: '**.{model,engine}*'}", { TEXT("x"), ATTR(key, "a.engine_id") }, "x" },
    { "{key: '*.model'}", { TEXT("x"), ATTR(key, "a.b.model") }, NULL },
    { "{key: '**.model'}", { TEXT("x") }, NULL },
    { "{key: {path: '**.model', value: {model-id: {}}}}",
      { TEXT("run llama3"), ATTR(key, "model") },
      "llama3" },
    { "{key: {path: '**.model', value: {model-id: {}}}}",
      { TEXT("llama3"), ATTR(key, "title") },
      NULL },
    /* call */
    { "{call: from_pretrained}",
      { TEXT("x"), ATTR(callee, "AutoModel.from_pretrained"), .position = 0 },
      "x" },
    { "{call: ChatGroq}", { TEXT("x"), ATTR(callee, "MyChatGroq"), .position = 0 }, NULL },
    { "{call: 'Auto*.from_pretrained'}",
      { TEXT("x"), ATTR(callee, "transformers::AutoModel.from_pretrained"), .position = 0 },
      "x" },
    { "{call: {callee: ChatGroq, argument: [model, model_name]}}",
      { TEXT("x"), ATTR(callee, "ChatGroq"), ATTR(argument, "modelName"), .position = -1 },
      "x" },
    { "{call: {callee: ChatGroq, argument: model}}",
      { TEXT("x"), ATTR(callee, "ChatGroq"), ATTR(argument, "stop"), .position = -1 },
      NULL },
    { "{call: {callee: pipeline, argument: model, position: 1}}",
      { TEXT("x"), ATTR(callee, "pipeline"), .position = 1 },
      "x" },
    { "{call: {callee: pipeline, position: [0, 2]}}",
      { TEXT("x"), ATTR(callee, "pipeline"), .position = 1 },
      NULL },
    { "{call: {callee: create, argument: model}}",
      { TEXT("x"), ATTR(callee, "chat.create"), ATTR(key, "model"), .position = 0 },
      "x" },
    { "{call: {argument: n_ctx}}",
      { TEXT("8192"), ATTR(callee, "Llama"), ATTR(argument, "n_ctx"), .position = -1 },
      "8192" },
    /* what narrows */
    { "{command: ollama run, text: llama3}",
      { .roles = SITE_COMMAND_WORD, TEXT("llama3"), ATTR(command, "/usr/bin/ollama run") },
      "llama3" },
    { "{command: ollama run, text: llama3}",
      { .roles = SITE_COMMAND_WORD, TEXT("llama3"), ATTR(command, "ollama pull") },
      NULL },
    { "{command: 'ollama {run,pull}', text: llama3}",
      { .roles = SITE_COMMAND_WORD, TEXT("llama3"), ATTR(command, "ollama pull") },
      "llama3" },
    { "{flag: --tool-call-parser, text: llama3_json}",
      { .roles = SITE_COMMAND_WORD, TEXT("llama3_json"), ATTR(flag, "--tool_call_parser") },
      "llama3_json" },
    { "{flag: '', text: llama3}",
      { .roles = SITE_COMMAND_WORD, TEXT("llama3"), ATTR(flag, "--model") },
      NULL },
    { "{symbol: '*prompt*', text: llama}",
      { TEXT("llama"), ATTR(symbol, "BuildPrompt") },
      "llama" },
    { "{in: [string], text: llama}", { .roles = SITE_COMMENT, TEXT("llama") }, NULL },
    { "{in: live, text: llama}", { .roles = SITE_STRING, TEXT("llama") }, "llama" },
    { "{language: python, text: llama}", { .language = "go", TEXT("llama") }, NULL },
    { "{dynamic: true, call: ChatGroq}",
      { TEXT("os.environ['M']"), ATTR(callee, "ChatGroq"), .dynamic = true },
      "os.environ['M']" },
    { "{lock: true, text: llama}", { .lock = true, TEXT("llama") }, "llama" },
    { "{import: llama_stack}",
      { .roles = SITE_IMPORT, TEXT("llama_stack.apis") },
      "llama_stack.apis" },
    { "{import: llama_stack}", { .roles = SITE_IMPORT, TEXT("llama_stacked") }, NULL },
    /* any and all */
    { "{any: [{text: beta}, {text: alpha}]}", { TEXT("alpha beta") }, "alpha" },
    { "{all: [{text: beta}, {text: alpha}]}", { TEXT("alpha beta") }, "beta" },
    { "{all: [{text: beta}, {text: gamma}]}", { TEXT("alpha beta") }, NULL },
    { "{all: [{any: [{text: a1}, {text: b2}]}, {regex: 'c\\d'}]}", { TEXT("b2 c3") }, "b2" },
};

/* A condition and what it has to give back. */
struct lab {
    struct arena run;
    struct regexes regexes;
};

static void lab_release(struct lab *lab)
{
    for (size_t i = 0; i < lab->regexes.count; i++)
        regex_free(lab->regexes.items[i]);
    arena_release(&lab->run);
}

static const struct condition *compile(const char *yaml, struct lab *lab, bool *ret_loads)
{
    struct arena *run = &lab->run;
    struct err err;
    const struct yaml_node *node;
    const struct condition *condition = NULL;
    struct catalog *catalog = arena_new(run, struct catalog);
    struct compile_env env = { .catalog = catalog,
                               .run = run,
                               .name = "x.yaml",
                               .built_in = false,
                               .memo = model_memo_new(catalog, run),
                               .regexes = &lab->regexes };
    *ret_loads = yaml_parse(str_from(yaml), run, &node, &err) &&
                 condition_compile(node, NULL, &env, &condition, &err);
    return condition;
}

static void each_kind_matches_as_its_row_says(void **state)
{
    (void)state;
    for (size_t i = 0; i < ARRAY_COUNT(rows); i++) {
        struct lab lab = { 0 };
        bool loads;
        struct capture capture;
        const struct condition *condition = compile(rows[i].condition, &lab, &loads);
        if (!loads)
            fail_msg("%s does not load", rows[i].condition);
        bool matches = condition_match(condition, &rows[i].site, 0, &capture);
        if (matches != (rows[i].captured != NULL))
            fail_msg("%s on '%s'", rows[i].condition, rows[i].site.text.ptr);
        if (matches) {
            struct str got = str_slice(rows[i].site.text, capture.start, capture.end);
            if (!str_is(got, rows[i].captured))
                fail_msg("%s captures '%.*s'", rows[i].condition, STR_ARG(got));
        }
        lab_release(&lab);
    }
}

/* What matches a text has one of its literals in it. */
static void literals_stand_in_what_matches(void **state)
{
    (void)state;
    for (size_t i = 0; i < ARRAY_COUNT(rows); i++) {
        struct lab lab = { 0 };
        bool loads;
        bool local = true;
        struct literals literals = { 0 };
        const struct site *site = &rows[i].site;
        const struct condition *condition = compile(rows[i].condition, &lab, &loads);
        bool bound = condition_literals(condition, &lab.run, &literals, &local);
        if (bound && rows[i].captured) {
            /* All that a site says of the file, as its raw bytes would. */
            struct str raw =
                arena_printf(&lab.run, "%.*s %.*s %.*s %.*s %.*s %.*s %.*s", STR_ARG(site->text),
                             STR_ARG(site->key), STR_ARG(site->callee), STR_ARG(site->command),
                             STR_ARG(site->flag), STR_ARG(site->argument), STR_ARG(site->symbol));
            struct prefilter *prefilter = prefilter_new(&literals, &lab.run);
            if (!prefilter_any(prefilter, raw))
                fail_msg("%s has no literal in '%s'", rows[i].condition, raw.ptr);
            if (local && !prefilter_any(prefilter, site->text))
                fail_msg("%s is not local", rows[i].condition);
        }
        lab_release(&lab);
    }
}

static void finds_one_after_another(void **state)
{
    (void)state;
    struct lab lab = { 0 };
    bool loads;
    const struct condition *condition =
        compile("{all: [{model-id: {}}, {text: model}]}", &lab, &loads);
    struct site site = { TEXT("model llama3 and llama3.1:8b or vicuna-7b"), .position = -1 };
    static const char *const expected[] = { "llama-3", "llama-3.1-8b", "vicuna-7b" };
    size_t from = 0;
    for (size_t i = 0; i < ARRAY_COUNT(expected); i++) {
        struct capture capture;
        assert_true(condition_match(condition, &site, from, &capture));
        assert_true(str_is(capture.resolution.model->id, expected[i]));
        from = capture.end;
    }
    struct capture capture;
    assert_false(condition_match(condition, &site, from, &capture));
    lab_release(&lab);
}

static void wrong_conditions_do_not_load(void **state)
{
    (void)state;
    static const char *const wrong[] = {
        "{}",
        "{texts: a}",
        "{text: ''}",
        "{text: {a: b}}",
        "{text: abc, case: upper}",
        "{text: abc, word: maybe}",
        "{word: true}",
        "{regex: abc, whole: true}",
        "{regex: '('}",
        "{model-id: {roles: source}}",
        "{model-id: {role: sources}}",
        "{model-id: all}",
        "{number: abc}",
        "{number: 12}",
        "{package: vllm}",
        "{package: {ecosystem: pypi}}",
        "{package: {ecosystem: pypi, name: vllm, version: latest}}",
        "{key: ''}",
        "{key: {value: {text: abc}}}",
        "{call: {position: 1}}",
        "{call: {callee: f, position: first}}",
        "{in: [strings]}",
        "{dynamic: 1}",
        "{any: []}",
        "{all: {text: abc}}",
    };
    for (size_t i = 0; i < ARRAY_COUNT(wrong); i++) {
        struct lab lab = { 0 };
        bool loads;
        compile(wrong[i], &lab, &loads);
        if (loads)
            fail_msg("%s loads", wrong[i]);
        lab_release(&lab);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_kind_matches_as_its_row_says),
        cmocka_unit_test(literals_stand_in_what_matches),
        cmocka_unit_test(finds_one_after_another),
        cmocka_unit_test(wrong_conditions_do_not_load),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
