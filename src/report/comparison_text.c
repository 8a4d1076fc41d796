/* A comparison for a person at a terminal. */
#include "report/comparison.h"
#include "report/message.h"
#include "report/text.h"

enum { ROWS_SHOWN = 30, BAR = 24 };

static void add_points(const struct screen *screen, double points)
{
    CLEANUP(buf_release) struct buf text = { 0 };
    message_points(&text, points);
    buf_fill(screen->out, ' ', 6 - (int)text.len);
    buf_add(screen->out, buf_str(&text));
}

/* "+3" in red, "-2" in green, "=" for none. */
static void add_difference(const struct screen *screen, double difference)
{
    CLEANUP(buf_release) struct buf text = { 0 };
    if (difference == 0) {
        buf_puts(screen->out, "     =");
        return;
    }
    buf_char(&text, difference > 0 ? '+' : '-');
    message_points(&text, difference > 0 ? difference : -difference);
    buf_fill(screen->out, ' ', 6 - (int)text.len);
    screen_cut(screen, difference > 0 ? INK_RED : INK_GREEN, buf_str(&text), 20);
}

static void add_head(const struct screen *screen, const struct comparison *comparison,
                     struct arena *arena)
{
    struct flow flow = flow_start(screen, 0, 2);
    flow_add(&flow, "", INK_BOLD, comparison->now->report.scan_name);
    flow_printf(&flow, " · ", INK_DIM, "%.*s → %.*s",
                STR_ARG(comparison_name(comparison->old, arena)),
                STR_ARG(comparison_name(comparison->now, arena)));
    buf_puts(screen->out, "\n\n");
    flow = flow_start(screen, 0, 2);
    flow_printf(&flow, "", comparison->added.count ? INK_ALARM : INK_BOLD, "%zu new",
                comparison->added.count);
    flow_printf(&flow, ", ", comparison->fixed.count ? INK_GREEN : INK_BOLD, "%zu fixed",
                comparison->fixed.count);
    flow_printf(&flow, ", ", INK_BOLD, "%zu unchanged", comparison->unchanged);
    if (comparison->worse.count > 0)
        flow_printf(&flow, " · ", INK_YELLOW, "%zu worse than before", comparison->worse.count);
    buf_char(screen->out, '\n');
    if (comparison->other_rules)
        screen_wrap(screen, INK_YELLOW,
                    STR("the rules are not the same in both: what is new may have been there "
                        "before"), 0, 0, 0);
}

static void add_targets(const struct screen *screen, const struct comparison *comparison)
{
    const struct targets *targets = &comparison->now->result.targets;
    screen_put(screen, INK_DIM, "\n  target        before   now  change   blocked\n");
    for (size_t i = 0; i < targets->count; i++) {
        const struct target *now = &targets->items[i];
        const struct target *old = comparison_target(comparison->old, now->id);
        buf_puts(screen->out, "  ");
        screen_pad(screen, screen_cut(screen, INK_PLAIN, now->name, 12), 12);
        if (old)
            add_points(screen, old->points.likely);
        else
            buf_puts(screen->out, "     -");
        add_points(screen, now->points.likely);
        buf_puts(screen->out, "  ");
        add_difference(screen, old ? now->points.likely - old->points.likely : 0);
        buf_printf(screen->out, "   %zu → %zu\n", old ? old->blockers : 0, now->blockers);
    }
}

static void add_burn_down(const struct screen *screen, const struct comparison *comparison,
                          struct arena *arena)
{
    const struct saved_reports *reports = &comparison->reports;
    if (reports->count < 3)
        return;
    size_t most = 1;
    for (size_t i = 0; i < reports->count; i++) {
        size_t count = comparison_count(reports->items[i]);
        most = count > most ? count : most;
    }
    screen_put(screen, INK_DIM, "\n  burn-down             dependencies  points\n");
    for (size_t i = 0; i < reports->count; i++) {
        const struct saved_report *report = reports->items[i];
        size_t count = comparison_count(report);
        const struct target *target = comparison_target(report, comparison->target);
        buf_puts(screen->out, "  ");
        screen_pad(screen, screen_cut(screen, INK_PLAIN, comparison_name(report, arena), 20), 20);
        buf_printf(screen->out, "  %12zu  ", count);
        add_points(screen, target ? target->points.likely : 0);
        buf_puts(screen->out, "  ");
        screen_ink(screen, INK_CYAN);
        for (size_t j = 0; j < (count * BAR + most - 1) / most; j++)
            buf_puts(screen->out, "█");
        screen_end(screen, INK_CYAN);
        buf_char(screen->out, '\n');
    }
}

static void add_finding(const struct screen *screen, const struct finding *finding)
{
    buf_puts(screen->out, "  ");
    const char *severity = severity_names[finding->severity];
    screen_put(screen, severity_ink(finding->severity), severity);
    screen_pad(screen, strlen(severity), 10);
    screen_place(screen, INK_PLAIN, finding->path, finding->span.line);
    size_t column = 14 + screen_place_width(finding->path, finding->span.line);
    buf_puts(screen->out, "  ");
    screen_cut(screen, INK_DIM, finding->evidence,
               column + 16 < screen->width ? screen->width - column : 16);
    buf_char(screen->out, '\n');
}

static void add_list(const struct screen *screen, const char *title, enum ink ink,
                     const struct findings *findings)
{
    if (findings->count == 0)
        return;
    buf_char(screen->out, '\n');
    screen_put(screen, ink, title);
    buf_char(screen->out, '\n');
    size_t shown = findings->count;
    if (!screen->style->verbose && shown > ROWS_SHOWN)
        shown = ROWS_SHOWN;
    for (size_t i = 0; i < shown; i++)
        add_finding(screen, findings->items[i]);
    if (shown < findings->count)
        screen_printf(screen, INK_DIM, "  and %zu more, -v lists them\n",
                      findings->count - shown);
}

static void add_changes(const struct screen *screen, const struct comparison *comparison)
{
    if (comparison->changed.count == 0)
        return;
    screen_put(screen, INK_YELLOW, "\nother cost than before\n");
    for (size_t i = 0; i < comparison->changed.count; i++) {
        const struct cost_change *change = &comparison->changed.items[i];
        add_points(screen, change->before);
        buf_puts(screen->out, " → ");
        message_points(screen->out, change->now);
        buf_puts(screen->out, "  ");
        screen_place(screen, INK_PLAIN, change->finding->path, change->finding->span.line);
        buf_char(screen->out, '\n');
    }
}

void comparison_text(const struct comparison *comparison, const struct style *style,
                     struct buf *out)
{
    CLEANUP(arena_release) struct arena arena = { 0 };
    struct screen screen;
    screen_start(&screen, &comparison->now->report, style, out);
    add_head(&screen, comparison, &arena);
    add_targets(&screen, comparison);
    add_burn_down(&screen, comparison, &arena);
    if (!style->brief) {
        add_list(&screen, "new", INK_ALARM, &comparison->added);
        add_list(&screen, "worse than before", INK_YELLOW, &comparison->worse);
        add_changes(&screen, comparison);
        add_list(&screen, "fixed", INK_GREEN, &comparison->fixed);
    }
    if (comparison->gate->active)
        screen_printf(&screen, comparison->failing ? INK_ALARM : INK_GREEN,
                      "\n%s: %zu new %s at or above %s\n",
                      comparison->failing ? "failed" : "passed", comparison->failing,
                      plural(comparison->failing, "finding", "findings"),
                      severity_names[comparison->gate->fail_on]);
}
