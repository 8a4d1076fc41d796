/* Engines in the text report: how often each is named and where first, for its lines can stay. */
#include <stdlib.h>

#include "base/map.h"
#include "report/text.h"

enum { PLACES_SHOWN = 3, NAME_WIDTH = 36 };

struct engine {
    struct str name;
    const struct finding *first[PLACES_SHOWN]; /* of different files */
    size_t shown;
    size_t places;
    size_t files;
};

struct engines VEC(struct engine);

static void count_place(struct engine *engine, const struct finding *finding, struct map *files,
                        struct arena *arena)
{
    struct str key =
        arena_printf(arena, "%.*s\n%.*s", STR_ARG(engine->name), STR_ARG(finding->path));
    void **slot = map_at(files, arena, key);
    engine->places++;
    if (*slot)
        return;
    *slot = engine;
    engine->files++;
    if (engine->shown < PLACES_SHOWN)
        engine->first[engine->shown++] = finding;
}

static int most_places_first(const void *a, const void *b)
{
    const struct engine *left = a;
    const struct engine *right = b;
    if (left->places != right->places)
        return left->places > right->places ? -1 : 1;
    return str_compare(left->name, right->name);
}

static void collect(const struct findings *findings, struct arena *arena, struct engines *engines)
{
    struct map files = { 0 };
    for (size_t i = 0; i < findings->count; i++) {
        const struct finding *finding = findings->items[i];
        size_t at = 0;
        while (at < engines->count && !str_equal(engines->items[at].name, finding->rule->title))
            at++;
        if (at == engines->count)
            vec_push(arena, engines, (struct engine){ .name = finding->rule->title });
        count_place(&engines->items[at], finding, &files, arena);
    }
    qsort(engines->items, engines->count, sizeof *engines->items, most_places_first);
}

void text_engines(const struct screen *screen, const struct findings *findings)
{
    CLEANUP(arena_release) struct arena arena = { 0 };
    struct engines engines = { 0 };
    size_t column = 0;
    collect(findings, &arena, &engines);
    for (size_t i = 0; i < engines.count; i++) {
        size_t width = text_width(engines.items[i].name);
        column = width > column ? width : column;
    }
    column = column < NAME_WIDTH ? column : NAME_WIDTH;
    for (size_t i = 0; i < engines.count; i++) {
        const struct engine *engine = &engines.items[i];
        buf_puts(screen->out, "  ");
        screen_pad(screen, screen_cut(screen, INK_PLAIN, engine->name, column), column + 2);
        struct flow flow = flow_start(screen, column + 4, column + 4);
        flow_printf(&flow, "", INK_DIM, "%zu %s in %zu %s", engine->places,
                    plural(engine->places, "place", "places"), engine->files,
                    plural(engine->files, "file", "files"));
        for (size_t j = 0; j < engine->shown; j++)
            flow_place(&flow, j ? ", " : ": ", engine->first[j]->path, engine->first[j]->span.line);
        if (engine->files > engine->shown)
            flow_add(&flow, ", ", INK_DIM, STR("…"));
        buf_char(screen->out, '\n');
    }
    screen_put(screen, INK_DIM, "  -v lists them\n");
}
