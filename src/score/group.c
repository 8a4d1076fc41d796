#include "score/group.h"

#include <stdlib.h>

#include "base/map.h"
#include "match/rule.h"
#include "score/fingerprint.h"

/* A reference that is still in the race, and the rules that it beat. */
struct entry {
    const struct reference *reference;
    struct strs also;
};

struct entries VEC(struct entry);

static struct str rule_id(const struct reference *reference)
{
    return reference->rule ? reference->rule->id : STR("");
}

/* Negative when `a` is the one to keep of two that overlap. */
static int compare_strength(const struct reference *a, const struct reference *b)
{
    if (a->kind != b->kind)
        return a->kind < b->kind ? -1 : 1;
    if (a->category != b->category)
        return a->category < b->category ? -1 : 1;
    if (a->confidence != b->confidence)
        return a->confidence > b->confidence ? -1 : 1;
    if (a->span.len != b->span.len)
        return a->span.len > b->span.len ? -1 : 1;
    if (!a->model != !b->model)
        return a->model ? -1 : 1;
    return str_compare(rule_id(a), rule_id(b));
}

static int compare_offsets(const void *a, const void *b)
{
    const struct reference *left = ((const struct entry *)a)->reference;
    const struct reference *right = ((const struct entry *)b)->reference;
    if (left->span.offset != right->span.offset)
        return left->span.offset < right->span.offset ? -1 : 1;
    return compare_strength(left, right);
}

/* References without an extent (a file as a whole) overlap nothing but their like. */
static bool overlap(const struct reference *a, const struct reference *b)
{
    if (a->span.len == 0 || b->span.len == 0)
        return a->span.offset == b->span.offset && a->span.len == b->span.len;
    return a->span.offset < b->span.offset + b->span.len &&
           b->span.offset < a->span.offset + a->span.len;
}

static void add_also(struct arena *arena, struct strs *also, struct str id, struct str own)
{
    if (id.len == 0 || str_equal(id, own))
        return;
    for (size_t i = 0; i < also->count; i++) {
        if (str_equal(also->items[i], id))
            return;
    }
    vec_push(arena, also, id);
}

/* Keeps the winner of two in `winner`. A winner that names no model takes the loser's. */
static void settle(struct arena *arena, struct entry *winner, struct entry *loser)
{
    if (compare_strength(loser->reference, winner->reference) < 0) {
        struct entry swap = *winner;
        *winner = *loser;
        *loser = swap;
    }
    struct str own = rule_id(winner->reference);
    add_also(arena, &winner->also, rule_id(loser->reference), own);
    for (size_t i = 0; i < loser->also.count; i++)
        add_also(arena, &winner->also, loser->also.items[i], own);
    if (!winner->reference->model && loser->reference->model) {
        struct reference *copy = arena_new(arena, struct reference);
        *copy = *winner->reference;
        copy->model = loser->reference->model;
        if (copy->host.len == 0)
            copy->host = loser->reference->host;
        winner->reference = copy;
    }
}

/* One pass over the references of a file in the order of their offsets: what overlaps the one
 * before it, which reaches furthest to the right of all kept ones, is settled with it. */
static void settle_overlaps(struct arena *arena, struct entries *entries)
{
    if (entries->count == 0)
        return;
    qsort(entries->items, entries->count, sizeof *entries->items, compare_offsets);
    size_t kept = 1;
    for (size_t i = 1; i < entries->count; i++) {
        struct entry *last = &entries->items[kept - 1];
        if (overlap(last->reference, entries->items[i].reference))
            settle(arena, last, &entries->items[i]);
        else
            entries->items[kept++] = entries->items[i];
    }
    entries->count = kept;
}

/* ---- statements and records ---- */

static bool has_record(const struct reference *reference)
{
    return reference->record_start != UINT32_MAX;
}

/* What the references of one finding have in common. */
static struct str group_key(struct arena *arena, const struct reference *reference)
{
    bool record = has_record(reference);
    struct str model = reference->model ? reference->model->id : STR("");
    return arena_printf(arena, "%c%u %d %d %.*s", record ? 'r' : 's',
                        record ? reference->record_start : reference->statement.offset,
                        (int)reference->kind, (int)reference->category, STR_ARG(model));
}

/* Ids have no blanks, display names do: the line of a catalogue's record is the one with the id. */
static bool looks_like_id(const struct reference *reference)
{
    return str_find_char(reference->evidence, ' ', 0) == STR_NONE;
}

/* Negative when `a` should give the finding its place. */
static int compare_prominence(const struct reference *a, const struct reference *b)
{
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

static void add_reference(struct arena *arena, struct finding *finding, const struct entry *entry)
{
    vec_push(arena, &finding->references, *entry->reference);
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
        finding->host = entry->reference->host;
    for (size_t i = 0; i < entry->also.count; i++)
        add_also(arena, &finding->also, entry->also.items[i], rule_id(first));
}

/* A mention, or a family's name, beside the model of the same record: the record's display name,
 * alias or title. */
static bool belongs_to(const struct finding *finding, const struct reference *reference)
{
    const struct model *model = finding->model;
    if (!model || finding->kind != KIND_DEPENDENCY)
        return false;
    if (!reference->model)
        return false;
    bool same = reference->model == model ||
                (reference->model->is_family && str_equal(reference->model->id, model->family));
    return same && (reference->kind == KIND_MENTION || reference->category == finding->category);
}

/* The dependency of each record in a file, for the lines that belong to it. */
static struct finding *find_record(const struct map *records, struct arena *arena,
                                   const struct reference *reference)
{
    if (!has_record(reference))
        return NULL;
    struct str key = arena_printf(arena, "%u", reference->record_start);
    struct finding *finding = map_get(records, key);
    return finding && belongs_to(finding, reference) ? finding : NULL;
}

/* True for a reference that can lead its record: a dependency on one model. */
static bool leads_record(const struct reference *reference)
{
    return has_record(reference) && reference->kind == KIND_DEPENDENCY && reference->model &&
           !reference->model->is_family;
}

static void group_file(struct arena *arena, struct entries *entries, struct findings *findings)
{
    struct map groups = { 0 };
    struct map records = { 0 };
    settle_overlaps(arena, entries);
    /* First what leads, then what may belong to it. */
    for (int follow = 0; follow <= 1; follow++) {
        for (size_t i = 0; i < entries->count; i++) {
            const struct entry *entry = &entries->items[i];
            const struct reference *reference = entry->reference;
            if (leads_record(reference) == (follow == 1))
                continue;
            struct finding *finding = find_record(&records, arena, reference);
            if (finding && follow) {
                add_reference(arena, finding, entry);
                continue;
            }
            void **slot = map_at(&groups, arena, group_key(arena, reference));
            if (!*slot) {
                *slot = arena_new(arena, struct finding);
                vec_push(arena, findings, *slot);
            }
            add_reference(arena, *slot, entry);
            if (leads_record(reference))
                *map_at(&records, arena, arena_printf(arena, "%u", reference->record_start)) =
                    *slot;
        }
    }
    entries->count = 0;
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
    struct entries entries = { 0 };
    for (size_t i = 0; i < references->count; i++) {
        const struct reference *reference = &references->items[i];
        if (reference->kind != KIND_OBSERVATION && reference->confidence >= least)
            vec_push(arena, &entries, (struct entry){ .reference = reference });
        bool last_of_file = i + 1 == references->count ||
                            !str_equal(reference->path, references->items[i + 1].path);
        if (last_of_file)
            group_file(arena, &entries, &findings);
    }
    if (findings.count > 1)
        qsort(findings.items, findings.count, sizeof *findings.items, compare_places);
    for (size_t i = 0; i < findings.count; i++) {
        struct finding *finding = findings.items[i];
        struct references *all = &finding->references;
        qsort(all->items + 1, all->count - 1, sizeof *all->items, compare_spans);
        finding->fingerprint = fingerprint_make(finding, arena);
    }
    *ret_findings = findings;
}
