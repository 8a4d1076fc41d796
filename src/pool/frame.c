#include "pool/frame.h"

#include <assert.h>
#include <stddef.h>

#include "base/limits.h"
#include "match/snippet.h"

enum { MAGIC = 0x6c61666d };

/* The text of a reference, but the path: the parent has that. `also` is filled there, too. The
 * snippet comes by itself. */
static const size_t reference_texts[] = {
    offsetof(struct reference, evidence),     offsetof(struct reference, host),
    offsetof(struct reference, variant),      offsetof(struct reference, quantisation),
    offsetof(struct reference, key),          offsetof(struct reference, symbol),
    offsetof(struct reference, callee),       offsetof(struct reference, argument),
    offsetof(struct reference, role),         offsetof(struct reference, language),
    offsetof(struct reference, note),         offsetof(struct reference, value),
    offsetof(struct reference, line_hash),
};

/* Where a pointer is 8 bytes. A new field has to be sent, and read, below. `also` is filled in the
 * parent. */
_Static_assert(sizeof(void *) != 8 || sizeof(struct reference) == 376,
               "struct reference has changed: put_reference and get_reference must, too");

/* The text of a directive, but the path. */
static const size_t directive_texts[] = {
    offsetof(struct directive, language), offsetof(struct directive, rule),
    offsetof(struct directive, until),    offsetof(struct directive, reason),
};

_Static_assert(sizeof(void *) != 8 || sizeof(struct directive) == 152,
               "struct directive has changed: put_directive and get_directive must, too");

struct header {
    uint32_t magic;
    uint32_t len;
    uint64_t checksum;
};

/* ---- writing ---- */

static void put_u32(struct buf *out, uint32_t value)
{
    buf_add(out, (struct str){ (const char *)&value, sizeof value });
}

static void put_u64(struct buf *out, uint64_t value)
{
    buf_add(out, (struct str){ (const char *)&value, sizeof value });
}

static void put_str(struct buf *out, struct str text)
{
    put_u32(out, (uint32_t)text.len);
    buf_add(out, text);
}

static void put_span(struct buf *out, const struct span *span)
{
    buf_add(out, (struct str){ (const char *)span, sizeof *span });
}

/** 0 for none, else the index + 1. */
static uint32_t model_number(const struct frame_env *env, const struct model *model)
{
    if (!model)
        return 0;
    assert(model >= env->models && model < env->models + env->model_count);
    return (uint32_t)(model - env->models) + 1;
}

static void put_reference(const struct frame_env *env, const struct reference *reference,
                          bool whole, struct buf *out)
{
    put_u32(out, reference->rule->index);
    put_u32(out, model_number(env, reference->model));
    put_u32(out, reference->category);
    put_u32(out, reference->kind);
    put_u32(out, reference->confidence);
    put_u32(out, reference->where);
    put_span(out, &reference->span);
    put_span(out, &reference->statement);
    put_u32(out, reference->record_start);
    put_u32(out, reference->snippet_start);
    put_u32(out, snippet_is_path(reference));
    put_str(out, whole ? reference->snippet : STR(""));
    for (size_t i = 0; i < ARRAY_COUNT(reference_texts); i++)
        put_str(out, *(const struct str *)((const char *)reference + reference_texts[i]));
}

static void put_directive(const struct directive *directive, bool whole, struct buf *out)
{
    put_span(out, &directive->span);
    put_u32(out, directive->covers.start);
    put_u32(out, directive->covers.end);
    put_u32(out, directive->fault);
    put_u32(out, directive->alone);
    put_u32(out, directive->quoted);
    put_u32(out, directive->where);
    put_str(out, whole ? directive->snippet : STR(""));
    for (size_t i = 0; i < ARRAY_COUNT(directive_texts); i++)
        put_str(out, *(const struct str *)((const char *)directive + directive_texts[i]));
}

static void put_result(const struct frame_env *env, const struct doc_result *result, bool whole,
                       struct buf *out)
{
    put_u32(out, result->scanned);
    put_u32(out, result->deferred);
    put_u32(out, result->lasting);
    put_u64(out, result->outline);
    put_str(out, result->language);

    put_u32(out, (uint32_t)result->skips.count);
    for (size_t i = 0; i < result->skips.count; i++) {
        const struct skip *skip = &result->skips.items[i];
        put_u32(out, skip->reason);
        put_u32(out, skip->effect);
        put_str(out, skip->detail);
    }
    const struct match_result *found = &result->found;
    put_u32(out, found->truncated);
    put_u32(out, found->exhausted);
    put_u32(out, (uint32_t)found->repository_seen.count);
    for (size_t i = 0; i < found->repository_seen.count; i++)
        put_u32(out, found->repository_seen.items[i]);
    put_u32(out, (uint32_t)found->selections.count);
    for (size_t i = 0; i < found->selections.count; i++) {
        const struct selection *selection = &found->selections.items[i];
        put_u32(out, selection->line);
        put_u32(out, selection->column);
        put_str(out, selection->api);
        put_str(out, selection->variable);
        put_str(out, selection->expression);
    }
    put_u32(out, (uint32_t)found->directives.count);
    for (size_t i = 0; i < found->directives.count; i++)
        put_directive(&found->directives.items[i], whole, out);
    put_u32(out, (uint32_t)found->references.count);
    for (size_t i = 0; i < found->references.count; i++)
        put_reference(env, &found->references.items[i], whole, out);
}

void frame_write(const struct frame_env *env, size_t index, const struct doc_result *result,
                 struct buf *out)
{
    struct header header = { .magic = MAGIC };
    size_t start = out->len;
    buf_add(out, (struct str){ (const char *)&header, sizeof header });
    put_u32(out, (uint32_t)index);
    put_result(env, result, true, out);

    struct str payload = str_slice(buf_str(out), start + sizeof header, out->len);
    header.len = (uint32_t)payload.len;
    header.checksum = str_hash(payload);
    memcpy(out->ptr + start, &header, sizeof header);
}

/* ---- reading ---- */

/** What is left of a payload. Once something was wrong, everything that follows reads as 0. */
struct cursor {
    struct str rest;
    struct arena *arena;
    bool broken;
};

static uint32_t get_u32(struct cursor *cursor)
{
    uint32_t value = 0;
    if (cursor->broken || cursor->rest.len < sizeof value) {
        cursor->broken = true;
        return 0;
    }
    memcpy(&value, cursor->rest.ptr, sizeof value);
    cursor->rest = str_slice(cursor->rest, sizeof value, cursor->rest.len);
    return value;
}

static uint64_t get_u64(struct cursor *cursor)
{
    uint64_t value;
    uint32_t first = get_u32(cursor);
    uint32_t second = get_u32(cursor);
    memcpy(&value, &first, sizeof first);
    memcpy((char *)&value + sizeof first, &second, sizeof second);
    return value;
}

/** A number below `bound`. */
static uint32_t get_below(struct cursor *cursor, size_t bound)
{
    uint32_t value = get_u32(cursor);
    if (value < bound)
        return value;
    cursor->broken = true;
    return 0;
}

static struct str get_str(struct cursor *cursor)
{
    uint32_t len = get_u32(cursor);
    if (cursor->broken || len > cursor->rest.len) {
        cursor->broken = true;
        return STR("");
    }
    struct str text = arena_str(cursor->arena, str_slice(cursor->rest, 0, len));
    cursor->rest = str_slice(cursor->rest, len, cursor->rest.len);
    return text;
}

/** How many items follow: no more than could be in what is left. */
static uint32_t get_count(struct cursor *cursor, size_t item_len)
{
    return get_below(cursor, cursor->rest.len / item_len + 1);
}

static struct span get_span(struct cursor *cursor)
{
    struct span span = { 0 };
    if (cursor->broken || cursor->rest.len < sizeof span) {
        cursor->broken = true;
        return span;
    }
    memcpy(&span, cursor->rest.ptr, sizeof span);
    cursor->rest = str_slice(cursor->rest, sizeof span, cursor->rest.len);
    if (span.end_line < span.line || span.len > UINT32_MAX - span.offset)
        cursor->broken = true;
    return span;
}

static struct skip get_skip(struct cursor *cursor, struct str path)
{
    struct skip skip = { .path = path };
    skip.reason = (enum skip_reason)get_below(cursor, SKIP_REASON_COUNT);
    skip.effect = (enum skip_effect)get_below(cursor, SKIP_PART + 1);
    skip.detail = get_str(cursor);
    return skip;
}

static struct selection get_selection(struct cursor *cursor, struct str path)
{
    struct selection selection = { .path = path };
    selection.line = get_u32(cursor);
    selection.column = get_u32(cursor);
    selection.api = get_str(cursor);
    selection.variable = get_str(cursor);
    selection.expression = get_str(cursor);
    return selection;
}

static struct directive get_directive(struct cursor *cursor, struct str path)
{
    struct directive directive = { .path = path };
    directive.span = get_span(cursor);
    directive.covers.start = get_u32(cursor);
    directive.covers.end = get_u32(cursor);
    directive.fault = (enum directive_fault)get_below(cursor, DIRECTIVE_FAULT_COUNT);
    directive.alone = get_below(cursor, 2);
    directive.quoted = get_below(cursor, 2);
    directive.where = (enum where)get_below(cursor, WHERE_COUNT);
    directive.snippet = get_str(cursor);
    for (size_t i = 0; i < ARRAY_COUNT(directive_texts); i++)
        *(struct str *)((char *)&directive + directive_texts[i]) = get_str(cursor);
    return directive;
}

static struct reference get_reference(const struct frame_env *env, struct cursor *cursor,
                                      struct str path)
{
    struct reference reference = { .path = path };
    uint32_t rule = get_below(cursor, env->ruleset->count);
    uint32_t model = get_below(cursor, env->model_count + 1);
    reference.rule = cursor->broken ? NULL : env->ruleset->rules[rule];
    reference.model = model > 0 ? &env->models[model - 1] : NULL;
    reference.category = (enum category)get_below(cursor, CATEGORY_COUNT);
    reference.kind = (enum kind)get_below(cursor, KIND_COUNT);
    reference.confidence = (enum confidence)get_below(cursor, CONFIDENCE_COUNT);
    reference.where = (enum where)get_below(cursor, WHERE_COUNT);
    reference.span = get_span(cursor);
    reference.statement = get_span(cursor);
    reference.record_start = get_u32(cursor);
    reference.snippet_start = get_u32(cursor);
    bool snippet_is_path = get_below(cursor, 2);
    reference.snippet = get_str(cursor);
    if (snippet_is_path)
        reference.snippet = path;
    for (size_t i = 0; i < ARRAY_COUNT(reference_texts); i++)
        *(struct str *)((char *)&reference + reference_texts[i]) = get_str(cursor);
    return reference;
}

static bool get_result(const struct frame_env *env, struct cursor *cursor, struct str path,
                       bool kept, struct doc_result *ret)
{
    /* The least that each item takes: its numbers and the lengths of its texts. */
    enum { SKIP_LEN = 3 * 4, SELECTION_LEN = 5 * 4, SEEN_LEN = 4, DIRECTIVE_LEN = 10 * 4,
           REFERENCE_LEN = 8 * 4 };
    struct arena *arena = cursor->arena;
    CLEANUP(arena_release) struct arena left_out = { 0 };
    struct doc_result result = { 0 };
    result.scanned = get_below(cursor, 2);
    result.deferred = get_below(cursor, 2);
    result.lasting = get_below(cursor, 2);
    result.outline = get_u64(cursor);
    result.language = get_str(cursor);

    uint32_t count = get_count(cursor, SKIP_LEN);
    for (uint32_t i = 0; i < count && !cursor->broken; i++)
        vec_push(arena, &result.skips, get_skip(cursor, path));
    result.found.truncated = get_below(cursor, 2);
    result.found.exhausted = get_below(cursor, 2);
    count = get_count(cursor, SEEN_LEN);
    for (uint32_t i = 0; i < count && !cursor->broken; i++) {
        vec_push(arena, &result.found.repository_seen,
                 get_below(cursor, env->ruleset->repository.count));
    }
    if (!kept)
        cursor->arena = arena = &left_out;
    count = get_count(cursor, SELECTION_LEN);
    for (uint32_t i = 0; i < count && !cursor->broken; i++)
        vec_push(arena, &result.found.selections, get_selection(cursor, path));
    count = get_count(cursor, DIRECTIVE_LEN);
    for (uint32_t i = 0; i < count && !cursor->broken; i++)
        vec_push(arena, &result.found.directives, get_directive(cursor, path));
    count = get_count(cursor, REFERENCE_LEN);
    for (uint32_t i = 0; i < count && !cursor->broken; i++)
        vec_push(arena, &result.found.references, get_reference(env, cursor, path));

    if (cursor->broken || cursor->rest.len > 0)
        return false;
    if (!kept)
        doc_result_truncate(&result);
    *ret = result;
    return true;
}

static bool get_payload(const struct frame_env *env, struct cursor *cursor, size_t *ret_index,
                        struct doc_result *ret)
{
    size_t index = get_below(cursor, env->entry_count);
    if (cursor->broken ||
        !get_result(env, cursor, env->entries[index].path, index < env->kept_count, ret))
        return false;
    *ret_index = index;
    return true;
}

enum frame_status frame_read(const struct frame_env *env, struct str *bytes, struct arena *arena,
                             size_t *ret_index, struct doc_result *ret_result)
{
    struct header header;
    if (bytes->len < sizeof header)
        return FRAME_INCOMPLETE;
    memcpy(&header, bytes->ptr, sizeof header);
    if (header.magic != MAGIC || header.len > LIMIT_FRAME_BYTES)
        return FRAME_BROKEN;
    size_t end = sizeof header + header.len;
    if (bytes->len < end)
        return FRAME_INCOMPLETE;

    struct cursor cursor = { .rest = str_slice(*bytes, sizeof header, end), .arena = arena };
    if (str_hash(cursor.rest) != header.checksum ||
        !get_payload(env, &cursor, ret_index, ret_result))
        return FRAME_BROKEN;
    *bytes = str_slice(*bytes, end, bytes->len);
    return FRAME_READ;
}

/* ---- without a process at the other end ---- */

void frame_keep(const struct frame_env *env, const struct doc_result *result, struct buf *out)
{
    put_result(env, result, false, out);
}

bool frame_recall(const struct frame_env *env, struct str bytes, struct str path,
                  struct arena *arena, struct doc_result *ret_result)
{
    struct cursor cursor = { .rest = bytes, .arena = arena };
    return get_result(env, &cursor, path, true, ret_result);
}
