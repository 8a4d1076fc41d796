#include "match/condition.h"
#include "match/pattern.h"

enum { SEGMENTS_MAX = 32 };

/* One part of a path glob. */
struct segment {
    bool any_depth; /* "**" */
    struct patterns names;
};

struct path {
    struct segment segments[SEGMENTS_MAX];
    size_t count;
};

struct key {
    struct path *paths;
    size_t count;
    const struct condition *value; /* or NULL */
};

/* "models[]" → "models": what stands in a list is found without saying so. */
static struct str without_items(struct str part)
{
    while (str_ends(part, STR("[]")))
        part.len -= 2;
    return part;
}

static bool compile_path(struct str glob, const struct yaml_node *arg,
                         const struct compile_env *env, struct path *path, struct err *err)
{
    while (glob.ptr) {
        struct str part = without_items(str_split(&glob, '.'));
        if (part.len == 0)
            continue;
        if (path->count == SEGMENTS_MAX)
            return err_set(err, ERR_SYNTAX, "%s:%u: too long a key path", env->name, arg->line);
        struct segment *segment = &path->segments[path->count++];
        segment->any_depth = str_is(part, "**");
        segment->names.flags = PATTERN_ICASE | PATTERN_KEY;
        if (!segment->any_depth)
            patterns_add(&segment->names, env->run, part);
    }
    if (path->count == 0)
        return err_set(err, ERR_SYNTAX, "%s:%u: an empty key path", env->name, arg->line);
    return true;
}

static bool compile(const struct yaml_node *arg, const struct compile_env *env, void **ret_state,
                    struct err *err)
{
    static const char *const keys[] = { "path", "value", NULL };
    struct key *key = arena_new(env->run, struct key);
    const struct yaml_node *paths = arg;
    if (arg->kind == YAML_MAPPING) {
        const struct yaml_node *value = yaml_get(arg, "value");
        paths = yaml_get(arg, "path");
        if (!yaml_check_keys(arg, keys, env->name, err))
            return false;
        if (!paths)
            return err_set(err, ERR_SYNTAX, "%s:%u: 'key' needs a path", env->name, arg->line);
        if (value && !condition_compile(value, NULL, env, &key->value, err))
            return false;
    }
    struct strs globs;
    struct strs expanded = { 0 };
    if (!strs_parse(paths, env->name, env->run, &globs, err))
        return false;
    for (size_t i = 0; i < globs.count; i++)
        braces_expand(globs.items[i], env->run, &expanded);
    key->paths = arena_array(env->run, expanded.count, sizeof *key->paths);
    for (size_t i = 0; i < expanded.count; i++) {
        if (!compile_path(expanded.items[i], arg, env, &key->paths[key->count++], err))
            return false;
    }
    *ret_state = key;
    return true;
}

/* The names of the last part that has literals. */
static bool path_literals(const struct path *path, struct arena *arena, struct literals *out)
{
    for (size_t i = path->count; i-- > 0;) {
        const struct segment *segment = &path->segments[i];
        if (!segment->any_depth && patterns_literals(&segment->names, arena, out))
            return true;
    }
    return false;
}

static bool literals(const void *state, struct arena *arena, struct literals *out)
{
    const struct key *key = state;
    bool local = true;
    if (key->value && condition_literals(key->value, arena, out, &local))
        return true;
    size_t before = out->count;
    for (size_t i = 0; i < key->count; i++) {
        if (!path_literals(&key->paths[i], arena, out)) {
            out->count = before;
            return false;
        }
    }
    return true;
}

static const struct demand *demand_of_path(const struct path *path, struct arena *arena)
{
    struct demands parts = { 0 };
    for (size_t i = 0; i < path->count; i++) {
        const struct segment *segment = &path->segments[i];
        if (!segment->any_depth)
            vec_push(arena, &parts, patterns_demand(&segment->names, arena));
    }
    return demand_join(DEMAND_ALL, &parts, arena);
}

static const struct demand *demand(const void *state, struct arena *arena)
{
    const struct key *key = state;
    struct demands paths = { 0 };
    struct demands both = { 0 };
    for (size_t i = 0; i < key->count; i++)
        vec_push(arena, &paths, demand_of_path(&key->paths[i], arena));
    if (key->value)
        vec_push(arena, &both, condition_demand(key->value, arena));
    vec_push(arena, &both, demand_join(DEMAND_ANY, &paths, arena));
    return demand_join(DEMAND_ALL, &both, arena);
}

/* As for a wildcard: after a mismatch the last "**" takes one part more. */
static bool path_fits(const struct path *path, const struct str *parts, size_t count)
{
    size_t p = 0;
    size_t t = 0;
    size_t star = STR_NONE;
    size_t star_part = 0;
    while (t < count) {
        if (p < path->count && path->segments[p].any_depth) {
            star = p++;
            star_part = t;
        } else if (p < path->count && patterns_match(&path->segments[p].names, parts[t])) {
            p++;
            t++;
        } else if (star != STR_NONE) {
            p = star + 1;
            t = ++star_part;
        } else {
            return false;
        }
    }
    while (p < path->count && path->segments[p].any_depth)
        p++;
    return p == path->count;
}

/* The last parts of the path; what stands before too many of them does not count. */
static size_t split_key(struct str key, struct str parts[SEGMENTS_MAX])
{
    size_t count = 0;
    while (key.ptr) {
        struct str part = without_items(str_split(&key, '.'));
        if (part.len == 0)
            continue;
        if (count == SEGMENTS_MAX) {
            memmove(parts, parts + 1, (SEGMENTS_MAX - 1) * sizeof *parts);
            count--;
        }
        parts[count++] = part;
    }
    return count;
}

static bool match(const void *state, const struct site *site, size_t from,
                  struct capture *ret_capture)
{
    const struct key *key = state;
    struct str parts[SEGMENTS_MAX];
    size_t count = split_key(site->key, parts);
    bool fits = false;
    for (size_t i = 0; count > 0 && i < key->count && !fits; i++)
        fits = path_fits(&key->paths[i], parts, count);
    if (!fits || (!key->value && from > 0))
        return false;
    if (key->value)
        return condition_match(key->value, site, from, ret_capture);
    *ret_capture = (struct capture){ .end = site->text.len, .value = site->text };
    return true;
}

const struct matcher matcher_key = {
    .key = "key",
    .captures = true,
    .compile = compile,
    .literals = literals,
    .demand = demand,
    .match = match,
};
