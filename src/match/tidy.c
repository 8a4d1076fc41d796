#include "match/tidy.h"

#include <stdlib.h>

static int compare_references(const void *a, const void *b)
{
    const struct reference *x = a;
    const struct reference *y = b;
    if (x->span.offset != y->span.offset)
        return x->span.offset < y->span.offset ? -1 : 1;
    if (x->category != y->category)
        return x->category < y->category ? -1 : 1;
    if (x->rule != y->rule)
        return str_compare(x->rule->id, y->rule->id);
    return x->span.len > y->span.len ? -1 : x->span.len < y->span.len;
}

/* The same rule on the same or an overlapping span: two alternatives of one `any`, or two sites of
 * one text, such as a key that is a string as well. The longer one stays. */
static void drop_repeats(struct references *references)
{
    size_t kept = 0;
    for (size_t i = 0; i < references->count; i++) {
        const struct reference *next = &references->items[i];
        bool repeat = false;
        for (size_t back = 1; back <= kept && back <= 8 && !repeat; back++) {
            struct reference *last = &references->items[kept - back];
            if (last->rule != next->rule ||
                last->span.offset + last->span.len <= next->span.offset ||
                (last->model != next->model && last->span.offset != next->span.offset))
                continue;
            repeat = true;
            if (next->span.len > last->span.len && next->span.offset == last->span.offset)
                *last = *next;
        }
        if (!repeat)
            references->items[kept++] = *next;
    }
    references->count = kept;
}

void tidy_references(struct references *references)
{
    if (references->count < 2)
        return;
    qsort(references->items, references->count, sizeof *references->items, compare_references);
    drop_repeats(references);
}

static int compare_selections(const void *a, const void *b)
{
    const struct selection *x = a;
    const struct selection *y = b;
    if (x->line != y->line)
        return x->line < y->line ? -1 : 1;
    return (x->column > y->column) - (x->column < y->column);
}

void tidy_selections(struct selection_list *selections)
{
    if (selections->count < 2)
        return;
    qsort(selections->items, selections->count, sizeof *selections->items, compare_selections);
    size_t kept = 1;
    for (size_t i = 1; i < selections->count; i++) {
        if (compare_selections(&selections->items[i], &selections->items[kept - 1]) != 0)
            selections->items[kept++] = selections->items[i];
    }
    selections->count = kept;
}

void tidy_own_words(const struct directives *directives, struct references *references)
{
    size_t kept = 0;
    for (size_t i = 0; i < references->count; i++) {
        uint32_t offset = references->items[i].span.offset;
        size_t low = 0;
        size_t high = directives->count;
        while (low < high) { /* to the first one behind it */
            size_t middle = low + (high - low) / 2;
            if (directives->items[middle].span.offset <= offset)
                low = middle + 1;
            else
                high = middle;
        }
        const struct span *span = low > 0 ? &directives->items[low - 1].span : NULL;
        if (!span || offset >= span->offset + span->len)
            references->items[kept++] = references->items[i];
    }
    references->count = kept;
}
