#include "score/effort.h"

#include "score/effort_read.h"
#include "score/posture.h"

/* Shared work, changes and stay rows that the program itself names, so that a file cannot lack
 * them. */
static const char *const needed_changes[] = { "context-length", "license", "memory",
                                              "vision-input" };
static const char *const needed_work[] = { "change-endpoint", "change-host",        "convert-body",
                                           "re-evaluate",     "find-training-data", "retrain",
                                           "self-host",       "turn-thinking-off" };
static const char *const needed_stay[] = { "fallback-ends-too", "gated",         "licence-notice",
                                           "no-fallback",       "no-host",       "no-local-copy",
                                           "retired",           "unpinned" };

static const char *const scope_names[WORK_SCOPE_COUNT] = { "repository", "folder", "file", "host",
                                                           "model" };

/* ---- targets and weights ---- */

static bool find_target(const struct effort *effort, struct str family, size_t *ret)
{
    for (size_t i = 0; i < effort->target_count; i++) {
        if (str_equal(effort->targets[i].family, family)) {
            *ret = i;
            return true;
        }
    }
    return false;
}

static bool read_targets(const struct reader *reader, const struct yaml_node *node,
                         struct effort *effort)
{
    static const char *const keys[] = { "id",        "name",   "note", "vendor",
                                        "open_data", "opt_in", "like", NULL };
    if (!node || node->kind != YAML_SEQUENCE || node->count == 0)
        return read_fail(reader, node, "'targets' must be a list of at least one family");
    if (node->count > MAX_TARGETS)
        return read_fail(reader, node, "more than %d targets", MAX_TARGETS);
    effort->targets = arena_array(reader->run, node->count, sizeof *effort->targets);
    for (const struct yaml_node *item = node->first; item; item = item->next) {
        if (!read_keys(reader, item, keys))
            return false;
        struct effort_target *target = &effort->targets[effort->target_count++];
        *target = (struct effort_target){
            .family = read_text(reader, item, "id"),
            .name = read_text(reader, item, "name"),
            .note = read_text(reader, item, "note"),
            .vendor = read_text(reader, item, "vendor"),
            .like = effort->target_count - 1,
        };
        struct str like = yaml_get_str(item, "like", "");
        if (!read_bool(reader, item, "open_data", &target->open_data) ||
            !read_bool(reader, item, "opt_in", &target->opt_in))
            return false;
        if (like.len > 0 && !find_target(effort, like, &target->like))
            return read_fail(reader, item, "'like' must be a target that stands before");
        if (target->family.len == 0 || target->name.len == 0)
            return read_fail(reader, item, "a target needs 'id' and 'name'");
    }
    return true;
}

static bool read_weight(const struct reader *reader, const struct yaml_node *node,
                        struct weight *ret)
{
    static const char *const keys[] = { "points", "text", "source", "blocked", "way_round", NULL };
    if (!read_keys(reader, node, keys) ||
        !read_points(reader, yaml_get(node, "points"), &ret->points))
        return false;
    ret->text = read_text(reader, node, "text");
    ret->source = read_text(reader, node, "source");
    ret->blocked = read_text(reader, node, "blocked");
    ret->way_round = read_text(reader, node, "way_round");
    return ret->text.len > 0 || read_fail(reader, node, "a weight needs 'text': what to do");
}

/* `weights:` of a change or of shared work: a target's own, else `all`. */
static bool read_weights(const struct reader *reader, const struct effort *effort,
                         const struct yaml_node *owner, struct weight **ret)
{
    const struct yaml_node *node = yaml_get(owner, "weights");
    if (!node || node->kind != YAML_MAPPING)
        return read_fail(reader, owner, "'%.*s' needs 'weights'", STR_ARG(owner->key));
    struct weight *weights = arena_array(reader->run, effort->target_count, sizeof *weights);
    const struct yaml_node *all = yaml_get(node, "all");
    for (size_t i = 0; i < effort->target_count; i++) {
        const struct yaml_node *own = yaml_get(node, effort->targets[i].family.ptr);
        if (!own)
            own = yaml_get(node, effort->targets[effort->targets[i].like].family.ptr);
        if (!own)
            own = all;
        if (!own)
            return read_fail(reader, node, "'%.*s' has no weight for %.*s, and none for all",
                             STR_ARG(owner->key), STR_ARG(effort->targets[i].family));
        if (!read_weight(reader, own, &weights[i]))
            return false;
    }
    for (const struct yaml_node *child = node->first; child; child = child->next) {
        size_t unused;
        if (child != all && !find_target(effort, child->key, &unused))
            return read_fail(reader, child, "'%.*s' is not among the targets", STR_ARG(child->key));
    }
    *ret = weights;
    return true;
}

/* ---- work and changes ---- */

static bool read_where_list(const struct reader *reader, const struct yaml_node *node, bool *where)
{
    if (!node || node->kind != YAML_SEQUENCE)
        return read_fail(reader, node, "'where' must be a list");
    for (const struct yaml_node *item = node->first; item; item = item->next) {
        size_t place;
        if (!read_name(reader, item, where_names, WHERE_COUNT, &place))
            return false;
        where[place] = true;
    }
    return true;
}

static bool read_work(const struct reader *reader, const struct yaml_node *node,
                      struct effort *effort)
{
    static const char *const keys[] = { "title", "scope", "where", "weights", NULL };
    for (const struct yaml_node *child = yaml_first(node); child; child = child->next) {
        if (!read_keys(reader, child, keys))
            return false;
        struct work_kind *work = arena_new(reader->run, struct work_kind);
        *work = (struct work_kind){
            .id = arena_str(reader->run, child->key),
            .title = read_text(reader, child, "title"),
            .line = child->line,
        };
        const struct yaml_node *scope = yaml_get(child, "scope");
        size_t place;
        if (work->title.len == 0 || !scope)
            return read_fail(reader, child, "shared work needs 'title' and 'scope'");
        if (!read_name(reader, scope, scope_names, WORK_SCOPE_COUNT, &place) ||
            !read_where_list(reader, yaml_get(child, "where"), work->where) ||
            !read_weights(reader, effort, child, &work->weights))
            return false;
        work->scope = (enum work_scope)place;
        *map_at(&effort->work, reader->run, work->id) = work;
    }
    return true;
}

static bool read_triggers(const struct reader *reader, const struct effort *effort,
                          const struct yaml_node *node, struct change_kind *change)
{
    struct strs ids;
    if (!read_strs(reader, node, &ids))
        return false;
    change->work = arena_array(reader->run, ids.count, sizeof *change->work);
    for (size_t i = 0; i < ids.count; i++) {
        const struct work_kind *work = effort_work(effort, ids.items[i]);
        if (!work)
            return read_fail(reader, node, "'%.*s' is not among the shared work",
                             STR_ARG(ids.items[i]));
        change->work[change->work_count++] = work;
    }
    return true;
}

static bool read_changes(const struct reader *reader, const struct yaml_node *node,
                         struct effort *effort)
{
    static const char *const keys[] = { "title", "model_use", "embeds", "work", "weights", NULL };
    for (const struct yaml_node *child = yaml_first(node); child; child = child->next) {
        if (!read_keys(reader, child, keys))
            return false;
        struct change_kind *change = arena_new(reader->run, struct change_kind);
        change->id = arena_str(reader->run, child->key);
        change->title = read_text(reader, child, "title");
        if (change->title.len == 0)
            return read_fail(reader, child, "'%.*s' needs a 'title'", STR_ARG(child->key));
        if (!read_bool(reader, child, "model_use", &change->model_use) ||
            !read_bool(reader, child, "embeds", &change->embeds))
            return false;
        if (!read_weights(reader, effort, child, &change->weights) ||
            !read_triggers(reader, effort, yaml_get(child, "work"), change))
            return false;
        *map_at(&effort->changes, reader->run, change->id) = change;
    }
    return true;
}

static bool read_category(const struct reader *reader, const struct yaml_node *node, int *ret)
{
    const struct yaml_node *category = yaml_get(node, "category");
    size_t place;
    *ret = -1;
    if (!category)
        return true;
    if (!read_name(reader, category, category_names, CATEGORY_COUNT, &place))
        return false;
    *ret = (int)place;
    return true;
}

static bool read_row(const struct reader *reader, const struct effort *effort,
                     const struct yaml_node *node, struct kind_row *row)
{
    static const char *const keys[] = { "category", "rule",     "key",    "host", "path",
                                        "role",     "evidence", "line",   "change", NULL };
    if (!read_keys(reader, node, keys))
        return false;
    if (!read_category(reader, node, &row->category))
        return false;
    row->change = effort_change(effort, yaml_get_str(node, "change", ""));
    if (!row->change)
        return read_fail(reader, node, "'change' must be one of the keys of 'changes'");
    return read_strs(reader, yaml_get(node, "rule"), &row->rules) &&
           read_strs(reader, yaml_get(node, "key"), &row->keys) &&
           read_strs(reader, yaml_get(node, "host"), &row->hosts) &&
           read_strs(reader, yaml_get(node, "role"), &row->roles) &&
           read_strs(reader, yaml_get(node, "evidence"), &row->evidence) &&
           read_strs(reader, yaml_get(node, "line"), &row->lines) &&
           read_strs(reader, yaml_get(node, "path"), &row->paths);
}

static bool read_beside(const struct reader *reader, const struct yaml_node *node,
                        struct effort *effort)
{
    static const char *const keys[] = { "observes", "category", "change", NULL };
    effort->beside = arena_array(reader->run, node ? node->count : 0, sizeof *effort->beside);
    for (const struct yaml_node *item = yaml_first(node); item; item = item->next) {
        struct beside_row *row = &effort->beside[effort->beside_count++];
        if (!read_keys(reader, item, keys) || !read_category(reader, item, &row->category))
            return false;
        row->observes = read_text(reader, item, "observes");
        row->change = effort_change(effort, yaml_get_str(item, "change", ""));
        if (row->observes.len == 0 || !row->change)
            return read_fail(reader, item, "needs 'observes', and 'change' among 'changes'");
    }
    return true;
}

static bool read_rows(const struct reader *reader, const struct yaml_node *node,
                      struct effort *effort)
{
    effort->rows = arena_array(reader->run, node ? node->count : 0, sizeof *effort->rows);
    for (const struct yaml_node *item = yaml_first(node); item; item = item->next) {
        if (!read_row(reader, effort, item, &effort->rows[effort->row_count++]))
            return false;
    }
    return true;
}

/* ---- the small tables ---- */

static bool read_steps(const struct reader *reader, const struct yaml_node *node,
                       struct effort *effort)
{
    for (int i = SEVERITY_LOW; i < SEVERITY_COUNT; i++) {
        const struct yaml_node *step = yaml_get(node, severity_names[i]);
        if (!step)
            return read_fail(reader, node, "'severity' needs '%s'", severity_names[i]);
        if (!read_number(reader, step, &effort->steps[i]))
            return false;
        if (effort->steps[i] <= effort->steps[i - 1])
            return read_fail(reader, step, "the steps of 'severity' must rise");
    }
    return true;
}

static bool read_caps(const struct reader *reader, const struct yaml_node *node,
                      struct effort *effort)
{
    static const char *const keys[] = { "cap", NULL };
    for (const struct yaml_node *child = yaml_first(node); child; child = child->next) {
        struct yaml_node name = { .line = child->line, .scalar = child->key, .key = node->key };
        const struct yaml_node *cap = yaml_get(child, "cap");
        size_t place;
        if (!read_name(reader, &name, where_names, WHERE_COUNT, &place) ||
            !read_keys(reader, child, keys))
            return false;
        if (!cap)
            return read_fail(reader, child, "'%.*s' needs 'cap'", STR_ARG(child->key));
        if (!read_number(reader, cap, &effort->where_cap[place]))
            return false;
    }
    return true;
}

static bool read_hosts(const struct reader *reader, const struct yaml_node *node,
                       struct effort *effort)
{
    static const char *const keys[] = { "self_hosted", "endpoints", NULL };
    static const char *const row_keys[] = { "host", "target", "text", NULL };
    if (!read_keys(reader, node, keys) ||
        !read_strs(reader, yaml_get(node, "self_hosted"), &effort->self_hosted))
        return false;
    const struct yaml_node *list = yaml_get(node, "endpoints");
    effort->endpoints = arena_array(reader->run, list ? list->count : 0, sizeof *effort->endpoints);
    for (const struct yaml_node *item = yaml_first(list); item; item = item->next) {
        struct endpoint_row *row = &effort->endpoints[effort->endpoint_count++];
        if (!read_keys(reader, item, row_keys))
            return false;
        row->host = read_text(reader, item, "host");
        row->text = read_text(reader, item, "text");
        if (!find_target(effort, yaml_get_str(item, "target", ""), &row->target))
            return read_fail(reader, item, "'target' is not among the targets");
    }
    return true;
}

static bool read_severity(const struct reader *reader, const struct yaml_node *node,
                          const char *key, enum severity *ret)
{
    const struct yaml_node *value = yaml_get(node, key);
    size_t place;
    if (!value)
        return read_fail(reader, node, "a retirement needs '%s'", key);
    if (!read_name(reader, value, severity_names, SEVERITY_COUNT, &place))
        return false;
    *ret = (enum severity)place;
    return true;
}

static bool read_retirements(const struct reader *reader, const struct yaml_node *node,
                             struct effort *effort)
{
    static const char *const keys[] = { "date_kind", "words", "past", "soon", "word", NULL };
    bool fits_all = false;
    effort->retirements =
        arena_array(reader->run, node ? node->count : 0, sizeof *effort->retirements);
    for (const struct yaml_node *item = yaml_first(node); item; item = item->next) {
        struct retirement_row *row = &effort->retirements[effort->retirement_count++];
        if (!read_keys(reader, item, keys) || !read_severity(reader, item, "past", &row->past) ||
            !read_severity(reader, item, "soon", &row->soon))
            return false;
        if (!read_strs(reader, yaml_get(item, "date_kind"), &row->date_kinds) ||
            !read_strs(reader, yaml_get(item, "words"), &row->words))
            return false;
        row->word = read_text(reader, item, "word");
        fits_all = row->date_kinds.count == 0 && row->words.count == 0;
    }
    return fits_all || read_fail(reader, node, "the last row of 'retirement' must fit every date");
}

static bool read_stay(const struct reader *reader, const struct yaml_node *node,
                      struct effort *effort)
{
    static const char *const keys[] = { "title", "one", "many", "points", "helps_migration", NULL };
    for (const struct yaml_node *child = yaml_first(node); child; child = child->next) {
        struct stay_kind *stay = arena_new(reader->run, struct stay_kind);
        if (!read_keys(reader, child, keys) ||
            !read_points(reader, yaml_get(child, "points"), &stay->points))
            return false;
        stay->id = arena_str(reader->run, child->key);
        stay->title = read_text(reader, child, "title");
        stay->one = read_text(reader, child, "one");
        stay->many = read_text(reader, child, "many");
        if (!read_bool(reader, child, "helps_migration", &stay->helps_migration))
            return false;
        *map_at(&effort->stay, reader->run, stay->id) = stay;
    }
    return true;
}

static bool read_evidence(const struct reader *reader, const struct yaml_node *node,
                          struct effort *effort)
{
    static const char *const keys[] = { "text", "source", "url", NULL };
    effort->published = arena_array(reader->run, node ? node->count : 0, sizeof *effort->published);
    for (const struct yaml_node *item = yaml_first(node); item; item = item->next) {
        if (!read_keys(reader, item, keys))
            return false;
        struct published *evidence = &effort->published[effort->published_count++];
        *evidence = (struct published){ read_text(reader, item, "text"),
                                       read_text(reader, item, "source"),
                                       read_text(reader, item, "url") };
        if (evidence->text.len == 0 || evidence->source.len == 0)
            return read_fail(reader, item, "evidence needs 'text' and 'source'");
    }
    return true;
}

static bool read_equivalent(const struct reader *reader, const struct yaml_node *node,
                            struct effort *effort)
{
    static const char *const keys[] = { "host_size_factor", "describes_window", NULL };
    const struct yaml_node *factor = yaml_get(node, "host_size_factor");
    if (!factor)
        return read_fail(reader, node, "'equivalent' needs 'host_size_factor'");
    return read_keys(reader, node, keys) &&
           read_number(reader, factor, &effort->host_size_factor) &&
           read_strs(reader, yaml_get(node, "describes_window"), &effort->describes_window);
}

static bool check_needed(const struct reader *reader, const struct map *map, const char *section,
                         const char *const *ids, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (!map_get(map, str_from(ids[i])))
            return read_fail(reader, NULL, "'%s' needs '%s'", section, ids[i]);
    }
    return true;
}

bool effort_parse(const struct data_file *file, struct arena *run, struct effort **ret_effort,
                  struct err *err)
{
    static const char *const keys[] = { "as_of",      "targets", "severity", "where", "equivalent",
                                        "kinds",      "changes", "work",     "hosts", "licences",
                                        "retirement", "stay",    "beside",   "libraries",
                                        "languages",  "training_data", "evidence", "postures",
                                        NULL };
    static const char *const licence_keys[] = { "restricted", "not_commercial", "not_eu", NULL };
    const struct yaml_node *root;
    if (!data_parse(file, run, &root, err))
        return false;

    const struct reader reader = { run, file->label.ptr, err };
    const struct yaml_node *licences = yaml_get(root, "licences");
    struct effort *effort = arena_new(run, struct effort);
    if (!read_keys(&reader, root, keys) ||
        !read_targets(&reader, yaml_get(root, "targets"), effort) ||
        !read_evidence(&reader, yaml_get(root, "evidence"), effort) ||
        !read_steps(&reader, yaml_get(root, "severity"), effort) ||
        !read_caps(&reader, yaml_get(root, "where"), effort) ||
        !read_equivalent(&reader, yaml_get(root, "equivalent"), effort) ||
        !read_work(&reader, yaml_get(root, "work"), effort) ||
        !read_changes(&reader, yaml_get(root, "changes"), effort) ||
        !read_rows(&reader, yaml_get(root, "kinds"), effort) ||
        !read_beside(&reader, yaml_get(root, "beside"), effort) ||
        !read_postures(&reader, yaml_get(root, "postures"), effort) ||
        !read_libraries(&reader, yaml_get(root, "libraries"), effort) ||
        !read_strs(&reader, yaml_get(root, "training_data"), &effort->training_data) ||
        !read_hosts(&reader, yaml_get(root, "hosts"), effort) ||
        !read_keys(&reader, licences, licence_keys) ||
        !read_strs(&reader, yaml_get(licences, "restricted"), &effort->restricted) ||
        !read_strs(&reader, yaml_get(licences, "not_commercial"), &effort->not_commercial) ||
        !read_strs(&reader, yaml_get(licences, "not_eu"), &effort->not_eu) ||
        !read_languages(&reader, yaml_get(root, "languages"), effort) ||
        !read_retirements(&reader, yaml_get(root, "retirement"), effort) ||
        !read_stay(&reader, yaml_get(root, "stay"), effort) ||
        !check_needed(&reader, &effort->changes, "changes", needed_changes,
                      ARRAY_COUNT(needed_changes)) ||
        !check_needed(&reader, &effort->work, "work", needed_work, ARRAY_COUNT(needed_work)) ||
        !check_needed(&reader, &effort->stay, "stay", needed_stay, ARRAY_COUNT(needed_stay)))
        return false;
    *ret_effort = effort;
    return true;
}

/* ---- questions ---- */

const struct change_kind *effort_change(const struct effort *effort, struct str id)
{
    return map_get(&effort->changes, id);
}

bool effort_check_rules(const struct effort *effort, struct rule *const *rules, size_t rule_count,
                        struct err *err)
{
    for (size_t i = 0; i < rule_count; i++) {
        const struct rule *rule = rules[i];
        if (rule->change.len > 0 && !effort_change(effort, rule->change))
            return err_set(err, ERR_SYNTAX, "%s:%u: '%.*s' is no change kind of effort.yaml",
                           rule->file ? rule->file : "", rule->line, STR_ARG(rule->change));
    }
    return true;
}

const struct work_kind *effort_work(const struct effort *effort, struct str id)
{
    return map_get(&effort->work, id);
}

const struct stay_kind *effort_stay(const struct effort *effort, struct str id)
{
    return map_get(&effort->stay, id);
}

bool any_glob(const struct strs *globs, struct str text)
{
    for (size_t i = 0; i < globs->count; i++) {
        if (str_glob(globs->items[i], text))
            return true;
    }
    return false;
}

/* "models[].stop_tokens" → "stop_tokens" */
static struct str last_part(struct str key)
{
    size_t start = key.len;
    while (start > 0 && key.ptr[start - 1] != '.')
        start--;
    return str_slice(key, start, key.len);
}

static bool fits(const struct strs *globs, struct str text)
{
    return globs->count == 0 || any_glob(globs, text);
}

static bool row_fits(const struct kind_row *row, const struct finding *finding)
{
    const struct reference *first = &finding->references.items[0];
    if (row->category >= 0 && row->category != (int)finding->category)
        return false;
    if (!fits(&row->rules, finding->rule ? finding->rule->id : STR("")) ||
        !fits(&row->hosts, finding->host) || !fits(&row->paths, finding->path) ||
        !fits(&row->roles, first->role) || !fits(&row->evidence, finding->evidence) ||
        !fits(&row->lines, finding->snippet))
        return false;
    return row->keys.count == 0 || any_glob(&row->keys, last_part(first->key)) ||
           any_glob(&row->keys, first->argument) || any_glob(&row->keys, first->callee) ||
           any_glob(&row->keys, last_part(first->callee));
}

const struct change_kind *effort_change_of(const struct effort *effort,
                                           const struct finding *finding)
{
    if (finding->rule && finding->rule->change.len > 0)
        return effort_change(effort, finding->rule->change);
    for (size_t i = 0; i < effort->row_count; i++) {
        if (row_fits(&effort->rows[i], finding))
            return effort->rows[i].change;
    }
    return NULL;
}

const struct retirement_row *effort_retirement(const struct effort *effort, struct str date_kind,
                                               struct str words)
{
    const struct retirement_row *row = effort->retirements;
    while ((row->date_kinds.count > 0 && !any_glob(&row->date_kinds, date_kind)) ||
           (row->words.count > 0 && !any_glob(&row->words, words)))
        row++; /* the last one fits all */
    return row;
}
