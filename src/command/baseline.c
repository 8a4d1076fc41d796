/* Keeps the file of dependencies that are known: write, update, check. */
#include <unistd.h>

#include "base/io.h"
#include "command/command.h"
#include "config.h"
#include "report/escape.h"

enum action { ACTION_CHECK, ACTION_UPDATE, ACTION_WRITE, ACTION_COUNT };

static const char *const actions[ACTION_COUNT] = { "check", "update", "write" };

static bool read_operands(struct options *options, enum action *ret, struct err *err)
{
    struct str word = options->operands.count > 0 ? options->operands.items[0] : STR("");
    int at = 0;
    while (at < ACTION_COUNT && !str_is(word, actions[at]))
        at++;
    if (at == ACTION_COUNT || options->operands.count > 2)
        return err_set(err, ERR_USAGE, "baseline takes write, update or check, and a path");
    if (options->operands.count == 2)
        options->audit.walk.path = options->operands.items[1].ptr;
    *ret = (enum action)at;
    return true;
}

bool check_baseline_whole(const struct options *options, struct err *err)
{
    const struct walk_options *walk = &options->audit.walk;
    const char *partial = walk->staged            ? "--staged"
                          : walk->diff            ? "--diff"
                          : walk->files_from      ? "--files-from"
                          : walk->include.count   ? "include patterns"
                                                  : NULL;
    return !partial || err_set(err, ERR_USAGE,
                               "a baseline is about everything, so it is not made with %s", partial);
}

/* Without a name: beside the scan root's other files. */
static struct str settle_path(struct options *options)
{
    if (options->audit.baseline.len > 0)
        return options->audit.baseline;
    const char *root = options->audit.walk.path;
    return arena_printf(options->run, "%s%s%s", root ? root : "", root ? "/" : "",
                        BASELINE_FILE_NAME);
}

struct counts {
    size_t known;
    size_t fresh;
    size_t worse;
    size_t edited;
};

static struct counts count(const struct audit *audit)
{
    struct counts counts = { .edited = audit->baseline.edited.count };
    for (size_t i = 0; i < audit->result.findings.count; i++) {
        const struct finding *finding = audit->result.findings.items[i];
        if (finding->kind != KIND_DEPENDENCY)
            continue;
        counts.known += finding->state == STATE_UNCHANGED;
        counts.fresh += finding->state != STATE_UNCHANGED;
        counts.worse += finding->worse;
    }
    return counts;
}

static void add_new_ones(const struct audit *audit, struct buf *out)
{
    for (size_t i = 0; i < audit->result.findings.count; i++) {
        const struct finding *finding = audit->result.findings.items[i];
        bool dependency = finding->kind == KIND_DEPENDENCY && finding->state != STATE_UNCHANGED;
        if (!dependency && finding->kind != KIND_AUDIT)
            continue;
        buf_puts(out, dependency ? "  new  " : "  trouble  ");
        escape_terminal(out, finding->path);
        buf_printf(out, ":%u  %.*s  ", finding->span.line, STR_ARG(finding->rule->id));
        escape_terminal(out, dependency ? finding->evidence : finding->note);
        buf_char(out, '\n');
    }
}

bool command_baseline(struct options *options, int *ret_exit_code, struct err *err)
{
    enum action action = ACTION_CHECK;
    CLEANUP(audit_release) struct audit audit = { 0 };
    CLEANUP(buf_release) struct buf text = { 0 };
    CLEANUP(buf_release) struct buf out = { 0 };
    if (!read_operands(options, &action, err) || !check_baseline_whole(options, err) ||
        !config_load(options, err) || !check_baseline_whole(options, err))
        return false;
    struct str path = settle_path(options);
    bool there = access(path.ptr, F_OK) == 0;
    if (action == ACTION_WRITE && there)
        return err_set(err, ERR_USAGE, "%s: is there already, see baseline update", path.ptr);
    if (action != ACTION_WRITE && !there)
        return err_set(err, ERR_USAGE, "%s: there is no baseline, see baseline write", path.ptr);
    options->audit.baseline = action == ACTION_WRITE ? STR("") : path;
    options->audit.gate = &options->gate;
    options->audit.progress = !options->quiet && isatty(STDERR_FILENO);
    if (!audit_run(&audit, &options->audit, err))
        return false;
    if (audit.ledger.partial)
        return err_set(err, ERR_LIMIT, "the audit was given up before its end: no baseline is made");

    if (audit.baseline_unread && action != ACTION_WRITE)
        return err_set(err, ERR_LIMIT,
                       "%s: has entries of %.*s, which was not read to its end (%s)",
                       path.ptr, STR_ARG(audit.baseline_unread->path),
                       skip_reason_name(audit.baseline_unread->reason));

    struct counts counts = count(&audit);
    escape_terminal(&out, path);
    buf_printf(&out, ": %zu %s, %zu new, %zu gone, %zu worse", counts.known + counts.fresh,
               counts.known + counts.fresh == 1 ? "dependency" : "dependencies", counts.fresh,
               audit.stale_count, counts.worse);
    if (counts.edited > 0)
        buf_printf(&out, ", %zu edited by hand", counts.edited);
    buf_char(&out, '\n');
    if (!options->quiet && action != ACTION_WRITE)
        add_new_ones(&audit, &out);
    if (action == ACTION_CHECK) {
        bool same = counts.fresh + audit.stale_count + counts.edited == 0;
        *ret_exit_code = same ? EXIT_CLEAN : EXIT_FINDINGS;
        return print_stdout(buf_str(&out), err);
    }
    baseline_write(&audit.engine.ruleset, &audit.result.findings, &text);
    *ret_exit_code = EXIT_CLEAN;
    if (action == ACTION_WRITE && options->audit.baseline.len == 0)
        buf_printf(&out, "name it in %s (baseline: %s) or with --baseline\n", CONFIG_FILE_NAME,
                   BASELINE_FILE_NAME);
    return io_write_file(path.ptr, buf_str(&text), err) && print_stdout(buf_str(&out), err);
}
