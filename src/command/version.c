#include "command/command.h"
#include "version.h"

bool command_version(struct options *options, int *ret_exit_code, struct err *err)
{
    CLEANUP(engine_release) struct engine engine = { 0 };
    if (!engine_load(&engine, &options->audit.rule_paths, options->run, err))
        return false;
    size_t models;
    catalog_models(engine.catalog, &models);
    CLEANUP(buf_release) struct buf out = { 0 };
    buf_printf(&out, "llama-audit %s\n%zu rules, %zu models, as of %.*s\n", LLAMA_AUDIT_VERSION,
               engine.ruleset.count, models, STR_ARG(engine.ruleset.as_of));
    *ret_exit_code = EXIT_CLEAN;
    return print_stdout(buf_str(&out), err);
}
