#include "plan/edits.h"

#include <stdlib.h>

#include "plan/binding.h"
#include "plan/patch.h"
#include "parse/site.h"
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
    struct map texts;         /* path → struct str, or NULL when it cannot be read */
    struct map adapter_folders;
    struct map named; /* "path word" → answer, whether the file has the word */
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

/* The bytes of the file, read once; NULL when they cannot be had. */
static const struct str *text_of(struct maker *maker, struct str path)
{
    struct entry {
        struct str text;
        bool readable;
    };
    void **slot = map_at(&maker->texts, maker->arena, path);
    if (!*slot) {
        struct entry *entry = arena_new(maker->arena, struct entry);
        entry->readable = maker->input->read(maker->input->read_state, path, maker->arena,
                                             &entry->text);
        *slot = entry;
    }
    const struct entry *entry = *slot;
    return entry->readable ? &entry->text : NULL;
}

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
    const struct str *text = text_of(maker, reference->path);
    struct span span = reference->span;
    if (!text || span.len != reference->evidence.len || (size_t)span.offset + span.len > text->len)
        return false;
    struct str bytes = str_slice(*text, span.offset, (size_t)span.offset + span.len);
    return str_equal(bytes, reference->evidence) && is_plain(bytes);
}

/* What a patch cannot do without: the line itself and the one below it. */
static bool shows_secret(struct maker *maker, const struct reference *reference)
{
    const struct str *text = text_of(maker, reference->path);
    size_t at = reference->span.offset;
    while (at > 0 && text->ptr[at - 1] != '\n')
        at--;
    for (int line = 0; line < 2 && at < text->len; line++) {
        size_t end = str_find_char(*text, '\n', at);
        end = end == STR_NONE ? text->len : end;
        if (patch_hides(str_slice(*text, at, end)))
            return true;
        at = end + 1;
    }
    return false;
}

/* The model reads images, the equivalent does not, and the lines around say that it has to. */
static bool loses_images(struct maker *maker, const struct reference *reference,
                         const struct model *equivalent)
{
    enum { LINES_AROUND = 8 };
    if (!reference->model || !reference->model->vision || equivalent->vision)
        return false;
    const struct str *text = text_of(maker, reference->path);
    size_t start = reference->span.offset;
    for (int lines = 0; start > 0 && lines <= LINES_AROUND; start--)
        lines += text->ptr[start - 1] == '\n';
    size_t end = reference->span.offset;
    for (int lines = 0; end < text->len && lines <= LINES_AROUND; end++)
        lines += text->ptr[end] == '\n';
    struct str around = str_slice(*text, start, end);
    return str_find_icase(around, STR("vision"), 0) != STR_NONE ||
           str_find_icase(around, STR("image"), 0) != STR_NONE;
}

/* The name as a word of its own: "together" in { provider: "together" }. */
static bool has_word(struct str text, struct str word)
{
    if (word.len < 4) /* "aws", "hf", "ibm" are in too many words */
        return false;
    for (size_t at = 0; (at = str_find_icase(text, word, at)) != STR_NONE; at++) {
        bool starts = at == 0 || !ascii_alnum(text.ptr[at - 1]);
        bool ends = at + word.len == text.len || !ascii_alnum(text.ptr[at + word.len]);
        if (starts && ends)
            return true;
    }
    return false;
}

/* What a map says for no and yes, where NULL is not known. */
static void *answer(bool yes)
{
    static char answers[2];
    return &answers[yes];
}

static bool speaks_of(struct maker *maker, struct str path, const struct host *host)
{
    const struct str *text = text_of(maker, path);
    struct str key = arena_printf(maker->arena, "%.*s %.*s", STR_ARG(path), STR_ARG(host->id));
    void **slot = map_at(&maker->named, maker->arena, key);
    if (!*slot) {
        bool named = text && (has_word(*text, host->id) || has_word(*text, host->name));
        for (size_t i = 0; text && i < host->aliases.count && !named; i++)
            named = has_word(*text, host->aliases.items[i]);
        *slot = answer(named);
    }
    return *slot == answer(true);
}

/* An id of the hub that hosts use too, in a file that speaks of one of them. */
static bool may_be_hosted(struct maker *maker, const struct reference *reference)
{
    const struct hosted_ids *hosted = &reference->model->hosted;
    for (size_t i = 0; i < hosted->count; i++) {
        const struct host *host = catalog_host(maker->input->catalog, hosted->items[i].host);
        if (host && !host->local && !str_is(host->id, "huggingface") &&
            str_equal_icase(hosted->items[i].id, reference->evidence) &&
            speaks_of(maker, reference->path, host))
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
                return speaks_of(maker, reference->path, ollama);
        }
    }
    return false;
}

/* A file of weights by its name, which counts beside a repository of such files. */
static bool names_file(struct maker *maker, const struct reference *reference)
{
    if (!str_ends_icase(reference->evidence, STR("-gguf")))
        return false;
    struct str key = arena_printf(maker->arena, "%.*s .gguf", STR_ARG(reference->path));
    void **slot = map_at(&maker->named, maker->arena, key);
    if (!*slot) {
        const struct str *text = text_of(maker, reference->path);
        *slot = answer(text && str_find_icase(*text, STR(".gguf"), 0) != STR_NONE);
    }
    return *slot == answer(true);
}

/* Bytes of a longer id do not count. */
static bool stands_in(struct str text, struct str id)
{
    for (size_t at = 0; (at = str_find(text, id, at)) != STR_NONE; at++) {
        char before = at > 0 ? text.ptr[at - 1] : ' ';
        char after = at + id.len < text.len ? text.ptr[at + id.len] : ' ';
        if (!ascii_word(before) && !ascii_word(after) && !strchr("-./:", before) &&
            !strchr("-./:", after))
            return true;
    }
    return false;
}

static size_t line_start(struct str text, size_t at)
{
    while (at > 0 && text.ptr[at - 1] != '\n')
        at--;
    return at;
}

/* Blanks that a line begins with; as many as there can be for an empty one, which ends nothing. */
static size_t indentation(struct str text, size_t start)
{
    size_t at = start;
    while (at < text.len && (text.ptr[at] == ' ' || text.ptr[at] == '\t'))
        at++;
    bool empty = at >= text.len || text.ptr[at] == '\n' || text.ptr[at] == '\r';
    return empty ? SIZE_MAX : at - start;
}

/* The lines of the list that a place stands in: those around its entry that begin no further to the
 * left. Not far: a longer list is looked at in part. */
static struct extent list_around(struct str text, const struct reference *reference)
{
    enum { MOST = 16 * 1024 };
    size_t at = reference->span.offset;
    size_t entry = reference->record_start < at ? reference->record_start : at;
    size_t start = line_start(text, entry);
    size_t least = indentation(text, start);
    size_t from = start;
    while (start > 0 && at - start < MOST) {
        start = line_start(text, start - 1);
        if (indentation(text, start) < least)
            break;
        from = start;
    }
    size_t to = at;
    while (to < text.len && to - at < MOST) {
        size_t end = str_find_char(text, '\n', to);
        to = end == STR_NONE ? text.len : end + 1;
        if (indentation(text, to) < least)
            break;
    }
    return (struct extent){ (uint32_t)from, (uint32_t)to };
}

/* A list that would have the same model twice: it is there, or another entry becomes it. */
static bool is_listed(struct maker *maker, const struct reference *reference, struct str after)
{
    const struct str *text = text_of(maker, reference->path);
    if (!text || str_find(reference->key, STR("[]"), 0) == STR_NONE)
        return false;
    struct extent list = list_around(*text, reference);
    struct str key = arena_printf(maker->arena, "%.*s %u %.*s", STR_ARG(reference->path),
                                  list.start, STR_ARG(after));
    void **slot = map_at(&maker->named, maker->arena, key);
    if (*slot)
        return true;
    *slot = answer(true);
    return stands_in(str_slice(*text, list.start, list.end), after);
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
        .names_file = names_file(maker, reference),
        .may_be_hosted = host.len == 0 && may_be_hosted(maker, reference),
    };
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
    if (equivalent->code && !model->code)
        *ret_detail = STR("made for code");
    else if (str_is(equivalent->thinking, "always") && !str_is(model->thinking, "always"))
        *ret_detail = STR("reasons before every answer");
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
        if (state == EDIT_WRITTEN && loses_images(maker, reference, cost->equivalent))
            state = EDIT_VISION;
        if (state == EDIT_WRITTEN && is_listed(maker, reference, after))
            state = EDIT_LISTED;
        if (state == EDIT_WRITTEN && maker->input->hide_secrets && shows_secret(maker, reference))
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
                                    .finding = finding });
    }
    if (ret->state != EDIT_WRITTEN)
        ret->edits = (struct edit_list){ 0 };
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

static void collect_files(struct maker *maker, struct edits *edits)
{
    for (size_t i = 0; i < edits->place_count; i++) {
        const struct place_edit *place = &edits->places[i];
        if (!is_chosen(maker->input, place) || place->edits.count == 0)
            continue;
        struct file_edits *file =
            edits->files.count > 0 ? &edits->files.items[edits->files.count - 1] : NULL;
        if (!file || !str_equal(file->path, place->finding->path)) {
            const struct str *text = text_of(maker, place->finding->path);
            file = vec_add(maker->arena, &edits->files);
            *file = (struct file_edits){ .path = place->finding->path, .text = *text };
        }
        for (size_t j = 0; j < place->edits.count; j++)
            vec_push(maker->arena, &file->edits, place->edits.items[j]);
    }
    for (size_t i = 0; i < edits->files.count; i++)
        tidy(&edits->files.items[i].edits);
}

void edits_make(const struct edits_input *input, struct arena *arena, struct edits *ret_edits)
{
    const struct findings *findings = &input->result->findings;
    struct maker maker = { .input = input, .arena = arena };
    struct edits edits = { .places = arena_array(arena, findings->count, sizeof *edits.places),
                           .place_count = findings->count };
    components_find(&input->paths, arena, &maker.components);
    look_around(&maker);
    for (size_t i = 0; i < findings->count; i++)
        decide(&maker, findings->items[i], &edits.places[i]);
    binding_settle(input->renames, &maker.components, edits.places, edits.place_count, arena);
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
