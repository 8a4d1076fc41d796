#include "unit/parse/dump.h"

static void reads_sections_and_pairs(void **state)
{
    (void)state;
    sites_are("a.ini",
              "[llm]\n"
              "model = llama3 ; note\n"
              "name: \"x y\"\n"
              "# model = llama2\n"
              "listen 127.0.0.1:80\n"
              "[options]\n"
              "requires =\n"
              "    vllm>=1\n"
              "    b\n",
              "1:2 key [llm] \"llm\"\n"
              "2:1 key [llm.model] \"model\"\n"
              "2:16 comment \"; note\"\n"
              "2:9 value [llm.model] \"llama3\"\n"
              "3:1 key [llm.name] \"name\"\n"
              "3:8 value [llm.name] \"x y\"\n"
              "4:1 comment \"# model = llama2\" dead\n"
              "5:1 prose \"listen 127.0.0.1:80\"\n"
              "6:2 key [options] \"options\"\n"
              "7:1 key [options.requires] \"requires\"\n"
              "8:5 value [options.requires[]] \"vllm>=1\"\n"
              "9:5 value [options.requires[]] \"b\"\n");
}

static void reads_units(void **state)
{
    (void)state;
    sites_are("a.service",
              "[Service]\n"
              "Environment=\"A=llama3\" B=c\n",
              "1:2 key [Service] \"Service\"\n"
              "2:1 key [Service.Environment] \"Environment\"\n"
              "2:14 key [A] \"A\"\n"
              "2:16 value [A] \"llama3\"\n"
              "2:24 key [B] \"B\"\n"
              "2:26 value [B] \"c\"\n");
}

static void reads_properties(void **state)
{
    (void)state;
    sites_are("a.properties",
              "spring.ai.model=${MODEL:llama3}\r\n"
              "! c\r\n"
              "a.b : x \\\r\n"
              "   y\r\n"
              "k v # w",
              "1:1 key [spring.ai.model] \"spring.ai.model\"\n"
              "1:17 value [spring.ai.model] \"${MODEL:llama3}\" variable=MODEL dynamic\n"
              "1:25 value [spring.ai.model] \"llama3\" variable=MODEL\n"
              "2:1 comment \"! c\"\n"
              "3:1 key [a.b] \"a.b\"\n"
              "3:7 value [a.b] \"x y\"\n"
              "5:1 key [k] \"k\"\n"
              "5:3 value [k] \"v # w\"\n");
}

static void holds_on_anything(void **state)
{
    (void)state;
    sites_hold("a.conf", "[a\n"
                         "]=\n"
                         "[b]\n"
                         "c = \\\n"
                         " d\n"
                         "  e\n"
                         ";\n"
                         " = x\n"
                         "environment=A=\"b\",C='d,");
    sites_are("a.conf", "", "");
    sites_hold("a.properties", "a\\=b=c\\\n"
                               "\\\n"
                               "d: \n"
                               "!\n"
                               ":");
    sites_are("a.properties", "", "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_sections_and_pairs),
        cmocka_unit_test(reads_units),
        cmocka_unit_test(reads_properties),
        cmocka_unit_test(holds_on_anything),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
