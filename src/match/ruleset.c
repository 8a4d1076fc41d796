#include "match/ruleset.h"

#include <stdlib.h>

#include "base/map.h"
#include "base/regex.h"
#include "match/directive.h"
#include "match/rule_load.h"
#include "match/second.h"

struct rules VEC(struct rule *);

/* A ruleset while it is loaded. */
struct loading {
    const struct data *data;
    struct arena *run;
    struct ruleset *ruleset;
    struct rules rules;
    struct map by_id; /* id, present or former → struct rule */
    struct err *err;
};

static bool add_rule(struct loading *loading, struct rule *rule)
{
    for (size_t i = 0; i <= rule->formerly.count; i++) {
        struct str id = i == 0 ? rule->id : rule->formerly.items[i - 1];
        void **slot = map_at(&loading->by_id, loading->run, id);
        const struct rule *known = *slot;
        if (known) {
            return err_set(loading->err, ERR_SYNTAX, "%s:%u: the id '%.*s' is taken by %s:%u",
                           rule->file, rule->line, STR_ARG(id), known->file, known->line);
        }
        *slot = rule;
    }
    vec_push(loading->run, &loading->rules, rule);
    return true;
}

static bool load_rules(struct loading *loading, const struct yaml_node *root,
                       enum category category, const struct compile_env *env)
{
    const struct yaml_node *list = yaml_get(root, "rules");
    if (!list || list->kind != YAML_SEQUENCE)
        return err_set(loading->err, ERR_SYNTAX, "%s:%u: a rule file needs a list 'rules'",
                       env->name, root->line);
    for (const struct yaml_node *item = yaml_first(list); item; item = item->next) {
        struct rule *rule = arena_new(loading->run, struct rule);
        if (!rule_load(item, category, env, &loading->ruleset->warnings, rule, loading->err) ||
            !add_rule(loading, rule))
            return false;
    }
    return true;
}

static bool load_file(struct loading *loading, const struct data_file *file)
{
    static const char *const keys[] = { "category", "as_of", "rules", NULL };
    const struct yaml_node *root;
    struct compile_env env = {
        .catalog = loading->ruleset->catalog,
        .run = loading->run,
        .name = file->label.ptr,
        .built_in = file->built_in,
        .memo = loading->ruleset->memo,
        .regexes = &loading->ruleset->regexes,
    };
    if (!data_parse(file, loading->run, &root, loading->err))
        return false;
    if (root->kind != YAML_MAPPING)
        return err_set(loading->err, ERR_SYNTAX, "%s:1: a rule file is a mapping", env.name);
    if (!yaml_check_keys(root, keys, env.name, loading->err))
        return false;
    struct str name = yaml_get_str(root, "category", "");
    enum category category = category_by_name(name);
    if (category == CATEGORY_COUNT) {
        const char *known[CATEGORY_COUNT + 1] = { NULL };
        for (size_t i = 0; i < CATEGORY_COUNT; i++)
            known[i] = category_names[i];
        const char *nearest = nearest_word(name, known);
        return err_set(loading->err, ERR_SYNTAX, "%s:1: '%.*s' is no category%s%s%s", env.name,
                       STR_ARG(name), nearest ? ", did you mean '" : "", nearest ? nearest : "",
                       nearest ? "'?" : "");
    }
    struct str as_of = yaml_get_str(root, "as_of", "");
    if (file->built_in && str_compare(as_of, loading->ruleset->as_of) > 0)
        loading->ruleset->as_of = as_of;
    return load_rules(loading, root, category, &env);
}

static int compare_rules(const void *a, const void *b)
{
    const struct rule *const *x = a;
    const struct rule *const *y = b;
    return str_compare((*x)->id, (*y)->id);
}

static void push_once(struct arena *run, struct rule_list *list, uint32_t value)
{
    if (list->count == 0 || list->items[list->count - 1] != value)
        vec_push(run, list, value);
}

/* The index of a literal in the ruleset's list, in which each stands once. */
static uint32_t intern(struct loading *loading, struct map *known, const struct literal *literal)
{
    struct literals *all = &loading->ruleset->literals;
    char *bytes = arena_alloc(loading->run, literal->text.len + 1);
    bytes[0] =
        (char)('0' + literal->icase + 2 * literal->word_before + 4 * literal->word_behind);
    memcpy(bytes + 1, literal->text.ptr, literal->text.len);
    struct str name = { bytes, literal->text.len + 1 };
    void **slot = map_at(known, loading->run, name);
    if (!*slot) {
        struct literal copy = *literal;
        copy.owner = (uint32_t)all->count;
        vec_push(loading->run, all, copy);
        *slot = (void *)(uintptr_t)all->count;
    }
    return (uint32_t)((uintptr_t)*slot - 1);
}

/* What one literal wakes, collected before the number of literals is known. */
struct wake {
    uint32_t literal;
    uint32_t what;
};

struct wakes VEC(struct wake);

static void wake_by(struct loading *loading, struct map *known, const struct literals *literals,
                    uint32_t what, struct wakes *out)
{
    for (size_t i = 0; i < literals->count; i++) {
        vec_push(loading->run, out,
                 (struct wake){ intern(loading, known, &literals->items[i]), what });
    }
}

static struct rule_list *lists_of(struct loading *loading, const struct wakes *wakes)
{
    struct rule_list *lists =
        arena_array(loading->run, loading->ruleset->literals.count, sizeof *lists);
    for (size_t i = 0; i < wakes->count; i++)
        push_once(loading->run, &lists[wakes->items[i].literal], wakes->items[i].what);
    return lists;
}

static void index_rules(struct loading *loading)
{
    struct ruleset *ruleset = loading->ruleset;
    struct map known = { 0 };
    struct wakes rule_wakes = { 0 };
    struct wakes evidence_wakes = { 0 };
    ruleset->directive_literal =
        intern(loading, &known, &(struct literal){ .text = STR(DIRECTIVE_LITERAL) });
    struct literals in_paths = { 0 };
    for (size_t i = 0; i < ruleset->count; i++) {
        struct rule *rule = ruleset->rules[i];
        rule->index = (uint32_t)i;
        /* What looks at paths only is woken by them, not by what the file says. */
        if (rule->roles != SITE_PATH)
            wake_by(loading, &known, &rule->literals, rule->index, &rule_wakes);
        if (rule->literals.count == 0 && rule->condition)
            vec_push(loading->run, &ruleset->unbound, rule->index);
        if (rule->roles & SITE_PATH) {
            vec_push(loading->run, &ruleset->path_rules, rule->index);
            for (size_t j = 0; j < rule->literals.count; j++)
                vec_push(loading->run, &in_paths, rule->literals.items[j]);
        }
        for (size_t j = 0; j < rule->evidence_count; j++) {
            struct evidence *evidence = &rule->evidence[j];
            struct literals literals = { 0 };
            bool local = true;
            if (evidence->scope != EVIDENCE_REPOSITORY)
                continue;
            evidence->repository_index = (uint32_t)ruleset->repository.count;
            vec_push(loading->run, &ruleset->repository,
                     (struct repository_evidence){ rule, evidence });
            if (condition_literals(evidence->condition, loading->run, &literals, &local))
                wake_by(loading, &known, &literals, evidence->repository_index, &evidence_wakes);
        }
    }
    ruleset->literal_rules = lists_of(loading, &rule_wakes);
    ruleset->literal_evidence = lists_of(loading, &evidence_wakes);
    for (size_t i = 0; i < in_paths.count; i++) /* in a path anything may stand beside them */
        in_paths.items[i].word_before = in_paths.items[i].word_behind = false;
    ruleset->paths = prefilter_new(&in_paths, loading->run);
}

/* Over everything that decides what is found. */
static struct str digest_of(const struct data *data, struct arena *run)
{
    uint64_t digest = 0;
    for (size_t i = 0; i < data->count; i++) {
        const struct data_file *file = &data->files[i];
        digest = (digest ^ str_hash(file->name)) * 0x100000001b3u;
        digest = (digest ^ file->hash) * 0x100000001b3u;
    }
    return arena_printf(run, "%016llx", (unsigned long long)digest);
}

bool ruleset_load(const struct data *data, const struct catalog *catalog, struct arena *run,
                  struct ruleset *ret_ruleset, struct err *err)
{
    struct ruleset ruleset = {
        .catalog = catalog,
        .memo = model_memo_new(catalog, run),
        .as_of = catalog_as_of(catalog),
        .digest = digest_of(data, run),
    };
    struct loading loading = { .data = data, .run = run, .ruleset = &ruleset, .err = err };
    if (!words_load(data, run, &ruleset.words, err))
        return false;
    for (size_t i = 0; i < data->count; i++) {
        if (str_starts(data->files[i].name, STR("detect/")) &&
            !load_file(&loading, &data->files[i])) {
            ruleset_release(&ruleset);
            return false;
        }
    }
    ruleset.rules = loading.rules.items;
    ruleset.count = loading.rules.count;
    if (ruleset.count > 0)
        qsort(ruleset.rules, ruleset.count, sizeof *ruleset.rules, compare_rules);
    index_rules(&loading);
    ruleset.second = arena_new(run, struct second);
    *ret_ruleset = ruleset;
    return true;
}

void ruleset_release(struct ruleset *ruleset)
{
    for (size_t i = 0; ruleset && i < ruleset->regexes.count; i++)
        regex_free(ruleset->regexes.items[i]);
    if (ruleset) {
        ruleset->regexes.count = 0;
        second_release(ruleset->second);
        ruleset->second = NULL;
    }
}

const struct rule *ruleset_get(const struct ruleset *ruleset, struct str id)
{
    for (size_t i = 0; i < ruleset->count; i++) {
        const struct rule *rule = ruleset->rules[i];
        if (str_equal(rule->id, id))
            return rule;
        for (size_t j = 0; j < rule->formerly.count; j++) {
            if (str_equal(rule->formerly.items[j], id))
                return rule;
        }
    }
    return NULL;
}
