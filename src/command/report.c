/* Saved JSON reports once more, in any format. */
#include "command/command.h"
#include "config.h"
#include "report/read.h"

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
    if (!engine_load(&engine, &options->audit.rule_paths, options->run, err))
        return false;
    const struct report_engine parts = { &engine.ruleset, engine.catalog, engine.effort };
    struct saved_report *saved;
    if (!report_read(options->operands.items[0].ptr, &parts, &arena, &saved, err))
        return false;
    if (options->link_template.len > 0)
        saved->report.link_template = options->link_template;
    if (!write_reports(options, &saved->report, STR(""), err))
        return false;
    *ret_exit_code = saved->report.failing > 0 ? EXIT_FINDINGS : EXIT_CLEAN;
    return true;
}
