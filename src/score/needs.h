/**
 * Evidence: what a place, or the repository, needs of a model. From observations, each with the
 * line that proves it.
 *
 * Lifetime: the result arena.
 */
#ifndef SCORE_NEEDS_H
#define SCORE_NEEDS_H

#include "base/map.h"
#include "score/effort.h"
#include "score/finding.h"

struct observations VEC(const struct reference *);

struct proofs {
    struct map files;              /* path → struct file_proofs */
    struct observations libraries; /* of pinned libraries */
    struct arena *arena;
    /* What stands in files without a model of their own, when one model serves all: it speaks of
     * that model wherever it is used. */
    const struct reference *loose_context;
    const struct reference *loose_vision;
    const struct reference *loose_tools;
};

/** What one place needs. NULL where nothing says so. */
struct needs {
    const struct reference *context; /* with context_tokens */
    const struct reference *vision;
    const struct reference *tools;
    const struct reference *invoke_body;
    const struct reference *fim;
    const struct reference *pin; /* of a revision */
    const struct reference *gpu_count;
    const struct reference *gpu_type; /* or the machine that it is in */
    uint64_t context_tokens;
    bool everywhere; /* other files were asked too */
};

/** Collects the observations among `references` (sorted by path). */
void proofs_collect(const struct references *references, struct arena *arena, struct proofs *ret);

/**
 * Decides which observations speak for the whole repository; call when the findings have their
 * change kinds.
 */
void proofs_spread(struct proofs *proofs, const struct effort *effort,
                   const struct findings *findings);

/** What the place of a finding says by itself: its record, statement or file. */
void needs_of_place(const struct proofs *proofs, const struct finding *finding, struct needs *ret);

/** The same with what the rest of the repository says. */
void needs_in_repository(const struct proofs *proofs, const struct finding *finding,
                         struct needs *ret);

/** True when both were proved by the same lines. */
bool needs_alike(const struct needs *a, const struct needs *b);

/** True when the statement or record of a finding has an observation of that name. */
bool needs_beside(const struct proofs *proofs, const struct finding *finding, struct str observes);

/**
 * The observation that pins one of the libraries above the place of a finding below `least`, or NULL. The
 * manifest nearest to the place decides.
 */
const struct reference *needs_library(const struct proofs *proofs, const struct finding *finding,
                                      const struct strs *libraries, struct str least,
                                      struct str *ret_pinned);

/** Negative, 0 or positive as version `a` is below, like or above `b`; "4.46.0" is like "4.46". */
int version_compare(struct str a, struct str b);

/** True when every version that a requirement allows is below `least`: "==4.44.0", "<5", "~=4.40".
 */
bool version_pinned_below(struct str requirement, struct str least);

/** "32768", "32_768", "128k", "131,072" → tokens. */
bool tokens_parse(struct str text, uint64_t *ret);

#endif
