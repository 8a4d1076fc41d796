#include "match/rule_load.h"

#include "match/pattern.h"
#include "parse/lang.h"

/* Where rules look unless they say otherwise: not at names, which are matched by rules of their
 * own, and not at the document's path. */
static const unsigned usual_roles =
    SITE_ROLE_ALL &
    ~(unsigned)(SITE_IDENTIFIER | SITE_IMPORT | SITE_KEY | SITE_PACKAGE | SITE_PATH);

/* What every step needs. */
struct loader {
    const struct compile_env *env;
    struct strs *warnings;
    struct rule *rule;
    struct err *err;
};

static bool fail_at(struct loader *loader, const struct yaml_node *node, const char *message)
{
    return err_set(loader->err, ERR_SYNTAX, "%s:%u: %s", loader->env->name, node->line, message);
}

/* ---- plain fields ---- */

static bool read_text(struct loader *loader, const struct yaml_node *node, const char *key,
                      bool needed, struct str *ret)
{
    const struct yaml_node *child = yaml_get(node, key);
    *ret = child && child->kind == YAML_SCALAR ? child->scalar : STR("");
    if (child && child->kind != YAML_SCALAR)
        return err_set(loader->err, ERR_SYNTAX, "%s:%u: '%s' is a text", loader->env->name,
                       child->line, key);
    if (needed && ret->len == 0)
        return err_set(loader->err, ERR_SYNTAX, "%s:%u: a rule needs '%s'", loader->env->name,
                       node->line, key);
    return true;
}

static bool read_texts(struct loader *loader, const struct yaml_node *node, const char *key,
                       struct strs *ret)
{
    const struct yaml_node *child = yaml_get(node, key);
    return !child || strs_parse(child, loader->env->name, loader->env->run, ret, loader->err);
}

static bool slug(struct str text)
{
    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];
        if (!ascii_digit(c) && !(c >= 'a' && c <= 'z') && c != '-' && c != '.')
            return false;
    }
    return text.len > 0;
}

static bool read_id(struct loader *loader, const struct yaml_node *node, enum category category)
{
    struct rule *rule = loader->rule;
    if (!read_text(loader, node, "id", true, &rule->id))
        return false;
    struct str rest = rule->id;
    struct str folder = str_split(&rest, '/');
    if (!rest.ptr || !slug(rest) || !str_is(folder, category_names[category])) {
        return err_set(loader->err, ERR_SYNTAX,
                       "%s:%u: '%.*s' is no id of this file, they look like '%s/some-slug'",
                       loader->env->name, yaml_get(node, "id")->line, STR_ARG(rule->id),
                       category_names[category]);
    }
    return true;
}

static bool read_kind(struct loader *loader, const struct yaml_node *node)
{
    struct rule *rule = loader->rule;
    struct str text;
    if (!read_text(loader, node, "kind", false, &text))
        return false;
    rule->kind = rule->category == CATEGORY_MENTION ? KIND_MENTION : KIND_DEPENDENCY;
    rule->kind_forced = text.len > 0;
    rule->selection = str_is(text, "selection");
    if (text.len > 0 && !rule->selection)
        rule->kind = kind_by_name(text);
    if (rule->kind == KIND_COUNT || rule->kind == KIND_AUDIT)
        return fail_at(loader, yaml_get(node, "kind"),
                       "'kind' is dependency, engine, mention, observation or selection");
    if (!read_text(loader, node, "observes", false, &rule->observes))
        return false;
    if ((rule->kind == KIND_OBSERVATION) != (rule->observes.len > 0))
        return fail_at(loader, node, "'observes' and 'kind: observation' belong together");
    return true;
}

static bool read_confidence(struct loader *loader, const struct yaml_node *node)
{
    struct str text;
    if (!read_text(loader, node, "confidence", false, &text))
        return false;
    loader->rule->confidence = text.len > 0 ? confidence_by_name(text) : CONFIDENCE_HIGH;
    if (loader->rule->confidence == CONFIDENCE_COUNT)
        return fail_at(loader, yaml_get(node, "confidence"), "'confidence' is low, medium or high");
    return true;
}

static bool read_model(struct loader *loader, const struct yaml_node *node)
{
    struct rule *rule = loader->rule;
    const struct yaml_node *child = yaml_get(node, "model");
    if (!read_texts(loader, node, "model", &rule->models))
        return false;
    for (size_t i = 0; i < rule->models.count; i++) {
        struct str id = rule->models.items[i];
        if (str_find_char(id, '{', 0) != STR_NONE)
            continue;
        const struct model *model = catalog_get(loader->env->catalog, id);
        if (!model)
            return err_set(loader->err, ERR_SYNTAX, "%s:%u: no model '%.*s' is known",
                           loader->env->name, child->line, STR_ARG(id));
        if (rule->models.count == 1)
            rule->model = model;
    }
    return true;
}

static bool read_languages(struct loader *loader, const struct yaml_node *node)
{
    if (!read_texts(loader, node, "languages", &loader->rule->languages))
        return false;
    for (size_t i = 0; i < loader->rule->languages.count; i++) {
        struct str name = loader->rule->languages.items[i];
        struct str bare = str_slice(name, str_starts(name, STR("!")), name.len);
        const struct lang *lang = lang_by_name(bare);
        if (!str_is(bare, "text") && (!lang || !str_is(bare, lang->name)))
            return err_set(loader->err, ERR_SYNTAX, "%s:%u: no language '%.*s' is known",
                           loader->env->name, yaml_get(node, "languages")->line, STR_ARG(bare));
    }
    return true;
}

static bool read_paths(struct loader *loader, const struct yaml_node *node)
{
    if (!read_texts(loader, node, "paths", &loader->rule->paths))
        return false;
    for (size_t i = 0; i < loader->rule->paths.count; i++) {
        struct str glob = loader->rule->paths.items[i];
        if (str_starts(glob, STR("/")) || str_starts(glob, STR("./")) || glob.len == 0)
            return fail_at(loader, yaml_get(node, "paths"),
                           "paths are relative to the scan root and begin without '/' or './'");
    }
    return true;
}

/* ---- evidence ---- */

static bool read_scope(struct loader *loader, const struct yaml_node *node,
                       enum evidence_scope *ret)
{
    static const char *const names[] = { "site", "line", "record", "file", "repository", NULL };
    struct str text;
    if (!read_text(loader, node, "scope", false, &text))
        return false;
    *ret = EVIDENCE_SITE;
    if (text.len == 0)
        return true;
    size_t i = 0;
    while (names[i] && !str_is(text, names[i]))
        i++;
    *ret = (enum evidence_scope)i;
    return names[i] || fail_at(loader, node, "'scope' is site, line, record, file or repository");
}

static bool read_evidence_item(struct loader *loader, const struct yaml_node *node, bool wanted)
{
    static const char *const keys[] = { "scope", "lowers", "note", NULL };
    struct evidence *evidence = &loader->rule->evidence[loader->rule->evidence_count];
    const struct yaml_node *lowers = yaml_get(node, "lowers");
    evidence->wanted = wanted;
    if (node->kind != YAML_MAPPING)
        return fail_at(loader, node, "evidence is a condition with a scope");
    if (!read_scope(loader, node, &evidence->scope) ||
        !read_text(loader, node, "note", false, &evidence->note) ||
        (lowers && !yaml_to_bool(lowers, loader->env->name, &evidence->lowers, loader->err)) ||
        !condition_compile(node, keys, loader->env, &evidence->condition, loader->err))
        return false;
    loader->rule->evidence_count++;
    return true;
}

static bool read_evidence(struct loader *loader, const struct yaml_node *node)
{
    const struct yaml_node *lists[] = { yaml_get(node, "requires"), yaml_get(node, "unless") };
    size_t count = 0;
    for (size_t i = 0; i < ARRAY_COUNT(lists); i++)
        count += lists[i] && lists[i]->kind == YAML_SEQUENCE ? lists[i]->count : 1;
    loader->rule->evidence = arena_array(loader->env->run, count, sizeof *loader->rule->evidence);
    for (size_t i = 0; i < ARRAY_COUNT(lists); i++) {
        bool wanted = i == 0;
        if (!lists[i])
            continue;
        if (lists[i]->kind != YAML_SEQUENCE) {
            if (!read_evidence_item(loader, lists[i], wanted))
                return false;
            continue;
        }
        for (const struct yaml_node *item = yaml_first(lists[i]); item; item = item->next) {
            if (!read_evidence_item(loader, item, wanted))
                return false;
        }
    }
    return true;
}

/* ---- examples ---- */

static bool read_number(struct loader *loader, const struct yaml_node *node, const char *key,
                        uint64_t *ret)
{
    struct str text;
    if (!read_text(loader, node, key, false, &text))
        return false;
    return text.len == 0 || str_to_u64(text, ret) ||
           fail_at(loader, node, "line, column and count are numbers");
}

static bool read_expectation(struct loader *loader, const struct yaml_node *node,
                             struct expectation *ret)
{
    static const char *const keys[] = { "model", "kind",    "where",        "host",
                                        "line",  "column",  "category",     "confidence",
                                        "value", "variant", "quantisation", "count",
                                        NULL };
    if (!node)
        return true;
    return yaml_check_keys(node, keys, loader->env->name, loader->err) &&
           read_text(loader, node, "model", false, &ret->model) &&
           read_text(loader, node, "kind", false, &ret->kind) &&
           read_text(loader, node, "where", false, &ret->where) &&
           read_text(loader, node, "host", false, &ret->host) &&
           read_text(loader, node, "category", false, &ret->category) &&
           read_text(loader, node, "confidence", false, &ret->confidence) &&
           read_text(loader, node, "value", false, &ret->value) &&
           read_text(loader, node, "variant", false, &ret->variant) &&
           read_text(loader, node, "quantisation", false, &ret->quantisation) &&
           read_number(loader, node, "line", &ret->line) &&
           read_number(loader, node, "column", &ret->column) &&
           read_number(loader, node, "count", &ret->count);
}

static bool read_example(struct loader *loader, const struct yaml_node *node,
                         struct example *example)
{
    static const char *const keys[] = { "path", "text", "expect", NULL };
    example->line = node->line;
    if (node->kind != YAML_MAPPING)
        return fail_at(loader, node, "an example is a mapping with path and text");
    if (!yaml_check_keys(node, keys, loader->env->name, loader->err) ||
        !read_text(loader, node, "path", false, &example->path) ||
        !read_text(loader, node, "text", false, &example->text) ||
        !read_expectation(loader, yaml_get(node, "expect"), &example->expect))
        return false;
    return example->path.len > 0 || fail_at(loader, node, "an example needs a path");
}

static bool read_example_list(struct loader *loader, const struct yaml_node *examples,
                              const char *key, struct example **ret, size_t *ret_count)
{
    const struct yaml_node *list = yaml_get(examples, key);
    if (!list || list->kind != YAML_SEQUENCE || list->count == 0)
        return err_set(loader->err, ERR_SYNTAX, "%s:%u: %.*s: a rule needs an example of '%s'",
                       loader->env->name, loader->rule->line, STR_ARG(loader->rule->id), key);
    *ret = arena_array(loader->env->run, list->count, sizeof **ret);
    for (const struct yaml_node *item = yaml_first(list); item; item = item->next) {
        if (!read_example(loader, item, &(*ret)[(*ret_count)++]))
            return false;
    }
    return true;
}

static bool read_examples(struct loader *loader, const struct yaml_node *node)
{
    static const char *const keys[] = { "yes", "no", NULL };
    struct rule *rule = loader->rule;
    const struct yaml_node *examples = yaml_get(node, "examples");
    return yaml_check_keys(examples, keys, loader->env->name, loader->err) &&
           read_example_list(loader, examples, "yes", &rule->yes, &rule->yes_count) &&
           read_example_list(loader, examples, "no", &rule->no, &rule->no_count);
}

/* ---- the condition ---- */

static bool read_condition(struct loader *loader, const struct yaml_node *node)
{
    struct rule *rule = loader->rule;
    const struct yaml_node *match = yaml_get(node, "match");
    const struct yaml_node *in = yaml_get(node, "in");
    if (!match)
        return fail_at(loader, node, "a rule needs 'match'");
    if (!condition_compile(match, NULL, loader->env, &rule->condition, loader->err))
        return false;
    if (!rule->condition->captures)
        return fail_at(loader, match,
                       "this condition only narrows: it needs one that captures, "
                       "such as text, model-id or key, in every branch");
    rule->roles = condition_roles(rule->condition, usual_roles);
    if (in && !roles_parse(in, loader->env->name, &rule->roles, loader->err))
        return false;
    rule->wants_dynamic = rule->selection || condition_wants_dynamic(rule->condition);
    return true;
}

static bool read_literals(struct loader *loader, const struct yaml_node *node)
{
    struct rule *rule = loader->rule;
    rule->local = true;
    if (condition_literals(rule->condition, loader->env->run, &rule->literals, &rule->local))
        return true;
    rule->local = false;
    const struct yaml_node *match = yaml_get(node, "match");
    if (loader->env->built_in)
        return fail_at(loader, match,
                       "no text of three bytes or more is in every match, so that "
                       "every file would have to be parsed: name some with "
                       "'literals', or require more");
    vec_push(loader->env->run, loader->warnings,
             arena_printf(loader->env->run,
                          "%s:%u: %.*s: no text of three bytes or more is in every match: the rule "
                          "is tried on every site of every file that is parsed, and wakes none",
                          loader->env->name, match->line, STR_ARG(rule->id)));
    return true;
}

/* A rule of the gate's own, which looks at no site. */
static bool read_audit_rule(struct loader *loader, const struct yaml_node *node)
{
    static const char *const keys[] = { "id", "title", "why", "formerly", NULL };
    struct rule *rule = loader->rule;
    if (!rule->built_in)
        return fail_at(loader, node, "the rules of 'audit' are built in and cannot be extended");
    rule->kind = KIND_AUDIT;
    rule->kind_forced = true;
    rule->confidence = CONFIDENCE_HIGH;
    return yaml_check_keys(node, keys, loader->env->name, loader->err) &&
           read_id(loader, node, CATEGORY_AUDIT) &&
           read_text(loader, node, "title", true, &rule->title) &&
           read_text(loader, node, "why", true, &rule->why) &&
           read_texts(loader, node, "formerly", &rule->formerly);
}

/* Over a tree of YAML, its comments and layout left out. */
static uint64_t hash_node(uint64_t hash, const struct yaml_node *node)
{
    enum { PRIME = 0x01000193 };
    hash = (hash ^ str_hash(node->key)) * PRIME + (uint64_t)node->kind;
    hash = (hash ^ str_hash(node->scalar)) * PRIME + node->count;
    for (const struct yaml_node *child = node->first; child; child = child->next)
        hash = hash_node(hash, child) * PRIME; /* as deep as LIMIT_NESTING */
    return hash;
}

static uint64_t digest_of(const struct yaml_node *node)
{
    static const char *const words[] = { "title", "why", "note", "examples", "formerly", "id" };
    uint64_t hash = 1;
    for (const struct yaml_node *child = yaml_first(node); child; child = child->next) {
        if (!str_is_any(child->key, words, ARRAY_COUNT(words)))
            hash = hash_node(hash, child);
    }
    return hash;
}

bool rule_load(const struct yaml_node *node, enum category category, const struct compile_env *env,
               struct strs *warnings, struct rule *rule, struct err *err)
{
    static const char *const keys[] = {
        "id",         "title",  "why",   "match",    "in",       "paths",    "languages",
        "requires",   "unless", "model", "host",     "kind",     "observes", "change",
        "confidence", "note",   "once",  "together", "formerly", "examples", NULL,
    };
    struct loader loader = { .env = env, .warnings = warnings, .rule = rule, .err = err };
    const struct yaml_node *once = yaml_get(node, "once");
    if (node->kind != YAML_MAPPING)
        return fail_at(&loader, node, "a rule is a mapping");
    rule->category = category;
    rule->built_in = env->built_in;
    rule->file = env->name;
    rule->line = node->line;
    rule->digest = digest_of(node) ^ str_hash(str_from(category_names[category]));
    if (category == CATEGORY_AUDIT)
        return read_audit_rule(&loader, node);
    return yaml_check_keys(node, keys, env->name, err) && read_id(&loader, node, category) &&
           read_text(&loader, node, "title", true, &rule->title) &&
           read_text(&loader, node, "why", true, &rule->why) &&
           read_text(&loader, node, "host", false, &rule->host) &&
           read_text(&loader, node, "change", false, &rule->change) &&
           read_text(&loader, node, "note", false, &rule->note) &&
           (!once || yaml_to_bool(once, env->name, &rule->once, err)) &&
           read_texts(&loader, node, "together", &rule->together) &&
           read_texts(&loader, node, "formerly", &rule->formerly) && read_kind(&loader, node) &&
           read_confidence(&loader, node) && read_model(&loader, node) &&
           read_languages(&loader, node) && read_paths(&loader, node) &&
           read_condition(&loader, node) && read_evidence(&loader, node) &&
           read_literals(&loader, node) && read_examples(&loader, node);
}
