/**
 * The last part of the pipeline: references become findings, less those that are suppressed, marked
 * as new or known, and what is wrong with the tool's own controls becomes findings, too.
 */
#ifndef AUDIT_JUDGE_H
#define AUDIT_JUDGE_H

#include "audit.h"

/** Every report names the rules that are off, whoever said so: in the ledger, and audit->off. */
NODISCARD bool judge_switch_off(struct audit *audit, const struct audit_options *options,
                                struct err *err);

/** When the files are listed and before they are read: loads the baseline, switches rules off. */
NODISCARD bool judge_prepare(struct audit *audit, const struct audit_options *options,
                             struct err *err);

/** When every document was read: what rules that are off have seen goes, the rest is weighed. */
void judge_settle(const struct audit *audit, struct arena *arena, struct references *references);

/** When the references of all sides are settled. */
NODISCARD bool judge(struct audit *audit, const struct audit_options *options, struct err *err);

#endif
