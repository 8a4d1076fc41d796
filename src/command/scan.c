/* The main job: audit, write the reports, decide the exit code. */
#include <stdio.h>
#include <unistd.h>

#include "command/command.h"
#include "config.h"
#include "history/blame.h"
#include "version.h"
#include "walk/git.h"

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

static void close_repo(struct repo *repo)
{
    repo_close(repo);
}

/** When each dependency was changed last, and by whom: as far as git can tell. */
static void find_blame(const struct options *options, struct audit *audit)
{
    struct arena *arena = &audit->result_arena;
    CLEANUP(close_repo) struct repo repo = { 0 };
    struct tree *tree;
    struct str below;
    struct err err;
    if (!walk_repository(&options->audit.walk, &audit->run, &tree, &repo, &below, &err)) {
        ledger_note(&audit->ledger, "--blame: %s", err.text);
        return;
    }
    while (below.len > 0 && below.ptr[below.len - 1] != '/') /* one file of a folder */
        below.len--;
    struct blame_options asked = { .repository = repo.handle,
                                   .tree = audit->tree,
                                   .below = below,
                                   .today = options->audit.score.today };
    blame_findings(&asked, &audit->result.findings, arena, &audit->ledger);
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
    find_owners(&audit);
    if (options->blame)
        find_blame(options, &audit);

    struct report report = {
        .version = STR(LLAMA_AUDIT_VERSION),
        .ruleset = &audit.engine.ruleset,
        .catalog = audit.engine.catalog,
        .effort = audit.engine.effort,
        .rule_count = audit.engine.ruleset.count,
        .scan_name = audit.tree->name,
        .scan_mode = str_from(mode_name(audit.tree->mode)),
        .revision = audit.tree->revision,
        .base = audit.tree->base,
        .partial_scan = audit.tree->side_count > 0,
        .compared = audit.tree->side_count > 0 || audit.has_baseline,
        .today = options->audit.score.today,
        .target = options->audit.score.target,
        .config_path = options->config_path,
        .link_template = options->link_template,
        .ledger = &audit.ledger,
        .result = &audit.result,
        .gate = &options->gate,
        .failing = gate_count(&options->gate, &audit.result.findings),
    };
    if (!report.partial_scan)
        report.over_points =
            gate_over_points(&options->gate, &audit.result.targets, options->audit.score.target);
    report.missing_coverage = gate_missing_coverage(&options->gate, &audit.ledger);
    catalog_models(audit.engine.catalog, &report.model_count);
    struct timing_mark mark = timing_start(timing);
    if (!write_reports(options, &report, audit.tree->root, err))
        return false;
    timing_lap(timing, TIMING_REPORT, &mark);
    timing_print(timing, stderr);

    if (audit.ledger.partial)
        return err_set(err, ERR_LIMIT, "the audit was given up before its end, the report is partial");
    if (report.missing_coverage)
        return err_set(err, ERR_LIMIT, "coverage is required, but there is '%s' in the ledger",
                       report.missing_coverage);
    *ret_exit_code = report.failing > 0 || report.over_points ? EXIT_FINDINGS : EXIT_CLEAN;
    return true;
}
