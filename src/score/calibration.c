/* The overlay that `calibrate` writes: factors on the weights of effort.yaml. */
#include <math.h>

#include "score/calibrate.h"
#include "score/effort_read.h"

/* In tenths, as reports show them, so that what is shown adds up. */
static double scaled(double points, double factor)
{
    return fmin(round(points * factor * 10) / 10, EFFORT_MOST_POINTS);
}

static void scale_weights(const struct effort *effort, struct weight *weights, double factor,
                          struct arena *run)
{
    for (size_t i = 0; i < effort->target_count; i++) {
        struct weight *weight = &weights[i];
        weight->points = (struct points){ scaled(weight->points.low, factor),
                                          scaled(weight->points.likely, factor),
                                          scaled(weight->points.high, factor) };
        weight->source = arena_printf(run, "%.*s%stimes %g, fitted to %zu records of yours",
                                      STR_ARG(weight->source), weight->source.len ? "; " : "",
                                      factor, effort->calibration.record_count);
    }
}

static bool read_positive(const struct reader *reader, const struct yaml_node *root,
                          const char *key, double most, double *ret)
{
    const struct yaml_node *node = yaml_get(root, key);
    if (!node)
        return read_fail(reader, root, "'%s' is missing", key);
    if (!read_number(reader, node, ret))
        return false;
    return (*ret > 0 && *ret <= most) ||
           read_fail(reader, node, "'%s' must be above 0 and at most %g", key, most);
}

static bool read_factor(const struct reader *reader, const struct yaml_node *node,
                        struct effort *effort)
{
    enum { MOST_FACTOR = 1000 };
    double factor;
    if (!read_number(reader, node, &factor))
        return false;
    if (factor > MOST_FACTOR)
        return read_fail(reader, node, "a factor is from 0 to %d", MOST_FACTOR);
    struct change_kind *change = map_get(&effort->changes, node->key);
    struct work_kind *work = map_get(&effort->work, node->key);
    if (!change && !work)
        return read_fail(reader, node, "'%.*s' is neither a change kind nor shared work",
                         STR_ARG(node->key));
    if (factor == 1)
        return true;
    if (change)
        scale_weights(effort, change->weights, factor, reader->run);
    if (work)
        scale_weights(effort, work->weights, factor, reader->run);
    return true;
}

bool calibration_parse(struct effort *effort, struct str text, const char *label,
                       struct arena *run, struct err *err)
{
    static const char *const keys[] = { "calibration", "as_of", "records", "error",
                                        "days_per_point", "factors", NULL };
    const struct yaml_node *root;
    if (!yaml_parse(text, run, &root, err))
        return err_wrap(err, "%s", label);
    const struct reader reader = { run, label, err };
    struct calibration *calibration = &effort->calibration;
    if (calibration->label.len > 0)
        return read_fail(&reader, root, "a second calibration beside %.*s, give one of them",
                         STR_ARG(calibration->label));
    double records;
    double days;
    if (!read_keys(&reader, root, keys) ||
        !read_positive(&reader, root, "records", ACTUALS_MOST, &records) ||
        !read_positive(&reader, root, "days_per_point", 1000, &days))
        return false;
    const struct yaml_node *error = yaml_get(root, "error");
    if (error && !read_number(&reader, error, &calibration->error))
        return false;
    calibration->record_count = (size_t)records;
    calibration->days_per_point = days;
    calibration->label = arena_str(run, str_from(label));
    const struct yaml_node *factors = yaml_get(root, "factors");
    if (factors && factors->kind != YAML_MAPPING)
        return read_fail(&reader, factors, "'factors' must be a mapping");
    for (const struct yaml_node *node = yaml_first(factors); node; node = node->next) {
        if (!read_factor(&reader, node, effort))
            return false;
    }
    return true;
}
