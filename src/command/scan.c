/* The main job: audit, write the reports, decide the exit code. */
#include <limits.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "base/io.h"
#include "command/command.h"
#include "config.h"
#include "version.h"

/* ---- the reports ---- */

struct style style_for(const struct options *options, bool to_stdout)
{
    struct style style = {
        .show_mentions = options->show_mentions,
        .show_engines = options->show_engines,
        .brief = options->quiet,
        .verbose = options->verbose > 0,
    };
    bool terminal = to_stdout && isatty(STDOUT_FILENO);
    const char *no_color = getenv("NO_COLOR");
    bool wanted = terminal && !(no_color && *no_color);
    style.color = options->color == COLOR_ALWAYS || (options->color == COLOR_AUTO && wanted);
    struct winsize size;
    if (terminal && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0)
        style.width = size.ws_col;
    return style;
}

static bool write_outputs(const struct options *options, const struct report *report,
                          struct err *err)
{
    for (size_t i = 0; i < options->outputs.count; i++) {
        const struct output *output = &options->outputs.items[i];
        bool to_stdout = output->file.len == 0 || str_is(output->file, "-");
        struct style style = style_for(options, to_stdout);
        CLEANUP(buf_release) struct buf text = { 0 };
        output->reporter->write(report, &style, &text);
        if (to_stdout ? !print_stdout(buf_str(&text), err)
                      : !io_write_file(output->file.ptr, buf_str(&text), err))
            return false;
    }
    return true;
}

bool settle_outputs(struct options *options, struct err *err)
{
    if (options->outputs.count == 0)
        vec_push(options->run, &options->outputs,
                 (struct output){ reporter_by_name(STR("text")), STR("") });
    size_t without_file = 0;
    for (size_t i = 0; i < options->outputs.count; i++) {
        struct output *output = &options->outputs.items[i];
        if (output->file.len > 0)
            continue;
        if (++without_file > 1)
            return err_set(err, ERR_USAGE,
                           "only one format can go to standard output, write -f %s=FILE",
                           output->reporter->name);
        output->file = options->output_file;
    }
    return true;
}

static void free_timing(struct timing **timing)
{
    timing_free(*timing);
}

static const char *mode_name(enum walk_mode mode)
{
    switch (mode) {
    case WALK_WORKTREE: return "worktree";
    case WALK_FOLDER: return "folder";
    case WALK_REVISION: return "revision";
    case WALK_LIST: return "list";
    case WALK_STAGED: return "staged";
    case WALK_DIFF: return "diff";
    }
    return "";
}

bool command_scan(struct options *options, int *ret_exit_code, struct err *err)
{
    if (options->operands.count > 1)
        return err_set(err, ERR_USAGE, "one path at a time, '%s' is a second one",
                       options->operands.items[1].ptr);
    if (options->operands.count == 1)
        options->audit.walk.path = options->operands.items[0].ptr;
    if (!config_load(options, err) || !settle_outputs(options, err))
        return false;
    options->audit.gate = &options->gate;
    options->audit.progress = !options->quiet && isatty(STDERR_FILENO);

    CLEANUP(free_timing) struct timing *timing = options->timing ? timing_new() : NULL;
    options->audit.timing = timing;
    CLEANUP(audit_release) struct audit audit = { 0 };
    if (!audit_run(&audit, &options->audit, err))
        return false;

    struct report report = {
        .version = STR(LLAMA_AUDIT_VERSION),
        .ruleset = &audit.engine.ruleset,
        .catalog = audit.engine.catalog,
        .scan_name = audit.tree->name,
        .scan_mode = str_from(mode_name(audit.tree->mode)),
        .revision = audit.tree->revision,
        .base = audit.tree->base,
        .partial_scan = audit.tree->side_count > 0,
        .compared = audit.tree->side_count > 0,
        .today = options->audit.score.today,
        .target = options->audit.score.target,
        .config_path = options->config_path,
        .link_template = options->link_template,
        .ledger = &audit.ledger,
        .result = &audit.result,
        .gate = &options->gate,
        .failing = gate_count(&options->gate, &audit.result.findings),
    };
    catalog_models(audit.engine.catalog, &report.model_count);
    struct timing_mark mark = timing_start(timing);
    if (!write_outputs(options, &report, err))
        return false;
    timing_lap(timing, TIMING_REPORT, &mark);
    timing_print(timing, stderr);

    const char *missing = gate_missing_coverage(&options->gate, &audit.ledger);
    if (audit.ledger.partial)
        return err_set(err, ERR_LIMIT, "the audit was given up before its end, the report is partial");
    if (missing)
        return err_set(err, ERR_LIMIT, "coverage is required, but there is '%s' in the ledger",
                       missing);
    *ret_exit_code = report.failing > 0 ? EXIT_FINDINGS : EXIT_CLEAN;
    return true;
}
