/* The expected hashes are those of a second implementation, in another language. */
#include "match/line_hash.h"

#include "unit/unit.h"

struct row {
    struct str text;
    const char *hashes[8]; /* by line; NULL: nothing is asked about the line */
};

static void is_githubs(void **state)
{
    (void)state;
    static const struct row rows[] = {
        { STR_INIT(""), { "c129715d7a2bc9a3:1" } },
        { STR_INIT("model = 1"), { "7b6265eaf53fa15e:1" } },
        { STR_INIT("a\nb\nc"), { "7b3788cf31b92be9:1", "e461f42c548ac762:1", "188ff2f224477a1e:1" } },
        { STR_INIT("a\nb\nc"), { NULL, NULL, "188ff2f224477a1e:1" } },
        { STR_INIT(" a\t\nb\r\n\tc\r d\n"),
          { "f7f04d8bf268edcd:1", "dc76098ec06ea3a6:1", "bbf64e4519cc61c2:1", "c13b9b1f9cee4e29:1",
            "c129715d7a2bc9a3:1" } },
        { STR_INIT("the same line again and again\nthe same line again and again\n"
                   "the same line again and again\nthe same line again and again\n"
                   "the same line again and again\nthe same line again and again\n"),
          { "dfa2b508bd730850:1", "dfa2b508bd730850:2", "dfa2b508bd730850:3", "3826f75d337f6b63:1", "31b3bfaa7c02d523:1", "c1a656aa233195e3:1" } },
        { STR_INIT("x = \"\360\237\231\202\303\251\"\nlong "
                   "012345678901234567890123456789012345678901234567890123456789"
                   "012345678901234567890123456789012345678901234567890123456789"
                   "012345678901234567890123456789012345678901234567890123456789"
                   "012345678901234567890123456789012345678901234567890123456789"
                   "012345678901234567890123456789012345678901234567890123456789\nend\n"),
          { "1a7d1d386b9ada57:1", "9153f1403e7a5bcc:1", "fe2be582c6296f40:1" } },
    };
    struct arena arena = { 0 };
    for (size_t i = 0; i < ARRAY_COUNT(rows); i++) {
        struct references references = { 0 };
        for (uint32_t line = 1; line <= ARRAY_COUNT(rows[i].hashes); line++) {
            if (rows[i].hashes[line - 1])
                vec_push(&arena, &references, (struct reference){ .span = { .line = line } });
        }
        line_hash_references(rows[i].text, &references, &arena);
        for (size_t r = 0; r < references.count; r++) {
            const struct reference *reference = &references.items[r];
            assert_non_null(reference->line_hash.ptr);
            assert_string_equal(reference->line_hash.ptr,
                                rows[i].hashes[reference->span.line - 1]);
        }
    }
    arena_release(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(is_githubs) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
