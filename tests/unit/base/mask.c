#include "base/mask.h"

#include <stdio.h>

#include "unit/unit.h"

struct row {
    const char *line;
    const char *masked;
};

/* The keys are invented and in the shapes of real ones. */
static const struct row rows[] = {
    { "GROQ_API_KEY=gsk_abcdefghijklmnop1234", "GROQ_API_KEY=***" },
    { "api_key = \"0123456789abcdef\"", "api_key = \"***\"" },
    { "  password: hunter2", "  password: ***" },
    { "{\"token\": \"a1b2c3d4e5f6\", \"model\": \"llama3\"}",
      "{\"token\": \"***\", \"model\": \"llama3\"}" },
    { "curl -H \"Authorization: Bearer abcdef123456\" https://x", NULL },
    { "llm = Groq(api_key='abcdefgh12345678', model='llama3')",
      "llm = Groq(api_key='***', model='llama3')" },
    { "run --api-key s3cr3tvalue --model llama3", "run --api-key *** --model llama3" },
    { "postgres://bob:s3cr3t@db/llama", "postgres://bob:***@db/llama" },
    { "key: AKIAABCDEFGHIJKLMNOP", "key: ***" },
    { "x = \"ghp_ABCDEFabcdef0123456789ABCDEFabcdef01\"", "x = \"***\"" },
    { "x = eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl", "x = ***" },
    { "<apiKey>abcdefgh1234</apiKey>", "<apiKey>***</apiKey>" },
    { "    - name: HF_TOKEN=hf_AbCdEfGhIjKlMnOp", "    - name: HF_TOKEN=***" },
    { "client_secret: 'x'", "client_secret: '***'" },
    { "blob: Zm9vYmFyMTIzNDVBQkNERUZHSElKS0xNTk9Q", "blob: ***" },
    /* What stays. */
    { "model: meta-llama/Meta-Llama-3.1-70B-Instruct-Turbo",
      "model: meta-llama/Meta-Llama-3.1-70B-Instruct-Turbo" },
    { "max_tokens=2048, temperature=0.1", "max_tokens=2048, temperature=0.1" },
    { "tokenizer = AutoTokenizer.from_pretrained(\"meta-llama/Llama-2-7b\")",
      "tokenizer = AutoTokenizer.from_pretrained(\"meta-llama/Llama-2-7b\")" },
    { "api_key=os.environ[\"GROQ_API_KEY\"]", "api_key=os.environ[\"GROQ_API_KEY\"]" },
    { "api_key: ${GROQ_API_KEY}", "api_key: ${GROQ_API_KEY}" },
    { "eos_token: \"<|eot_id|>\"", "eos_token: \"<|eot_id|>\"" },
    { "pad_token_id = 128009", "pad_token_id = 128009" },
    { "oid sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
      "oid sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef" },
    { "author: somebody with a long name", "author: somebody with a long name" },
    { "from settings import Llama32ThreeSettings, Phi35MiniInstructSettings",
      "from settings import Llama32ThreeSettings, Phi35MiniInstructSettings" },
    { "secret = Kd83jXq0PzRt7LmW2bVn", "secret = ***" },
    { "x = \"Kd83jXq0PzRt7LmW2bVn\"", "x = \"***\"" },
    { "state.latestToken = tokenizer.specials().get(\"<|begin_of_text|>\");",
      "state.latestToken = tokenizer.specials().get(\"<|begin_of_text|>\");" },
    { "api_key=load_key(\"prod\")", "api_key=load_key(\"prod\")" },
    { "", "" },
};

static void masks_what_is_secret(void **state)
{
    (void)state;
    for (size_t i = 0; i < ARRAY_COUNT(rows); i++) {
        struct arena arena = { 0 };
        struct str line = str_from(rows[i].line);
        struct str masked = mask_line(line, (struct mask_range){ 0, 0 },
                                      (struct mask_range){ 0, line.len }, &arena);
        if (rows[i].masked)
            assert_string_equal(masked.ptr, rows[i].masked);
        else
            assert_null(strstr(masked.ptr, "abcdef123456"));
        arena_release(&arena);
    }
}

static void keeps_what_was_found(void **state)
{
    (void)state;
    struct arena arena = { 0 };
    struct str line = STR("key: \"meta-llama/Llama-3.1-8B\" token: abcdefgh1");
    struct str masked =
        mask_line(line, (struct mask_range){ 6, 30 }, (struct mask_range){ 0, line.len }, &arena);
    assert_string_equal(masked.ptr, "key: \"meta-llama/Llama-3.1-8B\" token: ***");

    line = STR("x: gsk_abcdefghijklmnop1234");
    masked = mask_line(line, (struct mask_range){ 3, line.len }, (struct mask_range){ 0, line.len },
                       &arena);
    assert_string_equal(masked.ptr, "x: ***");
    arena_release(&arena);
}

/* A credential that is cut by what is shown is masked all the same. */
static void masks_before_it_cuts(void **state)
{
    (void)state;
    struct arena arena = { 0 };
    struct str line = STR("GROQ_API_KEY=gsk_abcdefghijklmnop1234");
    for (size_t start = 0; start < line.len; start++) {
        for (size_t end = start; end <= line.len; end++) {
            struct str masked = mask_line(line, (struct mask_range){ 0, 0 },
                                          (struct mask_range){ start, end }, &arena);
            assert_null(strstr(masked.ptr, "abc"));
            assert_null(strstr(masked.ptr, "nop"));
        }
    }
    arena_release(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(masks_what_is_secret),
        cmocka_unit_test(keeps_what_was_found),
        cmocka_unit_test(masks_before_it_cuts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
