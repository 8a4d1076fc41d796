/**
 * How common pieces of literals are in source text: tells where a literal is best looked for, and
 * which of several.
 */
#ifndef PREFILTER_SHARE_H
#define PREFILTER_SHARE_H

#include "prefilter/prefilter.h"

/** At how many of a million places these four bytes stand, folded, about; never 0. */
double share_of_window(const char *window);

/** The same for three bytes. */
double share_of_three(const char *three);

#endif
