#include "resolve/resolve.h"

/* Formats in which values are given to names that are read elsewhere. */
static const char *const config_globs[] = {
    "*.cfg",    "*.conf",          "*.config",     "*.env",        "*.envrc",
    "*.ini",    "*.json",          "*.jsonc",      "*.properties", "*.tf",
    "*.tfvars", "*.toml",          "*.yaml",       "*.yml",        ".env*",
    "*.env.*",  "*Containerfile*", "*Dockerfile*", "*compose*",
};

static bool is_config(struct str path)
{
    size_t start = path.len;
    while (start > 0 && path.ptr[start - 1] != '/')
        start--;
    struct str name = str_slice(path, start, path.len);
    for (size_t i = 0; i < ARRAY_COUNT(config_globs); i++) {
        if (str_glob(str_from(config_globs[i]), name))
            return true;
    }
    return false;
}

/** The name as files spell it: "model_name" for var.model_name, "llm.model" for .Values.llm.model.
 */
static struct str bare_name(struct str variable)
{
    static const char *const prefixes[] = { ".Values.",     "Values.", "var.",  "local.",   "env.",
                                            "process.env.", "vars.",   "self.", "settings." };
    for (size_t i = 0; i < ARRAY_COUNT(prefixes); i++) {
        struct str prefix = str_from(prefixes[i]);
        if (str_starts(variable, prefix))
            return str_slice(variable, prefix.len, variable.len);
    }
    return variable;
}

/**
 * The name in the one spelling in which names are compared: chat_model in a .tfvars file gives
 * CHAT_MODEL its value. `folded` holds it; a longer name is cut.
 */
enum { NAME_MAX_BYTES = 128 };

static struct str fold_name(struct str name, char folded[NAME_MAX_BYTES])
{
    name = str_slice(name, 0, NAME_MAX_BYTES);
    for (size_t i = 0; i < name.len; i++)
        folded[i] = name.ptr[i] == '-' ? '_' : ascii_lower(name.ptr[i]);
    return (struct str){ folded, name.len };
}

static struct str last_key(struct str key)
{
    for (size_t at; (at = str_find_char(key, '.', 0)) != STR_NONE;)
        key = str_slice(key, at + 1, key.len);
    return key;
}

/** A word such as "model" is the key of a thousand things; only a prefix makes it a name. */
static bool is_telling(const struct selection *selection)
{
    struct str variable = selection->variable;
    struct str name = bare_name(variable);
    bool marked = name.len < variable.len ||
                  str_find(selection->expression, STR("var."), 0) != STR_NONE ||
                  str_find(selection->expression, STR(".Values."), 0) != STR_NONE;
    for (size_t i = 0; i < name.len; i++) {
        char c = name.ptr[i];
        bool word = ascii_alnum(c) || c == '_' || c == '.' || c == '-';
        if (!word)
            return false;
        marked = marked || c == '_' || c == '.' || (c >= 'A' && c <= 'Z');
    }
    return marked && name.len >= 3 && last_key(name).len >= 2;
}

bool resolve_start(struct resolve *resolve, const struct selection_list *selections,
                   const struct tree *tree, struct arena *arena)
{
    struct literals literals = { 0 };
    for (size_t i = 0; i < selections->count; i++) {
        const struct selection *selection = &selections->items[i];
        if (!is_telling(selection))
            continue;
        struct str name = bare_name(selection->variable);
        char folded[NAME_MAX_BYTES];
        struct str key = fold_name(name, folded);
        if (map_get(&resolve->names, key))
            continue;
        *map_at(&resolve->names, arena, arena_str(arena, key)) = arena_new(arena, bool);
        /* Of a dotted name the last part is in the text, the others are keys above it. */
        vec_push(arena, &literals, (struct literal){ .text = last_key(name), .icase = true });
    }
    if (literals.count == 0)
        return false;

    resolve->prefilter = prefilter_new(&literals, arena);
    resolve->entries = arena_array(arena, tree->count, sizeof *resolve->entries);
    for (size_t i = 0; i < tree->count; i++) {
        if (is_config(tree->entries[i].path))
            resolve->entries[resolve->entry_count++] = tree->entries[i];
    }
    return resolve->entry_count > 0;
}

bool resolve_wants(const struct resolve *resolve, const struct doc *doc)
{
    return prefilter_any(resolve->prefilter, doc->text);
}

/** True for text that says something itself, rather than naming another variable. */
static bool is_literal(const struct site *site, struct str text)
{
    text = str_trim(text);
    return !site->dynamic && !site->partial && !site->dead && text.len > 0 && text.ptr[0] != '$' &&
           !str_starts(text, STR("{{")) && !str_is(text, "null") && !str_is(text, "~");
}

/** What one document has resolved so far. */
struct state {
    const struct resolve *resolve;
    struct arena *arena;
    struct map seen;
    struct selection_list *found;
};

static bool *wanted(const struct resolve *resolve, struct str name)
{
    char folded[NAME_MAX_BYTES];
    return map_get(&resolve->names, fold_name(name, folded));
}

static void add_name(struct state *state, struct str name)
{
    if (!wanted(state->resolve, name) || map_get(&state->seen, name))
        return;
    name = arena_str(state->arena, name);
    *map_at(&state->seen, state->arena, name) = state;
    vec_push(state->arena, state->found, (struct selection){ .variable = name });
}

/** The key path and what it ends in: chart.llm.model gives a value to llm.model and to model. */
static void add_key(struct state *state, struct str key)
{
    enum { PARTS_MAX = 8 };
    /* Terraform: variable "x" { default = … }, CloudFormation: Parameters.X.Default */
    if (str_ends_icase(key, STR(".default")))
        key.len -= strlen(".default");
    size_t start = key.len;
    for (int parts = 0; parts < PARTS_MAX && start > 0; parts++) {
        start--;
        while (start > 0 && key.ptr[start - 1] != '.')
            start--;
        add_name(state, str_slice(key, start, key.len));
    }
}

/** The value beside a `name:` in the list of an environment, as Kubernetes writes it. */
static bool has_value_beside(const struct sites *sites, size_t at)
{
    enum { NEIGHBOURS = 8 };
    const struct site *name = &sites->items[at];
    if (!str_is(last_key(name->key), "name") || name->record.end == 0)
        return false;
    size_t first = at > NEIGHBOURS ? at - NEIGHBOURS : 0;
    for (size_t i = first; i < sites->count && i <= at + NEIGHBOURS; i++) {
        const struct site *site = &sites->items[i];
        if ((site->roles & SITE_VALUE) && site->record.start == name->record.start &&
            str_is(last_key(site->key), "value") && is_literal(site, site->text))
            return true;
    }
    return false;
}

static void add_site(struct state *state, const struct sites *sites, size_t at)
{
    const struct site *site = &sites->items[at];
    if (site->roles & SITE_VALUE) {
        if (is_literal(site, site->text))
            add_key(state, site->key);
        if (wanted(state->resolve, site->text) && has_value_beside(sites, at))
            add_name(state, site->text);
    }
    /* NAME=value: an item of a list, or a word of an instruction. */
    if (!(site->roles & (SITE_VALUE | SITE_INSTRUCTION | SITE_COMMAND_WORD)))
        return;
    struct str value = site->text;
    struct str name = str_split(&value, '=');
    if (value.ptr && is_literal(site, value))
        add_name(state, name);
}

void resolve_sites(const struct resolve *resolve, const struct sites *sites, struct arena *arena,
                   struct selection_list *found)
{
    struct state state = { .resolve = resolve, .arena = arena, .found = found };
    for (size_t i = 0; i < sites->count; i++)
        add_site(&state, sites, i);
}

void resolve_take(struct resolve *resolve, const struct selection_list *found)
{
    for (size_t i = 0; i < found->count; i++) {
        bool *done = wanted(resolve, found->items[i].variable);
        if (done)
            *done = true;
    }
}

bool resolve_is_done(const struct resolve *resolve, const struct selection *selection)
{
    const bool *done = wanted(resolve, bare_name(selection->variable));
    return done && *done;
}
