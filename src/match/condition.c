#include "match/condition.h"

#include "base/vec.h"

/* Conditions inside conditions: nobody writes more, and a rule file may be hostile. */
enum { DEPTH_MAX = 16, KEYS_MAX = 64 };

struct parts VEC(const struct condition *);

/* Beside the matchers: what changes `text` and `regex` in the same mapping. */
static const char *const modifiers[] = { "case", "word", "whole", "literals", NULL };

static bool listed(struct str key, const char *const *words)
{
    for (; words && *words; words++) {
        if (str_is(key, *words))
            return true;
    }
    return false;
}

static bool unknown_key(const struct yaml_node *child, const char *const *others,
                        const struct compile_env *env, struct err *err)
{
    const char *known[KEYS_MAX] = { "any", "all" };
    size_t count = 2;
    size_t matcher_count;
    const struct matcher *const *matchers = matcher_table(&matcher_count);
    for (size_t i = 0; i < matcher_count; i++)
        known[count++] = matchers[i]->key;
    for (size_t i = 0; modifiers[i]; i++)
        known[count++] = modifiers[i];
    for (; others && *others && count + 1 < KEYS_MAX; others++)
        known[count++] = *others;
    known[count] = NULL;
    const char *nearest = nearest_word(child->key, known);
    return err_set(err, ERR_SYNTAX, "%s:%u: unknown condition '%.*s'%s%s%s", env->name, child->line,
                   STR_ARG(child->key), nearest ? ", did you mean '" : "", nearest ? nearest : "",
                   nearest ? "'?" : "");
}

static bool check_modifier(const struct yaml_node *child, const struct compile_env *env,
                           struct err *err)
{
    const struct yaml_node *node = child->parent;
    bool text = yaml_get(node, "text");
    bool regex = yaml_get(node, "regex");
    bool fits = str_is(child->key, "case")       ? text || regex
                : str_is(child->key, "literals") ? regex
                                                 : text;
    if (fits)
        return true;
    return err_set(err, ERR_SYNTAX, "%s:%u: '%.*s' stands beside %s", env->name, child->line,
                   STR_ARG(child->key), str_is(child->key, "literals") ? "'regex'" : "'text'");
}

static const struct condition *join(enum condition_op op, const struct parts *parts,
                                    const struct yaml_node *source, struct arena *run)
{
    if (parts->count == 1)
        return parts->items[0];
    struct condition *condition = arena_new(run, struct condition);
    condition->op = op;
    condition->source = source;
    condition->parts = parts->items;
    condition->part_count = parts->count;
    condition->captures = op == CONDITION_ANY;
    for (size_t i = 0; i < parts->count; i++) {
        if (op == CONDITION_ANY)
            condition->captures &= parts->items[i]->captures;
        else
            condition->captures |= parts->items[i]->captures;
    }
    return condition;
}

static bool compile_deep(const struct yaml_node *node, const char *const *others,
                         const struct compile_env *env, unsigned depth,
                         const struct condition **ret, struct err *err);

static bool compile_list(const struct yaml_node *child, const struct compile_env *env,
                         unsigned depth, const struct condition **ret, struct err *err)
{
    struct parts parts = { 0 };
    if (child->kind != YAML_SEQUENCE || child->count == 0)
        return err_set(err, ERR_SYNTAX, "%s:%u: '%.*s' takes a list of conditions", env->name,
                       child->line, STR_ARG(child->key));
    for (const struct yaml_node *item = yaml_first(child); item; item = item->next) {
        const struct condition *part;
        if (!compile_deep(item, NULL, env, depth + 1, &part, err))
            return false;
        vec_push(env->run, &parts, part);
    }
    *ret = join(str_is(child->key, "any") ? CONDITION_ANY : CONDITION_ALL, &parts, child, env->run);
    return true;
}

static bool compile_leaf(const struct yaml_node *child, const struct compile_env *env,
                         const struct condition **ret, struct err *err)
{
    struct condition *leaf = arena_new(env->run, struct condition);
    leaf->matcher = matcher_by_key(child->key);
    leaf->captures = leaf->matcher->captures;
    leaf->source = child;
    *ret = leaf;
    return leaf->matcher->compile(child, env, &leaf->state, err);
}

static bool compile_deep(const struct yaml_node *node, const char *const *others,
                         const struct compile_env *env, unsigned depth,
                         const struct condition **ret, struct err *err)
{
    struct parts parts = { 0 };
    if (node->kind != YAML_MAPPING)
        return err_set(err, ERR_SYNTAX, "%s:%u: a condition is a mapping", env->name, node->line);
    if (depth > DEPTH_MAX)
        return err_set(err, ERR_SYNTAX, "%s:%u: nested too deeply", env->name, node->line);
    for (const struct yaml_node *child = yaml_first(node); child; child = child->next) {
        const struct condition *part = NULL;
        if (listed(child->key, others))
            continue;
        if (listed(child->key, modifiers)) {
            if (!check_modifier(child, env, err))
                return false;
            continue;
        }
        bool list = str_is(child->key, "any") || str_is(child->key, "all");
        if (!list && !matcher_by_key(child->key))
            return unknown_key(child, others, env, err);
        if (!(list ? compile_list(child, env, depth, &part, err)
                   : compile_leaf(child, env, &part, err)))
            return false;
        vec_push(env->run, &parts, part);
    }
    if (parts.count == 0)
        return err_set(err, ERR_SYNTAX, "%s:%u: a condition without content", env->name,
                       node->line);
    *ret = join(CONDITION_ALL, &parts, node, env->run);
    return true;
}

bool condition_compile(const struct yaml_node *node, const char *const *others,
                       const struct compile_env *env, const struct condition **ret, struct err *err)
{
    return compile_deep(node, others, env, 0, ret, err);
}

/* The leftmost of all parts, the longest of several there. */
static bool match_any(const struct condition *condition, const struct site *site, size_t from,
                      struct capture *ret_capture)
{
    bool found = false;
    for (size_t i = 0; i < condition->part_count; i++) {
        struct capture capture;
        const struct condition *part = condition->parts[i];
        if ((from > 0 && !part->captures) || !condition_match(part, site, from, &capture))
            continue;
        /* A part that failed at 0 must not come in later: its other half was never looked at. */
        struct capture first;
        if (from > 0 && part->op != CONDITION_LEAF && !condition_match(part, site, 0, &first))
            continue;
        if (!found || capture.start < ret_capture->start ||
            (capture.start == ret_capture->start && capture.end > ret_capture->end))
            *ret_capture = capture;
        found = true;
    }
    return found;
}

/* The place is that of the first part that captures; the model may come from another. */
static bool match_all(const struct condition *condition, const struct site *site, size_t from,
                      struct capture *ret_capture)
{
    bool placed = false;
    struct capture place = { 0 };
    struct resolution named = { 0 };
    for (size_t i = 0; i < condition->part_count; i++) {
        const struct condition *part = condition->parts[i];
        struct capture capture;
        bool is_place = part->captures && !placed;
        if (from > 0 && !is_place && placed)
            break;
        if (from > 0 && !is_place)
            continue;
        if (!condition_match(part, site, is_place ? from : 0, &capture))
            return false;
        if (!named.model)
            named = capture.resolution;
        if (is_place) {
            place = capture;
            placed = true;
        }
    }
    if (!place.resolution.model && named.model)
        place.resolution = named;
    *ret_capture = place;
    return placed || from == 0;
}

bool condition_match(const struct condition *condition, const struct site *site, size_t from,
                     struct capture *ret_capture)
{
    switch (condition->op) {
    case CONDITION_LEAF:
        return condition->matcher->match(condition->state, site, from, ret_capture);
    case CONDITION_ANY:
        return match_any(condition, site, from, ret_capture);
    case CONDITION_ALL:
        return match_all(condition, site, from, ret_capture);
    }
    return false;
}

/* How good literals are: the shortest of them decides. */
static size_t shortest(const struct literals *literals)
{
    size_t least = literals->count > 0 ? SIZE_MAX : 0;
    for (size_t i = 0; i < literals->count; i++) {
        if (literals->items[i].text.len < least)
            least = literals->items[i].text.len;
    }
    return least;
}

static bool best_literals(const struct condition *condition, struct arena *arena,
                          struct literals *ret, bool *ret_local)
{
    size_t best = 0;
    for (size_t i = 0; i < condition->part_count; i++) {
        struct literals found = { 0 };
        bool local = true;
        if (!condition_literals(condition->parts[i], arena, &found, &local))
            continue;
        /* Those of the site's own text spare a look at most sites. */
        size_t quality = shortest(&found) + (local ? 64 : 0);
        if (quality > best) {
            best = quality;
            *ret = found;
            *ret_local = local;
        }
    }
    return best > 0;
}

bool condition_literals(const struct condition *condition, struct arena *arena,
                        struct literals *out, bool *ret_local)
{
    struct literals found = { 0 };
    bool local = true;
    if (condition->op == CONDITION_ALL) {
        if (!best_literals(condition, arena, &found, &local))
            return false;
    } else if (condition->op == CONDITION_ANY) {
        for (size_t i = 0; i < condition->part_count; i++) {
            if (!condition_literals(condition->parts[i], arena, &found, &local))
                return false;
        }
    } else {
        if (!condition->matcher->literals ||
            !condition->matcher->literals(condition->state, arena, &found))
            return false;
        local = condition->matcher->local;
    }
    *ret_local &= local;
    for (size_t i = 0; i < found.count; i++)
        vec_push(arena, out, found.items[i]);
    return true;
}

const struct demand *condition_demand(const struct condition *condition, struct arena *arena)
{
    if (condition->op == CONDITION_LEAF) {
        const struct matcher *matcher = condition->matcher;
        if (matcher->demand)
            return matcher->demand(condition->state, arena);
        struct literals found = { 0 };
        if (!matcher->literals || !matcher->literals(condition->state, arena, &found))
            return NULL;
        return demand_one_of(&found, arena);
    }
    struct demands parts = { 0 };
    for (size_t i = 0; i < condition->part_count; i++)
        vec_push(arena, &parts, condition_demand(condition->parts[i], arena));
    return demand_join(condition->op == CONDITION_ALL ? DEMAND_ALL : DEMAND_ANY, &parts, arena);
}

unsigned condition_roles(const struct condition *condition, unsigned usual)
{
    if (condition->op == CONDITION_LEAF) {
        if (condition->matcher == &matcher_in)
            return *(const unsigned *)condition->state;
        return condition->matcher->roles ? condition->matcher->roles : usual;
    }
    unsigned roles = 0;
    bool said = false;
    for (size_t i = 0; i < condition->part_count; i++) {
        unsigned part = condition_roles(condition->parts[i], 0);
        if (condition->op == CONDITION_ALL && part != 0 && !said) {
            roles = part;
            said = true;
        } else if (condition->op == CONDITION_ANY) {
            roles |= part ? part : usual;
            said = true;
        }
    }
    return said ? roles : usual;
}

bool condition_wants_dynamic(const struct condition *condition)
{
    if (condition->op == CONDITION_LEAF)
        return condition->matcher == &matcher_dynamic && *(const bool *)condition->state;
    for (size_t i = 0; i < condition->part_count; i++) {
        if (condition_wants_dynamic(condition->parts[i]))
            return true;
    }
    return false;
}
