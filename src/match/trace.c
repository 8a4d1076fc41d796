#include "match/trace.h"

enum { SHOWN_BYTES = 120, SHOWN_DEPTH = 6 };

const struct condition *condition_failing(const struct condition *condition,
                                          const struct site *site)
{
    struct capture capture;
    for (size_t i = 0; condition->op == CONDITION_ALL && i < condition->part_count; i++) {
        if (!condition_match(condition->parts[i], site, 0, &capture))
            return condition_failing(condition->parts[i], site);
    }
    return condition;
}

/* One line of YAML in flow style. Stops descending where what is shown is long enough anyway. */
static void add_flow(const struct yaml_node *node, unsigned depth, struct buf *out)
{
    if (node->kind == YAML_SCALAR) {
        buf_add(out, node->scalar);
        return;
    }
    bool mapping = node->kind == YAML_MAPPING;
    buf_puts(out, mapping ? "{ " : "[");
    for (const struct yaml_node *child = yaml_first(node); child; child = child->next) {
        if (child != node->first)
            buf_puts(out, ", ");
        if (depth == SHOWN_DEPTH || out->len > 4 * SHOWN_BYTES) {
            buf_puts(out, "…");
            break;
        }
        if (mapping)
            buf_printf(out, "%.*s: ", STR_ARG(child->key));
        add_flow(child, depth + 1, out);
    }
    buf_puts(out, mapping ? " }" : "]");
}

/* Cut between characters. */
static void add_cut(struct str text, struct buf *out)
{
    size_t len = text.len < SHOWN_BYTES ? text.len : SHOWN_BYTES;
    while (len < text.len && len > 0 && ((unsigned char)text.ptr[len] & 0xc0) == 0x80)
        len--;
    buf_add(out, str_slice(text, 0, len));
    if (len < text.len)
        buf_puts(out, "…");
}

void condition_describe(const struct condition *condition, struct buf *out)
{
    CLEANUP(buf_release) struct buf flow = { 0 };
    const struct yaml_node *source = condition->source;
    if (source->key.len > 0)
        buf_printf(&flow, "%.*s: ", STR_ARG(source->key));
    add_flow(source, 0, &flow);
    add_cut(buf_str(&flow), out);
}

void evidence_describe(const struct evidence *evidence, struct buf *out)
{
    static const char *const scopes[EVIDENCE_SCOPE_COUNT] = {
        [EVIDENCE_SITE] = "there",
        [EVIDENCE_LINE] = "on the line",
        [EVIDENCE_RECORD] = "in the record",
        [EVIDENCE_FILE] = "in the file",
        [EVIDENCE_REPOSITORY] = "in the repository",
    };
    buf_printf(out, "%s %s: ", evidence->wanted ? "requires" : "unless", scopes[evidence->scope]);
    condition_describe(evidence->condition, out);
}
