#include "score/effort_read.h"

#include <stdlib.h>

enum { MAX_NUMBER_LEN = 24 };

bool read_fail(const struct reader *reader, const struct yaml_node *node, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    struct str text = arena_vprintf(reader->run, format, args);
    va_end(args);
    return err_set(reader->err, ERR_SYNTAX, "%s:%u: %.*s", reader->label, node ? node->line : 1,
                   STR_ARG(text));
}

bool read_keys(const struct reader *reader, const struct yaml_node *node, const char *const *known)
{
    if (node && node->kind != YAML_MAPPING)
        return read_fail(reader, node, "'%.*s' must be a mapping", STR_ARG(node->key));
    return yaml_check_keys(node, known, reader->label, reader->err);
}

bool read_number(const struct reader *reader, const struct yaml_node *node, double *ret)
{
    char text[MAX_NUMBER_LEN] = { 0 };
    bool plain =
        node->kind == YAML_SCALAR && node->scalar.len > 0 && node->scalar.len < sizeof text;
    for (size_t i = 0; plain && i < node->scalar.len; i++)
        plain = ascii_digit(node->scalar.ptr[i]) || node->scalar.ptr[i] == '.';
    if (!plain)
        return read_fail(reader, node, "'%.*s' must be a number", STR_ARG(node->key));
    memcpy(text, node->scalar.ptr, node->scalar.len);
    *ret = strtod(text, NULL);
    return true;
}

bool read_points(const struct reader *reader, const struct yaml_node *node, struct points *ret)
{
    double values[3];
    size_t count = 0;
    for (const struct yaml_node *item = yaml_first(node); item; item = item->next) {
        if (count == ARRAY_COUNT(values))
            return read_fail(reader, node, "points are [low, likely, high]");
        if (!read_number(reader, item, &values[count]))
            return false;
        if (values[count] > EFFORT_MOST_POINTS)
            return read_fail(reader, item, "points go from 0 to 7, the ladder ends there");
        if (count > 0 && values[count] < values[count - 1])
            return read_fail(reader, item, "points are [low, likely, high] and do not fall");
        count++;
    }
    if (count < ARRAY_COUNT(values))
        return read_fail(reader, node, "points are [low, likely, high]");
    *ret = (struct points){ values[0], values[1], values[2] };
    return true;
}

bool read_strs(const struct reader *reader, const struct yaml_node *node, struct strs *ret)
{
    struct strs list = { 0 };
    if (node && node->kind != YAML_SEQUENCE)
        return read_fail(reader, node, "'%.*s' must be a list", STR_ARG(node->key));
    for (const struct yaml_node *item = yaml_first(node); item; item = item->next) {
        if (item->kind != YAML_SCALAR || item->scalar.len == 0)
            return read_fail(reader, item, "'%.*s' must be a list of texts", STR_ARG(node->key));
        vec_push(reader->run, &list, arena_str(reader->run, item->scalar));
    }
    *ret = list;
    return true;
}

bool read_bool(const struct reader *reader, const struct yaml_node *node, const char *key, bool *ret)
{
    const struct yaml_node *value = yaml_get(node, key);
    return !value || yaml_to_bool(value, reader->label, ret, reader->err);
}

bool read_name(const struct reader *reader, const struct yaml_node *node, const char *const *names,
               size_t name_count, size_t *ret)
{
    for (size_t i = 0; i < name_count; i++) {
        if (node->kind == YAML_SCALAR && str_is(node->scalar, names[i])) {
            *ret = i;
            return true;
        }
    }
    return read_fail(reader, node, "'%.*s' is no known %.*s", STR_ARG(node->scalar),
                     STR_ARG(node->key));
}

struct str read_text(const struct reader *reader, const struct yaml_node *node, const char *key)
{
    return arena_str(reader->run, yaml_get_str(node, key, ""));
}
