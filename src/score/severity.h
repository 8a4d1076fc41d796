/**
 * Severity: what a finding would cost if it were the only one in the repository, and whether its
 * host has ended the model.
 */
#ifndef SCORE_SEVERITY_H
#define SCORE_SEVERITY_H

#include "score/bill.h"

/** The end of a finding's model on its host. */
struct ending {
    bool known;
    bool past; /* the day has come */
    bool soon; /* it comes within --warn-retiring days */
    enum severity least;
    struct str text;   /* "retired on Groq 2026-08-16" */
    struct str detail; /* the same and what the host says: plans that are exempt, for example */
};

/** What is known about the host's end of the model that the finding names. */
void ending_find(const struct scorer *scorer, const struct finding *finding, struct ending *ret);

/** The same for a date and how it is known. host: its name. */
void ending_read(const struct scorer *scorer, struct str host, struct str date,
                 struct str date_kind, struct str words, struct ending *ret);

/**
 * Sets severity, its reason and the retirement. `finding->costs` hold the stand-alone costs of
 * every target; `place` is the finding's own bill for each.
 */
void severity_set(const struct scorer *scorer, struct finding *finding, const struct bill *place);

/** The severity that so many stand-alone points have. */
enum severity severity_of_points(const struct effort *effort, double points);

/** Days from one ISO date to another; a date without day or month counts from its end. */
long date_days_between(struct str from, struct str to);

#endif
