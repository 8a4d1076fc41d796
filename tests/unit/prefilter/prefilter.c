/* Every way to scan finds what comparing each literal at each byte finds. */
#include "prefilter/prefilter.h"

#include <stdio.h>
#include <stdlib.h>

#include "unit/unit.h"

struct lab {
    struct arena run;
    struct arena scratch;
    struct literals literals;
    struct prefilter *prefilter;
};

static void lab_add(struct lab *lab, const char *text, bool icase, bool word)
{
    vec_push(&lab->run, &lab->literals,
             (struct literal){ .text = str_from(text),
                               .icase = icase,
                               .word_before = word,
                               .word_behind = word });
}

static void lab_build(struct lab *lab)
{
    lab->prefilter = prefilter_new(&lab->literals, &lab->run);
}

static void lab_release(struct lab *lab)
{
    arena_release(&lab->run);
    arena_release(&lab->scratch);
}

static bool same_hits(const struct hits *a, const struct hits *b)
{
    if (a->count != b->count)
        return false;
    for (size_t i = 0; i < a->count; i++) {
        if (a->items[i].offset != b->items[i].offset || a->items[i].literal != b->items[i].literal)
            return false;
    }
    return true;
}

/* All ways agree on `text`; gives how many hits there are. */
static size_t check(struct lab *lab, struct str text)
{
    struct hits naive;
    struct hits plain;
    struct hits fast;
    prefilter_scan_naive(lab->prefilter, text, &lab->scratch, &naive);
    prefilter_scan_plain(lab->prefilter, text, &lab->scratch, &plain);
    prefilter_scan(lab->prefilter, text, &lab->scratch, &fast);
    assert_true(same_hits(&naive, &plain));
    assert_true(same_hits(&naive, &fast));
    assert_int_equal(prefilter_any(lab->prefilter, text), naive.count > 0);
    arena_reset(&lab->scratch);
    return naive.count;
}

static void finds_at_every_offset(void **state)
{
    (void)state;
    static const char *const needles[] = { "ab", "abc", "abcd", "abcde", "abcdef", "llama3.1:8b" };
    for (size_t i = 0; i < ARRAY_COUNT(needles); i++) {
        struct lab lab = { 0 };
        lab_add(&lab, needles[i], false, false);
        lab_build(&lab);
        size_t len = strlen(needles[i]);
        for (size_t size = len; size < 90; size++) {
            for (size_t at = 0; at + len <= size; at++) {
                /* On the heap at its exact size, for the address sanitizer. */
                char *text = malloc(size);
                assert_non_null(text);
                memset(text, 'x', size);
                memcpy(text + at, needles[i], len);
                assert_int_equal(check(&lab, (struct str){ text, size }), 1);
                free(text);
            }
        }
        lab_release(&lab);
    }
}

static void case_is_folded_where_asked(void **state)
{
    (void)state;
    struct lab lab = { 0 };
    lab_add(&lab, "llama", true, false);
    lab_add(&lab, "INST", false, false);
    lab_build(&lab);
    assert_int_equal(check(&lab, STR("Llama LLAMA llama lLaMa")), 4);
    assert_int_equal(check(&lab, STR("INST inst Inst")), 1);
    assert_int_equal(check(&lab, STR("l1ama ll@ma")), 0);
    lab_release(&lab);
}

static void words_end_where_words_end(void **state)
{
    (void)state;
    struct lab lab = { 0 };
    lab_add(&lab, "128009", false, true);
    lab_add(&lab, "tune", false, true);
    lab_build(&lab);
    assert_int_equal(check(&lab, STR("128009")), 1);
    assert_int_equal(check(&lab, STR("x=128009;")), 1);
    assert_int_equal(check(&lab, STR("1128009 1280090 0x128009 128009UL")), 0);
    assert_int_equal(check(&lab, STR("tune fortune tuned x.tune-y")), 2);
    /* What ends an escape is no part of the word. */
    assert_int_equal(check(&lab, STR("\\ntune \\u00e4tune %20tune \\U0001F600tune")), 4);
    assert_int_equal(check(&lab, STR("\\n\"fortune \\nan_old_misfortune")), 0);
    lab_release(&lab);
}

static void equal_literals_are_each_found(void **state)
{
    (void)state;
    struct lab lab = { 0 };
    lab_add(&lab, "vicuna", true, false);
    lab_add(&lab, "vicuna", false, false);
    lab_add(&lab, "cuna-7b", true, false);
    lab_build(&lab);
    assert_int_equal(check(&lab, STR("model: vicuna-7b")), 3);
    lab_release(&lab);
}

static void nothing_in_nothing(void **state)
{
    (void)state;
    struct lab lab = { 0 };
    lab_build(&lab);
    assert_int_equal(check(&lab, STR("")), 0);
    assert_int_equal(check(&lab, STR("some text that is longer than one step of the scanner")), 0);
    lab_release(&lab);
}

/* Same numbers on every machine. */
static unsigned next_random(unsigned *seed)
{
    *seed = *seed * 1664525u + 1013904223u;
    return *seed >> 16;
}

static void agrees_on_random_input(void **state)
{
    (void)state;
    static const char letters[] = "abAB-_01\xc3";
    unsigned seed = 7;
    for (int round = 0; round < 60; round++) {
        struct lab lab = { 0 };
        for (int i = 0; i < 25; i++) {
            char text[12];
            size_t len = 2 + next_random(&seed) % 9;
            for (size_t j = 0; j < len; j++)
                text[j] = letters[next_random(&seed) % (sizeof letters - 1)];
            vec_push(&lab.run, &lab.literals,
                     (struct literal){ .text = arena_str(&lab.run, (struct str){ text, len }),
                                       .icase = next_random(&seed) & 1,
                                       .word_before = next_random(&seed) % 4 == 0,
                                       .word_behind = next_random(&seed) % 4 == 0 });
        }
        lab_build(&lab);
        for (int i = 0; i < 20; i++) {
            size_t size = next_random(&seed) % 400;
            char *text = malloc(size + 1);
            assert_non_null(text);
            for (size_t j = 0; j < size; j++)
                text[j] = letters[next_random(&seed) % (sizeof letters - 1)];
            check(&lab, (struct str){ text, size });
            free(text);
        }
        lab_release(&lab);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(finds_at_every_offset),
        cmocka_unit_test(case_is_folded_where_asked),
        cmocka_unit_test(words_end_where_words_end),
        cmocka_unit_test(equal_literals_are_each_found),
        cmocka_unit_test(nothing_in_nothing),
        cmocka_unit_test(agrees_on_random_input),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
