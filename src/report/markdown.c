/* Markdown as GitHub and GitLab render it: a summary for a pull request, a job or a wiki. */
#include "gate/suppress.h"
#include "report/escape.h"
#include "report/formats.h"
#include "report/message.h"
#include "report/stay_rows.h"

enum { FINDINGS_SHOWN = 200 }; /* a comment holds 65,536 characters */

static void add_range(struct buf *out, struct points points)
{
    message_points(out, points.low);
    buf_puts(out, " · **");
    message_points(out, points.likely);
    buf_puts(out, "** · ");
    message_points(out, points.high);
}

static void add_matrix(const struct report *report, struct buf *out)
{
    const struct result *result = report->result;
    buf_puts(out, "| target | blockers | points (low · likely · high) | what decides |\n"
                  "|---|---:|---|---|\n");
    for (size_t i = 0; i < result->targets.count; i++) {
        const struct target *target = &result->targets.items[i];
        buf_puts(out, "| ");
        escape_markdown(out, target->name);
        buf_printf(out, " | %zu | ", target->blockers);
        add_range(out, target->points);
        buf_puts(out, " | ");
        escape_markdown(out, target->reason);
        buf_puts(out, " |\n");
    }
    buf_puts(out, "| stay on Llama | – | ");
    add_range(out, result->stay.points);
    buf_puts(out, " | ");
    escape_markdown(out, result->stay.reason);
    buf_puts(out, " |\n\n");
}

/* Columns in the order of the targets; those of a component are in that of effort.yaml. */
static void add_component(const struct result *result, const struct component_cost *component,
                          struct buf *out)
{
    buf_puts(out, "| ");
    escape_markdown(out, component->path.len > 0 ? component->path : STR("(the root)"));
    buf_printf(out, " | %zu |", component->dependency_count);
    for (size_t i = 0; i < result->targets.count; i++) {
        for (size_t j = 0; j < component->targets.count; j++) {
            const struct component_target *cell = &component->targets.items[j];
            if (!str_equal(cell->id, result->targets.items[i].id))
                continue;
            buf_char(out, ' ');
            message_points(out, cell->points.likely);
            if (cell->blocked > 0)
                buf_printf(out, ", %zu blocked", cell->blocked);
            buf_puts(out, " |");
        }
    }
    buf_char(out, '\n');
}

static void add_components(const struct report *report, struct buf *out)
{
    const struct result *result = report->result;
    if (result->components.count == 0)
        return;
    buf_puts(out, "<details><summary>Components, likely points if each moved alone</summary>\n\n"
                  "| component | dependencies |");
    for (size_t i = 0; i < result->targets.count; i++) {
        buf_char(out, ' ');
        escape_markdown(out, result->targets.items[i].name);
        buf_puts(out, " |");
    }
    buf_puts(out, "\n|---|---:|");
    for (size_t i = 0; i < result->targets.count; i++)
        buf_puts(out, "---:|");
    buf_char(out, '\n');
    for (size_t i = 0; i < result->components.count; i++)
        add_component(result, &result->components.items[i], out);
    buf_puts(out, "\n</details>\n\n");
}

/* Folded away: a reviewer of a change does not ask for it. */
static void add_stay(const struct report *report, struct buf *out)
{
    enum { PLACES_SHOWN = 5 };
    CLEANUP(arena_release) struct arena arena = { 0 };
    struct stay_groups groups;
    stay_groups_make(&report->result->stay, &arena, &groups);
    if (groups.count == 0)
        return;
    buf_puts(out, "<details><summary>Staying on Llama asks</summary>\n\n");
    for (size_t i = 0; i < groups.count; i++) {
        const struct stay_group *group = &groups.items[i];
        buf_puts(out, "- ");
        escape_markdown(out, group->title);
        buf_puts(out, ": ");
        message_points(out, group->points.likely);
        buf_puts(out, group->points.likely == 1 ? " point" : " points");
        buf_puts(out, group->helps_migration ? ", helps a later move\n" : "\n");
        for (size_t j = 0; j < group->rows.count; j++) {
            const struct stay_row *row = &group->rows.items[j];
            buf_puts(out, "  - ");
            escape_markdown(out, row->what);
            for (size_t k = 0; k < row->places.count && k < PLACES_SHOWN; k++) {
                buf_puts(out, k > 0 ? ", " : row->what.len > 0 ? ": " : "");
                escape_markdown(out, row->places.items[k]->path);
                buf_printf(out, ":%u", row->places.items[k]->line);
            }
            if (row->places.count > PLACES_SHOWN)
                buf_printf(out, " and %zu more", row->places.count - PLACES_SHOWN);
            buf_char(out, '\n');
        }
    }
    buf_puts(out, "\n</details>\n\n");
}

static void add_licence(const struct licence_use *use, const char *before, struct buf *out)
{
    buf_printf(out, "- %s", before);
    escape_markdown(out, use->name);
    buf_puts(out, use->unverified ? " (not verified)" : "");
    enum { MODELS_SHOWN = 10 };
    for (size_t i = 0; i < use->models.count && i < MODELS_SHOWN; i++) {
        buf_puts(out, i ? ", " : ": ");
        escape_markdown(out, use->models.items[i]);
    }
    if (use->models.count > MODELS_SHOWN)
        buf_printf(out, " and %zu more", use->models.count - MODELS_SHOWN);
    buf_char(out, '\n');
    for (size_t i = 0; i < use->duties.count; i++) {
        const struct licence_duty *duty = &use->duties.items[i];
        buf_puts(out, "  - ");
        escape_markdown(out, duty->title);
        buf_puts(out, duty->state == DUTY_FOUND     ? ", found at "
                      : duty->state == DUTY_MISSING ? ", **not found**: "
                                                    : ": ");
        escape_markdown(out, duty->state == DUTY_FOUND ? duty->path : duty->text);
        if (duty->state == DUTY_FOUND)
            buf_printf(out, ":%u", duty->line);
        buf_char(out, '\n');
    }
}

static void add_licences(const struct report *report, struct buf *out)
{
    const struct licence_uses *uses = &report->result->licences;
    if (uses->count == 0)
        return;
    buf_puts(out, "<details><summary>What the licences ask for (no legal advice)</summary>\n\n");
    for (size_t i = 0; i < uses->count; i++) {
        if (uses->items[i].target.len == 0)
            add_licence(&uses->items[i], "", out);
    }
    for (size_t i = 0; i < uses->count; i++) {
        if (uses->items[i].target.len == 0)
            continue;
        CLEANUP(buf_release) struct buf before = { 0 };
        buf_printf(&before, "%.*s instead, ", STR_ARG(uses->items[i].target));
        buf_char(&before, '\0');
        add_licence(&uses->items[i], before.ptr, out);
    }
    buf_puts(out, "\n</details>\n\n");
}

static const char table_head[] = "| severity | place | category | model | evidence |\n"
                                 "|---|---|---|---|---|\n";

static bool is_listed(const struct style *style, const struct finding *finding, enum state state)
{
    return finding->state == state && finding->kind != KIND_ENGINE &&
           message_included(style, finding);
}

static void add_finding(const struct finding *finding, struct buf *out)
{
    buf_printf(out, "| %s | ",
               finding->kind == KIND_DEPENDENCY ? severity_names[finding->severity]
                                                : kind_names[finding->kind]);
    escape_markdown(out, finding->path);
    buf_printf(out, ":%u | %s | ", finding->span.line, category_names[finding->category]);
    escape_markdown(out, finding->model ? finding->model->id : STR("–"));
    buf_puts(out, " | ");
    escape_markdown_code(out, finding->evidence);
    if (finding->retirement.len > 0) {
        buf_puts(out, " **");
        escape_markdown(out, finding->retirement);
        buf_puts(out, "**");
    }
    buf_puts(out, finding->worse ? " **worse than before** |\n" : " |\n");
}

/* The findings in one state; what does not fit into a comment is counted. */
static void add_findings(const struct report *report, const struct style *style, enum state state,
                         struct buf *out)
{
    const struct findings *findings = &report->result->findings;
    size_t listed = 0;
    size_t total = 0;
    for (size_t i = 0; i < findings->count; i++) {
        if (!is_listed(style, findings->items[i], state))
            continue;
        if (total++ >= FINDINGS_SHOWN)
            continue;
        if (listed++ == 0)
            buf_puts(out, table_head);
        add_finding(findings->items[i], out);
    }
    if (listed < total)
        buf_printf(out, "\n%zu more are in the JSON report.\n", total - listed);
    buf_puts(out, total ? "\n" : "");
}

/* What a change adds and takes away: what a reviewer looks for comes first. */
static void add_delta(const struct report *report, const struct style *style, struct buf *out)
{
    const struct findings *findings = &report->result->findings;
    const struct findings *fixed = &report->result->fixed;
    size_t added = 0;
    size_t unchanged = 0;
    size_t gone = 0;
    size_t worse = 0;
    for (size_t i = 0; i < findings->count; i++) {
        enum kind kind = findings->items[i]->kind;
        if (kind != KIND_DEPENDENCY && kind != KIND_AUDIT)
            continue;
        added += findings->items[i]->state == STATE_NEW;
        unchanged += findings->items[i]->state == STATE_UNCHANGED;
        worse += findings->items[i]->worse;
    }
    for (size_t i = 0; i < fixed->count; i++)
        gone += fixed->items[i]->kind == KIND_DEPENDENCY;
    buf_printf(out, "**%zu new, %zu fixed**, %zu unchanged", added, gone, unchanged);
    if (worse > 0)
        buf_printf(out, ", **%zu worse than before**", worse);
    if (report->base.len > 0)
        buf_printf(out, " since `%.*s`", STR_ARG(str_slice(report->base, 0, 7)));
    buf_puts(out, ".\n\n");
    add_findings(report, style, STATE_NEW, out);
    if (gone == 0)
        return;
    buf_puts(out, "<details><summary>Fixed</summary>\n\n");
    buf_puts(out, table_head);
    for (size_t i = 0; i < fixed->count && i < FINDINGS_SHOWN; i++) {
        if (fixed->items[i]->kind == KIND_DEPENDENCY)
            add_finding(fixed->items[i], out);
    }
    buf_puts(out, "\n</details>\n\n");
}

/* What was there before is folded away. */
static void add_unchanged(const struct report *report, const struct style *style, struct buf *out)
{
    bool any = false;
    for (size_t i = 0; i < report->result->findings.count; i++)
        any |= is_listed(style, report->result->findings.items[i], STATE_UNCHANGED);
    if (!any)
        return;
    buf_puts(out, "<details><summary>Already there before</summary>\n\n");
    add_findings(report, style, STATE_UNCHANGED, out);
    buf_puts(out, "</details>\n\n");
}

static void add_coverage(const struct report *report, struct buf *out)
{
    const struct ledger *ledger = report->ledger;
    buf_printf(out, "Coverage: %zu files, %zu scanned, %zu parsed", ledger->files_seen,
               ledger->files_scanned, ledger->files_parsed);
    for (int reason = 0; reason < SKIP_REASON_COUNT; reason++) {
        size_t count = ledger_skip_count(ledger, (enum skip_reason)reason);
        if (count > 0)
            buf_printf(out, ", %zu %s", count, skip_reason_name((enum skip_reason)reason));
    }
    buf_printf(out, ". Rules as of %.*s, today %.*s. ", STR_ARG(report->ruleset->as_of),
               STR_ARG(report->today));
    CLEANUP(buf_release) struct buf basis = { 0 };
    message_basis(&basis, report);
    escape_markdown(out, buf_str(&basis));
    buf_puts(out, ".\n");
    for (size_t i = 0; i < ledger->notes.count; i++) {
        buf_puts(out, i == 0 ? "\n- " : "- ");
        escape_markdown(out, ledger->notes.items[i]);
        buf_char(out, '\n');
    }
}

/* What does not count because somebody said so; those that a change brings one by one. */
static void add_suppressed(const struct report *report, struct buf *out)
{
    const struct findings *suppressed = &report->result->suppressed;
    if (suppressed->count == 0)
        return;
    buf_printf(out, "**%zu** suppressed, not counted.\n\n", suppressed->count);
    size_t listed = 0;
    for (size_t i = 0; i < suppressed->count && listed < FINDINGS_SHOWN; i++) {
        const struct finding *finding = suppressed->items[i];
        if (finding->state != STATE_NEW)
            continue;
        buf_puts(out, "- ");
        escape_markdown(out, finding->path);
        buf_printf(out, ":%u ", finding->span.line);
        escape_markdown_code(out, finding->rule->id);
        buf_puts(out, ": ");
        escape_markdown(out, finding->suppression->reason);
        buf_char(out, '\n');
        listed++;
    }
    buf_puts(out, listed > 0 ? "\n" : "");
}

static void add_failures(const struct report *report, struct buf *out)
{
    CLEANUP(arena_release) struct arena scratch = { 0 };
    struct strs failures = message_failures(report, &scratch);
    for (size_t i = 0; i < failures.count; i++) {
        buf_puts(out, "**Failed**: ");
        escape_markdown(out, failures.items[i]);
        buf_puts(out, ".\n\n");
    }
}

static void add_postures(const struct report *report, struct buf *out)
{
    const struct postures *postures = &report->result->postures;
    for (size_t i = 0; i < postures->count; i++) {
        const struct posture *posture = &postures->items[i];
        buf_puts(out, i ? ", " : "Run as ");
        escape_markdown(out, posture->name);
        buf_printf(out, ": %zu (", posture->dependency_count);
        escape_markdown(out, posture->path);
        buf_printf(out, ":%u)", posture->line);
    }
    if (postures->count > 0)
        buf_puts(out, ".\n\n");
}

void report_markdown(const struct report *report, const struct style *style, struct buf *out)
{
    const struct findings *findings = &report->result->findings;
    size_t dependencies = 0;
    for (size_t i = 0; i < findings->count; i++)
        dependencies += findings->items[i]->kind == KIND_DEPENDENCY;
    buf_puts(out, "## Llama dependencies of ");
    escape_markdown(out, report->scan_name);
    buf_puts(out, "\n\n");
    add_failures(report, out);
    if (report->compared)
        add_delta(report, style, out);
    buf_printf(out, "**%zu** %s on %zu Llama %s", dependencies,
               dependencies == 1 ? "dependency" : "dependencies", report->result->models.count,
               report->result->models.count == 1 ? "model" : "models");
    if (report->ledger->selections.count > 0)
        buf_printf(out, ", %zu places choose a model at run time",
                   report->ledger->selections.count);
    if (report->gate->active)
        buf_printf(out, ". %s: %zu at or above %s", report->failing ? "**Failed**" : "Passed",
                   report->failing, severity_names[report->gate->fail_on]);
    buf_puts(out, report->partial_scan ? " in the files that changed.\n\n" : ".\n\n");
    if (dependencies > 0) {
        add_matrix(report, out);
        if (!report->partial_scan) {
            add_postures(report, out);
            add_components(report, out);
            add_stay(report, out);
            add_licences(report, out);
        }
    }
    add_findings(report, style, STATE_NONE, out);
    add_unchanged(report, style, out);
    add_suppressed(report, out);
    add_coverage(report, out);
}
