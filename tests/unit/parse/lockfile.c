#include "unit/parse/dump.h"

static void reads_go(void **state)
{
    (void)state;
    sites_are("go.mod",
              "module a.b/c\n"
              "require (\n"
              "\tgithub.com/ollama/ollama v0.3.0 // indirect\n"
              ")\n"
              "require x.y/z v1\n",
              "3:34 comment \"// indirect\"\n"
              "3:2 package \"github.com/ollama/ollama\" package=go version=v0.3.0\n"
              "5:9 package \"x.y/z\" package=go version=v1\n");
    sites_are("go.sum",
              "x.y/z v1 h1:ab\n"
              "x.y/z v1/go.mod h1:cd\n",
              "1:1 package \"x.y/z\" package=go version=v1 lock\n");
}

static void reads_gemfile_lock(void **state)
{
    (void)state;
    sites_are("Gemfile.lock",
              "GEM\n"
              "  specs:\n"
              "    ruby-openai (7.1.0)\n"
              "      faraday (>= 1)\n",
              "3:5 package \"ruby-openai\" package=rubygems version=7.1.0 lock\n");
}

static void reads_yarn_lock(void **state)
{
    (void)state;
    sites_are("yarn.lock",
              "\"@a/b@^1\", \"@a/b@^2\":\n"
              "  version \"1.2\"\n"
              "\n"
              "\"ollama@npm:^0.5\":\n"
              "  version: 0.5.1\n",
              "1:2 package \"@a/b\" package=npm version=1.2 lock\n"
              "4:2 package \"ollama\" package=npm version=0.5.1 lock\n");
}

static void holds_on_anything(void **state)
{
    (void)state;
    sites_hold("go.mod", "require (\n"
                         "require\n"
                         ")\n"
                         " a. //\n");
    sites_are("go.mod", "", "");
    sites_hold("Gemfile.lock", "    a (\n"
                               "    (b)\n");
    sites_are("Gemfile.lock", "", "");
    sites_hold("yarn.lock", "\"@:\n"
                            "a@\n"
                            "\":\n"
                            "  version\n");
    sites_are("yarn.lock", "", "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_go),
        cmocka_unit_test(reads_gemfile_lock),
        cmocka_unit_test(reads_yarn_lock),
        cmocka_unit_test(holds_on_anything),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
