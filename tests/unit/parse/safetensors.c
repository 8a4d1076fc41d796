#include "unit/parse/dump.h"

/* A file of that header, which says that it has `len` bytes. */
static void dump_header(struct buf *out, const char *json, uint64_t len)
{
    struct buf file = { 0 };
    for (int i = 0; i < 8; i++)
        buf_char(&file, (char)(len >> 8 * i));
    buf_puts(&file, json);
    dump_sites(out, "weights.bin", buf_str(&file));
    buf_release(&file);
}

static void gives(const char *json, const char *expected)
{
    struct buf out = { 0 };
    dump_header(&out, json, strlen(json));
    assert_string_equal(out.ptr, expected);
    buf_release(&out);
}

static void reads_metadata_and_vocabulary(void **state)
{
    (void)state;
    gives("{\"__metadata__\": {\"format\": \"pt\", \"na\\\"me\": \"Llama \\\"2\\\"\"},"
          " \"model.embed_tokens.weight\": {\"dtype\": \"BF16\", \"shape\": [32000, 4096],"
          " \"data_offsets\": [0, 262144000]},"
          " \"model.norm.weight\": {\"dtype\": \"BF16\", \"shape\": [4096]}}",
          "1:38 value+header [__metadata__.format] \"pt\"\n"
          "1:54 value+header [__metadata__.na\\\"me] \"Llama \\\"2\\\"\"\n"
          "1:126 value+header [model.embed_tokens.weight.shape[]] \"32000\"\n"
          "1:133 value+header [model.embed_tokens.weight.shape[]] \"4096\"\n");
    gives("{}", "");
}

static void ends_in_a_note(void **state)
{
    (void)state;
    static const char note[] = "skip: safetensors header: it ends too early\n";
    gives("{\"a", note);
    gives("{\"a\\", note);
    gives("{\"a\":[[[[[[[[[{{{{{{{", note);
    gives("{\"__metadata__", note);

    struct buf out = { 0 };
    dump_header(&out, "{\"__metadata__\":{\"a\":\"b\"}", (uint64_t)1 << 39);
    assert_string_equal(out.ptr, "1:31 value+header [__metadata__.a] \"b\"\n"
                                 "skip: safetensors header: it ends too early\n");
    buf_release(&out);
}

static void holds_on_anything(void **state)
{
    (void)state;
    static const char json[] =
        "{\"__metadata__\":{\"a\":\"b\\u0063\"},\"lm_head.weight\":{\"shape\":"
        "[1,-2.5e3,true,{\"x\":[]}]}} tail";
    for (size_t i = 2; i < sizeof json; i++) {
        char copy[sizeof json];
        struct buf out = { 0 };
        memcpy(copy, json, sizeof json);
        copy[i] = '\0';
        dump_header(&out, copy, i);
        memcpy(copy, json, sizeof json);
        copy[i] = ']';
        copy[sizeof json - 1] = '\0';
        dump_header(&out, copy, sizeof json);
        buf_release(&out);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_metadata_and_vocabulary),
        cmocka_unit_test(ends_in_a_note),
        cmocka_unit_test(holds_on_anything),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
