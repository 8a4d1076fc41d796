/* The row that is not ranked, in full: what staying on Llama asks, by kind and model. */
#include "report/message.h"
#include "report/stay_rows.h"
#include "report/text.h"

enum { ROWS_SHOWN = 6, PLACES_SHOWN = 4 };

static void add_row(const struct screen *screen, const struct stay_row *row)
{
    struct flow flow = flow_start(screen, 4, 8);
    buf_puts(screen->out, "    ");
    CLEANUP(buf_release) struct buf safe = { 0 };
    escape_terminal(&safe, row->what);
    struct str rest = buf_str(&safe);
    while (rest.len > 0) {
        struct str word = str_split(&rest, ' ');
        flow_add(&flow, " ", INK_PLAIN, word);
    }
    size_t most = screen->style->verbose ? row->places.count : PLACES_SHOWN;
    for (size_t i = 0; i < row->places.count && i < most; i++) {
        const struct stay_item *item = row->places.items[i];
        flow_place(&flow, i ? ", " : row->what.len ? "  " : "", item->path, item->line);
    }
    if (row->places.count > most)
        flow_printf(&flow, " ", INK_PLAIN, "and %zu more", row->places.count - most);
    buf_char(screen->out, '\n');
}

static void add_group(const struct screen *screen, const struct stay_group *group)
{
    CLEANUP(buf_release) struct buf text = { 0 };
    buf_add(&text, group->title);
    buf_puts(&text, " · ");
    message_points(&text, group->points.likely);
    buf_printf(&text, " %s", group->points.likely == 1 ? "point" : "points");
    if (group->helps_migration)
        buf_puts(&text, " · helps a later move");
    buf_puts(screen->out, "  ");
    screen_wrap(screen, INK_PLAIN, buf_str(&text), 2, 4, 0);
    size_t shown = group->rows.count;
    if (!screen->style->verbose && shown > ROWS_SHOWN + 1)
        shown = ROWS_SHOWN;
    for (size_t i = 0; i < shown; i++)
        add_row(screen, &group->rows.items[i]);
    if (shown < group->rows.count)
        screen_printf(screen, INK_DIM, "    and %zu more, -v lists them\n",
                      group->rows.count - shown);
}

void text_stay(const struct screen *screen)
{
    const struct stay *stay = &screen->report->result->stay;
    if (stay->items.count == 0)
        return;
    CLEANUP(arena_release) struct arena arena = { 0 };
    struct stay_groups groups;
    stay_groups_make(stay, &arena, &groups);
    double helping = stay_helping(stay).likely;
    CLEANUP(buf_release) struct buf text = { 0 };
    buf_puts(&text, " · ");
    message_points(&text, stay->points.likely);
    buf_printf(&text, " %s", stay->points.likely == 1 ? "point" : "points");
    if (helping > 0) {
        buf_puts(&text, ", ");
        message_points(&text, helping);
        buf_puts(&text, " of them make a later move cheaper, too");
    }
    screen_put(screen, INK_BOLD, "\nstaying on Llama asks");
    screen_wrap(screen, INK_DIM, buf_str(&text), strlen("staying on Llama asks"), 2, 0);
    for (size_t i = 0; i < groups.count; i++)
        add_group(screen, &groups.items[i]);
}
