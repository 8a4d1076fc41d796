#include "parse/grammar_guest.h"

#include "parse/grammar_look.h"

/* The language that a <script type="…" lang="…"> says it has. */
static const struct lang *stated_language(struct str head)
{
    static const struct str names[] = { { "lang=", 5 }, { "type=", 5 } };
    for (size_t i = 0; i < 2; i++) {
        size_t at = str_find_icase(head, names[i], 0);
        if (at == STR_NONE)
            continue;
        struct str value = str_slice(head, at + 5, head.len);
        size_t from = value.len > 0 && strchr("\"'", value.ptr[0]) ? 1 : 0;
        size_t to = from;
        while (to < value.len && (ascii_alnum(value.ptr[to]) || strchr("/-+.", value.ptr[to])))
            to++;
        value = str_slice(value, from, to);
        for (size_t cut = 0; cut < value.len; cut++) {
            if (value.ptr[cut] == '/' || value.ptr[cut] == '+')
                value = str_slice(value, cut + 1, value.len), cut = 0;
        }
        const struct lang *lang = lang_by_name(value);
        if (lang)
            return lang;
    }
    return NULL;
}

void guest_read(struct walk *walk, const struct frame *frame, TSNode node,
                const struct node_rule *rule)
{
    TSNode body = look_child(walk, node, &rule->value);
    struct extent own = node_extent(ts_node_is_null(body) ? node : body);
    struct str head = str_slice(walk->doc->text, ts_node_start_byte(node), own.start);
    const struct lang *lang = stated_language(head);
    struct site host = {
        .language = walk->lang->name,
        .key = frame->key,
        .symbol = frame->symbol,
        .test = frame->test,
        .position = -1,
    };
    const struct doc *doc = walk->doc;
    size_t first = walk->parse->sites.count;
    if (rule->value.used && ts_node_is_null(body))
        return; /* <script src="…"></script> */
    parse_guest(walk->parse, doc, lang ? lang : rule->guest,
                str_slice(doc->text, own.start, own.end),
                doc->origin ? doc->origin + own.start : NULL, doc_origin(doc, own.start), &host);
    /* What a macro stands for is its value. */
    for (size_t i = first; frame->assigned && i < walk->parse->sites.count; i++) {
        struct site *site = &walk->parse->sites.items[i];
        if (site->roles == SITE_STRING || site->roles == SITE_NUMBER)
            site->roles |= SITE_VALUE;
    }
}
