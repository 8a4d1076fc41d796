/* What the licences of the models in use ask for, and what would be asked instead. */
#include "report/text.h"

enum { TITLE = 26, MODELS_SHOWN = 6 };

static enum ink state_ink(enum duty_state state)
{
    return state == DUTY_MISSING ? INK_YELLOW : INK_DIM;
}

static void add_duty(const struct screen *screen, const struct licence_duty *duty)
{
    buf_puts(screen->out, "    ");
    size_t used = screen_cut(screen, INK_PLAIN, duty->title, TITLE - 1);
    screen_pad(screen, used, TITLE);
    struct flow flow = flow_start(screen, 4 + TITLE, 4 + TITLE);
    if (duty->state == DUTY_FOUND) {
        flow_add(&flow, "", INK_DIM, STR("found"));
        flow_place(&flow, " ", duty->path, duty->line);
        buf_char(screen->out, '\n');
        return;
    }
    if (duty->state == DUTY_MISSING)
        flow_add(&flow, "", state_ink(duty->state), STR("not found:"));
    CLEANUP(buf_release) struct buf safe = { 0 };
    escape_terminal(&safe, duty->text);
    struct str rest = buf_str(&safe);
    while (rest.ptr)
        flow_add(&flow, flow.begun ? " " : "", INK_DIM, str_split(&rest, ' '));
    buf_char(screen->out, '\n');
}

/* "found: notice NOTICE:1 · not found: attribution, use policy · by hand: large services" */
static void add_states(const struct screen *screen, const struct licence_use *use)
{
    static const char *const words[] = { "by hand:", "not found:", "found:" };
    static const enum duty_state order[] = { DUTY_FOUND, DUTY_MISSING, DUTY_BY_HAND };
    struct flow flow = flow_start(screen, 4, 6);
    buf_puts(screen->out, "    ");
    for (size_t n = 0; n < ARRAY_COUNT(order); n++) {
        size_t shown = 0;
        for (size_t i = 0; i < use->duties.count; i++) {
            const struct licence_duty *duty = &use->duties.items[i];
            if (duty->state != order[n])
                continue;
            if (shown == 0)
                flow_add(&flow, flow.begun ? " · " : "", state_ink(duty->state),
                         str_from(words[order[n]]));
            flow_add(&flow, shown++ ? ", " : " ", INK_DIM, duty->title);
            if (duty->state == DUTY_FOUND)
                flow_place(&flow, " ", duty->path, duty->line);
        }
    }
    buf_char(screen->out, '\n');
}

static void add_use(const struct screen *screen, const struct licence_use *use,
                    const char *before)
{
    CLEANUP(buf_release) struct buf text = { 0 };
    buf_printf(&text, "%s%.*s", before, STR_ARG(use->name));
    if (use->unverified)
        buf_puts(&text, " (not verified)");
    size_t shown = use->models.count;
    if (!screen->style->verbose && shown > MODELS_SHOWN + 1)
        shown = MODELS_SHOWN;
    for (size_t i = 0; i < shown; i++)
        buf_printf(&text, "%s%.*s", i ? ", " : " · ", STR_ARG(use->models.items[i]));
    if (shown < use->models.count)
        buf_printf(&text, " and %zu more", use->models.count - shown);
    buf_puts(screen->out, "  ");
    screen_wrap(screen, INK_PLAIN, buf_str(&text), 2, 4, 0);
    if (use->target.len == 0 && !screen->style->verbose && use->duties.count > 0) {
        add_states(screen, use);
        return;
    }
    for (size_t i = 0; i < use->duties.count; i++)
        add_duty(screen, &use->duties.items[i]);
}

void text_licences(const struct screen *screen)
{
    const struct licence_uses *uses = &screen->report->result->licences;
    const struct target *target = chosen_target(screen->report);
    if (uses->count == 0)
        return;
    screen_put(screen, INK_BOLD, "\nlicences");
    screen_wrap(screen, INK_DIM,
                STR(" · no legal advice; duties of who passes the weights on, or what contains "
                    "them; -v says what is asked"), strlen("licences"), 2, 0);
    for (size_t i = 0; i < uses->count; i++) {
        if (uses->items[i].target.len == 0)
            add_use(screen, &uses->items[i], "");
    }
    for (size_t i = 0; i < uses->count; i++) {
        if (target && str_equal(uses->items[i].target, target->id))
            add_use(screen, &uses->items[i], "instead: ");
    }
}
