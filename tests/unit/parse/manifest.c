#include "unit/parse/dump.h"

/* The package sites of a document, one a line. */
static void packages_are(const char *path, const char *text, const char *expected)
{
    struct buf out = { 0 };
    struct buf packages = { 0 };
    dump_sites(&out, path, str_from(text));
    struct str rest = str_from(out.ptr);
    while (rest.ptr) {
        struct str line = str_split(&rest, '\n');
        if (str_find(line, STR(" package "), 0) != STR_NONE ||
            str_find(line, STR(" package="), 0) != STR_NONE) {
            buf_add(&packages, line);
            buf_char(&packages, '\n');
        }
    }
    buf_char(&packages, '\0');
    if (strcmp(packages.ptr, expected) != 0)
        fail_msg("%s\n%s\n-- gives\n%s-- and not\n%s", path, text, packages.ptr, expected);
    buf_release(&out);
    buf_release(&packages);
}

static void reads_python(void **state)
{
    (void)state;
    packages_are(
        "pyproject.toml",
        "[project]\n"
        "dependencies = [\"vllm>=1\"]\n"
        "[project.optional-dependencies]\n"
        "gpu = [\"torch\"]\n"
        "[tool.poetry.group.dev.dependencies]\n"
        "x = {version = \"1\", extras = [\"a\"]}\n"
        "[dependency-groups]\n"
        "test = [\"pytest\"]\n",
        "2:18 package [project.dependencies[]] \"vllm\" package=pypi version=>=1\n"
        "4:9 package [project.optional-dependencies.gpu[]] \"torch\" package=pypi\n"
        "8:10 package [dependency-groups.test[]] \"pytest\" package=pypi\n"
        "6:1 package [tool.poetry.group.dev.dependencies.x] \"x\" package=pypi version=1\n");
    packages_are("uv.lock",
                 "[[package]]\n"
                 "name = \"torch\"\n"
                 "version = \"2\"\n",
                 "2:9 package [package[].name] \"torch\" package=pypi version=2 lock\n");
    packages_are("Pipfile",
                 "[packages]\n"
                 "ollama = \"*\"\n",
                 "2:1 package [packages.ollama] \"ollama\" package=pypi version=*\n");
    packages_are("Pipfile.lock",
                 "{\"default\": {\"ollama\": {\"hashes\": [], \"version\": \"==0.4\"}}}",
                 "1:15 package [default.ollama] \"ollama\" package=pypi version===0.4 lock\n");
    packages_are(
        "setup.cfg",
        "[options]\n"
        "install_requires =\n"
        "    llama-recipes>=1\n",
        "3:5 package [options.install_requires[]] \"llama-recipes\" package=pypi version=>=1\n");
    packages_are("setup.py", "setup(install_requires=[\"llama-recipes>=1\"], name=\"x\")\n",
                 "1:26 package [install_requires[]] \"llama-recipes\" package=pypi version=>=1\n");
    packages_are("environment.yml",
                 "dependencies:\n"
                 "  - pytorch=2.1\n"
                 "  - pip:\n"
                 "    - vllm==1\n",
                 "2:5 package [dependencies[]] \"pytorch\" package=conda version==2.1\n"
                 "4:7 package [dependencies[].pip[]] \"vllm\" package=pypi version===1\n");
}

static void reads_javascript(void **state)
{
    (void)state;
    packages_are("package.json",
                 "{\"devDependencies\": {\"@a/b\": \"^1\", \"c.d\": \"2\"}, \"version\": \"1\"}",
                 "1:23 package [devDependencies.@a/b] \"@a/b\" package=npm version=^1\n"
                 "1:37 package [devDependencies.c.d] \"c.d\" package=npm version=2\n");
    packages_are(
        "package-lock.json",
        "{\"packages\": {\"\": {}, \"node_modules/a/node_modules/@b/c\": {\"version\": \"1.2\"}}}",
        "1:52 package [packages.node_modules/a/node_modules/@b/c] \"@b/c\" package=npm version=1.2 "
        "lock\n");
    packages_are("pnpm-lock.yaml",
                 "packages:\n"
                 "  /@a/b@1.2.3:\n"
                 "    resolution: {}\n"
                 "  ollama@0.5.0:\n"
                 "    dev: true\n",
                 "2:4 package [packages./@a/b@1.2.3] \"@a/b\" package=npm version=1.2.3 lock\n"
                 "4:3 package [packages.ollama@0.5.0] \"ollama\" package=npm version=0.5.0 lock\n");
    packages_are("bun.lock", "{\"packages\": {\"ollama\": [\"ollama@0.5.0\", \"\"],}}",
                 "1:16 package [packages.ollama] \"ollama\" package=npm lock\n");
}

static void reads_jvm_and_dotnet(void **state)
{
    (void)state;
    packages_are(
        "pom.xml",
        "<project><dependencies>\n"
        "<dependency><groupId>a.b</groupId>\n"
        "<artifactId>c</artifactId></dependency>\n"
        "<dependency><groupId>d</groupId><artifactId>e</artifactId>\n"
        "<version>1</version></dependency></dependencies></project>\n",
        "2:22 package [project.dependencies.dependency.artifactId] \"a.b:c\" package=maven\n"
        "4:22 package [project.dependencies.dependency.artifactId] \"d:e\" package=maven "
        "version=1\n");
    packages_are("build.gradle",
                 "dependencies {\n"
                 "  implementation \"a.b:c:1.0\"\n"
                 "}\n",
                 "2:19 package \"a.b:c\" package=maven version=1.0\n");
    packages_are("libs.versions.toml",
                 "[libraries]\n"
                 "a = \"g:a:1\"\n"
                 "b = {module = \"g:b\", version.ref = \"v\"}\n",
                 "2:6 package [libraries.a] \"g:a\" package=maven version=1\n"
                 "3:16 package [libraries.b.module] \"g:b\" package=maven\n");
    packages_are(
        "a.csproj",
        "<Project>\n"
        "<PackageReference Include=\"LLamaSharp\" />\n"
        "<PackageReference Include=\"B\" Version=\"0.1\" /></Project>\n",
        "2:28 package [Project.PackageReference.Include] \"LLamaSharp\" package=nuget\n"
        "3:28 package [Project.PackageReference.Include] \"B\" package=nuget version=0.1\n");
    packages_are("packages.lock.json",
                 "{\"dependencies\": {\"net8.0\": {\"LLamaSharp\": {\"type\": \"Direct\", "
                 "\"resolved\": \"0.1\"}}}}",
                 "1:31 package [dependencies.net8.0.LLamaSharp] \"LLamaSharp\" package=nuget "
                 "version=0.1 lock\n");
}

static void reads_others(void **state)
{
    (void)state;
    packages_are("Cargo.toml",
                 "[dependencies]\n"
                 "ollama-rs = \"0.2\"\n"
                 "[workspace.dependencies]\n"
                 "x = {version = \"1\"}\n",
                 "2:1 package [dependencies.ollama-rs] \"ollama-rs\" package=cargo version=0.2\n"
                 "4:1 package [workspace.dependencies.x] \"x\" package=cargo version=1\n");
    packages_are("composer.json", "{\"require\": {\"a/b\": \"^1\"}}",
                 "1:15 package [require.a/b] \"a/b\" package=composer version=^1\n");
    packages_are("Gemfile", "gem \"ruby-openai\", \"~> 7\"\n",
                 "1:6 package \"ruby-openai\" package=rubygems version=~> 7\n");
    packages_are("Package.resolved",
                 "{\"pins\": [{\"identity\": \"x\", \"state\": {\"version\": \"1\"}}]}",
                 "1:25 package [pins[].identity] \"x\" package=swift lock\n");
    packages_are("Chart.yaml",
                 "dependencies:\n"
                 "  - name: ollama\n"
                 "    version: 1.2\n",
                 "2:11 package [dependencies[].name] \"ollama\" package=helm version=1.2\n");
    packages_are(".pre-commit-config.yaml",
                 "repos:\n"
                 "  - repo: https://h/x\n"
                 "    rev: v1\n",
                 "2:11 package [repos[].repo] \"https://h/x\" package=pre-commit version=v1\n");
    packages_are("ci.yml",
                 "jobs:\n"
                 "  a:\n"
                 "    steps:\n"
                 "      - uses: a/b@v4\n"
                 "      - uses: docker://x/y:1\n",
                 "4:15 package [jobs.a.steps[].uses] \"a/b\" package=github-actions version=v4\n"
                 "5:24 package [jobs.a.steps[].uses] \"x/y\" package=docker version=1\n");
    packages_are(".gitmodules",
                 "[submodule \"x\"]\n"
                 "\turl = https://h/llama.cpp\n",
                 "2:8 package [submodule \"x\".url] \"https://h/llama.cpp\" package=git\n");
}

static void reads_scripts(void **state)
{
    (void)state;
    sites_have("package.json", "{\"scripts\": {\"llm\": \"ollama run llama3\"}}",
               "1:22 value [scripts.llm] \"ollama run llama3\"\n"
               "1:33 command-word [scripts.llm] \"llama3\" command=ollama run\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_python),         cmocka_unit_test(reads_javascript),
        cmocka_unit_test(reads_jvm_and_dotnet), cmocka_unit_test(reads_others),
        cmocka_unit_test(reads_scripts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
