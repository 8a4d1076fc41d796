/**
 * Nothing secret leaves: credentials on a line become "***" before a report, a log or a cache sees
 * it. What looks like one is decided by the name before the value (a key, token, password …) and
 * by the shape of the value (sk-…, a JWT, a long random string, user:password@ in an address).
 *
 * Too much masked costs a little to read; too little costs a leak. So in doubt it is masked.
 */
#ifndef BASE_MASK_H
#define BASE_MASK_H

#include "base/arena.h"

/** Bytes of a line, the end exclusive. */
struct mask_range {
    size_t start;
    size_t end;
};

/**
 * The bytes `shown` of the line with credentials masked, in `arena`. The bytes `keep`, what was
 * found there, stay unless their own shape is that of a credential; an empty range keeps nothing.
 */
struct str mask_line(struct str line, struct mask_range keep, struct mask_range shown,
                     struct arena *arena);

/** True when the text has the shape of a credential. */
bool mask_has_shape(struct str text);

#endif
