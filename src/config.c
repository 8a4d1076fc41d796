#include "config.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/io.h"
#include "base/limits.h"
#include "base/yaml.h"

#define FILE_NAME ".llama-audit.yml"

/* The keys of the file: options that make sense there, by their long name with '_' for '-'. */
static const struct setting {
    const char *key;
    const char *option;
    bool list; /* may be a sequence: the option is applied for each item, or to their join */
    bool joined;
    const char *environment; /* NULL: not from there */
} settings[] = {
    { "exclude", "exclude", true, false, NULL },
    { "fail_on", "fail-on", false, false, "LLAMA_AUDIT_FAIL_ON" },
    { "fail_on_where", "fail-on-where", true, true, NULL },
    { "include", "include", true, false, NULL },
    { "link_template", "link-template", false, false, NULL },
    { "max_file_size", "max-file-size", false, false, NULL },
    { "min_confidence", "min-confidence", false, false, NULL },
    { "require_coverage", "require-coverage", true, true, NULL },
    { "rules", "rules", true, false, NULL },
    { "target", "target", false, false, "LLAMA_AUDIT_TARGET" },
    { "warn_retiring", "warn-retiring", false, false, NULL },
};

static bool readable(const char *path)
{
    return access(path, R_OK) == 0;
}

/* The nearest file at the scan root or above, not above the folder that holds `.git`. */
static bool find_file(const struct options *options, char *ret_path, size_t size)
{
    char folder[PATH_MAX];
    const char *root = options->audit.walk.path ? options->audit.walk.path : ".";
    if (!realpath(root, folder))
        return false; /* walk says what is wrong with the path */
    for (;;) {
        size_t len = strlen(folder);
        const char *slash = len > 1 ? "/" : "";
        if ((size_t)snprintf(ret_path, size, "%s%s%s", folder, slash, FILE_NAME) < size &&
            readable(ret_path))
            return true;
        char git[PATH_MAX];
        if ((size_t)snprintf(git, sizeof git, "%s%s.git", folder, slash) < sizeof git &&
            access(git, F_OK) == 0)
            return false;
        char *last = strrchr(folder, '/');
        if (!last || len <= 1)
            return false;
        last[last == folder ? 1 : 0] = '\0';
    }
}

static bool apply(struct options *options, const struct setting *setting, const char *value,
                  const char *path, unsigned line, struct err *err)
{
    if (cli_set(options, setting->option, value, FROM_FILE, err))
        return true;
    return err_wrap(err, "%s:%u", path, line);
}

static bool apply_node(struct options *options, const struct setting *setting,
                       const struct yaml_node *node, const char *path, struct err *err)
{
    if (node->kind == YAML_SCALAR)
        return apply(options, setting, node->scalar.ptr, path, node->line, err);
    if (node->kind != YAML_SEQUENCE || !setting->list)
        return err_set(err, ERR_USAGE, "%s:%u: '%s' takes %s", path, node->line, setting->key,
                       setting->list ? "a list" : "a single value");
    struct str joined = STR("");
    for (const struct yaml_node *item = node->first; item; item = item->next) {
        if (item->kind != YAML_SCALAR)
            return err_set(err, ERR_USAGE, "%s:%u: '%s' takes a list of plain values", path,
                           item->line, setting->key);
        if (!setting->joined && !apply(options, setting, item->scalar.ptr, path, item->line, err))
            return false;
        joined = arena_printf(options->run, "%.*s%s%.*s", STR_ARG(joined), joined.len ? "," : "",
                              STR_ARG(item->scalar));
    }
    return !setting->joined || apply(options, setting, joined.ptr, path, node->line, err);
}

static bool load_file(struct options *options, const char *path, struct err *err)
{
    CLEANUP(buf_release) struct buf text = { 0 };
    const struct yaml_node *root;
    if (!io_read_file(path, LIMIT_OWN_FILE_BYTES, &text, err))
        return false;
    if (!yaml_parse(buf_str(&text), options->run, &root, err))
        return err_wrap(err, "%s", path);
    if (root->kind != YAML_MAPPING)
        return err_set(err, ERR_USAGE, "%s:%u: a configuration is a mapping of keys to values",
                       path, root->line);

    const char *known[ARRAY_COUNT(settings) + 1] = { NULL };
    for (size_t i = 0; i < ARRAY_COUNT(settings); i++)
        known[i] = settings[i].key;
    if (!yaml_check_keys(root, known, path, err))
        return false;
    for (size_t i = 0; i < ARRAY_COUNT(settings); i++) {
        const struct yaml_node *node = yaml_get(root, settings[i].key);
        if (node && !apply_node(options, &settings[i], node, path, err))
            return false;
    }
    return true;
}

bool config_load(struct options *options, struct err *err)
{
    for (size_t i = 0; i < ARRAY_COUNT(settings); i++) {
        const char *value = settings[i].environment ? getenv(settings[i].environment) : NULL;
        if (value && !cli_set(options, settings[i].option, value, FROM_ENVIRONMENT, err))
            return err_wrap(err, "%s", settings[i].environment);
    }
    if (options->config_path.len > 0)
        return load_file(options, options->config_path.ptr, err);
    char path[PATH_MAX];
    if (!find_file(options, path, sizeof path))
        return true;
    /* The report is to be the same wherever the repository lies: the name, not the whole path. */
    options->config_path = STR(FILE_NAME);
    return load_file(options, path, err);
}
