/* The report for a person at a terminal: the first screen answers the question. */
#include "report/text.h"

#include "report/formats.h"
#include "report/message.h"

enum { PIECES_SHOWN = 5, ENDINGS_SHOWN = 3, MODELS_LINES = 1, REASON_LINES = 2, LABEL = 10, ROOMY = 100 };

struct counts {
    size_t kinds[KIND_COUNT];
    size_t severities[SEVERITY_COUNT];
    size_t files;
    size_t hosted; /* dependencies on a host's id */
};

static struct counts count_findings(const struct result *result)
{
    struct counts counts = { 0 };
    struct str last_path = STR("");
    for (size_t i = 0; i < result->findings.count; i++) {
        const struct finding *finding = result->findings.items[i];
        counts.kinds[finding->kind]++;
        if (finding->kind != KIND_DEPENDENCY)
            continue;
        counts.severities[finding->severity]++;
        counts.hosted += finding->host.len > 0;
        counts.files += !str_equal(last_path, finding->path);
        last_path = finding->path;
    }
    return counts;
}

enum ink severity_ink(enum severity severity)
{
    static const enum ink inks[SEVERITY_COUNT] = { INK_DIM, INK_CYAN, INK_YELLOW, INK_RED,
                                                   INK_ALARM };
    return inks[severity];
}

/* A label in the first columns. */
static void add_label(const struct screen *screen, const char *label)
{
    screen_put(screen, INK_DIM, label);
    screen_pad(screen, strlen(label), LABEL);
}

/* ---- what was looked at, and what was found ---- */

static void add_header(const struct screen *screen)
{
    const struct report *report = screen->report;
    struct flow flow = flow_start(screen, 0, 2);
    CLEANUP(buf_release) struct buf name = { 0 };
    buf_add(&name, report->scan_name);
    if (report->revision.len > 0)
        buf_printf(&name, " @ %.*s", STR_ARG(str_slice(report->revision, 0, 7)));
    flow_printf(&flow, "", INK_DIM, "llama-audit %.*s", STR_ARG(report->version));
    flow_add(&flow, " · ", INK_BOLD, buf_str(&name));
    flow_printf(&flow, " · ", INK_DIM, "today %.*s", STR_ARG(report->today));
    buf_puts(screen->out, "\n\n");
}

/* What a change, or the time since a baseline, adds and takes away. */
static void add_delta(const struct screen *screen)
{
    const struct report *report = screen->report;
    size_t counts[STATE_UNCHANGED + 1] = { 0 };
    size_t worse = 0;
    for (size_t i = 0; i < report->result->findings.count; i++) {
        const struct finding *finding = report->result->findings.items[i];
        if (finding->kind != KIND_DEPENDENCY && finding->kind != KIND_AUDIT)
            continue;
        counts[finding->state]++;
        worse += finding->worse;
    }
    size_t fixed = 0;
    for (size_t i = 0; i < report->result->fixed.count; i++)
        fixed += report->result->fixed.items[i]->kind == KIND_DEPENDENCY;
    struct flow flow = flow_start(screen, 0, 2);
    flow_printf(&flow, "", counts[STATE_NEW] ? INK_ALARM : INK_BOLD, "%zu new", counts[STATE_NEW]);
    flow_printf(&flow, ", ", fixed ? INK_GREEN : INK_BOLD, "%zu fixed", fixed);
    flow_printf(&flow, ", ", INK_BOLD, "%zu unchanged", counts[STATE_UNCHANGED]);
    if (worse > 0)
        flow_printf(&flow, " · ", INK_YELLOW, "%zu worse than before", worse);
    if (report->base.len > 0)
        flow_printf(&flow, " · ", INK_DIM, "since %.*s", STR_ARG(str_slice(report->base, 0, 7)));
    if (report->partial_scan)
        flow_printf(&flow, " · ", INK_DIM, "%zu changed %s read", report->ledger->files_seen,
                    plural(report->ledger->files_seen, "file", "files"));
    buf_char(screen->out, '\n');
}

static void add_headline(const struct screen *screen, const struct counts *counts)
{
    const struct ledger *ledger = screen->report->ledger;
    size_t dependencies = counts->kinds[KIND_DEPENDENCY];
    size_t selections = ledger->selections.count;
    size_t models = screen->report->result->models.count;
    struct flow flow = flow_start(screen, 0, 2);
    CLEANUP(buf_release) struct buf text = { 0 };
    if (dependencies == 0) {
        buf_printf(&text, "no Llama dependency in %zu %s", ledger->files_scanned,
                   plural(ledger->files_scanned, "file", "files"));
    } else {
        buf_printf(&text, "%zu %s on ", dependencies,
                   plural(dependencies, "dependency", "dependencies"));
        if (models > 0)
            buf_printf(&text, "%zu Llama %s", models, plural(models, "model", "models"));
        else
            buf_puts(&text, "Llama");
        buf_printf(&text, " in %zu of %zu files", counts->files, ledger->files_scanned);
    }
    flow_add(&flow, "", dependencies ? INK_BOLD : INK_GREEN, buf_str(&text));
    if (selections > 0)
        flow_printf(&flow, " · ", INK_PLAIN, "%zu %s a model at run time", selections,
                    plural(selections, "place chooses", "places choose"));
    buf_char(screen->out, '\n');
}

/* "5 high · 7 medium", and what is no work. */
static void add_severities(const struct screen *screen, const struct counts *counts)
{
    struct flow flow = flow_start(screen, 0, 2);
    for (int severity = SEVERITY_CRITICAL; severity >= SEVERITY_INFO; severity--) {
        if (counts->severities[severity] > 0)
            flow_printf(&flow, " · ", severity_ink((enum severity)severity), "%zu %s",
                        counts->severities[severity], severity_names[severity]);
    }
    if (counts->kinds[KIND_AUDIT] > 0)
        flow_printf(&flow, " · ", INK_ALARM, "%zu about suppressions and settings",
                    counts->kinds[KIND_AUDIT]);
    size_t engines = counts->kinds[KIND_ENGINE];
    size_t mentions = counts->kinds[KIND_MENTION];
    const char *besides = flow.begun ? "besides " : "";
    if (mentions > 0)
        flow_printf(&flow, " · ", INK_DIM, "%s%zu %s", besides, mentions,
                    plural(mentions, "mention", "mentions"));
    if (engines > 0)
        flow_printf(&flow, mentions ? " and " : " · ", INK_DIM, "%s%zu %s that can stay",
                    mentions ? "" : besides, engines,
                    plural(engines, "line with an engine", "lines with an engine"));
    if (flow.begun)
        buf_char(screen->out, '\n');
}

/* ---- which models, and what ends when ---- */

static void add_models(const struct screen *screen)
{
    const struct model_uses *models = &screen->report->result->models;
    if (models->count == 0)
        return;
    add_label(screen, "models");
    struct flow flow = flow_start(screen, LABEL, LABEL);
    for (size_t i = 0; i < models->count; i++) {
        const struct model_use *use = &models->items[i];
        CLEANUP(buf_release) struct buf text = { 0 };
        buf_printf(&text, "%.*s %zu", STR_ARG(use->model->id), use->dependency_count);
        size_t rest = i + 1 < models->count ? strlen(", and 1000 more") : 0;
        if (flow.begun && !flow_fits(&flow, ", ", text.len + rest)) {
            buf_printf(screen->out, " and %zu more", models->count - i);
            break;
        }
        flow_next(&flow, ", ", text.len);
        buf_add(screen->out, use->model->id);
        screen_printf(screen, INK_DIM, " %zu", use->dependency_count);
    }
    buf_char(screen->out, '\n');
}

/* "hosted API 7 (deploy/values.yaml:6), fine-tuned 2 (…)" */
static void add_postures(const struct screen *screen)
{
    const struct postures *postures = &screen->report->result->postures;
    if (postures->count == 0)
        return;
    add_label(screen, "run as");
    struct flow flow = flow_start(screen, LABEL, LABEL);
    for (size_t i = 0; i < postures->count; i++) {
        const struct posture *posture = &postures->items[i];
        flow_printf(&flow, i ? ", " : "", INK_PLAIN, "%.*s %zu", STR_ARG(posture->name),
                    posture->dependency_count);
        flow_place(&flow, " ", posture->path, posture->line);
    }
    buf_char(screen->out, '\n');
}

/* Places of one model on one host, with one end. */
struct ending_row {
    const struct finding *first;
    struct findings places;
};

struct ending_rows VEC(struct ending_row);

static struct str model_or_evidence(const struct finding *finding)
{
    return finding->model ? finding->model->id : finding->evidence;
}

static void collect_endings(const struct result *result, struct arena *arena,
                            struct ending_rows *rows)
{
    struct map map = { 0 };
    for (size_t i = 0; i < result->findings.count; i++) {
        struct finding *finding = result->findings.items[i];
        if (finding->kind != KIND_DEPENDENCY || finding->retirement.len == 0)
            continue;
        struct str key = arena_printf(arena, "%.*s %.*s", STR_ARG(finding->retirement),
                                      STR_ARG(model_or_evidence(finding)));
        void **slot = map_at(&map, arena, key);
        if (!*slot) {
            vec_push(arena, rows, (struct ending_row){ .first = finding });
            *slot = (void *)(uintptr_t)rows->count; /* cast: an index is kept as a pointer */
        }
        struct ending_row *row = &rows->items[(uintptr_t)*slot - 1];
        vec_push(arena, &row->places, finding);
    }
}

/* Places, as many as fit on this line. */
static void add_places(const struct screen *screen, size_t column, const struct findings *places)
{
    struct flow flow = flow_start(screen, column, column);
    for (size_t i = 0; i < places->count; i++) {
        const struct finding *finding = places->items[i];
        size_t width = screen_place_width(finding->path, finding->span.line);
        size_t rest = i + 1 < places->count ? strlen(" and 1000 more") : 0;
        if (!flow_fits(&flow, ", ", width + rest)) {
            if (i == 0)
                buf_printf(screen->out, "%zu %s", places->count,
                           plural(places->count, "place", "places"));
            else
                buf_printf(screen->out, " and %zu more", places->count - i);
            return;
        }
        flow_place(&flow, ", ", finding->path, finding->span.line);
    }
}

/* Ids that a host has ended or will end. */
static void add_endings(const struct screen *screen, const struct counts *counts)
{
    CLEANUP(arena_release) struct arena arena = { 0 };
    struct ending_rows rows = { 0 };
    collect_endings(screen->report->result, &arena, &rows);
    if (rows.count == 0 && counts->hosted > 0) {
        add_label(screen, "ends");
        buf_puts(screen->out, "no date is known for what is in use\n");
    }
    for (size_t i = 0; i < rows.count && i < ENDINGS_SHOWN; i++) {
        const struct ending_row *row = &rows.items[i];
        CLEANUP(buf_release) struct buf text = { 0 };
        buf_printf(&text, "%.*s %.*s", STR_ARG(model_or_evidence(row->first)),
                   STR_ARG(row->first->retirement));
        add_label(screen, i == 0 ? "ends" : "");
        size_t most = screen->width - LABEL;
        size_t used = screen_cut(screen, severity_ink(row->first->severity), buf_str(&text), most);
        if (used + 12 < most) {
            buf_puts(screen->out, "  ");
            add_places(screen, LABEL + used + 2, &row->places);
        }
        buf_char(screen->out, '\n');
    }
    if (rows.count > ENDINGS_SHOWN) {
        add_label(screen, "");
        buf_printf(screen->out, "and %zu more\n", rows.count - ENDINGS_SHOWN);
    }
}

/* ---- the targets ---- */

/* Widths of the columns of the matrix. */
struct matrix {
    size_t name;
    size_t numbers[2][3]; /* points and days: low, likely, high */
    bool days;
};

static size_t number_width(double number)
{
    CLEANUP(buf_release) struct buf text = { 0 };
    message_points(&text, number);
    return text.len;
}

static void measure_points(size_t widths[3], struct points points)
{
    const double values[] = { points.low, points.likely, points.high };
    for (size_t i = 0; i < ARRAY_COUNT(values); i++) {
        size_t width = number_width(values[i]);
        if (width > widths[i])
            widths[i] = width;
    }
}

#define POINTS_HEAD "low·likely·high"

/* At least as wide as its heading. */
static size_t points_width(const size_t widths[3])
{
    size_t width = widths[0] + widths[1] + widths[2] + 6;
    size_t head = text_width(STR(POINTS_HEAD));
    return width > head ? width : head;
}

static void add_points(const struct screen *screen, const size_t widths[3], struct points points)
{
    const double values[] = { points.low, points.likely, points.high };
    buf_fill(screen->out, ' ',
             (int)(points_width(widths) - (widths[0] + widths[1] + widths[2] + 6)));
    for (size_t i = 0; i < ARRAY_COUNT(values); i++) {
        buf_puts(screen->out, i ? " · " : "");
        buf_fill(screen->out, ' ', (int)widths[i] - (int)number_width(values[i]));
        screen_ink(screen, i == 1 ? INK_BOLD : INK_PLAIN);
        message_points(screen->out, values[i]);
        screen_end(screen, i == 1 ? INK_BOLD : INK_PLAIN);
    }
}

enum { BLOCKED_WIDTH = 7, GAP = 3 };

/* One row: name, blockers, points, days, what decides; the last below when it is narrow. */
static void add_row(const struct screen *screen, const struct matrix *matrix, struct str name,
                    const struct target *target, struct points points, struct str reason)
{
    struct buf *out = screen->out;
    buf_puts(out, "  ");
    size_t used = screen_cut(screen, target ? INK_PLAIN : INK_DIM, name, matrix->name);
    screen_pad(screen, used, matrix->name + 2);
    if (target && target->blockers > 0)
        screen_printf(screen, INK_RED, "%*zu", BLOCKED_WIDTH, target->blockers);
    else
        screen_printf(screen, INK_DIM, "%*s", BLOCKED_WIDTH, "-");
    buf_fill(out, ' ', GAP);
    add_points(screen, matrix->numbers[0], points);
    size_t column = 2 + matrix->name + 2 + BLOCKED_WIDTH + GAP + points_width(matrix->numbers[0]);
    if (matrix->days) {
        buf_fill(out, ' ', GAP);
        column += GAP + points_width(matrix->numbers[1]);
        if (target && target->has_days)
            add_points(screen, matrix->numbers[1], target->days);
        else
            buf_fill(out, ' ', (int)points_width(matrix->numbers[1]));
    }
    if (reason.len == 0) {
        buf_char(out, '\n');
        return;
    }
    column += GAP;
    /* One screen: what staying asks stands in full where there is room, and in the other formats. */
    size_t most = !target && screen->width < ROOMY ? 1 : REASON_LINES;
    if (screen->style->verbose)
        most = 0;
    if (column + 30 > screen->width) {
        column = 6;
        buf_char(out, '\n');
        buf_fill(out, ' ', (int)column);
        most = most ? 1 : 0;
    } else {
        buf_fill(out, ' ', GAP);
    }
    screen_wrap(screen, INK_PLAIN, reason, column, column, most);
}

static void add_matrix(const struct screen *screen)
{
    const struct result *result = screen->report->result;
    if (result->targets.count == 0)
        return;
    struct matrix matrix = { .name = strlen("target") };
    measure_points(matrix.numbers[0], result->stay.points);
    for (size_t i = 0; i < result->targets.count; i++) {
        const struct target *target = &result->targets.items[i];
        size_t width = text_width(target->name);
        matrix.name = width > matrix.name && width <= 20 ? width : matrix.name;
        matrix.days |= target->has_days;
        measure_points(matrix.numbers[0], target->points);
        if (target->has_days)
            measure_points(matrix.numbers[1], target->days);
    }
    size_t points = points_width(matrix.numbers[0]);
    CLEANUP(buf_release) struct buf head = { 0 };
    buf_printf(&head, "  %-*s  %*s   ", (int)matrix.name, "target", BLOCKED_WIDTH, "blocked");
    buf_fill(&head, ' ', (int)(points - text_width(STR(POINTS_HEAD))));
    buf_puts(&head, POINTS_HEAD);
    if (matrix.days)
        buf_printf(&head, "   %*s", (int)points_width(matrix.numbers[1]), "days");
    buf_puts(&head, "   what decides");
    buf_char(screen->out, '\n');
    screen_cut(screen, INK_DIM, buf_str(&head), screen->width);
    buf_char(screen->out, '\n');
    for (size_t i = 0; i < result->targets.count; i++) {
        const struct target *target = &result->targets.items[i];
        add_row(screen, &matrix, target->name, target, target->points, target->reason);
    }
    add_row(screen, &matrix, STR("stay"), NULL, result->stay.points, result->stay.reason);
    buf_puts(screen->out, "  ");
    screen_wrap(screen, INK_DIM,
              STR("points: 1 a string, 3 a contained change, 5 a component, 7 a subsystem"), 2, 2,
              0);
}

/* ---- the largest pieces of work ---- */

static bool is_dependency(const void *state, const struct finding *finding)
{
    (void)state;
    return finding->kind == KIND_DEPENDENCY;
}

static void add_work(const struct screen *screen)
{
    const struct target *target = chosen_target(screen->report);
    if (!target)
        return;
    CLEANUP(arena_release) struct arena arena = { 0 };
    struct finding_groups groups;
    groups_make(screen->report, GROUP_WORK, SORT_COST, is_dependency, NULL, &arena, &groups);
    if (groups.count == 0)
        return;
    size_t shown = groups.count < PIECES_SHOWN ? groups.count : PIECES_SHOWN;
    size_t number = 0;
    size_t title = 0;
    for (size_t i = 0; i < shown; i++) {
        const struct finding_group *group = groups.items[i];
        size_t width = number_width(group->own.likely + group->shared.likely);
        number = width > number ? width : number;
        width = screen_place_width(group->title, 0);
        title = width > title ? width : title;
    }
    size_t half = screen->width * 11 / 20;
    title = title > half ? half : title;

    buf_char(screen->out, '\n');
    CLEANUP(buf_release) struct buf heading = { 0 };
    buf_puts(&heading, "  the largest ");
    if (groups.count > shown)
        buf_printf(&heading, "of %zu ", groups.count);
    buf_printf(&heading, "pieces of work for %.*s, in points", STR_ARG(target->name));
    screen_cut(screen, INK_DIM, buf_str(&heading), screen->width);
    buf_char(screen->out, '\n');
    for (size_t i = 0; i < shown; i++) {
        const struct finding_group *group = groups.items[i];
        double points = group->own.likely + group->shared.likely;
        buf_fill(screen->out, ' ', 2 + (int)number - (int)number_width(points));
        screen_ink(screen, INK_BOLD);
        message_points(screen->out, points);
        screen_end(screen, INK_BOLD);
        buf_puts(screen->out, "  ");
        size_t used = screen_cut(screen, INK_PLAIN, group->title, title);
        screen_pad(screen, used, title + 2);
        screen_ink(screen, INK_DIM);
        add_places(screen, 2 + number + 2 + title + 2, &group->findings);
        screen_end(screen, INK_DIM);
        buf_char(screen->out, '\n');
    }
}

/* ---- coverage ---- */

/* Languages by their number of files, as many as fit on the line. */
static void add_languages(struct flow *flow, const struct ledger *ledger)
{
    bool taken[64] = { false };
    size_t shown = 0;
    size_t count = ledger->parsed.count;
    size_t most = flow->screen->width < ROOMY ? 3 : 5;
    most = count < most ? count : most;
    CLEANUP(buf_release) struct buf text = { 0 };
    buf_printf(&text, "%zu parsed%s", ledger->files_parsed, most ? " (" : "");
    for (; shown < most; shown++) {
        size_t best = SIZE_MAX;
        for (size_t i = 0; i < count && i < ARRAY_COUNT(taken); i++) {
            bool larger = best == SIZE_MAX || (uintptr_t)ledger->parsed.entries[i].value >
                                                  (uintptr_t)ledger->parsed.entries[best].value;
            if (!taken[i] && larger)
                best = i;
        }
        taken[best] = true;
        const struct map_entry *entry = &ledger->parsed.entries[best];
        buf_printf(&text, "%.*s %zu%s", STR_ARG(entry->key), (size_t)(uintptr_t)entry->value,
                   shown + 1 == count ? ")" : "");
        flow_add(flow, ", ", INK_PLAIN, buf_str(&text));
        buf_reset(&text);
    }
    if (count > shown)
        buf_printf(&text, "%zu more)", count - shown);
    if (text.len > 0)
        flow_add(flow, ", ", INK_PLAIN, buf_str(&text));
}

static bool is_loss(enum skip_reason reason)
{
    return reason == SKIP_ERROR || reason == SKIP_TIME || reason == SKIP_LIMIT ||
           reason == SKIP_ENCODING || reason == SKIP_MISSING_OBJECT || reason == SKIP_UNREADABLE;
}

static void add_coverage(const struct screen *screen)
{
    const struct ledger *ledger = screen->report->ledger;
    buf_char(screen->out, '\n');
    add_label(screen, "coverage");
    struct flow flow = flow_start(screen, LABEL, LABEL);
    flow_printf(&flow, "", INK_PLAIN, "%zu of %zu %s scanned", ledger->files_scanned,
                ledger->files_seen, plural(ledger->files_seen, "file", "files"));
    add_languages(&flow, ledger);
    if (ledger->files_text > 0)
        flow_printf(&flow, ", ", INK_PLAIN, "%zu as plain text", ledger->files_text);
    for (int reason = 0; reason < SKIP_REASON_COUNT; reason++) {
        size_t count = ledger_skip_count(ledger, (enum skip_reason)reason);
        if (count > 0)
            flow_printf(&flow, ", ", is_loss((enum skip_reason)reason) ? INK_RED : INK_PLAIN,
                        "%zu %s", count, skip_reason_name((enum skip_reason)reason));
    }
    flow_printf(&flow, ", ", INK_PLAIN, "rules of %.*s",
                STR_ARG(screen->report->ruleset->as_of));
    if (ledger->rules_disabled.count > 0)
        flow_printf(&flow, ", ", INK_YELLOW, "%zu of them off", ledger->rules_disabled.count);
    if (screen->report->config_path.len > 0)
        flow_printf(&flow, ", ", INK_PLAIN, "settings of %.*s",
                    STR_ARG(screen->report->config_path));
    buf_char(screen->out, '\n');
}

/* ---- the end ---- */

static void add_basis(const struct screen *screen)
{
    CLEANUP(buf_release) struct buf text = { 0 };
    message_basis(&text, screen->report);
    buf_puts(&text, "; docs/effort.md");
    screen_wrap(screen, INK_DIM, buf_str(&text), 0, 0, 0);
}

static void add_gate(const struct screen *screen)
{
    const struct report *report = screen->report;
    CLEANUP(arena_release) struct arena scratch = { 0 };
    struct strs failures = message_failures(report, &scratch);
    for (size_t i = 0; i < failures.count; i++) {
        screen_put(screen, INK_ALARM, "failed: ");
        buf_printf(screen->out, "%.*s\n", STR_ARG(failures.items[i]));
    }
    if (!report->gate->active)
        return;
    screen_printf(screen, report->failing ? INK_ALARM : INK_GREEN, "%s: %zu %s%s at or above %s\n",
                report->failing ? "failed" : "passed", report->failing,
                report->compared ? "new " : "", plural(report->failing, "finding", "findings"),
                severity_names[report->gate->fail_on]);
}

void report_text(const struct report *report, const struct style *style, struct buf *out)
{
    struct screen screen;
    screen_start(&screen, report, style, out);
    struct counts counts = count_findings(report->result);
    bool dependencies = counts.kinds[KIND_DEPENDENCY] > 0;
    add_header(&screen);
    if (report->ledger->partial)
        screen_put(&screen, INK_ALARM, "partial report: the audit was given up before its end\n");
    if (report->compared)
        add_delta(&screen);
    add_headline(&screen, &counts);
    add_severities(&screen, &counts);
    add_models(&screen);
    if (!report->partial_scan)
        add_postures(&screen);
    if (dependencies)
        add_endings(&screen, &counts);
    /* The files of a change say nothing about the repository's best target. */
    if (dependencies && !report->partial_scan) {
        add_matrix(&screen);
        add_work(&screen);
    }
    add_coverage(&screen);
    if (!style->brief) {
        text_findings(&screen);
        text_selections(&screen);
        if (dependencies && !report->partial_scan) {
            text_components(&screen);
            text_stay(&screen);
            text_licences(&screen);
        }
    }
    text_suppressed(&screen);
    text_skips(&screen);
    if (dependencies)
        add_basis(&screen);
    add_gate(&screen);
}
