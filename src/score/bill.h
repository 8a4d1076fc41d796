/**
 * What one finding costs for one target: its own terms, the shared work that it triggers, and what
 * blocks it. Each number keeps the fact and the line behind it.
 *
 * Lifetime: the result arena.
 */
#ifndef SCORE_BILL_H
#define SCORE_BILL_H

#include "score/needs.h"
#include "score/score.h"

/** What was worked out before and holds for many findings; keys and values are in the arena. */
struct memo {
    struct map choices; /* struct choice */
    struct map texts;   /* struct str */
};

/** What the stages of scoring share. */
struct scorer {
    const struct catalog *catalog;
    const struct effort *effort;
    const struct score_options *options;
    struct proofs proofs;
    bool training_data; /* the repository holds what an adapter may have been trained on */
    struct arena *arena;
    struct arena *scratch; /* emptied after each finding */
    struct memo *memo;
};

/** Shared work that a place asks for. */
struct trigger {
    const struct work_kind *kind;
    struct str scope; /* the folder, host or model that shares it; "" for the repository */
    struct str scope_name;
    struct term term; /* in full */
};

/** A reason why a place cannot move to the target. */
struct block {
    struct str title; /* "window 4,096" */
    struct str text;  /* "window 4,096: 32,768 tokens are configured" */
    struct str path;  /* the line that proves it */
    uint32_t line;
    struct str way_round;
    bool excludes; /* a requirement of the user's: the family is out, whatever the place */
    bool priced; /* the way round stays in the family and is among the triggers */
};

struct triggers VEC(struct trigger);
struct blocks VEC(struct block);

/** The member of a target family that takes a model's place. */
struct choice {
    const struct model *model; /* NULL when none is known */
    struct str reason;         /* why this one, or why none */
    bool none;                 /* the family has nothing for it */
    size_t loss_count;         /* what it cannot do that the model can */
};

/** Lists are in the scratch arena, texts in the result arena. */
struct bill {
    struct choice choice;
    struct terms terms;
    struct triggers triggers;
    struct blocks blocks;
};

/** The equivalent of a finding's model in a target family, by what is needed of it. */
void choice_make(const struct scorer *scorer, const struct finding *finding, size_t target,
                 const struct needs *needs, struct choice *ret);

/** The same with everything that it entails. `finding->change` is set. */
void bill_make(const struct scorer *scorer, const struct finding *finding, size_t target,
               const struct needs *needs, struct bill *ret);

/** The bill for a choice that is made. */
void bill_for(const struct scorer *scorer, const struct finding *finding, size_t target,
              const struct needs *needs, const struct choice *choice, struct bill *ret);

/** The block to show: the first without a priced way round, else the first; NULL without any. */
const struct block *bill_block(const struct bill *bill);

struct points terms_sum(const struct terms *terms);
/** Own terms and triggered work in full. */
struct points bill_alone(const struct bill *bill);

/** True when the host serves models, so that a target must be there too; false for hubs and for
 * runtimes on the user's own machine. */
bool host_is_service(const struct scorer *scorer, struct str host);

/** True when `host` still carries `model` on `today`; any host when `host` is "". */
bool host_carries(const struct scorer *scorer, const struct model *model, struct str host);

/**
 * What makes a member another sort of model than the one in use: "made for code", "reasons before
 * every answer"; "" when nothing does. A place that asks for no such thing is not given one where
 * there is another.
 */
struct str other_sort(const struct model *model, const struct model *member);

/** The longest window, extended where that works, that a member has in place of a finding's model:
 * what is recorded of the pair can be shorter than what the member's own facts say. */
uint64_t window_most(const struct scorer *scorer, const struct finding *finding, size_t target,
                     const struct model *member);

/** True for a model whose family also has members without vision: it was chosen for its vision. */
bool vision_is_meant(const struct scorer *scorer, const struct model *model);

/** The host's name for people, else its id. */
struct str host_name(const struct scorer *scorer, struct str host);

/**
 * True when the weights of `member` do not fit into the GPUs that are declared beside a place, and
 * those of the model in use do. ret_text says so with its arithmetic.
 */
bool memory_lacks(const struct scorer *scorer, const struct finding *finding,
                  const struct model *member, const struct needs *needs, struct str *ret_text,
                  const struct reference **ret_proof);

/** "131,072" */
struct str tokens_text(struct arena *arena, uint64_t tokens);

/** True when the finding counts in the low total: not docs or test, and not of low confidence. */
bool counts_in_low(const struct finding *finding);

/** True for places that run: what documents, tests, data and lock files say is not live. */
bool where_is_live(enum where where);

#endif
