/**
 * The list of the files of a commit as bytes, for the next run: a folder of git's that has the same
 * id holds the same paths and objects.
 */
#ifndef WALK_KEPT_H
#define WALK_KEPT_H

#include "walk/listing.h"

/**
 * Appends what was listed: entries, and what the walk alone has put into the ledger so far.
 *
 * nothing: by entry, see struct tree.
 * Returns: false when the list is not worth keeping: files or folders were missing, or too many.
 */
bool listing_keep(const struct tree *tree, const struct ledger *ledger, const bool *nothing,
                  struct buf *out);

/** Lists what listing_keep has written of this tree. False, and nothing is listed, for another. */
bool listing_recall(struct listing *listing, struct str bytes);

#endif
