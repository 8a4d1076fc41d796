#include "score/needs.h"

#include "match/rule.h"
#include "score/bill.h"

struct file_proofs {
    size_t first; /* in proofs->observations */
    size_t end;
    bool has_model; /* a model use of its own */
};

/* Manifests of a repository; each finding is compared with all of them. */
enum { MAX_LIBRARIES = 1000 };

static bool observes(const struct reference *observation, const char *what)
{
    return observation->rule && str_is(observation->rule->observes, what);
}

void proofs_collect(const struct references *references, struct arena *arena, struct proofs *ret)
{
    *ret = (struct proofs){ .arena = arena };
    for (size_t i = 0; i < references->count; i++) {
        const struct reference *reference = &references->items[i];
        if (reference->kind != KIND_OBSERVATION)
            continue;
        void **slot = map_at(&ret->files, arena, reference->path);
        struct file_proofs *file = *slot;
        if (!file) {
            *slot = file = arena_new(arena, struct file_proofs);
            file->first = ret->observations.count;
        }
        vec_push(arena, &ret->observations, *reference);
        if (observes(reference, "library") && ret->libraries.count < MAX_LIBRARIES)
            vec_push(arena, &ret->libraries, *reference);
        file->end = ret->observations.count;
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

/* Takes `observation` when it is nearer to the place than `*best`. */
static void take_nearer(const struct reference **best, const struct reference *observation,
                        const struct reference *place)
{
    if (!*best || distance(observation, place) < distance(*best, place))
        *best = observation;
}

static void settle_context(struct needs *needs, const struct reference *context)
{
    needs->context = context;
    if (context && !tokens_parse(context->value, &needs->context_tokens))
        needs->context = NULL;
}

/* A file is searched for at most so many observations around a place: the others are further away
 * than any that counts. */
enum { MAX_OBSERVATIONS_OF_FILE = 2000 };

void needs_of_place(const struct proofs *proofs, const struct finding *finding, struct needs *ret)
{
    *ret = (struct needs){ 0 };
    const struct file_proofs *file = map_get(&proofs->files, finding->path);
    if (!file)
        return;
    const struct reference *place = &finding->references.items[0];
    const struct reference *context = NULL;
    size_t end = file->end;
    if (end - file->first > MAX_OBSERVATIONS_OF_FILE)
        end = file->first + MAX_OBSERVATIONS_OF_FILE;
    for (size_t i = file->first; i < end; i++) {
        const struct reference *observation = &proofs->observations.items[i];
        if (observes(observation, "context"))
            take_nearer(&context, observation, place);
        else if (observes(observation, "vision"))
            take_nearer(&ret->vision, observation, place);
        else if (observes(observation, "tools") || observes(observation, "tool-parser"))
            take_nearer(&ret->tools, observation, place);
        else if (observes(observation, "invoke-body"))
            take_nearer(&ret->invoke_body, observation, place);
        else if (observes(observation, "pin") && distance(observation, place) == 0)
            ret->pin = observation;
    }
    settle_context(ret, context);
}

/* ---- the repository ---- */

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
        if (!finding->model || !where_is_live(finding->where))
            continue;
        several |= only && only != finding->model;
        only = finding->model;
    }
    if (!only || several)
        return;

    uint64_t most = 0;
    for (size_t i = 0; i < proofs->observations.count; i++) {
        const struct reference *observation = &proofs->observations.items[i];
        const struct file_proofs *file = map_get(&proofs->files, observation->path);
        uint64_t tokens;
        if (file->has_model || !where_is_live(observation->where))
            continue;
        if (observes(observation, "context") && tokens_parse(observation->value, &tokens) &&
            tokens > most) {
            proofs->loose_context = observation;
            most = tokens;
        } else if (observes(observation, "vision") && !proofs->loose_vision) {
            proofs->loose_vision = observation;
        } else if ((observes(observation, "tools") || observes(observation, "tool-parser")) &&
                   !proofs->loose_tools) {
            proofs->loose_tools = observation;
        }
    }
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

/* "transformers" and "4.44" of "transformers==4.44". */
static struct str requirement_of(struct str value, struct str library)
{
    if (str_starts_icase(value, library))
        value = str_slice(value, library.len, value.len);
    value = str_trim(value);
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

const struct reference *needs_library(const struct proofs *proofs, const struct finding *finding,
                                      struct str library, struct str least, struct str *ret_pinned)
{
    const struct reference *nearest = NULL;
    size_t nearest_len = 0;
    for (size_t i = 0; i < proofs->libraries.count; i++) {
        const struct reference *observation = &proofs->libraries.items[i];
        struct str folder = folder_of(observation->path);
        if (!names_library(observation, library) || !str_starts(finding->path, folder) ||
            (nearest && folder.len < nearest_len))
            continue;
        struct str requirement = requirement_of(observation->value, library);
        if (version_pinned_below(requirement, least)) {
            nearest = observation;
            nearest_len = folder.len;
            *ret_pinned = requirement;
        }
    }
    return nearest;
}
