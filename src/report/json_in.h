/**
 * Reads the values of a JSON report, one by one; the first one that is wrong is kept as the error.
 *
 * Lifetime: text is copied into the arena.
 */
#ifndef REPORT_JSON_IN_H
#define REPORT_JSON_IN_H

#include <cjson/cJSON.h>

#include "base/err.h"
#include "score/finding.h"

struct json_in {
    struct arena *arena;
    const char *label; /* the file, for messages */
    struct err *err;
    bool failed;
};

/** Notes what is wrong, unless something was wrong before. */
void in_fail(struct json_in *in, const char *format, ...) PRINTF_LIKE(2, 3);

/** The member, or NULL; an object or array that has to be there fails. */
const cJSON *in_object(struct json_in *in, const cJSON *object, const char *name);
const cJSON *in_array(struct json_in *in, const cJSON *object, const char *name);
/** The array, or NULL when there is none. */
const cJSON *in_optional_array(struct json_in *in, const cJSON *object, const char *name);

/** A text; "" when it is null or not there. */
struct str in_text(struct json_in *in, const cJSON *object, const char *name);
/** The same for ids, dates and names: text without control characters. */
struct str in_word(struct json_in *in, const cJSON *object, const char *name);
struct str in_needed_word(struct json_in *in, const cJSON *object, const char *name);
/** A text that has to be there. */
struct str in_needed_text(struct json_in *in, const cJSON *object, const char *name);
/** A whole number; 0 when it is not there. */
/** A number that need not be whole, up to 1e9; 0 when it is missing. */
double in_decimal(struct json_in *in, const cJSON *object, const char *name);
uint32_t in_number(struct json_in *in, const cJSON *object, const char *name);
bool in_bool(struct json_in *in, const cJSON *object, const char *name);
/** Low, likely, high; zeros when there are none. */
struct points in_points(struct json_in *in, const cJSON *object, const char *name);
/** The place of a text in a list of names. */
size_t in_name(struct json_in *in, const cJSON *object, const char *name,
               const char *const *names, size_t count);
/** A path: `path_bytes` where it is not UTF-8, else `path`. */
struct str in_path(struct json_in *in, const cJSON *object);
/** The texts of an array, none when it is not there. */
struct strs in_texts(struct json_in *in, const cJSON *object, const char *name);

#endif
