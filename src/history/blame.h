/**
 * Who changed a line last, for many lines of many files in one walk back through the history.
 *
 * A walk meets each commit once, however many files are asked for, reads only the folders that it
 * changed, and ends when nothing is open any more. A file that was renamed is followed when its
 * contents or its name stayed the same.
 *
 * Lifetime: results live in the arena that was handed over.
 */
#ifndef HISTORY_BLAME_H
#define HISTORY_BLAME_H

#include <git2.h>

#include "score/finding.h"
#include "walk/walk.h"

struct blame_options {
    git_repository *repository;
    const struct tree *tree; /* what was scanned; its revision is where the walk begins */
    struct str below;        /* its root in the repository: "" or "sub/dir/" */
    struct str today;
};

/** Fills in `blame` of the dependencies, where git can tell. What it cannot is in the ledger. */
void blame_findings(const struct blame_options *options, const struct findings *findings,
                    struct arena *arena, struct ledger *ledger);

#endif
