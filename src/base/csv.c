#include "base/csv.h"

#include "base/buf.h"

struct csv {
    struct str text;
    size_t at;
    unsigned line;
    const char *label;
    struct arena *arena;
    struct err *err;
};

static bool at_end(const struct csv *csv)
{
    return csv->at >= csv->text.len;
}

static bool is_at(const struct csv *csv, struct str what)
{
    return str_starts(str_slice(csv->text, csv->at, csv->text.len), what);
}

/* The length of a line end at `at`, 0 when there is none. */
static size_t line_end(const struct csv *csv)
{
    return is_at(csv, STR("\r\n")) ? 2 : is_at(csv, STR("\n")) ? 1 : 0;
}

static bool read_quoted(struct csv *csv, struct str *ret)
{
    CLEANUP(buf_release) struct buf field = { 0 };
    unsigned start = csv->line;
    csv->at++;
    for (;;) {
        if (at_end(csv))
            return err_set(csv->err, ERR_SYNTAX, "%s:%u: a quote is opened and not closed",
                           csv->label, start);
        char c = csv->text.ptr[csv->at++];
        if (c == '"') {
            if (!is_at(csv, STR("\"")))
                break;
            csv->at++;
        }
        csv->line += c == '\n';
        buf_char(&field, c);
    }
    if (!at_end(csv) && !is_at(csv, STR(",")) && line_end(csv) == 0)
        return err_set(csv->err, ERR_SYNTAX,
                       "%s:%u: text behind a closing quote, double the "
                       "quotes that belong to the field",
                       csv->label, csv->line);
    *ret = arena_str(csv->arena, buf_str(&field));
    return true;
}

static bool read_field(struct csv *csv, struct str *ret)
{
    if (is_at(csv, STR("\"")))
        return read_quoted(csv, ret);
    size_t start = csv->at;
    while (!at_end(csv) && !is_at(csv, STR(",")) && line_end(csv) == 0)
        csv->at++;
    *ret = arena_str(csv->arena, str_slice(csv->text, start, csv->at));
    return true;
}

static bool read_row(struct csv *csv, struct csv_row *row)
{
    *row = (struct csv_row){ .line = csv->line };
    for (;;) {
        struct str field;
        if (row->fields.count == CSV_FIELDS)
            return err_set(csv->err, ERR_LIMIT, "%s:%u: more than %d fields", csv->label, csv->line,
                           CSV_FIELDS);
        if (!read_field(csv, &field))
            return false;
        vec_push(csv->arena, &row->fields, field);
        if (!is_at(csv, STR(",")))
            break;
        csv->at++;
    }
    csv->at += line_end(csv);
    csv->line++;
    return true;
}

bool csv_parse(struct str text, const char *label, struct arena *arena, struct csv_rows *ret_rows,
               struct err *err)
{
    struct csv csv = { .text = text, .line = 1, .label = label, .arena = arena, .err = err };
    struct csv_rows rows = { 0 };
    if (is_at(&csv, STR("\xEF\xBB\xBF")))
        csv.at = 3;
    if (text.len > 0 && memchr(text.ptr, '\0', text.len))
        return err_set(err, ERR_SYNTAX, "%s: no text, it has zero bytes in it", label);
    while (!at_end(&csv)) {
        size_t empty = line_end(&csv);
        if (empty > 0) {
            csv.at += empty;
            csv.line++;
            continue;
        }
        if (rows.count == CSV_ROWS)
            return err_set(err, ERR_LIMIT, "%s:%u: more than %d lines", label, csv.line, CSV_ROWS);
        struct csv_row row;
        if (!read_row(&csv, &row))
            return false;
        vec_push(arena, &rows, row);
    }
    *ret_rows = rows;
    return true;
}
