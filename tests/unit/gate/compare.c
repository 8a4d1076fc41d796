#include "gate/compare.h"

#include "unit/unit.h"

/* One letter is a fingerprint without its path; the severity follows it: "a2". */
static struct finding finding_of(const char *word, const char *path)
{
    return (struct finding){ .kind = KIND_DEPENDENCY,
                             .identity = str_slice(str_from(word), 0, 1),
                             .fingerprint = str_from(word),
                             .severity = (enum severity)(word[1] - '0'),
                             .where = WHERE_CODE,
                             .path = str_from(path) };
}

/* Compares words like "a2" at one path, separated by spaces, and says what each of `now` is: N new,
 * u unchanged, w unchanged and worse. */
static void check(const char *before, bool gone, const char *now_path, const char *now,
                  const char *wanted)
{
    struct arena arena = { 0 };
    struct gate gate = { 0 };
    struct known_list known = { 0 };
    struct findings findings = { 0 };
    struct str rest = str_from(before);
    while (rest.len > 0) {
        struct str word = arena_str(&arena, str_split(&rest, ' '));
        struct finding finding = finding_of(word.ptr, "old.py");
        vec_push(&arena, &known,
                 (struct known){ .identity = finding.identity, .path = finding.path, .gone = gone,
                                 .kind = KIND_DEPENDENCY, .where = WHERE_CODE,
                                 .severity = finding.severity });
    }
    rest = str_from(now);
    while (rest.len > 0) {
        struct str word = arena_str(&arena, str_split(&rest, ' '));
        struct finding *finding = arena_new(&arena, struct finding);
        *finding = finding_of(word.ptr, now_path);
        vec_push(&arena, &findings, finding);
    }
    compare_findings(&gate, &known, &findings);
    char got[16] = "";
    for (size_t i = 0; i < findings.count; i++)
        got[i] = findings.items[i]->state == STATE_NEW ? 'N' : findings.items[i]->worse ? 'w' : 'u';
    assert_string_equal(got, wanted);
    arena_release(&arena);
}

static void equal_ones_are_counted(void **state)
{
    (void)state;
    check("a2", false, "old.py", "a2", "u");
    check("a2", false, "old.py", "a2 a2", "uN"); /* the last one is new */
    check("a2 a2", false, "old.py", "a2", "u");
    check("", false, "old.py", "a2", "N");
    check("a2", false, "old.py", "b2", "N");
}

static void a_file_that_is_gone_may_have_been_renamed(void **state)
{
    (void)state;
    check("a2 b2", true, "new.py", "b2 a2 a2", "uuN");
    check("a2", false, "new.py", "a2", "N"); /* copied: the old one is still there */
}

static void none_looks_worse_for_the_sake_of_another(void **state)
{
    (void)state;
    check("a1", false, "old.py", "a3", "w");
    check("a3", false, "old.py", "a1", "u");
    check("a1 a3", false, "old.py", "a3 a1", "uu");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(equal_ones_are_counted),
        cmocka_unit_test(a_file_that_is_gone_may_have_been_renamed),
        cmocka_unit_test(none_looks_worse_for_the_sake_of_another),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
