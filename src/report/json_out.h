/**
 * cJSON for reports: text of unknown origin in, valid JSON out.
 *
 * Lifetime: what json_* returns or adds belongs to its parent, as with cJSON.
 */
#ifndef REPORT_JSON_OUT_H
#define REPORT_JSON_OUT_H

#include <cjson/cJSON.h>

#include "base/buf.h"

/** Adds a string; invalid UTF-8 and NUL become U+FFFD. */
void json_add_str(cJSON *object, const char *name, struct str text);

/** The same, or null for an empty text. */
void json_add_str_or_null(cJSON *object, const char *name, struct str text);

/** A string item for an array. */
void json_push_str(cJSON *array, struct str text);

/** Adds `path`, escaped, and beside it `path_bytes` (base64) when it is not UTF-8. */
void json_add_path(cJSON *object, struct str path);

/** Adds that and `line`. */
void json_add_place(cJSON *object, struct str path, uint32_t line);

/** Prints on one line, as JSON lines want it, then frees the tree. */
void json_print_line(cJSON *root, struct buf *out);

/** Prints with two-space indentation and a final line break, then frees the tree. */
void json_print(cJSON *root, struct buf *out);

#endif
