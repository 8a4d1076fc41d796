#include "unit/parse/dump.h"

static void reads_restructuredtext(void **state)
{
    (void)state;
    sites_are("a.rst",
              "Title llama\n"
              "===========\n"
              "\n"
              "Run ``ollama run llama3``::\n"
              "\n"
              "    ollama pull x\n"
              "\n"
              ".. code-block:: python\n"
              "   :linenos:\n"
              "\n"
              "   x = \"llama3\"\n"
              "\n"
              ".. old llama\n"
              "end\n",
              "1:1 prose \"Title llama\"\n"
              "2:1 prose \"===========\"\n"
              "4:1 prose \"Run ``ollama run llama3``::\"\n"
              "4:7 command-word \"ollama\" command=ollama run snippet\n"
              "4:14 command-word \"run\" command=ollama run snippet\n"
              "4:18 command-word \"llama3\" command=ollama run snippet\n"
              "6:5 command-word \"ollama\" command=ollama pull snippet\n"
              "6:12 command-word \"pull\" command=ollama pull snippet\n"
              "6:17 command-word \"x\" command=ollama pull snippet\n"
              "11:4 identifier [x] \"x\" snippet\n"
              "11:9 string+value [x] \"llama3\" snippet\n"
              "13:1 comment \".. old llama\"\n"
              "14:1 prose \"end\"\n");
}

static void reads_asciidoc(void **state)
{
    (void)state;
    sites_are("a.adoc",
              "= T\n"
              "Head\n"
              "----\n"
              "[source,bash]\n"
              "----\n"
              "ollama pull llama3\n"
              "----\n"
              "// c\n"
              "use `ollama run llama3`\n",
              "1:1 prose \"= T\"\n"
              "2:1 prose \"Head\"\n"
              "3:1 prose \"----\"\n"
              "6:1 command-word \"ollama\" command=ollama pull snippet\n"
              "6:8 command-word \"pull\" command=ollama pull snippet\n"
              "6:13 command-word \"llama3\" command=ollama pull snippet\n"
              "8:1 comment \"// c\"\n"
              "9:1 prose \"use `ollama run llama3`\"\n"
              "9:6 command-word \"ollama\" command=ollama run snippet\n"
              "9:13 command-word \"run\" command=ollama run snippet\n"
              "9:17 command-word \"llama3\" command=ollama run snippet\n");
}

static void holds_on_anything(void **state)
{
    (void)state;
    sites_hold("a.rst", "Title llama\n"
                        "===========\n"
                        "\n"
                        "Run ``ollama run llama3``::\n"
                        "\n"
                        "    ollama pull x\n"
                        "\n"
                        ".. code-block:: python\n"
                        "   :linenos:\n"
                        "\n"
                        "   x = \"llama3\"\n"
                        "\n"
                        ".. old llama\n"
                        "end\n");
    sites_hold("a.adoc", "= T\n"
                         "Head\n"
                         "----\n"
                         "[source,bash]\n"
                         "----\n"
                         "ollama pull llama3\n"
                         "----\n"
                         "// c\n"
                         "use `ollama run llama3`\n");
    sites_hold("a.adoc", "");
    sites_hold("a.rst", "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_restructuredtext),
        cmocka_unit_test(reads_asciidoc),
        cmocka_unit_test(holds_on_anything),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
