/* effort.yaml: what it must hold, and what is wrong with a file of the user's. */
#include "score/effort.h"

#include "base/buf.h"
#include "world.h"

static void every_category_has_a_change(void **state)
{
    (void)state;
    for (int category = 0; category < CATEGORY_AUDIT; category++) {
        struct reference reference = { .category = (enum category)category };
        struct finding finding = { .category = (enum category)category };
        vec_push(&world.arena, &finding.references, reference);
        if (!effort_change_of(world.effort, &finding))
            fail_msg("no change for %s", category_names[category]);
    }
}

/* The 32 kinds of the compatibility facts; rules name them. */
static void change_kinds_of_the_facts_are_there(void **state)
{
    (void)state;
    static const char *const kinds[] = {
        "openai-compatible-endpoint",
        "model-reference",
        "ollama-tag",
        "derived-model",
        "prompt-format",
        "stop-sequences",
        "tokenizer",
        "architecture",
        "runtime",
        "llama-cpp-template",
        "weights-artifact",
        "quantised-artifact",
        "sdk",
        "hosted-endpoint",
        "dedicated-llama-api",
        "fine-tune",
        "lora-adapter",
        "serving-config",
        "tool-calling",
        "system-role",
        "thinking-output",
        "context-length",
        "vision-input",
        "fill-in-the-middle",
        "embedding-index",
        "speculative-decoding",
        "trt-engine",
        "edge-runtime",
        "safety",
        "license",
        "eval-baseline",
        "mention",
    };
    for (size_t i = 0; i < ARRAY_COUNT(kinds); i++) {
        if (!effort_change(world.effort, str_from(kinds[i])))
            fail_msg("no change kind %s", kinds[i]);
    }
}

static void rule_comes_before_the_table(void **state)
{
    (void)state;
    struct finding finding = { .category = CATEGORY_PROMPT_FORMAT };
    struct reference reference = { .argument = STR("stop") };
    vec_push(&world.arena, &finding.references, reference);
    assert_text("stop-sequences", effort_change_of(world.effort, &finding)->id);
    finding.rule = world_rule("prompt-format/x", "eval-baseline");
    assert_text("eval-baseline", effort_change_of(world.effort, &finding)->id);
}

/* The shipped text with one line changed, and what the program says about it. */
static void assert_refused(const char *from, const char *to, const char *message)
{
    struct data data;
    struct err err = { 0 };
    struct effort *effort = NULL;
    assert_true(data_load(NULL, &world.arena, &data, &err));
    struct str text = data_get(&data, "effort.yaml")->text;
    size_t at = str_find(text, str_from(from), 0);
    assert_true(at != STR_NONE);
    CLEANUP(buf_release) struct buf changed = { 0 };
    buf_add(&changed, str_slice(text, 0, at));
    buf_puts(&changed, to);
    buf_add(&changed, str_slice(text, at + strlen(from), text.len));
    const struct data_file mine = { .text = buf_str(&changed), .label = STR("mine.yaml") };
    bool parsed = effort_parse(&mine, &world.arena, &effort, &err);
    assert_false(parsed);
    assert_int_equal(err.code, ERR_SYNTAX);
    assert_int_equal(strncmp(err.text, "mine.yaml:", 10), 0);
    if (!strstr(err.text, message))
        fail_msg("'%s' is not in '%s'", message, err.text);
}

static void mistakes_are_named_with_their_line(void **state)
{
    (void)state;
    assert_refused("severity: { low: 1", "severity: { low: 4", "must rise");
    assert_refused("points: [1, 1, 3]", "points: [1, 1, 13]", "0 to 7");
    assert_refused("points: [1, 1, 3]", "points: [3, 1, 3]", "do not fall");
    assert_refused("points: [1, 1, 3]", "points: [1, 1]", "[low, likely, high]");
    assert_refused("points: [1, 1, 3]", "points: [1, 1, -3]", "must be a number");
    assert_refused("work: [re-evaluate]", "work: [reevaluate]", "'reevaluate'");
    assert_refused("category: fine-tune", "category: finetune", "finetune");
    assert_refused("change: lora-adapter", "change: lora", "'change'");
    assert_refused("scope: repository", "scope: planet", "planet");
    assert_refused("model_use: true", "model_uses: true", "did you mean 'model_use'");
    assert_refused("      gemma-4: { points", "      gemma-3: { points", "gemma-4");
    assert_refused("  context-length:\n", "  window-length:\n", "'context-length'");
}

static void rules_name_known_changes(void **state)
{
    (void)state;
    struct err err = { 0 };
    struct rule *rules[] = { world_rule("sdk/a", ""), world_rule("sdk/b", "tokenizer"),
                             world_rule("sdk/c", "tokeniser") };
    rules[2]->file = "mine.yaml";
    rules[2]->line = 7;
    assert_true(effort_check_rules(world.effort, rules, 2, &err));
    assert_false(effort_check_rules(world.effort, rules, 3, &err));
    assert_string_equal(err.text, "mine.yaml:7: 'tokeniser' is no change kind of effort.yaml");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WORLD_TEST(every_category_has_a_change),
        WORLD_TEST(change_kinds_of_the_facts_are_there),
        WORLD_TEST(rule_comes_before_the_table),
        WORLD_TEST(rules_name_known_changes),
        WORLD_TEST(mistakes_are_named_with_their_line),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
