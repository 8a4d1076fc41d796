/**
 * Reading a YAML mapping into a struct by a table of its keys, with errors that name the line.
 */
#ifndef CATALOG_FIELDS_H
#define CATALOG_FIELDS_H

#include "base/arena.h"
#include "base/err.h"
#include "base/vec.h"
#include "base/yaml.h"

enum field_type {
    FIELD_STR,    /* struct str */
    FIELD_DATE,   /* struct str: "2026-11-21", "2026-11" or "2026" */
    FIELD_STRS,   /* struct strs: a list of scalars, or one scalar */
    FIELD_COUNT,  /* uint64_t */
    FIELD_NUMBER, /* double, not negative */
    FIELD_BOOL,   /* bool */
    FIELD_OTHER,  /* a key that the caller reads */
};

struct field {
    const char *key;
    enum field_type type;
    size_t offset;
};

/** What to call the file in messages and where what is kept is copied. */
struct source {
    const char *label;
    struct arena *run;
    struct err *err;
};

/**
 * Reads the keys of `map` that are in the table into `object`; keys of the table that are not in
 * the mapping leave their field alone. `null` counts as not there.
 *
 * Errors: ERR_SYNTAX for an unknown key, with the nearest known one, and for a wrong kind of value.
 */
NODISCARD bool fields_read(const struct source *source, const struct yaml_node *map,
                           const struct field *fields, size_t count, void *object);

/** Fails unless `node` is a sequence of scalars or one scalar; appends them to `ret`. */
NODISCARD bool fields_read_strs(const struct source *source, const struct yaml_node *node,
                                struct strs *ret);

/** ERR_SYNTAX at the line of `node`. */
bool source_error(const struct source *source, const struct yaml_node *node, const char *format,
                  ...) PRINTF_LIKE(3, 4);

/** The text in lower case, in the arena. */
struct str lower_copy(struct arena *arena, struct str text);

#endif
