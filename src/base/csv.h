/**
 * A reader for comma-separated values as in RFC 4180: quoted fields may hold commas, doubled quotes
 * and line ends; lines end with LF or CRLF; a byte order mark is skipped, and so are empty lines.
 *
 * Lifetime: rows and texts are in the arena given.
 * Units:    lines start at 1; a row stands on the line where it begins.
 * Errors:   ERR_SYNTAX with "label:line", ERR_LIMIT above CSV_ROWS or CSV_FIELDS.
 */
#ifndef BASE_CSV_H
#define BASE_CSV_H

#include "base/attr.h"
#include "base/err.h"
#include "base/vec.h"

enum { CSV_ROWS = 10000, CSV_FIELDS = 64 };

struct csv_row {
    unsigned line;
    struct strs fields; /* decoded, each with a NUL behind it */
};

struct csv_rows VEC(struct csv_row);

NODISCARD bool csv_parse(struct str text, const char *label, struct arena *arena,
                         struct csv_rows *ret_rows, struct err *err);

#endif
