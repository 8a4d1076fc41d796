/**
 * What stands around a place in its file, as far as a patch has to know it.
 *
 * Lifetime: the arena; a file is read once.
 */
#ifndef PLAN_AROUND_H
#define PLAN_AROUND_H

#include "base/map.h"
#include "catalog/model.h"
#include "match/reference.h"

struct around {
    struct arena *arena;
    /* The bytes of a file, in the arena; false when they cannot be had. */
    bool (*read)(void *state, struct str path, struct arena *arena, struct str *ret);
    void *read_state;
    struct map texts; /* by path */
    struct map named; /* "path word" → whether the file has the word */
};

/** The bytes of the file; NULL when they cannot be had. */
const struct str *around_text(struct around *around, struct str path);

/** A credential stands on the line, or on the one below it: a patch cannot do without these. */
bool around_shows_secret(struct around *around, const struct reference *reference);

/** The model reads images, the equivalent does not, and the lines around say that it has to. */
bool around_loses_images(struct around *around, const struct reference *reference,
                         const struct model *equivalent);

/** The file names the host. */
bool around_speaks_of(struct around *around, struct str path, const struct host *host);

/** The reference is a repository of weights, and its file names a file of weights as well. */
bool around_names_file(struct around *around, const struct reference *reference);

/** The list in which the place stands would have `after` twice. Asked once for each place. */
bool around_is_listed(struct around *around, const struct reference *reference, struct str after);

#endif
