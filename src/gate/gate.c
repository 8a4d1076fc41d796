#include "gate/gate.h"

bool gate_fails(const struct gate *gate, const struct finding *finding)
{
    if (!gate->active || finding->severity < gate->fail_on)
        return false;
    if (finding->suppression ||
        (finding->state == STATE_UNCHANGED && !(finding->worse && gate->fail_on_worse)) ||
        (finding->new_rule && !gate->fail_on_new_rules))
        return false;
    if (finding->kind == KIND_AUDIT)
        return true;
    return finding->kind == KIND_DEPENDENCY && gate->where[finding->where];
}

size_t gate_count(const struct gate *gate, const struct findings *findings)
{
    size_t count = 0;
    for (size_t i = 0; i < findings->count; i++)
        count += gate_fails(gate, findings->items[i]);
    return count;
}

const struct target *gate_over_points(const struct gate *gate, const struct targets *targets,
                                      struct str chosen)
{
    const struct target *target = targets->count > 0 ? &targets->items[0] : NULL;
    for (size_t i = 0; i < targets->count; i++) {
        if (str_equal(targets->items[i].id, chosen))
            target = &targets->items[i];
    }
    bool over = gate->has_max_points && target && target->points.likely > gate->max_points;
    return over ? target : NULL;
}

const char *gate_missing_coverage(const struct gate *gate, const struct ledger *ledger)
{
    for (size_t i = 0; i < gate->require_coverage.count; i++) {
        struct str reason = gate->require_coverage.items[i];
        if (str_is(reason, "selections") && ledger->selections.count > 0)
            return "selections";
        for (int r = 0; r < SKIP_REASON_COUNT; r++) {
            const char *name = skip_reason_name((enum skip_reason)r);
            if (str_is(reason, name) && ledger_skip_count(ledger, (enum skip_reason)r) > 0)
                return name;
        }
    }
    return NULL;
}
