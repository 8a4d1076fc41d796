#include "score/licence.h"

#include "match/rule.h"
#include "score/effort_read.h"

const char *const duty_state_names[DUTY_STATE_COUNT] = { "by hand", "missing", "found" };

/* ---- the file ---- */

static bool read_kinds(const struct reader *reader, const struct yaml_node *node,
                       struct licences *licences)
{
    static const char *const keys[] = { "title", "rule", "evidence", "not_evidence", "path", NULL };
    for (const struct yaml_node *child = yaml_first(node); child; child = child->next) {
        struct duty_kind *kind = arena_new(reader->run, struct duty_kind);
        if (!read_keys(reader, child, keys) ||
            !read_strs(reader, yaml_get(child, "rule"), &kind->rules) ||
            !read_strs(reader, yaml_get(child, "evidence"), &kind->evidence) ||
            !read_strs(reader, yaml_get(child, "not_evidence"), &kind->not_evidence) ||
            !read_strs(reader, yaml_get(child, "path"), &kind->paths))
            return false;
        kind->id = arena_str(reader->run, child->key);
        kind->title = read_text(reader, child, "title");
        if (kind->title.len == 0)
            return read_fail(reader, child, "'%.*s' needs a 'title'", STR_ARG(child->key));
        *map_at(&licences->kinds, reader->run, kind->id) = kind;
    }
    return true;
}

static bool read_duties(const struct reader *reader, const struct yaml_node *node,
                        const struct licences *licences, struct duties *ret)
{
    for (const struct yaml_node *child = yaml_first(node); child; child = child->next) {
        const struct duty_kind *kind = map_get(&licences->kinds, child->key);
        if (!kind)
            return read_fail(reader, child, "'%.*s' is not among the duties", STR_ARG(child->key));
        if (child->kind != YAML_SCALAR || child->scalar.len == 0)
            return read_fail(reader, child, "'%.*s' must say what is asked", STR_ARG(child->key));
        vec_push(reader->run, ret, (struct duty){ kind, arena_str(reader->run, child->scalar) });
    }
    return true;
}

static bool read_licence(const struct reader *reader, const struct yaml_node *node,
                         struct licences *licences)
{
    static const char *const keys[] = { "id", "name", "url", "unverified", "duties", NULL };
    struct licence *licence = arena_new(reader->run, struct licence);
    if (!read_keys(reader, node, keys) ||
        !read_bool(reader, node, "unverified", &licence->unverified) ||
        !read_duties(reader, yaml_get(node, "duties"), licences, &licence->duties))
        return false;
    licence->id = read_text(reader, node, "id");
    licence->name = read_text(reader, node, "name");
    licence->url = read_text(reader, node, "url");
    if (licence->id.len == 0 || licence->name.len == 0)
        return read_fail(reader, node, "a licence needs 'id' and 'name'");
    void **slot = map_at(&licences->rows, reader->run, licence->id);
    if (*slot)
        return read_fail(reader, node, "'%.*s' is there twice", STR_ARG(licence->id));
    *slot = licence;
    return true;
}

bool licences_parse(const struct data_file *file, struct arena *run, struct licences **ret,
                    struct err *err)
{
    static const char *const keys[] = { "as_of", "duties", "licences", NULL };
    const struct yaml_node *root;
    if (!data_parse(file, run, &root, err))
        return false;
    const struct reader reader = { run, file->label.ptr, err };
    struct licences *licences = arena_new(run, struct licences);
    if (!read_keys(&reader, root, keys) || !read_kinds(&reader, yaml_get(root, "duties"), licences))
        return false;
    for (const struct yaml_node *node = yaml_first(yaml_get(root, "licences")); node;
         node = node->next) {
        if (!read_licence(&reader, node, licences))
            return false;
    }
    *ret = licences;
    return true;
}

/* ---- what is in use ---- */

/* Globs are of lower case. */
static bool like_any(const struct strs *globs, struct str text, struct arena *scratch)
{
    struct str lower = arena_str(scratch, text);
    for (size_t i = 0; i < lower.len; i++)
        ((char *)(uintptr_t)lower.ptr)[i] = ascii_lower(lower.ptr[i]);
    return any_glob(globs, lower);
}

static bool names_licence(const struct finding *finding, struct str licence)
{
    struct str own = finding->model ? finding->model->licence : STR("");
    return own.len == 0 || str_equal(own, licence);
}

/* The first finding that shows a duty to be met, or NULL. */
static const struct finding *shown_by(const struct scorer *scorer, const struct result *result,
                                      const struct duty_kind *kind, struct str licence)
{
    for (size_t i = 0; i < result->findings.count; i++) {
        const struct finding *finding = result->findings.items[i];
        if (finding->category != CATEGORY_LICENSE || !finding->rule ||
            !any_glob(&kind->rules, finding->rule->id) || !names_licence(finding, licence))
            continue;
        if ((kind->evidence.count > 0 &&
             !like_any(&kind->evidence, finding->evidence, scorer->scratch)) ||
            (kind->paths.count > 0 && !like_any(&kind->paths, finding->path, scorer->scratch)))
            continue;
        if (!like_any(&kind->not_evidence, finding->evidence, scorer->scratch))
            return finding;
    }
    return NULL;
}

static void add_duties(const struct scorer *scorer, const struct result *result,
                       const struct licence *licence, struct licence_use *use)
{
    for (size_t i = 0; i < licence->duties.count; i++) {
        const struct duty *duty = &licence->duties.items[i];
        struct licence_duty *item = vec_add(scorer->arena, &use->duties);
        *item = (struct licence_duty){ .id = duty->kind->id,
                                       .title = duty->kind->title,
                                       .text = duty->text };
        if (use->target.len > 0 || duty->kind->rules.count == 0)
            continue;
        const struct finding *finding = shown_by(scorer, result, duty->kind, licence->id);
        item->state = finding ? DUTY_FOUND : DUTY_MISSING;
        item->path = finding ? finding->path : STR("");
        item->line = finding ? finding->span.line : 0;
    }
}

/* The use of a licence for a target ("" for what is in use), made when there is none. */
static struct licence_use *use_of(const struct scorer *scorer, struct result *result,
                                  struct str target, struct str id)
{
    struct licence_uses *uses = &result->licences;
    for (size_t i = 0; i < uses->count; i++) {
        if (str_equal(uses->items[i].target, target) && str_equal(uses->items[i].id, id))
            return &uses->items[i];
    }
    const struct licence *licence = map_get(&scorer->effort->licences->rows, id);
    struct licence_use *use = vec_add(scorer->arena, uses);
    *use = (struct licence_use){ .target = target,
                                 .id = id,
                                 .name = licence ? licence->name : id,
                                 .url = licence ? licence->url : STR(""),
                                 .unverified = !licence || licence->unverified };
    if (licence)
        add_duties(scorer, result, licence, use);
    return use;
}

static void add_model(const struct scorer *scorer, struct result *result, struct str target,
                      const struct model *model)
{
    struct str id = model->licence;
    if (id.len == 0 && model->base)
        id = model->base->licence;
    if (id.len == 0)
        return;
    struct licence_use *use = use_of(scorer, result, target, id);
    for (size_t i = 0; i < use->models.count; i++) {
        if (str_equal(use->models.items[i], model->id))
            return;
    }
    vec_push(scorer->arena, &use->models, model->id);
}

/* It runs, loads or trains a model: what only names a format has no weights. */
static bool uses_model(const struct scorer *scorer, const struct finding *finding)
{
    const struct change_kind *change = effort_change(scorer->effort, finding->change);
    return change && change->model_use && finding->model && where_is_live(finding->where);
}

void list_licences(const struct scorer *scorer, const struct places *places, struct result *result)
{
    if (!scorer->effort->licences)
        return;
    for (size_t i = 0; i < places->count; i++) {
        const struct finding *finding = places->items[i].finding;
        if (uses_model(scorer, finding))
            add_model(scorer, result, STR(""), finding->model);
    }
    for (size_t t = 0; t < result->targets.count; t++) {
        struct str family = result->targets.items[t].id;
        size_t at = 0;
        while (!str_equal(scorer->effort->targets[at].family, family))
            at++;
        for (size_t i = 0; i < places->count; i++) {
            const struct model *member = places->items[i].bills[at].choice.model;
            if (member && uses_model(scorer, places->items[i].finding))
                add_model(scorer, result, family, member);
        }
    }
    arena_reset(scorer->scratch);
}
