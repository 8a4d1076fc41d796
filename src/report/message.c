#include "report/message.h"

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
