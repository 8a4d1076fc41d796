#include <stdlib.h>

#include "match/match.h"

static enum confidence step_down(enum confidence confidence)
{
    return confidence == CONFIDENCE_LOW ? CONFIDENCE_LOW : (enum confidence)(confidence - 1);
}

/* False when the repository speaks against it. */
static bool weigh_repository(const bool *seen, struct arena *result, struct reference *reference)
{
    const struct rule *rule = reference->rule;
    for (size_t i = 0; i < rule->evidence_count; i++) {
        const struct evidence *evidence = &rule->evidence[i];
        if (evidence->scope != EVIDENCE_REPOSITORY ||
            seen[evidence->repository_index] == evidence->wanted)
            continue;
        if (!evidence->lowers)
            return false;
        reference->confidence = step_down(reference->confidence);
        if (evidence->note.len > 0)
            reference->note = reference->note.len == 0
                                  ? evidence->note
                                  : arena_printf(result, "%.*s; %.*s", STR_ARG(reference->note),
                                                 STR_ARG(evidence->note));
    }
    return true;
}

static int compare_places(const void *a, const void *b)
{
    const struct reference *x = a;
    const struct reference *y = b;
    int order = str_compare(x->path, y->path);
    if (order != 0)
        return order;
    if (x->span.offset != y->span.offset)
        return x->span.offset < y->span.offset ? -1 : 1;
    if (x->category != y->category)
        return x->category < y->category ? -1 : 1;
    order = str_compare(x->rule->id, y->rule->id);
    return order ? order : str_compare(x->evidence, y->evidence);
}

/* The stronger kind, then the stronger category, then the surer and the longer one. */
static bool stronger(const struct reference *a, const struct reference *b)
{
    if (a->kind != b->kind)
        return a->kind < b->kind;
    if (a->category != b->category)
        return a->category < b->category;
    if (a->confidence != b->confidence)
        return a->confidence > b->confidence;
    if (a->span.len != b->span.len)
        return a->span.len > b->span.len;
    return str_compare(a->rule->id, b->rule->id) < 0;
}

static void add_also(struct arena *result, struct reference *winner, struct str id)
{
    if (str_equal(id, winner->rule->id))
        return;
    for (size_t i = 0; i < winner->also.count; i++) {
        if (str_equal(winner->also.items[i], id))
            return;
    }
    vec_push(result, &winner->also, id);
}

/* What the loser knew and the winner does not. */
static void absorb(struct arena *result, struct reference *winner, const struct reference *loser)
{
    add_also(result, winner, loser->rule->id);
    for (size_t i = 0; i < loser->also.count; i++)
        add_also(result, winner, loser->also.items[i]);
    bool same_or_less = !winner->model || winner->model == loser->model ||
                        (winner->model->is_family && loser->model && !loser->model->is_family &&
                         str_equal(winner->model->family, loser->model->family));
    if (same_or_less && loser->model && winner->kind == loser->kind) {
        winner->model = loser->model;
        if (winner->host.len == 0)
            winner->host = loser->host;
        if (winner->variant.len == 0)
            winner->variant = loser->variant;
        if (winner->quantisation.len == 0)
            winner->quantisation = loser->quantisation;
    }
}

static bool overlap(const struct reference *a, const struct reference *b)
{
    /* References to a path have no width and stand at the same place. */
    return str_equal(a->path, b->path) &&
           (b->span.offset < a->span.offset + a->span.len ||
            (a->span.len == 0 && b->span.len == 0 && a->span.offset == b->span.offset));
}

void match_settle(const struct ruleset *ruleset, const bool *seen, struct arena *result,
                  struct references *references)
{
    (void)ruleset;
    size_t kept = 0;
    for (size_t i = 0; i < references->count; i++) {
        struct reference reference = references->items[i];
        if (weigh_repository(seen, result, &reference))
            references->items[kept++] = reference;
    }
    references->count = kept;
    if (kept < 2)
        return;
    qsort(references->items, kept, sizeof *references->items, compare_places);

    /* One sweep: each is compared with the winner that reaches over it. */
    size_t count = 0;
    size_t winner = STR_NONE;
    for (size_t i = 0; i < references->count; i++) {
        struct reference next = references->items[i];
        bool observation = next.kind == KIND_OBSERVATION;
        if (!observation && winner != STR_NONE && overlap(&references->items[winner], &next)) {
            struct reference *last = &references->items[winner];
            if (!stronger(last, &next)) {
                struct reference loser = *last;
                *last = next;
                absorb(result, last, &loser);
            } else {
                absorb(result, last, &next);
            }
            continue;
        }
        if (!observation)
            winner = count;
        references->items[count++] = next;
    }
    references->count = count;
}
