#include "report/comparison.h"

#include "gate/compare.h"
#include "report/groups.h"

const struct target *comparison_target(const struct saved_report *report, struct str id)
{
    const struct targets *targets = &report->result.targets;
    for (size_t i = 0; i < targets->count; i++) {
        if (str_equal(targets->items[i].id, id))
            return &targets->items[i];
    }
    return NULL;
}

size_t comparison_count(const struct saved_report *report)
{
    size_t count = 0;
    for (size_t i = 0; i < report->result.findings.count; i++)
        count += report->result.findings.items[i]->kind == KIND_DEPENDENCY;
    return count;
}

struct str comparison_name(const struct saved_report *report, struct arena *arena)
{
    struct str revision = str_slice(report->report.revision, 0, 7);
    return arena_printf(arena, "%.*s%s%.*s", STR_ARG(report->report.today),
                        revision.len ? " " : "", STR_ARG(revision));
}

/* The files that the newer report has findings in. */
static struct str path_now(const void *state, struct str path)
{
    const struct map *paths = state;
    return map_get(paths, path) ? path : STR("");
}

static bool is_compared(const struct finding *finding)
{
    return finding->kind == KIND_DEPENDENCY || finding->kind == KIND_AUDIT;
}

static void mark(struct saved_report *now, const struct saved_report *old,
                 const struct gate *gate, struct arena *arena, struct known_list *known)
{
    struct map paths = { 0 };
    for (size_t i = 0; i < now->result.findings.count; i++) {
        struct finding *finding = now->result.findings.items[i];
        finding->state = STATE_NONE; /* what the report itself was compared with */
        finding->worse = false;
        *map_at(&paths, arena, finding->path) = finding;
    }
    compare_add(known, &old->result.findings, path_now, &paths, arena);
    compare_findings(gate, known, &now->result.findings);
}

static void note_change(struct comparison *comparison, const struct finding *finding,
                        struct arena *arena)
{
    const struct cost *now = cost_for(&finding->costs, comparison->target);
    const struct cost *before =
        finding->before ? cost_for(&finding->before->costs, comparison->target) : NULL;
    if (now && before && now->own.likely != before->own.likely)
        vec_push(arena, &comparison->changed,
                 (struct cost_change){ finding, before->own.likely, now->own.likely });
}

void comparison_make(const struct saved_reports *reports, struct str target,
                     const struct gate *gate, struct arena *arena, struct comparison *ret)
{
    struct saved_report *now = reports->items[reports->count - 1];
    *ret = (struct comparison){ .reports = *reports,
                                .old = reports->items[0],
                                .now = now,
                                .target = target,
                                .gate = gate };
    const struct target *best = chosen_target(&now->report);
    if (target.len == 0 && best)
        ret->target = best->id;
    ret->other_rules = !str_equal(ret->old->ruleset.digest, now->ruleset.digest);

    struct known_list known = { 0 };
    mark(now, ret->old, gate, arena, &known);
    for (size_t i = 0; i < now->result.findings.count; i++) {
        struct finding *finding = now->result.findings.items[i];
        if (!is_compared(finding))
            continue;
        if (finding->state == STATE_NEW) {
            vec_push(arena, &ret->added, finding);
            continue;
        }
        ret->unchanged++;
        if (finding->worse)
            vec_push(arena, &ret->worse, finding);
        note_change(ret, finding, arena);
    }
    for (size_t i = 0; i < known.count; i++) {
        if (!known.items[i].taken && is_compared(known.items[i].finding))
            vec_push(arena, &ret->fixed, known.items[i].finding);
    }
    ret->failing = gate_count(gate, &now->result.findings);
}
