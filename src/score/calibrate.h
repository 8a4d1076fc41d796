/**
 * Fitting the weights of effort.yaml to what moves really took.
 *
 * A record is a finished piece of a move: the points that each kind of work had in it, by the
 * built-in weights, and the days that it took. Fitted are the days that a point is worth, which is
 * all days by all points, and a factor for each kind of work: ridge regression towards 1, which is
 * the built-in weight, with bounds (docs/effort.md has the formula and its sources).
 *
 * Lifetime: what is returned is in the arena given.
 */
#ifndef SCORE_CALIBRATE_H
#define SCORE_CALIBRATE_H

#include "base/arena.h"
#include "base/err.h"
#include "score/effort.h"

enum { ACTUALS_LEAST = 5, ACTUALS_MOST = 1000 };

struct actuals {
    size_t kind_count;
    const struct str *kinds;  /* change kinds and shared work, by their ids */
    const double *most;       /* for each the largest factor that stays on the ladder */
    size_t record_count;
    const double *days;       /* for each record; not negative, and not all of them 0 */
    const double *points;     /* record by record, one for each kind; a sum above 0 */
};

struct fit {
    double days_per_point;
    double *factors; /* one for each kind */
};

/** Fits all records but the one at `left_out`; SIZE_MAX leaves none out. */
void calibrate_fit(const struct actuals *actuals, size_t left_out, struct arena *arena,
                   struct fit *ret);

/** The days that a fit expects of a record. */
double calibrate_days(const struct actuals *actuals, const struct fit *fit, size_t record);

/** The same with the built-in weights. */
double calibrate_days_built_in(const struct actuals *actuals, const struct fit *fit,
                               size_t record);

/** The largest factor that keeps the likely points of a kind on the ladder, for every target. */
double calibrate_most(const struct effort *effort, struct str kind);

/**
 * Reads what `calibrate` has written and changes the weights of an effort by it.
 *
 * Errors: ERR_SYNTAX with file and line.
 */
NODISCARD bool calibration_parse(struct effort *effort, struct str text, const char *label,
                                 struct arena *run, struct err *err);

#endif
