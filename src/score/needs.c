#include "score/needs.h"

#include "match/rule.h"
#include "score/bill.h"

/* What a file is asked for. */
enum need {
    NEED_ADAPTER,
    NEED_BODY,
    NEED_CONTEXT,
    NEED_EMBEDDING,
    NEED_FIM,
    NEED_GPU_COUNT,
    NEED_GPU_TYPE,
    NEED_PIN,
    NEED_TOOLS,
    NEED_VISION,
    NEED_COUNT,
};

struct file_proofs {
    struct observations needs[NEED_COUNT]; /* each in the order of the file */
    bool has_model;                        /* a model use of its own */
};

static const struct {
    const char *name;
    enum need need;
} observed[] = {
    { "adapter", NEED_ADAPTER },     { "context", NEED_CONTEXT },   { "embedding", NEED_EMBEDDING },
    { "fim", NEED_FIM },             { "gpu-count", NEED_GPU_COUNT }, { "gpu-type", NEED_GPU_TYPE },
    { "invoke-body", NEED_BODY },    { "pin", NEED_PIN },           { "tool-parser", NEED_TOOLS },
    { "tools", NEED_TOOLS },         { "vision", NEED_VISION },
};

/* Manifests of a repository; each finding is compared with all of them. */
enum { MAX_LIBRARIES = 1000 };

/* NEED_COUNT for what is observed for others. */
static enum need need_of(const struct reference *observation)
{
    for (size_t i = 0; observation->rule && i < ARRAY_COUNT(observed); i++) {
        if (str_is(observation->rule->observes, observed[i].name))
            return observed[i].need;
    }
    return NEED_COUNT;
}

void proofs_collect(const struct references *references, struct arena *arena, struct proofs *ret)
{
    *ret = (struct proofs){ .arena = arena };
    for (size_t i = 0; i < references->count; i++) {
        const struct reference *reference = &references->items[i];
        if (reference->kind != KIND_OBSERVATION)
            continue;
        if (reference->rule && str_is(reference->rule->observes, "library") &&
            ret->libraries.count < MAX_LIBRARIES)
            vec_push(arena, &ret->libraries, reference);
        enum need need = need_of(reference);
        if (need == NEED_COUNT)
            continue;
        void **slot = map_at(&ret->files, arena, reference->path);
        struct file_proofs *file = *slot;
        if (!file)
            *slot = file = arena_new(arena, struct file_proofs);
        vec_push(arena, &file->needs[need], reference);
    }
}

/* ---- one file ---- */

/* Bytes between two places, 0 in the same record or statement. */
static uint32_t distance(const struct reference *observation, const struct reference *place)
{
    bool record =
        place->record_start != UINT32_MAX && place->record_start == observation->record_start;
    if (record || place->statement.offset == observation->statement.offset)
        return 0;
    uint32_t a = place->span.offset;
    uint32_t b = observation->span.offset;
    return a > b ? a - b : b - a;
}

/* The nearest of them to a place, NULL without any. */
static const struct reference *nearest_of(const struct observations *list,
                                          const struct reference *place)
{
    enum { NEIGHBOURS = 4 }; /* on each side: a record can begin or end between two of them */
    size_t low = 0;
    size_t high = list->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (list->items[middle]->span.offset < place->span.offset)
            low = middle + 1;
        else
            high = middle;
    }
    const struct reference *nearest = NULL;
    size_t end = low + NEIGHBOURS < list->count ? low + NEIGHBOURS : list->count;
    for (size_t i = low > NEIGHBOURS ? low - NEIGHBOURS : 0; i < end; i++) {
        if (!nearest || distance(list->items[i], place) < distance(nearest, place))
            nearest = list->items[i];
    }
    return nearest;
}

static void settle_context(struct needs *needs, const struct reference *context)
{
    needs->context = context;
    if (context && !tokens_parse(context->value, &needs->context_tokens))
        needs->context = NULL;
}

void needs_of_place(const struct proofs *proofs, const struct finding *finding, struct needs *ret)
{
    *ret = (struct needs){ 0 };
    const struct file_proofs *file = map_get(&proofs->files, finding->path);
    if (!file)
        return;
    const struct reference *place = &finding->references.items[0];
    ret->vision = nearest_of(&file->needs[NEED_VISION], place);
    ret->tools = nearest_of(&file->needs[NEED_TOOLS], place);
    ret->invoke_body = nearest_of(&file->needs[NEED_BODY], place);
    ret->fim = nearest_of(&file->needs[NEED_FIM], place);
    ret->gpu_count = nearest_of(&file->needs[NEED_GPU_COUNT], place);
    ret->gpu_type = nearest_of(&file->needs[NEED_GPU_TYPE], place);
    ret->pin = nearest_of(&file->needs[NEED_PIN], place);
    if (ret->pin && distance(ret->pin, place) > 0)
        ret->pin = NULL;
    settle_context(ret, nearest_of(&file->needs[NEED_CONTEXT], place));
}

bool needs_beside(const struct proofs *proofs, const struct finding *finding, struct str observes)
{
    const struct file_proofs *file = map_get(&proofs->files, finding->path);
    const struct reference *place = &finding->references.items[0];
    for (size_t i = 0; file && i < ARRAY_COUNT(observed); i++) {
        if (!str_is(observes, observed[i].name))
            continue;
        const struct reference *nearest = nearest_of(&file->needs[observed[i].need], place);
        return nearest && distance(nearest, place) == 0;
    }
    return false;
}

/* ---- the repository ---- */

/* The largest window, and the first of the others. */
static void take_loose(struct proofs *proofs, const struct file_proofs *file)
{
    for (size_t i = 0; i < file->needs[NEED_CONTEXT].count; i++) {
        const struct reference *context = file->needs[NEED_CONTEXT].items[i];
        uint64_t most = 0;
        uint64_t tokens;
        if (proofs->loose_context)
            (void)tokens_parse(proofs->loose_context->value, &most);
        if (where_is_live(context->where) && tokens_parse(context->value, &tokens) && tokens > most)
            proofs->loose_context = context;
    }
    const struct observations *vision = &file->needs[NEED_VISION];
    if (!proofs->loose_vision && vision->count > 0 && where_is_live(vision->items[0]->where))
        proofs->loose_vision = vision->items[0];
    const struct observations *tools = &file->needs[NEED_TOOLS];
    if (!proofs->loose_tools && tools->count > 0 && where_is_live(tools->items[0]->where))
        proofs->loose_tools = tools->items[0];
}

void proofs_spread(struct proofs *proofs, const struct effort *effort,
                   const struct findings *findings)
{
    const struct model *only = NULL;
    bool several = false;
    for (size_t i = 0; i < findings->count; i++) {
        const struct finding *finding = findings->items[i];
        const struct change_kind *change = effort_change(effort, finding->change);
        if (finding->kind != KIND_DEPENDENCY || !change || !change->model_use)
            continue;
        struct file_proofs *file = map_get(&proofs->files, finding->path);
        if (file)
            file->has_model = true;
        if (!finding->model || finding->model->guard || !where_is_live(finding->where))
            continue;
        several |= only && only != finding->model;
        only = finding->model;
    }
    if (!only || several)
        return;

    for (size_t i = 0; i < proofs->files.count; i++) {
        const struct file_proofs *file = proofs->files.entries[i].value;
        if (!file->has_model)
            take_loose(proofs, file);
    }
}

bool needs_alike(const struct needs *a, const struct needs *b)
{
    return a->context == b->context && a->vision == b->vision && a->tools == b->tools &&
           a->invoke_body == b->invoke_body && a->pin == b->pin && a->fim == b->fim &&
           a->gpu_count == b->gpu_count && a->gpu_type == b->gpu_type;
}

void needs_in_repository(const struct proofs *proofs, const struct finding *finding,
                         struct needs *ret)
{
    needs_of_place(proofs, finding, ret);
    ret->everywhere = true;
    if (!ret->context)
        settle_context(ret, proofs->loose_context);
    if (!ret->vision)
        ret->vision = proofs->loose_vision;
    if (!ret->tools)
        ret->tools = proofs->loose_tools;
}

/* ---- libraries ---- */

/* "app/api/requirements.txt" → "app/api" */
static struct str folder_of(struct str path)
{
    size_t end = path.len;
    while (end > 0 && path.ptr[end - 1] != '/')
        end--;
    return str_slice(path, 0, end);
}

/* "4.44" of "transformers==4.44", "v0.6.4" of "vllm/vllm-openai:v0.6.4". */
static struct str requirement_of(struct str value, struct str library)
{
    if (str_starts_icase(value, library))
        value = str_slice(value, library.len, value.len);
    value = str_trim(value);
    if (value.len > 0 && value.ptr[0] == ':')
        value = str_slice(value, 1, value.len);
    if (value.len > 0 && value.ptr[0] == '[') { /* extras: transformers[torch]==4.44 */
        size_t close = str_find_char(value, ']', 0);
        if (close != STR_NONE)
            value = str_slice(value, close + 1, value.len);
    }
    return str_trim(value);
}

/* The package itself, not one whose name only contains it. */
static bool names_library(const struct reference *observation, struct str library)
{
    struct str value = observation->value;
    bool begins = str_starts_icase(value, library) &&
                  (value.len == library.len || !(ascii_alnum(value.ptr[library.len]) ||
                                                 strchr("-_./", value.ptr[library.len])));
    return begins || str_equal_icase(observation->evidence, library);
}

static bool pins_below(const struct reference *observation, const struct strs *libraries,
                       struct str least, struct str *ret_pinned)
{
    for (size_t i = 0; i < libraries->count; i++) {
        if (!names_library(observation, libraries->items[i]))
            continue;
        *ret_pinned = requirement_of(observation->value, libraries->items[i]);
        return version_pinned_below(*ret_pinned, least);
    }
    return false;
}

const struct reference *needs_library(const struct proofs *proofs, const struct finding *finding,
                                      const struct strs *libraries, struct str least,
                                      struct str *ret_pinned)
{
    const struct reference *nearest = NULL;
    size_t nearest_len = 0;
    for (size_t i = 0; i < proofs->libraries.count; i++) {
        const struct reference *observation = proofs->libraries.items[i];
        struct str folder = folder_of(observation->path);
        struct str pinned;
        if (!str_starts(finding->path, folder) || (nearest && folder.len < nearest_len) ||
            !pins_below(observation, libraries, least, &pinned))
            continue;
        nearest = observation;
        nearest_len = folder.len;
        *ret_pinned = pinned;
    }
    return nearest;
}
