/* What is a mention, and what sort of place it is. */
#include "match/kind.h"

#include <stdio.h>

#include "match/where.h"
#include "unit/unit.h"

#define TEXT(s) .text = { s, sizeof(s) - 1 }
#define ATTR(name, s) .name = { s, sizeof(s) - 1 }

struct row {
    struct site site;
    const char *found; /* where the match begins */
    enum kind kind;
};

static const struct row rows[] = {
    { { .roles = SITE_STRING, TEXT("llama3") }, "llama3", KIND_DEPENDENCY },
    { { .roles = SITE_COMMENT, TEXT("llama3") }, "llama3", KIND_MENTION },
    { { .roles = SITE_PROSE, TEXT("llama3") }, "llama3", KIND_MENTION },
    { { .roles = SITE_COMMAND_WORD, TEXT("llama3"), .snippet = true }, "llama3", KIND_DEPENDENCY },
    { { .roles = SITE_STRING, TEXT("llama3"), .dead = true }, "llama3", KIND_MENTION },
    /* Messages. */
    { { .roles = SITE_STRING | SITE_ARGUMENT, TEXT("llama3"), ATTR(callee, "logger.info") },
      "llama3",
      KIND_MENTION },
    { { .roles = SITE_STRING | SITE_ARGUMENT, TEXT("llama3"), ATTR(callee, "self.logger.info") },
      "llama3",
      KIND_MENTION },
    { { .roles = SITE_STRING | SITE_ARGUMENT, TEXT("llama3"), ATTR(callee, "console.log") },
      "llama3",
      KIND_MENTION },
    { { .roles = SITE_STRING | SITE_ARGUMENT, TEXT("llama3"), ATTR(callee, "ValueError") },
      "llama3",
      KIND_MENTION },
    { { .roles = SITE_STRING | SITE_ARGUMENT, TEXT("llama3"), ATTR(callee, "st.title") },
      "llama3",
      KIND_MENTION },
    { { .roles = SITE_STRING | SITE_ARGUMENT, TEXT("llama3"), ATTR(callee, "describe") },
      "llama3",
      KIND_MENTION },
    { { .roles = SITE_STRING | SITE_ARGUMENT, TEXT("llama3"), ATTR(callee, "ChatGroq") },
      "llama3",
      KIND_DEPENDENCY },
    { { .roles = SITE_STRING | SITE_ARGUMENT,
        TEXT("llama3"),
        ATTR(callee, "pipeline.fingerprint") },
      "llama3",
      KIND_DEPENDENCY },
    { { .roles = SITE_COMMAND_WORD, TEXT("llama3"), ATTR(command, "echo") },
      "llama3",
      KIND_MENTION },
    { { .roles = SITE_COMMAND_WORD, TEXT("MODEL=llama3"), ATTR(command, "echo") },
      "llama3",
      KIND_DEPENDENCY },
    /* Names of texts for people, and of data sets. */
    { { .roles = SITE_STRING | SITE_ARGUMENT,
        TEXT("llama3"),
        ATTR(callee, "add_argument"),
        ATTR(argument, "help") },
      "llama3",
      KIND_MENTION },
    { { .roles = SITE_STRING | SITE_ARGUMENT,
        TEXT("llama3"),
        ATTR(callee, "add_argument"),
        ATTR(argument, "default") },
      "llama3",
      KIND_DEPENDENCY },
    { { .roles = SITE_VALUE, TEXT("llama3"), ATTR(key, "chart.description") },
      "llama3",
      KIND_MENTION },
    { { .roles = SITE_VALUE, TEXT("tatsu-lab/alpaca"), ATTR(key, "mix.datasets[].path") },
      "alpaca",
      KIND_MENTION },
    { { .roles = SITE_VALUE, TEXT("tatsu-lab/alpaca"), ATTR(key, "train.dataset") },
      "alpaca",
      KIND_MENTION },
    /* What is made, and files about models. */
    { { .roles = SITE_COMMAND_WORD, TEXT("out/llama3"), ATTR(flag, "--output-dir") },
      "llama3",
      KIND_MENTION },
    { { .roles = SITE_COMMAND_WORD, TEXT("llama3"), ATTR(flag, "--model") },
      "llama3",
      KIND_DEPENDENCY },
    { { .roles = SITE_STRING, TEXT("answers/llama3.jsonl") }, "llama3", KIND_MENTION },
    { { .roles = SITE_STRING, TEXT("models/llama3.gguf") }, "llama3", KIND_DEPENDENCY },
    { { .roles = SITE_STRING | SITE_ARGUMENT,
        TEXT("llama3_export"),
        ATTR(callee, "os.path.join"),
        ATTR(key, "export_dir") },
      "llama3",
      KIND_MENTION },
    /* Sentences, and what only looks like one. */
    { { .roles = SITE_STRING,
        TEXT("The model llama3 was developed by Meta and released last year") },
      "llama3",
      KIND_MENTION },
    { { .roles = SITE_STRING, TEXT("run it with python -m serve --model llama3 and be happy now") },
      "llama3",
      KIND_DEPENDENCY },
    { { .roles = SITE_STRING,
        TEXT("{\"model\": \"llama3\", \"prompt\": \"why is the sky blue\"}") },
      "llama3",
      KIND_DEPENDENCY },
    { { .roles = SITE_COMMAND_WORD, TEXT("examples/llama3"), ATTR(command, "cd") },
      "llama3",
      KIND_MENTION },
    { { .roles = SITE_COMMAND_WORD,
        TEXT("https://github.com/x/llama3-demo.git"),
        ATTR(command, "git clone") },
      "llama3",
      KIND_MENTION },
    { { .roles = SITE_COMMAND_WORD,
        TEXT("https://huggingface.co/x/llama3"),
        ATTR(command, "git clone") },
      "llama3",
      KIND_DEPENDENCY },
    /* Names that something runs under, examples in a message. */
    { { .roles = SITE_VALUE, TEXT("llama3-endpoint-1"), ATTR(key, "a.name") },
      "llama3",
      KIND_MENTION },
    { { .roles = SITE_STRING, TEXT("https://llama3-svc.ns.local:8000/v1") },
      "llama3",
      KIND_MENTION },
    { { .roles = SITE_STRING, TEXT("services/llama3-8b") }, "llama3", KIND_DEPENDENCY },
    { { .roles = SITE_STRING, TEXT("name a --base_model, e.g. 'x/llama3'") },
      "llama3",
      KIND_MENTION },
    /* Addresses. */
    { { .roles = SITE_STRING, TEXT("see https://github.com/meta-llama/llama3") },
      "llama3",
      KIND_MENTION },
    { { .roles = SITE_STRING, TEXT("https://huggingface.co/x/resolve/main/llama3.gguf") },
      "llama3",
      KIND_DEPENDENCY },
    { { .roles = SITE_STRING, TEXT("https://github.com/x/releases/download/v1/llama3.gguf") },
      "llama3",
      KIND_DEPENDENCY },
    { { .roles = SITE_VALUE, TEXT("https://prices.example/llama3"), ATTR(key, "x.source") },
      "llama3",
      KIND_MENTION },
    { { .roles = SITE_VALUE, TEXT("https://prices.example/llama3"), ATTR(key, "x.endpoint") },
      "llama3",
      KIND_DEPENDENCY },
    { { .roles = SITE_STRING, TEXT("https://api.groq.com/x?model=llama3") },
      "llama3",
      KIND_DEPENDENCY },
};

static struct arena run;
static struct words words;

static int load_words(void **state)
{
    struct err err;
    (void)state;
    return words_load(&(struct data){ 0 }, &run, &words, &err) ? 0 : -1;
}

static int release_words(void **state)
{
    (void)state;
    arena_release(&run);
    return 0;
}

static void each_site_has_its_kind(void **state)
{
    (void)state;
    struct rule rule = { .category = CATEGORY_MODEL_REFERENCE, .kind = KIND_DEPENDENCY };
    for (size_t i = 0; i < ARRAY_COUNT(rows); i++) {
        const char *reason;
        const struct site *site = &rows[i].site;
        size_t start = str_find(site->text, str_from(rows[i].found), 0);
        enum kind kind = kind_decide(&words, &rule, site, WHERE_CODE, start, &reason);
        if (kind != rows[i].kind)
            fail_msg("'%s' with callee '%.*s' is %s", site->text.ptr, STR_ARG(site->callee),
                     kind_names[kind]);
        assert_int_equal(reason != NULL, kind == KIND_MENTION);
    }
}

static void words_are_lists(void **state)
{
    static const char *const texts[] = { "speaking_words: [say]", "page_hosts: { a: b }", "- a" };
    (void)state;
    for (size_t i = 0; i < ARRAY_COUNT(texts); i++) {
        struct data_file file = { .name = STR("words.yaml"), .label = STR("words.yaml") };
        struct err err;
        struct words own;
        file.text = str_from(texts[i]);
        assert_false(words_load(&(struct data){ &file, 1 }, &run, &own, &err));
        assert_int_equal(strncmp(err.text, "words.yaml:1:", 13), 0);
    }
}

static void the_rule_has_the_last_word(void **state)
{
    (void)state;
    const char *reason;
    struct rule rule = { .kind = KIND_DEPENDENCY, .kind_forced = true };
    struct site site = { .roles = SITE_PROSE, TEXT("llama3") };
    assert_int_equal(kind_decide(&words, &rule, &site, WHERE_DOCS, 0, &reason), KIND_DEPENDENCY);
    rule = (struct rule){ .kind = KIND_ENGINE };
    assert_int_equal(kind_decide(&words, &rule, &site, WHERE_DOCS, 0, &reason), KIND_ENGINE);
}

struct place {
    const char *path;
    enum where where;
};

static const struct place places[] = {
    { "poetry.lock", WHERE_LOCK },
    { "web/package-lock.json", WHERE_LOCK },
    { "tests/package-lock.json", WHERE_LOCK },
    { "nb/Train.ipynb", WHERE_NOTEBOOK },
    { "tests/nb.ipynb", WHERE_NOTEBOOK },
    { "tests/test_a.py", WHERE_TEST },
    { "src/a_test.go", WHERE_TEST },
    { "src/Chat.spec.ts", WHERE_TEST },
    { "src/ChatTest.java", WHERE_TEST },
    { "src/test/java/A.java", WHERE_TEST },
    { "latest.py", WHERE_CODE },
    { "contest/a.py", WHERE_CODE },
    { "README.md", WHERE_DOCS },
    { "docs/guide.rst", WHERE_DOCS },
    { "LICENSE", WHERE_DOCS },
    { "Dockerfile", WHERE_INFRA },
    { "app/Dockerfile.gpu", WHERE_INFRA },
    { "docker-compose.yml", WHERE_INFRA },
    { "charts/llm/values.yaml", WHERE_INFRA },
    { ".github/workflows/ci.yml", WHERE_INFRA },
    { "infra/main.tf", WHERE_INFRA },
    { "data/train.jsonl", WHERE_DATA },
    { "results/llama/a.json", WHERE_DATA },
    { "config.yaml", WHERE_CONFIG },
    { ".env.example", WHERE_CONFIG },
    { "requirements-dev.txt", WHERE_CONFIG },
    { "pyproject.toml", WHERE_CONFIG },
    { "Modelfile", WHERE_CONFIG },
    { "src/app.py", WHERE_CODE },
    { "run.sh", WHERE_CODE },
    { "", WHERE_CODE },
};

static void each_path_has_its_place(void **state)
{
    (void)state;
    for (size_t i = 0; i < ARRAY_COUNT(places); i++) {
        enum where where = where_of_path(str_from(places[i].path));
        if (where != places[i].where)
            fail_msg("%s is %s", places[i].path, where_names[where]);
    }
    struct site site = { .lock = true };
    assert_int_equal(where_of_site(WHERE_CONFIG, &site), WHERE_LOCK);
    site = (struct site){ .test = true };
    assert_int_equal(where_of_site(WHERE_CODE, &site), WHERE_TEST);
    assert_int_equal(where_of_site(WHERE_NOTEBOOK, &site), WHERE_NOTEBOOK);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_site_has_its_kind),
        cmocka_unit_test(the_rule_has_the_last_word),
        cmocka_unit_test(each_path_has_its_place),
        cmocka_unit_test(words_are_lists),
    };
    return cmocka_run_group_tests(tests, load_words, release_words);
}
