/**
 * Where caches lie: `llama-audit` in the user's cache folder, $XDG_CACHE_HOME or ~/.cache.
 *
 * Nothing that others can write to is used, and nothing inside of what is scanned: there a
 * repository could bring answers about itself.
 */
#ifndef CACHE_FOLDER_H
#define CACHE_FOLDER_H

#include "base/arena.h"
#include "base/vec.h"

/**
 * Opens the folder, made when it is not there.
 *
 * scanned: folders that are scanned, absolute and without links; "" for none.
 * Returns: a descriptor, or -1 and in `ret_reason` why there is no cache.
 */
int cache_folder_open(const struct strs *scanned, struct arena *arena, struct str *ret_reason);

/**
 * Takes away what nobody has used for LIMIT_CACHE_DAYS, what a run left behind that was stopped,
 * and the oldest caches until the others take no more than LIMIT_CACHE_FOLDER_BYTES.
 */
void cache_folder_prune(int folder);

/** The end of the name of every cache. */
#define CACHE_SUFFIX ".results"

#endif
