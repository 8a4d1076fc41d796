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

/**
 * Loads models/<family>.yaml, hosts.yaml, equivalents.yaml, false-friends.yaml and spellings.yaml
 * of `data`, checks them and builds the resolver.
 *
 * Errors: ERR_SYNTAX with file and line for an unknown key, a duplicate id, a reference to a model
 *         or host that is not there, a date that is none.
 */
NODISCARD bool catalog_load(const struct data *data, struct arena *run,
                            struct catalog **ret_catalog, struct err *err);

/** Gives back what is not arena memory: the compiled spellings. */
void catalog_release(struct catalog *catalog);

/** All models, sorted by id. */
const struct model *catalog_models(const struct catalog *catalog, size_t *ret_count);

/** The model with that canonical id or an alias of it, or NULL. */
const struct model *catalog_get(const struct catalog *catalog, struct str id);

/** The date of the oldest facts, "2026-11-21". */
struct str catalog_as_of(const struct catalog *catalog);

/** All hosts, sorted by id. */
const struct host *catalog_hosts(const struct catalog *catalog, size_t *ret_count);

/** The host with that id or alias (case does not matter), or NULL. */
const struct host *catalog_host(const struct catalog *catalog, struct str name);

/** The ids under which `host` serves or served `model`. */
struct hosted_ids catalog_hosted(const struct catalog *catalog, const struct model *model,
                                 struct str host, struct arena *arena);

/**
 * What is known about the end of `spelling` on `host`, or NULL when nothing is. Region prefixes
 * and gateway prefixes of the id do not matter ("us.meta.llama3-1-405b-instruct-v1:0").
 */
const struct hosted_id *catalog_retirement(const struct catalog *catalog, struct str host,
                                           struct str spelling);

/** What to take of one target family in place of a model, and what changes with it. */
struct equivalent {
    const struct model *model; /* the nearest member; NULL when there is none in the catalogue */
    struct str name;           /* of the nearest when it is not in the catalogue: "WildGuard" */
    const struct model **also; /* other members worth a look, best first */
    size_t also_count;
    struct strs also_named; /* and those that are not in the catalogue, or are APIs */
    struct strs lost;
    struct strs gained;
    struct strs modality_lost;
    struct strs modality_gained;
    struct strs blockers;
    bool none;                                     /* the family has no equivalent */
    uint64_t context_blocker_above_tokens;         /* 0 when the window is no smaller */
    uint64_t context_needs_extension_above_tokens; /* 0 when none is needed */
    struct str note;
};

/**
 * The recorded equivalent of `model` in a target family, or NULL. A derived model without an entry
 * takes that of its base, a family that of its smallest member that has one.
 */
const struct equivalent *catalog_equivalent(const struct catalog *catalog,
                                            const struct model *model, struct str family);

/** What a spelling says beside the model. Slices of the spelling, or "" when it does not say. */
struct resolution {
    const struct model *model;
    size_t start; /* of the spelling in the text that was searched */
    size_t end;
    struct str host;         /* id of a host that only this spelling is of; else "" */
    struct str variant;      /* "instruct", "chat", "base", "python", …: lower case */
    struct str quantisation; /* "Q4_K_M", "fp8", "AWQ": as spelled */
    struct str format;       /* "gguf", "safetensors", …: lower case */
    /* True for a spelling that only this model has (an id, a tag, a file name); false for words
     * that also occur in prose ("Llama 3"). */
    bool exact;
    bool unverified; /* the model was guessed, from a size alone for example */
};

/**
 * Finds the first model spelling in `text` at or after `from`, leftmost and then longest. False
 * friends (LlamaIndex, DeFiLlama, …) are masked by the catalogue's own list and never found.
 */
bool catalog_find(const struct catalog *catalog, struct str text, size_t from,
                  struct resolution *ret);

/** The model that the whole of `spelling` names, or NULL. Takes hub ids, hosted ids and tags. */
const struct model *catalog_resolve(const struct catalog *catalog, struct str spelling);

/** The same with everything else that the spelling says. */
bool catalog_resolve_spelling(const struct catalog *catalog, struct str spelling,
                              struct resolution *ret);

/** A name that looks like a model of the catalogue and is something else. */
struct false_friend {
    struct str id;       /* "llamaindex" */
    struct str what;     /* "LlamaIndex framework (any LLM)" */
    struct str category; /* "runtime" for engines that run any model; "" */
    struct strs examples;
};

/** The first false friend in `text` at or after `from`, or NULL. */
const struct false_friend *catalog_find_false_friend(const struct catalog *catalog, struct str text,
                                                     size_t from, size_t *ret_start,
                                                     size_t *ret_end);

/** Literals (lower case, to be compared ignoring case), one of which is in every spelling. */
void catalog_literals(const struct catalog *catalog, struct arena *arena, struct strs *ret);

/** The same for spellings of models of some roles: bits by enum model_role. */
void catalog_role_literals(const struct catalog *catalog, unsigned roles, struct arena *arena,
                           struct strs *ret);

/** How a model is written: a pattern (case does not matter) beside literals. */
struct spelling_facts {
    struct str pattern;
    const struct strs *literals; /* one of them is in every match */
    const struct strs *with;     /* and one of these near it; empty when nothing else is needed */
};

struct spelling_list VEC(struct spelling_facts);

/** All spellings of models of some roles; the lists are the catalogue's. */
void catalog_role_spellings(const struct catalog *catalog, unsigned roles, struct arena *arena,
                            struct spelling_list *ret);

#endif
