/**
 * What a run adds to what was known before: decided by fingerprints as multisets, so that lines
 * may move. n known and n+1 now is one new, at the last place.
 *
 * Lifetime: `known` borrows from whoever knew; findings are marked in place.
 */
#ifndef GATE_COMPARE_H
#define GATE_COMPARE_H

#include "gate/gate.h"

/** A finding of the other side of a change, or an entry of a baseline. */
struct known {
    struct str identity; /* the fingerprint without the path */
    struct str path;     /* where its file is today; "" when it was deleted */
    bool gone;           /* nothing is at its old path any more: deleted or renamed */
    enum kind kind;
    enum where where;
    enum severity severity;
    bool suppressed;
    struct finding *finding; /* of a change; NULL in a baseline */
    bool taken;                    /* by a finding of today: set by compare */
};

struct known_list VEC(struct known);

/** Adds the findings of one side of a change. `now`: the path of today for that path, "" when it
 * was deleted. */
void compare_add(struct known_list *known, const struct findings *findings,
                 struct str (*now)(const void *state, struct str path), const void *state,
                 struct arena *arena);

/**
 * Takes the findings of a side off again: what both parents of a merge had already. Each takes away
 * one that is the same, and is forgotten when there is none.
 */
void compare_subtract(struct known_list *known, const struct findings *findings,
                      struct arena *arena);

/**
 * Marks every finding as new or unchanged. First by identity and path; then, of what was in files
 * that are gone, by identity alone: a renamed file may have been split as well. What did not count for the gate (in documents, say) cannot
 * excuse what does.
 */
void compare_findings(const struct gate *gate, struct known_list *known,
                      const struct findings *findings);

#endif
