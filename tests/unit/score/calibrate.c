/* Fits with answers that were worked out by hand, and what is wrong with an overlay. */
#include "score/calibrate.h"

#include <math.h>

#include "world.h"

enum { A, B };

static const double no_bound[] = { 1000, 1000 };

static void assert_near(double expected, double actual)
{
    if (fabs(expected - actual) > 1e-6)
        fail_msg("%.9f, expected is %.9f", actual, expected);
}

static struct fit fitted(const struct actuals *actuals, size_t left_out)
{
    struct fit fit;
    calibrate_fit(actuals, left_out, &world.arena, &fit);
    return fit;
}

static void records_as_foreseen_change_nothing(void **state)
{
    (void)state;
    static const double points[] = { 1, 3, 2, 5, 7, 0, 0, 4, 10, 1 };
    static const double days[] = { 8, 14, 14, 8, 22 };
    struct actuals actuals = { 2, NULL, no_bound, 5, days, points };
    struct fit fit = fitted(&actuals, SIZE_MAX);
    assert_near(2, fit.days_per_point);
    assert_near(1, fit.factors[A]);
    assert_near(1, fit.factors[B]);
    assert_near(22, calibrate_days(&actuals, &fit, 4));
}

/* Three records of 10 points A that took 10 days, three of 10 points B that took 30: 2 days a point.
 * A: (30 + 20) / (2 · 30 + 20), B: (90 + 20) / (2 · 30 + 20), where 20 is the prior. */
static const double apart[] = { 10, 0, 10, 0, 10, 0, 0, 10, 0, 10, 0, 10 };
static const double apart_days[] = { 10, 10, 10, 30, 30, 30 };

static void weights_move_towards_the_records(void **state)
{
    (void)state;
    struct actuals actuals = { 2, NULL, no_bound, 6, apart_days, apart };
    struct fit fit = fitted(&actuals, SIZE_MAX);
    assert_near(2, fit.days_per_point);
    assert_near(0.625, fit.factors[A]);
    assert_near(1.375, fit.factors[B]);
    assert_near(12.5, calibrate_days(&actuals, &fit, 0));
    assert_near(20, calibrate_days_built_in(&actuals, &fit, 0));
}

static void weights_stay_on_the_ladder(void **state)
{
    (void)state;
    static const double most[] = { 1000, 1.2 };
    struct actuals actuals = { 2, NULL, most, 6, apart_days, apart };
    struct fit fit = fitted(&actuals, SIZE_MAX);
    assert_near(0.625, fit.factors[A]);
    assert_near(1.2, fit.factors[B]);
}

/* Where A comes with B nothing took any time: without the bound A would be below 0. Then B is
 * (500 + 50) / (10/3 · 75 + 50). */
static void weights_are_not_negative(void **state)
{
    (void)state;
    static const double points[] = { 0,  10, 0,  10, 0,  10, 0,  10, 0,  10,
                                     10, 10, 10, 10, 10, 10, 10, 10, 10, 10 };
    static const double days[] = { 100, 100, 100, 100, 100, 0, 0, 0, 0, 0 };
    struct actuals actuals = { 2, NULL, no_bound, 10, days, points };
    struct fit fit = fitted(&actuals, SIZE_MAX);
    assert_near(10.0 / 3, fit.days_per_point);
    assert_near(0, fit.factors[A]);
    assert_near(550.0 / 300, fit.factors[B]);
}

static void a_record_left_out_has_no_say(void **state)
{
    (void)state;
    static const double points[] = { 10, 0, 10, 0, 10, 0, 0, 10, 0, 10, 0, 10, 70, 1 };
    static const double days[] = { 10, 10, 10, 30, 30, 30, 9999 };
    struct actuals all = { 2, NULL, no_bound, 7, days, points };
    struct actuals six = { 2, NULL, no_bound, 6, apart_days, apart };
    struct fit without = fitted(&all, 6);
    struct fit never = fitted(&six, SIZE_MAX);
    assert_near(never.days_per_point, without.days_per_point);
    assert_near(never.factors[A], without.factors[A]);
    assert_near(never.factors[B], without.factors[B]);
}

static void nothing_took_time_without_the_one(void **state)
{
    (void)state;
    static const double points[] = { 1, 1, 1, 1, 1, 1, 1, 1, 1, 1 };
    static const double days[] = { 0, 0, 5, 0, 0 };
    struct actuals actuals = { 2, NULL, no_bound, 5, days, points };
    struct fit fit = fitted(&actuals, 2);
    assert_near(0, fit.days_per_point);
    assert_near(0, calibrate_days(&actuals, &fit, 2));
}

static void the_largest_weight_bounds_the_factor(void **state)
{
    (void)state;
    assert_near(1, calibrate_most(world.effort, STR("replace-guard"))); /* 7 for Gemma */
    assert_near(7.0 / 3, calibrate_most(world.effort, STR("re-evaluate")));
    assert_true(calibrate_most(world.effort, STR("mention")) > 1e9);
}

/* ---- the overlay ---- */

static void overlay_changes_weights(void **state)
{
    (void)state;
    struct err err = { 0 };
    assert_true(calibration_parse(world.effort,
                                  STR("calibration: effort\nrecords: 6\ndays_per_point: 0.5\n"
                                      "error: 0.25\nfactors:\n  re-evaluate: 1.24\n"
                                      "  retrain: 2\n  model-reference: 0\n"),
                                  "mine.yaml", &world.arena, &err));
    struct points points = work_points("re-evaluate", TO_QWEN);
    assert_near(1.2, points.low);
    assert_near(3.7, points.likely);
    assert_near(6.2, points.high);
    points = work_points("retrain", TO_QWEN);
    assert_near(6, points.low);
    assert_near(7, points.likely);
    assert_near(7, points.high);
    assert_true(points_are_zero(points_of("model-reference", TO_GEMMA)));
    const struct weight *weight = &effort_work(world.effort, STR("retrain"))->weights[TO_QWEN];
    assert_true(str_has(weight->source, "times 2, fitted to 6 records of yours"));
    assert_near(0.5, world.effort->calibration.days_per_point);

    world.options.today = STR("2026-11-21");
    world_reference("a.py", 1, CATEGORY_TOKENIZER, LLAMA_8B)->rule = world_rule("tokenizer/a", "");
    (void)world_score();
    assert_true(world_total(TO_QWEN)->has_days);
    assert_near(world_total(TO_QWEN)->points.likely / 2, world_total(TO_QWEN)->days.likely);
}

static void assert_refused(const char *text, const char *message)
{
    struct err err = { 0 };
    world.effort->calibration = (struct calibration){ 0 };
    assert_false(calibration_parse(world.effort, str_from(text), "mine.yaml", &world.arena, &err));
    if (strstr(err.text, message) == NULL)
        fail_msg("'%s' lacks '%s'", err.text, message);
}

#define HEAD "calibration: effort\nrecords: 6\ndays_per_point: 0.5\n"

static void mistakes_of_an_overlay_are_named(void **state)
{
    (void)state;
    assert_refused("calibration: effort\ndays_per_point: 1\n", "'records' is missing");
    assert_refused("calibration: effort\nrecords: 6\n", "'days_per_point' is missing");
    assert_refused("calibration: effort\nrecords: 0\ndays_per_point: 1\n", "mine.yaml:2: ");
    assert_refused("calibration: effort\nrecords: 6\ndays_per_point: 0\n", "above 0");
    assert_refused("calibration: effort\nrecords: 6\ndays_per_point: 1e9\n", "must be a number");
    assert_refused(HEAD "factor: { retrain: 1 }\n", "did you mean 'factors'");
    assert_refused(HEAD "factors: [retrain]\n", "'factors' must be a mapping");
    assert_refused(HEAD "factors:\n  retrian: 2\n", "mine.yaml:5: 'retrian' is neither");
    assert_refused(HEAD "factors: { retrain: -2 }\n", "'retrain' must be a number");
    assert_refused(HEAD "factors: { retrain: 1001 }\n", "from 0 to 1000");
    assert_refused(HEAD "factors: { retrain: [1] }\n", "'retrain' must be a number");
    assert_refused("[calibration: effort", "mine.yaml");
    struct err err = { 0 };
    world.effort->calibration = (struct calibration){ .label = STR("first.yaml") };
    assert_false(calibration_parse(world.effort, STR(HEAD), "mine.yaml", &world.arena, &err));
    assert_non_null(strstr(err.text, "a second calibration beside first.yaml"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WORLD_TEST(records_as_foreseen_change_nothing),
        WORLD_TEST(weights_move_towards_the_records),
        WORLD_TEST(weights_stay_on_the_ladder),
        WORLD_TEST(weights_are_not_negative),
        WORLD_TEST(a_record_left_out_has_no_say),
        WORLD_TEST(nothing_took_time_without_the_one),
        WORLD_TEST(the_largest_weight_bounds_the_factor),
        WORLD_TEST(overlay_changes_weights),
        WORLD_TEST(mistakes_of_an_overlay_are_named),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
