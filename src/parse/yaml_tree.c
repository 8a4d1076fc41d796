#include "parse/yaml_tree.h"

#include <yaml.h>

#include "base/limits.h"

/* Documents of one file that may fail. */
enum { RESTARTS = 100 };

/* The places of libyaml count characters. When every character is one byte they count bytes, and no
 * broken UTF-8 or control character can make it give up the file. */
char *yaml_clean_copy(struct str text, struct arena *arena)
{
    char *copy = arena_alloc(arena, text.len + 1);
    for (size_t i = 0; i < text.len; i++) {
        unsigned char c = (unsigned char)text.ptr[i];
        bool plain = (c >= ' ' && c < 0x7F) || c == '\t' || c == '\n' || c == '\r';
        copy[i] = plain ? text.ptr[i] : 'x';
    }
    return copy;
}

struct reader {
    struct yaml_tree *tree;
    struct str text;
    yaml_parser_t parser;
    size_t base;                      /* where the parser's input starts in the text */
    uint32_t open[LIMIT_NESTING + 1]; /* indices of the items not yet closed */
    size_t depth;
    size_t last_end; /* of the last scalar, alias or flow bracket */
};

static size_t mark_offset(const struct reader *reader, yaml_mark_t mark)
{
    size_t at = reader->base + mark.index;
    return at < reader->text.len ? at : reader->text.len;
}

static uint32_t add_item(struct reader *reader, enum yaml_item_kind kind, size_t start, size_t end)
{
    struct yaml_tree *tree = reader->tree;
    uint32_t index = (uint32_t)tree->count;
    struct yaml_item *item = vec_add(tree->arena, tree);
    item->kind = kind;
    item->start = (uint32_t)start;
    item->end = (uint32_t)end;
    struct yaml_item *parent = &tree->items[reader->open[reader->depth]];
    if (parent->last)
        tree->items[parent->last].next = index;
    else
        parent->first = index;
    parent->last = index;
    return index;
}

/* Anchor and tag belong to the event; the scalar or bracket comes behind them. */
static size_t skip_properties(const struct reader *reader, size_t at, size_t end,
                              struct str *ret_tag)
{
    struct str text = reader->text;
    while (at < end && (text.ptr[at] == '&' || text.ptr[at] == '!')) {
        size_t from = at;
        while (at < end && !ascii_space(text.ptr[at]))
            at++;
        if (text.ptr[from] == '!')
            *ret_tag = str_slice(text, from, at);
        for (;;) {
            while (at < end && ascii_space(text.ptr[at]))
                at++;
            if (at >= end || text.ptr[at] != '#')
                break;
            while (at < end && text.ptr[at] != '\n')
                at++;
        }
    }
    return at;
}

static void take_scalar(struct reader *reader, const yaml_event_t *event)
{
    static const enum yaml_style styles[] = {
        [YAML_ANY_SCALAR_STYLE] = YAML_STYLE_PLAIN,
        [YAML_PLAIN_SCALAR_STYLE] = YAML_STYLE_PLAIN,
        [YAML_SINGLE_QUOTED_SCALAR_STYLE] = YAML_STYLE_SINGLE,
        [YAML_DOUBLE_QUOTED_SCALAR_STYLE] = YAML_STYLE_DOUBLE,
        [YAML_LITERAL_SCALAR_STYLE] = YAML_STYLE_BLOCK,
        [YAML_FOLDED_SCALAR_STYLE] = YAML_STYLE_BLOCK,
    };
    size_t end = mark_offset(reader, event->end_mark);
    struct str tag = { 0 };
    size_t start = skip_properties(reader, mark_offset(reader, event->start_mark), end, &tag);
    uint32_t index = add_item(reader, YAML_ITEM_SCALAR, start, end);
    struct yaml_item *item = &reader->tree->items[index];
    item->style = styles[event->data.scalar.style];
    item->tag = tag;
    item->tag_start = tag.ptr ? (uint32_t)(tag.ptr - reader->text.ptr) : 0;
    if (item->style == YAML_STYLE_BLOCK) {
        item->block =
            arena_str(reader->tree->arena, (struct str){ (const char *)event->data.scalar.value,
                                                         event->data.scalar.length });
        while (end > start && ascii_space(reader->text.ptr[end - 1]))
            end--;
        item->end = (uint32_t)end;
    }
    reader->last_end = end;
}

static bool open_collection(struct reader *reader, enum yaml_item_kind kind,
                            const yaml_event_t *event)
{
    if (reader->depth == LIMIT_NESTING) {
        reader->tree->too_deep = true;
        return false;
    }
    size_t end = mark_offset(reader, event->end_mark);
    struct str tag = { 0 };
    size_t start =
        skip_properties(reader, mark_offset(reader, event->start_mark), reader->text.len, &tag);
    uint32_t index = add_item(reader, kind, start, end > start ? end : start);
    reader->tree->items[index].tag = tag;
    reader->open[++reader->depth] = index;
    return true;
}

/* A block collection ends, for libyaml, where the next thing begins; for us at its last child. */
static void close_collection(struct reader *reader, const yaml_event_t *event)
{
    size_t end = reader->last_end;
    if (event) {
        size_t from = mark_offset(reader, event->start_mark);
        size_t to = mark_offset(reader, event->end_mark);
        bool bracket = to == from + 1 && strchr("]}", reader->text.ptr[from]);
        if (bracket)
            end = reader->last_end = to;
    }
    struct yaml_item *item = &reader->tree->items[reader->open[reader->depth--]];
    item->end = (uint32_t)(end > item->start ? end : item->start);
}

/* False when the end of the input is reached or something cannot be read. */
static bool take_event(struct reader *reader, const yaml_event_t *event)
{
    switch (event->type) {
    case YAML_SCALAR_EVENT:
        take_scalar(reader, event);
        return true;
    case YAML_ALIAS_EVENT:
        reader->last_end = mark_offset(reader, event->end_mark);
        add_item(reader, YAML_ITEM_ALIAS, mark_offset(reader, event->start_mark), reader->last_end);
        return true;
    case YAML_SEQUENCE_START_EVENT:
        return open_collection(reader, YAML_ITEM_SEQUENCE, event);
    case YAML_MAPPING_START_EVENT:
        return open_collection(reader, YAML_ITEM_MAPPING, event);
    case YAML_SEQUENCE_END_EVENT:
    case YAML_MAPPING_END_EVENT:
        close_collection(reader, event);
        return true;
    case YAML_STREAM_END_EVENT:
        return false;
    default:
        return reader->tree->count < LIMIT_SITES;
    }
}

static void note_problem(struct reader *reader)
{
    struct yaml_tree *tree = reader->tree;
    if (tree->problem.len > 0)
        return;
    const yaml_parser_t *parser = &reader->parser;
    const char *problem = tree->too_deep    ? "nested too deeply"
                          : parser->problem ? parser->problem
                                            : "not YAML";
    tree->problem = arena_str(tree->arena, str_from(problem));
    tree->problem_at =
        mark_offset(reader, parser->error == YAML_NO_ERROR ? parser->mark : parser->problem_mark);
}

/* Reads from reader->base on. True when the end was reached. */
static bool read_from_base(struct reader *reader)
{
    if (!yaml_parser_initialize(&reader->parser))
        out_of_memory();
    yaml_parser_set_encoding(&reader->parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&reader->parser,
                                 (const unsigned char *)reader->text.ptr + reader->base,
                                 reader->text.len - reader->base);
    bool done = false;
    bool more = true;
    while (more) {
        yaml_event_t event;
        more = yaml_parser_parse(&reader->parser, &event);
        if (!more)
            break;
        done = event.type == YAML_STREAM_END_EVENT;
        more = take_event(reader, &event);
        yaml_event_delete(&event);
    }
    if (!done)
        note_problem(reader);
    while (reader->depth > 0)
        close_collection(reader, NULL);
    yaml_parser_delete(&reader->parser);
    return done;
}

/* The next line that begins a document, or the end of the text. */
static size_t next_document(struct str text, size_t from)
{
    size_t at = str_find(text, STR("\n---"), from);
    return at == STR_NONE ? text.len : at + 1;
}

void yaml_tree_read(struct yaml_tree *tree, struct str text, struct arena *arena)
{
    *tree = (struct yaml_tree){ .arena = arena };
    struct yaml_item *root = vec_add(arena, tree);
    *root = (struct yaml_item){ .kind = YAML_ITEM_SEQUENCE, .end = (uint32_t)text.len };
    struct reader *reader = arena_new(arena, struct reader);
    reader->tree = tree;
    reader->text = text;
    /* After trouble the next document of the file gets its chance. */
    for (unsigned restarts = 0; !read_from_base(reader); restarts++) {
        size_t from = reader->last_end;
        size_t next = restarts == RESTARTS ? text.len : next_document(text, from);
        if (from < next)
            vec_push(arena, &tree->unread, (struct extent){ (uint32_t)from, (uint32_t)next });
        if (next >= text.len || restarts == RESTARTS || tree->count >= LIMIT_SITES)
            break;
        reader->base = reader->last_end = next;
    }
}
