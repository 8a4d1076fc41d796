#include "parse/preprocessor.h"

#include "base/limits.h"
#include "parse/lines.h"

enum condition { MAY_HOLD, NEVER_HOLDS, ALWAYS_HOLDS };

struct extents VEC(struct extent);

struct conditions {
    enum condition stack[LIMIT_NESTING];
    size_t depth;      /* of #if in #if, also beyond the stack */
    size_t dead_depth; /* of the condition that does not hold; 0: the code is live */
};

static enum condition condition_of(struct str rest)
{
    size_t comment = str_find(rest, STR("/"), 0);
    rest = str_trim(comment == STR_NONE ? rest : str_slice(rest, 0, comment));
    if (str_is(rest, "0") || str_is(rest, "false"))
        return NEVER_HOLDS;
    return str_is(rest, "1") || str_is(rest, "true") ? ALWAYS_HOLDS : MAY_HOLD;
}

static void open_condition(struct conditions *at, enum condition condition)
{
    if (at->depth < LIMIT_NESTING)
        at->stack[at->depth] = condition;
    at->depth++;
    if (at->dead_depth == 0 && condition == NEVER_HOLDS)
        at->dead_depth = at->depth;
}

/* #else and #elif: what was dead may be live, and what always holds ends. */
static void turn_condition(struct conditions *at)
{
    if (at->depth == 0 || at->depth > LIMIT_NESTING)
        return;
    if (at->dead_depth == at->depth && at->stack[at->depth - 1] == NEVER_HOLDS)
        at->dead_depth = 0;
    else if (at->dead_depth == 0 && at->stack[at->depth - 1] == ALWAYS_HOLDS)
        at->dead_depth = at->depth;
}

static void close_condition(struct conditions *at)
{
    if (at->depth == 0)
        return;
    if (at->dead_depth == at->depth)
        at->dead_depth = 0;
    at->depth--;
}

static void take_directive(struct conditions *at, struct str line)
{
    line = str_trim(str_slice(line, 1, line.len));
    if (str_starts(line, STR("if")))
        open_condition(at, str_starts(line, STR("if ")) ? condition_of(str_slice(line, 3, line.len))
                                                        : MAY_HOLD);
    else if (str_starts(line, STR("el")))
        turn_condition(at);
    else if (str_starts(line, STR("endif")))
        close_condition(at);
}

static void find_dead(struct parse *parse, const struct doc *doc, struct extents *ret_dead)
{
    struct conditions at = { .depth = 0 };
    struct lines lines = { .text = doc->text };
    while (lines_next(&lines)) {
        size_t from = skip_blanks(doc->text, lines.from, lines.to);
        if (from == lines.to || doc->text.ptr[from] != '#')
            continue;
        bool dead = at.dead_depth > 0;
        take_directive(&at, str_slice(doc->text, from, lines.to));
        uint32_t here = doc_origin(doc, from);
        if (!dead && at.dead_depth > 0)
            vec_push(parse->arena, ret_dead, (struct extent){ here, UINT32_MAX });
        else if (dead && at.dead_depth == 0)
            ret_dead->items[ret_dead->count - 1].end = here;
    }
}

static bool is_inside(const struct extents *dead, uint32_t at)
{
    size_t low = 0;
    size_t high = dead->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (dead->items[middle].end <= at)
            low = middle + 1;
        else
            high = middle;
    }
    return low < dead->count && dead->items[low].start <= at;
}

void preprocessor_mark_dead(struct parse *parse, const struct doc *doc, size_t first)
{
    if (str_find(doc->text, STR("#if"), 0) == STR_NONE &&
        str_find(doc->text, STR("# if"), 0) == STR_NONE)
        return;
    struct extents dead = { 0 };
    find_dead(parse, doc, &dead);
    for (size_t i = first; dead.count > 0 && i < parse->sites.count; i++) {
        struct site *site = &parse->sites.items[i];
        site->dead = site->dead || is_inside(&dead, site->at.start);
    }
}
