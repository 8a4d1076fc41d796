/* Weights fitted to what moves really took: actuals in, an overlay for effort.yaml out. */
#include <math.h>

#include "base/io.h"
#include "command/actuals.h"
#include "command/command.h"
#include "report/escape.h"

/** What the records say of the weights, and how far off they would have been. */
struct outcome {
    const char *label; /* the file of actuals */
    struct actuals actuals;
    struct records records;
    struct fit fit;
    double *built_in; /* for each record, from the others */
    double *fitted;
    double built_in_error; /* of all records, as a share of their days */
    double fitted_error;
};

static void judge_records(struct outcome *ret, struct arena *arena)
{
    size_t count = ret->actuals.record_count;
    ret->built_in = arena_array(arena, count, sizeof *ret->built_in);
    ret->fitted = arena_array(arena, count, sizeof *ret->fitted);
    double days = 0;
    CLEANUP(arena_release) struct arena scratch = { 0 };
    for (size_t i = 0; i < count; i++) {
        struct fit fit;
        calibrate_fit(&ret->actuals, i, &scratch, &fit);
        ret->built_in[i] = calibrate_days_built_in(&ret->actuals, &fit, i);
        ret->fitted[i] = calibrate_days(&ret->actuals, &fit, i);
        ret->built_in_error += fabs(ret->built_in[i] - ret->actuals.days[i]);
        ret->fitted_error += fabs(ret->fitted[i] - ret->actuals.days[i]);
        days += ret->actuals.days[i];
        arena_reset(&scratch);
    }
    ret->built_in_error /= days;
    ret->fitted_error /= days;
    calibrate_fit(&ret->actuals, SIZE_MAX, arena, &ret->fit);
}

static double sum_of_record(const struct actuals *actuals, size_t record)
{
    double sum = 0;
    for (size_t k = 0; k < actuals->kind_count; k++)
        sum += actuals->points[record * actuals->kind_count + k];
    return sum;
}

static void print_records(const struct outcome *outcome, struct buf *out)
{
    const struct actuals *actuals = &outcome->actuals;
    double points = 0;
    double days = 0;
    for (size_t i = 0; i < actuals->record_count; i++) {
        points += sum_of_record(actuals, i);
        days += actuals->days[i];
    }
    buf_printf(out, "%zu records, %.4g points and %.4g days in all: %.3g days a point\n\n",
               actuals->record_count, points, days, outcome->fit.days_per_point);
    buf_puts(out, "what each record would have been expected to take, had it been left out\n\n"
                  "  line  target          points    took   built-in     off    fitted     off\n");
    for (size_t i = 0; i < actuals->record_count; i++) {
        const struct record *record = &outcome->records.items[i];
        double took = record->days;
        buf_printf(out, "  %4u  %-12.*s  %8.1f  %6.1f   %8.1f  %+6.1f  %8.1f  %+6.1f\n",
                   record->line, STR_ARG(record->target), sum_of_record(actuals, i), took,
                   outcome->built_in[i], outcome->built_in[i] - took, outcome->fitted[i],
                   outcome->fitted[i] - took);
    }
    buf_printf(out,
               "\n  off in all, of the days taken: %.0f %% with the built-in weights, %.0f %% "
               "with the fitted ones\n",
               100 * outcome->built_in_error, 100 * outcome->fitted_error);
    if (outcome->fitted_error >= outcome->built_in_error)
        buf_printf(out,
                   "  The fitted weights foresee your own records no better: "
                   "--days-per-point %.3g\n  says as much with the built-in ones.\n",
                   outcome->fit.days_per_point);
}

static size_t records_with(const struct actuals *actuals, size_t kind)
{
    size_t count = 0;
    for (size_t r = 0; r < actuals->record_count; r++)
        count += actuals->points[r * actuals->kind_count + kind] > 0;
    return count;
}

static void print_factors(const struct outcome *outcome, struct buf *out)
{
    const struct actuals *actuals = &outcome->actuals;
    buf_puts(out, "\n  work                    records   weight times\n");
    for (size_t k = 0; k < actuals->kind_count; k++) {
        buf_printf(out, "  %-22.*s  %7zu   %12.2f%s\n", STR_ARG(actuals->kinds[k]),
                   records_with(actuals, k), outcome->fit.factors[k],
                   outcome->fit.factors[k] >= actuals->most[k] ? "  (the ladder ends there)" : "");
    }
}

static void write_overlay(const struct outcome *outcome, struct str today, struct buf *out)
{
    const struct actuals *actuals = &outcome->actuals;
    const char *slash = strrchr(outcome->label, '/');
    buf_printf(out, "# Written by llama-audit calibrate from ");
    escape_terminal(out, str_from(slash ? slash + 1 : outcome->label));
    buf_printf(out,
               ". Give it with --rules, or name it\n"
               "# under `rules:` of the configuration. Factors on the weights of effort.yaml.\n"
               "calibration: effort\n"
               "as_of: '%.*s'\n"
               "records: %zu\n"
               "# Off by this share of the days taken, over records that were left out.\n"
               "error: %.3f\n"
               "days_per_point: %.4f\n"
               "factors:\n",
               STR_ARG(today), actuals->record_count, outcome->fitted_error,
               outcome->fit.days_per_point);
    for (size_t k = 0; k < actuals->kind_count; k++)
        buf_printf(out, "  %.*s: %.3f\n", STR_ARG(actuals->kinds[k]), outcome->fit.factors[k]);
}

static bool write_outcome(const struct options *options, const struct outcome *outcome,
                          struct err *err)
{
    CLEANUP(buf_release) struct buf overlay = { 0 };
    CLEANUP(buf_release) struct buf text = { 0 };
    struct str file = options->output_file;
    write_overlay(outcome, options->audit.score.today, &overlay);
    if (str_is(file, "-"))
        return print_stdout(buf_str(&overlay), err);
    if (file.len > 0 && !io_write_file(file.ptr, buf_str(&overlay), err))
        return false;
    print_records(outcome, &text);
    print_factors(outcome, &text);
    if (file.len > 0)
        buf_printf(&text, "\nwritten: %.*s, use it with --rules %.*s\n", STR_ARG(file),
                   STR_ARG(file));
    else
        buf_puts(&text, "\n-o FILE writes the overlay that --rules FILE uses\n");
    return print_stdout(buf_str(&text), err);
}

bool command_calibrate(struct options *options, int *ret_exit_code, struct err *err)
{
    if (options->operands.count != 1)
        return err_set(err, ERR_USAGE, "calibrate takes one file of actuals, see docs/effort.md");
    if (options->outputs.count > 0)
        return err_set(err, ERR_USAGE, "calibrate writes no report, leave --format out");
    CLEANUP(arena_release) struct arena arena = { 0 };
    CLEANUP(engine_release) struct engine engine = { 0 };
    if (!engine_load(&engine, &options->audit.rule_paths, options->run, err))
        return false;
    if (engine.effort->calibration.label.len > 0)
        return err_set(err, ERR_USAGE,
                       "calibrate starts from the weights of effort.yaml, leave "
                       "--rules %.*s out",
                       STR_ARG(engine.effort->calibration.label));
    struct outcome outcome = { .label = options->operands.items[0].ptr };
    if (!actuals_read(outcome.label, &engine, &arena, &outcome.actuals, &outcome.records, err))
        return false;
    judge_records(&outcome, &arena);
    *ret_exit_code = EXIT_CLEAN;
    return write_outcome(options, &outcome, err);
}
