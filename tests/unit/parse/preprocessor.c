#include "unit/parse/dump.h"

/* Numbers are the sites that are easiest to tell apart. */
static void leaves_out_what_never_holds(void **state)
{
    (void)state;
    sites_are("a.m",
              "#if 0 /* old */\n"
              "1\n"
              "# if X\n"
              "2\n"
              "# else\n"
              "3\n"
              "# endif\n"
              "#elif Y\n"
              "4\n"
              "#endif\n"
              "#if 1\n"
              "5\n"
              "#else\n"
              "6\n"
              "#endif\n"
              "7\n",
              "1:1 identifier \"#if\" dead\n"
              "1:5 number \"0\" dead\n"
              "1:7 comment \"/* old */\" dead\n"
              "2:1 number \"1\" dead\n"
              "3:3 identifier \"if\" dead\n"
              "3:6 identifier \"X\" dead\n"
              "4:1 number \"2\" dead\n"
              "5:3 identifier \"else\" dead\n"
              "6:1 number \"3\" dead\n"
              "7:3 identifier \"endif\" dead\n"
              "8:1 identifier \"#elif\"\n"
              "8:7 identifier \"Y\"\n"
              "9:1 number \"4\"\n"
              "10:1 identifier \"#endif\"\n"
              "11:1 identifier \"#if\"\n"
              "11:5 number \"1\"\n"
              "12:1 number \"5\"\n"
              "13:1 identifier \"#else\" dead\n"
              "14:1 number \"6\" dead\n"
              "15:1 identifier \"#endif\"\n"
              "16:1 number \"7\"\n");
}

static void holds_on_anything(void **state)
{
    (void)state;
    sites_hold("a.m", "#endif\n#else\n#if 0\n1");
    sites_hold("a.m", "#if 0\n#if\n#if1\n#el");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(leaves_out_what_never_holds),
        cmocka_unit_test(holds_on_anything),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
