/**
 * What became of a rule at a site: told while matching, by the code that decides.
 *
 * Lifetime: an event and what it points to live for the call only, rules and sites longer.
 */
#ifndef MATCH_TRACE_H
#define MATCH_TRACE_H

#include "base/buf.h"
#include "match/match.h"

enum verdict {
    VERDICT_FOUND,     /* a reference, selection or observation was made; `capture` is set */
    VERDICT_PATH,      /* the rule does not look at such paths */
    VERDICT_ROLE,      /* nor at sites of such a role */
    VERDICT_LANGUAGE,  /* nor at this language */
    VERDICT_ONCE,      /* it has been found in this file, and counts once */
    VERDICT_CONDITION, /* `condition` does not hold */
    VERDICT_EVIDENCE,  /* `evidence` speaks against it; `capture` is set */
    VERDICT_WEIGHED,   /* no verdict yet: `evidence` was looked for; `there` says whether found */
};

struct match_event {
    enum verdict verdict;
    const struct rule *rule;
    const struct site *site;
    const struct capture *capture;
    const struct condition *condition;
    const struct evidence *evidence;
    bool there;
};

struct match_trace {
    void (*event)(void *state, const struct match_event *event);
    void *state;
};

/** match_sites, telling `trace` about every rule that is tried on every site. */
void match_sites_traced(const struct ruleset *ruleset, const struct hits *hits,
                        const struct doc *doc, const struct sites *sites, struct arena *scratch,
                        struct arena *result, const struct match_trace *trace,
                        struct match_result *ret);

/** Of a condition that does not hold for a site, the first part that fails. */
const struct condition *condition_failing(const struct condition *condition,
                                          const struct site *site);

/** Adds the condition as it stands in the rule, on one line and cut when long. Not escaped. */
void condition_describe(const struct condition *condition, struct buf *out);

/** "requires on the line: regex: …", "unless in the file: text: …". */
void evidence_describe(const struct evidence *evidence, struct buf *out);

#endif
