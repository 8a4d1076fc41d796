/* Reports that were saved, for what is done with them later. */
#include "command/saved.h"

#include "command/command.h"

bool read_saved(const struct options *options, struct engine *engine, struct arena *arena,
                struct saved_reports *ret, struct err *err)
{
    if (!engine_load(engine, &options->audit.rule_paths, options->run, err))
        return false;
    const struct report_engine parts = { &engine->ruleset, engine->catalog, engine->effort };
    for (size_t i = 0; i < options->operands.count; i++) {
        struct saved_report *report;
        if (!report_read(options->operands.items[i].ptr, &parts, arena, &report, err))
            return false;
        vec_push(arena, ret, report);
    }
    return true;
}
