/* What follows the findings in the text report: models chosen at run time, and what was not read. */
#include "base/map.h"
#include "report/text.h"

enum {
    LINES_SHOWN = 8, /* of one file that take the same name */
    SELECTIONS_SHOWN = 8,
    SKIPS_SHOWN = 10,
};

struct lines VEC(uint32_t);

/* Places of one file that take the same name. */
struct chosen {
    const struct selection *first;
    struct lines lines;
};

struct chosens VEC(struct chosen);

static struct str name_of(const struct selection *selection)
{
    return selection->variable.len ? selection->variable : selection->expression;
}

static void collect_chosen(const struct selection_list *selections, struct arena *arena,
                           struct chosens *rows)
{
    struct map map = { 0 };
    for (size_t i = 0; i < selections->count; i++) {
        const struct selection *selection = &selections->items[i];
        struct str key = arena_printf(arena, "%.*s %.*s", STR_ARG(selection->path),
                                      STR_ARG(name_of(selection)));
        void **slot = map_at(&map, arena, key);
        if (!*slot) {
            vec_push(arena, rows, (struct chosen){ .first = selection });
            *slot = (void *)(uintptr_t)rows->count; /* cast: an index is kept as a pointer */
        }
        struct lines *lines = &rows->items[(uintptr_t)*slot - 1].lines;
        if (lines->count == 0 || lines->items[lines->count - 1] != selection->line)
            vec_push(arena, lines, selection->line);
    }
}

static void add_chosen(const struct screen *screen, const struct chosen *row)
{
    const struct selection *selection = row->first;
    struct flow flow = flow_start(screen, 2, 6);
    buf_puts(screen->out, "  ");
    flow_place(&flow, "", selection->path, selection->line);
    for (size_t i = 1; i < row->lines.count && i < LINES_SHOWN; i++)
        flow_printf(&flow, ", ", INK_PLAIN, "%u", row->lines.items[i]);
    if (row->lines.count > LINES_SHOWN)
        flow_printf(&flow, " ", INK_PLAIN, "and %zu more", row->lines.count - LINES_SHOWN);
    CLEANUP(buf_release) struct buf text = { 0 };
    buf_printf(&text, "%.*s takes ", STR_ARG(selection->api));
    size_t name = screen_place_width(name_of(selection), 0);
    size_t rest = screen->width - flow.indent - text.len;
    bool fits = text.len + name + flow.indent <= screen->width;
    flow_next(&flow, "  ", text.len + (fits ? name : rest));
    screen_cut(screen, INK_DIM, buf_str(&text), screen->width - flow.indent);
    screen_cut(screen, INK_PLAIN, name_of(selection), fits ? name : rest);
    buf_char(screen->out, '\n');
}

void text_selections(const struct screen *screen)
{
    const struct selection_list *selections = &screen->report->ledger->selections;
    if (selections->count == 0)
        return;
    CLEANUP(arena_release) struct arena arena = { 0 };
    struct chosens rows = { 0 };
    collect_chosen(selections, &arena, &rows);
    size_t shown = rows.count;
    if (!screen->style->verbose && shown > SELECTIONS_SHOWN + 1)
        shown = SELECTIONS_SHOWN;
    struct flow flow = flow_start(screen, 0, 2);
    buf_char(screen->out, '\n');
    flow_add(&flow, "", INK_BOLD, STR("chosen at run time"));
    flow_printf(&flow, " · ", INK_DIM, "%zu %s", selections->count,
                plural(selections->count, "place", "places"));
    flow_add(&flow, " · ", INK_DIM, STR("no findings: see what these are set to"));
    buf_char(screen->out, '\n');
    size_t left = selections->count;
    for (size_t i = 0; i < shown; i++) {
        add_chosen(screen, &rows.items[i]);
        left -= rows.items[i].lines.count < left ? rows.items[i].lines.count : left;
    }
    if (shown < rows.count)
        screen_printf(screen, INK_DIM, "  and %zu more, -v lists them\n", left);
}

static const char *effect_text(enum skip_effect effect)
{
    switch (effect) {
    case SKIP_NOT_READ:
        return "not read";
    case SKIP_READ_AS_TEXT:
        return "read as text";
    case SKIP_PART:
        return "in part";
    }
    return "";
}

static void add_skip(const struct screen *screen, const struct skip *skip)
{
    CLEANUP(buf_release) struct buf text = { 0 };
    buf_printf(&text, "%s, %s", skip_reason_name(skip->reason), effect_text(skip->effect));
    if (skip->detail.len > 0)
        buf_printf(&text, ": %.*s", STR_ARG(skip->detail));
    buf_puts(screen->out, "  ");
    screen_place(screen, INK_PLAIN, skip->path, 0);
    size_t column = 2 + screen_place_width(skip->path, 0) + 2;
    buf_puts(screen->out, "  ");
    if (column + text_width(buf_str(&text)) > screen->width && column > screen->width / 2) {
        column = 6;
        buf_puts(screen->out, "\n      ");
    }
    screen_wrap(screen, INK_DIM, buf_str(&text), column, column, 0);
}

/* Nothing is missing without it. */
static bool is_usual(const struct skip *skip)
{
    return skip->reason == SKIP_BINARY || skip->reason == SKIP_OWN_FILE;
}

void text_skips(const struct screen *screen)
{
    const struct ledger *ledger = screen->report->ledger;
    bool all = screen->style->verbose;
    size_t listed = 0;
    for (size_t i = 0; i < ledger->skips.count; i++)
        listed += all || !is_usual(&ledger->skips.items[i]);
    if (listed > 0 || ledger->notes.count > 0)
        screen_put(screen, INK_BOLD, "\nnot read, or not as what it is\n");
    for (size_t i = 0; i < ledger->notes.count; i++) {
        buf_puts(screen->out, "  ");
        screen_wrap(screen, INK_YELLOW, ledger->notes.items[i], 2, 4, 0);
    }
    size_t shown = 0;
    for (size_t i = 0; i < ledger->skips.count; i++) {
        const struct skip *skip = &ledger->skips.items[i];
        if ((is_usual(skip) && !all) || (!all && shown == SKIPS_SHOWN))
            continue;
        add_skip(screen, skip);
        shown++;
    }
    if (shown < listed)
        screen_printf(screen, INK_DIM, "  and %zu more, -v lists them\n", listed - shown);
    buf_char(screen->out, '\n');
}
