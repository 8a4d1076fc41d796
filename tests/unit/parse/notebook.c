#include "unit/parse/dump.h"

static void reads_cells(void **state)
{
    (void)state;
    sites_are("a.ipynb",
              "{\"cells\": [\n"
              " {\"cell_type\": \"markdown\", \"source\": [\"# Use llama3\\n\", \"run `ollama run "
              "llama3`\"]},\n"
              " {\"cell_type\": \"code\", \"outputs\": [{\"text\": [\"pulling llama3\\n\"]}, "
              "{\"data\": {\"image/png\": \"iVBOR\"}}],\n"
              "  \"source\": [\"!pip install -q \\\\\\n\", \"  vllm\\n\", \"%load_ext x\\n\", "
              "\"%env MODEL=llama3\\n\",\n"
              "   \"m = \\\"a\\\\n\\u00e9\\\"\\n\", \"    !ollama pull llama2\\n\", "
              "\"f(\\\"<|eot_id|>\\\")\"]},\n"
              " {\"cell_type\": \"code\", \"source\": \"%%bash\\nollama pull llama3\\n\"}\n"
              "]}\n",
              "2:40 prose \"# Use llama3\"\n"
              "2:58 prose \"run `ollama run llama3`\"\n"
              "2:63 command-word \"ollama\" command=ollama run snippet\n"
              "2:70 command-word \"run\" command=ollama run snippet\n"
              "2:74 command-word \"llama3\" command=ollama run snippet\n"
              "4:16 command-word \"pip\" command=pip install\n"
              "4:20 command-word \"install\" command=pip install\n"
              "4:28 command-word \"-q\" command=pip install\n"
              "4:41 command-word \"vllm\" command=pip install\n"
              "4:41 package \"vllm\" command=pip install package=pypi\n"
              "4:73 key+command-word [MODEL] \"MODEL\"\n"
              "4:79 value+command-word [MODEL] \"llama3\"\n"
              "5:34 command-word \"ollama\" command=ollama pull\n"
              "5:41 command-word \"pull\" command=ollama pull\n"
              "5:46 command-word \"llama2\" command=ollama pull\n"
              "5:5 identifier [m] \"m\"\n"
              "5:11 string+value [m] \"a\\né\"\n"
              "5:58 identifier \"f\"\n"
              "5:62 string+call-argument \"<|eot_id|>\"\n"
              "3:47 prose \"pulling llama3\\n\" dead\n"
              "6:43 command-word \"ollama\" command=ollama pull\n"
              "6:50 command-word \"pull\" command=ollama pull\n"
              "6:55 command-word \"llama3\" command=ollama pull\n");
}

static void reads_a_source_in_one_string(void **state)
{
    (void)state;
    sites_are("a.ipynb",
              "{\"cells\": [{\"source\": \"m = \\\"llama3\\\"\\n!ollama pull llama3\", "
              "\"cell_type\": \"code\"}]}",
              "1:41 command-word \"ollama\" command=ollama pull\n"
              "1:48 command-word \"pull\" command=ollama pull\n"
              "1:53 command-word \"llama3\" command=ollama pull\n"
              "1:24 identifier [m] \"m\"\n"
              "1:30 string+value [m] \"llama3\"\n");
}

static void reads_what_is_no_notebook_as_text(void **state)
{
    (void)state;
    sites_are("a.ipynb", "{\"model\": \"llama3\"}\n",
              "1:1 prose \"{\"model\": \"llama3\"}\"\n"
              "skip: no cells of a notebook\n");
}

static void holds_on_anything(void **state)
{
    (void)state;
    sites_hold("a.ipynb",
               "{\"cells\": [\n"
               " {\"cell_type\": \"markdown\", \"source\": [\"# Use llama3\\n\", \"run `ollama run "
               "llama3`\"]},\n"
               " {\"cell_type\": \"code\", \"outputs\": [{\"text\": [\"pulling llama3\\n\"]}, "
               "{\"data\": {\"image/png\": \"iVBOR\"}}],\n"
               "  \"source\": [\"!pip install -q \\\\\\n\", \"  vllm\\n\", \"%load_ext x\\n\", "
               "\"%env MODEL=llama3\\n\",\n"
               "   \"m = \\\"a\\\\n\\u00e9\\\"\\n\", \"    !ollama pull llama2\\n\", "
               "\"f(\\\"<|eot_id|>\\\")\"]},\n"
               " {\"cell_type\": \"code\", \"source\": \"%%bash\\nollama pull llama3\\n\"}\n"
               "]}\n");
    sites_hold("a.ipynb", "{\"cells\": [{\"source\": \"m = \\\"llama3\\\"\\n!ollama pull llama3\", "
                          "\"cell_type\": \"code\"}]}");
    sites_hold("a.ipynb", "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_cells),
        cmocka_unit_test(reads_a_source_in_one_string),
        cmocka_unit_test(reads_what_is_no_notebook_as_text),
        cmocka_unit_test(holds_on_anything),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
