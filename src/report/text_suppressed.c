/* What is suppressed, in the text report: counted always; listed where it has to be seen. */
#include "gate/suppress.h"
#include "report/text.h"

/* What is new in a change must not hide, and what is to stay is not hidden. */
static bool is_listed(const struct style *style, const struct finding *finding)
{
    return finding->suppression->keep || finding->state == STATE_NEW || style->show_suppressed;
}

static void add_one(const struct screen *screen, const struct finding *finding)
{
    const struct suppression *suppression = finding->suppression;
    CLEANUP(buf_release) struct buf text = { 0 };
    buf_printf(&text, "%.*s: %s %.*s", STR_ARG(finding->rule->id),
               suppression->keep ? "stays," : "ignored,", STR_ARG(suppression->reason));
    if (suppression->until.len > 0)
        buf_printf(&text, " (until %.*s)", STR_ARG(suppression->until));
    buf_puts(screen->out, "  ");
    screen_place(screen, INK_PLAIN, finding->path, finding->span.line);
    buf_puts(screen->out, "  ");
    size_t column = 4 + screen_place_width(finding->path, finding->span.line);
    screen_wrap(screen, INK_DIM, buf_str(&text), column, 6, 0);
}

void text_suppressed(const struct screen *screen)
{
    const struct findings *suppressed = &screen->report->result->suppressed;
    size_t kept = 0;
    size_t listed = 0;
    for (size_t i = 0; i < suppressed->count; i++) {
        kept += suppressed->items[i]->suppression->keep;
        listed += is_listed(screen->style, suppressed->items[i]);
    }
    if (suppressed->count == 0)
        return;
    struct flow flow = flow_start(screen, 0, 2);
    buf_char(screen->out, '\n');
    if (suppressed->count > kept)
        flow_printf(&flow, "", INK_BOLD, "%zu suppressed", suppressed->count - kept);
    if (kept > 0)
        flow_printf(&flow, ", ", INK_BOLD, "%zu to stay Llama", kept);
    flow_add(&flow, " · ", INK_DIM, STR("not counted"));
    if (listed < suppressed->count)
        flow_add(&flow, " · ", INK_DIM, STR("--show suppressed lists them"));
    buf_char(screen->out, '\n');
    for (size_t i = 0; i < suppressed->count && !screen->style->brief; i++) {
        if (is_listed(screen->style, suppressed->items[i]))
            add_one(screen, suppressed->items[i]);
    }
}
