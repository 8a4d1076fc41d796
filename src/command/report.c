/* Saved JSON reports once more, in any format. */
#include "command/command.h"
#include "command/saved.h"
#include "report/groups.h"
#include "report/read.h"

static bool was_given(const struct options *options, const char *name)
{
    return cli_given(options, name)->source > FROM_BUILT_IN;
}

static bool check_models(const struct options *options, const struct catalog *catalog,
                         struct err *err)
{
    for (size_t i = 0; i < options->assumed_ends.count; i++) {
        struct str id = options->assumed_ends.items[i].model;
        if (!catalog_get(catalog, id))
            return err_set(err, ERR_USAGE, "--assume-eol: no model is called '%.*s'", STR_ARG(id));
    }
    return true;
}

/* Another target, day or limit than those of the scan, from what the report knows. */
static bool apply_what_if(const struct options *options, const struct engine *engine,
                          struct saved_report *saved, struct arena *arena, struct err *err)
{
    struct report *report = &saved->report;
    bool target = was_given(options, "target");
    bool today = was_given(options, "today");
    bool judged = target || today || was_given(options, "warn-retiring") ||
                  options->assumed_ends.count > 0;
    if (target) {
        report->target = options->audit.score.target;
        const struct target *chosen = chosen_target(report);
        if (!chosen || !str_equal(chosen->id, report->target))
            return err_set(err, ERR_USAGE, "--target: '%.*s' is no target of the report",
                           STR_ARG(report->target));
    }
    if (today)
        report->today = options->audit.score.today;
    if (!check_models(options, engine->catalog, err))
        return false;
    if (judged) {
        struct what_if what_if = { .options = options->audit.score,
                                   .other_target = target,
                                   .ends = options->assumed_ends };
        what_if.options.today = report->today;
        what_if.options.target = report->target;
        score_again(&what_if, engine->catalog, engine->effort, &saved->result.findings, arena);
    }
    if (was_given(options, "fail-on") || was_given(options, "fail-on-where"))
        saved->gate = options->gate;
    if (!report->partial_scan)
        report->over_points =
            gate_over_points(&saved->gate, &saved->result.targets, report->target);
    if (judged || was_given(options, "fail-on") || was_given(options, "fail-on-where"))
        report->failing = gate_count(&saved->gate, &saved->result.findings);
    return true;
}

bool command_report(struct options *options, int *ret_exit_code, struct err *err)
{
    if (options->operands.count == 0)
        return err_set(err, ERR_USAGE, "report takes the JSON report of an audit");
    if (options->operands.count > 1)
        return err_set(err, ERR_USAGE, "one report at a time, '%s' is a second one",
                       options->operands.items[1].ptr);
    if (!settle_outputs(options, err))
        return false;
    CLEANUP(arena_release) struct arena arena = { 0 };
    CLEANUP(engine_release) struct engine engine = { 0 };
    struct saved_reports reports = { 0 };
    if (!read_saved(options, &engine, &arena, &reports, err))
        return false;
    struct saved_report *saved = reports.items[0];
    if (!apply_what_if(options, &engine, saved, &arena, err))
        return false;
    if (was_given(options, "rules"))
        vec_push(&arena, &saved->ledger.notes,
                 STR("points, blockers and equivalents are those of the saved scan: with --rules "
                     "only texts and severities are judged again, scan for the rest"));
    if (options->link_template.len > 0)
        saved->report.link_template = options->link_template;
    if (!write_reports(options, &saved->report, STR(""), err))
        return false;
    if (saved->report.missing_coverage)
        return err_set(err, ERR_LIMIT, "coverage was required, but there is '%s' in the ledger",
                       saved->report.missing_coverage);
    bool failed = saved->report.failing > 0 || saved->report.over_points;
    *ret_exit_code = failed ? EXIT_FINDINGS : EXIT_CLEAN;
    return true;
}
