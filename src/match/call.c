#include "match/condition.h"
#include "match/pattern.h"

enum { CALLEE_MAX = 256 }; /* a chain of calls may be long; its end is what is called */

struct call {
    struct patterns callees;
    struct patterns arguments; /* names */
    uint64_t positions;        /* bits, from 0 */
    const struct condition *value;
};

static bool compile_positions(const struct yaml_node *node, const struct compile_env *env,
                              uint64_t *ret, struct err *err)
{
    struct strs items;
    *ret = 0;
    if (!node)
        return true;
    if (!strs_parse(node, env->name, env->run, &items, err))
        return false;
    for (size_t i = 0; i < items.count; i++) {
        uint64_t position;
        if (!str_to_u64(items.items[i], &position) || position > 63)
            return err_set(err, ERR_SYNTAX, "%s:%u: 'position' is a number from 0 to 63", env->name,
                           node->line);
        *ret |= (uint64_t)1 << position;
    }
    return true;
}

static bool compile(const struct yaml_node *arg, const struct compile_env *env, void **ret_state,
                    struct err *err)
{
    static const char *const keys[] = { "callee", "argument", "position", "value", NULL };
    struct call *call = arena_new(env->run, struct call);
    *ret_state = call;
    if (arg->kind != YAML_MAPPING)
        return patterns_compile(arg, PATTERN_PARTS, env, &call->callees, err);

    const struct yaml_node *callee = yaml_get(arg, "callee");
    const struct yaml_node *argument = yaml_get(arg, "argument");
    const struct yaml_node *value = yaml_get(arg, "value");
    if (!yaml_check_keys(arg, keys, env->name, err))
        return false;
    if (!callee && !argument)
        return err_set(err, ERR_SYNTAX, "%s:%u: 'call' needs a callee or an argument", env->name,
                       arg->line);
    return (!callee || patterns_compile(callee, PATTERN_PARTS, env, &call->callees, err)) &&
           (!argument ||
            patterns_compile(argument, PATTERN_ICASE | PATTERN_KEY, env, &call->arguments, err)) &&
           compile_positions(yaml_get(arg, "position"), env, &call->positions, err) &&
           (!value || condition_compile(value, NULL, env, &call->value, err));
}

static bool literals(const void *state, struct arena *arena, struct literals *out)
{
    const struct call *call = state;
    bool local = true;
    if (call->value && condition_literals(call->value, arena, out, &local))
        return true;
    const struct patterns *named =
        call->callees.items.count > 0 ? &call->callees : &call->arguments;
    return patterns_literals(named, arena, out);
}

static const struct demand *demand(const void *state, struct arena *arena)
{
    const struct call *call = state;
    struct demands parts = { 0 };
    if (call->value)
        vec_push(arena, &parts, condition_demand(call->value, arena));
    if (call->callees.items.count > 0)
        vec_push(arena, &parts, patterns_demand(&call->callees, arena));
    /* An argument may be told by its position, without its name. */
    if (call->positions == 0 && call->arguments.items.count > 0)
        vec_push(arena, &parts, patterns_demand(&call->arguments, arena));
    return demand_join(DEMAND_ALL, &parts, arena);
}

/* A pattern fits the whole callee, or what stands behind one of its separators. */
static bool callee_fits(const struct patterns *callees, struct str callee)
{
    if (callee.len > CALLEE_MAX)
        callee = str_slice(callee, callee.len - CALLEE_MAX, callee.len);
    for (size_t i = 0; i < callee.len; i++) {
        bool begins = i == 0 || strchr(".:>", callee.ptr[i - 1]);
        if (begins && patterns_match(callees, str_slice(callee, i, callee.len)))
            return true;
    }
    return false;
}

static bool argument_fits(const struct call *call, const struct site *site)
{
    if (call->arguments.items.count == 0 && call->positions == 0)
        return true;
    if (site->position >= 0 && site->position < 64 && call->positions >> site->position & 1)
        return true;
    /* In an object that is the argument, f({ model: "…" }), the key is what names it. */
    struct str name = site->argument;
    if (name.len == 0) {
        struct str rest = site->key;
        while (rest.ptr)
            name = str_split(&rest, '.');
    }
    return patterns_match(&call->arguments, name);
}

static bool match(const void *state, const struct site *site, size_t from,
                  struct capture *ret_capture)
{
    const struct call *call = state;
    /* The name of an argument is no argument. */
    if (site->callee.len == 0 || site->roles & SITE_KEY || !argument_fits(call, site) ||
        (call->callees.items.count > 0 && !callee_fits(&call->callees, site->callee)))
        return false;
    if (call->value)
        return condition_match(call->value, site, from, ret_capture);
    if (from > 0)
        return false;
    *ret_capture = (struct capture){ .end = site->text.len, .value = site->text };
    return true;
}

const struct matcher matcher_call = {
    .key = "call",
    .captures = true,
    .compile = compile,
    .literals = literals,
    .demand = demand,
    .match = match,
};
