#include "unit/parse/dump.h"

static void reads_pairs_and_comments(void **state)
{
    (void)state;
    sites_are(".env",
              "# MODEL=llama3\n"
              "export MODEL=llama3 # the one\n"
              "A=\"x\\ny\"\n"
              "B='${NO}'\n"
              "C=${MODEL:-llama2}\n"
              "MULTI=\"one\n"
              "two\"\n"
              "D=\n"
              "not a pair\r\n"
              "URL = http://h/#x\r\n"
              "E=\"never closed",
              "1:1 comment \"# MODEL=llama3\" dead\n"
              "2:8 key [MODEL] \"MODEL\"\n"
              "2:14 value [MODEL] \"llama3\"\n"
              "2:21 comment \"# the one\"\n"
              "3:1 key [A] \"A\"\n"
              "3:4 value [A] \"x\\ny\"\n"
              "4:1 key [B] \"B\"\n"
              "4:4 value [B] \"${NO}\"\n"
              "5:1 key [C] \"C\"\n"
              "5:3 value [C] \"${MODEL:-llama2}\" variable=MODEL dynamic\n"
              "5:12 value [C] \"llama2\" variable=MODEL\n"
              "6:1 key [MULTI] \"MULTI\"\n"
              "6:8 value [MULTI] \"one\\ntwo\"\n"
              "8:1 key [D] \"D\"\n"
              "9:1 prose \"not a pair\"\n"
              "10:1 key [URL] \"URL\"\n"
              "10:7 value [URL] \"http://h/#x\"\n"
              "11:1 key [E] \"E\"\n"
              "11:3 value [E] \"\"never closed\"\n");
}

static void holds_on_anything(void **state)
{
    (void)state;
    sites_hold(".env", "A=\"b\\\"c\" # d\n"
                       "export  E='f\n"
                       "g'\n"
                       "#\n"
                       "\"=\n"
                       "X: ${Y:-z}");
    sites_are(".env", "", "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_pairs_and_comments),
        cmocka_unit_test(holds_on_anything),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
