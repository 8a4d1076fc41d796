#include "score/group.h"

#include <stdlib.h>

#include "base/map.h"
#include "match/rule.h"
#include "score/fingerprint.h"

/* The references of one file that are findings of some kind. */
struct group {
    const struct reference **items;
    size_t count;
    size_t capacity;
};

static void add_also(struct arena *arena, struct strs *also, struct str id, const struct rule *own)
{
    if (own && str_equal(id, own->id))
        return;
    for (size_t i = 0; i < also->count; i++) {
        if (str_equal(also->items[i], id))
            return;
    }
    vec_push(arena, also, id);
}

static bool has_record(const struct reference *reference)
{
    return reference->record_start != UINT32_MAX;
}

/* The record, else the statement. */
static struct str place_key(struct arena *arena, const struct reference *reference)
{
    bool record = has_record(reference);
    return arena_printf(arena, "%c%u", record ? 'r' : 's',
                        record ? reference->record_start : reference->statement.offset);
}

/* What the references of one finding have in common. */
static struct str group_key(struct arena *arena, const struct reference *reference)
{
    struct str model = reference->model ? reference->model->id : STR("");
    return arena_printf(arena, "%.*s %d %d %.*s", STR_ARG(place_key(arena, reference)),
                        (int)reference->kind, (int)reference->category, STR_ARG(model));
}

/* Ids have no blanks, display names do: the line of a catalogue's record is the one with the id. */
static bool looks_like_id(const struct reference *reference)
{
    return str_find_char(reference->evidence, ' ', 0) == STR_NONE;
}

/* True for a reference that can lead its place: a dependency on one model. */
static bool leads_place(const struct reference *reference)
{
    return reference->kind == KIND_DEPENDENCY && reference->model && !reference->model->is_family;
}

/* Negative when `a` should give the finding its place. */
static int compare_prominence(const struct reference *a, const struct reference *b)
{
    if (leads_place(a) != leads_place(b))
        return leads_place(a) ? -1 : 1;
    if (a->kind != b->kind)
        return a->kind < b->kind ? -1 : 1;
    if (a->confidence != b->confidence)
        return a->confidence > b->confidence ? -1 : 1;
    if (looks_like_id(a) != looks_like_id(b))
        return looks_like_id(a) ? -1 : 1;
    return a->span.offset < b->span.offset ? -1 : a->span.offset > b->span.offset;
}

static void take_from(struct finding *finding, const struct reference *reference)
{
    finding->rule = reference->rule;
    finding->category = reference->category;
    finding->kind = reference->kind;
    finding->model = reference->model;
    finding->host = reference->host;
    finding->confidence = reference->confidence;
    finding->where = reference->where;
    finding->path = reference->path;
    finding->span = reference->span;
    finding->evidence = reference->evidence;
    finding->snippet = reference->snippet;
    finding->note = reference->note;
}

static void add_reference(struct arena *arena, struct finding *finding,
                          const struct reference *reference)
{
    if (finding->references.count == 0) /* nearly all have one, and they are large */
        finding->references = (struct references){ arena_new(arena, struct reference), 0, 1 };
    vec_push(arena, &finding->references, *reference);
    struct references *all = &finding->references;
    struct reference *first = &all->items[0];
    struct reference *last = &all->items[all->count - 1];
    if (all->count > 1 && compare_prominence(last, first) < 0) {
        struct reference swap = *first;
        *first = *last;
        *last = swap;
    }
    take_from(finding, first);
    if (finding->host.len == 0)
        finding->host = reference->host;
    for (size_t i = 0; i < reference->also.count; i++)
        add_also(arena, &finding->also, reference->also.items[i], first->rule);
}

/* Beside the model of the same place: a mention of it (display name, alias or title of a record),
 * its family's name, or, in the same statement, what names no model at all (`LlamaGuard(model=…)`).
 */
static bool belongs_to(const struct finding *finding, const struct reference *reference)
{
    const struct model *model = finding->model;
    bool same_category = reference->category == finding->category;
    if (!reference->model)
        return same_category && reference->kind == finding->kind &&
               reference->statement.offset == finding->references.items[0].statement.offset;
    bool same = reference->model == model ||
                (reference->model->is_family && str_equal(reference->model->id, model->family));
    return same && (reference->kind == KIND_MENTION || same_category);
}

/* The dependency that leads a place, for the lines that belong to it. */
static struct finding *find_leader(const struct map *leaders, struct arena *arena,
                                   const struct reference *reference)
{
    struct finding *finding = map_get(leaders, place_key(arena, reference));
    return finding && belongs_to(finding, reference) ? finding : NULL;
}

static void group_file(struct arena *arena, struct arena *scratch, struct group *group,
                       struct findings *findings)
{
    struct map places = { 0 };
    struct map leaders = { 0 };
    /* First what leads a place, then what may belong to it. */
    for (int follow = 0; follow <= 1; follow++) {
        for (size_t i = 0; i < group->count; i++) {
            const struct reference *reference = group->items[i];
            if (leads_place(reference) == (follow == 1))
                continue;
            struct finding *finding = find_leader(&leaders, scratch, reference);
            if (finding && follow) {
                if (reference->kind == finding->kind) /* a display name is no place of its own */
                    add_reference(arena, finding, reference);
                else if (reference->rule)
                    add_also(arena, &finding->also, reference->rule->id, finding->rule);
                continue;
            }
            void **slot = map_at(&places, scratch, group_key(scratch, reference));
            if (!*slot) {
                *slot = arena_new(arena, struct finding);
                vec_push(arena, findings, *slot);
            }
            add_reference(arena, *slot, reference);
            if (leads_place(reference))
                *map_at(&leaders, scratch, place_key(scratch, reference)) = *slot;
        }
    }
    group->count = 0;
}

/* ---- order ---- */

static int compare_places(const void *a, const void *b)
{
    const struct finding *left = *(struct finding *const *)a;
    const struct finding *right = *(struct finding *const *)b;
    int order = str_compare(left->path, right->path);
    if (order != 0)
        return order;
    if (left->span.line != right->span.line)
        return left->span.line < right->span.line ? -1 : 1;
    if (left->span.column != right->span.column)
        return left->span.column < right->span.column ? -1 : 1;
    if (left->category != right->category)
        return left->category < right->category ? -1 : 1;
    if (left->kind != right->kind)
        return left->kind < right->kind ? -1 : 1;
    return str_compare(left->evidence, right->evidence);
}

void findings_sort(struct findings *findings)
{
    if (findings->count > 1)
        qsort(findings->items, findings->count, sizeof *findings->items, compare_places);
}

static int compare_spans(const void *a, const void *b)
{
    const struct span *left = &((const struct reference *)a)->span;
    const struct span *right = &((const struct reference *)b)->span;
    return left->offset < right->offset ? -1 : left->offset > right->offset;
}

void group_references(const struct references *references, enum confidence least,
                      struct arena *arena, struct findings *ret_findings)
{
    struct findings findings = { 0 };
    CLEANUP(arena_release) struct arena scratch = { 0 };
    struct group group = { 0 };
    for (size_t i = 0; i < references->count; i++) {
        const struct reference *reference = &references->items[i];
        if (reference->kind != KIND_OBSERVATION && reference->confidence >= least)
            vec_push(&scratch, &group, reference);
        bool last_of_file = i + 1 == references->count ||
                            !str_equal(reference->path, references->items[i + 1].path);
        if (last_of_file)
            group_file(arena, &scratch, &group, &findings);
    }
    findings_sort(&findings);
    for (size_t i = 0; i < findings.count; i++) {
        struct finding *finding = findings.items[i];
        struct references *all = &finding->references;
        qsort(all->items + 1, all->count - 1, sizeof *all->items, compare_spans);
        fingerprint_set(finding, arena);
    }
    *ret_findings = findings;
}
