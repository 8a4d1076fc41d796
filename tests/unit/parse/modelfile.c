#include "unit/parse/dump.h"

static void reads_instructions(void **state)
{
    (void)state;
    sites_are("Modelfile",
              "# base\n"
              "FROM llama3:8b\n"
              "PARAMETER stop \"<|eot_id|>\"\n"
              "PARAMETER num_ctx 4096\n"
              "TEMPLATE \"\"\"{{ .System }}\n"
              "<|eot_id|>\"\"\"\n"
              "SYSTEM \"You are\"\n"
              "ADAPTER ./lora.gguf",
              "1:1 comment \"# base\"\n"
              "2:6 instruction [FROM] \"llama3:8b\"\n"
              "3:11 instruction [PARAMETER] \"stop \"<|eot_id|>\"\"\n"
              "4:11 instruction [PARAMETER] \"num_ctx 4096\"\n"
              "5:13 instruction [TEMPLATE] \"{{ .System }}\\n<|eot_id|>\"\n"
              "7:9 instruction [SYSTEM] \"You are\"\n"
              "8:9 instruction [ADAPTER] \"./lora.gguf\"\n");
}

static void holds_on_anything(void **state)
{
    (void)state;
    sites_hold("Modelfile", "FROM a\r\n"
                            "TEMPLATE \"\"\"x\n"
                            "y\n"
                            "SYSTEM \"a\n"
                            "b\"\n"
                            "\"\n"
                            "#\n"
                            "X");
    sites_are("Modelfile", "", "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_instructions),
        cmocka_unit_test(holds_on_anything),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
