#include "report/pack.h"

#include "base/map.h"
#include "base/vec.h"

enum { LEAF = -1, LEAST_SHARED_LEN = 7 /* a reference takes about six bytes */ };

struct part;
struct parts VEC(struct part *);

/* A value that occurs once or more often. */
struct part {
    struct str literal; /* of a leaf: its JSON */
    int head;           /* LEAF, 0 for an array, or the number of a shape */
    struct parts children;
    size_t id;
    size_t use_count; /* by different parents */
    size_t number;    /* in `shared`, from 1; 0 when it is written where it is used */
};

struct packer {
    struct arena arena;
    struct map known;  /* literal, or head and ids of the children → struct part */
    struct parts all;  /* children before their parents */
    struct map shapes; /* the keys as JSON → number, from 1 */
};

static void add_json_text(struct buf *out, const char *text)
{
    for (; *text; text++) {
        if (*text == '<')
            buf_puts(out, "\\u003c");
        else
            buf_char(out, *text);
    }
}

/* A number, string, true, false or null. */
static void add_leaf(struct buf *out, const cJSON *value)
{
    char *text = cJSON_PrintUnformatted(value);
    if (!text)
        out_of_memory();
    add_json_text(out, text);
    cJSON_free(text);
}

static int shape_of(struct packer *packer, const cJSON *object)
{
    CLEANUP(buf_release) struct buf keys = { 0 };
    for (const cJSON *child = object->child; child; child = child->next) {
        cJSON key = { .type = cJSON_String, .valuestring = child->string };
        buf_puts(&keys, child == object->child ? "[" : ",");
        add_leaf(&keys, &key);
    }
    buf_puts(&keys, keys.len ? "]" : "[]");
    uintptr_t number = (uintptr_t)map_get(&packer->shapes, buf_str(&keys));
    if (number == 0) {
        struct str copy = arena_str(&packer->arena, buf_str(&keys));
        number = packer->shapes.count + 1;
        *map_at(&packer->shapes, &packer->arena, copy) = (void *)number;
    }
    return (int)number;
}

/* The part with that key; a new one is `fresh`, and then its children have one more parent. */
static struct part *intern(struct packer *packer, struct str key, struct part fresh)
{
    struct part *known = map_get(&packer->known, key);
    if (known)
        return known;
    struct part *part = arena_new(&packer->arena, struct part);
    *part = fresh;
    part->id = packer->all.count;
    for (size_t i = 0; i < part->children.count; i++)
        part->children.items[i]->use_count++;
    key = arena_str(&packer->arena, key);
    if (part->head == LEAF)
        part->literal = key;
    vec_push(&packer->arena, &packer->all, part);
    *map_at(&packer->known, &packer->arena, key) = part;
    return part;
}

/* Recurses as deep as the report is: a handful of levels. */
static struct part *part_of(struct packer *packer, const cJSON *value)
{
    CLEANUP(buf_release) struct buf key = { 0 };
    struct part fresh = { .head = LEAF };
    if (!cJSON_IsObject(value) && !cJSON_IsArray(value)) {
        add_leaf(&key, value);
        return intern(packer, buf_str(&key), fresh);
    }
    fresh.head = cJSON_IsObject(value) ? shape_of(packer, value) : 0;
    buf_printf(&key, "[%d", fresh.head);
    for (const cJSON *child = value->child; child; child = child->next) {
        struct part *part = part_of(packer, child);
        vec_push(&packer->arena, &fresh.children, part);
        buf_printf(&key, " %zu", part->id);
    }
    return intern(packer, buf_str(&key), fresh);
}

static void add_part(struct buf *out, const struct part *part);

static void add_body(struct buf *out, const struct part *part)
{
    if (part->head == LEAF) {
        buf_add(out, part->literal);
        return;
    }
    buf_printf(out, "[%d", part->head);
    for (size_t i = 0; i < part->children.count; i++) {
        buf_char(out, ',');
        add_part(out, part->children.items[i]);
    }
    buf_char(out, ']');
}

static void add_part(struct buf *out, const struct part *part)
{
    if (part->number > 0)
        buf_printf(out, "[-%zu]", part->number);
    else
        add_body(out, part);
}

static bool worth_sharing(const struct part *part)
{
    return part->use_count > 1 &&
           (part->head == LEAF ? part->literal.len >= LEAST_SHARED_LEN : part->children.count > 0);
}

void json_pack(const cJSON *root, struct buf *out)
{
    struct packer packer = { 0 };
    const struct part *top = part_of(&packer, root);

    buf_puts(out, "{\"shapes\":[");
    for (size_t i = 0; i < packer.shapes.count; i++) {
        buf_puts(out, i ? ",\n" : "");
        buf_add(out, packer.shapes.entries[i].key);
    }
    buf_puts(out, "],\n\"shared\":[");
    size_t shared_count = 0;
    for (size_t i = 0; i < packer.all.count; i++) {
        struct part *part = packer.all.items[i];
        if (!worth_sharing(part))
            continue;
        buf_puts(out, shared_count ? ",\n" : "");
        add_body(out, part);
        part->number = ++shared_count;
    }
    buf_puts(out, "],\n\"value\":");
    add_part(out, top);
    buf_char(out, '}');
    arena_release(&packer.arena);
}
