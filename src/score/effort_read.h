/**
 * Reads the small shapes of effort.yaml: points, lists, names.
 *
 * Errors: ERR_SYNTAX with file and line.
 */
#ifndef SCORE_EFFORT_READ_H
#define SCORE_EFFORT_READ_H

#include "base/yaml.h"
#include "score/effort.h"

struct reader {
    struct arena *run;
    const char *label;
    struct err *err;
};

/** "LABEL:LINE: " and the message; returns false. */
bool read_fail(const struct reader *reader, const struct yaml_node *node, const char *format, ...)
    PRINTF_LIKE(3, 4);

/** The keys of a mapping are among the NULL-terminated ones. */
NODISCARD bool read_keys(const struct reader *reader, const struct yaml_node *node,
                         const char *const *known);

/** A number from 0 up. */
NODISCARD bool read_number(const struct reader *reader, const struct yaml_node *node, double *ret);

/** [low, likely, high], each from 0 to 7 and not falling. */
NODISCARD bool read_points(const struct reader *reader, const struct yaml_node *node,
                           struct points *ret);

/** A yes or no, `*ret` as it is without one. */
NODISCARD bool read_bool(const struct reader *reader, const struct yaml_node *node, const char *key,
                         bool *ret);

/** `libraries:` of effort.yaml; shared work has been read. */
NODISCARD bool read_libraries(const struct reader *reader, const struct yaml_node *node,
                              struct effort *effort);

/** `languages:` of effort.yaml. */
NODISCARD bool read_languages(const struct reader *reader, const struct yaml_node *node,
                              struct effort *effort);

/** A list of texts; NULL is an empty one. */
NODISCARD bool read_strs(const struct reader *reader, const struct yaml_node *node,
                         struct strs *ret);

/** The place of a scalar in a list of names. */
NODISCARD bool read_name(const struct reader *reader, const struct yaml_node *node,
                         const char *const *names, size_t name_count, size_t *ret);

/** A text, copied; "" when there is none. */
struct str read_text(const struct reader *reader, const struct yaml_node *node, const char *key);

#endif
