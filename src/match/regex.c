#include "base/regex.h"

#include <stdlib.h>

#include "match/literal.h"
#include "match/matcher.h"
#include "match/pattern.h"
#include "match/regex_literals.h"

enum { LITERAL_LEAST = 3 };

struct alternatives {
    struct regex **items;
    size_t count;
    struct literals literals;
    struct strs patterns;
    bool icase;
    const struct catalog *catalog;
};

static bool add_literals(struct alternatives *alternatives, struct str pattern, bool icase,
                         const struct yaml_node *given, const struct compile_env *env,
                         struct err *err)
{
    if (!given) {
        if (!regex_literals(pattern, icase, env->run, &alternatives->literals))
            alternatives->literals.count = SIZE_MAX; /* none: remembered until all are read */
        return true;
    }
    struct strs texts;
    if (!strs_parse(given, env->name, env->run, &texts, err))
        return false;
    for (size_t i = 0; i < texts.count; i++) {
        if (!literal_add(texts.items[i], LITERAL_ICASE, LITERAL_LEAST, env->run,
                         &alternatives->literals)) {
            return err_set(err, ERR_SYNTAX, "%s:%u: the literal '%.*s' is too short", env->name,
                           given->line, STR_ARG(texts.items[i]));
        }
    }
    return true;
}

static bool compile(const struct yaml_node *arg, const struct compile_env *env, void **ret_state,
                    struct err *err)
{
    struct strs patterns;
    struct str letter_case = yaml_get_str(arg->parent, "case", "exact");
    bool icase = str_is(letter_case, "ignore");
    if (!icase && !str_is(letter_case, "exact"))
        return err_set(err, ERR_SYNTAX, "%s:%u: 'case' is ignore or exact", env->name, arg->line);
    if (!strs_parse(arg, env->name, env->run, &patterns, err))
        return false;

    struct alternatives *alternatives = arena_new(env->run, struct alternatives);
    alternatives->catalog = env->catalog;
    alternatives->items = arena_array(env->run, patterns.count, sizeof(struct regex *));
    alternatives->patterns = patterns;
    alternatives->icase = icase;
    bool certain = true;
    for (size_t i = 0; i < patterns.count; i++) {
        unsigned flags = icase ? REGEX_ICASE : 0;
        alternatives->items[i] =
            env->built_in ? regex_later(patterns.items[i], flags, env->run)
                          : regex_new(patterns.items[i], flags, REGEX_UNTRUSTED, err);
        if (!alternatives->items[i])
            return err_wrap(err, "%s:%u", env->name, arg->line);
        vec_push(env->run, env->regexes, alternatives->items[i]);
        alternatives->count++;
        const struct yaml_node *given = yaml_get(arg->parent, "literals");
        if ((i == 0 || !given) && certain &&
            !add_literals(alternatives, patterns.items[i], icase, given, env, err))
            return false;
        if (alternatives->literals.count == SIZE_MAX) {
            certain = false;
            alternatives->literals.count = 0;
        }
    }
    if (!certain)
        alternatives->literals.count = 0;
    *ret_state = alternatives;
    return true;
}

static bool literals(const void *state, struct arena *arena, struct literals *out)
{
    const struct alternatives *alternatives = state;
    for (size_t i = 0; i < alternatives->literals.count; i++)
        vec_push(arena, out, alternatives->literals.items[i]);
    return alternatives->literals.count > 0;
}

/* Literals that the rule names itself count beside what the patterns say. */
static const struct demand *demand(const void *state, struct arena *arena)
{
    const struct alternatives *alternatives = state;
    struct demands any = { 0 };
    struct demands both = { 0 };
    for (size_t i = 0; i < alternatives->patterns.count; i++)
        vec_push(arena, &any,
                 regex_demand(alternatives->patterns.items[i], alternatives->icase, arena));
    vec_push(arena, &both, demand_join(DEMAND_ANY, &any, arena));
    vec_push(arena, &both, demand_one_of(&alternatives->literals, arena));
    return demand_join(DEMAND_ALL, &both, arena);
}

/* A name that alone is too common a word to be found in a text: "koala". */
static const struct model *model_of_id(const struct catalog *catalog, struct str name)
{
    char id[64];
    if (name.len > sizeof id)
        return NULL;
    for (size_t i = 0; i < name.len; i++)
        id[i] = ascii_lower(name.ptr[i]);
    return catalog_get(catalog, (struct str){ id, name.len });
}

static void read_groups(const struct alternatives *alternatives, const struct regex *regex,
                        struct str subject, struct capture *capture)
{
    capture->version = regex_group(regex, subject, "ver");
    capture->size = regex_group(regex, subject, "size");
    capture->value = regex_group(regex, subject, "value");
    struct str model = regex_group(regex, subject, "model");
    struct str host = regex_group(regex, subject, "host");
    if (model.ptr && !catalog_find(alternatives->catalog, model, 0, &capture->resolution))
        capture->resolution.model = model_of_id(alternatives->catalog, model);
    if (host.ptr)
        capture->resolution.host = host;
}

static bool match(const void *state, const struct site *site, size_t from,
                  struct capture *ret_capture)
{
    const struct alternatives *alternatives = state;
    const struct regex *winner = NULL;
    struct regex_match best = { 0 };
    for (size_t i = 0; i < alternatives->count; i++) {
        struct regex_match found;
        /* An empty match is no place. */
        if (!regex_find(alternatives->items[i], site->text, from, &found) ||
            found.end <= found.start)
            continue;
        if (!winner || found.start < best.start ||
            (found.start == best.start && found.end > best.end)) {
            winner = alternatives->items[i];
            best = found;
        }
    }
    if (!winner)
        return false;
    *ret_capture = (struct capture){ .start = best.start, .end = best.end };
    read_groups(alternatives, winner, site->text, ret_capture);
    return true;
}

const struct matcher matcher_regex = {
    .key = "regex",
    .captures = true,
    .compile = compile,
    .literals = literals,
    .demand = demand,
    .match = match,
};
