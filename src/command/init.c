/* Writes a commented configuration after a first scan, so that its numbers are the reader's own. */
#include <sys/stat.h>
#include <unistd.h>

#include "base/io.h"
#include "command/command.h"
#include "config.h"

enum { COMMENT_WIDTH = 96 };

/* Words as comment lines. */
static void add_comment(struct buf *out, struct str text)
{
    size_t column = 0;
    while (text.ptr) {
        struct str word = str_split(&text, ' ');
        if (column > 0 && column + 1 + word.len > COMMENT_WIDTH) {
            buf_char(out, '\n');
            column = 0;
        }
        buf_puts(out, column == 0 ? "# " : " ");
        buf_add(out, word);
        column += word.len + (column == 0 ? 2 : 1);
    }
    buf_char(out, '\n');
}

/* How many findings `fail_on` would count, from this severity up. */
static size_t count_from(const struct audit *audit, const struct gate *gate, enum severity least)
{
    struct gate probe = *gate;
    probe.active = true;
    probe.fail_on = least;
    return gate_count(&probe, &audit->result.findings);
}

static size_t count_known(const struct audit *audit)
{
    size_t count = 0;
    for (size_t i = 0; i < audit->result.findings.count; i++)
        count += audit->result.findings.items[i]->kind == KIND_DEPENDENCY;
    return count;
}

static void add_head(const struct audit *audit, const struct options *options, struct buf *out)
{
    const struct result *result = &audit->result;
    add_comment(out, STR("The configuration of llama-audit. A key behind # is an example: what holds "
                         "without it stands above it. `llama-audit config show` lists what is in "
                         "force."));
    buf_puts(out, "#\n");
    struct str today = options->audit.score.today;
    add_comment(out, arena_printf(options->run,
                                  "Written by `llama-audit init` on %.*s; files scanned: %zu, "
                                  "dependencies: %zu, models: %zu.",
                                  STR_ARG(today), audit->ledger.files_scanned,
                                  count_known(audit),
                                  result->models.count));
}

/* What this repository's first scan says about a key; empty for most. */
static struct str add_advice(const struct config_key *key, const struct audit *audit,
                             const struct options *options)
{
    if (strcmp(key->key, "target") == 0 && audit->result.targets.count > 0)
        return arena_printf(options->run, "Cheapest for this repository today: %.*s.",
                            STR_ARG(audit->result.targets.items[0].id));
    if (strcmp(key->key, "fail_on") != 0)
        return STR("");
    struct str text = STR("Today");
    for (int severity = SEVERITY_CRITICAL; severity >= SEVERITY_LOW; severity--)
        text = arena_printf(options->run, "%.*s%s %zu at or above %s", STR_ARG(text),
                            severity == SEVERITY_CRITICAL ? "" : ",",
                            count_from(audit, &options->gate, (enum severity)severity),
                            severity_names[severity]);
    return arena_printf(options->run,
                        "%.*s. With --staged or --diff, or a baseline, only what is new counts.",
                        STR_ARG(text));
}

static struct str words_of(const struct config_key *key, struct arena *run)
{
    struct str list = STR("");
    for (size_t at = 0; key->word && key->word(at); at++)
        list = arena_printf(run, "%.*s%s%s", STR_ARG(list), at > 0 ? ", " : "", key->word(at));
    return list;
}

static void add_key(const struct config_key *key, const struct audit *audit,
                    const struct options *options, struct str baseline, struct buf *out)
{
    struct arena *run = options->run;
    struct str words = words_of(key, run);
    struct str advice = add_advice(key, audit, options);
    buf_char(out, '\n');
    add_comment(out, arena_printf(run, "%s: %s.", key->key, key->about));
    if (words.len > 0)
        add_comment(out, arena_printf(run, "%s: %.*s.",
                                      config_is_list(key) ? "A list of" : "One of",
                                      STR_ARG(words)));
    add_comment(out, arena_printf(run, "Without it: %s.%s%s%s",
                                  *key->built_in ? key->built_in : "nothing",
                                  key->environment ? " The environment has " : "",
                                  key->environment ? key->environment : "",
                                  key->environment ? " for it." : ""));
    if (advice.len > 0)
        add_comment(out, advice);
    if (baseline.len > 0 && strcmp(key->key, "baseline") == 0)
        buf_printf(out, "%s: %.*s\n", key->key, STR_ARG(baseline));
    else
        buf_printf(out, "#%s: %s\n", key->key, key->example);
}

static bool is_there(struct str folder, struct str name, struct arena *run, struct str *ret_path)
{
    struct stat status;
    *ret_path = arena_printf(run, "%.*s/%.*s", STR_ARG(folder), STR_ARG(name));
    return lstat(ret_path->ptr, &status) == 0;
}

/*
 * The name of the baseline that is asked for, "" when none is. It stands beside the configuration,
 * so that the path in there is its name wherever the repository lies.
 */
static bool take_baseline(struct options *options, struct str *ret_name, struct err *err)
{
    *ret_name = STR("");
    if (cli_given(options, "baseline")->source != FROM_FLAG)
        return true;
    struct str name = options->audit.baseline;
    if (str_find_char(name, '/', 0) != STR_NONE)
        return err_set(err, ERR_USAGE,
                       "init writes the baseline beside the configuration: give --baseline a name "
                       "without a folder, not '%s'", name.ptr);
    if (!check_baseline_whole(options, err))
        return false;
    options->audit.baseline = STR(""); /* nothing is known yet */
    *ret_name = name;
    return true;
}

/* Neither file may be there: a scan can take a while, so that is said before it. */
static bool check_free(const struct options *options, struct str baseline, struct err *err)
{
    struct str path;
    struct str folder = config_folder(options);
    if (folder.len == 0)
        return true;
    if (is_there(folder, STR(CONFIG_FILE_NAME), options->run, &path) ||
        (baseline.len > 0 && is_there(folder, baseline, options->run, &path)))
        return err_set(err, ERR_USAGE, "%s is there already, and is not overwritten", path.ptr);
    return true;
}

/* Both files or none. */
static bool write_files(const struct audit *audit, struct str config, struct str baseline,
                        struct str baseline_path, struct str config_path, struct err *err)
{
    if (baseline.len > 0) {
        CLEANUP(buf_release) struct buf text = { 0 };
        baseline_write(&audit->engine.ruleset, &audit->result.findings, &text);
        if (!io_create_file(baseline_path.ptr, buf_str(&text), err))
            return false;
    }
    if (io_create_file(config_path.ptr, config, err))
        return true;
    if (baseline.len > 0)
        unlink(baseline_path.ptr);
    return false;
}

bool command_init(struct options *options, int *ret_exit_code, struct err *err)
{
    if (options->operands.count > 1)
        return err_set(err, ERR_USAGE, "one path at a time, '%s' is a second one",
                       options->operands.items[1].ptr);
    if (options->operands.count == 1)
        options->audit.walk.path = options->operands.items[0].ptr;
    bool named = options->config_path.len > 0;
    struct str baseline;
    if (!config_load(options, err) || !take_baseline(options, &baseline, err))
        return false;
    if (options->config_file.len > 0 && !named)
        return err_set(err, ERR_USAGE, "%s is there already, and is not overwritten",
                       options->config_file.ptr);
    if (!check_free(options, baseline, err))
        return false;
    options->audit.gate = &options->gate;
    options->audit.progress = !options->quiet && isatty(STDERR_FILENO);

    CLEANUP(audit_release) struct audit audit = { 0 };
    if (!audit_run(&audit, &options->audit, err))
        return false;
    if (audit.tree->root.len == 0)
        return err_set(err, ERR_USAGE, "a bare repository has no folder for a configuration");
    if (audit.ledger.partial && baseline.len > 0)
        return err_set(err, ERR_LIMIT, "the audit was given up before its end: no baseline is made");

    CLEANUP(buf_release) struct buf text = { 0 };
    add_head(&audit, options, &text);
    size_t count;
    const struct config_key *keys = config_table(&count);
    for (size_t i = 0; i < count; i++)
        add_key(&keys[i], &audit, options, baseline, &text);

    struct str folder = audit.tree->root;
    struct str path = arena_printf(options->run, "%.*s/%s", STR_ARG(folder), CONFIG_FILE_NAME);
    struct str baseline_path =
        arena_printf(options->run, "%.*s/%.*s", STR_ARG(folder), STR_ARG(baseline));
    if (!write_files(&audit, buf_str(&text), baseline, baseline_path, path, err))
        return false;
    *ret_exit_code = EXIT_CLEAN;
    CLEANUP(buf_release) struct buf out = { 0 };
    buf_printf(&out, "wrote %.*s\n", STR_ARG(path));
    if (baseline.len > 0)
        buf_printf(&out, "wrote %.*s: %zu %s known\n", STR_ARG(baseline_path), count_known(&audit),
                   count_known(&audit) == 1 ? "dependency is" : "dependencies are");
    return print_stdout(buf_str(&out), err);
}
