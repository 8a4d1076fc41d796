/**
 * From the results of single documents to those of the run, in the order of the documents.
 */
#ifndef AUDIT_GATHER_H
#define AUDIT_GATHER_H

#include "audit.h"

/** What all documents gave, besides what is in the audit. */
struct gathered {
    struct selection_list selections;
    bool *seen; /* by index into ruleset->repository */
};

/** What a document of the tree gave goes into the ledger and the audit. */
void gather_doc(struct audit *audit, struct str path, const struct doc_result *result,
                struct gathered *gathered);

/**
 * The files of another side: what they hold is only compared with. What could not be read of them
 * is in the ledger, because then something old may be taken for new.
 */
void gather_side(struct audit *audit, size_t index, const struct doc_result *results,
                 struct gathered *gathered);

#endif
