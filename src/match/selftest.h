/**
 * `llama-audit rules test`: runs the examples of the rules through parse and match.
 */
#ifndef MATCH_SELFTEST_H
#define MATCH_SELFTEST_H

#include "base/buf.h"
#include "match/ruleset.h"

struct selftest {
    size_t rule_count;
    size_t example_count;
    size_t failed_count;
};

/**
 * Runs every example with all rules active, or those of one rule when `only` is not NULL. What
 * fails is written to `out`, "FILE:LINE: RULE: what", and a last line with the counts.
 */
void selftest_run(const struct ruleset *ruleset, const struct rule *only, struct buf *out,
                  struct selftest *ret);

#endif
