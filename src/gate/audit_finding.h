/** Findings about the tool's own controls: kind audit, rules audit/…. */
#ifndef GATE_AUDIT_FINDING_H
#define GATE_AUDIT_FINDING_H

#include "match/ruleset.h"
#include "score/finding.h"

/** Where and what; texts are borrowed. */
struct audit_place {
    struct str path;
    struct span span;
    enum where where;
    struct str language;
    struct str evidence; /* what is wrong, in its own words: part of the fingerprint */
    struct str snippet;
    struct str note;
};

/** Adds a finding of the built-in rule `id`, which exists. */
void audit_finding_add(const struct ruleset *ruleset, const char *id,
                       const struct audit_place *place, struct findings *findings,
                       struct arena *arena);

#endif
