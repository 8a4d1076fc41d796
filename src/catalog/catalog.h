/**
 * The catalogue: what is known about every model the tool can name, and the one resolver that
 * turns any spelling into one of them.
 *
 * Lifetime: built once at start-up in the run arena, then const.
 * Threads:  any number of readers once loading is over, but one resolver per process (regexes).
 */
#ifndef CATALOG_CATALOG_H
#define CATALOG_CATALOG_H

#include "base/arena.h"
#include "base/err.h"
#include "catalog/model.h"
#include "data/data.h"

struct catalog;

/** Loads every models/<family>.yaml of `data`, checks it and builds the resolver. */
NODISCARD bool catalog_load(const struct data *data, struct arena *run, struct catalog **ret_catalog,
                            struct err *err);

/** All models, sorted by id. */
const struct model *catalog_models(const struct catalog *catalog, size_t *ret_count);

/** The model with that canonical id, or NULL. */
const struct model *catalog_get(const struct catalog *catalog, struct str id);

/** What a spelling says beside the model. Slices of the spelling, or "" when it does not say. */
struct resolution {
    const struct model *model;
    size_t start; /* of the spelling in the text that was searched */
    size_t end;
    struct str host;         /* "amazon-bedrock"; "" when any host or none */
    struct str variant;      /* "instruct", "chat", "vision", "base" */
    struct str quantisation; /* "q4_k_m", "fp8", "awq" */
    struct str format;       /* "gguf", "safetensors" */
    /* True for a spelling that only this model has (an id, a tag, a file name); false for words
     * that also occur in prose ("Llama 3"). */
    bool exact;
    bool unverified;
};

/**
 * Finds the first model spelling in `text` at or after `from`, leftmost and then longest. False
 * friends (LlamaIndex, DeFiLlama, …) are masked by the catalogue's own list and never found.
 */
bool catalog_find(const struct catalog *catalog, struct str text, size_t from,
                  struct resolution *ret);

/** The model that the whole of `spelling` names, or NULL. Takes hub ids, hosted ids and tags. */
const struct model *catalog_resolve(const struct catalog *catalog, struct str spelling);

/** Literals (lower case, to be compared ignoring case), one of which is in every spelling. */
void catalog_literals(const struct catalog *catalog, struct arena *arena, struct strs *ret);

#endif
