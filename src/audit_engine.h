/**
 * Loading what an audit knows, for those who want more than the built-in rules and --rules.
 */
#ifndef AUDIT_ENGINE_H
#define AUDIT_ENGINE_H

#include "audit.h"

/**
 * As engine_load.
 *
 * texts:      rules that are at hand.
 * more_rules: an embedded file that not every audit uses, "prompts.yaml"; or NULL.
 */
NODISCARD bool engine_load_with(struct engine *engine, const struct data_texts *texts,
                                const struct strs *rule_paths, const char *more_rules,
                                struct arena *run, struct err *err);

#endif
