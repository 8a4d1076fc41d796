#include "score/again.h"

#include "score/severity.h"

/* The cost that severity looks at: of the target, else the least of those that are not blocked;
 * NULL when every one is blocked. */
static const struct cost *judged_cost(const struct finding *finding, struct str target)
{
    const struct cost *best = NULL;
    for (size_t i = 0; i < finding->costs.count; i++) {
        const struct cost *cost = &finding->costs.items[i];
        if (cost->blocker.len > 0 || (target.len > 0 && !str_equal(cost->target, target)))
            continue;
        if (!best || cost->alone.likely < best->alone.likely)
            best = cost;
    }
    return best;
}

static struct str target_name(const struct effort *effort, struct str family)
{
    for (size_t i = 0; i < effort->target_count; i++) {
        if (str_equal(effort->targets[i].family, family))
            return effort->targets[i].name;
    }
    return family;
}

static void judge_costs(const struct scorer *scorer, struct finding *finding)
{
    struct str target = scorer->options->target;
    const struct cost *cost = judged_cost(finding, target);
    if (!cost) {
        finding->severity = SEVERITY_CRITICAL;
        finding->severity_reason =
            target.len ? arena_printf(scorer->arena, "blocked for %.*s",
                                      STR_ARG(target_name(scorer->effort, target)))
                       : STR("blocked for all targets");
        return;
    }
    finding->severity = severity_of_points(scorer->effort, cost->alone.likely);
    finding->severity_reason = arena_printf(scorer->arena, "%g for %.*s", cost->alone.likely,
                                            STR_ARG(target_name(scorer->effort, cost->target)));
}

/* The first assumption about the model of a finding, or NULL. */
static const struct assumed_end *assumed_for(const struct what_if *what_if,
                                             const struct finding *finding)
{
    const struct model *model = finding->model;
    for (size_t i = 0; model && i < what_if->ends.count; i++) {
        const struct assumed_end *end = &what_if->ends.items[i];
        if (str_equal(end->model, model->id) || str_equal(end->model, model->family))
            return end;
    }
    return NULL;
}

static void find_ending(const struct scorer *scorer, const struct what_if *what_if,
                        const struct finding *finding, struct ending *ret)
{
    const struct assumed_end *end = assumed_for(what_if, finding);
    if (end)
        ending_read(scorer, STR("every host (assumed)"), end->date, STR(""), STR(""), ret);
    else
        ending_find(scorer, finding, ret);
}

static void judge(const struct scorer *scorer, const struct what_if *what_if,
                  struct finding *finding)
{
    struct ending ending;
    find_ending(scorer, what_if, finding, &ending);
    struct str text = ending.known ? ending.text : STR("");
    bool raised = finding->retirement.len > 0 &&
                  str_starts(finding->severity_reason, finding->retirement);
    bool same_ending = str_equal(text, finding->retirement);
    finding->retirement = text;
    if (what_if->other_target || (raised && !same_ending))
        judge_costs(scorer, finding);
    if (ending.known && ending.least > finding->severity) {
        finding->severity = ending.least;
        finding->severity_reason = ending.detail;
    }
}

void score_again(const struct what_if *what_if, const struct catalog *catalog,
                 const struct effort *effort, const struct findings *findings,
                 struct arena *arena)
{
    const struct scorer scorer = {
        .catalog = catalog, .effort = effort, .options = &what_if->options, .arena = arena
    };
    for (size_t i = 0; i < findings->count; i++) {
        struct finding *finding = findings->items[i];
        if (finding->kind == KIND_DEPENDENCY && finding->costs.count > 0)
            judge(&scorer, what_if, finding);
    }
}
