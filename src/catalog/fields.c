#include "catalog/fields.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

enum { MAX_FIELDS = 64 };

bool source_error(const struct source *source, const struct yaml_node *node, const char *format,
                  ...)
{
    char text[512];
    va_list args;
    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    return err_set(source->err, ERR_SYNTAX, "%s:%u: %s", source->label, node->line, text);
}

struct str lower_copy(struct arena *arena, struct str text)
{
    char *copy = arena_alloc(arena, text.len + 1);
    for (size_t i = 0; i < text.len; i++)
        copy[i] = ascii_lower(text.ptr[i]);
    return (struct str){ copy, text.len };
}

static bool is_null(const struct yaml_node *node)
{
    return node->kind == YAML_SCALAR && node->plain &&
           (node->scalar.len == 0 || str_is(node->scalar, "null") || str_is(node->scalar, "~"));
}

bool fields_read_strs(const struct source *source, const struct yaml_node *node, struct strs *ret)
{
    if (node->kind == YAML_SCALAR) {
        vec_push(source->run, ret, node->scalar);
        return true;
    }
    if (node->kind != YAML_SEQUENCE)
        return source_error(source, node, "'%.*s' must be a list", STR_ARG(node->key));
    for (const struct yaml_node *item = node->first; item; item = item->next) {
        if (item->kind != YAML_SCALAR)
            return source_error(source, item, "'%.*s' must be a list of plain values",
                                STR_ARG(node->key));
        vec_push(source->run, ret, item->scalar);
    }
    return true;
}

static unsigned digits_at(struct str text, size_t from, size_t count)
{
    unsigned value = 0;
    for (size_t i = from; i < from + count; i++) {
        if (i >= text.len || !ascii_digit(text.ptr[i]))
            return 0;
        value = value * 10 + (unsigned)(text.ptr[i] - '0');
    }
    return value;
}

/* YYYY, YYYY-MM or YYYY-MM-DD: a month is sometimes all that a source says. */
static bool is_date(struct str text)
{
    static const unsigned char days[] = { 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
    unsigned year = digits_at(text, 0, 4);
    if (year < 2000)
        return false;
    if (text.len == 4)
        return true;
    unsigned month = digits_at(text, 5, 2);
    if (text.ptr[4] != '-' || month < 1 || month > 12)
        return false;
    if (text.len == 7)
        return true;
    unsigned day = digits_at(text, 8, 2);
    bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    return text.len == 10 && text.ptr[7] == '-' && day >= 1 && day <= days[month - 1] &&
           (leap || month != 2 || day != 29);
}

static bool read_number(const struct source *source, const struct yaml_node *node, double *ret)
{
    char digits[32];
    snprintf(digits, sizeof digits, "%.*s", STR_ARG(node->scalar));
    char *end = NULL;
    double value = strtod(digits, &end);
    if (node->scalar.len == 0 || !ascii_digit(digits[0]) || *end != '\0')
        return source_error(source, node, "'%.*s' must be a number, not '%.*s'", STR_ARG(node->key),
                            STR_ARG(node->scalar));
    *ret = value;
    return true;
}

static bool read_field(const struct source *source, const struct yaml_node *node,
                       enum field_type type, void *at)
{
    if (type == FIELD_STRS) {
        /* A list replaces what stood there: it may be shared with what the object was copied from.
         */
        struct strs list = { 0 };
        if (!fields_read_strs(source, node, &list))
            return false;
        *(struct strs *)at = list;
        return true;
    }
    if (node->kind != YAML_SCALAR)
        return source_error(source, node, "'%.*s' must be one value", STR_ARG(node->key));
    switch (type) {
    case FIELD_DATE:
        if (!is_date(node->scalar))
            return source_error(source, node, "'%.*s' is not a date, write 2026-11-21",
                                STR_ARG(node->scalar));
        *(struct str *)at = node->scalar;
        return true;
    case FIELD_STR:
        *(struct str *)at = node->scalar;
        return true;
    case FIELD_COUNT:
        if (!str_to_u64(node->scalar, at))
            return source_error(source, node, "'%.*s' must be a whole number, not '%.*s'",
                                STR_ARG(node->key), STR_ARG(node->scalar));
        return true;
    case FIELD_NUMBER:
        return read_number(source, node, at);
    case FIELD_BOOL:
        return yaml_to_bool(node, source->label, at, source->err);
    case FIELD_STRS:
    case FIELD_OTHER:
        break;
    }
    return true;
}

static const struct field *find_field(const struct field *fields, size_t count, struct str key)
{
    for (size_t i = 0; i < count; i++) {
        if (str_is(key, fields[i].key))
            return &fields[i];
    }
    return NULL;
}

static bool unknown_key(const struct source *source, const struct yaml_node *node,
                        const struct field *fields, size_t count)
{
    const char *words[MAX_FIELDS + 1] = { NULL };
    assert(count <= MAX_FIELDS);
    for (size_t i = 0; i < count; i++)
        words[i] = fields[i].key;
    const char *near = nearest_word(node->key, words);
    return source_error(source, node,
                        near ? "unknown key '%.*s', did you mean '%s'?" : "unknown key '%.*s'",
                        STR_ARG(node->key), near);
}

bool fields_read(const struct source *source, const struct yaml_node *map,
                 const struct field *fields, size_t count, void *object)
{
    if (map->kind != YAML_MAPPING)
        return source_error(source, map, "expected keys and values");
    for (const struct yaml_node *node = map->first; node; node = node->next) {
        const struct field *field = find_field(fields, count, node->key);
        if (!field)
            return unknown_key(source, node, fields, count);
        if (field->type == FIELD_OTHER || is_null(node))
            continue;
        if (!read_field(source, node, field->type, (char *)object + field->offset))
            return false;
    }
    return true;
}
