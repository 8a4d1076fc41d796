#include "score/calibrate.h"

#include <float.h>
#include <math.h>

/* The built-in weight of a kind counts like so many records of average size that are all of it. */
static const double PRIOR_RECORDS = 1;

enum { MOST_SWEEPS = 10000 };

/* What the fit needs of the records: see "Calibration" in docs/effort.md. */
struct sums {
    double *square; /* kind × kind: Σ x_j x_k / X */
    double *with;   /* kind: Σ x_k y / X */
    double points;  /* Σ X */
    double days;    /* Σ y */
    size_t count;
};

static const double *points_of_record(const struct actuals *actuals, size_t record)
{
    return &actuals->points[record * actuals->kind_count];
}

static double sum_of(const double *values, size_t count)
{
    double sum = 0;
    for (size_t i = 0; i < count; i++)
        sum += values[i];
    return sum;
}

static void add_up(const struct actuals *actuals, size_t left_out, struct arena *arena,
                   struct sums *ret)
{
    size_t kinds = actuals->kind_count;
    *ret = (struct sums){ .square = arena_array(arena, kinds * kinds, sizeof(double)),
                          .with = arena_array(arena, kinds, sizeof(double)) };
    for (size_t r = 0; r < actuals->record_count; r++) {
        if (r == left_out)
            continue;
        const double *points = points_of_record(actuals, r);
        double size = sum_of(points, kinds);
        ret->count++;
        ret->points += size;
        ret->days += actuals->days[r];
        for (size_t j = 0; j < kinds; j++) {
            if (points[j] == 0)
                continue;
            ret->with[j] += points[j] * actuals->days[r] / size;
            for (size_t k = 0; k < kinds; k++)
                ret->square[j * kinds + k] += points[j] * points[k] / size;
        }
    }
}

/* The best factor of one kind when the others stay, within its bounds. */
static double best_factor(const struct actuals *actuals, const struct sums *sums,
                          const struct fit *fit, double prior, size_t kind)
{
    const double *row = &sums->square[kind * actuals->kind_count];
    double others = 0;
    for (size_t k = 0; k < actuals->kind_count; k++)
        others += k == kind ? 0 : row[k] * fit->factors[k];
    double own = fit->days_per_point * row[kind];
    double factor = (sums->with[kind] - fit->days_per_point * others + prior) / (own + prior);
    return fmin(fmax(factor, 0), actuals->most[kind]);
}

void calibrate_fit(const struct actuals *actuals, size_t left_out, struct arena *arena,
                   struct fit *ret)
{
    struct sums sums;
    add_up(actuals, left_out, arena, &sums);
    *ret = (struct fit){ .days_per_point = sums.days / sums.points,
                         .factors = arena_array(arena, actuals->kind_count, sizeof(double)) };
    for (size_t k = 0; k < actuals->kind_count; k++)
        ret->factors[k] = 1;
    if (sums.days <= 0)
        return;
    double prior = PRIOR_RECORDS * sums.days / (double)sums.count;
    double change = 1;
    for (int sweep = 0; sweep < MOST_SWEEPS && change > 1e-12; sweep++) {
        change = 0;
        for (size_t k = 0; k < actuals->kind_count; k++) {
            double factor = best_factor(actuals, &sums, ret, prior, k);
            change = fmax(change, fabs(factor - ret->factors[k]));
            ret->factors[k] = factor;
        }
    }
}

double calibrate_days(const struct actuals *actuals, const struct fit *fit, size_t record)
{
    const double *points = points_of_record(actuals, record);
    double sum = 0;
    for (size_t k = 0; k < actuals->kind_count; k++)
        sum += points[k] * fit->factors[k];
    return sum * fit->days_per_point;
}

double calibrate_days_built_in(const struct actuals *actuals, const struct fit *fit, size_t record)
{
    return sum_of(points_of_record(actuals, record), actuals->kind_count) * fit->days_per_point;
}

/* ---- the ladder ---- */

static double largest_likely(const struct effort *effort, const struct weight *weights)
{
    double largest = 0;
    for (size_t i = 0; weights && i < effort->target_count; i++)
        largest = fmax(largest, weights[i].points.likely);
    return largest;
}

double calibrate_most(const struct effort *effort, struct str kind)
{
    const struct change_kind *change = effort_change(effort, kind);
    const struct work_kind *work = effort_work(effort, kind);
    double largest = fmax(largest_likely(effort, change ? change->weights : NULL),
                          largest_likely(effort, work ? work->weights : NULL));
    return largest > 0 ? EFFORT_MOST_POINTS / largest : DBL_MAX;
}
