#include "config.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/io.h"
#include "base/limits.h"
#include "base/yaml.h"

/* ---- the words that a key can take ---- */

static const char *level_word(size_t at)
{
    if (at == 0)
        return "none";
    return at <= SEVERITY_COUNT ? severity_names[at - 1] : NULL;
}

static const char *confidence_word(size_t at)
{
    return at < CONFIDENCE_COUNT ? confidence_names[at] : NULL;
}

static const char *where_word(size_t at)
{
    return at < WHERE_COUNT ? where_names[at] : NULL;
}

static const char *coverage_word(size_t at)
{
    if (at < SKIP_REASON_COUNT)
        return skip_reason_name((enum skip_reason)at);
    return at == SKIP_REASON_COUNT ? "selections" : NULL;
}

/* ---- the table ---- */

static const struct config_key keys[] = {
    { "also_target", "also-target", CONFIG_TEXTS, "", NULL, NULL, "[olmo-3]",
      "target families beside the four: olmo-3, muse-glimmer, or one of your own rules" },
    { "baseline", "baseline", CONFIG_PATH, "", NULL, NULL, ".llama-audit-baseline",
      "the dependencies that are known and fail nothing; llama-audit baseline writes it" },
    { "components", "component", CONFIG_TEXTS, "", NULL, NULL, "[services/chat, services/letters]",
      "folders that are costed by themselves, in place of those with a manifest of their own" },
    { "days_per_point", "days-per-point", CONFIG_DECIMAL, "", NULL, NULL, "1.5",
      "what a point is worth to you; without it there are no days" },
    { "disable", "disable", CONFIG_TEXTS, "", NULL, NULL, "[runtime/ollama]",
      "rules that are switched off, by id or glob; from the scanned tree that is a finding" },
    { "equivalent", "equivalent", CONFIG_TEXTS, "", NULL, NULL, "[MODEL=qwen3-14b]",
      "the model of a target family that takes the place of one in use" },
    { "exclude", "exclude", CONFIG_GLOBS, "", NULL, NULL, "[third_party, \"*.min.js\"]",
      "files that are not read, in the syntax of .gitignore" },
    { "fail_on", "fail-on", CONFIG_WORD, "none", level_word, "LLAMA_AUDIT_FAIL_ON", "high",
      "exit code 1 when a dependency is at or above this severity" },
    { "fail_on_new_rules", "fail-on-new-rules", CONFIG_SWITCH, "false", NULL, NULL, "true",
      "findings of rules newer than the baseline count, too" },
    { "fail_on_where", "fail-on-where", CONFIG_WORDS, "lock,notebook,test,infra,data,config,code",
      where_word, NULL, "[code, config, infra]", "the places that count for fail_on" },
    { "fail_on_worse", "fail-on-worse", CONFIG_SWITCH, "false", NULL, NULL, "true",
      "known findings whose severity rose count, too" },
    { "ignore", NULL, CONFIG_SUPPRESSIONS, "", NULL, NULL,
      "[{rule: model-reference/id, path: \"demo/**\", until: 2027-06-30, reason: a demo}]",
      "findings that are suppressed: rule, reason, and as you like path, text, until" },
    { "include", "include", CONFIG_GLOBS, "", NULL, NULL, "[services]",
      "only these files are read" },
    { "keep", NULL, CONFIG_SUPPRESSIONS, "", NULL, NULL,
      "[{path: \"research/**\", reason: the baselines of the paper}]",
      "what must stay Llama: reason, and rule, path or text; shown, not counted" },
    { "link_template", "link-template", CONFIG_TEXT, "", NULL, NULL,
      "https://example.org/repo/blob/{revision}/{path}#L{line}",
      "where a place can be looked at, for links in the HTML report" },
    { "max_file_size", "max-file-size", CONFIG_SIZE, "16m", NULL, NULL, "4m",
      "read at most so much of a file: bytes, or a number with k or m" },
    { "max_points", "max-points", CONFIG_NUMBER, "", NULL, NULL, "40",
      "exit code 1 when the likely points for the target are above this; not of a change" },
    { "min_confidence", "min-confidence", CONFIG_WORD, "low", confidence_word, NULL, "medium",
      "leave out findings below this confidence" },
    { "no_inline_suppressions", "no-inline-suppressions", CONFIG_SWITCH, "false", NULL, NULL,
      "true", "comments suppress nothing, only this file does" },
    { "require", "require", CONFIG_TEXTS, "", NULL, NULL, "[commercial, \"language:de\"]",
      "what a target must meet, else it is excluded: docs/effort.md lists the words" },
    { "require_coverage", "require-coverage", CONFIG_WORDS, "", coverage_word, NULL,
      "[error, time, limit, encoding, missing-object, unreadable]",
      "exit code 2 when something was not read for one of these reasons" },
    { "rules", "rules", CONFIG_PATHS, "", NULL, NULL, "[audit/rules]",
      "folders or files of rules and models beside the built-in ones" },
    { "target", "target", CONFIG_TEXT, "", NULL, "LLAMA_AUDIT_TARGET", "qwen-3",
      "the family to move to, which severity is reckoned for" },
    { "warn_retiring", "warn-retiring", CONFIG_NUMBER, "90", NULL, NULL, "180",
      "a hosted id that retires within so many days is at least high" },
};

const struct config_key *config_table(size_t *ret_count)
{
    *ret_count = ARRAY_COUNT(keys);
    return keys;
}

bool config_is_list(const struct config_key *key)
{
    return key->type == CONFIG_WORDS || key->type == CONFIG_TEXTS || key->type == CONFIG_GLOBS ||
           key->type == CONFIG_PATHS || key->type == CONFIG_SUPPRESSIONS;
}

/* ---- finding the file ---- */

/* The path of the file `name` in a folder, if it is there. */
static bool is_in(const char *folder, const char *name, int access_mode, char *ret_path)
{
    const char *slash = strlen(folder) > 1 ? "/" : "";
    return (size_t)snprintf(ret_path, PATH_MAX, "%s%s%s", folder, slash, name) < PATH_MAX &&
           access(ret_path, access_mode) == 0;
}

/* False at the top. */
static bool go_up(char *folder)
{
    char *last = strrchr(folder, '/');
    if (!last || !last[1])
        return false;
    last[last == folder ? 1 : 0] = '\0';
    return true;
}

/*
 * The nearest file at the scan root or above, not above the folder that holds `.git`. Outside a
 * repository it is at the scan root or nowhere: anyone can put one into /tmp.
 */
static bool find_file(const struct options *options, char *ret_path)
{
    char folder[PATH_MAX];
    char git[PATH_MAX];
    struct stat status;
    const char *root = options->audit.walk.path ? options->audit.walk.path : ".";
    if (!realpath(root, folder) || stat(folder, &status) != 0)
        return false; /* walk says what is wrong with the path */
    if (!S_ISDIR(status.st_mode))
        go_up(folder);
    if (is_in(folder, CONFIG_FILE_NAME, R_OK, ret_path))
        return true;
    bool found = false;
    while (!is_in(folder, ".git", F_OK, git)) {
        if (!go_up(folder))
            return false;
        found = found || is_in(folder, CONFIG_FILE_NAME, R_OK, ret_path);
    }
    return found;
}

/* ---- reading it ---- */

/* A configuration file: where it lies, and what it is called in front of a line number. */
struct file {
    const char *path;
    const char *shown;
};

/* What an option takes for the value of a key: a path is meant from the folder of the file. */
static struct str option_value(const struct options *options, const struct config_key *key,
                               struct str value, const struct file *file)
{
    const char *slash = strrchr(file->path, '/');
    bool path = key->type == CONFIG_PATH || key->type == CONFIG_PATHS;
    if (!path || !slash || str_starts(value, STR("/")))
        return value;
    int folder_len = (int)(slash - file->path);
    return arena_printf(options->run, "%.*s/%.*s", folder_len, file->path, STR_ARG(value));
}

static bool apply(struct options *options, const struct config_key *key, struct str value,
                  const struct file *file, unsigned line, struct err *err)
{
    struct str place = arena_printf(options->run, "%s:%u", file->shown, line);
    struct str taken = option_value(options, key, value, file);
    size_t disabled_count = options->audit.disabled.count;
    if (cli_set(options, key->option, taken.ptr, FROM_FILE, place, err)) {
        if (options->audit.baseline.ptr == taken.ptr)
            options->audit.baseline_below = true;
        if (options->audit.disabled.count > disabled_count)
            options->audit.disabled.items[disabled_count].line = line;
        return true;
    }
    return err_wrap(err, "%s:%u", file->path, line);
}

static bool apply_node(struct options *options, const struct config_key *key,
                       const struct yaml_node *node, const struct file *file, struct err *err)
{
    if (node->kind == YAML_SCALAR)
        return apply(options, key, node->scalar, file, node->line, err);
    if (node->kind != YAML_SEQUENCE || !config_is_list(key))
        return err_set(err, ERR_USAGE, "%s:%u: '%s' takes %s", file->path, node->line, key->key,
                       config_is_list(key) ? "a list" : "a single value");
    /* An option that takes words takes them together; the others may be repeated. */
    bool joined = key->type == CONFIG_WORDS;
    struct str list = STR("");
    for (const struct yaml_node *item = node->first; item; item = item->next) {
        if (item->kind != YAML_SCALAR)
            return err_set(err, ERR_USAGE, "%s:%u: '%s' takes a list of plain values", file->path,
                           item->line, key->key);
        if (!joined && !apply(options, key, item->scalar, file, item->line, err))
            return false;
        list = arena_printf(options->run, "%.*s%s%.*s", STR_ARG(list), list.len ? "," : "",
                            STR_ARG(item->scalar));
    }
    return !joined || apply(options, key, list, file, node->line, err);
}

/* ---- suppressions ---- */

const char *const config_suppression_keys[] = { "rule", "path", "text", "until", "reason", NULL };

static bool read_suppression(struct options *options, const struct yaml_node *node, bool keep,
                             const struct file *file, struct err *err)
{
    struct suppress_entry entry = { .keep = keep, .line = node->line };
    struct str *const texts[] = { &entry.rule, &entry.path, &entry.text, &entry.until,
                                  &entry.reason };
    if (node->kind != YAML_MAPPING)
        return err_set(err, ERR_USAGE, "%s:%u: a suppression is a mapping with rule and reason",
                       file->path, node->line);
    if (!yaml_check_keys(node, config_suppression_keys, file->path, err))
        return false;
    for (size_t i = 0; i < ARRAY_COUNT(texts); i++) {
        const struct yaml_node *child = yaml_get(node, config_suppression_keys[i]);
        if (child && child->kind != YAML_SCALAR)
            return err_set(err, ERR_USAGE, "%s:%u: '%s' takes a single value", file->path,
                           child->line, config_suppression_keys[i]);
        if (child)
            *texts[i] = str_trim(child->scalar);
    }
    bool narrow = entry.rule.len > 0 || (keep && entry.path.len + entry.text.len > 0);
    if (!narrow || entry.reason.len == 0)
        return err_set(err, ERR_USAGE, "%s:%u: '%s' needs %s and a reason", file->path, node->line,
                       keep ? "keep" : "ignore", keep ? "a rule, path or text" : "a rule");
    if (entry.until.len > 0 && !is_iso_date(entry.until))
        return err_set(err, ERR_USAGE, "%s:%u: 'until' takes a date as YYYY-MM-DD, not '%.*s'",
                       file->path, node->line, STR_ARG(entry.until));
    vec_push(options->run, &options->audit.suppress.entries, entry);
    return true;
}

static bool read_suppressions(struct options *options, const struct config_key *key,
                              const struct yaml_node *node, const struct file *file,
                              struct err *err)
{
    if (node->kind != YAML_SEQUENCE)
        return err_set(err, ERR_USAGE, "%s:%u: '%s' takes a list", file->path, node->line,
                       key->key);
    for (const struct yaml_node *item = node->first; item; item = item->next) {
        if (!read_suppression(options, item, strcmp(key->key, "keep") == 0, file, err))
            return false;
    }
    return true;
}

/* The real path, for what lies below what. */
static void place_suppressions(struct options *options, const struct file *file, bool found)
{
    char real[PATH_MAX];
    struct suppress_options *suppress = &options->audit.suppress;
    suppress->config_path = str_from(file->shown);
    suppress->config_found = found;
    suppress->config_file =
        arena_str(options->run, str_from(realpath(file->path, real) ? real : file->path));
}

static bool load_text(struct options *options, const struct file *file, bool found,
                      struct str text, struct err *err)
{
    const struct yaml_node *root;
    place_suppressions(options, file, found);
    if (!yaml_parse(text, options->run, &root, err))
        return err_wrap(err, "%s", file->path);
    if (root->kind != YAML_MAPPING)
        return err_set(err, ERR_USAGE, "%s:%u: a configuration is a mapping of keys to values",
                       file->path, root->line);

    const char *known[ARRAY_COUNT(keys) + 1] = { NULL };
    for (size_t i = 0; i < ARRAY_COUNT(keys); i++)
        known[i] = keys[i].key;
    if (!yaml_check_keys(root, known, file->path, err))
        return false;
    for (size_t i = 0; i < ARRAY_COUNT(keys); i++) {
        const struct yaml_node *node = yaml_get(root, keys[i].key);
        bool list = keys[i].type == CONFIG_SUPPRESSIONS;
        if (node && !(list ? read_suppressions(options, &keys[i], node, file, err)
                           : apply_node(options, &keys[i], node, file, err)))
            return false;
    }
    return true;
}

static bool load_file(struct options *options, const struct file *file, bool found,
                      struct err *err)
{
    CLEANUP(buf_release) struct buf text = { 0 };
    return io_read_file(file->path, LIMIT_OWN_FILE_BYTES, &text, err) &&
           load_text(options, file, found, buf_str(&text), err);
}

/* ---- of a change ---- */

/* The folder with `.git` at the scan root or above; the root itself when there is none. */
static void find_top(const struct options *options, char *ret, size_t size)
{
    const char *root = options->audit.walk.path ? options->audit.walk.path : ".";
    char folder[PATH_MAX];
    if (!realpath(root, folder))
        folder[0] = '\0';
    snprintf(ret, size, "%s", folder);
    while (folder[0] != '\0') {
        char git[PATH_MAX];
        if ((size_t)snprintf(git, sizeof git, "%s/.git", folder) < sizeof git &&
            access(git, F_OK) == 0) {
            snprintf(ret, size, "%s", folder);
            return;
        }
        char *last = strrchr(folder, '/');
        *last = '\0';
    }
}

struct str config_folder(const struct options *options)
{
    char folder[PATH_MAX];
    if (!options->audit.walk.path)
        find_top(options, folder, sizeof folder);
    else if (!realpath(options->audit.walk.path, folder))
        folder[0] = '\0'; /* walk says what is wrong with the path */
    return arena_str(options->run, str_from(folder));
}

/* "/a/c" for "b/../c" seen from "/a": by its words alone, so that it need not exist. */
static struct str plain_path(struct str path, struct arena *run)
{
    char folder[PATH_MAX];
    CLEANUP(buf_release) struct buf out = { 0 };
    struct str rest = path;
    if (!str_starts(path, STR("/")) && getcwd(folder, sizeof folder))
        rest = arena_printf(run, "%s/%.*s", folder, STR_ARG(path));
    while (rest.ptr) {
        struct str word = str_split(&rest, '/');
        if (word.len == 0 || str_is(word, "."))
            continue;
        if (!str_is(word, "..")) {
            buf_char(&out, '/');
            buf_add(&out, word);
            continue;
        }
        while (out.len > 0 && out.ptr[out.len - 1] != '/')
            out.len--;
        out.len -= out.len > 0;
    }
    return arena_str(run, buf_str(&out));
}

/* The path from the top of the repository, ptr NULL for what lies elsewhere. */
static struct str below_top(const struct options *options, struct str path)
{
    char top[PATH_MAX];
    find_top(options, top, sizeof top);
    struct str plain = plain_path(path, options->run);
    size_t len = strlen(top);
    if (len == 0 || !str_starts(plain, str_from(top)) ||
        (plain.len > len && plain.ptr[len] != '/'))
        return (struct str){ 0 };
    return str_slice(plain, plain.len > len ? len + 1 : len, plain.len);
}

static void add_note(struct options *options, struct str note)
{
    vec_push(options->run, &options->audit.notes, note);
}

/* A change must not decide how it is judged: the configuration of before it does. */
static bool load_base(struct options *options, struct err *err)
{
    struct str text, path, after, after_path;
    const struct walk_options *walk = &options->audit.walk;
    if (!walk_read_own(walk, OWN_BEFORE, CONFIG_FILE_NAME, options->run, &text, &path, err) ||
        !walk_read_own(walk, OWN_AFTER, CONFIG_FILE_NAME, options->run, &after, &after_path, err))
        return false;
    if (text.ptr && !(after.ptr && str_equal(after, text) && str_equal(after_path, path)))
        add_note(options, STR("the change has another " CONFIG_FILE_NAME
                              ": the one of before it is in force"));
    else if (!text.ptr && after.ptr)
        add_note(options, STR("the change brings a " CONFIG_FILE_NAME
                              ": it is not in force before it is merged"));
    if (!text.ptr)
        return true;
    char top[PATH_MAX];
    find_top(options, top, sizeof top);
    options->config_path = STR(CONFIG_FILE_NAME);
    options->config_file = arena_printf(options->run, "%s/%.*s", top, STR_ARG(path));
    return load_text(options, &(struct file){ options->config_file.ptr, CONFIG_FILE_NAME }, true,
                     text, err);
}

/* The same for a configuration of the repository that --config names. */
static bool load_named(struct options *options, struct err *err)
{
    struct str path = options->config_path;
    const struct file file = { path.ptr, path.ptr };
    struct own_files found = { 0 };
    struct str below = below_top(options, path);
    options->config_file = path;
    if (!options->audit.walk.diff || !below.ptr)
        return load_file(options, &file, false, err);
    if (!walk_list_own(&options->audit.walk, below, options->run, &found, err))
        return false;
    if (found.count != 1 || found.items[0].path.len > 0) {
        add_note(options, arena_printf(options->run, "%.*s is not there before the change: it is "
                                       "in force as it is now", STR_ARG(path)));
        return load_file(options, &file, false, err);
    }
    CLEANUP(buf_release) struct buf now = { 0 };
    struct err ignored;
    if (!io_read_file(path.ptr, LIMIT_OWN_FILE_BYTES, &now, &ignored) ||
        !str_equal(buf_str(&now), found.items[0].text))
        add_note(options, arena_printf(options->run, "the change has another %.*s: the one of "
                                       "before it is in force", STR_ARG(path)));
    return load_text(options, &file, false, found.items[0].text, err);
}

/* Rules that lie in the repository are those of before the change, too. */
static bool take_base_rules(struct options *options, struct err *err)
{
    struct strs elsewhere = { 0 };
    const struct strs *paths = &options->audit.rule_paths;
    for (size_t i = 0; i < paths->count; i++) {
        struct str path = paths->items[i];
        struct str below = below_top(options, path);
        struct str plain = plain_path(path, options->run);
        struct own_files files = { 0 };
        if (below.ptr && !walk_list_own(&options->audit.walk, below, options->run, &files, err))
            return false;
        if (files.count == 0)
            vec_push(options->run, &elsewhere, path);
        if (files.count == 0 && below.ptr)
            add_note(options, arena_printf(options->run, "rules of %.*s are not there before the "
                                           "change: they are in force as they are now",
                                           STR_ARG(below)));
        for (size_t j = 0; j < files.count; j++) {
            struct str name = files.items[j].path;
            size_t at = below.len;
            while (at > 0 && below.ptr[at - 1] != '/')
                at--;
            struct data_text text = {
                .name = name.len > 0 ? name
                                     : arena_printf(options->run, "detect/%.*s",
                                                    STR_ARG(str_slice(below, at, below.len))),
                .text = files.items[j].text,
                .label = arena_printf(options->run, "%.*s%s%.*s", STR_ARG(plain),
                                      name.len > 0 ? "/" : "", STR_ARG(name)),
            };
            vec_push(options->run, &options->audit.rule_texts, text);
        }
    }
    options->audit.rule_paths = elsewhere;
    return true;
}

/* ---- all of it ---- */

static bool load_any(struct options *options, struct err *err)
{
    if (options->config_path.len > 0)
        return load_named(options, err);
    if (options->audit.walk.diff)
        return load_base(options, err);
    char path[PATH_MAX];
    if (!find_file(options, path))
        return true;
    /* The report is to be the same wherever the repository lies: the name, not the whole path. */
    options->config_path = STR(CONFIG_FILE_NAME);
    options->config_file = arena_str(options->run, str_from(path));
    return load_file(options, &(struct file){ path, CONFIG_FILE_NAME }, true, err);
}

bool config_load(struct options *options, struct err *err)
{
    for (size_t i = 0; i < ARRAY_COUNT(keys); i++) {
        const char *name = keys[i].environment;
        const char *value = name ? getenv(name) : NULL;
        if (value &&
            !cli_set(options, keys[i].option, value, FROM_ENVIRONMENT, str_from(name), err))
            return err_wrap(err, "%s", name);
    }
    return load_any(options, err) && (!options->audit.walk.diff || take_base_rules(options, err));
}
