/**
 * Output in documents: what a program printed or a server answered. It is there to be read, not to
 * be run, so that what it names has no effect.
 */
#ifndef PARSE_GUEST_RECORDED_H
#define PARSE_GUEST_RECORDED_H

#include "base/str.h"

/** A line of a log, a listing, a table or a progress bar. */
bool recorded_line(struct str line);

/** A block of which a line reads so; false for an empty one. */
bool recorded_block(struct str text);

/** JSON that a model server answered: it has fields that no request has. */
bool recorded_reply(struct str json);

/** What documents call a block that is nothing but output: "log", "output". */
bool recorded_by_name(struct str language);

#endif
