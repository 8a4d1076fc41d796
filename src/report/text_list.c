/* The findings of the text report, in groups; repeats are folded. */
#include "base/map.h"
#include "report/escape.h"
#include "report/message.h"
#include "report/text.h"

enum {
    ROWS_SHOWN = 10,    /* of one group */
    REPEATS_SHOWN = 3,  /* files in which the same text is shown */
    LINES_SHOWN = 8,    /* further lines of one row */
    PAIRS_SHOWN = 3,    /* models and what takes their place */
    ADVICE_SHOWN = 2,
    MODEL_WIDTH = 24,
    KIND_WIDTH = 8, /* "critical" */
    GOOD_SNIPPET = 40,  /* columns for it, or files get a heading of their own */
};

/* ---- rows: findings of one file that read alike ---- */

struct lines VEC(uint32_t);

struct row {
    const struct finding *finding; /* the first one */
    size_t count;
    struct lines lines; /* further lines */
};

struct rows VEC(struct row);

static void add_line(struct arena *arena, struct row *row, uint32_t line)
{
    if (line == row->finding->span.line)
        return;
    for (size_t i = row->lines.count; i > 0; i--) {
        if (row->lines.items[i - 1] == line)
            return;
    }
    vec_push(arena, &row->lines, line);
}

static struct str model_of(const struct finding *finding)
{
    return finding->model ? finding->model->id : STR("");
}

static void collect_rows(const struct screen *screen, const struct finding_group *group,
                         struct arena *arena, struct rows *rows)
{
    struct map map = { 0 };
    for (size_t i = 0; i < group->findings.count; i++) {
        const struct finding *finding = group->findings.items[i];
        struct str key = arena_printf(arena, "%.*s %d %d %d %.*s %.*s", STR_ARG(finding->path),
                                      (int)finding->kind, (int)finding->severity,
                                      (int)finding->category, STR_ARG(model_of(finding)),
                                      STR_ARG(finding->evidence));
        void **slot = map_at(&map, arena, key);
        if (!*slot || screen->style->verbose) {
            vec_push(arena, rows, (struct row){ .finding = finding });
            *slot = (void *)(uintptr_t)rows->count; /* cast: an index is kept as a pointer */
        }
        struct row *row = &rows->items[(uintptr_t)*slot - 1];
        row->count++;
        add_line(arena, row, finding->span.line);
        for (size_t j = 0; j < finding->references.count; j++)
            add_line(arena, row, finding->references.items[j].span.line);
    }
}

/* ---- what is left out ---- */

struct folded {
    size_t findings;
    size_t rows;
    size_t files;
    struct str last_path;
};

static void fold(struct folded *folded, const struct row *row)
{
    folded->findings += row->count;
    folded->rows++;
    folded->files += !str_equal(folded->last_path, row->finding->path);
    folded->last_path = row->finding->path;
}

/* Keeps the rows to show, in their order. */
static void fold_rows(const struct screen *screen, enum group_by by, struct arena *arena,
                      struct rows *rows, struct folded *ret)
{
    *ret = (struct folded){ 0 };
    if (screen->style->verbose || by == GROUP_FILE || rows->count <= ROWS_SHOWN)
        return;
    struct map seen = { 0 };
    size_t kept = 0;
    struct row last = { 0 };
    size_t last_at = 0;
    for (size_t i = 0; i < rows->count; i++) {
        const struct row row = rows->items[i];
        struct str key = arena_printf(arena, "%.*s %.*s", STR_ARG(model_of(row.finding)),
                                      STR_ARG(row.finding->evidence));
        void **slot = map_at(&seen, arena, key);
        uintptr_t times = (uintptr_t)*slot; /* cast: a count is kept as a pointer */
        *slot = (void *)(times + 1);
        if (kept < ROWS_SHOWN && times < REPEATS_SHOWN) {
            rows->items[kept++] = row;
            continue;
        }
        fold(ret, &row);
        last = row;
        last_at = kept;
    }
    rows->count = kept;
    if (ret->rows == 1) { /* the line that says so would be as long */
        memmove(rows->items + last_at + 1, rows->items + last_at,
                (kept - last_at) * sizeof *rows->items);
        rows->items[last_at] = last;
        rows->count++;
        *ret = (struct folded){ 0 };
    }
}

/* ---- one row ---- */

/* Widths of the columns of one group. */
struct columns {
    size_t place; /* 0: files have a heading of their own */
    size_t line;
    size_t model;
};

static size_t digits(uint32_t number)
{
    size_t count = 1;
    while (number >= 10) {
        number /= 10;
        count++;
    }
    return count;
}

static struct columns measure(const struct screen *screen, enum group_by by, const struct rows *rows)
{
    struct columns columns = { .line = 4 };
    for (size_t i = 0; i < rows->count; i++) {
        const struct finding *finding = rows->items[i].finding;
        size_t place = screen_place_width(finding->path, finding->span.line);
        size_t model = finding->model ? text_width(finding->model->id) : 1;
        size_t line = digits(finding->span.line);
        columns.place = place > columns.place ? place : columns.place;
        columns.model = model > columns.model ? model : columns.model;
        columns.line = line > columns.line ? line : columns.line;
    }
    if (columns.model > MODEL_WIDTH)
        columns.model = MODEL_WIDTH;
    size_t beside = 2 + columns.place + 2 + KIND_WIDTH + 2 + columns.model + 2;
    if (by == GROUP_FILE || beside + GOOD_SNIPPET > screen->width)
        columns.place = 0;
    return columns;
}

/* "changed 2024-05-31 by Jane, 2 years ago" */
static void add_blame(struct buf *text, const struct blame *blame)
{
    enum { DAYS_OF_MONTH = 30, DAYS_OF_YEAR = 365 };
    buf_puts(text, text->len ? "; " : "");
    if (blame->uncommitted) {
        buf_puts(text, "not committed");
        return;
    }
    buf_printf(text, "changed %.*s %s", STR_ARG(blame->date),
               blame->or_earlier ? "or earlier" : "by ");
    escape_terminal(text, blame->author);
    size_t days = (size_t)blame->age_days;
    if (days >= 2 * DAYS_OF_YEAR)
        buf_printf(text, ", %zu years ago", days / DAYS_OF_YEAR);
    else if (days >= 2 * DAYS_OF_MONTH)
        buf_printf(text, ", %zu months ago", days / DAYS_OF_MONTH);
    else
        buf_printf(text, ", %zu %s ago", days, plural(days, "day", "days"));
}

static void add_notes(const struct screen *screen, const struct row *row, size_t indent,
                      struct map *said, struct arena *arena)
{
    const struct finding *finding = row->finding;
    CLEANUP(buf_release) struct buf text = { 0 };
    if (finding->retirement.len > 0)
        buf_add(&text, finding->retirement);
    if (row->lines.count > 0) {
        buf_printf(&text, "%salso %s ", text.len ? "; " : "",
                   plural(row->lines.count, "line", "lines"));
        for (size_t i = 0; i < row->lines.count && i < LINES_SHOWN; i++)
            buf_printf(&text, "%s%u", i ? ", " : "", row->lines.items[i]);
        if (row->lines.count > LINES_SHOWN)
            buf_printf(&text, " and %zu more", row->lines.count - LINES_SHOWN);
    }
    if (finding->blame)
        add_blame(&text, finding->blame);
    /* The same remark under every line of a group is noise. */
    void **slot = finding->note.len > 0 ? map_at(said, arena, finding->note) : NULL;
    if (slot && !*slot) {
        *slot = said;
        struct str note = finding->note;
        if (note.ptr[note.len - 1] == '.')
            note.len--;
        buf_printf(&text, "%s%.*s", text.len ? "; " : "", STR_ARG(note));
    }
    if (text.len == 0)
        return;
    buf_fill(screen->out, ' ', (int)indent);
    screen_wrap(screen, INK_DIM, buf_str(&text), indent, indent, 0);
}

static void add_costs(const struct screen *screen, const struct finding *finding)
{
    enum { INDENT = 8 };
    struct buf *out = screen->out;
    buf_fill(out, ' ', INDENT);
    screen_printf(screen, INK_DIM, "%.*s, %.*s\n", STR_ARG(finding->rule->id),
                  STR_ARG(finding->fingerprint));
    for (size_t i = 0; i < finding->costs.count; i++) {
        const struct cost *cost = &finding->costs.items[i];
        buf_fill(out, ' ', INDENT);
        buf_add(out, cost->target);
        if (cost->equivalent)
            buf_printf(out, " → %.*s", STR_ARG(cost->equivalent->id));
        buf_puts(out, ": ");
        const double values[] = { cost->own.low, cost->own.likely, cost->own.high };
        for (size_t j = 0; j < ARRAY_COUNT(values); j++) {
            buf_puts(out, j ? " · " : "");
            message_points(out, values[j]);
        }
        buf_char(out, '\n');
        if (cost->blocker.len > 0) {
            buf_fill(out, ' ', INDENT + 2);
            screen_put(screen, INK_RED, "blocked");
            buf_puts(out, " ");
            screen_wrap(screen, INK_PLAIN, cost->blocker, INDENT + 10, INDENT + 4, 0);
        }
        for (size_t j = 0; j < cost->terms.count; j++) {
            buf_fill(out, ' ', INDENT + 2);
            size_t start = out->len;
            message_points(out, cost->terms.items[j].points.likely);
            buf_printf(out, "  %.*s: ", STR_ARG(cost->terms.items[j].change));
            screen_wrap(screen, INK_DIM, cost->terms.items[j].text, INDENT + 2 + (out->len - start),
                      INDENT + 4, 0);
        }
    }
}

/* "medium" or, of what is no dependency, "mention". */
static void add_kind(const struct screen *screen, const struct finding *finding)
{
    bool dependency = finding->kind == KIND_DEPENDENCY || finding->kind == KIND_AUDIT;
    const char *word = dependency ? severity_names[finding->severity] : kind_names[finding->kind];
    screen_put(screen, dependency ? severity_ink(finding->severity) : INK_DIM, word);
    screen_pad(screen, strlen(word), KIND_WIDTH);
}

static void add_row(const struct screen *screen, const struct columns *columns,
                    const struct row *row)
{
    enum { LEAST_SNIPPET = 24, BELOW = 6 };
    const struct finding *finding = row->finding;
    struct buf *out = screen->out;
    size_t column = 2;
    buf_puts(out, "  ");
    if (columns->place > 0) {
        screen_place(screen, INK_PLAIN, finding->path, finding->span.line);
        screen_pad(screen, screen_place_width(finding->path, finding->span.line), columns->place);
        column += columns->place;
    } else {
        buf_printf(out, "%*u", (int)columns->line, finding->span.line);
        column += columns->line;
    }
    buf_puts(out, "  ");
    add_kind(screen, finding);
    buf_puts(out, "  ");
    struct str model = finding->model ? finding->model->id : STR("-");
    size_t used = screen_cut(screen, INK_PLAIN, model, columns->model);
    column += 2 + KIND_WIDTH + 2 + columns->model + 2;
    if (column + LEAST_SNIPPET <= screen->width) {
        screen_pad(screen, used, columns->model + 2);
    } else {
        buf_char(out, '\n');
        buf_fill(out, ' ', BELOW);
        column = BELOW;
    }
    screen_line(screen, finding->snippet, finding->evidence, screen->width - column);
    buf_char(out, '\n');
}

/* ---- one group ---- */

/* "llama-3.1-8b → gemma-4-e4b, …": what takes the place of the models of a group. */
static void add_pairs(const struct screen *screen, const struct finding_group *group,
                      const struct target *target)
{
    CLEANUP(arena_release) struct arena arena = { 0 };
    struct map seen = { 0 };
    struct flow flow = flow_start(screen, 2, 4);
    for (size_t i = 0; i < group->findings.count; i++) {
        const struct finding *finding = group->findings.items[i];
        const struct cost *cost = cost_for(&finding->costs, target->id);
        if (!finding->model || !cost || !cost->equivalent)
            continue;
        struct str pair = arena_printf(&arena, "%.*s → %.*s", STR_ARG(finding->model->id),
                                       STR_ARG(cost->equivalent->id));
        void **slot = map_at(&seen, &arena, pair);
        if (*slot)
            continue;
        *slot = &seen;
        if (seen.count > PAIRS_SHOWN)
            continue;
        if (!flow.begun)
            buf_puts(screen->out, "  ");
        flow_add(&flow, ", ", INK_DIM, pair);
    }
    if (seen.count > PAIRS_SHOWN)
        flow_printf(&flow, " ", INK_DIM, "and %zu more", seen.count - PAIRS_SHOWN);
    if (flow.begun)
        buf_char(screen->out, '\n');
}

/* The places of a group that are blocked for the target, each reason once. */
static void add_blockers(const struct screen *screen, const struct finding_group *group,
                         const struct target *target)
{
    CLEANUP(arena_release) struct arena arena = { 0 };
    struct map seen = { 0 };
    for (size_t i = 0; i < group->findings.count; i++) {
        const struct cost *cost = cost_for(&group->findings.items[i]->costs, target->id);
        if (!cost || cost->blocker.len == 0)
            continue;
        void **slot = map_at(&seen, &arena, cost->blocker);
        if (*slot)
            continue;
        *slot = &seen;
        buf_puts(screen->out, "  ");
        screen_put(screen, INK_RED, "blocked ");
        struct str text = cost->blocker;
        if (cost->way_round.len > 0)
            text = arena_printf(&arena, "%.*s; way round: %.*s", STR_ARG(text),
                                STR_ARG(cost->way_round));
        screen_wrap(screen, INK_PLAIN, text, 10, 10, 0);
    }
}

static void add_heading(const struct screen *screen, const struct finding_group *group,
                        enum group_by by)
{
    const struct target *target = chosen_target(screen->report);
    struct buf *out = screen->out;
    buf_char(out, '\n');
    struct flow flow = flow_start(screen, 0, 2);
    if (by == GROUP_FILE) {
        flow.begun = true;
        flow.column = screen_place_width(group->title, 0);
        screen_place(screen, INK_BOLD, group->title, 0);
    } else {
        flow_add(&flow, "", INK_BOLD, group->title);
    }
    double points = group->own.likely + group->shared.likely;
    if (points > 0) {
        CLEANUP(buf_release) struct buf text = { 0 };
        message_points(&text, points);
        buf_puts(&text, points == 1 ? " point" : " points");
        flow_add(&flow, " · ", INK_CYAN, buf_str(&text));
    }
    flow_printf(&flow, " · ", INK_DIM, "%s%zu %s", group->general ? "once for " : "",
                group->findings.count, plural(group->findings.count, "place", "places"));
    buf_char(out, '\n');
    if (by != GROUP_WORK || !target)
        return;
    for (size_t i = 0; i < group->advice.count && i < ADVICE_SHOWN; i++) {
        buf_puts(out, "  ");
        screen_wrap(screen, INK_PLAIN, group->advice.items[i], 2, 2, 0);
    }
    if (!group->general)
        add_pairs(screen, group, target);
    add_blockers(screen, group, target);
}

static void add_folded(const struct screen *screen, const struct folded *folded)
{
    if (folded->rows == 0)
        return;
    screen_printf(screen, INK_DIM, "  and %zu more in %zu %s, -v lists them\n", folded->findings,
                  folded->files, plural(folded->files, "file", "files"));
}

static void add_group(const struct screen *screen, const struct finding_group *group,
                      enum group_by by)
{
    add_heading(screen, group, by);
    if (group->general) /* its places stand in other groups */
        return;
    if (by == GROUP_WORK && group->kind == KIND_ENGINE && !screen->style->verbose) {
        text_engines(screen, &group->findings);
        return;
    }
    CLEANUP(arena_release) struct arena arena = { 0 };
    struct rows rows = { 0 };
    struct folded folded;
    struct map said = { 0 };
    collect_rows(screen, group, &arena, &rows);
    fold_rows(screen, by, &arena, &rows, &folded);
    struct columns columns = measure(screen, by, &rows);
    struct str last_path = { NULL, 0 };
    for (size_t i = 0; i < rows.count; i++) {
        const struct row *row = &rows.items[i];
        bool new_file = !last_path.ptr || !str_equal(last_path, row->finding->path);
        if (columns.place == 0 && by != GROUP_FILE && new_file) {
            buf_puts(screen->out, "  ");
            screen_place(screen, INK_BOLD, row->finding->path, 0);
            buf_char(screen->out, '\n');
        }
        last_path = row->finding->path;
        add_row(screen, &columns, row);
        add_notes(screen, row, 4 + (columns.place ? columns.place : columns.line), &said, &arena);
        if (screen->style->verbose && row->finding->kind == KIND_DEPENDENCY)
            add_costs(screen, row->finding);
    }
    add_folded(screen, &folded);
}

/* ---- all of them ---- */

struct wanted {
    const struct style *style;
    enum state state;
};

static bool is_wanted(const void *state, const struct finding *finding)
{
    const struct wanted *wanted = state;
    if (finding->state != wanted->state)
        return false;
    switch (finding->kind) {
    case KIND_MENTION: return wanted->style->show_mentions;
    case KIND_ENGINE: return wanted->style->show_engines;
    default: return true;
    }
}

static void add_state(const struct screen *screen, enum state state)
{
    CLEANUP(arena_release) struct arena arena = { 0 };
    const struct style *style = screen->style;
    struct wanted wanted = { style, state };
    struct finding_groups groups;
    groups_make(screen->report, style->group_by, style->sort, is_wanted, &wanted, &arena, &groups);
    bool any = false;
    for (size_t i = 0; i < groups.count; i++)
        any |= !groups.items[i]->general;
    for (size_t i = 0; any && i < groups.count; i++)
        add_group(screen, groups.items[i], style->group_by);
}

/* What the side compared with has and this one no longer. */
static void add_fixed(const struct screen *screen)
{
    const struct findings *fixed = &screen->report->result->fixed;
    bool begun = false;
    for (size_t i = 0; i < fixed->count; i++) {
        const struct finding *finding = fixed->items[i];
        if (finding->kind != KIND_DEPENDENCY)
            continue;
        if (!begun)
            screen_put(screen, INK_GREEN, "\nfixed\n");
        begun = true;
        buf_puts(screen->out, "  ");
        screen_place(screen, INK_DIM, finding->path, finding->span.line);
        buf_puts(screen->out, "  ");
        screen_cut(screen, INK_DIM, finding->evidence, screen->width / 2);
        buf_char(screen->out, '\n');
    }
}

void text_findings(const struct screen *screen)
{
    add_state(screen, STATE_NONE);
    add_state(screen, STATE_NEW);
    add_fixed(screen);
    struct wanted wanted = { screen->style, STATE_UNCHANGED };
    size_t known = 0;
    for (size_t i = 0; i < screen->report->result->findings.count; i++)
        known += is_wanted(&wanted, screen->report->result->findings.items[i]);
    if (known == 0)
        return;
    screen_printf(screen, INK_DIM, "\n%zu already there before%s\n", known,
                  screen->style->verbose ? "" : ", -v lists them");
    if (screen->style->verbose)
        add_state(screen, STATE_UNCHANGED);
}
