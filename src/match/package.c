#include "match/matcher.h"
#include "match/pattern.h"

enum { VERSION_PARTS = 4 };

struct version {
    uint64_t parts[VERSION_PARTS];
};

enum comparison { LESS = 1, EQUAL = 2, GREATER = 4 };

struct bound {
    unsigned allowed; /* bits of enum comparison */
    struct version version;
};

struct package {
    struct str ecosystem;
    struct patterns names;
    struct bound bounds[4]; /* all must hold */
    size_t bound_count;
};

struct packages VEC(struct package);

/* The first dotted number at or behind `*at`, which moves behind it. */
static bool read_version(struct str text, size_t *at, struct version *ret)
{
    while (*at < text.len && !ascii_digit(text.ptr[*at]))
        ++*at;
    if (*at >= text.len)
        return false;
    *ret = (struct version){ 0 };
    for (size_t part = 0;; part++) {
        uint64_t value = 0;
        for (; *at < text.len && ascii_digit(text.ptr[*at]); ++*at) {
            if (value < UINT32_MAX)
                value = value * 10 + (uint64_t)(text.ptr[*at] - '0');
        }
        if (part < VERSION_PARTS)
            ret->parts[part] = value;
        if (*at + 1 >= text.len || text.ptr[*at] != '.' || !ascii_digit(text.ptr[*at + 1]))
            return true;
        ++*at;
    }
}

static enum comparison compare_versions(const struct version *a, const struct version *b)
{
    for (size_t i = 0; i < VERSION_PARTS; i++) {
        if (a->parts[i] != b->parts[i])
            return a->parts[i] < b->parts[i] ? LESS : GREATER;
    }
    return EQUAL;
}

static bool read_bound(struct str text, struct bound *ret)
{
    text = str_trim(text);
    ret->allowed = 0;
    size_t at = 0;
    for (; at < text.len && strchr("<>=!", text.ptr[at]); at++) {
        char c = text.ptr[at];
        ret->allowed |= c == '<' ? LESS : c == '>' ? GREATER : c == '!' ? LESS | GREATER : EQUAL;
    }
    if (str_starts(text, STR("!=")))
        ret->allowed = LESS | GREATER;
    return ret->allowed && at < text.len && ascii_digit(text.ptr[at]) &&
           read_version(text, &at, &ret->version);
}

static bool read_range(const struct yaml_node *arg, const struct compile_env *env,
                       struct package *package, struct err *err)
{
    struct str rest = yaml_get_str(arg, "version", NULL);
    while (rest.ptr) {
        struct str bound = str_split(&rest, ',');
        if (package->bound_count == ARRAY_COUNT(package->bounds) ||
            !read_bound(bound, &package->bounds[package->bound_count++])) {
            return err_set(err, ERR_SYNTAX, "%s:%u: '%.*s' is no version range like \">=0.3,<1\"",
                           env->name, arg->line, STR_ARG(bound));
        }
    }
    return true;
}

static bool compile_one(const struct yaml_node *arg, const struct compile_env *env,
                        struct package *ret, struct err *err)
{
    static const char *const keys[] = { "ecosystem", "name", "version", NULL };
    const struct yaml_node *name = yaml_get(arg, "name");
    if (!yaml_check_keys(arg, keys, env->name, err))
        return false;
    *ret = (struct package){ .ecosystem = yaml_get_str(arg, "ecosystem", "") };
    if (!name || ret->ecosystem.len == 0)
        return err_set(err, ERR_SYNTAX, "%s:%u: a package needs ecosystem and name", env->name,
                       arg->line);
    return patterns_compile(name, PATTERN_ICASE | PATTERN_PACKAGE, env, &ret->names, err) &&
           read_range(arg, env, ret, err);
}

static bool compile(const struct yaml_node *arg, const struct compile_env *env, void **ret_state,
                    struct err *err)
{
    struct packages *packages = arena_new(env->run, struct packages);
    if (arg->kind == YAML_SCALAR)
        return err_set(err, ERR_SYNTAX, "%s:%u: 'package' takes a mapping with ecosystem and name",
                       env->name, arg->line);
    const struct yaml_node *item = arg->kind == YAML_MAPPING ? arg : yaml_first(arg);
    for (; item; item = arg->kind == YAML_MAPPING ? NULL : item->next) {
        if (!compile_one(item, env, vec_add(env->run, packages), err))
            return false;
    }
    *ret_state = packages;
    return true;
}

static bool literals(const void *state, struct arena *arena, struct literals *out)
{
    const struct packages *packages = state;
    size_t before = out->count;
    for (size_t i = 0; i < packages->count; i++) {
        if (!patterns_literals(&packages->items[i].names, arena, out)) {
            out->count = before;
            return false;
        }
    }
    return true;
}

static const struct demand *demand(const void *state, struct arena *arena)
{
    const struct packages *packages = state;
    struct demands any = { 0 };
    for (size_t i = 0; i < packages->count; i++)
        vec_push(arena, &any, patterns_demand(&packages->items[i].names, arena));
    return demand_join(DEMAND_ANY, &any, arena);
}

static bool in_range(const struct package *package, struct str spec)
{
    struct version version;
    size_t at = 0;
    if (package->bound_count == 0)
        return true;
    if (!read_version(spec, &at, &version))
        return false;
    for (size_t i = 0; i < package->bound_count; i++) {
        if (!(package->bounds[i].allowed & compare_versions(&version, &package->bounds[i].version)))
            return false;
    }
    return true;
}

static bool match(const void *state, const struct site *site, size_t from,
                  struct capture *ret_capture)
{
    const struct packages *packages = state;
    if (from > 0 || !(site->roles & SITE_PACKAGE))
        return false;
    for (size_t i = 0; i < packages->count; i++) {
        const struct package *package = &packages->items[i];
        if (!str_equal(package->ecosystem, site->ecosystem) ||
            !patterns_match(&package->names, site->text) || !in_range(package, site->version))
            continue;
        *ret_capture = (struct capture){ .end = site->text.len, .value = site->version };
        return true;
    }
    return false;
}

const struct matcher matcher_package = {
    .key = "package",
    .captures = true,
    .roles = SITE_PACKAGE,
    .compile = compile,
    .literals = literals,
    .demand = demand,
    .match = match,
};
