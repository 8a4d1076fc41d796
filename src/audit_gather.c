#include "audit_gather.h"

static void note_in_ledger(struct ledger *ledger, struct str path, const struct doc_result *result)
{
    ledger->files_scanned += result->scanned;
    if (str_is(result->language, "text"))
        ledger->files_text++;
    else if (result->language.len > 0)
        ledger_parsed(ledger, result->language.ptr);
    ledger->files_parsed += result->language.len > 0 && !str_is(result->language, "text");

    for (size_t i = 0; i < result->skips.count; i++) {
        const struct skip *skip = &result->skips.items[i];
        ledger_skip(ledger, skip);
        if (skip->reason == SKIP_TIME)
            ledger->reproducible = false;
    }
    if (result->found.truncated)
        ledger_skip(ledger, &(struct skip){ .path = path,
                                            .reason = SKIP_LIMIT,
                                            .effect = SKIP_PART,
                                            .detail = STR("too many references") });
    if (result->found.exhausted)
        ledger_skip(ledger, &(struct skip){ .path = path,
                                            .reason = SKIP_LIMIT,
                                            .effect = SKIP_PART,
                                            .detail = STR("a regular expression gave up") });
}

void gather_doc(struct audit *audit, struct str path, const struct doc_result *result,
                struct gathered *gathered)
{
    const struct match_result *found = &result->found;
    struct arena *arena = &audit->result_arena;
    if (doc_result_is_nothing(result)) {
        audit->ledger.files_scanned++;
        return;
    }
    note_in_ledger(&audit->ledger, path, result);
    for (size_t i = 0; i < found->references.count; i++)
        vec_push(arena, &audit->references, found->references.items[i]);
    for (size_t i = 0; i < found->selections.count; i++)
        vec_push(arena, &gathered->selections, found->selections.items[i]);
    for (size_t i = 0; i < found->directives.count; i++)
        vec_push(arena, &audit->directives, found->directives.items[i]);
    for (size_t i = 0; i < found->repository_seen.count; i++)
        gathered->seen[found->repository_seen.items[i]] = true;
}

void gather_side(struct audit *audit, size_t index, const struct doc_result *results,
                 struct gathered *gathered)
{
    const struct side *side = &audit->tree->sides[index];
    struct references *references = &audit->sides[index].references;
    for (size_t i = side->first; i < side->first + side->count; i++) {
        const struct match_result *found = &results[i].found;
        for (size_t j = 0; j < found->references.count; j++)
            vec_push(&audit->result_arena, references, found->references.items[j]);
        for (size_t j = 0; j < found->directives.count; j++)
            vec_push(&audit->result_arena, &audit->sides[index].directives,
                     found->directives.items[j]);
        /* Both sides are judged by the same evidence, or a file could look new for another. */
        for (size_t j = 0; j < found->repository_seen.count; j++)
            gathered->seen[found->repository_seen.items[j]] = true;
        for (size_t j = 0; j < results[i].skips.count; j++) {
            const struct skip *skip = &results[i].skips.items[j];
            if (skip->effect == SKIP_NOT_READ && skip->reason != SKIP_BINARY &&
                skip->reason != SKIP_OWN_FILE)
                ledger_note(&audit->ledger, "before the change, %.*s was not read: %s",
                            STR_ARG(skip->path), skip_reason_name(skip->reason));
        }
    }
}
