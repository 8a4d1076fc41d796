/**
 * Everything a report may say, gathered for the reporters.
 *
 * Lifetime: borrowed from the run and result arenas.
 */
#ifndef REPORT_REPORT_H
#define REPORT_REPORT_H

#include "gate/gate.h"
#include "ledger/ledger.h"
#include "match/ruleset.h"
#include "score/finding.h"

struct effort; /* score/effort.h */

struct report {
    struct str version; /* of the tool */
    const struct ruleset *ruleset;
    const struct catalog *catalog;
    const struct effort *effort;
    size_t rule_count; /* of the ruleset that was used */
    size_t model_count;
    struct str scan_name; /* what was scanned, for people: "support-bot" */
    struct str scan_mode; /* "worktree", "folder", "revision", "list" */
    struct str revision;  /* full commit id or "" */
    struct str base;      /* of a change: the commit it starts from, or "" */
    bool partial_scan;    /* only the files of a change were read */
    bool compared;        /* findings are marked as new or unchanged */
    struct str today;
    struct str target; /* --target or "" */
    struct str config_path; /* the configuration file in force, or "" */
    struct str link_template; /* "https://…/{revision}/{path}#L{line}", or "" */
    const struct ledger *ledger;
    const struct result *result;
    const struct gate *gate;
    const struct target *over_points; /* whose points are above --max-points, or NULL */
    const char *missing_coverage; /* the reason that --require-coverage found, or NULL */
    size_t failing; /* findings that the gate counts */
};

#endif
