#include "match/where.h"

#include "base/attr.h"
#include "match/pattern.h"

/* What a glob stands for: a folder anywhere in the path, the last part, or the end of a path. */
enum part { FOLDER, NAME, PATH };

struct place {
    enum where where;
    enum part part;
    const char *glob; /* lower case; compared ignoring case */
};

/* In the order of enum where; the first that fits wins. */
static const struct place places[] = {
    { WHERE_LOCK, NAME, "*.lock" },
    { WHERE_LOCK, NAME, "*.lockb" },
    { WHERE_LOCK, NAME, "package-lock.json" },
    { WHERE_LOCK, NAME, "npm-shrinkwrap.json" },
    { WHERE_LOCK, NAME, "pnpm-lock.yaml" },
    { WHERE_LOCK, NAME, "yarn.lock" },
    { WHERE_LOCK, NAME, "go.sum" },
    { WHERE_LOCK, NAME, "packages.lock.json" },
    { WHERE_LOCK, NAME, "project.assets.json" },
    { WHERE_LOCK, NAME, "package.resolved" },
    { WHERE_LOCK, NAME, "pipfile.lock" },
    { WHERE_LOCK, NAME, "conda-lock.yml" },
    { WHERE_LOCK, NAME, ".terraform.lock.hcl" },
    { WHERE_LOCK, NAME, "module.bazel.lock" },
    { WHERE_LOCK, NAME, "pylock*.toml" },
    { WHERE_NOTEBOOK, NAME, "*.ipynb" },
    { WHERE_TEST, FOLDER, "test" },
    { WHERE_TEST, FOLDER, "tests" },
    { WHERE_TEST, FOLDER, "testing" },
    { WHERE_TEST, FOLDER, "__tests__" },
    { WHERE_TEST, FOLDER, "__mocks__" },
    { WHERE_TEST, FOLDER, "__fixtures__" },
    { WHERE_TEST, FOLDER, "__snapshots__" },
    { WHERE_TEST, FOLDER, "spec" },
    { WHERE_TEST, FOLDER, "specs" },
    { WHERE_TEST, FOLDER, "e2e" },
    { WHERE_TEST, FOLDER, "fixtures" },
    { WHERE_TEST, FOLDER, "testdata" },
    { WHERE_TEST, FOLDER, "test_data" },
    { WHERE_TEST, FOLDER, "test-data" },
    { WHERE_TEST, FOLDER, "cassettes" },
    { WHERE_TEST, FOLDER, "recordings" },
    { WHERE_TEST, FOLDER, "androidtest" },
    { WHERE_TEST, FOLDER, "unittest" },
    { WHERE_TEST, FOLDER, "unittests" },
    { WHERE_TEST, FOLDER, "integrationtest" },
    { WHERE_TEST, FOLDER, "*.tests" },
    { WHERE_TEST, FOLDER, "*-tests" },
    { WHERE_TEST, FOLDER, "*_tests" },
    { WHERE_TEST, FOLDER, "*.test" },
    { WHERE_TEST, FOLDER, "*.unittest" },
    { WHERE_TEST, FOLDER, "*.unittests" },
    { WHERE_TEST, NAME, "test_*.*" },
    { WHERE_TEST, NAME, "*_test.*" },
    { WHERE_TEST, NAME, "*_tests.*" },
    { WHERE_TEST, NAME, "*.test.*" },
    { WHERE_TEST, NAME, "*.spec.*" },
    { WHERE_TEST, NAME, "*_spec.rb" },
    { WHERE_TEST, NAME, "*test.java" },
    { WHERE_TEST, NAME, "*tests.java" },
    { WHERE_TEST, NAME, "*test.kt" },
    { WHERE_TEST, NAME, "*tests.kt" },
    { WHERE_TEST, NAME, "*test.cs" },
    { WHERE_TEST, NAME, "*tests.cs" },
    { WHERE_TEST, NAME, "*test.php" },
    { WHERE_TEST, NAME, "*test.scala" },
    { WHERE_TEST, NAME, "*tests.swift" },
    { WHERE_TEST, NAME, "conftest.py" },
    { WHERE_TEST, NAME, "*.snap" },
    { WHERE_DOCS, NAME, "*.md" },
    { WHERE_DOCS, NAME, "*.mdx" },
    { WHERE_DOCS, NAME, "*.markdown" },
    { WHERE_DOCS, NAME, "*.rst" },
    { WHERE_DOCS, NAME, "*.adoc" },
    { WHERE_DOCS, NAME, "*.asciidoc" },
    { WHERE_DOCS, NAME, "*.org" },
    { WHERE_DOCS, NAME, "*.tex" },
    { WHERE_DOCS, NAME, "*.man" },
    { WHERE_DOCS, NAME, "*.rmd" },
    { WHERE_DOCS, NAME, "*.qmd" },
    { WHERE_DOCS, NAME, "readme*" },
    { WHERE_DOCS, NAME, "license*" },
    { WHERE_DOCS, NAME, "licence*" },
    { WHERE_DOCS, NAME, "copying*" },
    { WHERE_DOCS, NAME, "notice*" },
    { WHERE_DOCS, NAME, "changelog*" },
    { WHERE_DOCS, NAME, "contributing*" },
    { WHERE_DOCS, NAME, "*use_policy*" },
    { WHERE_DOCS, NAME, "*.scd" },
    { WHERE_DOCS, PATH, "docs/**.txt" },
    { WHERE_DOCS, PATH, "doc/**.txt" },
    { WHERE_DOCS, PATH, "docs/**.html" },
    { WHERE_DOCS, PATH, "doc/**.html" },
    { WHERE_INFRA, NAME, "dockerfile*" },
    { WHERE_INFRA, NAME, "*.dockerfile" },
    { WHERE_INFRA, NAME, "containerfile*" },
    { WHERE_INFRA, NAME, "*compose*.yml" },
    { WHERE_INFRA, NAME, "*compose*.yaml" },
    { WHERE_INFRA, NAME, "chart.yaml" },
    { WHERE_INFRA, NAME, "values*.yaml" },
    { WHERE_INFRA, NAME, "values*.yml" },
    { WHERE_INFRA, NAME, "kustomization.y*ml" },
    { WHERE_INFRA, NAME, "skaffold.y*ml" },
    { WHERE_INFRA, NAME, "helmfile*.y*ml" },
    { WHERE_INFRA, NAME, "playbook*.y*ml" },
    { WHERE_INFRA, NAME, "cloudbuild*.y*ml" },
    { WHERE_INFRA, NAME, "serverless.y*ml" },
    { WHERE_INFRA, NAME, "template.y*ml" },
    { WHERE_INFRA, NAME, "cdk.json" },
    { WHERE_INFRA, NAME, "fly.toml" },
    { WHERE_INFRA, NAME, "modal*.py" },
    { WHERE_INFRA, NAME, "procfile" },
    { WHERE_INFRA, NAME, "earthfile" },
    { WHERE_INFRA, NAME, "makefile*" },
    { WHERE_INFRA, NAME, "gnumakefile" },
    { WHERE_INFRA, NAME, "justfile" },
    { WHERE_INFRA, NAME, "*.nix" },
    { WHERE_INFRA, NAME, "vagrantfile" },
    { WHERE_INFRA, NAME, "jenkinsfile*" },
    { WHERE_INFRA, NAME, ".gitlab-ci*.yml" },
    { WHERE_INFRA, NAME, "azure-pipelines*.yml" },
    { WHERE_INFRA, NAME, ".travis.yml" },
    { WHERE_INFRA, NAME, "appveyor.yml" },
    { WHERE_INFRA, NAME, "buildspec*.yml" },
    { WHERE_INFRA, NAME, "deploy*.sh" },
    { WHERE_INFRA, NAME, "*.tf" },
    { WHERE_INFRA, NAME, "*.tfvars" },
    { WHERE_INFRA, NAME, "*.tf.json" },
    { WHERE_INFRA, NAME, "*.tfvars.json" },
    { WHERE_INFRA, NAME, "*.bicep" },
    { WHERE_INFRA, NAME, "*.nomad" },
    { WHERE_INFRA, NAME, "*.hcl" },
    { WHERE_INFRA, NAME, "*.service" },
    { WHERE_INFRA, NAME, "*.sbatch" },
    { WHERE_INFRA, NAME, "*.slurm" },
    { WHERE_INFRA, FOLDER, "workflows" },
    { WHERE_INFRA, FOLDER, ".github" },
    { WHERE_INFRA, FOLDER, ".circleci" },
    { WHERE_INFRA, FOLDER, ".buildkite" },
    { WHERE_INFRA, FOLDER, ".devcontainer" },
    { WHERE_INFRA, FOLDER, "k8s" },
    { WHERE_INFRA, FOLDER, "kubernetes" },
    { WHERE_INFRA, FOLDER, "helm" },
    { WHERE_INFRA, FOLDER, "charts" },
    { WHERE_INFRA, FOLDER, "terraform" },
    { WHERE_INFRA, FOLDER, "ansible" },
    { WHERE_INFRA, FOLDER, "deploy" },
    { WHERE_INFRA, FOLDER, "deployment" },
    { WHERE_INFRA, FOLDER, "deployments" },
    { WHERE_INFRA, FOLDER, "manifests" },
    { WHERE_INFRA, FOLDER, "infra" },
    { WHERE_INFRA, FOLDER, "infrastructure" },
    { WHERE_DATA, NAME, "*.jsonl" },
    { WHERE_DATA, NAME, "*.ndjson" },
    { WHERE_DATA, NAME, "*.csv" },
    { WHERE_DATA, NAME, "*.tsv" },
    { WHERE_DATA, NAME, "*.parquet" },
    { WHERE_DATA, NAME, "*.log" },
    { WHERE_DATA, NAME, "*.har" },
    { WHERE_DATA, NAME, "*.gguf" },
    { WHERE_DATA, NAME, "*.ggml" },
    { WHERE_DATA, NAME, "*.safetensors" },
    { WHERE_DATA, NAME, "*.bin" },
    { WHERE_DATA, NAME, "*.pt" },
    { WHERE_DATA, NAME, "*.pth" },
    { WHERE_DATA, PATH, "**results/**.json" },
    { WHERE_DATA, PATH, "**outputs/**.json" },
    { WHERE_DATA, PATH, "**datasets/**.json" },
    { WHERE_DATA, PATH, "**dataset/**.json" },
    { WHERE_DATA, PATH, "**results/**.txt" },
    { WHERE_DATA, PATH, "**logs/**.txt" },
    { WHERE_DATA, PATH, "**logs/**.json" },
    { WHERE_CONFIG, NAME, "*.yaml" },
    { WHERE_CONFIG, NAME, "*.yml" },
    { WHERE_CONFIG, NAME, "*.json" },
    { WHERE_CONFIG, NAME, "*.json5" },
    { WHERE_CONFIG, NAME, "*.jsonc" },
    { WHERE_CONFIG, NAME, "*.toml" },
    { WHERE_CONFIG, NAME, "*.ini" },
    { WHERE_CONFIG, NAME, "*.cfg" },
    { WHERE_CONFIG, NAME, "*.conf" },
    { WHERE_CONFIG, NAME, "*.config" },
    { WHERE_CONFIG, NAME, "*.properties" },
    { WHERE_CONFIG, NAME, "*.plist" },
    { WHERE_CONFIG, NAME, "*.xml" },
    { WHERE_CONFIG, NAME, "*.resx" },
    { WHERE_CONFIG, NAME, "*.csproj" },
    { WHERE_CONFIG, NAME, "*.props" },
    { WHERE_CONFIG, NAME, "*.gradle" },
    { WHERE_CONFIG, NAME, "*.gradle.kts" },
    { WHERE_CONFIG, NAME, ".env*" },
    { WHERE_CONFIG, NAME, "*.env" },
    { WHERE_CONFIG, NAME, "env.*" },
    { WHERE_CONFIG, NAME, "*requirements*.txt" },
    { WHERE_CONFIG, NAME, "*constraints*.txt" },
    { WHERE_CONFIG, NAME, "modelfile*" },
    { WHERE_CONFIG, NAME, "*.modelfile" },
    { WHERE_CONFIG, NAME, "gemfile" },
    { WHERE_CONFIG, NAME, "pipfile" },
    { WHERE_CONFIG, NAME, "go.mod" },
    { WHERE_CONFIG, NAME, "package.swift" },
    { WHERE_CONFIG, NAME, ".gitmodules" },
    { WHERE_CONFIG, NAME, ".gitattributes" },
};

static bool folder_fits(struct str glob, struct str folders)
{
    while (folders.ptr) {
        if (wildcard_match(glob, str_split(&folders, '/'), true))
            return true;
    }
    return false;
}

static enum where where_of_name(struct str path)
{
    struct str rest = path;
    struct str name = path;
    while (rest.ptr)
        name = str_split(&rest, '/');
    struct str folders = str_slice(path, 0, path.len - name.len);
    for (size_t i = 0; i < ARRAY_COUNT(places); i++) {
        struct str glob = str_from(places[i].glob);
        bool fits = places[i].part == FOLDER ? folder_fits(glob, folders)
                    : places[i].part == NAME ? wildcard_match(glob, name, true)
                                             : wildcard_match(glob, path, true);
        if (fits)
            return places[i].where;
    }
    return WHERE_CODE;
}

/* compose.yml.j2 is what it becomes. */
enum where where_of_path(struct str path)
{
    static const char *const copies[] = { ".j2",  ".jinja",  ".jinja2",   ".tmpl",    ".tpl",
                                          ".erb", ".gotmpl", ".mustache", ".example", ".sample",
                                          ".in",  ".dist",   ".template" };
    enum where where = where_of_name(path);
    for (size_t i = 0; where == WHERE_CODE && i < ARRAY_COUNT(copies); i++) {
        if (str_ends_icase(path, str_from(copies[i])))
            return where_of_name(str_slice(path, 0, path.len - strlen(copies[i])));
    }
    return where;
}

enum where where_of_site(enum where path_where, const struct site *site)
{
    if (site->lock)
        return WHERE_LOCK;
    if (path_where > WHERE_TEST && site->test)
        return WHERE_TEST;
    return path_where;
}
