/**
 * Selections that the repository itself answers: a place reads MODEL_NAME, and a .env, compose,
 * Helm or Terraform file gives MODEL_NAME a literal value. The value is then audited where it
 * stands, and the place is no gap in the coverage.
 *
 * Names are resolved, not values: what the literal says is for the rules to see.
 *
 * Lifetime: everything lives in the arena given to resolve_start.
 */
#ifndef RESOLVE_RESOLVE_H
#define RESOLVE_RESOLVE_H

#include "ledger/ledger.h"
#include "parse/site.h"
#include "prefilter/prefilter.h"
#include "walk/doc.h"
#include "walk/walk.h"

struct resolve {
    struct map names; /* variable → bool: whether it is resolved */
    struct prefilter *prefilter;
    struct entry *entries; /* files that may hold configuration */
    size_t entry_count;
};

/** Gathers the names to look for and where. False when there is nothing to do. */
bool resolve_start(struct resolve *resolve, const struct selection_list *selections,
                   const struct tree *tree, struct arena *arena);

/** True when any of the names stands in the document. */
bool resolve_wants(const struct resolve *resolve, const struct doc *doc);

/** Adds a selection with the name alone for each name that has a literal value in the sites. */
void resolve_sites(const struct resolve *resolve, const struct sites *sites, struct arena *arena,
                   struct selection_list *found);

/** Remembers the names that a document has resolved. */
void resolve_take(struct resolve *resolve, const struct selection_list *found);

/** True when the variable of the selection has a value in this repository. */
bool resolve_is_done(const struct resolve *resolve, const struct selection *selection);

#endif
