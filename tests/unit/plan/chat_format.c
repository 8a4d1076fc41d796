/* Whose turn it is in a text with chat tokens. */
#include "plan/chat_format.h"

#include "unit/unit.h"

#include "base/buf.h"

static struct arena arena;
static struct chat_tokens tokens;

static int load(void **state)
{
    (void)state;
    struct data data;
    struct err err;
    return data_load(NULL, &arena, &data, &err) && chat_tokens_load(&data, &arena, &tokens, &err)
               ? 0
               : -1;
}

static int unload(void **state)
{
    (void)state;
    arena_release(&arena);
    return 0;
}

/* "FORMAT: role=content; role=content" */
static void assert_turns(const char *text, const char *expected)
{
    struct chat_text read;
    chat_text_read(&tokens, str_from(text), &arena, &read);
    CLEANUP(buf_release) struct buf out = { 0 };
    buf_printf(&out, "%.*s:", STR_ARG(read.format));
    for (size_t i = 0; i < read.messages.count; i++)
        buf_printf(&out, "%s %.*s=%.*s", i ? ";" : "", STR_ARG(read.messages.items[i].role),
                   STR_ARG(read.messages.items[i].content));
    assert_string_equal(arena_str(&arena, buf_str(&out)).ptr, expected);
}

static void reads_turns(void **state)
{
    (void)state;
    assert_turns("<|begin_of_text|><|start_header_id|>system<|end_header_id|>\n\nBe terse.<|eot_id|>"
                 "<|start_header_id|>user<|end_header_id|>\n\n{q}<|eot_id|>"
                 "<|start_header_id|>assistant<|end_header_id|>\n\n",
                 "llama3-header: system=Be terse.; user={q}");
    assert_turns("<s>[INST] <<SYS>>\nBe terse.\n<</SYS>>\n\n{q} [/INST] Yes.</s>",
                 "llama2-inst: system=Be terse.; user={q}; assistant=Yes.");
    assert_turns("<|im_start|>user\nHi<|im_end|>\n", "chatml: user=Hi");
}

static void has_no_turns_without_roles(void **state)
{
    (void)state;
    assert_turns("Be terse.", ":");
    assert_turns("before <|start_header_id|>user<|end_header_id|>\n\nHi<|eot_id|>",
                 "llama3-header:");
    assert_turns("<|eot_id|>", "llama3-header:");
    /* A role that has no end is none. */
    assert_turns("<|start_header_id|>user and so on for a long time, without an end of the role",
                 "llama3-header:");
}

static void knows_stop_sequences(void **state)
{
    (void)state;
    struct chat_text read;
    chat_text_read(&tokens, STR(" <|eot_id|> <|eom_id|> <|eot_id|>"), &arena, &read);
    assert_true(read.only_tokens);
    assert_int_equal(read.tokens.count, 2);
    chat_text_read(&tokens, STR("stop at <|eot_id|>"), &arena, &read);
    assert_false(read.only_tokens);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_turns),
        cmocka_unit_test(has_no_turns_without_roles),
        cmocka_unit_test(knows_stop_sequences),
    };
    return cmocka_run_group_tests(tests, load, unload);
}
