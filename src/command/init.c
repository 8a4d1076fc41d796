/* Writes a commented configuration after a first scan, so that its numbers are the reader's own. */
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

static void add_head(const struct audit *audit, const struct options *options, struct buf *out)
{
    const struct result *result = &audit->result;
    size_t count = 0;
    for (size_t i = 0; i < result->findings.count; i++)
        count += result->findings.items[i]->kind == KIND_DEPENDENCY;
    add_comment(out, STR("The configuration of llama-audit. A key behind # is an example: what holds "
                         "without it stands above it. `llama-audit config show` lists what is in "
                         "force."));
    buf_puts(out, "#\n");
    struct str today = options->audit.score.today;
    add_comment(out, arena_printf(options->run,
                                  "Written by `llama-audit init` on %.*s; files scanned: %zu, "
                                  "dependencies: %zu, models: %zu.",
                                  STR_ARG(today), audit->ledger.files_scanned, count,
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
                    const struct options *options, struct buf *out)
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
    buf_printf(out, "#%s: %s\n", key->key, key->example);
}

bool command_init(struct options *options, int *ret_exit_code, struct err *err)
{
    if (options->operands.count > 1)
        return err_set(err, ERR_USAGE, "one path at a time, '%s' is a second one",
                       options->operands.items[1].ptr);
    if (options->operands.count == 1)
        options->audit.walk.path = options->operands.items[0].ptr;
    bool named = options->config_path.len > 0;
    if (!config_load(options, err))
        return false;
    if (options->config_file.len > 0 && !named)
        return err_set(err, ERR_USAGE, "%s is there already, and is not overwritten",
                       options->config_file.ptr);
    options->audit.gate = &options->gate;
    options->audit.progress = !options->quiet && isatty(STDERR_FILENO);

    CLEANUP(audit_release) struct audit audit = { 0 };
    if (!audit_run(&audit, &options->audit, err))
        return false;
    if (audit.tree->root.len == 0)
        return err_set(err, ERR_USAGE, "a bare repository has no folder for a configuration");

    CLEANUP(buf_release) struct buf text = { 0 };
    add_head(&audit, options, &text);
    size_t count;
    const struct config_key *keys = config_table(&count);
    for (size_t i = 0; i < count; i++)
        add_key(&keys[i], &audit, options, &text);

    struct str path = arena_printf(options->run, "%.*s/%s", STR_ARG(audit.tree->root),
                                   CONFIG_FILE_NAME);
    if (!io_create_file(path.ptr, buf_str(&text), err))
        return false;
    *ret_exit_code = EXIT_CLEAN;
    return print_stdout(arena_printf(options->run, "wrote %.*s\n", STR_ARG(path)), err);
}
