/* The conditions on one attribute of a site: command, flag, symbol, language, in, dynamic, lock,
 * and import. */
#include "match/matcher.h"
#include "match/pattern.h"

enum { WORDS_MAX = 8 };

static bool compile_patterns(const struct yaml_node *arg, unsigned flags,
                             const struct compile_env *env, void **ret_state, struct err *err)
{
    struct patterns *patterns = arena_new(env->run, struct patterns);
    *ret_state = patterns;
    return patterns_compile(arg, flags, env, patterns, err);
}

static bool literals_of_patterns(const void *state, struct arena *arena, struct literals *out)
{
    return patterns_literals(state, arena, out);
}

/* What only narrows says yes or no of the site. */
static bool narrow(bool holds, struct capture *ret_capture)
{
    if (holds)
        *ret_capture = (struct capture){ 0 };
    return holds;
}

/* ---- command ---- */

/* A pattern's words against the first words of a command. */
struct command {
    struct strs words[WORDS_MAX]; /* by place, of each pattern; empty text: no word there */
    struct patterns names;        /* the program's or the longest word: for literals */
    size_t count;
};

static struct str next_word(struct str *rest)
{
    *rest = str_trim(*rest);
    size_t end = 0;
    while (end < rest->len && !ascii_space(rest->ptr[end]))
        end++;
    struct str word = str_slice(*rest, 0, end);
    *rest = str_slice(*rest, end, rest->len);
    return word;
}

static struct str base_name(struct str path)
{
    struct str name = path;
    while (path.ptr)
        name = str_split(&path, '/');
    return name;
}

static bool compile_command(const struct yaml_node *arg, const struct compile_env *env,
                            void **ret_state, struct err *err)
{
    struct command *command = arena_new(env->run, struct command);
    struct strs globs;
    struct strs expanded = { 0 };
    if (!strs_parse(arg, env->name, env->run, &globs, err))
        return false;
    for (size_t i = 0; i < globs.count; i++)
        braces_expand(globs.items[i], env->run, &expanded);
    for (size_t i = 0; i < expanded.count; i++) {
        struct str rest = expanded.items[i];
        struct str longest = { "", 0 };
        for (size_t word = 0; word < WORDS_MAX; word++) {
            struct str text = next_word(&rest);
            vec_push(env->run, &command->words[word], text);
            if (text.len > longest.len)
                longest = text;
        }
        patterns_add(&command->names, env->run, longest);
        command->count++;
    }
    *ret_state = command;
    return true;
}

static bool literals_of_command(const void *state, struct arena *arena, struct literals *out)
{
    const struct command *command = state;
    return patterns_literals(&command->names, arena, out);
}

/* One of the commands with all of its words; of the program the last part of its path. */
static const struct demand *demand_of_command(const void *state, struct arena *arena)
{
    const struct command *command = state;
    struct demands any = { 0 };
    for (size_t i = 0; i < command->count; i++) {
        struct demands words = { 0 };
        for (size_t word = 0; word < WORDS_MAX && command->words[word].items[i].len > 0; word++) {
            struct patterns one = { 0 };
            patterns_add(&one, arena, command->words[word].items[i]);
            vec_push(arena, &words, patterns_demand(&one, arena));
        }
        vec_push(arena, &any, demand_join(DEMAND_ALL, &words, arena));
    }
    return demand_join(DEMAND_ANY, &any, arena);
}

static bool command_fits(const struct command *command, size_t i, struct str text)
{
    for (size_t word = 0; word < WORDS_MAX; word++) {
        struct str wanted = command->words[word].items[i];
        if (wanted.len == 0)
            return word > 0;
        struct str here = next_word(&text);
        if (word == 0)
            here = base_name(here);
        if (!wildcard_match(wanted, here, false))
            return false;
    }
    return true;
}

static bool match_command(const void *state, const struct site *site, size_t from,
                          struct capture *ret_capture)
{
    const struct command *command = state;
    (void)from;
    for (size_t i = 0; site->command.len > 0 && i < command->count; i++) {
        if (command_fits(command, i, site->command))
            return narrow(true, ret_capture);
    }
    return false;
}

const struct matcher matcher_command = {
    .key = "command",
    .compile = compile_command,
    .literals = literals_of_command,
    .demand = demand_of_command,
    .match = match_command,
};

/* ---- flag ---- */

static const struct demand *demand_of_patterns(const void *state, struct arena *arena)
{
    return patterns_demand(state, arena);
}

static bool compile_flag(const struct yaml_node *arg, const struct compile_env *env,
                         void **ret_state, struct err *err)
{
    return compile_patterns(arg, PATTERN_KEY, env, ret_state, err);
}

static bool match_flag(const void *state, const struct site *site, size_t from,
                       struct capture *ret_capture)
{
    (void)from;
    return narrow((site->roles & (SITE_COMMAND_WORD | SITE_INSTRUCTION) || site->flag.len > 0) &&
                      patterns_match(state, site->flag),
                  ret_capture);
}

const struct matcher matcher_flag = {
    .key = "flag",
    .compile = compile_flag,
    .literals = literals_of_patterns,
    .demand = demand_of_patterns,
    .match = match_flag,
};

/* ---- symbol and language ---- */

static bool compile_symbol(const struct yaml_node *arg, const struct compile_env *env,
                           void **ret_state, struct err *err)
{
    return compile_patterns(arg, PATTERN_ICASE, env, ret_state, err);
}

static bool match_symbol(const void *state, const struct site *site, size_t from,
                         struct capture *ret_capture)
{
    (void)from;
    return narrow(site->symbol.len > 0 && patterns_match(state, site->symbol), ret_capture);
}

const struct matcher matcher_symbol = {
    .key = "symbol",
    .compile = compile_symbol,
    .match = match_symbol,
};

static bool match_language(const void *state, const struct site *site, size_t from,
                           struct capture *ret_capture)
{
    (void)from;
    return narrow(site->language && patterns_match(state, str_from(site->language)), ret_capture);
}

const struct matcher matcher_language = {
    .key = "language",
    .compile = compile_symbol,
    .match = match_language,
};

/* ---- in ---- */

static bool compile_in(const struct yaml_node *arg, const struct compile_env *env, void **ret_state,
                       struct err *err)
{
    unsigned *roles = arena_new(env->run, unsigned);
    *ret_state = roles;
    return roles_parse(arg, env->name, roles, err);
}

static bool match_in(const void *state, const struct site *site, size_t from,
                     struct capture *ret_capture)
{
    const unsigned *roles = state;
    (void)from;
    return narrow(site->roles & *roles, ret_capture);
}

const struct matcher matcher_in = {
    .key = "in",
    .compile = compile_in,
    .match = match_in,
};

/* ---- dynamic and lock ---- */

static bool compile_bool(const struct yaml_node *arg, const struct compile_env *env,
                         void **ret_state, struct err *err)
{
    bool *wanted = arena_new(env->run, bool);
    *ret_state = wanted;
    return yaml_to_bool(arg, env->name, wanted, err);
}

static bool match_dynamic(const void *state, const struct site *site, size_t from,
                          struct capture *ret_capture)
{
    const bool *wanted = state;
    (void)from;
    return narrow(site->dynamic == *wanted, ret_capture);
}

const struct matcher matcher_dynamic = {
    .key = "dynamic",
    .compile = compile_bool,
    .match = match_dynamic,
};

static bool match_lock(const void *state, const struct site *site, size_t from,
                       struct capture *ret_capture)
{
    const bool *wanted = state;
    (void)from;
    return narrow(site->lock == *wanted, ret_capture);
}

const struct matcher matcher_lock = {
    .key = "lock",
    .compile = compile_bool,
    .match = match_lock,
};

/* ---- import ---- */

static bool compile_import(const struct yaml_node *arg, const struct compile_env *env,
                           void **ret_state, struct err *err)
{
    return compile_patterns(arg, 0, env, ret_state, err);
}

static bool match_import(const void *state, const struct site *site, size_t from,
                         struct capture *ret_capture)
{
    struct str text = site->text;
    if (from > 0 || !(site->roles & SITE_IMPORT))
        return false;
    for (size_t end = 1; end <= text.len && end <= 256; end++) {
        bool ends = end == text.len || strchr("./:\\", text.ptr[end]);
        if (ends && patterns_match(state, str_slice(text, 0, end))) {
            *ret_capture = (struct capture){ .end = text.len, .value = text };
            return true;
        }
    }
    return false;
}

const struct matcher matcher_import = {
    .key = "import",
    .captures = true,
    .roles = SITE_IMPORT,
    .compile = compile_import,
    .literals = literals_of_patterns,
    .demand = demand_of_patterns,
    .match = match_import,
};
