/* Markdown as GitHub and GitLab render it: a summary for a pull request, a job or a wiki. */
#include "report/escape.h"
#include "report/formats.h"
#include "report/message.h"

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

static void add_findings(const struct report *report, const struct style *style, size_t total,
                         struct buf *out)
{
    buf_puts(out, "| severity | place | category | model | evidence |\n|---|---|---|---|---|\n");
    size_t listed = 0;
    for (size_t i = 0; i < report->result->findings.count && listed < FINDINGS_SHOWN; i++) {
        const struct finding *finding = report->result->findings.items[i];
        if (finding->kind == KIND_ENGINE || !message_included(style, finding))
            continue;
        listed++;
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
        buf_puts(out, " |\n");
    }
    if (listed < total)
        buf_printf(out, "\n%zu more are in the JSON report.\n", total - listed);
    buf_char(out, '\n');
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
    buf_printf(out, ". Rules as of %.*s, today %.*s. Weights are judgement; no model quality is "
               "measured.\n", STR_ARG(report->ruleset->as_of), STR_ARG(report->today));
    for (size_t i = 0; i < ledger->notes.count; i++) {
        buf_puts(out, "\n- ");
        escape_markdown(out, ledger->notes.items[i]);
    }
}

void report_markdown(const struct report *report, const struct style *style, struct buf *out)
{
    const struct findings *findings = &report->result->findings;
    size_t dependencies = 0;
    size_t total = 0;
    for (size_t i = 0; i < findings->count; i++) {
        const struct finding *finding = findings->items[i];
        dependencies += finding->kind == KIND_DEPENDENCY;
        total += finding->kind != KIND_ENGINE && message_included(style, finding);
    }
    buf_puts(out, "## Llama dependencies of ");
    escape_markdown(out, report->scan_name);
    buf_printf(out, "\n\n**%zu** %s on %zu Llama %s", dependencies,
               dependencies == 1 ? "dependency" : "dependencies", report->result->models.count,
               report->result->models.count == 1 ? "model" : "models");
    if (report->ledger->selections.count > 0)
        buf_printf(out, ", %zu places choose a model at run time",
                   report->ledger->selections.count);
    if (report->gate->active)
        buf_printf(out, ". %s: %zu at or above %s", report->failing ? "**Failed**" : "Passed",
                   report->failing, severity_names[report->gate->fail_on]);
    buf_puts(out, ".\n\n");
    if (dependencies > 0)
        add_matrix(report, out);
    if (total > 0)
        add_findings(report, style, total, out);
    add_coverage(report, out);
}
