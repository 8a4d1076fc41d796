/**
 * What fails a run: findings at or above a severity, in the places that count.
 *
 * Engines and mentions never fail a run; trouble with the tool's own controls always counts.
 */
#ifndef GATE_GATE_H
#define GATE_GATE_H

#include "ledger/ledger.h"
#include "score/finding.h"

struct gate {
    bool active; /* false: --fail-on none, nothing fails */
    enum severity fail_on;
    bool fail_on_worse;     /* known findings whose severity rose count, too */
    bool fail_on_new_rules; /* so do those that only newer rules see */
    bool where[WHERE_COUNT]; /* places whose dependencies count */
    bool has_max_points;
    unsigned max_points; /* likely ones, in all, for the target that is chosen or cheapest */
    /* Names of skip reasons, and "selections": what must not be in the ledger. */
    struct strs require_coverage;
};

bool gate_fails(const struct gate *gate, const struct finding *finding);

size_t gate_count(const struct gate *gate, const struct findings *findings);

/** The target whose points are above --max-points: `chosen` (a family id) or the first; else NULL. */
const struct target *gate_over_points(const struct gate *gate, const struct targets *targets,
                                      struct str chosen);

/** The first reason of require_coverage that occurred, or NULL. */
const char *gate_missing_coverage(const struct gate *gate, const struct ledger *ledger);

#endif
