#include "unit/parse/dump.h"

/* ---- making headers ---- */

struct writer {
    struct buf out;
    bool big;
};

static void put(struct writer *w, uint64_t number, size_t size)
{
    for (size_t i = 0; i < size; i++)
        buf_char(&w->out, (char)(number >> 8 * (w->big ? size - 1 - i : i)));
}

static void put_text(struct writer *w, const char *text)
{
    put(w, strlen(text), 8);
    buf_puts(&w->out, text);
}

static void begin(struct writer *w, uint64_t pairs)
{
    buf_puts(&w->out, "GGUF");
    put(w, 3, 4);
    put(w, 291, 8);
    put(w, pairs, 8);
}

static void put_pair(struct writer *w, const char *key, const char *value)
{
    put_text(w, key);
    put(w, 8, 4);
    put_text(w, value);
}

static void put_number(struct writer *w, const char *key, unsigned type, uint64_t value,
                       size_t size)
{
    put_text(w, key);
    put(w, type, 4);
    put(w, value, size);
}

static void put_list(struct writer *w, const char *key, unsigned type, uint64_t count)
{
    put_text(w, key);
    put(w, 9, 4);
    put(w, type, 4);
    put(w, count, 8);
}

static void gives(struct writer *w, const char *expected)
{
    struct buf out = { 0 };
    dump_sites(&out, "weights.bin", buf_str(&w->out));
    assert_string_equal(out.ptr, expected);
    buf_release(&out);
    buf_release(&w->out);
}

/* ---- tests ---- */

static void put_some(struct writer *w)
{
    begin(w, 8);
    put_pair(w, "general.architecture", "llama");
    put_number(w, "general.alignment", 4, 32, 4);
    put_number(w, "a.eps", 6, 0, 4);
    put_number(w, "a.shift", 5, (uint32_t)-2, 4);
    put_number(w, "a.causal", 7, 1, 1);
    put_list(w, "general.tags", 8, 2);
    put_text(w, "chat");
    put_text(w, "en");
    put_list(w, "tokenizer.ggml.scores", 6, 65);
    buf_fill(&w->out, 'x', 65 * 4);
    put_pair(w, "general.name", "Llama 2");
}

static void reads_pairs(void **state)
{
    (void)state;
    static const char expected[] = "1:65 value+header [general.architecture] \"llama\"\n"
                                   "1:99 value+header [general.alignment] \"32\"\n"
                                   "1:143 value+header [a.shift] \"-2\"\n"
                                   "1:167 value+header [a.causal] \"true\"\n"
                                   "1:212 value+header [general.tags[]] \"chat\"\n"
                                   "1:224 value+header [general.tags[]] \"en\"\n"
                                   "1:226 value+header [tokenizer.ggml.scores.count] \"65\"\n"
                                   "1:563 value+header [general.name] \"Llama 2\"\n";
    struct writer little = { .big = false };
    put_some(&little);
    gives(&little, expected);
    struct writer big = { .big = true };
    put_some(&big);
    gives(&big, expected);
}

static void reads_version_1(void **state)
{
    (void)state;
    struct writer w = { 0 };
    buf_puts(&w.out, "GGUF");
    put(&w, 1, 4);
    put(&w, 0, 4);
    put(&w, 1, 4);
    put(&w, 3, 4);
    buf_puts(&w.out, "a.b");
    put(&w, 8, 4);
    put(&w, 2, 4);
    buf_puts(&w.out, "xy");
    gives(&w, "1:32 value+header [a.b] \"xy\"\n");
}

static void ends_in_a_note(void **state)
{
    (void)state;
    struct writer w = { 0 };
    begin(&w, UINT64_MAX);
    put_pair(&w, "general.name", "x");
    gives(&w, "1:57 value+header [general.name] \"x\"\n"
              "skip: gguf header, behind 1 pairs: it ends too early\n");

    w = (struct writer){ 0 };
    begin(&w, 2);
    put(&w, UINT64_MAX - 4, 8);
    gives(&w, "skip: gguf header, behind 0 pairs: it ends too early\n");

    w = (struct writer){ 0 };
    begin(&w, 2);
    put_list(&w, "a", 9, 3);
    gives(&w, "skip: gguf header, behind 0 pairs: a list of a type that is not read\n");

    w = (struct writer){ 0 };
    begin(&w, 2);
    put_list(&w, "a", 10, UINT64_MAX / 2);
    gives(&w, "1:25 value+header [a.count] \"9223372036854775807\"\n"
              "skip: gguf header, behind 0 pairs: it ends too early\n");

    w = (struct writer){ 0 };
    begin(&w, 2);
    put_number(&w, "a", 77, 0, 8);
    gives(&w, "skip: gguf header, behind 0 pairs: a pair that no writer makes\n");

    w = (struct writer){ 0 };
    begin(&w, 5000);
    for (int i = 0; i < 5000; i++)
        put_number(&w, "", 6, 0, 4);
    gives(&w, "skip: gguf header, behind 4096 pairs: more pairs than any writer makes\n");
}

static void holds_on_anything(void **state)
{
    (void)state;
    struct writer w = { 0 };
    put_some(&w);
    struct str all = buf_str(&w.out);
    for (size_t i = 0; i < all.len; i++) {
        struct buf out = { 0 };
        dump_sites(&out, "a.gguf", str_slice(all, 0, i));
        char was = w.out.ptr[i];
        w.out.ptr[i] = (char)0xff;
        dump_sites(&out, "a.gguf", all);
        w.out.ptr[i] = was;
        buf_release(&out);
    }
    buf_release(&w.out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_pairs),
        cmocka_unit_test(reads_version_1),
        cmocka_unit_test(ends_in_a_note),
        cmocka_unit_test(holds_on_anything),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
