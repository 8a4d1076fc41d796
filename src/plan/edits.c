#include "plan/edits.h"

#include <stdlib.h>

#include "plan/around.h"
#include "plan/binding.h"
#include "plan/floors.h"
#include "plan/spelling.h"
#include "score/bill.h"
#include "score/component.h"

const char *const edit_state_names[EDIT_STATE_COUNT] = {
    "edited",       "adapter",        "blocked",        "code",          "data",
    "derived",      "encoding",       "generated",      "guard",         "host-lacks-target",
    "host-unknown", "licence-text",   "listed",         "low-confidence", "no-equivalent",
    "no-name",      "not-alone",      "no-work",        "other-sort",     "prompt",
    "quantised",    "secret",         "spelling",       "tokens",         "training",
    "vendor-call",  "vision",         "weights-file",
};

const char *const edit_state_texts[EDIT_STATE_COUNT] = {
    [EDIT_WRITTEN] = "can be edited",
    [EDIT_ADAPTER] = "an adapter is bound to its base",
    [EDIT_BLOCKED] = "the target cannot do what is asked here",
    [EDIT_CODE] = "code on a class or an SDK",
    [EDIT_DATA] = "recorded data",
    [EDIT_DERIVED] = "made from Llama: what replaces it is a decision",
    [EDIT_ENCODING] = "the bytes are not the text: UTF-16, escapes, or several pieces",
    [EDIT_GENERATED] = "made by a tool",
    [EDIT_GUARD] = "a safety model answers in classes of its own",
    [EDIT_HOST_LACKS] = "the host does not carry the target",
    [EDIT_HOST_UNKNOWN] = "several hosts use this id, and the place names none",
    [EDIT_LICENCE_TEXT] = "a licence or notice in words",
    [EDIT_LISTED] = "the list has it already: take this entry out",
    [EDIT_LOW_CONFIDENCE] = "found with low confidence",
    [EDIT_NO_EQUIVALENT] = "nothing is recorded that takes its place",
    [EDIT_NO_NAME] = "the target has no such name: remove the setting, or choose",
    [EDIT_NOT_ALONE] = "bound to a place that is not edited",
    [EDIT_NO_WORK] = "nothing has to be changed",
    [EDIT_OTHER_SORT] = "what the host has instead is another sort of model: decide",
    [EDIT_PROMPT] = "text built with chat tokens",
    [EDIT_QUANTISED] = "quantised weights: choose others",
    [EDIT_SECRET] = "a patch would show a credential: --apply writes it",
    [EDIT_SPELLING] = "a name of one's own, a class, or a spelling without a counterpart",
    [EDIT_TOKENS] = "token arithmetic",
    [EDIT_TRAINING] = "a training set-up",
    [EDIT_VENDOR_CALL] = "the request differs from vendor to vendor",
    [EDIT_VISION] = "images are spoken of here, and the target reads none",
    [EDIT_WEIGHTS_FILE] = "the name of a file: fetch or make other weights",
};

/** What is known before the places are looked at one by one. */
struct maker {
    const struct edits_input *input;
    struct arena *arena;
    struct components components;
    struct map adapter_folders;
    struct around around;
    struct map files; /* path → struct file_edits: what is edited */
    struct map uses;  /* what makes one → what stands for it */
    bool own_body;
};

static struct str folder_of(struct str path)
{
    size_t end = path.len;
    while (end > 0 && path.ptr[end - 1] != '/')
        end--;
    return str_slice(path, 0, end);
}

static void *mark(struct maker *maker)
{
    return maker;
}

static void look_around(struct maker *maker)
{
    const struct findings *findings = &maker->input->result->findings;
    const struct references *references = maker->input->references;
    for (size_t i = 0; i < references->count; i++) {
        const struct reference *reference = &references->items[i];
        maker->own_body |= reference->kind == KIND_OBSERVATION && reference->rule &&
                           str_is(reference->rule->observes, "invoke-body");
    }
    for (size_t i = 0; i < findings->count; i++) {
        const struct finding *finding = findings->items[i];
        const struct treatment *treatment = treatment_of(maker->input->renames, finding);
        if (!treatment)
            continue;
        if (str_is(treatment->name, "adapter"))
            *map_at(&maker->adapter_folders, maker->arena, folder_of(finding->path)) = mark(maker);
        maker->own_body |= str_is(treatment->name, "vendor-call");
    }
}

/* ---- one reference ---- */

/* Letters of ids need no quoting in any language; a display name may have blanks. */
static bool is_plain(struct str text)
{
    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];
        if (!ascii_alnum(c) && !strchr(" ._:/@+-", c))
            return false;
    }
    return text.len > 0;
}

/* The file has just these bytes there, on one line. */
static bool bytes_are_text(struct maker *maker, const struct reference *reference)
{
    const struct str *text = around_text(&maker->around, reference->path);
    struct span span = reference->span;
    if (!text || span.len != reference->evidence.len || (size_t)span.offset + span.len > text->len)
        return false;
    struct str bytes = str_slice(*text, span.offset, (size_t)span.offset + span.len);
    return str_equal(bytes, reference->evidence) && is_plain(bytes);
}

/* An id of the hub that hosts use too, in a file that speaks of one of them. */
static bool may_be_hosted(struct maker *maker, const struct reference *reference)
{
    const struct hosted_ids *hosted = &reference->model->hosted;
    for (size_t i = 0; i < hosted->count; i++) {
        const struct host *host = catalog_host(maker->input->catalog, hosted->items[i].host);
        if (host && !host->local && !str_is(host->id, "huggingface") &&
            str_equal_icase(hosted->items[i].id, reference->evidence) &&
            around_speaks_of(&maker->around, reference->path, host))
            return true;
    }
    return false;
}

/* A name that only Ollama's library has, in a file that speaks of it: "llama3.2-vision". */
static bool is_ollama_name(struct maker *maker, const struct reference *reference)
{
    const struct host *ollama = catalog_host(maker->input->catalog, STR("ollama"));
    size_t count;
    const struct model *models = catalog_models(maker->input->catalog, &count);
    for (size_t i = 0; ollama && i < count; i++) {
        const struct model *model = &models[i];
        if (model != reference->model && !str_equal(model->family, reference->model->id))
            continue;
        for (size_t j = 0; j < model->ollama_tags.count; j++) {
            struct str name = model->ollama_tags.items[j];
            name = str_split(&name, ':');
            if (str_equal(name, reference->evidence))
                return around_speaks_of(&maker->around, reference->path, ollama);
        }
    }
    return false;
}

static enum edit_state spell_licence(const struct reference *reference,
                                     const struct model *equivalent, struct str *ret_after)
{
    if (reference->span.len != reference->evidence.len ||
        str_find_char(reference->evidence, ' ', 0) != STR_NONE ||
        str_find_char(reference->evidence, '/', 0) != STR_NONE)
        return EDIT_LICENCE_TEXT;
    if (!str_is(equivalent->licence, "Apache-2.0"))
        return EDIT_LICENCE_TEXT;
    /* SPDX on one side, the hub's tags on the other. */
    *ret_after = str_starts(reference->evidence, STR("LicenseRef")) ? STR("Apache-2.0")
                                                                    : STR("apache-2.0");
    return EDIT_WRITTEN;
}

/* What the host answers for this target elsewhere only; "" for the endpoint in use. */
static struct str other_endpoint(const struct edits_input *input, struct str host)
{
    for (size_t i = 0; i < input->effort->endpoint_count; i++) {
        const struct endpoint_row *row = &input->effort->endpoints[i];
        if (str_equal(row->host, host) &&
            str_equal(input->effort->targets[row->target].family, input->target))
            return row->text;
    }
    return STR("");
}

static enum edit_state spell(struct maker *maker, const struct finding *finding,
                             const struct treatment *treatment, const struct reference *reference,
                             const struct model *equivalent, struct str *ret_after,
                             struct str *ret_detail)
{
    const struct edits_input *input = maker->input;
    if (str_is(treatment->name, "licence"))
        return str_is(finding->rule->id, "license/tag")
                   ? spell_licence(reference, equivalent, ret_after)
                   : EDIT_LICENCE_TEXT;
    if (str_is(treatment->name, "name")) {
        bool known;
        *ret_after = renames_find(input->renames, finding->change, reference, equivalent, &known);
        return ret_after->len > 0 ? EDIT_WRITTEN : known ? EDIT_NO_NAME : EDIT_SPELLING;
    }
    if (!reference->model)
        return EDIT_SPELLING;
    struct str host = reference->host.len > 0 ? reference->host : finding->host;
    if (host.len == 0 && is_ollama_name(maker, reference))
        host = STR("ollama");
    const struct host *known = catalog_host(input->catalog, host);
    struct spelling_request request = {
        .catalog = input->catalog,
        .renames = input->renames,
        .reference = reference,
        .model = reference->model,
        .equivalent = equivalent,
        .host = known ? known->id : host,
        .today = input->today,
        .own_body = maker->own_body,
        .names_file = around_names_file(&maker->around, reference),
        .may_be_hosted = host.len == 0 && may_be_hosted(maker, reference),
    };
    *ret_detail = other_endpoint(input, request.host);
    if (ret_detail->len > 0)
        return EDIT_VENDOR_CALL;
    return spelling_of_target(&request, maker->arena, ret_after, ret_detail);
}

/* ---- one finding ---- */

static const struct cost *cost_of(const struct finding *finding, struct str target)
{
    for (size_t i = 0; i < finding->costs.count; i++) {
        if (str_equal(finding->costs.items[i].target, target))
            return &finding->costs.items[i];
    }
    return NULL;
}

static enum edit_state state_by_name(struct str name)
{
    for (int state = 0; state < EDIT_STATE_COUNT; state++) {
        if (str_is(name, edit_state_names[state]))
            return (enum edit_state)state;
    }
    return EDIT_CODE;
}

static bool is_recording(const struct finding *finding)
{
    static const char *const formats[] = { "json", "yaml", "text", "csv", "xml" };
    const struct reference *first = &finding->references.items[0];
    return finding->where == WHERE_DATA ||
           (finding->where == WHERE_TEST &&
            str_is_any(first->language, formats, ARRAY_COUNT(formats)));
}

/* What takes the place would be another sort of model, because nothing nearer is there. */
static bool is_other_sort(const struct model *model, const struct model *equivalent,
                          struct str *ret_detail)
{
    *ret_detail = STR("");
    if (!model)
        return false;
    *ret_detail = other_sort(model, equivalent);
    return ret_detail->len > 0;
}

/* Why a place is not looked at more closely, or EDIT_WRITTEN. */
static enum edit_state first_state(const struct maker *maker, const struct finding *finding,
                                   const struct treatment *treatment, const struct cost *cost,
                                   struct str *ret_detail)
{
    if (!treatment || !cost)
        return EDIT_NO_WORK;
    if (finding->where == WHERE_LOCK)
        return EDIT_GENERATED;
    if (is_recording(finding))
        return EDIT_DATA;
    bool editable = str_is(treatment->name, "id") || str_is(treatment->name, "name") ||
                    str_is(treatment->name, "licence");
    if (!editable)
        return state_by_name(treatment->name);
    if (finding->confidence == CONFIDENCE_LOW)
        return EDIT_LOW_CONFIDENCE;
    if (map_get(&maker->adapter_folders, folder_of(finding->path)))
        return EDIT_ADAPTER;
    if (finding->model && finding->model->guard)
        return EDIT_GUARD;
    if (finding->model && finding->model->role == MODEL_DERIVED)
        return EDIT_DERIVED;
    if (cost->blocker.len > 0) {
        *ret_detail = cost->blocker;
        return EDIT_BLOCKED;
    }
    if (!cost->equivalent) {
        *ret_detail = cost->equivalent_reason;
        return EDIT_NO_EQUIVALENT;
    }
    if (is_other_sort(finding->model, cost->equivalent, ret_detail))
        return EDIT_OTHER_SORT;
    return EDIT_WRITTEN;
}

/* What a person writes there: from the table, and for a base that is trained on its new id. */
static struct str by_hand(struct maker *maker, const struct finding *finding,
                          const struct treatment *treatment, const struct reference *reference,
                          const struct model *equivalent)
{
    const struct edits_input *input = maker->input;
    struct str after = renames_by_hand(input->renames, reference->evidence, equivalent);
    if (after.len > 0 || !str_is(treatment->name, "training") || !reference->model ||
        is_other_sort(reference->model, equivalent, &after))
        return after;
    struct str detail;
    return spell(maker, finding, treatment, reference, equivalent, &after, &detail) == EDIT_WRITTEN
               ? after
               : STR("");
}

static void add_by_hand(struct maker *maker, const struct finding *finding,
                        const struct treatment *treatment, const struct cost *cost,
                        struct place_edit *ret)
{
    if (ret->state == EDIT_WRITTEN || ret->state == EDIT_NO_WORK || !cost->equivalent)
        return;
    for (size_t i = 0; i < finding->references.count; i++) {
        const struct reference *reference = &finding->references.items[i];
        struct str after = by_hand(maker, finding, treatment, reference, cost->equivalent);
        bool known = after.len == 0 || str_equal(after, reference->evidence);
        for (size_t j = 0; j < ret->by_hand.count && !known; j++)
            known = str_equal(ret->by_hand.items[j].before, reference->evidence);
        if (!known)
            vec_push(maker->arena, &ret->by_hand,
                     (struct edit){ .offset = reference->span.offset,
                                    .len = reference->span.len,
                                    .line = reference->span.line,
                                    .before = reference->evidence,
                                    .after = after,
                                    .finding = finding });
    }
}

/* One model on one host; a name in a setting goes with the ids of its file. */
static const void *use_of(struct maker *maker, const struct finding *finding,
                          const struct treatment *treatment)
{
    if (str_is(treatment->name, "name"))
        return NULL;
    struct str model = finding->model ? finding->model->id : STR("");
    void **slot = map_at(&maker->uses, maker->arena,
                         arena_printf(maker->arena, "%.*s %.*s %.*s", STR_ARG(treatment->name),
                                      STR_ARG(model), STR_ARG(finding->host)));
    if (!*slot)
        *slot = arena_new(maker->arena, char);
    return *slot;
}

/* All spans of the finding, or none. */
static void decide(struct maker *maker, const struct finding *finding, struct place_edit *ret)
{
    const struct treatment *treatment = treatment_of(maker->input->renames, finding);
    const struct cost *cost = cost_of(finding, maker->input->target);
    *ret = (struct place_edit){ .finding = finding, .detail = STR("") };
    ret->state = first_state(maker, finding, treatment, cost, &ret->detail);
    for (size_t i = 0; i < finding->references.count && ret->state == EDIT_WRITTEN; i++) {
        const struct reference *reference = &finding->references.items[i];
        struct str after = STR("");
        enum edit_state state =
            spell(maker, finding, treatment, reference, cost->equivalent, &after, &ret->detail);
        if (state == EDIT_WRITTEN && (!bytes_are_text(maker, reference) || !is_plain(after)))
            state = EDIT_ENCODING;
        if (state == EDIT_WRITTEN &&
            around_loses_images(&maker->around, reference, cost->equivalent))
            state = EDIT_VISION;
        if (state == EDIT_WRITTEN && around_is_listed(&maker->around, reference, after))
            state = EDIT_LISTED;
        if (state == EDIT_WRITTEN && maker->input->hide_secrets &&
            around_shows_secret(&maker->around, reference))
            state = EDIT_SECRET;
        if (reference->kind == KIND_MENTION && state != EDIT_WRITTEN)
            continue; /* a display name that may stay */
        ret->state = state;
        if (state == EDIT_WRITTEN)
            vec_push(maker->arena, &ret->edits,
                     (struct edit){ .offset = reference->span.offset,
                                    .len = reference->span.len,
                                    .line = reference->span.line,
                                    .before = reference->evidence,
                                    .after = after,
                                    .finding = finding,
                                    .use = use_of(maker, finding, treatment) });
    }
    if (ret->state != EDIT_WRITTEN)
        ret->edits = (struct edit_list){ 0 };
    add_by_hand(maker, finding, treatment, cost, ret);
}

/* ---- the files ---- */

static int compare_edits(const void *a, const void *b)
{
    const struct edit *left = a;
    const struct edit *right = b;
    if (left->offset != right->offset)
        return left->offset < right->offset ? -1 : 1;
    return left->len > right->len ? -1 : left->len < right->len; /* the longer one wins */
}

static bool is_chosen(const struct edits_input *input, const struct place_edit *place)
{
    if (place->state != EDIT_WRITTEN && !(input->partial && place->state == EDIT_NOT_ALONE))
        return false;
    bool chosen = input->only.count == 0;
    for (size_t i = 0; i < input->only.count; i++)
        chosen |= str_equal(input->only.items[i], place->finding->fingerprint);
    return chosen;
}

/* The order of offsets, one edit for each byte. */
static void tidy(struct edit_list *edits)
{
    if (edits->count > 1)
        qsort(edits->items, edits->count, sizeof *edits->items, compare_edits);
    size_t kept = 0;
    for (size_t i = 0; i < edits->count; i++) {
        const struct edit *last = kept > 0 ? &edits->items[kept - 1] : NULL;
        if (!last || edits->items[i].offset >= last->offset + last->len)
            edits->items[kept++] = edits->items[i];
    }
    edits->count = kept;
}

/* Where one edit is bound to those beside it, all of the file are one use. */
static void join_uses(struct edit_list *edits)
{
    bool bound = false;
    for (size_t i = 0; i < edits->count; i++)
        bound |= !edits->items[i].use;
    for (size_t i = 0; i < edits->count && bound; i++)
        edits->items[i].use = NULL;
}

static struct file_edits *file_at(struct maker *maker, struct str path)
{
    void **slot = map_at(&maker->files, maker->arena, path);
    if (!*slot) {
        const struct str *text = around_text(&maker->around, path);
        struct file_edits *file = arena_new(maker->arena, struct file_edits);
        *file = (struct file_edits){ .path = path, .text = *text };
        *slot = file;
    }
    return *slot;
}

static int compare_files(const void *a, const void *b)
{
    const struct file_edits *left = a;
    const struct file_edits *right = b;
    return str_compare(left->path, right->path);
}

static void collect_files(struct maker *maker, struct edits *edits)
{
    for (size_t i = 0; i < edits->place_count; i++) {
        const struct place_edit *place = &edits->places[i];
        if (!is_chosen(maker->input, place) || place->edits.count == 0)
            continue;
        struct file_edits *file = file_at(maker, place->finding->path);
        for (size_t j = 0; j < place->edits.count; j++)
            vec_push(maker->arena, &file->edits, place->edits.items[j]);
    }
    for (size_t i = 0; i < edits->floors.count; i++)
        vec_push(maker->arena, &file_at(maker, edits->floors.items[i].path)->edits,
                 edits->floors.items[i].edit);
    for (size_t i = 0; i < maker->files.count; i++) {
        struct file_edits *file = maker->files.entries[i].value;
        tidy(&file->edits);
        join_uses(&file->edits);
        vec_push(maker->arena, &edits->files, *file);
    }
    if (edits->files.count > 1)
        qsort(edits->files.items, edits->files.count, sizeof *edits->files.items, compare_files);
}

void edits_make(const struct edits_input *input, struct arena *arena, struct edits *ret_edits)
{
    const struct findings *findings = &input->result->findings;
    struct maker maker = {
        .input = input,
        .arena = arena,
        .around = { .arena = arena, .read = input->read, .read_state = input->read_state },
    };
    struct edits edits = { .places = arena_array(arena, findings->count, sizeof *edits.places),
                           .place_count = findings->count };
    components_find(&input->paths, arena, &maker.components);
    look_around(&maker);
    for (size_t i = 0; i < findings->count; i++)
        decide(&maker, findings->items[i], &edits.places[i]);
    binding_settle(input->renames, &maker.components, edits.places, edits.place_count, arena);
    struct floors_input floors = { input, edits.places, edits.place_count, is_chosen };
    if (input->only.count == 0)
        floors_find(&floors, &maker.around, &edits.floors);
    collect_files(&maker, &edits);
    *ret_edits = edits;
}

void edits_apply(const struct file_edits *file, struct buf *out)
{
    size_t at = 0;
    for (size_t i = 0; i < file->edits.count; i++) {
        const struct edit *edit = &file->edits.items[i];
        buf_add(out, str_slice(file->text, at, edit->offset));
        buf_add(out, edit->after);
        at = (size_t)edit->offset + edit->len;
    }
    buf_add(out, str_slice(file->text, at, file->text.len));
}
