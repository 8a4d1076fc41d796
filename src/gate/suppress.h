/**
 * Suppressions: which findings a comment or the configuration takes out of the count, and what is
 * wrong with the suppressions themselves.
 *
 * Inline:        `llama-audit:ignore RULE-ID [until=DATE] -- reason`, see match/directive.h.
 * Configuration: `ignore:` and `keep:`. A kept finding is shown, a suppressed one is counted.
 *
 * Trouble (a bare, expired, unused or unknown-rule suppression) becomes findings of kind audit,
 * which nothing in the scanned tree can suppress.
 *
 * Lifetime: suppressions live in the arena given; they borrow from options and directives.
 */
#ifndef GATE_SUPPRESS_H
#define GATE_SUPPRESS_H

#include "gate/disable.h"
#include "match/match.h"
#include "score/finding.h"

/** One item of `ignore:` or `keep:` in the configuration; empty texts say nothing. */
struct suppress_entry {
    bool keep;
    struct str rule;
    struct str path; /* glob */
    struct str text; /* part of the evidence or its line */
    struct str until;
    struct str reason;
    unsigned line; /* in the configuration */
};

struct suppress_entries VEC(struct suppress_entry);

struct suppress_options {
    bool no_inline;
    struct suppress_entries entries;
    struct str config_path; /* where they stand, as reports call it */
    struct str config_file; /* its real path, or "" */
    bool config_found;      /* it was looked for; else named with --config */
};

/** Why a finding is suppressed. */
struct suppression {
    bool in_source; /* in a comment; else in the configuration */
    bool keep;
    struct str rule;
    struct str until; /* "" for ever */
    struct str reason;
    struct str path; /* where it stands */
    uint32_t line;
};

/** Everything that decides about one side of a change, or about the whole. */
struct suppress {
    const struct suppress_options *options;
    struct str today;  /* ISO date */
    bool trusted;      /* the configuration is not from the scanned tree */
    struct str prefix; /* of the scan root below the folder of the configuration: "" or "a/b/" */
    const struct ruleset *ruleset;
    const struct directives *directives; /* sorted by path and place */
    const struct references *references; /* the same; also what is below --min-confidence */
    const struct switched_off *off; /* rules that cannot find anything, or NULL */
    bool whole; /* everything was looked at: what suppresses nothing can be called unused */
    struct arena *arena;
};

/** "rule model-reference/id path docs". */
struct str suppress_describe(const struct suppress_entry *entry, struct arena *arena);

/** Marks what is suppressed and adds the trouble, unsorted. For score_options.settle. */
void suppress_findings(const struct suppress *suppress, struct findings *findings);

/** Moves what is suppressed out of `findings`, in order. */
void suppress_split(struct findings *findings, struct findings *ret_suppressed,
                    struct arena *arena);

#endif
