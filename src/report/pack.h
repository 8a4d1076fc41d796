/**
 * JSON written small: what occurs more than once stands once, and so do the names of keys.
 *
 * The result is {"shapes": [[key…]…], "shared": [part…], "value": part}. A part is a JSON text,
 * number, true, false or null as it is, or an array that starts with a number:
 *
 *     [0, item…]    an array
 *     [k, value…]   an object with the keys of shapes[k - 1]
 *     [-n]          the same as shared[n - 1]; shared parts refer only to earlier ones
 */
#ifndef REPORT_PACK_H
#define REPORT_PACK_H

#include <cjson/cJSON.h>

#include "base/buf.h"

/** Adds `root`, packed. `<` comes as \u003c, so that the text can stand inside HTML. */
void json_pack(const cJSON *root, struct buf *out);

#endif
