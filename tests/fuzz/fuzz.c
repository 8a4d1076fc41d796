#include "fuzz.h"

#include "parse/lang.h"

static const struct {
    const char *name;
    void (*run)(struct str bytes);
} readers[] = {
    { "baseline", fuzz_baseline },   { "directive", fuzz_directive },
    { "catalog", fuzz_catalog },     { "config", fuzz_config }, { "encoding", fuzz_encoding },
    { "frame", fuzz_frame },         { "glob", fuzz_glob },     { "index", fuzz_index },
    { "mask", fuzz_mask },           { "models", fuzz_models }, { "report", fuzz_report },
    { "rules", fuzz_rules },         { "prefilter", fuzz_prefilter },
    { "saved-report", fuzz_saved_report },
};

/* Files whose name says more than the language: manifests and lock files, charts, workflows. */
static const char *const documents[] = {
    "Cargo.toml",    "Chart.yaml",        "adapter_config.json", "build.gradle",  "compose.yaml",
    "config.json",   "environment.yml",   "package-lock.json",   "package.json",  "pnpm-lock.yaml",
    "pom.xml",       "pyproject.toml",    "setup.cfg",           "setup.py",      "tokenizer.json",
    "uv.lock",       "values.yaml.j2",    "vcpkg.json",          "workflow.yml",
};

const struct engine *fuzz_engine(void)
{
    static struct engine engine;
    static struct arena run;
    if (!engine.prefilter) {
        struct err err = { 0 };
        if (!engine_load(&engine, &(struct strs){ 0 }, &run, &err)) {
            fprintf(stderr, "%s\n", err.text);
            abort();
        }
    }
    return &engine;
}

bool fuzz_readable(struct str text)
{
    for (size_t i = 0; i < text.len; i++)
        (void)*(const volatile char *)&text.ptr[i];
    return text.len == 0 || text.ptr;
}

bool fuzz_within(struct str part, struct str whole)
{
    return part.len == 0 || (part.ptr >= whole.ptr && part.ptr + part.len <= whole.ptr + whole.len);
}

static const char *document_named(const char *target)
{
    for (size_t i = 0; i < ARRAY_COUNT(documents); i++) {
        if (strcmp(documents[i], target) == 0)
            return documents[i];
    }
    return NULL;
}

static const struct lang *lang_named(const char *target)
{
    size_t count;
    const struct lang *langs = lang_table(&count);
    for (size_t i = 0; i < count; i++) {
        if (strcmp(langs[i].name, target) == 0)
            return &langs[i];
    }
    return NULL;
}

/* A path that makes a file one of that language: an extension, or a name without its stars. */
static void path_of(const struct lang *lang, char *path, size_t size)
{
    if (lang->extensions) {
        snprintf(path, size, "a.%s", lang->extensions[0]);
        return;
    }
    size_t len = 0;
    for (const char *c = lang->file_names ? lang->file_names[0] : "weights"; *c; c++) {
        if (*c != '*' && len + 1 < size)
            path[len++] = *c;
    }
    path[len] = '\0';
}

bool fuzz_known(const char *target)
{
    for (size_t i = 0; i < ARRAY_COUNT(readers); i++) {
        if (strcmp(readers[i].name, target) == 0)
            return true;
    }
    return document_named(target) || lang_named(target);
}

void fuzz_run(const char *target, struct str bytes)
{
    for (size_t i = 0; i < ARRAY_COUNT(readers); i++) {
        if (strcmp(readers[i].name, target) == 0) {
            readers[i].run(bytes);
            return;
        }
    }
    char path[64];
    const struct lang *lang = lang_named(target);
    if (lang)
        path_of(lang, path, sizeof path);
    fuzz_document(lang ? path : target, bytes);
}

void fuzz_list(void)
{
    size_t count;
    const struct lang *langs = lang_table(&count);
    for (size_t i = 0; i < count; i++)
        puts(langs[i].name);
    for (size_t i = 0; i < ARRAY_COUNT(documents); i++)
        puts(documents[i]);
    for (size_t i = 0; i < ARRAY_COUNT(readers); i++)
        puts(readers[i].name);
}
