#include "match/host.h"

enum {
    HOSTS_MAX = 64,             /* that write one id alike */
    LINE_BYTES = 1024,          /* of the line, to either side */
    RECORD_BYTES = 8 * 1024,
    MAPPING_BYTES = 64 * 1024,  /* back to where a list of models says whose they are */
    FILE_BYTES = 64 * 1024,     /* a longer file is a catalogue, and speaks of everybody */
};

struct candidates {
    const struct host *hosts[HOSTS_MAX];
    size_t count;
    bool exact; /* they write it in just these letters: the others are left out */
};

static void add(struct candidates *candidates, const struct host *host, bool exact)
{
    if (exact && !candidates->exact)
        *candidates = (struct candidates){ .exact = true };
    if (!host || exact != candidates->exact || candidates->count == HOSTS_MAX)
        return;
    for (size_t i = 0; i < candidates->count; i++) {
        if (candidates->hosts[i] == host)
            return;
    }
    candidates->hosts[candidates->count++] = host;
}

static void add_if_same(const struct catalog *catalog, struct candidates *candidates,
                        struct str known, struct str id, struct str host)
{
    if (str_equal_icase(known, id))
        add(candidates, catalog_host(catalog, host), str_equal(known, id));
}

/* "llama3.1:8b", or "llama3.1" for the size that the library takes when none is named. */
static bool is_tag(const struct model *model, struct str id)
{
    for (size_t i = 0; i < model->ollama_tags.count; i++) {
        struct str tag = model->ollama_tags.items[i];
        if (str_equal_icase(tag, id) || (tag.len > id.len && tag.ptr[id.len] == ':' &&
                                         str_equal_icase(str_slice(tag, 0, id.len), id)))
            return true;
    }
    return false;
}

static bool is_tag_of_family(const struct catalog *catalog, const struct model *model,
                             struct str id)
{
    if (is_tag(model, id))
        return true;
    size_t count;
    const struct model *models = catalog_models(catalog, &count);
    for (size_t i = 0; model->is_family && i < count; i++) {
        if (str_starts(models[i].id, model->id) && is_tag(&models[i], id))
            return true;
    }
    return false;
}

static void find_candidates(const struct catalog *catalog, const struct model *model,
                            struct str id, struct candidates *ret)
{
    for (size_t i = 0; i < model->hosted.count; i++)
        add_if_same(catalog, ret, model->hosted.items[i].id, id, model->hosted.items[i].host);
    if (str_find_char(id, '/', 0) == STR_NONE) {
        if (is_tag_of_family(catalog, model, id))
            add(ret, catalog_host(catalog, STR("ollama")), ret->exact);
        return;
    }
    struct str hub = STR("huggingface");
    add_if_same(catalog, ret, model->hub_id, id, hub);
    add_if_same(catalog, ret, model->hub_base_id, id, hub);
    for (size_t i = 0; i < model->hub_ids.count; i++)
        add_if_same(catalog, ret, model->hub_ids.items[i], id, hub);
}

/* As a value of its own: "together", 'together', provider: together */
static bool is_value(struct str text, struct str name)
{
    for (size_t at = 0; (at = str_find_icase(text, name, at)) != STR_NONE; at++) {
        char before = at > 0 ? text.ptr[at - 1] : '\n';
        size_t end = at + name.len;
        char after = end < text.len ? text.ptr[end] : '\n';
        bool quoted = (before == '"' || before == '\'' || before == '`') && after == before;
        bool plain = before == ' ' && at > 1 && text.ptr[at - 2] == ':' && strchr("\r\n", after);
        if (quoted || plain)
            return true;
    }
    return false;
}

static bool is_spoken_of(const struct host *host, struct str text)
{
    for (size_t i = 0; i < host->shown_by.count; i++) {
        if (str_find_icase(text, host->shown_by.items[i], 0) != STR_NONE)
            return true;
    }
    for (size_t i = 0; i < host->aliases.count; i++) {
        if (is_value(text, host->aliases.items[i]))
            return true;
    }
    return is_value(text, host->id) || is_value(text, host->name);
}

/* How many are spoken of; `ret_host` is the last of them. */
static size_t spoken_of(const struct candidates *candidates, struct str text,
                        const struct host **ret_host)
{
    size_t count = 0;
    for (size_t i = 0; i < candidates->count; i++) {
        if (!is_spoken_of(candidates->hosts[i], text))
            continue;
        *ret_host = candidates->hosts[i];
        count++;
    }
    return count;
}

static struct str line_at(struct str text, size_t offset)
{
    size_t start = offset;
    size_t end = offset;
    while (start > 0 && offset - start < LINE_BYTES && text.ptr[start - 1] != '\n')
        start--;
    while (end < text.len && end - offset < LINE_BYTES && text.ptr[end] != '\n')
        end++;
    return str_slice(text, start, end);
}

/* The column of the key of a line, behind the dashes of a list; STR_NONE without one. */
static size_t key_column(struct str line, size_t *ret_indent)
{
    size_t at = 0;
    while (at < line.len && line.ptr[at] == ' ')
        at++;
    *ret_indent = at;
    while (at + 1 < line.len && line.ptr[at] == '-' && line.ptr[at + 1] == ' ')
        at += 2;
    bool is_key = at < line.len && (ascii_alnum(line.ptr[at]) || strchr("_\"'", line.ptr[at]));
    return is_key ? at : STR_NONE;
}

/**
 * Climbs from a line to the lines above it that belong to the mappings around it:
 *
 *     - provider: groq          ← says whose they are
 *       models:
 *         - name: some-other    (of another item of the same list)
 *         - name: llama-3.1-8b  ← from here
 */
static const struct host *in_mapping(const struct candidates *candidates, struct str text,
                                     size_t offset)
{
    size_t least = offset > MAPPING_BYTES ? offset - MAPPING_BYTES : 0;
    size_t end = offset;
    while (end > least && text.ptr[end - 1] != '\n')
        end--;
    size_t indent;
    size_t column = key_column(line_at(text, offset), &indent);
    size_t level = indent; /* behind a dash an item begins here: what is above is another one's */
    while (column != STR_NONE && end > least && level > 0) {
        size_t start = end - 1;
        while (start > least && text.ptr[start - 1] != '\n')
            start--;
        struct str line = str_slice(text, start, end - 1);
        end = start;
        size_t above = key_column(line, &indent);
        if (above == STR_NONE || above > level)
            continue;
        const struct host *host = NULL;
        size_t count = spoken_of(candidates, line, &host);
        if (count > 0)
            return count == 1 ? host : NULL;
        level = indent;
    }
    return NULL;
}

const struct host *host_around(const struct catalog *catalog, const struct model *model,
                               struct str id, struct str text, const struct id_place *place)
{
    struct candidates candidates = { .count = 0 };
    if (place->offset >= text.len)
        return NULL;
    find_candidates(catalog, model, id, &candidates);
    if (candidates.count == 0)
        return NULL;
    const struct host *host = NULL;
    size_t count = spoken_of(&candidates, line_at(text, place->offset), &host);
    if (count == 0 && place->record_end <= text.len &&
        place->record_end - place->record_start <= RECORD_BYTES)
        count = spoken_of(&candidates, str_slice(text, place->record_start, place->record_end),
                          &host);
    if (count == 0 && place->is_yaml) {
        host = in_mapping(&candidates, text, place->offset);
        count = host != NULL;
    }
    if (count == 0 && text.len <= FILE_BYTES)
        count = spoken_of(&candidates, text, &host);
    return count == 1 && !host->cloud && !str_is(host->id, "huggingface") ? host : NULL;
}
