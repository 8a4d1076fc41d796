/* What each component of a monorepo would cost if it moved alone. */
#include "report/message.h"
#include "report/text.h"

enum { COMPONENTS_SHOWN = 12, CELL = 11, LEAST_NAME = 12, MOST_NAME = 40 };

static struct str name_of(const struct component_cost *component)
{
    return component->path.len > 0 ? component->path : STR("(the root)");
}

/* "21", "21 2 blocked" */
static void add_cell(const struct screen *screen, const struct component_target *cell)
{
    CLEANUP(buf_release) struct buf text = { 0 };
    message_points(&text, cell->points.likely);
    if (cell->blocked > 0)
        buf_printf(&text, " (%zu)", cell->blocked);
    size_t width = text_width(buf_str(&text));
    buf_fill(screen->out, ' ', CELL > (int)width ? CELL - (int)width : 1);
    screen_cut(screen, cell->blocked > 0 ? INK_RED : INK_PLAIN, buf_str(&text), width);
}

/* Columns in the order of the targets; those of a component are in that of effort.yaml. */
static void add_cells(const struct screen *screen, const struct component_cost *component,
                      size_t columns)
{
    const struct targets *targets = &screen->report->result->targets;
    for (size_t i = 0; i < targets->count && i < columns; i++) {
        for (size_t j = 0; j < component->targets.count; j++) {
            if (str_equal(component->targets.items[j].id, targets->items[i].id))
                add_cell(screen, &component->targets.items[j]);
        }
    }
    buf_char(screen->out, '\n');
}

void text_components(const struct screen *screen)
{
    const struct result *result = screen->report->result;
    const struct component_costs *components = &result->components;
    if (components->count == 0)
        return;
    size_t name = LEAST_NAME;
    for (size_t i = 0; i < components->count; i++) {
        size_t width = screen_place_width(name_of(&components->items[i]), 0);
        name = width > name ? width : name;
    }
    name = name > MOST_NAME ? MOST_NAME : name;
    size_t columns = (screen->width - 2 - name) / CELL;
    screen_put(screen, INK_BOLD, "\ncomponents");
    screen_wrap(screen, INK_DIM,
                STR(" · likely points if each moved alone, with its shared work in full; blocked "
                    "places in brackets"), strlen("components"), 2, 0);
    buf_puts(screen->out, "  ");
    buf_fill(screen->out, ' ', (int)name);
    for (size_t i = 0; i < result->targets.count && i < columns; i++) {
        size_t width = text_width(result->targets.items[i].name);
        buf_fill(screen->out, ' ', width < CELL ? CELL - (int)width : 1);
        screen_cut(screen, INK_DIM, result->targets.items[i].name, CELL - 1);
    }
    buf_char(screen->out, '\n');
    size_t shown = components->count;
    if (!screen->style->verbose && shown > COMPONENTS_SHOWN + 1)
        shown = COMPONENTS_SHOWN;
    for (size_t i = 0; i < shown; i++) {
        buf_puts(screen->out, "  ");
        size_t used = screen_cut(screen, INK_PLAIN, name_of(&components->items[i]), name);
        screen_pad(screen, used, name);
        add_cells(screen, &components->items[i], columns);
    }
    if (shown < components->count)
        screen_printf(screen, INK_DIM, "  and %zu more, -v lists them\n",
                      components->count - shown);
}
