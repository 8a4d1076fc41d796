#include "command/actuals.h"

#include <stdlib.h>

#include "base/csv.h"
#include "base/io.h"
#include "base/limits.h"
#include "report/escape.h"
#include "report/read.h"

enum column { COUNT, DAYS, NOTE, PATH, REPORT, TARGET, WORK, COLUMNS };

static const char *const column_names[COLUMNS + 1] = { "count",  "days",   "note", "path",
                                                       "report", "target", "work", NULL };

/** A line in the making. */
struct line {
    struct record record;
    struct str fields[COLUMNS]; /* "" where the file has none */
    double *points;             /* by kind, MOST_KINDS of them */
};

struct lines VEC(struct line);

enum { MOST_KINDS = 256 };

struct reading {
    const char *label; /* the file of actuals */
    struct arena *arena;
    const struct engine *engine;
    struct err *err;
    struct map reports; /* path → struct saved_report */
    struct strs kinds;
    struct lines lines;
};

/* ---- the lines ---- */

static bool fail_at(const struct reading *to, unsigned line, const char *format, ...)
    PRINTF_LIKE(3, 4);

static bool fail_at(const struct reading *to, unsigned line, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    struct str text = arena_vprintf(to->arena, format, args);
    va_end(args);
    CLEANUP(buf_release) struct buf safe = { 0 };
    escape_terminal(&safe, text);
    return err_set(to->err, ERR_SYNTAX, "%s:%u: %.*s", to->label, line, STR_ARG(buf_str(&safe)));
}

static bool read_header(const struct reading *to, const struct csv_row *row, size_t places[COLUMNS])
{
    for (int column = 0; column < COLUMNS; column++)
        places[column] = SIZE_MAX;
    if (row->fields.count == 1 && str_find_char(row->fields.items[0], ';', 0) != STR_NONE)
        return err_set(to->err, ERR_SYNTAX, "%s:%u: fields are separated by commas, not ';'",
                       to->label, row->line);
    for (size_t i = 0; i < row->fields.count; i++) {
        struct str name = str_trim(row->fields.items[i]);
        int column = 0;
        while (column < COLUMNS && !str_is(name, column_names[column]))
            column++;
        if (column == COLUMNS) {
            const char *nearest = nearest_word(name, column_names);
            return fail_at(to, row->line, "no column is called '%.*s', %s%s", STR_ARG(name),
                           nearest ? "did you mean " : "",
                           nearest ? nearest
                                   : "the columns are report, target, days, path, work, count, "
                                     "note");
        }
        if (places[column] != SIZE_MAX)
            return err_set(to->err, ERR_SYNTAX, "%s:%u: two columns are called '%s'", to->label,
                           row->line, column_names[column]);
        places[column] = i;
    }
    if (places[TARGET] == SIZE_MAX || places[DAYS] == SIZE_MAX ||
        (places[REPORT] == SIZE_MAX && places[WORK] == SIZE_MAX))
        return err_set(to->err, ERR_SYNTAX,
                       "%s:%u: the first line names the columns: target, "
                       "days, and report or work",
                       to->label, row->line);
    return true;
}

/* "12", "3.5": nothing else that strtod would take. */
static bool read_days(const struct reading *to, struct line *line)
{
    enum { MOST_DAYS = 100000, MOST_LEN = 16 };
    struct str text = line->fields[DAYS];
    size_t digits = 0;
    size_t dots = 0;
    for (size_t i = 0; i < text.len; i++) {
        digits += ascii_digit(text.ptr[i]);
        dots += text.ptr[i] == '.';
    }
    bool plain = digits > 0 && dots <= 1 && digits + dots == text.len && text.len <= MOST_LEN;
    line->record.days = plain ? strtod(text.ptr, NULL) : -1;
    return (plain && line->record.days <= MOST_DAYS) ||
           fail_at(to, line->record.line,
                   "'days' takes a number of working days such as 3.5, not '%.*s'", STR_ARG(text));
}

static bool read_target(const struct reading *to, struct line *line)
{
    const struct effort *effort = to->engine->effort;
    struct str known = STR("");
    for (size_t i = 0; i < effort->target_count; i++) {
        line->record.target = effort->targets[i].family;
        if (str_equal(line->record.target, line->fields[TARGET]))
            return true;
        known = arena_printf(to->arena, "%.*s%s%.*s", STR_ARG(known), i ? ", " : "",
                             STR_ARG(line->record.target));
    }
    return fail_at(to, line->record.line, "'%.*s' is no target, the targets are %.*s",
                   STR_ARG(line->fields[TARGET]), STR_ARG(known));
}

/* ---- points ---- */

static bool add_points(struct reading *to, struct line *line, struct str kind, double points)
{
    size_t at = 0;
    while (at < to->kinds.count && !str_equal(to->kinds.items[at], kind))
        at++;
    if (at == to->kinds.count) {
        const struct effort *effort = to->engine->effort;
        if (at == MOST_KINDS || (!effort_change(effort, kind) && !effort_work(effort, kind)))
            return fail_at(to, line->record.line,
                           "effort.yaml does not know the work '%.*s', audit that "
                           "state again with this version",
                           STR_ARG(kind));
        vec_push(to->arena, &to->kinds, kind);
    }
    line->points[at] += points;
    return true;
}

static bool is_below(struct str path, struct str folder)
{
    while (str_ends(folder, STR("/")))
        folder.len--;
    return folder.len == 0 || str_equal(path, folder) ||
           (str_starts(path, folder) && path.ptr[folder.len] == '/');
}

/* What a finding or a piece of shared work costs for the target of the record. */
static bool add_costs(struct reading *to, struct line *line, const struct costs *costs, bool whole)
{
    for (size_t i = 0; i < costs->count; i++) {
        const struct cost *cost = &costs->items[i];
        for (size_t j = 0; str_equal(cost->target, line->record.target) && j < cost->terms.count;
             j++) {
            const struct term *term = &cost->terms.items[j];
            bool wanted = whole || str_equal(term->change, line->fields[WORK]);
            if (wanted && !add_points(to, line, term->change, term->points.likely))
                return false;
        }
    }
    return true;
}

static bool add_shared(struct reading *to, struct line *line, const struct work_item *work)
{
    bool below = false;
    for (size_t i = 0; i < work->findings.count && !below; i++)
        below = is_below(work->findings.items[i]->path, line->fields[PATH]);
    bool whole = line->fields[WORK].len == 0 || str_equal(work->id, line->fields[WORK]);
    return !below || add_costs(to, line, &work->costs, whole);
}

static bool open_report(struct reading *to, const struct line *line, struct saved_report **ret)
{
    struct str name = line->fields[REPORT];
    const char *slash = strrchr(to->label, '/');
    struct str folder =
        slash ? (struct str){ to->label, (size_t)(slash - to->label) + 1 } : STR("");
    if (str_starts(name, STR("/")))
        folder = STR("");
    struct str path = arena_printf(to->arena, "%.*s%.*s", STR_ARG(folder), STR_ARG(name));
    *ret = map_get(&to->reports, path);
    if (*ret)
        return true;
    const struct report_engine parts = { &to->engine->ruleset, to->engine->catalog,
                                         to->engine->effort };
    if (!report_read(path.ptr, &parts, to->arena, ret, to->err))
        return err_wrap(to->err, "%s:%u", to->label, line->record.line);
    *map_at(&to->reports, to->arena, path) = *ret;
    return true;
}

static bool add_report(struct reading *to, struct line *line)
{
    struct saved_report *saved;
    if (!open_report(to, line, &saved))
        return false;
    const struct result *result = &saved->result;
    if (result->calibration.label.len > 0)
        return fail_at(to, line->record.line,
                       "%.*s was made with fitted weights, audit that state without "
                       "them",
                       STR_ARG(line->fields[REPORT]));
    bool all = line->fields[WORK].len == 0;
    for (size_t i = 0; i < result->findings.count; i++) {
        const struct finding *finding = result->findings.items[i];
        if (is_below(finding->path, line->fields[PATH]) &&
            !add_costs(to, line, &finding->costs, all))
            return false;
    }
    for (size_t i = 0; i < result->work.count; i++) {
        if (!add_shared(to, line, result->work.items[i]))
            return false;
    }
    return true;
}

/* So many times a kind of work, without a report. */
static bool add_counted(struct reading *to, struct line *line)
{
    enum { MOST_COUNT = 100000 };
    const struct effort *effort = to->engine->effort;
    struct str kind = line->fields[WORK];
    uint64_t count = 1;
    if (line->fields[COUNT].len > 0 &&
        (!str_to_u64(line->fields[COUNT], &count) || count == 0 || count > MOST_COUNT))
        return fail_at(to, line->record.line, "'count' takes a whole number from 1, not '%.*s'",
                       STR_ARG(line->fields[COUNT]));
    const struct change_kind *change = effort_change(effort, kind);
    const struct work_kind *work = effort_work(effort, kind);
    if (!change && !work)
        return fail_at(to, line->record.line,
                       "'%.*s' is neither a change kind nor shared work of effort.yaml",
                       STR_ARG(kind));
    const struct weight *weights = change ? change->weights : work->weights;
    size_t target = 0;
    while (!str_equal(effort->targets[target].family, line->record.target))
        target++;
    return add_points(to, line, kind, (double)count * weights[target].points.likely);
}

static bool read_points_of(struct reading *to, struct line *line)
{
    const struct str *fields = line->fields;
    line->points = arena_array(to->arena, MOST_KINDS, sizeof *line->points);
    if (fields[REPORT].len == 0 && fields[WORK].len == 0)
        return fail_at(to, line->record.line,
                       "a record needs a saved JSON report, or the kind of work");
    if (fields[REPORT].len > 0 && fields[COUNT].len > 0)
        return fail_at(to, line->record.line, "'count' is for records without a report");
    if (fields[REPORT].len == 0 && fields[PATH].len > 0)
        return fail_at(to, line->record.line, "'path' needs a report");
    if (!(fields[REPORT].len > 0 ? add_report(to, line) : add_counted(to, line)))
        return false;
    double sum = 0;
    for (size_t i = 0; i < to->kinds.count; i++)
        sum += line->points[i];
    return sum > 0 || fail_at(to, line->record.line,
                              "there is nothing to do for %.*s in it, by the built-in "
                              "weights: check report, path and work",
                              STR_ARG(line->record.target));
}

static bool read_record(struct reading *to, const struct csv_row *row, const size_t places[COLUMNS],
                        size_t column_count)
{
    struct line line = { .record.line = row->line };
    for (int column = 0; column < COLUMNS; column++) {
        size_t place = places[column];
        line.fields[column] = place < row->fields.count
                                  ? arena_str(to->arena, str_trim(row->fields.items[place]))
                                  : STR("");
    }
    if (row->fields.count != column_count)
        return fail_at(to, line.record.line, "%zu fields where the first line has %zu",
                       row->fields.count, column_count);
    if (!read_target(to, &line) || !read_days(to, &line) || !read_points_of(to, &line))
        return false;
    vec_push(to->arena, &to->lines, line);
    return true;
}

static bool read_lines(struct reading *to)
{
    CLEANUP(buf_release) struct buf text = { 0 };
    struct csv_rows rows;
    size_t places[COLUMNS];
    if (!io_read_file(to->label, LIMIT_OWN_FILE_BYTES, &text, to->err) ||
        !csv_parse(buf_str(&text), to->label, to->arena, &rows, to->err))
        return false;
    if (rows.count == 0)
        return err_set(to->err, ERR_SYNTAX,
                       "%s: is empty, its first line names the columns: "
                       "report,target,days",
                       to->label);
    if (!read_header(to, &rows.items[0], places))
        return false;
    if (rows.count - 1 < ACTUALS_LEAST || rows.count - 1 > ACTUALS_MOST)
        return err_set(to->err, ERR_USAGE, "%s: %zu records, a calibration takes %d to %d",
                       to->label, rows.count - 1, ACTUALS_LEAST, ACTUALS_MOST);
    double days = 0;
    for (size_t i = 1; i < rows.count; i++) {
        if (!read_record(to, &rows.items[i], places, rows.items[0].fields.count))
            return false;
        days += to->lines.items[i - 1].record.days;
    }
    return days > 0 || err_set(to->err, ERR_SYNTAX, "%s: no record took any days", to->label);
}

/* ---- all of it ---- */

static void settle(const struct reading *from, struct actuals *ret, struct records *ret_records)
{
    size_t kinds = from->kinds.count;
    size_t count = from->lines.count;
    double *most = arena_array(from->arena, kinds, sizeof *most);
    double *days = arena_array(from->arena, count, sizeof *days);
    double *points = arena_array(from->arena, count * kinds, sizeof *points);
    for (size_t k = 0; k < kinds; k++)
        most[k] = calibrate_most(from->engine->effort, from->kinds.items[k]);
    *ret_records = (struct records){ 0 };
    for (size_t r = 0; r < count; r++) {
        const struct line *line = &from->lines.items[r];
        days[r] = line->record.days;
        memcpy(&points[r * kinds], line->points, kinds * sizeof *points);
        vec_push(from->arena, ret_records, line->record);
    }
    *ret = (struct actuals){ .kind_count = kinds,
                             .kinds = from->kinds.items,
                             .most = most,
                             .record_count = count,
                             .days = days,
                             .points = points };
}

bool actuals_read(const char *path, const struct engine *engine, struct arena *arena,
                  struct actuals *ret_actuals, struct records *ret_records, struct err *err)
{
    struct reading reading = { .label = path, .arena = arena, .engine = engine, .err = err };
    if (!read_lines(&reading))
        return false;
    settle(&reading, ret_actuals, ret_records);
    return true;
}
