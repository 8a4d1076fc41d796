#include "ledger/ledger.h"

#include <assert.h>
#include <stdlib.h>

static const char *const reason_names[SKIP_REASON_COUNT] = {
    [SKIP_BINARY] = "binary",
    [SKIP_ENCODING] = "encoding",
    [SKIP_ERROR] = "error",
    [SKIP_LFS_POINTER] = "lfs-pointer",
    [SKIP_LIMIT] = "limit",
    [SKIP_MISSING_OBJECT] = "missing-object",
    [SKIP_OWN_FILE] = "own-file",
    [SKIP_PARSE] = "parse",
    [SKIP_SPARSE] = "sparse",
    [SKIP_SUBMODULE_ABSENT] = "submodule-absent",
    [SKIP_SUBMODULE] = "submodule",
    [SKIP_SYMLINK] = "symlink",
    [SKIP_TIME] = "time",
    [SKIP_UNREADABLE] = "unreadable",
};

static int compare_skips(const void *a, const void *b)
{
    const struct skip *x = a;
    const struct skip *y = b;
    int order = str_compare(x->path, y->path);
    if (order == 0)
        order = (int)x->reason - (int)y->reason;
    return order ? order : str_compare(x->detail, y->detail);
}

static int compare_selections(const void *a, const void *b)
{
    const struct selection *x = a;
    const struct selection *y = b;
    int order = str_compare(x->path, y->path);
    if (order == 0)
        order = (x->line > y->line) - (x->line < y->line);
    if (order == 0)
        order = (x->column > y->column) - (x->column < y->column);
    if (order == 0)
        order = str_compare(x->api, y->api);
    if (order == 0)
        order = str_compare(x->variable, y->variable);
    return order ? order : str_compare(x->expression, y->expression);
}

static int compare_languages(const void *a, const void *b)
{
    const struct map_entry *x = a;
    const struct map_entry *y = b;
    return str_compare(x->key, y->key);
}

static int compare_strs(const void *a, const void *b)
{
    const struct str *x = a;
    const struct str *y = b;
    return str_compare(*x, *y);
}

/** Sorts and drops what compares equal; returns how many are left. */
static size_t sort_unique(void *items, size_t count, size_t item_size,
                          int (*compare)(const void *, const void *))
{
    if (count == 0)
        return 0;
    qsort(items, count, item_size, compare);

    char *base = items;
    size_t kept = 1;
    for (size_t i = 1; i < count; i++) {
        if (compare(base + (kept - 1) * item_size, base + i * item_size) == 0)
            continue;
        if (kept != i)
            memcpy(base + kept * item_size, base + i * item_size, item_size);
        kept++;
    }
    return kept;
}

const char *skip_reason_name(enum skip_reason reason)
{
    assert(reason < SKIP_REASON_COUNT);
    return reason_names[reason];
}

void ledger_init(struct ledger *ledger, struct arena *arena)
{
    *ledger = (struct ledger){ .arena = arena, .reproducible = true };
}

void ledger_skip(struct ledger *ledger, const struct skip *skip)
{
    vec_push(ledger->arena, &ledger->skips,
             (struct skip){
                 .path = arena_str(ledger->arena, skip->path),
                 .reason = skip->reason,
                 .effect = skip->effect,
                 .detail = arena_str(ledger->arena, skip->detail),
             });
}

void ledger_select(struct ledger *ledger, const struct selection *selection)
{
    struct arena *arena = ledger->arena;
    vec_push(arena, &ledger->selections,
             (struct selection){
                 .path = arena_str(arena, selection->path),
                 .line = selection->line,
                 .column = selection->column,
                 .api = arena_str(arena, selection->api),
                 .variable = arena_str(arena, selection->variable),
                 .expression = arena_str(arena, selection->expression),
             });
}

void ledger_note(struct ledger *ledger, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    struct str note = arena_vprintf(ledger->arena, format, args);
    va_end(args);

    for (size_t i = 0; i < ledger->notes.count; i++) {
        if (str_equal(ledger->notes.items[i], note))
            return;
    }
    vec_push(ledger->arena, &ledger->notes, note);
}

void ledger_parsed(struct ledger *ledger, const char *language)
{
    struct str name = str_from(language);
    void **files = map_at(&ledger->parsed, ledger->arena, name);
    *files = (void *)((uintptr_t)*files + 1);
}

void ledger_finish(struct ledger *ledger)
{
    ledger->skips.count = sort_unique(ledger->skips.items, ledger->skips.count,
                                      sizeof *ledger->skips.items, compare_skips);
    ledger->selections.count = sort_unique(ledger->selections.items, ledger->selections.count,
                                           sizeof *ledger->selections.items, compare_selections);
    ledger->notes.count = sort_unique(ledger->notes.items, ledger->notes.count,
                                      sizeof *ledger->notes.items, compare_strs);

    /* Which language came first depends on nothing but the files, yet readers expect an order.
     * A map may not be sorted in place, its slots hold indices: build it anew. */
    struct map sorted = { 0 };
    struct map_entry *entries =
        arena_array(ledger->arena, ledger->parsed.count, sizeof *ledger->parsed.entries);
    if (ledger->parsed.count > 0) {
        memcpy(entries, ledger->parsed.entries, ledger->parsed.count * sizeof *entries);
        qsort(entries, ledger->parsed.count, sizeof *entries, compare_languages);
    }
    for (size_t i = 0; i < ledger->parsed.count; i++)
        *map_at(&sorted, ledger->arena, entries[i].key) = entries[i].value;
    ledger->parsed = sorted;
}

size_t ledger_skip_count(const struct ledger *ledger, enum skip_reason reason)
{
    size_t count = 0;
    for (size_t i = 0; i < ledger->skips.count; i++)
        count += ledger->skips.items[i].reason == reason;
    return count;
}

const struct skip *ledger_unread(const struct ledger *ledger, struct str path)
{
    const struct skip_list *skips = &ledger->skips;
    size_t first = 0;
    for (size_t end = skips->count; first < end;) {
        size_t middle = first + (end - first) / 2;
        if (str_compare(skips->items[middle].path, path) < 0)
            first = middle + 1;
        else
            end = middle;
    }
    for (; first < skips->count && str_equal(skips->items[first].path, path); first++) {
        const struct skip *skip = &skips->items[first];
        bool cut = skip->effect != SKIP_READ_AS_TEXT || skip->reason == SKIP_TIME ||
                   skip->reason == SKIP_ERROR;
        if (cut && skip->reason != SKIP_BINARY && skip->reason != SKIP_OWN_FILE &&
            skip->reason != SKIP_SYMLINK && !str_is(skip->detail, SKIP_NOT_THERE))
            return skip;
    }
    return NULL;
}
