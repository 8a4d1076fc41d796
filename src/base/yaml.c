#include "base/yaml.h"

#include <yaml.h>

#include "base/limits.h"
#include "base/map.h"

struct builder {
    struct arena *arena;
    yaml_parser_t parser;
    struct map anchors; /* name → struct yaml_node, for aliases */
    struct err *err;
    unsigned depth;
};

static bool next_event(struct builder *builder, yaml_event_t *ret_event)
{
    if (yaml_parser_parse(&builder->parser, ret_event))
        return true;
    const yaml_parser_t *parser = &builder->parser;
    return err_set(builder->err, ERR_SYNTAX, "%zu: %s", parser->problem_mark.line + 1,
                   parser->problem ? parser->problem : "not YAML");
}

static bool build(struct builder *builder, yaml_event_t *event, const struct yaml_node *parent,
                  struct yaml_node **ret_node);

static struct str event_text(struct arena *arena, const yaml_char_t *value, size_t len)
{
    return arena_str(arena, (struct str){ (const char *)value, len });
}

/* A collection once it is complete: an alias inside of it would make a tree without an end. */
static void remember(struct builder *builder, const yaml_char_t *anchor, struct yaml_node *node)
{
    if (!anchor)
        return;
    struct str name = arena_str(builder->arena, str_from((const char *)anchor));
    *map_at(&builder->anchors, builder->arena, name) = node;
}

/* Of a mapping; each stands there once. */
static bool take_key(struct builder *builder, yaml_event_t *event, struct map *keys,
                     struct str *ret_key)
{
    unsigned line = (unsigned)event->start_mark.line + 1;
    bool scalar = event->type == YAML_SCALAR_EVENT;
    if (scalar)
        *ret_key =
            event_text(builder->arena, event->data.scalar.value, event->data.scalar.length);
    yaml_event_delete(event);
    if (!scalar)
        return err_set(builder->err, ERR_SYNTAX, "%u: a key must be plain text", line);
    void **seen = map_at(keys, builder->arena, *ret_key);
    if (*seen) {
        return err_set(builder->err, ERR_SYNTAX, "%u: the key '%.*s' stands here twice", line,
                       STR_ARG(*ret_key));
    }
    *seen = builder;
    return true;
}

/* Reads children until the end event. In a mapping keys and values alternate. */
static bool build_children(struct builder *builder, struct yaml_node *node)
{
    const struct yaml_node **tail = &node->first;
    struct str key = { NULL, 0 };
    struct map keys = { 0 };
    if (++builder->depth > LIMIT_NESTING)
        return err_set(builder->err, ERR_SYNTAX, "%u: nested too deeply", node->line);

    for (;;) {
        yaml_event_t event;
        if (!next_event(builder, &event))
            return false;
        if (event.type == YAML_SEQUENCE_END_EVENT || event.type == YAML_MAPPING_END_EVENT) {
            yaml_event_delete(&event);
            builder->depth--;
            return true;
        }
        if (node->kind == YAML_MAPPING && !key.ptr) {
            if (!take_key(builder, &event, &keys, &key))
                return false;
            continue;
        }
        struct yaml_node *child;
        if (!build(builder, &event, node, &child))
            return false;
        child->key = key;
        key = (struct str){ NULL, 0 };
        *tail = child;
        tail = &child->next;
        node->count++;
    }
}

/* Makes the node of an event, with everything below it; the event is used up. */
static bool build(struct builder *builder, yaml_event_t *event, const struct yaml_node *parent,
                  struct yaml_node **ret_node)
{
    struct yaml_node *node = arena_new(builder->arena, struct yaml_node);
    node->parent = parent;
    node->line = (unsigned)event->start_mark.line + 1;
    bool ok = true;
    switch (event->type) {
    case YAML_SCALAR_EVENT:
        node->kind = YAML_SCALAR;
        node->plain = event->data.scalar.style == YAML_PLAIN_SCALAR_STYLE;
        node->scalar =
            event_text(builder->arena, event->data.scalar.value, event->data.scalar.length);
        remember(builder, event->data.scalar.anchor, node);
        break;
    case YAML_SEQUENCE_START_EVENT:
        node->kind = YAML_SEQUENCE;
        ok = build_children(builder, node);
        remember(builder, event->data.sequence_start.anchor, node);
        break;
    case YAML_MAPPING_START_EVENT:
        node->kind = YAML_MAPPING;
        ok = build_children(builder, node);
        remember(builder, event->data.mapping_start.anchor, node);
        break;
    case YAML_ALIAS_EVENT: {
        const struct yaml_node *meant =
            map_get(&builder->anchors, str_from((const char *)event->data.alias.anchor));
        if (meant) {
            unsigned line = node->line;
            *node = *meant;
            node->line = line;
            node->parent = parent;
            node->next = NULL;
        } else {
            ok = err_set(builder->err, ERR_SYNTAX, "%u: unknown alias", node->line);
        }
        break;
    }
    default:
        ok = err_set(builder->err, ERR_SYNTAX, "%u: unexpected content", node->line);
        break;
    }
    yaml_event_delete(event);
    *ret_node = node;
    return ok;
}

bool yaml_parse(struct str text, struct arena *arena, const struct yaml_node **ret_root,
                struct err *err)
{
    struct builder builder = { .arena = arena, .err = err };
    if (!yaml_parser_initialize(&builder.parser))
        out_of_memory();
    yaml_parser_set_input_string(&builder.parser, (const unsigned char *)text.ptr, text.len);

    struct yaml_node *root = NULL;
    bool ok = true;
    for (bool more = true; ok && more;) {
        yaml_event_t event;
        ok = next_event(&builder, &event);
        if (!ok)
            break;
        switch (event.type) {
        case YAML_STREAM_END_EVENT:
            more = false;
            yaml_event_delete(&event);
            break;
        case YAML_STREAM_START_EVENT:
        case YAML_DOCUMENT_START_EVENT:
        case YAML_DOCUMENT_END_EVENT:
            yaml_event_delete(&event);
            break;
        default:
            if (root) {
                ok = err_set(err, ERR_SYNTAX, "%zu: more than one document",
                             event.start_mark.line + 1);
                yaml_event_delete(&event);
            } else {
                ok = build(&builder, &event, NULL, &root);
            }
        }
    }
    yaml_parser_delete(&builder.parser);
    if (!ok)
        return false;
    if (!root || (root->kind == YAML_SCALAR && root->scalar.len == 0)) {
        root = arena_new(arena, struct yaml_node);
        root->kind = YAML_MAPPING;
        root->line = 1;
    }
    *ret_root = root;
    return true;
}

const struct yaml_node *yaml_unfold(const struct yaml_flat *flat, struct arena *arena)
{
    struct yaml_node *nodes = arena_array(arena, flat->count, sizeof *nodes);
    for (size_t i = 0; i < flat->count; i++) {
        const struct yaml_flat_node *from = &flat->nodes[i];
        struct yaml_node *node = &nodes[i];
        node->kind = (enum yaml_kind)from->kind;
        node->line = from->line;
        node->plain = from->plain;
        node->count = from->count;
        if (node->kind == YAML_SCALAR)
            node->scalar = (struct str){ flat->texts + from->scalar, from->scalar_len };
        if (from->keyed)
            node->key = (struct str){ flat->texts + from->key, from->key_len };
        if (from->parent)
            node->parent = &nodes[from->parent - 1];
        if (from->next)
            node->next = &nodes[from->next - 1];
        if (node->count > 0)
            node->first = &nodes[i + 1];
    }
    return nodes;
}

const struct yaml_node *yaml_get(const struct yaml_node *node, const char *key)
{
    if (!node || node->kind != YAML_MAPPING)
        return NULL;
    struct str wanted = str_from(key);
    for (const struct yaml_node *child = node->first; child; child = child->next) {
        if (str_equal(child->key, wanted))
            return child;
    }
    return NULL;
}

struct str yaml_get_str(const struct yaml_node *node, const char *key, const char *fallback)
{
    const struct yaml_node *child = yaml_get(node, key);
    return child && child->kind == YAML_SCALAR ? child->scalar : str_from(fallback);
}

/* Levenshtein distance of two short words; long ones count as far apart. */
static size_t edit_distance(struct str a, struct str b)
{
    enum { LONGEST = 64 };
    if (a.len >= LONGEST || b.len >= LONGEST)
        return LONGEST;
    size_t row[LONGEST + 1];
    for (size_t j = 0; j <= b.len; j++)
        row[j] = j;
    for (size_t i = 1; i <= a.len; i++) {
        size_t diagonal = row[0];
        row[0] = i;
        for (size_t j = 1; j <= b.len; j++) {
            size_t change = diagonal + (ascii_lower(a.ptr[i - 1]) != ascii_lower(b.ptr[j - 1]));
            diagonal = row[j];
            size_t shorter = (row[j] < row[j - 1] ? row[j] : row[j - 1]) + 1;
            row[j] = change < shorter ? change : shorter;
        }
    }
    return row[b.len];
}

const char *nearest_word(struct str word, const char *const *words)
{
    const char *nearest = NULL;
    size_t least = word.len / 3 + 2; /* more than a third of the letters wrong is another word */
    for (; *words; words++) {
        size_t distance = edit_distance(word, str_from(*words));
        if (distance < least) {
            least = distance;
            nearest = *words;
        }
    }
    return nearest;
}

bool yaml_check_keys(const struct yaml_node *node, const char *const *known, const char *name,
                     struct err *err)
{
    for (const struct yaml_node *child = yaml_first(node); child; child = child->next) {
        const char *const *word = known;
        while (*word && !str_is(child->key, *word))
            word++;
        if (*word)
            continue;
        const char *nearest = nearest_word(child->key, known);
        if (nearest) {
            return err_set(err, ERR_SYNTAX, "%s:%u: unknown key '%.*s', did you mean '%s'?", name,
                           child->line, STR_ARG(child->key), nearest);
        }
        return err_set(err, ERR_SYNTAX, "%s:%u: unknown key '%.*s'", name, child->line,
                       STR_ARG(child->key));
    }
    return true;
}

bool yaml_to_bool(const struct yaml_node *node, const char *name, bool *ret, struct err *err)
{
    if (node->kind == YAML_SCALAR && (str_is(node->scalar, "true") || str_is(node->scalar, "false"))) {
        *ret = str_is(node->scalar, "true");
        return true;
    }
    return err_set(err, ERR_SYNTAX, "%s:%u: '%.*s' must be true or false", name, node->line,
                   STR_ARG(node->key));
}
