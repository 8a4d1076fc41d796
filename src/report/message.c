#include "report/message.h"

#include "score/effort.h"

enum level message_level(const struct finding *finding)
{
    if (finding->kind == KIND_AUDIT)
        return LEVEL_ERROR;
    if (finding->kind != KIND_DEPENDENCY)
        return LEVEL_NOTE;
    static const enum level levels[SEVERITY_COUNT] = { LEVEL_NOTE, LEVEL_NOTE, LEVEL_WARNING,
                                                       LEVEL_ERROR, LEVEL_ERROR };
    return levels[finding->severity];
}

bool message_included(const struct style *style, const struct finding *finding)
{
    return finding->kind != KIND_MENTION || style->show_mentions;
}

static void write_fitted(struct buf *out, const struct calibration *calibration)
{
    buf_printf(out, "Points and days are fitted to %zu finished moves (",
               calibration->record_count);
    buf_add(out, calibration->label);
    buf_printf(out, "); on moves left out they were off by %.0f %% of the days",
               100 * calibration->error);
}

static void write_published(struct buf *out, const struct effort *effort)
{
    for (size_t i = 0; i < effort->published_count; i++) {
        const struct published *evidence = &effort->published[i];
        buf_printf(out, "%s%.*s (%.*s)", i ? "; " : ". Published for changing a model: ",
                   STR_ARG(evidence->text), STR_ARG(evidence->source));
    }
}

void message_basis(struct buf *out, const struct report *report)
{
    const struct result *result = report->result;
    bool days = result->targets.count > 0 && result->targets.items[0].has_days;
    if (result->calibration.label.len > 0) {
        write_fitted(out, &result->calibration);
    } else if (days) {
        buf_puts(out, "Points are judgement, not measured; the days are those that you set a point "
                      "to");
    } else {
        buf_puts(out, "Points are judgement, not measured, and there are no days without figures "
                      "of yours (llama-audit calibrate)");
        if (report->effort)
            write_published(out, report->effort);
    }
    buf_puts(out, ". No model quality is measured");
}

void message_points(struct buf *out, double points)
{
    size_t start = out->len;
    buf_printf(out, "%.1f", points);
    if (out->len - start > 2 && str_ends(buf_str(out), STR(".0")))
        out->len -= 2;
}

void message_write(struct buf *out, const struct finding *finding)
{
    buf_add(out, finding->rule->title);
    if (finding->model)
        buf_printf(out, " (%.*s)", STR_ARG(finding->model->name));
    if (finding->retirement.len > 0)
        buf_printf(out, "; %.*s", STR_ARG(finding->retirement));
    for (size_t i = 0; i < finding->costs.count; i++) {
        const struct cost *cost = &finding->costs.items[i];
        buf_printf(out, "%s%.*s ", i ? ", " : ". Cost alone: ", STR_ARG(cost->target));
        if (cost->blocker.len > 0)
            buf_puts(out, "blocked");
        else
            message_points(out, cost->alone.likely);
    }
    buf_puts(out, finding->costs.count ? " points." : ".");
    if (finding->note.len > 0)
        buf_printf(out, " %.*s.", STR_ARG(finding->note));
}

struct strs message_failures(const struct report *report, struct arena *arena)
{
    struct strs failures = { 0 };
    if (report->ledger->partial)
        vec_push(arena, &failures, STR("the audit was given up before its end"));
    if (report->missing_coverage)
        vec_push(arena, &failures,
                 arena_printf(arena, "coverage is required, but there is '%s' in the ledger",
                              report->missing_coverage));
    if (report->over_points) {
        CLEANUP(buf_release) struct buf text = { 0 };
        message_points(&text, report->over_points->points.likely);
        buf_printf(&text, " points for %.*s, at most %u are allowed",
                   STR_ARG(report->over_points->name), report->gate->max_points);
        vec_push(arena, &failures, arena_str(arena, buf_str(&text)));
    }
    return failures;
}
