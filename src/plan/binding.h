/**
 * What belongs together: an edit is offered only when nothing that is bound to the same model use
 * stays as it is.
 */
#ifndef PLAN_BINDING_H
#define PLAN_BINDING_H

#include "plan/edits.h"
#include "score/component.h"

/** Sets EDIT_NOT_ALONE and the holder of places that are EDIT_WRITTEN and may not be. */
void binding_settle(const struct renames *renames, const struct components *components,
                    struct place_edit *places, size_t count, struct arena *arena);

/** How the change kind of a finding is treated, or NULL. */
const struct treatment *treatment_of(const struct renames *renames, const struct finding *finding);

#endif
