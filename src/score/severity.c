#include "score/severity.h"

#include <math.h>

const char *const severity_names[SEVERITY_COUNT] = { "info", "low", "medium", "high", "critical" };

/* ---- dates ---- */

static long number_at(struct str date, size_t from, size_t to, long fallback)
{
    uint64_t value;
    if (date.len < to || !str_to_u64(str_slice(date, from, to), &value))
        return fallback;
    return (long)value;
}

/* Days since 0000-03-01 in the Gregorian calendar: years begin in March, so that the leap day comes
 * last. */
static long day_number(struct str date)
{
    long year = number_at(date, 0, 4, 0);
    long month = number_at(date, 5, 7, 12);
    long day = number_at(date, 8, 10, 28);
    if (month <= 2)
        year--;
    long shifted = (month + 9) % 12;
    return 365 * year + year / 4 - year / 100 + year / 400 + (shifted * 306 + 5) / 10 + day - 1;
}

long date_days_between(struct str from, struct str to)
{
    return day_number(to) - day_number(from);
}

/* ---- endings ---- */

void ending_read(const struct scorer *scorer, struct str host, struct str date,
                 struct str date_kind, struct str words, struct ending *ret)
{
    const struct score_options *options = scorer->options;
    const struct retirement_row *row = effort_retirement(scorer->effort, date_kind, words);
    long days = date_days_between(options->today, date);
    *ret = (struct ending){
        .known = true,
        .past = days <= 0,
        .soon = days > 0 && days <= (long)options->warn_retiring_days,
    };
    if (ret->past)
        ret->least = row->past;
    else if (ret->soon)
        ret->least = row->soon;
    struct str word = ret->past ? row->word : STR("ends on");
    ret->text =
        arena_printf(scorer->arena, "%.*s %.*s %.*s", STR_ARG(word), STR_ARG(host), STR_ARG(date));
    ret->detail = ret->text;
    if (words.len > 0)
        ret->detail = arena_printf(scorer->arena, "%.*s: %.*s", STR_ARG(ret->text), STR_ARG(words));
}

void ending_find(const struct scorer *scorer, const struct finding *finding, struct ending *ret)
{
    *ret = (struct ending){ 0 };
    if (finding->host.len == 0)
        return;
    const struct host *host = catalog_host(scorer->catalog, finding->host);
    const struct hosted_id *id =
        catalog_retirement(scorer->catalog, finding->host, finding->evidence);
    struct str name = host ? host->name : finding->host;
    if (id && id->retired.len > 0)
        ending_read(scorer, name, id->retired, id->date_kind, id->retired_kind, ret);
    else if (host && host->retired.len > 0)
        ending_read(scorer, name, host->retired, STR(""), host->retired_kind, ret);
}

/* ---- severity ---- */

enum severity severity_of_points(const struct effort *effort, double points)
{
    int severity = SEVERITY_CRITICAL;
    points = round(points); /* a fitted 0.9 is still a string to change */
    while (severity > SEVERITY_INFO && points < effort->steps[severity])
        severity--;
    return (enum severity)severity;
}

/* The target that severity looks at: the chosen one, else the cheapest that is not blocked here.
 * False when every one is blocked. */
static bool judged_target(const struct scorer *scorer, const struct finding *finding, size_t *ret)
{
    const struct effort *effort = scorer->effort;
    bool found = false;
    for (size_t i = 0; i < effort->target_count; i++) {
        if (str_equal(effort->targets[i].family, scorer->options->target)) {
            *ret = i;
            return finding->costs.items[i].alone_blocker.len == 0;
        }
    }
    for (size_t i = 0; i < effort->target_count; i++) {
        const struct cost *cost = &finding->costs.items[i];
        if (cost->alone_blocker.len > 0)
            continue;
        if (!found || cost->alone.likely < finding->costs.items[*ret].alone.likely)
            *ret = i;
        found = true;
    }
    return found;
}

static struct str terms_text(const struct scorer *scorer, const struct cost *cost,
                             const struct bill *bill)
{
    struct str text = STR("");
    for (size_t i = 0; i < cost->alone_terms.count; i++) {
        const struct term *term = &cost->alone_terms.items[i];
        struct str what = i < bill->terms.count
                              ? term->change
                              : bill->triggers.items[i - bill->terms.count].kind->id;
        text = arena_printf(scorer->scratch, "%.*s%s%.*s %g", STR_ARG(text), i ? ", " : "",
                            STR_ARG(what), term->points.likely);
    }
    return text;
}

static void judge_costs(const struct scorer *scorer, struct finding *finding,
                        const struct bill *place)
{
    size_t target = 0;
    if (!judged_target(scorer, finding, &target)) {
        bool chosen = scorer->options->target.len > 0;
        const struct cost *cost = &finding->costs.items[target];
        finding->severity = SEVERITY_CRITICAL;
        finding->severity_reason = arena_printf(
            scorer->arena, "blocked for %s%.*s: %.*s", chosen ? "" : "all targets, ",
            STR_ARG(scorer->effort->targets[target].name), STR_ARG(cost->alone_blocker));
        return;
    }
    const struct cost *cost = &finding->costs.items[target];
    finding->severity = severity_of_points(scorer->effort, cost->alone.likely);
    struct str text = terms_text(scorer, cost, &place[target]);
    finding->severity_reason = arena_printf(scorer->arena, "%g for %.*s%s%.*s", cost->alone.likely,
                                            STR_ARG(scorer->effort->targets[target].name),
                                            text.len ? ": " : "", STR_ARG(text));
}

void severity_set(const struct scorer *scorer, struct finding *finding, const struct bill *place)
{
    judge_costs(scorer, finding, place);
    struct ending ending;
    ending_find(scorer, finding, &ending);
    if (!ending.known)
        return;
    finding->retirement = ending.text;
    if (ending.least > finding->severity) {
        finding->severity = ending.least;
        finding->severity_reason = ending.detail;
    }
}
