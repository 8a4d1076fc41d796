/**
 * What a process that reads documents does with one of them. Everything that outlives the document
 * goes into the arena called result.
 */
#ifndef AUDIT_WORK_H
#define AUDIT_WORK_H

#include "audit.h"
#include "audit_cache.h"
#include "parse/parse.h"
#include "pool/pool.h"
#include "progress.h"
#include "resolve/resolve.h"

/** What the stages share during a run, on both sides of a fork. */
struct audit_context {
    const struct audit *audit;
    const struct audit_options *options;
    const struct resolve *resolve; /* of the second pass */
    const struct entry *deferred;  /* of the pass over what only observations look at */
    struct audit_cache cache;
    struct progress progress;
};

/** What every process that reads documents has of its own. */
struct audit_worker {
    const struct audit_context *context;
    struct reader *reader;
    struct parser *parser;
    struct buf text;
    struct arena doc_arena; /* emptied after every document */
};

/** A worker for an audit_context that outlives it; NULL when the tree cannot be opened any more. */
void *work_open(void *context);

void work_close(void *worker);

/** Reads a document into the worker's buffer; what is wrong with it becomes a skip. */
enum read_outcome work_read(struct audit_worker *worker, const struct entry *entry,
                            struct arena *result, struct doc *ret_doc, struct doc_result *ret);

/** Parses, or reads as text. What the parser says of it is copied out of the doc arena. */
void work_parse(struct audit_worker *worker, const struct doc *doc, enum pool_mode mode,
                struct arena *result, struct parse *parse, struct doc_result *ret);

/* Work of a pool_job; state is a worker, index one of the entries of the pass. */

/** One document through the stages that need only that document; nearly every one ends early. */
void work_on_document(void *state, size_t index, enum pool_mode mode, struct arena *result,
                      struct doc_result *ret);

/** A document that was deferred, when there is a dependency that its observations can bear on. */
void work_on_deferred(void *state, size_t index, enum pool_mode mode, struct arena *result,
                      struct doc_result *ret);

/** The second pass, for selections: which of the names wanted have a literal value here. */
void work_on_wanted(void *state, size_t index, enum pool_mode mode, struct arena *result,
                    struct doc_result *ret);

#endif
