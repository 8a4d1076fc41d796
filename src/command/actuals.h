/**
 * Actuals: what finished moves took, as calibrate reads them. docs/effort.md describes the columns.
 *
 * Lifetime: the arena given.
 */
#ifndef COMMAND_ACTUALS_H
#define COMMAND_ACTUALS_H

#include "audit.h"
#include "score/calibrate.h"

/** A line of the file. */
struct record {
    unsigned line;
    struct str target;
    double days;
};

struct records VEC(struct record);

/**
 * Reads the file and the saved reports that it names, and adds up the points of each record. There
 * is one record in ret_records for each in ret_actuals.
 *
 * Errors: ERR_SYNTAX with file and line, ERR_USAGE for too few or too many records.
 */
NODISCARD bool actuals_read(const char *path, const struct engine *engine, struct arena *arena,
                            struct actuals *ret_actuals, struct records *ret_records,
                            struct err *err);

#endif
