#include "parse/grammar_walk.h"

#include "parse/grammar_emit.h"
#include "parse/grammar_guest.h"
#include "parse/grammar_look.h"
#include "parse/grammar_name.h"
#include "parse/readers.h"

enum { CALLEE_CHILDREN = 32 /* of a call, looked at for its arguments */ };

/* ---- keys ---- */

static struct str string_value(struct walk *walk, TSNode node)
{
    struct site site = { 0 };
    walk->pieces.count = 0;
    pieces_of_string(&walk->pieces, walk->grammar, &walk->scratch, node, walk->doc->text,
                     walk->parse->arena);
    site_set_pieces(&site, walk->doc, &walk->pieces, walk->parse->arena);
    return site.text;
}

static struct str key_name(struct walk *walk, TSNode node)
{
    node = look_unwrap(walk, node);
    if (grammar_rule(walk->grammar, node)->class == NODE_STRING)
        return string_value(walk, node);
    return name_of_target(node_text(walk, node), walk->parse->arena);
}

/* ---- frames ---- */

/* What surrounds a body does not describe what is done in it. */
static void enter_body(struct frame *frame)
{
    frame->key = frame->callee = frame->argument = frame->module = (struct str){ 0 };
    frame->position = -1;
    frame->roles = 0;
    frame->record = (struct extent){ 0 };
    frame->outer_key = frame->slot = frame->assigned = frame->joined = false;
}

/* A part of an expression that is not its value: an operand, a callee, an index. */
static void enter_part(struct frame *frame)
{
    frame->roles &= SITE_IMPORT;
    frame->slot = frame->assigned = frame->joined = false;
}

static void enter_item(struct walk *walk, struct frame *frame)
{
    frame->key = name_join(frame->key, STR("[]"), walk->parse->arena);
    frame->roles |= SITE_VALUE;
    frame->slot = true;
    frame->assigned = false;
}

/* Gives the value of a pair or assignment its key path, and an argument its name. */
static void enter_named(struct walk *walk, struct frame *frame, struct str name, bool pair)
{
    bool argument = (frame->roles & SITE_ARGUMENT) && frame->argument.len == 0;
    bool nested = pair && !(frame->outer_key && argument);
    frame->key = nested ? name_join(frame->key, name, walk->parse->arena) : name;
    if (argument)
        frame->argument = name;
    frame->outer_key = false;
}

/* A child of a pair or assignment. True when it has been dealt with. */
static bool enter_pair(struct walk *walk, struct frame *parent, struct frame *frame, TSNode node,
                       TSFieldId field)
{
    const struct node_rule *rule = parent->rule;
    bool pair = parent->class == NODE_PAIR;
    if (!parent->key_seen && look_is_part(&rule->key, field, node)) {
        parent->key_seen = true;
        /* The value that follows inherits from the parent. An assignment in the list of fields
         * that a constructor is given is a pair. */
        bool field_of_call = !pair && (parent->roles & SITE_ARGUMENT);
        enter_named(walk, parent, key_name(walk, node), pair || field_of_call);
        if (pair)
            parent->statement = (struct extent){ parent->start, parent->end };
        *frame = *parent;
        frame->slot = frame->assigned = false;
        enum node_class class = grammar_rule(walk->grammar, node)->class;
        if (pair && parent->key.len > 0 && class != NODE_CALL) {
            emit_key(walk, frame, node);
            return true;
        }
        frame->roles &= ~(unsigned)(SITE_VALUE | SITE_ARGUMENT);
        return false;
    }
    bool behind =
        (parent->key_seen || !rule->key.used) && (rule->tokens[0] == 0 || parent->token_seen);
    bool value = rule->value.field ? look_is_part(&rule->value, field, node) : behind;
    if (value) {
        bool keyword =
            pair && (frame->roles & SITE_ARGUMENT) && str_equal(frame->key, frame->argument);
        if (!keyword)
            frame->roles |= SITE_VALUE;
        frame->slot = true;
        frame->assigned = !pair && !(frame->roles & SITE_ARGUMENT);
    } else {
        enter_part(frame);
    }
    return false;
}

/* A name in front of a table's body becomes part of the path of what is in it. */
static bool enter_table(struct walk *walk, struct frame *parent, struct frame *frame, TSNode node,
                        enum node_class class)
{
    if (parent->rule->key.used && !parent->headed) {
        /* The start tag of an element: its name counts, and its attributes are inside. */
        parent->headed = true;
        TSNode name = ts_node_named_child(node, 0);
        if (!ts_node_is_null(name))
            parent->key = name_join(parent->key, node_text(walk, name), walk->parse->arena);
        frame->key = parent->key;
        frame->statement = node_extent(node);
        return false;
    }
    bool name = class == NODE_STRING || class == NODE_IDENTIFIER || class == NODE_CHAIN;
    if (parent->headed || !name) {
        parent->headed = true;
        return false;
    }
    parent->key = name_join(parent->key, key_name(walk, node), walk->parse->arena);
    if (str_starts(str_slice(walk->doc->text, parent->start, parent->end), STR("[[")))
        parent->key = name_join(parent->key, STR("[]"), walk->parse->arena);
    frame->key = parent->key;
    frame->statement = node_extent(node);
    emit_key(walk, frame, node);
    return true;
}

static bool marks_a_test(struct str attribute)
{
    size_t at = str_find(attribute, STR("test"), 0);
    if (at == STR_NONE || str_find(attribute, STR("not("), 0) != STR_NONE)
        return false;
    char before = at > 0 ? attribute.ptr[at - 1] : ' ';
    char behind = at + 4 < attribute.len ? attribute.ptr[at + 4] : ' ';
    return !ascii_alnum(before) && before != '_' && !ascii_alnum(behind) && behind != '_';
}

static void enter_statement(struct walk *walk, struct frame *parent, struct frame *frame,
                            TSNode node, enum node_class class)
{
    frame->statement = look_head(walk, node);
    if (class == NODE_ATTRIBUTE) {
        if (marks_a_test(node_text(walk, node)))
            parent->test_follows = true;
    } else if (class != NODE_COMMENT) {
        frame->test = frame->test || parent->test_follows;
        parent->test_follows = false;
    }
}

/* What a node gets from being that child of its parent. True when it needs no more. */
static bool enter_child(struct walk *walk, struct frame *parent, struct frame *frame, TSNode node,
                        TSFieldId field, enum node_class class)
{
    switch (parent->class) {
    case NODE_ARGS:
        if (str_is(node_text(walk, node), ",")) {
            parent->commas++; /* a named node in some grammars */
            return true;
        }
        if (parent->wraps) {
            frame->slot = true;
            return false;
        }
        if (!parent->calls) {
            if (parent->lists && class != NODE_PAIR && class != NODE_ASSIGN)
                enter_item(walk, frame);
            return false;
        }
        frame->position = parent->commas;
        frame->slot = true;
        frame->assigned = false;
        return false;
    case NODE_ARRAY:
        if (class != NODE_PAIR)
            enter_item(walk, frame);
        return false;
    case NODE_PAIR:
    case NODE_ASSIGN:
        return enter_pair(walk, parent, frame, node, field);
    case NODE_BLOCK:
        enter_statement(walk, parent, frame, node, class);
        return false;
    case NODE_TABLE:
        return enter_table(walk, parent, frame, node, class);
    case NODE_CALL:
    case NODE_CONSTRUCT:
        /* The callee has its site; what stands behind the arguments is a block of code. */
        if (class != NODE_ARGS && parent->named && !parent->headed)
            return true;
        if (class != NODE_ARGS && !parent->transparent)
            enter_part(frame);
        return false;
    case NODE_CHAIN:
        if (class != NODE_STRING)
            enter_part(frame); /* "…".strip: the string is what counts */
        return false;
    case NODE_CHOICE:
        if (class == NODE_IDENTIFIER || class == NODE_CHAIN || class == NODE_NONE)
            enter_part(frame); /* the condition */
        else
            frame->slot = parent->roles & (SITE_VALUE | SITE_ARGUMENT);
        return false;
    case NODE_OBJECT:
        if (class == NODE_IDENTIFIER) { /* { model } is { model: model } */
            enter_named(walk, frame, node_text(walk, node), true);
            frame->slot = true;
        }
        return false;
    case NODE_CONCAT:
        if (frame->joined && class != NODE_STRING && class != NODE_CONCAT && class != NODE_WRAPPER)
            enter_part(frame);
        return false;
    case NODE_SUBSCRIPT:
    case NODE_INTERPOLATION:
    case NODE_STRING:
        enter_part(frame);
        return false;
    default:
        return false;
    }
}

/* ---- nodes ---- */

static void enter_args(struct walk *walk, struct frame *parent, struct frame *frame, TSNode node)
{
    bool of_call = parent->class == NODE_CALL || parent->class == NODE_CONSTRUCT;
    frame->calls = of_call && !parent->transparent;
    if (parent->transparent) {
        frame->lists = false;
        frame->wraps = true;
        return;
    }
    if (!frame->calls) {
        frame->lists = parent->class != NODE_CLASS;
        if (!frame->lists)
            enter_part(frame); /* the bases of a class */
        return;
    }
    struct str head = str_slice(walk->doc->text, parent->start, ts_node_start_byte(node));
    if (parent->callee.len == 0 || !parent->headed)
        parent->callee = name_of_callee(head, walk->parse->arena);
    parent->headed = true; /* the fields behind `new X(1) { A = 2 }` are the same call's */
    /* []string{…}, map[string]int{…}: a literal, not a call. */
    if (parent->callee.len == 0 || parent->callee.ptr[0] == '[' ||
        str_starts(parent->callee, STR("map["))) {
        frame->calls = false;
        frame->lists = true;
        return;
    }
    frame->callee = parent->callee;
    frame->argument = (struct str){ 0 };
    frame->position = -1;
    frame->roles = SITE_ARGUMENT;
    if (name_imports(frame->callee))
        frame->roles |= SITE_IMPORT;
    frame->outer_key = true;
    frame->assigned = frame->joined = frame->slot = false;
    frame->record = (struct extent){ parent->start, ts_node_end_byte(node) };
}

/* One dotted chain: nothing in it but names. */
static bool is_plain_chain(struct str text)
{
    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];
        if (!ascii_alnum(c) && (unsigned char)c < 0x80 && !strchr("_.$:@\\->?!&*", c))
            return false;
    }
    return true;
}

/* A declarator of C: "f(int a)". */
static struct str without_parameters(struct str text)
{
    size_t open = str_find_char(text, '(', 0);
    return open == STR_NONE ? text : str_slice(text, 0, open);
}

static void name_symbol(struct walk *walk, struct frame *frame, TSNode node,
                        const struct node_rule *rule)
{
    TSNode name = look_child(walk, node, &rule->key);
    struct str symbol = frame->key; /* const f = () => … */
    if (!ts_node_is_null(name))
        symbol = name_of_target(without_parameters(node_text(walk, name)), walk->parse->arena);
    if (symbol.len > 0)
        frame->symbol = symbol;
}

static void enter_import(struct walk *walk, struct frame *frame, TSNode node,
                         const struct node_rule *rule)
{
    frame->roles = SITE_IMPORT;
    TSNode module = look_child(walk, node, &rule->key);
    if (ts_node_is_null(module))
        return;
    bool string = grammar_rule(walk->grammar, module)->class == NODE_STRING;
    frame->module = string ? string_value(walk, module) : node_text(walk, module);
}

static bool is_lone_string(struct walk *walk, TSNode node)
{
    return ts_node_named_child_count(node) == 1 &&
           grammar_rule(walk->grammar, ts_node_named_child(node, 0))->class == NODE_STRING;
}

/* One text site for each line of an outermost error, so that what was not understood is read. */
static void read_error(struct walk *walk, TSNode node)
{
    struct extent own = node_extent(node);
    if (own.end <= walk->error_end || walk->fragment)
        return;
    walk->error_end = own.end;
    walk->error_bytes += own.end - own.start;
    parse_text_lines(walk->parse, walk->doc, walk->lang, own.start, own.end);
}

static bool is_quoted(const struct walk *walk, TSNode node)
{
    struct str text = node_text(walk, node);
    return text.len > 0 && strchr("\"'`", text.ptr[0]) && text.ptr[0] != '\0';
}

static bool wraps_a_value(const struct walk *walk, TSNode node)
{
    struct str text = node_text(walk, node);
    size_t open = str_find_char(str_slice(text, 0, 40), '(', 0);
    return open != STR_NONE && name_wraps(str_slice(text, 0, open));
}

/* A callee that is one dotted chain, in one site. True when that is so; else its parts follow. */
static bool emit_callee(struct walk *walk, const struct frame *frame, TSNode node)
{
    struct extent head = node_extent(node);
    ts_tree_cursor_reset(&walk->scratch, node);
    bool more = ts_tree_cursor_goto_first_child(&walk->scratch);
    for (int i = 0; more && i < CALLEE_CHILDREN; i++) {
        TSNode child = ts_tree_cursor_current_node(&walk->scratch);
        if (grammar_rule(walk->grammar, child)->class == NODE_ARGS) {
            head.end = ts_node_start_byte(child);
            break;
        }
        more = ts_tree_cursor_goto_next_sibling(&walk->scratch);
    }
    struct str text = walk->doc->text;
    while (head.end > head.start &&
           (ascii_space(text.ptr[head.end - 1]) || text.ptr[head.end - 1] == '('))
        head.end--;
    if (head.end == head.start || !is_plain_chain(str_slice(text, head.start, head.end)))
        return false;
    struct frame own = *frame;
    enter_part(&own);
    struct site *site = emit_raw(walk, &own, SITE_IDENTIFIER, head);
    if (site)
        site->callee = site->text;
    return true;
}

/* Emits what a node is. True when its children have to be seen. */
static bool enter_node(struct walk *walk, struct frame *parent, struct frame *frame, TSNode node,
                       enum node_class class)
{
    const struct node_rule *rule = frame->rule;
    bool slot = frame->slot;
    if (class != NODE_WRAPPER && class != NODE_IDENTIFIER && class != NODE_CHAIN &&
        class != NODE_STRING && class != NODE_CHOICE)
        frame->slot = false;
    switch (class) {
    case NODE_COMMENT:
        emit_comment(walk, frame, node, false);
        return false;
    case NODE_SKIP:
    case NODE_DELIMITER:
    case NODE_ESCAPE:
        return false;
    case NODE_STRING:
        if (!frame->joined)
            emit_string(walk, frame, node);
        frame->slot = false;
        return ts_node_child_count(node) > 0;
    case NODE_NUMBER:
        emit_number(walk, frame, node);
        return false;
    case NODE_LITERAL:
        if (!walk->grammar->code && (frame->roles & SITE_VALUE))
            emit_raw(walk, frame, 0, node_extent(node));
        return false;
    case NODE_TEXT: {
        struct frame prose = { .position = -1 };
        emit_raw(walk, &prose, SITE_PROSE, node_extent(node));
        return false;
    }
    case NODE_CHAIN:
    case NODE_IDENTIFIER:
        if (class == NODE_IDENTIFIER || is_plain_chain(node_text(walk, node))) {
            emit_name(walk, frame, node);
            return false;
        }
        if (slot && !is_quoted(walk, node))
            emit_dynamic(walk, frame, node);
        return true;
    case NODE_DOCSTRING:
        if (!is_lone_string(walk, node))
            return true;
        emit_comment(walk, frame, node, true);
        return false;
    case NODE_CONCAT:
        if (!frame->joined) {
            frame->joined = emit_concat(walk, frame, node);
            if (!frame->joined && slot)
                emit_dynamic(walk, frame, node);
        }
        return true;
    case NODE_CONSTRUCT:
        return true;
    case NODE_CALL:
        frame->named = !is_quoted(walk, node) && emit_callee(walk, frame, node);
        /* String::from("x") and "x".strip() mean "x". */
        frame->transparent = slot && (is_quoted(walk, node) || wraps_a_value(walk, node));
        frame->slot = frame->transparent;
        if (slot && !frame->transparent)
            emit_dynamic(walk, frame, node);
        return true;
    case NODE_SUBSCRIPT:
        if (slot)
            emit_dynamic(walk, frame, node);
        return true;
    case NODE_ARGS:
        enter_args(walk, parent, frame, node);
        return true;
    case NODE_ARRAY:
        emit_constant(walk, frame);
        return true;
    case NODE_OBJECT:
        emit_constant(walk, frame);
        frame->record = node_extent(node);
        return true;
    case NODE_TABLE:
        frame->record = node_extent(node);
        return true;
    case NODE_FUNCTION:
    case NODE_CLASS:
        name_symbol(walk, frame, node, rule);
        enter_body(frame);
        frame->statement = look_head(walk, node);
        return true;
    case NODE_BLOCK:
        enter_body(frame);
        return true;
    case NODE_IMPORT:
        enter_import(walk, frame, node, rule);
        return true;
    case NODE_GUEST:
        guest_read(walk, frame, node, rule);
        return false;
    case NODE_WRAPPER:
        if (ts_node_named_child_count(node) > 1 && is_plain_chain(node_text(walk, node))) {
            emit_name(walk, frame, node);
            return false;
        }
        if (ts_node_named_child_count(node) != 1) {
            if (slot)
                emit_dynamic(walk, frame, node);
            frame->slot = false;
        }
        return true;
    case NODE_NONE:
        if (ts_node_is_error(node))
            read_error(walk, node);
        else if (slot && ts_node_child_count(node) > 0 && !frame->joined)
            emit_dynamic(walk, frame, node);
        return true;
    default:
        return true;
    }
}

/* ---- the walk ---- */

/* Takes the node under the cursor; pushes a frame when its children have to be seen. */
static bool visit(struct walk *walk, unsigned depth)
{
    TSNode node = ts_tree_cursor_current_node(&walk->cursor);
    struct frame *parent = &walk->frames.items[depth];
    if (!ts_node_is_named(node)) {
        parent->token_seen =
            parent->token_seen || node_rule_has_token(parent->rule, ts_node_symbol(node));
        if (parent->class == NODE_ARGS && str_is(node_text(walk, node), ","))
            parent->commas++;
        return false;
    }
    enum node_class class = look_class(walk, node);
    struct frame frame = *parent;
    frame.class = class;
    frame.rule = grammar_rule(walk->grammar, node);
    frame.start = ts_node_start_byte(node);
    frame.end = ts_node_end_byte(node);
    frame.commas = 0;
    frame.key_seen = frame.token_seen = frame.headed = frame.calls = frame.wraps =
        frame.test_follows = false;
    frame.transparent = frame.named = frame.lists = false;
    TSFieldId field = ts_tree_cursor_current_field_id(&walk->cursor);
    if (class != NODE_COMMENT && enter_child(walk, parent, &frame, node, field, class))
        return false;
    if (!enter_node(walk, parent, &frame, node, class))
        return false;
    walk->frames.count = depth + 1;
    vec_push(walk->parse->arena, &walk->frames, frame);
    return true;
}

void walk_tree_sites(struct walk *walk, const TSTree *tree)
{
    TSNode root = ts_tree_root_node(tree);
    static const struct node_rule no_rule = { .class = NODE_NONE };
    walk->cursor = ts_tree_cursor_new(root);
    walk->scratch = ts_tree_cursor_new(root);
    vec_push(walk->parse->arena, &walk->frames, (struct frame){ .position = -1, .rule = &no_rule });
    unsigned depth = 0;
    for (;;) {
        if (visit(walk, depth) && ts_tree_cursor_goto_first_child(&walk->cursor)) {
            depth++;
            continue;
        }
        while (!ts_tree_cursor_goto_next_sibling(&walk->cursor)) {
            if (depth == 0 || !ts_tree_cursor_goto_parent(&walk->cursor))
                goto out;
            depth--;
        }
    }
out:
    ts_tree_cursor_delete(&walk->cursor);
    ts_tree_cursor_delete(&walk->scratch);
}
