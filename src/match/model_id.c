#include "match/literal.h"
#include "match/matcher.h"
#include "match/pattern.h"
#include "match/regex_literals.h"

/* More models than a line of text names; beyond that the resolver is simply asked again. */
enum { MEMO_MAX = 64, DEMANDS_MAX = 8, LITERAL_LEAST = 3 };

struct model_memo {
    const struct catalog *catalog;
    struct str text; /* what `found` belongs to */
    struct resolution found[MEMO_MAX];
    size_t count;
    bool complete;          /* there are no more than these */
    struct demands demands; /* made so far, and for which roles: several conditions ask for them */
    unsigned demand_roles[DEMANDS_MAX];
};

/* A list of globs of which those with '!' exclude. Empty: everything. */
struct filter {
    struct patterns wanted;
    struct patterns unwanted;
};

struct model_id {
    struct model_memo *memo;
    unsigned roles; /* bits by enum model_role */
    struct filter family;
    struct filter id;
    struct filter host;
    struct filter format;
    int guard; /* 1 wanted, 0 unwanted, -1 either */
    int exact;
    int sized;
};

struct model_memo *model_memo_new(const struct catalog *catalog, struct arena *run)
{
    struct model_memo *memo = arena_new(run, struct model_memo);
    memo->catalog = catalog;
    return memo;
}

void model_memo_reset(struct model_memo *memo)
{
    memo->text = (struct str){ NULL, 0 };
    memo->count = 0;
    memo->complete = false;
}

/* catalog_find, remembering what the text holds. */
static bool memo_find(struct model_memo *memo, struct str text, size_t from, struct resolution *ret)
{
    if (memo->text.ptr != text.ptr || memo->text.len != text.len) {
        model_memo_reset(memo);
        memo->text = text;
    }
    for (size_t i = 0;; i++) {
        if (i == memo->count) {
            if (memo->complete)
                return false;
            if (memo->count == MEMO_MAX)
                return catalog_find(memo->catalog, text, from, ret);
            size_t next = i > 0 ? memo->found[i - 1].end : 0;
            if (!catalog_find(memo->catalog, text, next, &memo->found[i])) {
                memo->complete = true;
                return false;
            }
            memo->count++;
        }
        if (memo->found[i].start >= from) {
            *ret = memo->found[i];
            return true;
        }
    }
}

static bool read_filter(const struct yaml_node *arg, const char *key, const struct compile_env *env,
                        struct filter *ret, struct err *err)
{
    const struct yaml_node *node = yaml_get(arg, key);
    struct strs globs;
    if (!node)
        return true;
    if (!strs_parse(node, env->name, env->run, &globs, err))
        return false;
    ret->wanted.flags = PATTERN_ICASE;
    ret->unwanted.flags = PATTERN_ICASE;
    for (size_t i = 0; i < globs.count; i++) {
        struct str glob = globs.items[i];
        bool unwanted = glob.len > 0 && glob.ptr[0] == '!';
        patterns_add(unwanted ? &ret->unwanted : &ret->wanted, env->run,
                     str_slice(glob, unwanted, glob.len));
    }
    return true;
}

static bool passes(const struct filter *filter, struct str text)
{
    if (filter->wanted.items.count > 0 && !patterns_match(&filter->wanted, text))
        return false;
    return !patterns_match(&filter->unwanted, text);
}

static bool read_choice(const struct yaml_node *arg, const char *key, const struct compile_env *env,
                        int *ret, struct err *err)
{
    const struct yaml_node *node = yaml_get(arg, key);
    bool wanted;
    *ret = -1;
    if (!node)
        return true;
    if (!yaml_to_bool(node, env->name, &wanted, err))
        return false;
    *ret = wanted;
    return true;
}

static bool read_roles(const struct yaml_node *arg, const struct compile_env *env, unsigned *ret,
                       struct err *err)
{
    static const char *const names[] = { "source", "derived", "target", "other", NULL };
    const struct yaml_node *node = yaml_get(arg, "role");
    struct strs roles;
    *ret = 1u << MODEL_SOURCE | 1u << MODEL_DERIVED;
    if (!node)
        return true;
    if (!strs_parse(node, env->name, env->run, &roles, err))
        return false;
    *ret = 0;
    for (size_t i = 0; i < roles.count; i++) {
        size_t role = 0;
        while (names[role] && !str_is(roles.items[i], names[role]))
            role++;
        if (!names[role]) {
            return err_set(err, ERR_SYNTAX,
                           "%s:%u: '%.*s' is no role of a model: source, derived, "
                           "target or other",
                           env->name, node->line, STR_ARG(roles.items[i]));
        }
        *ret |= 1u << role;
    }
    return true;
}

static bool compile(const struct yaml_node *arg, const struct compile_env *env, void **ret_state,
                    struct err *err)
{
    static const char *const keys[] = { "role",  "family", "id",     "host", "guard",
                                        "exact", "sized",  "format", NULL };
    struct model_id *model_id = arena_new(env->run, struct model_id);
    model_id->memo = env->memo;
    model_id->guard = model_id->exact = model_id->sized = -1;
    model_id->roles = 1u << MODEL_SOURCE | 1u << MODEL_DERIVED;
    *ret_state = model_id;
    if (arg->kind == YAML_SCALAR && str_is(arg->scalar, "any")) {
        model_id->roles = ~0u;
        return true;
    }
    if (arg->kind != YAML_MAPPING) {
        return err_set(err, ERR_SYNTAX, "%s:%u: 'model-id' takes 'any' or a mapping", env->name,
                       arg->line);
    }
    return yaml_check_keys(arg, keys, env->name, err) &&
           read_roles(arg, env, &model_id->roles, err) &&
           read_filter(arg, "family", env, &model_id->family, err) &&
           read_filter(arg, "id", env, &model_id->id, err) &&
           read_filter(arg, "host", env, &model_id->host, err) &&
           read_filter(arg, "format", env, &model_id->format, err) &&
           read_choice(arg, "guard", env, &model_id->guard, err) &&
           read_choice(arg, "exact", env, &model_id->exact, err) &&
           read_choice(arg, "sized", env, &model_id->sized, err);
}

static bool literals(const void *state, struct arena *arena, struct literals *out)
{
    const struct model_id *model_id = state;
    struct strs texts = { 0 };
    catalog_role_literals(model_id->memo->catalog, model_id->roles, arena, &texts);
    for (size_t i = 0; i < texts.count; i++)
        vec_push(arena, out, (struct literal){ .text = texts.items[i], .icase = true });
    return texts.count > 0;
}

static const struct demand *demand_of_roles(const struct catalog *catalog, unsigned roles,
                                            struct arena *arena)
{
    struct spelling_list spellings = { 0 };
    struct demands any = { 0 };
    catalog_role_spellings(catalog, roles, arena, &spellings);
    for (size_t i = 0; i < spellings.count; i++) {
        const struct spelling_facts *facts = &spellings.items[i];
        struct demands all = { 0 };
        vec_push(arena, &all, regex_demand(facts->pattern, true, arena));
        vec_push(arena, &all, literal_demand(facts->literals, LITERAL_ICASE, LITERAL_LEAST, arena));
        if (facts->with->count > 0)
            vec_push(arena, &all, literal_demand(facts->with, LITERAL_ICASE, LITERAL_LEAST, arena));
        vec_push(arena, &any, demand_join(DEMAND_ALL, &all, arena));
    }
    return demand_join(DEMAND_ANY, &any, arena);
}

/* The arena is that of the ruleset's second look, whoever asks. */
static const struct demand *demand(const void *state, struct arena *arena)
{
    const struct model_id *model_id = state;
    struct model_memo *memo = model_id->memo;
    for (size_t i = 0; i < memo->demands.count; i++) {
        if (memo->demand_roles[i] == model_id->roles)
            return memo->demands.items[i];
    }
    const struct demand *demand = demand_of_roles(memo->catalog, model_id->roles, arena);
    if (memo->demands.count < DEMANDS_MAX) {
        memo->demand_roles[memo->demands.count] = model_id->roles;
        vec_push(arena, &memo->demands, demand);
    }
    return demand;
}

static bool agrees(int choice, bool fact)
{
    return choice < 0 || (choice == 1) == fact;
}

static bool wanted(const struct model_id *model_id, const struct resolution *found)
{
    const struct model *model = found->model;
    return (model_id->roles & 1u << model->role) && agrees(model_id->guard, model->guard) &&
           agrees(model_id->exact, found->exact) && agrees(model_id->sized, !model->is_family) &&
           passes(&model_id->family, model->family) && passes(&model_id->id, model->id) &&
           passes(&model_id->host, found->host) && passes(&model_id->format, found->format);
}

static bool match(const void *state, const struct site *site, size_t from,
                  struct capture *ret_capture)
{
    const struct model_id *model_id = state;
    struct resolution found;
    while (memo_find(model_id->memo, site->text, from, &found)) {
        if (wanted(model_id, &found)) {
            *ret_capture =
                (struct capture){ .start = found.start, .end = found.end, .resolution = found };
            return true;
        }
        from = found.end;
    }
    return false;
}

const struct matcher matcher_model_id = {
    .key = "model-id",
    .captures = true,
    .local = true,
    .compile = compile,
    .literals = literals,
    .demand = demand,
    .match = match,
};
