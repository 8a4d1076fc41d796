/**
 * The history of a branch for people and for programs. docs/history.schema.json describes the JSON.
 */
#ifndef REPORT_HISTORY_REPORT_H
#define REPORT_HISTORY_REPORT_H

#include "base/buf.h"
#include "history/history.h"
#include "report/reporter.h"

/** Everything that a history report may say. Borrowed. */
struct history_report {
    struct str version; /* of the tool */
    const struct ruleset *ruleset;
    struct str scan_name;
    struct str below;     /* the part of the repository: "" for all of it */
    struct str branch;    /* as it was asked for: "HEAD", "v1.4" */
    struct str since;     /* "2024-01-01" or "" */
    bool first_parent;
    bool shallow;
    bool partial;
    struct str today;
    const struct commits *commits;
    const struct versions *versions;
    const struct sightings *sightings;
    const struct history *history;
    const struct ledger *ledger; /* its notes */
};

void history_text(const struct history_report *report, const struct style *style, struct buf *out);
void history_json(const struct history_report *report, const struct style *style, struct buf *out);

void history_html(const struct history_report *report, const struct style *style, struct buf *out);

/** "81 commits (80 of the branch), 300 versions of 12 files, 3 binary" */
void history_coverage(const struct history_report *report, struct buf *out);

/** "1 place", "3 places" */
void history_add_count(struct buf *out, size_t count, const char *one, const char *many);

/** How many models are there today. */
size_t history_models_now(const struct history *history);

/** The first `len` digits of the id of a commit. */
void history_add_id(struct buf *out, const struct commit *commit, size_t len);

/** "before 2023-04-01 to 2024-05-31", "2024-05-31 to today" */
void history_add_period(struct buf *out, const struct period *period);

/** Where a life is, or was last. */
struct str history_path(const struct history_report *report, const struct life *life);

#endif
