/**
 * Least versions in manifests: "transformers>=4.40" is raised with the ids whose equivalents need a
 * newer one. What pins a version, or bounds it from above, is left to people.
 */
#ifndef PLAN_FLOORS_H
#define PLAN_FLOORS_H

#include "plan/around.h"
#include "plan/edits.h"

struct floors_input {
    const struct edits_input *edits;
    const struct place_edit *places;
    size_t count;
    /* Whether a place is in the patch. */
    bool (*is_chosen)(const struct edits_input *input, const struct place_edit *place);
};

/** In the order of paths and places. Slices of the files, in the arena of `around`. */
void floors_find(const struct floors_input *input, struct around *around, struct floors *ret);

#endif
