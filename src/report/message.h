/**
 * What every format says of a finding in the same words.
 */
#ifndef REPORT_MESSAGE_H
#define REPORT_MESSAGE_H

#include "report/reporter.h"

/** How loud a finding is in formats that know three levels. */
enum level { LEVEL_NOTE, LEVEL_WARNING, LEVEL_ERROR };

/** critical, high and audit: error; medium: warning; the rest: note. */
enum level message_level(const struct finding *finding);

/** Mentions only when they are asked for; everything else always. */
bool message_included(const struct style *style, const struct finding *finding);

/** One line: title, model, retirement, cost alone for each target, note. Not escaped. */
void message_write(struct buf *out, const struct finding *finding);

/** What the points of a report rest on, in a sentence or two without a full stop at the end. */
void message_basis(struct buf *out, const struct report *report);

/**
 * Why the run failed besides for its findings: given up, coverage that is required, points. Plain
 * sentences without a full stop; every format that people look at says them.
 */
struct strs message_failures(const struct report *report, struct arena *arena);

/** Points as people write them: 3, 3.5, never 3.00. */
void message_points(struct buf *out, double points);

#endif
