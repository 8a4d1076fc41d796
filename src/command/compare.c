/* What changed between saved reports. */
#include "command/command.h"
#include "command/saved.h"
#include "report/comparison.h"

typedef void comparison_writer(const struct comparison *comparison, const struct style *style,
                               struct buf *out);

static comparison_writer *writer_by_name(const char *name)
{
    static const struct {
        const char *name;
        comparison_writer *write;
    } writers[] = {
        { "json", comparison_json },
        { "markdown", comparison_markdown },
        { "text", comparison_text },
    };
    for (size_t i = 0; i < ARRAY_COUNT(writers); i++) {
        if (strcmp(name, writers[i].name) == 0)
            return writers[i].write;
    }
    return NULL;
}

static bool check_options(struct options *options, struct err *err)
{
    if (options->operands.count < 2)
        return err_set(err, ERR_USAGE, "compare takes two JSON reports or more, the oldest first");
    if (!settle_outputs(options, err))
        return false;
    for (size_t i = 0; i < options->outputs.count; i++) {
        const char *name = options->outputs.items[i].reporter->name;
        if (!writer_by_name(name))
            return err_set(err, ERR_USAGE,
                           "a comparison is written as text, markdown or json, not '%s'", name);
    }
    return true;
}

static void write_comparison(const void *comparison, const struct reporter *format,
                             const struct style *style, struct buf *out)
{
    writer_by_name(format->name)(comparison, style, out);
}

bool command_compare(struct options *options, int *ret_exit_code, struct err *err)
{
    if (!check_options(options, err))
        return false;
    CLEANUP(arena_release) struct arena arena = { 0 };
    CLEANUP(engine_release) struct engine engine = { 0 };
    struct saved_reports reports = { 0 };
    if (!read_saved(options, &engine, &arena, &reports, err))
        return false;
    struct comparison comparison;
    comparison_make(&reports, options->audit.score.target, &options->gate, &arena, &comparison);
    if (comparison.target.len > 0 && !comparison_target(comparison.now, comparison.target))
        return err_set(err, ERR_USAGE, "--target: '%.*s' is no target of the newest report",
                       STR_ARG(comparison.target));
    if (!write_outputs(options, write_comparison, &comparison, STR(""), err))
        return false;
    *ret_exit_code = comparison.failing > 0 ? EXIT_FINDINGS : EXIT_CLEAN;
    return true;
}
