#include "parse/grammar_look.h"

enum { HEADER_CHILDREN = 32 /* looked at for the parts and the body of a node */ };

bool look_is_part(const struct node_part *part, TSFieldId field, TSNode node)
{
    return part->used && (part->field == 0 || part->field == field) &&
           (part->symbol == 0 || part->symbol == ts_node_symbol(node));
}

/* The child that plays a part, a null node when there is none. */
TSNode look_child(struct walk *walk, TSNode node, const struct node_part *part)
{
    TSNode none = { 0 };
    if (!part->used)
        return none;
    if (part->field != 0 && part->symbol == 0)
        return ts_node_child_by_field_id(node, part->field);
    ts_tree_cursor_reset(&walk->scratch, node);
    bool more = ts_tree_cursor_goto_first_child(&walk->scratch);
    for (int i = 0; more && i < HEADER_CHILDREN; i++) {
        TSNode child = ts_tree_cursor_current_node(&walk->scratch);
        if (ts_node_is_named(child) &&
            look_is_part(part, ts_tree_cursor_current_field_id(&walk->scratch), child))
            return child;
        more = ts_tree_cursor_goto_next_sibling(&walk->scratch);
    }
    return none;
}

enum node_class look_class(struct walk *walk, TSNode node)
{
    const struct node_rule *rule = grammar_rule(walk->grammar, node);
    if (rule->tokens[0] == 0)
        return rule->class;
    ts_tree_cursor_reset(&walk->scratch, node);
    bool more = ts_tree_cursor_goto_first_child(&walk->scratch);
    for (int i = 0; more && i < HEADER_CHILDREN; i++) {
        TSNode child = ts_tree_cursor_current_node(&walk->scratch);
        if (node_rule_has_token(rule, ts_node_symbol(child)))
            return rule->class;
        more = ts_tree_cursor_goto_next_sibling(&walk->scratch);
    }
    /* An argument without a name is what it holds. */
    return rule->class == NODE_PAIR ? NODE_WRAPPER : NODE_NONE;
}

TSNode look_unwrap(struct walk *walk, TSNode node)
{
    while (look_class(walk, node) == NODE_WRAPPER && ts_node_named_child_count(node) == 1)
        node = ts_node_named_child(node, 0);
    return node;
}

/* A statement without the block that it holds: the head of an if, the signature of a function. */
struct extent look_head(struct walk *walk, TSNode node)
{
    struct extent extent = node_extent(node);
    ts_tree_cursor_reset(&walk->scratch, node);
    bool more = ts_tree_cursor_goto_first_child(&walk->scratch);
    for (int i = 0; more && i < HEADER_CHILDREN; i++) {
        TSNode child = ts_tree_cursor_current_node(&walk->scratch);
        if (grammar_rule(walk->grammar, child)->class == NODE_BLOCK) {
            extent.end = ts_node_start_byte(child);
            while (extent.end > extent.start && ascii_space(walk->doc->text.ptr[extent.end - 1]))
                extent.end--;
            break;
        }
        more = ts_tree_cursor_goto_next_sibling(&walk->scratch);
    }
    return extent;
}
