/* What changed between saved reports. */
#include "base/io.h"
#include "command/command.h"
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

static bool write_comparison(const struct options *options, const struct comparison *comparison,
                             struct err *err)
{
    for (size_t i = 0; i < options->outputs.count; i++) {
        const struct output *output = &options->outputs.items[i];
        bool to_stdout = output->file.len == 0 || str_is(output->file, "-");
        struct style style = style_for(options, to_stdout, STR(""));
        CLEANUP(buf_release) struct buf text = { 0 };
        writer_by_name(output->reporter->name)(comparison, &style, &text);
        if (to_stdout ? !print_stdout(buf_str(&text), err)
                      : !io_write_file(output->file.ptr, buf_str(&text), err))
            return false;
    }
    return true;
}

bool command_compare(struct options *options, int *ret_exit_code, struct err *err)
{
    if (!check_options(options, err))
        return false;
    CLEANUP(arena_release) struct arena arena = { 0 };
    CLEANUP(engine_release) struct engine engine = { 0 };
    if (!engine_load(&engine, &options->audit.rule_paths, options->run, err))
        return false;
    const struct report_engine parts = { &engine.ruleset, engine.catalog, engine.effort };
    struct saved_reports reports = { 0 };
    for (size_t i = 0; i < options->operands.count; i++) {
        struct saved_report *report;
        if (!report_read(options->operands.items[i].ptr, &parts, &arena, &report, err))
            return false;
        vec_push(&arena, &reports, report);
    }
    struct comparison comparison;
    comparison_make(&reports, options->audit.score.target, &options->gate, &arena, &comparison);
    if (comparison.target.len > 0 && !comparison_target(comparison.now, comparison.target))
        return err_set(err, ERR_USAGE, "--target: '%.*s' is no target of the newest report",
                       STR_ARG(comparison.target));
    if (!write_comparison(options, &comparison, err))
        return false;
    *ret_exit_code = comparison.failing > 0 ? EXIT_FINDINGS : EXIT_CLEAN;
    return true;
}
