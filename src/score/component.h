/**
 * Components: the folders of a repository that have a manifest of their own. A path belongs to the
 * deepest one above it, else to the root "".
 *
 * Lifetime: the arena given to components_find; paths are borrowed.
 */
#ifndef SCORE_COMPONENT_H
#define SCORE_COMPONENT_H

#include "base/map.h"
#include "base/vec.h"

struct components {
    struct map folders; /* "services/chat" → not NULL */
};

void components_find(const struct strs *paths, struct arena *arena, struct components *ret);

/** Those that the user named, in place of what manifests say. */
void components_take(const struct strs *folders, struct arena *arena, struct components *ret);

/** The folder of the component that a path belongs to; "" for the root. */
struct str component_of(const struct components *components, struct str path);

/** True for the same component and when one lies in the other. */
bool components_related(struct str a, struct str b);

#endif
