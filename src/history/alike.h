/**
 * Versions that stand for others: of the versions of a file with one outline (outline.h) only one
 * is parsed.
 */
#ifndef HISTORY_ALIKE_H
#define HISTORY_ALIKE_H

#include "history/versions.h"

/**
 * Chooses who stands for whom: the version at the end of the branch, where it is one of them, so
 * that what is said of today is what was seen; else the newest.
 *
 * order:    all versions, those of a path side by side, the newest first.
 * outlines: by version; 0 stands for nobody.
 * ret:      by version, room for all: the one that stands for it, most often itself.
 */
void alike_choose(const struct commits *commits, const struct versions *versions,
                  const uint32_t *order, const uint64_t *outlines, uint32_t *ret);

#endif
