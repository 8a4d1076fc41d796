/**
 * What of a document bears on the dependencies in it, as one number: two versions of a file with
 * the same outline hold the same ones, so one of them need not be parsed.
 *
 * An outline is made of the lines that rules look at, of what stands around and above them (the
 * statement, the record, the folds of blocks that enclose them, by indentation), and of whether
 * these lines begin inside a string or a comment. It is a judgement, not a proof: a change far from
 * every such line can still decide about one, as an edit that makes a file unparsable. So the
 * versions at the end of a branch are always looked at themselves.
 */
#ifndef HISTORY_OUTLINE_H
#define HISTORY_OUTLINE_H

#include "match/match.h"

/** 0: no dependency can be in it, and no evidence that decides about others. */
uint64_t outline_of(const struct ruleset *ruleset, const struct hits *hits, const struct doc *doc,
                    struct arena *scratch);

#endif
