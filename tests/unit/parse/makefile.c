#include "unit/parse/dump.h"

static void reads_variables_and_recipes(void **state)
{
    (void)state;
    sites_are("Makefile",
              "# c\n"
              "MODEL ?= llama3 # d\n"
              "export URL := http://$(HOST) \\\n"
              "   x\n"
              "run: deps\n"
              "\t@ollama run $(MODEL) \\\n"
              "\t  --verbose\n"
              "\t-echo $$HOME # z\n"
              "ifdef X\n",
              "1:1 comment \"# c\"\n"
              "2:1 key [MODEL] \"MODEL\"\n"
              "2:10 value [MODEL] \"llama3\"\n"
              "2:17 comment \"# d\"\n"
              "3:8 key [URL] \"URL\"\n"
              "3:15 value [URL] \"http://$(HOST)  x\" variable=HOST partial\n"
              "5:1 prose \"run: deps\"\n"
              "6:3 command-word \"ollama\" command=ollama run\n"
              "6:10 command-word \"run\" command=ollama run\n"
              "6:14 command-word \"${MODEL}\" command=ollama run variable=MODEL dynamic\n"
              "7:4 command-word \"--verbose\" command=ollama run\n"
              "8:15 comment \"# z\"\n"
              "8:3 command-word \"echo\" command=echo\n"
              "8:8 command-word \"$HOME\" command=echo variable=HOME dynamic\n"
              "9:1 prose \"ifdef X\"\n");
}

static void reads_a_recipe_on_the_line_of_its_rule(void **state)
{
    (void)state;
    sites_are("Makefile", "pull: ; ollama pull llama3\n",
              "1:1 prose \"pull:\"\n"
              "1:9 command-word \"ollama\" command=ollama pull\n"
              "1:16 command-word \"pull\" command=ollama pull\n"
              "1:21 command-word \"llama3\" command=ollama pull\n");
}

static void reads_justfiles(void **state)
{
    (void)state;
    sites_are("justfile",
              "m := \"llama3\"\n"
              "pull tag='llama2':\n"
              "    ollama pull {{tag}}\n",
              "1:1 key [m] \"m\"\n"
              "1:6 value [m] \"\"llama3\"\"\n"
              "2:11 value [tag] \"llama2\"\n"
              "3:5 command-word \"ollama\" command=ollama pull\n"
              "3:12 command-word \"pull\" command=ollama pull\n"
              "3:17 command-word \"{{tag}}\" command=ollama pull variable=tag dynamic\n");
}

static void reads_procfiles(void **state)
{
    (void)state;
    sites_are("Procfile",
              "# web: x\n"
              "llm: ollama run llama3\n",
              "1:1 comment \"# web: x\"\n"
              "2:6 command-word \"ollama\" command=ollama run\n"
              "2:13 command-word \"run\" command=ollama run\n"
              "2:17 command-word \"llama3\" command=ollama run\n");
}

static void holds_on_anything(void **state)
{
    (void)state;
    sites_hold("Makefile", "# c\n"
                           "MODEL ?= llama3 # d\n"
                           "export URL := http://$(HOST) \\\n"
                           "   x\n"
                           "run: deps\n"
                           "\t@ollama run $(MODEL) \\\n"
                           "\t  --verbose\n"
                           "\t-echo $$HOME # z\n"
                           "ifdef X\n");
    sites_hold("Makefile", "A=\\\n"
                           "\t\\\n"
                           "export \n"
                           "\t$$(\n"
                           "\t$(\n"
                           "=:\n");
    sites_hold("Makefile", "");
    sites_hold("justfile", "a='':\nb=\":\n  {{\n=':\n");
    sites_hold("Procfile", ":\na:\n:b\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_variables_and_recipes),
        cmocka_unit_test(reads_a_recipe_on_the_line_of_its_rule),
        cmocka_unit_test(reads_justfiles),
        cmocka_unit_test(reads_procfiles),
        cmocka_unit_test(holds_on_anything),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
