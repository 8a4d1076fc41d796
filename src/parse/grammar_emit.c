#include "parse/grammar_emit.h"

#include "parse/grammar_look.h"
#include "parse/grammar_name.h"

enum {
    DYNAMIC_BYTES = 200, /* of an expression that a site quotes */
    LINE_BYTES = 1000,   /* looked at for the line around a site, to each side */
};

static struct extent in_file(const struct walk *walk, struct extent extent)
{
    return (struct extent){ doc_origin(walk->doc, extent.start),
                            doc_origin(walk->doc, extent.end) };
}

static struct extent line_around(const struct walk *walk, struct extent extent)
{
    struct str text = walk->doc->text;
    uint32_t first = extent.start > LINE_BYTES ? extent.start - LINE_BYTES : 0;
    uint32_t last =
        (uint32_t)(text.len - extent.end > LINE_BYTES ? extent.end + LINE_BYTES : text.len);
    while (extent.start > first && text.ptr[extent.start - 1] != '\n')
        extent.start--;
    while (extent.start < extent.end && ascii_space(text.ptr[extent.start]))
        extent.start++;
    while (extent.end < last && text.ptr[extent.end] != '\n')
        extent.end++;
    return extent;
}

static struct site *emit(struct walk *walk, const struct frame *frame, unsigned roles)
{
    struct site *site = parse_site(walk->parse, walk->doc, walk->lang, roles | frame->roles);
    if (!site)
        return NULL;
    site->key = frame->key;
    site->symbol = frame->symbol;
    site->test = frame->test;
    if (frame->record.end > 0)
        site->record = in_file(walk, frame->record);
    if (frame->roles & SITE_ARGUMENT) {
        site->callee = frame->callee;
        site->argument = frame->argument;
        site->position = frame->argument.len > 0 ? -1 : frame->position;
    }
    return site;
}

static void set_statement(struct walk *walk, const struct frame *frame, struct site *site,
                          struct extent own)
{
    struct extent statement = frame->statement;
    if (own.start < statement.start || own.end > statement.end)
        statement = line_around(walk, own);
    site->statement = in_file(walk, statement);
}

struct site *emit_raw(struct walk *walk, const struct frame *frame, unsigned roles,
                      struct extent own)
{
    struct site *site = emit(walk, frame, roles);
    if (site) {
        site_set_raw(site, walk->doc, own.start, own.end);
        set_statement(walk, frame, site, own);
    }
    return site;
}

void emit_constant(struct walk *walk, const struct frame *frame)
{
    struct str name = name_last_part(frame->key);
    if (frame->assigned && name.len > 0)
        *map_at(&walk->constants, walk->parse->arena, name) = walk;
}

void emit_dynamic(struct walk *walk, const struct frame *frame, TSNode node)
{
    struct extent own = node_extent(node);
    struct str text = node_text(walk, node);
    if (text.len > DYNAMIC_BYTES)
        text = str_slice(text, 0, DYNAMIC_BYTES);
    if (!(frame->roles & (SITE_ARGUMENT | SITE_VALUE)))
        return;
    bool quoted;
    struct str variable = name_of_variable(text, &quoted);
    bool keyed = frame->argument.len > 0 || ((frame->roles & SITE_VALUE) && !frame->assigned);
    bool call = str_find_char(text, '(', 0) != STR_NONE;
    if (!quoted && (call || variable.len == 0)) {
        if (!keyed)
            return;
        variable = call ? (struct str){ 0 } : variable;
    }
    own.end = own.start + (uint32_t)text.len;
    struct site *site = emit_raw(walk, frame, 0, own);
    if (site) {
        site->dynamic = true;
        site->variable = variable;
    }
}

void emit_name(struct walk *walk, const struct frame *frame, TSNode node)
{
    bool import = frame->roles & SITE_IMPORT;
    bool slot = frame->slot && (frame->roles & (SITE_ARGUMENT | SITE_VALUE));
    struct frame own = *frame;
    if (!slot)
        own.roles &= SITE_IMPORT; /* an operand of a value is not the value */
    struct site *site = emit_raw(walk, &own, import ? 0 : SITE_IDENTIFIER, node_extent(node));
    if (!site)
        return;
    if (import)
        site->key = str_equal(frame->module, site->text) ? (struct str){ 0 } : frame->module;
    if (slot) {
        site->dynamic = true;
        site->variable = name_last_part(site->text);
    }
}

/* White space around the text of an element or a value means nothing in a configuration. */
static void trim_piece(const struct walk *walk, struct piece *piece)
{
    const char *text = walk->doc->text.ptr;
    while (piece->from < piece->to && ascii_space(text[piece->from]))
        piece->from++;
    while (piece->to > piece->from && ascii_space(text[piece->to - 1]))
        piece->to--;
}

/* The pieces in walk->pieces as a string; false when nothing of it is literal. */
static bool emit_pieces(struct walk *walk, const struct frame *frame, TSNode node, unsigned role)
{
    bool literal = walk->pieces.count == 0;
    bool hole = false;
    for (size_t i = 0; i < walk->pieces.count; i++) {
        literal = literal || walk->pieces.items[i].kind != PIECE_HOLE;
        hole = hole || walk->pieces.items[i].kind == PIECE_HOLE;
    }
    if (!literal)
        return false;
    if (walk->pieces.count == 1 && walk->pieces.items[0].kind == PIECE_RAW && !walk->grammar->code)
        trim_piece(walk, &walk->pieces.items[0]);
    if (walk->pieces.count == 0 || walk->pieces.items[0].from == walk->pieces.items[0].to)
        return true; /* an empty string says nothing */
    struct site *site = emit(walk, frame, role);
    if (site) {
        site_set_pieces(site, walk->doc, &walk->pieces, walk->parse->arena);
        set_statement(walk, frame, site, node_extent(node));
        if (site->roles & SITE_IMPORT)
            site->key = str_equal(frame->module, site->text) ? (struct str){ 0 } : frame->module;
    }
    if (!hole)
        emit_constant(walk, frame);
    return true;
}

static unsigned string_role(const struct walk *walk, const struct frame *frame)
{
    if (walk->grammar->code)
        return SITE_STRING;
    return frame->roles & SITE_KEY ? 0 : SITE_VALUE;
}

void emit_string(struct walk *walk, const struct frame *frame, TSNode node)
{
    walk->pieces.count = 0;
    pieces_of_string(&walk->pieces, walk->grammar, &walk->scratch, node, walk->doc->text,
                     walk->parse->arena);
    if (!emit_pieces(walk, frame, node, string_role(walk, frame)) && frame->slot)
        emit_dynamic(walk, frame, node);
}

void emit_number(struct walk *walk, const struct frame *frame, TSNode node)
{
    emit_constant(walk, frame);
    emit_raw(walk, frame, SITE_NUMBER, node_extent(node));
}

void emit_comment(struct walk *walk, const struct frame *frame, TSNode node, bool prose)
{
    struct extent own = node_extent(node);
    struct str text = node_text(walk, node);
    prose = prose || str_starts(text, STR("/**")) || str_starts(text, STR("///")) ||
            str_starts(text, STR("//!"));
    struct site *site = parse_site(walk->parse, walk->doc, walk->lang,
                                   prose ? SITE_COMMENT | SITE_PROSE : SITE_COMMENT);
    if (!site)
        return;
    site->symbol = frame->symbol;
    site->test = frame->test;
    while (own.end > own.start && ascii_space(walk->doc->text.ptr[own.end - 1]))
        own.end--;
    site_set_raw(site, walk->doc, own.start, own.end);
    site->statement = site->at;
}

/* ---- concatenations ---- */

struct nodes VEC(TSNode);

/* Adds the named children of a node, last one first, so that a stack gives them in order. */
static void push_children(struct walk *walk, struct nodes *stack, TSNode node)
{
    size_t first = stack->count;
    ts_tree_cursor_reset(&walk->scratch, node);
    bool more = ts_tree_cursor_goto_first_child(&walk->scratch);
    while (more) {
        TSNode child = ts_tree_cursor_current_node(&walk->scratch);
        if (ts_node_is_named(child) && !ts_node_is_extra(child))
            vec_push(walk->parse->arena, stack, child);
        more = ts_tree_cursor_goto_next_sibling(&walk->scratch);
    }
    for (size_t i = first, j = stack->count; i + 1 < j; i++, j--) {
        TSNode swap = stack->items[i];
        stack->items[i] = stack->items[j - 1];
        stack->items[j - 1] = swap;
    }
}

bool emit_concat(struct walk *walk, const struct frame *frame, TSNode node)
{
    struct arena *arena = walk->parse->arena;
    struct nodes stack = { 0 };
    bool strings = false;
    walk->pieces.count = 0;
    vec_push(arena, &stack, node);
    while (stack.count > 0) {
        TSNode operand = stack.items[--stack.count];
        enum node_class class = look_class(walk, operand);
        bool wraps = class == NODE_WRAPPER && ts_node_named_child_count(operand) == 1;
        if (class == NODE_CONCAT || wraps) {
            push_children(walk, &stack, operand);
        } else if (class == NODE_STRING) {
            strings = true;
            pieces_of_string(&walk->pieces, walk->grammar, &walk->scratch, operand, walk->doc->text,
                             arena);
        } else {
            struct extent own = node_extent(operand);
            vec_push(arena, &walk->pieces, (struct piece){ PIECE_HOLE, own.start, own.end });
        }
    }
    return strings && emit_pieces(walk, frame, node, SITE_STRING);
}

void emit_key(struct walk *walk, const struct frame *frame, TSNode node)
{
    struct frame own = *frame;
    own.slot = false;
    own.assigned = false;
    own.roles = SITE_KEY | (frame->roles & SITE_ARGUMENT);
    node = look_unwrap(walk, node);
    if (grammar_rule(walk->grammar, node)->class == NODE_STRING) {
        walk->pieces.count = 0;
        pieces_of_string(&walk->pieces, walk->grammar, &walk->scratch, node, walk->doc->text,
                         walk->parse->arena);
        emit_pieces(walk, &own, node, string_role(walk, &own));
        return;
    }
    emit_raw(walk, &own, 0, node_extent(node));
}
