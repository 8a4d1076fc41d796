/**
 * What the second look at a document asks for: the demands of all rules, and the prefilter that
 * finds their literals. Made when the first document needs it, because a hook seldom does.
 *
 * Lifetime: its own arena, until second_release.
 * Threads:  belongs to one process.
 */
#ifndef MATCH_SECOND_H
#define MATCH_SECOND_H

#include "match/ruleset.h"

struct second {
    struct arena arena;
    struct prefilter *prefilter; /* NULL until it is made */
    /* Of every rule the rarest literals; NULL when a rule has none, or it is not prepared. */
    struct prefilter *rare;
    struct literals literals;    /* of all demands, each once; `owner` is the index here */
    /* By rule; NULL where nothing is known. */
    const struct demand **demands;      /* of condition and required evidence */
    const struct demand **line_demands; /* what stands in the line of one of the rule's literals */
};

/** Makes it, unless that was done. */
const struct second *second_get(const struct ruleset *ruleset);

/** Makes it and the prefilter of rare literals, which is worth it for many documents. */
void second_prepare(const struct ruleset *ruleset);

void second_release(struct second *second);

#endif
