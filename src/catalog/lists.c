/* Reads rules/false-friends.yaml and rules/spellings.yaml, and puts all spellings in order. */
#include <stddef.h>
#include <stdlib.h>

#include "catalog/internal.h"

static const struct field friend_fields[] = {
    { "category", FIELD_STR, offsetof(struct false_friend, category) },
    { "examples", FIELD_STRS, offsetof(struct false_friend, examples) },
    { "id", FIELD_STR, offsetof(struct false_friend, id) },
    { "spellings", FIELD_OTHER, 0 },
    { "what", FIELD_STR, offsetof(struct false_friend, what) },
};

static const struct field attribute_fields[] = {
    { "regex", FIELD_STR, offsetof(struct spelling, pattern) },
    { "value", FIELD_STR, offsetof(struct spelling, value) },
};

static bool read_friend(struct catalog *catalog, const struct source *source, bool check,
                        const struct yaml_node *node)
{
    struct false_friend *friend = arena_new(source->run, struct false_friend);
    if (!fields_read(source, node, friend_fields, ARRAY_COUNT(friend_fields), friend))
        return false;
    if (friend->id.len == 0 || friend->what.len == 0 || friend->examples.count == 0)
        return source_error(source, node, "a false friend needs the keys id, what and examples");
    for (const struct yaml_node *at = yaml_first(yaml_get(node, "spellings")); at; at = at->next) {
        struct spelling spelling = { .order = 10, .role = MODEL_OTHER };
        if (!spelling_read(source, at, check, &spelling))
            return false;
        spelling.friend = friend;
        vec_push(source->run, &catalog->spellings, spelling);
    }
    return true;
}

static bool read_friends(const struct data *data, struct catalog *catalog, struct arena *run,
                         struct err *err)
{
    const struct data_file *file;
    const struct yaml_node *root;
    if (!data_file_parse(data, "false-friends.yaml", run, &file, &root, err))
        return false;
    struct source source = { .label = file->label.ptr, .run = run, .err = err };
    for (const struct yaml_node *node = yaml_first(yaml_get(root, "false_friends")); node;
         node = node->next) {
        if (!read_friend(catalog, &source, !file->built_in, node))
            return false;
    }
    return true;
}

static bool read_attributes(const struct source *source, const struct yaml_node *list, bool check,
                            struct spellings *ret)
{
    for (const struct yaml_node *node = yaml_first(list); node; node = node->next) {
        struct spelling spelling = { .line = node->line };
        if (!fields_read(source, node, attribute_fields, ARRAY_COUNT(attribute_fields), &spelling))
            return false;
        if (spelling.pattern.len == 0)
            return source_error(source, node, "needs a regex");
        if (check && !spelling_check(source, &spelling))
            return false;
        vec_push(source->run, ret, spelling);
    }
    return true;
}

static bool read_lists(const struct data *data, struct catalog *catalog, struct arena *run,
                       struct err *err)
{
    static const char *const keys[] = { "formats", "orgs", "quantisations", "variants", NULL };
    const struct data_file *file;
    const struct yaml_node *root;
    if (!data_file_parse(data, "spellings.yaml", run, &file, &root, err))
        return false;
    struct source source = { .label = file->label.ptr, .run = run, .err = err };
    if (!yaml_check_keys(root, keys, source.label, err))
        return false;
    bool check = !file->built_in;
    const struct yaml_node *orgs = yaml_get(root, "orgs");
    if (orgs && !fields_read_strs(&source, orgs, &catalog->orgs))
        return false;
    for (size_t i = 0; i < catalog->orgs.count; i++)
        catalog->orgs.items[i] = lower_copy(run, catalog->orgs.items[i]);
    return read_attributes(&source, yaml_get(root, "formats"), check, &catalog->formats) &&
           read_attributes(&source, yaml_get(root, "quantisations"), check,
                           &catalog->quantisations) &&
           read_attributes(&source, yaml_get(root, "variants"), check, &catalog->variants);
}

static int compare_spellings(const void *a, const void *b)
{
    const struct spelling *left = a;
    const struct spelling *right = b;
    if (left->order != right->order)
        return left->order < right->order ? -1 : 1;
    return left->number < right->number ? -1 : left->number > right->number;
}

/* A template without a group must be a model; those with groups are tried when they match. */
static bool check_templates(const struct catalog *catalog, const struct spelling *spelling,
                            struct err *err)
{
    for (size_t i = 0; i < spelling->templates.count; i++) {
        struct str id = spelling->templates.items[i];
        if (str_find_char(id, '{', 0) == STR_NONE && !catalog_get(catalog, id))
            return err_set(err, ERR_SYNTAX, "%s:%u: unknown model '%.*s' of a spelling",
                           spelling->label, spelling->line, STR_ARG(id));
    }
    return true;
}

bool spellings_load(const struct data *data, struct catalog *catalog, struct arena *run,
                    struct err *err)
{
    if (!read_friends(data, catalog, run, err) || !read_lists(data, catalog, run, err))
        return false;
    struct spellings *spellings = &catalog->spellings;
    for (size_t i = 0; i < spellings->count; i++) {
        spellings->items[i].number = i;
        if (!check_templates(catalog, &spellings->items[i], err))
            return false;
    }
    if (spellings->count > 1)
        qsort(spellings->items, spellings->count, sizeof *spellings->items, compare_spellings);
    catalog->literals = arena_new(run, struct literals_index);
    for (size_t i = 0; i < spellings->count; i++) {
        if (!literals_add(catalog->literals, &spellings->items[i]))
            return err_set(err, ERR_LIMIT, "models: more than %d different literals", MAX_LITERALS);
    }
    return true;
}
