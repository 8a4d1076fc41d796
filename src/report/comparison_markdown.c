/* A comparison for a pull request, a wiki or an issue. */
#include "report/comparison.h"
#include "report/escape.h"
#include "report/message.h"

enum { ROWS_SHOWN = 100 };

static void add_row(const struct finding *finding, struct buf *out)
{
    buf_printf(out, "| %s | ", severity_names[finding->severity]);
    escape_markdown(out, finding->path);
    buf_printf(out, ":%u | ", finding->span.line);
    escape_markdown(out, finding->model ? finding->model->id : STR("–"));
    buf_puts(out, " | ");
    escape_markdown_code(out, finding->evidence);
    buf_puts(out, " |\n");
}

static void add_list(const char *title, const struct findings *findings, struct buf *out)
{
    if (findings->count == 0)
        return;
    buf_printf(out, "\n### %s\n\n| severity | place | model | evidence |\n|---|---|---|---|\n",
               title);
    for (size_t i = 0; i < findings->count && i < ROWS_SHOWN; i++)
        add_row(findings->items[i], out);
    if (findings->count > ROWS_SHOWN)
        buf_printf(out, "\n%zu more are not listed.\n", findings->count - ROWS_SHOWN);
}

static void add_points_row(const struct comparison *comparison, const struct target *now,
                           struct buf *out)
{
    const struct target *old = comparison_target(comparison->old, now->id);
    buf_puts(out, "| ");
    escape_markdown(out, now->name);
    buf_puts(out, " | ");
    if (old)
        message_points(out, old->points.likely);
    else
        buf_puts(out, "–");
    buf_puts(out, " | **");
    message_points(out, now->points.likely);
    buf_printf(out, "** | %zu → %zu |\n", old ? old->blockers : 0, now->blockers);
}

void comparison_markdown(const struct comparison *comparison, const struct style *style,
                         struct buf *out)
{
    (void)style;
    CLEANUP(arena_release) struct arena arena = { 0 };
    buf_puts(out, "## Llama dependencies of ");
    escape_markdown(out, comparison->now->report.scan_name);
    buf_puts(out, ", ");
    escape_markdown(out, comparison_name(comparison->old, &arena));
    buf_puts(out, " to ");
    escape_markdown(out, comparison_name(comparison->now, &arena));
    buf_printf(out, "\n\n**%zu new, %zu fixed**, %zu unchanged, %zu worse than before.\n",
               comparison->added.count, comparison->fixed.count, comparison->unchanged,
               comparison->worse.count);
    if (comparison->other_rules)
        buf_puts(out, "\nThe rules are not the same in both reports: what is new may have been "
                      "there before.\n");
    buf_puts(out, "\n| target | before | now | blockers |\n|---|---:|---:|---|\n");
    for (size_t i = 0; i < comparison->now->result.targets.count; i++)
        add_points_row(comparison, &comparison->now->result.targets.items[i], out);
    if (comparison->reports.count > 2) {
        buf_puts(out, "\n| report | dependencies | points |\n|---|---:|---:|\n");
        for (size_t i = 0; i < comparison->reports.count; i++) {
            const struct saved_report *report = comparison->reports.items[i];
            const struct target *target = comparison_target(report, comparison->target);
            buf_puts(out, "| ");
            escape_markdown(out, comparison_name(report, &arena));
            buf_printf(out, " | %zu | ", comparison_count(report));
            message_points(out, target ? target->points.likely : 0);
            buf_puts(out, " |\n");
        }
    }
    add_list("New", &comparison->added, out);
    add_list("Worse than before", &comparison->worse, out);
    add_list("Fixed", &comparison->fixed, out);
}
