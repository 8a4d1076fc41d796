/**
 * Reports that were saved, for what is done with them later.
 */
#ifndef COMMAND_SAVED_H
#define COMMAND_SAVED_H

#include "audit.h"
#include "cli.h"
#include "report/comparison.h"

/** Loads the engine and reads all operands, in their order. engine_release either way. */
NODISCARD bool read_saved(const struct options *options, struct engine *engine,
                          struct arena *arena, struct saved_reports *ret, struct err *err);

#endif
