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
#include "parse/lang.h"

/** By literal: in how many demands it stands. */
struct uses VEC(uint32_t);

/** Of a language: of every rule that can match in it the rarest literals. */
struct quick {
    const struct prefilter *rare; /* NULL when of one of the rules nothing is known */
};

/** The literals of one rule's demand, when they are few. */
struct few {
    bool known;                        /* false: not asked for yet */
    const struct prefilter *prefilter; /* NULL: they are many */
    const uint32_t *owners;            /* by literal: its index in `literals` of struct second */
    size_t count;
};

struct second {
    struct arena arena;
    struct prefilter *prefilter; /* NULL until it is made */
    struct quick *quick; /* by index of the language, the last one for none; NULL: not prepared */
    struct literals literals; /* of all demands, each once; `owner` is the index here */
    struct uses uses;
    struct few *few; /* by rule */
    /* By rule; NULL where nothing is known. */
    const struct demand **demands;      /* of condition and required evidence */
    const struct demand **line_demands; /* what stands in the line of one of the rule's literals */
    /* What stands before one of them in its statement, where the language has statements. */
    const struct demand **statement_demands;
};

/** Makes it, in an arena that lives as long as the ruleset. */
void second_make(struct second *second, const struct ruleset *ruleset, struct arena *arena);

/** Makes it in its own arena, unless that was done. */
const struct second *second_get(const struct ruleset *ruleset);

/** Makes it and what second_quick_look needs, which is worth it for many documents. */
void second_prepare(const struct ruleset *ruleset);

/** False when no rule can match in a text of that language (NULL: none); true when not prepared. */
bool second_quick_look(const struct ruleset *ruleset, const struct lang *lang, struct str text);

/**
 * Sets `seen`, by literal of all demands, for those of the rule's demand that stand in the text.
 * False, nothing set, when they are so many that all can be looked for as well.
 */
bool second_mark_few(const struct ruleset *ruleset, uint32_t rule, struct str text,
                     struct arena *scratch, bool *seen);

/** Whether the rule can match in documents of that language, or in text if it does not parse. */
bool second_fits_lang(const struct rule *rule, const struct lang *lang);

void second_release(struct second *second);

#endif
