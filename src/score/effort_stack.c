/* What models need around them: versions of libraries, and memory; and which targets are meant. */
#include "score/effort_read.h"

#include <stddef.h>

#include "score/score.h"

/* ---- libraries ---- */

static const struct {
    const char *name; /* as in the model files */
    size_t offset;
} version_facts[] = {
    { "ollama_min", offsetof(struct model, ollama_min) },
    { "transformers_min", offsetof(struct model, transformers_min) },
    { "vllm_min", offsetof(struct model, vllm_min) },
};

static bool read_library(const struct reader *reader, const struct effort *effort,
                         const struct yaml_node *node, struct library_row *row)
{
    static const char *const keys[] = { "title", "fact", "names", "hosts", "work", "major", NULL };
    if (!read_keys(reader, node, keys))
        return false;
    struct str fact = yaml_get_str(node, "fact", "");
    size_t at = 0;
    while (at < ARRAY_COUNT(version_facts) && !str_is(fact, version_facts[at].name))
        at++;
    if (at == ARRAY_COUNT(version_facts))
        return read_fail(reader, node, "'fact' must be a least version of the model files");
    row->fact = version_facts[at].offset;
    row->title = read_text(reader, node, "title");
    row->work = effort_work(effort, yaml_get_str(node, "work", ""));
    row->major = effort_work(effort, yaml_get_str(node, "major", ""));
    if (!row->work || (yaml_get(node, "major") && !row->major))
        return read_fail(reader, node, "'work' and 'major' must be among the shared work");
    return read_strs(reader, yaml_get(node, "names"), &row->names) &&
           read_strs(reader, yaml_get(node, "hosts"), &row->hosts);
}

bool read_libraries(const struct reader *reader, const struct yaml_node *node,
                    struct effort *effort)
{
    effort->libraries = arena_array(reader->run, node ? node->count : 0, sizeof *effort->libraries);
    for (const struct yaml_node *item = yaml_first(node); item; item = item->next) {
        if (!read_library(reader, effort, item, &effort->libraries[effort->library_count++]))
            return false;
    }
    return true;
}

bool read_languages(const struct reader *reader, const struct yaml_node *node,
                    struct effort *effort)
{
    effort->languages = arena_array(reader->run, node ? node->count : 0, sizeof(struct language));
    for (const struct yaml_node *child = yaml_first(node); child; child = child->next) {
        if (child->kind != YAML_SCALAR || child->scalar.len == 0)
            return read_fail(reader, child, "a language is CODE: NAME");
        effort->languages[effort->language_count++] = (struct language){
            arena_str(reader->run, child->key), arena_str(reader->run, child->scalar)
        };
    }
    return true;
}

/* ---- accelerators.yaml ---- */

static bool read_gpu(const struct reader *reader, const struct yaml_node *node, struct gpu_row *row)
{
    static const char *const keys[] = { "names", "memory_gb", "count", "source", NULL };
    const struct yaml_node *memory = yaml_get(node, "memory_gb");
    const struct yaml_node *count = yaml_get(node, "count");
    if (!read_keys(reader, node, keys) || !read_strs(reader, yaml_get(node, "names"), &row->names))
        return false;
    if (!memory)
        return read_fail(reader, node, "a GPU needs 'memory_gb'");
    row->source = read_text(reader, node, "source");
    return read_number(reader, memory, &row->memory_gb) &&
           (!count || read_number(reader, count, &row->count));
}

static bool read_gpus(const struct reader *reader, const struct yaml_node *node,
                      struct effort *effort)
{
    effort->gpus = arena_array(reader->run, node ? node->count : 0, sizeof *effort->gpus);
    for (const struct yaml_node *item = yaml_first(node); item; item = item->next) {
        if (!read_gpu(reader, item, &effort->gpus[effort->gpu_count++]))
            return false;
    }
    return true;
}

static bool read_quantisations(const struct reader *reader, const struct yaml_node *node,
                               struct effort *effort)
{
    static const char *const keys[] = { "names", "bytes", NULL };
    size_t count = node ? node->count : 0;
    effort->quantisations = arena_array(reader->run, count, sizeof *effort->quantisations);
    for (const struct yaml_node *item = yaml_first(node); item; item = item->next) {
        struct bits_row *row = &effort->quantisations[effort->quantisation_count++];
        const struct yaml_node *bytes = yaml_get(item, "bytes");
        if (!read_keys(reader, item, keys) ||
            !read_strs(reader, yaml_get(item, "names"), &row->names))
            return false;
        if (!bytes)
            return read_fail(reader, item, "a quantisation needs 'bytes' of a parameter");
        if (!read_number(reader, bytes, &row->bytes))
            return false;
    }
    return true;
}

bool effort_parse_accelerators(struct effort *effort, const struct data_file *file,
                               struct arena *run, struct err *err)
{
    static const char *const keys[] = { "as_of", "bytes_per_parameter", "quantisations", "gpus",
                                        NULL };
    const struct yaml_node *root;
    if (!data_parse(file, run, &root, err))
        return false;
    const struct reader reader = { run, file->label.ptr, err };
    const struct yaml_node *bytes = yaml_get(root, "bytes_per_parameter");
    if (!read_keys(&reader, root, keys))
        return false;
    if (!bytes)
        return read_fail(&reader, root, "needs 'bytes_per_parameter'");
    return read_number(&reader, bytes, &effort->bytes_per_parameter) &&
           read_quantisations(&reader, yaml_get(root, "quantisations"), effort) &&
           read_gpus(&reader, yaml_get(root, "gpus"), effort);
}

/* ---- questions ---- */

enum { NAME_MAX_LEN = 96 };

/* Lower case and cut, in `buffer`. */
static struct str lower_name(struct str name, char *buffer)
{
    size_t len = name.len < NAME_MAX_LEN ? name.len : NAME_MAX_LEN;
    for (size_t i = 0; i < len; i++)
        buffer[i] = ascii_lower(name.ptr[i]);
    return (struct str){ buffer, len };
}

double effort_bytes(const struct effort *effort, struct str quantisation)
{
    char buffer[NAME_MAX_LEN];
    struct str name = lower_name(quantisation, buffer);
    for (size_t i = 0; name.len > 0 && i < effort->quantisation_count; i++) {
        if (any_glob(&effort->quantisations[i].names, name))
            return effort->quantisations[i].bytes;
    }
    return effort->bytes_per_parameter;
}

const struct gpu_row *effort_gpu(const struct effort *effort, struct str name)
{
    char buffer[NAME_MAX_LEN];
    struct str lower = lower_name(name, buffer);
    for (size_t i = 0; i < effort->gpu_count; i++) {
        if (any_glob(&effort->gpus[i].names, lower))
            return &effort->gpus[i];
    }
    return NULL;
}

/* ---- the targets that are scored ---- */

static bool is_meant(const struct effort_target *target, const struct strs *also)
{
    for (size_t i = 0; i < also->count; i++) {
        if (str_equal(also->items[i], target->family))
            return true;
    }
    return !target->opt_in;
}

static bool check_also(const struct effort *effort, const struct strs *also, struct err *err)
{
    for (size_t i = 0; i < also->count; i++) {
        size_t at = 0;
        while (at < effort->target_count &&
               !str_equal(effort->targets[at].family, also->items[i]))
            at++;
        if (at == effort->target_count)
            return err_set(err, ERR_USAGE, "--also-target: '%.*s' is no target of effort.yaml",
                           STR_ARG(also->items[i]));
    }
    return true;
}

/* Weights stand in the order of the targets: those that stay move up. */
static void keep_weights(struct weight *weights, const bool *keep, size_t count)
{
    size_t kept = 0;
    for (size_t i = 0; i < count; i++) {
        if (keep[i])
            weights[kept++] = weights[i];
    }
}

bool effort_select(struct effort *effort, const struct strs *also, struct err *err)
{
    bool keep[MAX_TARGETS] = { 0 };
    size_t place[MAX_TARGETS] = { 0 };
    size_t count = effort->target_count;
    size_t kept = 0;
    if (!check_also(effort, also, err))
        return false;
    for (size_t i = 0; i < count; i++) {
        keep[i] = is_meant(&effort->targets[i], also);
        place[i] = kept;
        kept += keep[i];
    }
    for (size_t i = 0; i < effort->changes.count; i++)
        keep_weights(((struct change_kind *)effort->changes.entries[i].value)->weights, keep, count);
    for (size_t i = 0; i < effort->work.count; i++)
        keep_weights(((struct work_kind *)effort->work.entries[i].value)->weights, keep, count);
    size_t endpoints = 0;
    for (size_t i = 0; i < effort->endpoint_count; i++) {
        struct endpoint_row row = effort->endpoints[i];
        if (!keep[row.target])
            continue;
        row.target = place[row.target];
        effort->endpoints[endpoints++] = row;
    }
    effort->endpoint_count = endpoints;
    for (size_t i = 0; i < count; i++) {
        if (keep[i])
            effort->targets[place[i]] = effort->targets[i];
    }
    effort->target_count = kept;
    return true;
}
