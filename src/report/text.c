/* The report for a person at a terminal: the first screen answers the question. */
#include <stdlib.h>

#include "report/escape.h"
#include "report/formats.h"
#include "report/message.h"

enum { DEFAULT_WIDTH = 100, WORK_ITEMS_SHOWN = 5, PLACES_SHOWN = 2, SKIPS_SHOWN = 10 };

struct writer {
    struct buf *out;
    const struct report *report;
    const struct style *style;
};

/* ---- small things ---- */

#define BOLD "1"
#define DIM "2"
#define RED "31"
#define GREEN "32"
#define YELLOW "33"
#define CYAN "36"

static void begin(const struct writer *w, const char *color)
{
    if (w->style->color)
        buf_printf(w->out, "\033[%sm", color);
}

static void end(const struct writer *w)
{
    if (w->style->color)
        buf_puts(w->out, "\033[0m");
}

static void add_colored(const struct writer *w, const char *color, const char *text)
{
    begin(w, color);
    buf_puts(w->out, text);
    end(w);
}

static size_t line_width(const struct writer *w)
{
    return w->style->width ? w->style->width : DEFAULT_WIDTH;
}

/* At most `columns` wide; what is too long ends in "…". */
static void add_cut(const struct writer *w, struct str text, size_t columns)
{
    CLEANUP(buf_release) struct buf safe = { 0 };
    escape_terminal(&safe, text);
    struct str all = buf_str(&safe);
    bool terminal = w->style->width > 0;
    if (!terminal || text_width(all) <= columns) {
        buf_add(w->out, all);
        return;
    }
    size_t len = all.len;
    while (len > 0 && text_width(str_slice(all, 0, len)) + 1 > columns) {
        len--;
        while (len > 0 && ((unsigned char)all.ptr[len] & 0xC0) == 0x80)
            len--;
    }
    buf_add(w->out, str_slice(all, 0, len));
    buf_puts(w->out, "…");
}

static const char *plural(size_t count, const char *one, const char *many)
{
    return count == 1 ? one : many;
}

/* Right-aligned in a column. */
static void add_points(const struct writer *w, double points)
{
    CLEANUP(buf_release) struct buf text = { 0 };
    message_points(&text, points);
    buf_fill(w->out, ' ', 4 - (int)text.len);
    buf_add(w->out, buf_str(&text));
}

static void add_range(const struct writer *w, struct points points)
{
    const double values[] = { points.low, points.likely, points.high };
    for (size_t i = 0; i < ARRAY_COUNT(values); i++) {
        buf_puts(w->out, i ? " · " : "");
        add_points(w, values[i]);
    }
}

/* ---- the first screen ---- */

static void add_header(const struct writer *w)
{
    const struct report *report = w->report;
    buf_printf(w->out, "llama-audit %.*s · rules as of %.*s · ", STR_ARG(report->version),
               STR_ARG(report->ruleset->as_of));
    escape_terminal(w->out, report->scan_name);
    if (report->revision.len > 0)
        buf_printf(w->out, " @ %.*s", STR_ARG(str_slice(report->revision, 0, 7)));
    buf_printf(w->out, " · today %.*s", STR_ARG(report->today));
    if (report->config_path.len > 0) {
        buf_puts(w->out, " · ");
        escape_terminal(w->out, report->config_path);
    }
    buf_puts(w->out, "\n\n");
}

struct counts {
    size_t kinds[KIND_COUNT];
    size_t severities[SEVERITY_COUNT];
    size_t files;
    size_t retired;
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
        counts.retired += finding->retirement.len > 0;
        counts.files += !str_equal(last_path, finding->path);
        last_path = finding->path;
    }
    return counts;
}

static void add_headline(const struct writer *w, const struct counts *counts)
{
    const struct ledger *ledger = w->report->ledger;
    size_t dependencies = counts->kinds[KIND_DEPENDENCY];
    size_t selections = ledger->selections.count;
    begin(w, BOLD);
    if (dependencies == 0) {
        buf_printf(w->out, "no Llama dependency in %zu %s", ledger->files_scanned,
                   plural(ledger->files_scanned, "file", "files"));
    } else {
        size_t models = w->report->result->models.count;
        buf_printf(w->out, "%zu %s on ", dependencies,
                   plural(dependencies, "dependency", "dependencies"));
        if (models > 0)
            buf_printf(w->out, "%zu Llama %s", models, plural(models, "model", "models"));
        else
            buf_puts(w->out, "Llama");
        buf_printf(w->out, " in %zu of %zu files", counts->files, ledger->files_scanned);
    }
    end(w);
    if (selections > 0)
        buf_printf(w->out, " · %zu %s a model at run time", selections,
                   plural(selections, "place chooses", "places choose"));
    buf_char(w->out, '\n');

    size_t hidden[] = { counts->kinds[KIND_MENTION], counts->kinds[KIND_ENGINE] };
    if (hidden[0] + hidden[1] > 0)
        buf_printf(w->out, "besides: %zu %s, %zu %s (no work to leave Llama)\n", hidden[0],
                   plural(hidden[0], "mention", "mentions"), hidden[1],
                   plural(hidden[1], "line names only an engine", "lines name only an engine"));
}

/* What a change, or the time since a baseline, adds and takes away. */
static void add_delta_headline(const struct writer *w)
{
    const struct report *report = w->report;
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
    begin(w, BOLD);
    buf_printf(w->out, "%zu new, %zu fixed, %zu unchanged", counts[STATE_NEW], fixed,
               counts[STATE_UNCHANGED]);
    end(w);
    if (worse > 0)
        buf_printf(w->out, " (%zu worse than before)", worse);
    if (report->base.len > 0)
        buf_printf(w->out, " since %.*s", STR_ARG(str_slice(report->base, 0, 7)));
    if (report->partial_scan)
        buf_printf(w->out, "; %zu changed %s read", report->ledger->files_seen,
                   plural(report->ledger->files_seen, "file", "files"));
    buf_char(w->out, '\n');
}

/* Ids that a host has retired or will retire, one line each place. */
static void add_retirements(const struct writer *w, const struct counts *counts)
{
    if (counts->retired == 0)
        return;
    size_t shown = 0;
    for (size_t i = 0; i < w->report->result->findings.count && shown < WORK_ITEMS_SHOWN; i++) {
        const struct finding *finding = w->report->result->findings.items[i];
        if (finding->kind != KIND_DEPENDENCY || finding->retirement.len == 0)
            continue;
        begin(w, RED);
        escape_terminal(w->out, finding->retirement);
        end(w);
        buf_puts(w->out, ": ");
        escape_terminal(w->out, finding->path);
        buf_printf(w->out, ":%u ", finding->span.line);
        add_cut(w, finding->evidence, 48);
        buf_char(w->out, '\n');
        shown++;
    }
    if (shown < counts->retired)
        buf_printf(w->out, "and %zu more retired or retiring\n", counts->retired - shown);
}

static void add_matrix(const struct writer *w)
{
    const struct result *result = w->report->result;
    if (result->targets.count == 0)
        return;
    begin(w, DIM);
    buf_puts(w->out, "\n  target    blockers   low · likely · high   what decides\n");
    end(w);
    for (size_t i = 0; i < result->targets.count; i++) {
        const struct target *target = &result->targets.items[i];
        buf_printf(w->out, "  %-10.*s", STR_ARG(target->name));
        begin(w, target->blockers ? RED : GREEN);
        buf_printf(w->out, "%7zu", target->blockers);
        end(w);
        buf_puts(w->out, "    ");
        add_range(w, target->points);
        buf_puts(w->out, "   ");
        add_cut(w, target->reason, line_width(w) > 48 ? line_width(w) - 44 : 40);
        buf_char(w->out, '\n');
    }
    buf_printf(w->out, "  %-10s%7s    ", "stay", "-");
    add_range(w, result->stay.points);
    buf_puts(w->out, "   ");
    add_cut(w, result->stay.reason, line_width(w) > 48 ? line_width(w) - 44 : 40);
    buf_puts(w->out, "\n  points, not days: 1 a string, 3 a contained change, 5 a component, 7 a "
                     "subsystem\n");
}

/* The cost of a work item or finding for the best target, or NULL. */
static const struct cost *cost_for(const struct costs *costs, struct str target)
{
    for (size_t i = 0; i < costs->count; i++) {
        if (str_equal(costs->items[i].target, target))
            return &costs->items[i];
    }
    return NULL;
}

/* --target, else the best ranked. */
static const struct target *chosen_target(const struct report *report)
{
    const struct targets *targets = &report->result->targets;
    for (size_t i = 0; i < targets->count; i++) {
        if (str_equal(targets->items[i].id, report->target))
            return &targets->items[i];
    }
    return targets->count ? &targets->items[0] : NULL;
}

struct ranked_work {
    const struct work_item *item;
    double likely;
};

static int by_points(const void *a, const void *b)
{
    const struct ranked_work *left = a;
    const struct ranked_work *right = b;
    if (left->likely != right->likely)
        return left->likely < right->likely ? 1 : -1;
    return str_compare(left->item->id, right->item->id);
}

static void add_work(const struct writer *w)
{
    const struct target *target = chosen_target(w->report);
    const struct work_items *work = &w->report->result->work;
    if (!target || work->count == 0)
        return;
    struct arena scratch = { 0 };
    struct ranked_work *ranked = arena_array(&scratch, work->count, sizeof *ranked);
    for (size_t i = 0; i < work->count; i++) {
        const struct cost *cost = cost_for(&work->items[i]->costs, target->id);
        ranked[i] = (struct ranked_work){ work->items[i], cost ? cost->own.likely : 0 };
    }
    qsort(ranked, work->count, sizeof *ranked, by_points);

    begin(w, DIM);
    buf_printf(w->out, "\n  the largest shared work for %.*s\n", STR_ARG(target->name));
    end(w);
    for (size_t i = 0; i < work->count && i < WORK_ITEMS_SHOWN; i++) {
        buf_puts(w->out, "  ");
        add_points(w, ranked[i].likely);
        buf_puts(w->out, "  ");
        escape_terminal(w->out, ranked[i].item->title);
        const struct findings *findings = &ranked[i].item->findings;
        for (size_t j = 0; j < findings->count && j < PLACES_SHOWN; j++) {
            buf_puts(w->out, j ? ", " : "  ");
            escape_terminal(w->out, findings->items[j]->path);
            buf_printf(w->out, ":%u", findings->items[j]->span.line);
        }
        if (findings->count > PLACES_SHOWN)
            buf_printf(w->out, " and %zu more", findings->count - PLACES_SHOWN);
        buf_char(w->out, '\n');
    }
    arena_release(&scratch);
}

/* ---- findings ---- */

static const char *severity_color(enum severity severity)
{
    static const char *const colors[SEVERITY_COUNT] = { DIM, CYAN, YELLOW, RED, RED };
    return colors[severity];
}

static bool shown(const struct style *style, const struct finding *finding)
{
    switch (finding->kind) {
    case KIND_MENTION: return style->show_mentions;
    case KIND_ENGINE: return style->show_engines;
    default: return true;
    }
}

static void add_costs(const struct writer *w, const struct finding *finding)
{
    for (size_t i = 0; i < finding->costs.count; i++) {
        const struct cost *cost = &finding->costs.items[i];
        buf_printf(w->out, "        %.*s", STR_ARG(cost->target));
        if (cost->equivalent)
            buf_printf(w->out, " → %.*s", STR_ARG(cost->equivalent->id));
        buf_puts(w->out, ": ");
        add_range(w, cost->own);
        buf_char(w->out, '\n');
        if (cost->blocker.len > 0) {
            buf_puts(w->out, "          blocked: ");
            escape_terminal(w->out, cost->blocker);
            buf_char(w->out, '\n');
        }
        for (size_t j = 0; j < cost->terms.count; j++) {
            const struct term *term = &cost->terms.items[j];
            buf_puts(w->out, "          ");
            add_points(w, term->points.likely);
            buf_printf(w->out, "  %.*s: ", STR_ARG(term->change));
            escape_terminal(w->out, term->text);
            buf_char(w->out, '\n');
        }
    }
}

static void add_finding(const struct writer *w, const struct finding *finding)
{
    buf_printf(w->out, "  %5u  ", finding->span.line);
    begin(w, finding->kind == KIND_DEPENDENCY ? severity_color(finding->severity) : DIM);
    buf_printf(w->out, "%-8s", finding->kind == KIND_DEPENDENCY ? severity_names[finding->severity]
                                                                : kind_names[finding->kind]);
    end(w);
    buf_printf(w->out, "  %-16s  ", category_names[finding->category]);
    struct str model = finding->model ? finding->model->id : STR("-");
    buf_printf(w->out, "%-22.*s  ", STR_ARG(model));
    add_cut(w, str_trim(finding->snippet), line_width(w) > 90 ? line_width(w) - 61 : 36);
    buf_char(w->out, '\n');

    if (finding->retirement.len > 0 || finding->note.len > 0 || finding->references.count > 1) {
        buf_puts(w->out, "         ");
        const char *join = "";
        if (finding->retirement.len > 0) {
            escape_terminal(w->out, finding->retirement);
            join = "; ";
        }
        if (finding->references.count > 1) {
            buf_printf(w->out, "%sand %zu more in the same place", join,
                       finding->references.count - 1);
            join = "; ";
        }
        if (finding->note.len > 0) {
            buf_puts(w->out, join);
            escape_terminal(w->out, finding->note);
        }
        buf_char(w->out, '\n');
    }
    if (w->style->verbose && finding->kind == KIND_DEPENDENCY)
        add_costs(w, finding);
}

/* The findings in one state, file by file. */
static void add_findings_in(const struct writer *w, enum state state)
{
    const struct findings *findings = &w->report->result->findings;
    struct str last_path = { NULL, 0 };
    for (size_t i = 0; i < findings->count; i++) {
        const struct finding *finding = findings->items[i];
        if (!shown(w->style, finding) || finding->state != state)
            continue;
        if (!last_path.ptr || !str_equal(last_path, finding->path)) {
            buf_char(w->out, '\n');
            begin(w, BOLD);
            escape_terminal(w->out, finding->path);
            end(w);
            buf_char(w->out, '\n');
            last_path = finding->path;
        }
        add_finding(w, finding);
    }
}

/* What is new comes first; without anything to compare with, all is in one state. */
static void add_findings(const struct writer *w)
{
    add_findings_in(w, STATE_NONE);
    add_findings_in(w, STATE_NEW);
    size_t known = 0;
    for (size_t i = 0; i < w->report->result->findings.count; i++) {
        const struct finding *finding = w->report->result->findings.items[i];
        known += finding->state == STATE_UNCHANGED && shown(w->style, finding);
    }
    if (known == 0)
        return;
    buf_char(w->out, '\n');
    add_colored(w, DIM, "already there before\n");
    add_findings_in(w, STATE_UNCHANGED);
}

static void add_selections(const struct writer *w)
{
    const struct selection_list *selections = &w->report->ledger->selections;
    if (selections->count == 0)
        return;
    buf_char(w->out, '\n');
    add_colored(w, BOLD, "chosen at run time");
    buf_puts(w->out, " (not findings: check what these are set to)\n");
    for (size_t i = 0; i < selections->count; i++) {
        const struct selection *selection = &selections->items[i];
        buf_puts(w->out, "  ");
        escape_terminal(w->out, selection->path);
        buf_printf(w->out, ":%u  ", selection->line);
        escape_terminal(w->out, selection->api);
        buf_puts(w->out, " takes ");
        add_cut(w, selection->variable.len ? selection->variable : selection->expression, 60);
        buf_char(w->out, '\n');
    }
}

/* ---- coverage ---- */

static void add_coverage(const struct writer *w)
{
    const struct ledger *ledger = w->report->ledger;
    buf_char(w->out, '\n');
    add_colored(w, DIM, "coverage: ");
    buf_printf(w->out, "%zu %s, %zu scanned, %zu parsed", ledger->files_seen,
               plural(ledger->files_seen, "file", "files"), ledger->files_scanned,
               ledger->files_parsed);
    for (size_t i = 0; i < ledger->parsed.count; i++) {
        const struct map_entry *entry = &ledger->parsed.entries[i];
        buf_printf(w->out, "%s%.*s %zu", i ? ", " : " (", STR_ARG(entry->key),
                   (size_t)(uintptr_t)entry->value);
    }
    buf_puts(w->out, ledger->parsed.count ? ")" : "");
    if (ledger->files_text > 0)
        buf_printf(w->out, ", %zu as plain text", ledger->files_text);
    for (int reason = 0; reason < SKIP_REASON_COUNT; reason++) {
        size_t count = ledger_skip_count(ledger, (enum skip_reason)reason);
        if (count > 0)
            buf_printf(w->out, ", %zu %s", count, skip_reason_name((enum skip_reason)reason));
    }
    buf_printf(w->out, "; %zu rules\n", ledger->rules_active);
    for (size_t i = 0; i < ledger->notes.count; i++) {
        buf_puts(w->out, "  note: ");
        escape_terminal(w->out, ledger->notes.items[i]);
        buf_char(w->out, '\n');
    }
    size_t listed = 0;
    for (size_t i = 0; i < ledger->skips.count; i++) {
        const struct skip *skip = &ledger->skips.items[i];
        if (skip->reason == SKIP_BINARY && !w->style->verbose)
            continue;
        if (++listed > SKIPS_SHOWN && !w->style->verbose)
            continue;
        buf_printf(w->out, "  %s: ", skip_reason_name(skip->reason));
        escape_terminal(w->out, skip->path);
        if (skip->detail.len > 0) {
            buf_puts(w->out, ": ");
            escape_terminal(w->out, skip->detail);
        }
        buf_puts(w->out, skip->effect == SKIP_NOT_READ ? " (not read)\n"
                         : skip->effect == SKIP_PART   ? " (in part)\n"
                                                       : " (read as text)\n");
    }
    if (listed > SKIPS_SHOWN && !w->style->verbose)
        buf_printf(w->out, "  and %zu more, see -v or the JSON report\n", listed - SKIPS_SHOWN);
}

static void add_gate(const struct writer *w)
{
    const struct report *report = w->report;
    if (!report->gate->active)
        return;
    begin(w, report->failing ? RED : GREEN);
    buf_printf(w->out, "%s: %zu %s%s at or above %s\n", report->failing ? "failed" : "passed",
               report->failing, report->compared ? "new " : "",
               plural(report->failing, "finding", "findings"),
               severity_names[report->gate->fail_on]);
    end(w);
}

void report_text(const struct report *report, const struct style *style, struct buf *out)
{
    struct writer writer = { out, report, style };
    struct counts counts = count_findings(report->result);
    add_header(&writer);
    if (report->ledger->partial)
        add_colored(&writer, RED, "partial report: the audit was given up before its end\n");
    if (report->compared)
        add_delta_headline(&writer);
    add_headline(&writer, &counts);
    add_retirements(&writer, &counts);
    /* The files of a change say nothing about the repository's best target. */
    if (counts.kinds[KIND_DEPENDENCY] > 0 && !report->partial_scan) {
        add_matrix(&writer);
        add_work(&writer);
    }
    if (!style->brief) {
        add_findings(&writer);
        add_selections(&writer);
    }
    add_coverage(&writer);
    if (counts.kinds[KIND_DEPENDENCY] > 0)
        buf_puts(out, "effort weights are judgement, see docs/effort.md; no model quality is "
                      "measured\n");
    add_gate(&writer);
}
