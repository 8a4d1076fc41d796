#include "plan/spelling.h"

#include "score/effort.h"

static bool contains_icase(struct str text, const char *word)
{
    return str_find_icase(text, str_from(word), 0) != STR_NONE;
}

/* The longest of `ids` that ends the text, or NULL. */
static const struct str *longest_end(struct str text, const struct strs *ids)
{
    const struct str *longest = NULL;
    for (size_t i = 0; i < ids->count; i++) {
        const struct str *id = &ids->items[i];
        if (id->len > 0 && str_ends_icase(text, *id) && (!longest || id->len > longest->len))
            longest = id;
    }
    return longest;
}

static struct str before_end(struct str text, size_t end_len)
{
    return str_slice(text, 0, text.len - end_len);
}

static enum edit_state put(struct arena *arena, struct str prefix, struct str id,
                           struct str *ret_after)
{
    *ret_after = arena_printf(arena, "%.*s%.*s", STR_ARG(prefix), STR_ARG(id));
    return EDIT_WRITTEN;
}

static enum edit_state fail(struct arena *arena, enum edit_state state, struct str *ret_detail,
                            const char *what, struct str name)
{
    *ret_detail = arena_printf(arena, "%s%.*s", what, STR_ARG(name));
    return state;
}

/* ---- Ollama ---- */

/* "8b", "8b-instruct": the plain weights in the quantisation that the library chose. */
static bool is_plain_tag(const struct model *model, struct str name, struct str tag)
{
    for (size_t i = 0; i < model->ollama_tags.count; i++) {
        if (str_equal_icase(model->ollama_tags.items[i], name))
            return true;
    }
    if (tag.len == 0 || str_is(tag, "latest"))
        return true;
    if (str_ends_icase(tag, STR("-instruct")))
        tag.len -= STR("-instruct").len;
    else if (str_ends_icase(tag, STR("-chat")))
        tag.len -= STR("-chat").len;
    if (tag.len < 2 || ascii_lower(tag.ptr[tag.len - 1]) != 'b')
        return false;
    for (size_t i = 0; i + 1 < tag.len; i++) {
        if (!ascii_digit(tag.ptr[i]) && tag.ptr[i] != '.')
            return false;
    }
    return true;
}

static enum edit_state spell_ollama(const struct spelling_request *request, struct arena *arena,
                                    struct str *ret_after, struct str *ret_detail)
{
    static const char *const namespaces[] = { "ollama/", "ollama_chat/", "library/", "ollama:",
                                              "ollama_chat:" };
    struct str text = request->reference->evidence;
    struct str prefix = STR("");
    for (size_t i = 0; i < ARRAY_COUNT(namespaces); i++) {
        size_t at = str_find_icase(text, str_from(namespaces[i]), 0);
        size_t len = strlen(namespaces[i]);
        if (at != STR_NONE && at + len > prefix.len)
            prefix = str_slice(text, 0, at + len);
    }
    struct str name = str_slice(text, prefix.len, text.len);
    struct str tag = name;
    (void)str_split(&tag, ':');
    if (!tag.ptr)
        tag = STR("");
    if (str_find_char(name, '/', 0) != STR_NONE)
        return EDIT_SPELLING;
    if (!is_plain_tag(request->model, name, tag))
        return request->reference->quantisation.len > 0 ? EDIT_QUANTISED : EDIT_SPELLING;
    if (request->equivalent->ollama_tags.count == 0)
        return fail(arena, EDIT_HOST_LACKS, ret_detail, "no Ollama tag for ",
                    request->equivalent->id);
    return put(arena, prefix, request->equivalent->ollama_tags.items[0], ret_after);
}

/* ---- hosts ---- */

/* A variant that always reasons is no stand-in for one that does not. */
static bool reasons(struct str id)
{
    return contains_icase(id, "thinking") || contains_icase(id, "reasoning");
}

static bool is_open(const struct hosted_id *id, struct str today)
{
    return !id->unverified && (id->retired.len == 0 || str_compare(id->retired, today) > 0);
}

/* What the host calls the target now: ids that its index lists come first. */
static struct str target_on_host(const struct spelling_request *request, struct arena *arena)
{
    struct hosted_ids ids =
        catalog_hosted(request->catalog, request->equivalent, request->host, arena);
    for (int pass = 0; pass < 2; pass++) {
        for (size_t i = 0; i < ids.count; i++) {
            const struct hosted_id *id = &ids.items[i];
            if (is_open(id, request->today) && (pass == 1 || id->listed) &&
                (!reasons(id->id) || reasons(request->reference->evidence)))
                return id->id;
        }
    }
    return STR("");
}

/* Without the geography of an inference profile, "bedrock/us." → "bedrock/": the target's id asks
 * the region that the client is set to. The ARN of a profile stays: it names nothing else. */
static struct str without_geography(const struct renames *renames, struct str prefix)
{
    for (size_t i = 0; i < renames->geographies.count; i++) {
        struct str geography = renames->geographies.items[i];
        if (!str_ends(prefix, geography))
            continue;
        struct str rest = before_end(prefix, geography.len);
        bool is_arn = str_find_icase(rest, STR("arn:"), 0) != STR_NONE;
        if (rest.len == 0 || (rest.ptr[rest.len - 1] == '/' && !is_arn))
            return rest;
    }
    return prefix;
}

/* "groq/", "openrouter/", an ARN: what stands before an id and names its host or gateway. */
static bool is_route(struct str prefix)
{
    if (prefix.len == 0)
        return true;
    char last = prefix.ptr[prefix.len - 1];
    return (last == '/' || last == ':') && prefix.ptr[0] != '.' && prefix.ptr[0] != '/' &&
           prefix.ptr[0] != '~';
}

static enum edit_state spell_hosted(const struct spelling_request *request, struct arena *arena,
                                    struct str *ret_after, struct str *ret_detail)
{
    const struct renames *renames = request->renames;
    struct str text = request->reference->evidence;
    if (!any_glob(&renames->uniform, request->host) &&
        (request->own_body || !any_glob(&renames->without_body, request->host)))
        return EDIT_VENDOR_CALL;
    struct hosted_ids ids = catalog_hosted(request->catalog, request->model, request->host, arena);
    struct strs spellings = { 0 };
    for (size_t i = 0; i < ids.count; i++)
        vec_push(arena, &spellings, ids.items[i].id);
    const struct str *old = longest_end(text, &spellings);
    struct str prefix = old ? before_end(text, old->len) : STR("");
    prefix = without_geography(renames, prefix);
    if (!old || !is_route(prefix))
        return EDIT_SPELLING;
    struct str id = target_on_host(request, arena);
    if (id.len == 0) {
        *ret_detail = arena_printf(arena, "%.*s is not on %.*s", STR_ARG(request->equivalent->id),
                                   STR_ARG(request->host));
        return EDIT_HOST_LACKS;
    }
    return put(arena, prefix, id, ret_after);
}

/* ---- the hub ---- */

static struct str name_part(struct str id)
{
    size_t slash = str_find_char(id, '/', 0);
    return slash == STR_NONE ? id : str_slice(id, slash + 1, id.len);
}

static bool is_base_id(const struct model *model, struct str id)
{
    if (str_equal_icase(name_part(id), name_part(model->hub_base_id)))
        return true;
    return model->hub_base_id.len > 0 && !contains_icase(id, "instruct") &&
           !contains_icase(id, "chat") && !contains_icase(id, "-it");
}

static struct strs hub_spellings(const struct model *model, struct arena *arena)
{
    struct strs all = { 0 };
    vec_push(arena, &all, model->hub_id);
    vec_push(arena, &all, model->hub_base_id);
    for (size_t i = 0; i < model->hub_ids.count; i++)
        vec_push(arena, &all, model->hub_ids.items[i]);
    return all;
}

/* A copy of an official repository under another owner: same name, nothing else. */
static const struct str *mirrored(struct str text, const struct strs *ids)
{
    size_t slash = str_find_char(text, '/', 0);
    if (slash == STR_NONE || slash == 0 || text.ptr[0] == '.')
        return NULL;
    for (size_t i = 0; i < ids->count; i++) {
        if (ids->items[i].len > 0 && str_equal_icase(name_part(text), name_part(ids->items[i])))
            return &ids->items[i];
    }
    return NULL;
}

static bool is_hub_route(struct str prefix)
{
    static const char *const routes[] = { "huggingface.co/", "hf.co/", "huggingface/", "hf:",
                                          "hf://", "hf/", "huggingface:", "models/hf/" };
    if (prefix.len == 0)
        return true;
    for (size_t i = 0; i < ARRAY_COUNT(routes); i++) {
        if (str_ends_icase(prefix, str_from(routes[i])) && is_route(prefix))
            return true;
    }
    return false;
}

/* "owner/Llama-3.1-8B-Instruct-GGUF", a repository of files in all quantisations; no file in it. */
static bool is_gguf_repository(struct str text, const struct resolution *resolution)
{
    struct str rest = text;
    (void)str_split(&rest, '/');
    return resolution->quantisation.len == 0 && str_ends_icase(text, STR("-gguf")) && rest.ptr &&
           str_find_char(rest, '/', 0) == STR_NONE;
}

/* The target's own repository of that sort, if it has one with all quantisations. */
static struct str gguf_repository(const struct model *model)
{
    for (size_t i = 0; i < model->hub_ids.count; i++) {
        struct str id = model->hub_ids.items[i];
        if (str_ends_icase(id, STR("-gguf")) && !contains_icase(id, "qat"))
            return id;
    }
    return STR("");
}

static enum edit_state spell_gguf(const struct spelling_request *request, struct arena *arena,
                                  struct str *ret_after, struct str *ret_detail)
{
    struct str id = gguf_repository(request->equivalent);
    if (id.len == 0)
        return fail(arena, EDIT_QUANTISED, ret_detail, "no GGUF repository is recorded for ",
                    request->equivalent->id);
    if (request->names_file) /* which the other repository does not have */
        return EDIT_WEIGHTS_FILE;
    return put(arena, STR(""), id, ret_after);
}

static enum edit_state spell_hub(const struct spelling_request *request, struct arena *arena,
                                 struct str *ret_after, struct str *ret_detail)
{
    struct str text = request->reference->evidence;
    struct strs ids = hub_spellings(request->model, arena);
    const struct str *old = longest_end(text, &ids);
    struct str prefix = old ? before_end(text, old->len) : STR("");
    if (!old)
        old = mirrored(text, &ids);
    struct resolution resolution;
    bool resolved = catalog_resolve_spelling(request->catalog, text, &resolution);
    if (!old && resolved && is_gguf_repository(text, &resolution))
        return spell_gguf(request, arena, ret_after, ret_detail);
    if (!old)
        return resolved && (resolution.quantisation.len > 0 || resolution.format.len > 0)
                   ? EDIT_QUANTISED
                   : EDIT_SPELLING;
    if (!is_hub_route(prefix))
        return EDIT_WEIGHTS_FILE;
    if (request->may_be_hosted)
        return EDIT_HOST_UNKNOWN;
    bool base = is_base_id(request->model, *old);
    struct str id = base ? request->equivalent->hub_base_id : request->equivalent->hub_id;
    if (id.len == 0)
        return fail(arena, EDIT_NO_NAME, ret_detail,
                    base ? "no base weights on the hub for " : "not on the hub: ",
                    request->equivalent->id);
    return put(arena, prefix, id, ret_after);
}

enum edit_state spelling_of_target(const struct spelling_request *request, struct arena *arena,
                                   struct str *ret_after, struct str *ret_detail)
{
    const struct reference *reference = request->reference;
    *ret_after = STR("");
    *ret_detail = STR("");
    if (reference->kind == KIND_MENTION)
        return str_equal(reference->evidence, request->model->name)
                   ? put(arena, STR(""), request->equivalent->name, ret_after)
                   : EDIT_SPELLING;
    if (str_starts(request->host, STR("ollama")))
        return spell_ollama(request, arena, ret_after, ret_detail);
    if (request->host.len == 0 || str_is(request->host, "huggingface"))
        return spell_hub(request, arena, ret_after, ret_detail);
    return spell_hosted(request, arena, ret_after, ret_detail);
}
