/**
 * The parts of the text report, see report/text.c.
 */
#ifndef REPORT_TEXT_H
#define REPORT_TEXT_H

#include "report/escape.h"
#include "report/groups.h"
#include "report/screen.h"

enum ink severity_ink(enum severity severity);

/** Every finding that is to be shown, in its groups. */
void text_findings(const struct screen *screen);

/** Engines, a row for each: how often it is named, and the first places. */
void text_engines(const struct screen *screen, const struct findings *findings);

/** What staying on Llama asks. */
void text_stay(const struct screen *screen);

/** A matrix of components and targets; nothing for a repository of one. */
void text_components(const struct screen *screen);

/** What licences ask for: of what is in use, and of the target that is looked at. */
void text_licences(const struct screen *screen);

/** Places that choose their model at run time. */
void text_selections(const struct screen *screen);

/** What does not count because somebody said so. */
void text_suppressed(const struct screen *screen);

/** What was not read, or only in part, and other notes about the run. */
void text_skips(const struct screen *screen);

#endif
