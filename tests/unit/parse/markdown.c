#include "unit/parse/dump.h"

static void reads_prose_and_spans(void **state)
{
    (void)state;
    sites_are(
        "README.md",
        "---\n"
        "license: llama3.1\n"
        "base_model: meta-llama/Llama-3.1-8B\n"
        "---\n"
        "# About llama\n"
        "\n"
        "We use `llama3` and `ollama run llama3`. Set `MODEL=llama3`, not `a b c`.\n"
        "\n"
        "| llama2 | [x](http://h/llama) |\n",
        "2:1 key [license] \"license\"\n"
        "2:10 value [license] \"llama3.1\"\n"
        "3:1 key [base_model] \"base_model\"\n"
        "3:13 value [base_model] \"meta-llama/Llama-3.1-8B\"\n"
        "5:1 prose \"# About llama\"\n"
        "7:1 prose \"We use `llama3` and `ollama run llama3`. Set `MODEL=llama3`, not `a b c`.\"\n"
        "7:22 command-word \"ollama\" command=ollama run snippet\n"
        "7:29 command-word \"run\" command=ollama run snippet\n"
        "7:33 command-word \"llama3\" command=ollama run snippet\n"
        "7:47 key+command-word [MODEL] \"MODEL\" snippet\n"
        "7:53 value+command-word [MODEL] \"llama3\" snippet\n"
        "9:1 prose \"| llama2 | [x](http://h/llama) |\"\n");
}

static void tells_output_from_commands(void **state)
{
    (void)state;
    sites_are("README.md",
              "```\n"
              "2026-05-01 10:00:00 INFO loading llama3\n"
              "it is llama3\n"
              "```\n"
              "```sh\n"
              "ollama list\n"
              "llama3:latest    a80c4f17acd5    2.0 GB\n"
              "```\n"
              "```json\n"
              "{\"model\": \"llama3\", \"usage\": {}}\n"
              "```\n"
              "```output\n"
              "llama3\n"
              "```\n",
              "2:1 prose \"2026-05-01 10:00:00 INFO loading llama3\" snippet dead\n"
              "3:1 prose \"it is llama3\" snippet dead\n"
              "7:1 prose \"llama3:latest    a80c4f17acd5    2.0 GB\" snippet dead\n"
              "6:1 command-word \"ollama\" command=ollama list snippet\n"
              "6:8 command-word \"list\" command=ollama list snippet\n"
              "10:3 key [model] \"model\" snippet dead\n"
              "10:12 value [model] \"llama3\" snippet dead\n"
              "10:22 key [usage] \"usage\" snippet dead\n"
              "13:1 prose \"llama3\" snippet dead\n");
}

static void ends_an_open_fence_with_its_paragraph(void **state)
{
    (void)state;
    sites_are("README.md",
              "```sh\n"
              "ollama pull llama3\n"
              "\n"
              "We like llama3 too.\n",
              "2:1 command-word \"ollama\" command=ollama pull snippet\n"
              "2:8 command-word \"pull\" command=ollama pull snippet\n"
              "2:13 command-word \"llama3\" command=ollama pull snippet\n"
              "4:1 prose \"We like llama3 too.\"\n");
}

static void reads_code_blocks(void **state)
{
    (void)state;
    sites_are("README.md",
              "```bash\n"
              "$ ollama pull llama3\n"
              "pulling llama3\n"
              "$ vllm serve \\\n"
              "    x/y\n"
              "```\n"
              "\n"
              "- item\n"
              "\n"
              "  ```{python}\n"
              "  x = \"llama2\"\n"
              "  ```\n"
              "\n"
              "> ```\n"
              "> ollama serve --x\n"
              "> ```\n"
              "\n"
              "    pip install vllm\n"
              "\n"
              "~~~json\n"
              "{\"model\": \"llama3\"}\n"
              "~~~\n"
              "```\n"
              "just text\n",
              "3:1 prose \"pulling llama3\" snippet dead\n"
              "2:3 command-word \"ollama\" command=ollama pull snippet\n"
              "2:10 command-word \"pull\" command=ollama pull snippet\n"
              "2:15 command-word \"llama3\" command=ollama pull snippet\n"
              "4:3 command-word \"vllm\" command=vllm serve snippet\n"
              "4:8 command-word \"serve\" command=vllm serve snippet\n"
              "5:5 command-word \"x/y\" command=vllm serve snippet\n"
              "8:1 prose \"- item\"\n"
              "11:3 identifier [x] \"x\" snippet\n"
              "11:8 string+value [x] \"llama2\" snippet\n"
              "15:3 command-word \"ollama\" command=ollama serve snippet\n"
              "15:10 command-word \"serve\" command=ollama serve snippet\n"
              "15:16 command-word \"--x\" command=ollama serve snippet\n"
              "18:5 command-word \"pip\" command=pip install snippet\n"
              "18:9 command-word \"install\" command=pip install snippet\n"
              "18:17 command-word \"vllm\" command=pip install snippet\n"
              "18:17 package \"vllm\" command=pip install package=pypi snippet\n"
              "21:3 key [model] \"model\" snippet\n"
              "21:12 value [model] \"llama3\" snippet\n"
              "24:1 prose \"just text\" snippet\n");
}

static void tells_comments(void **state)
{
    (void)state;
    sites_are("README.md",
              "<!-- old llama\n"
              "two --> rest\n"
              "<!-- open\n"
              "llama\n",
              "1:1 comment \"<!-- old llama\"\n"
              "2:1 comment \"two -->\"\n"
              "2:9 prose \"rest\"\n"
              "3:1 prose \"<!-- open\"\n"
              "4:1 prose \"llama\"\n");
}

static void holds_on_anything(void **state)
{
    (void)state;
    sites_hold("a.md", "---\n"
                       "license: llama3.1\n"
                       "base_model: meta-llama/Llama-3.1-8B\n"
                       "---\n"
                       "# About llama\n"
                       "\n"
                       "We use `llama3` and `ollama run llama3`. Set `MODEL=llama3`, not `a b c`.\n"
                       "\n"
                       "| llama2 | [x](http://h/llama) |\n");
    sites_hold("a.md", "```bash\n"
                       "$ ollama pull llama3\n"
                       "pulling llama3\n"
                       "$ vllm serve \\\n"
                       "    x/y\n"
                       "```\n"
                       "\n"
                       "- item\n"
                       "\n"
                       "  ```{python}\n"
                       "  x = \"llama2\"\n"
                       "  ```\n"
                       "\n"
                       "> ```\n"
                       "> ollama serve --x\n"
                       "> ```\n"
                       "\n"
                       "    pip install vllm\n"
                       "\n"
                       "~~~json\n"
                       "{\"model\": \"llama3\"}\n"
                       "~~~\n"
                       "```\n"
                       "just text\n");
    sites_hold("a.md", "<!-- old llama\n"
                       "two --> rest\n"
                       "<!-- open\n"
                       "llama\n");
    sites_hold("a.md", "+++\n"
                       "a = 1\n"
                       "+++\n"
                       "\t x\n"
                       "\n"
                       "\tpip install a\n"
                       "`` a ` b`` `ls -l`\n"
                       "~~~~ x\n"
                       "~~~\n");
    sites_hold("a.md", "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_prose_and_spans),
        cmocka_unit_test(tells_output_from_commands),
        cmocka_unit_test(ends_an_open_fence_with_its_paragraph),
        cmocka_unit_test(reads_code_blocks),
        cmocka_unit_test(tells_comments),
        cmocka_unit_test(holds_on_anything),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
