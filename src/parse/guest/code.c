#include "parse/guest/code.h"

#include "parse/lang.h"
#include "parse/value.h"

/* {{ .Values.model }} → ${__Values_model__}: as long as before, and a variable to every shell. */
static struct str hide_actions(struct parse *parse, struct str text)
{
    struct extent action;
    if (!template_next(text, 0, &action))
        return text;
    char *copy = arena_alloc(parse->arena, text.len + 1);
    memcpy(copy, text.ptr, text.len);
    do {
        for (size_t i = action.start; i < action.end; i++) {
            if (!ascii_alnum(copy[i]) && copy[i] != '\n')
                copy[i] = '_';
        }
        bool control = text.ptr[action.start + 1] != '{' && text.ptr[action.start] != '$';
        if (control) {
            for (size_t i = action.start; i < action.end; i++)
                copy[i] = copy[i] == '\n' ? '\n' : ' ';
        } else {
            copy[action.start] = '$';
            copy[action.start + 1] = '{';
            copy[action.end - 1] = '}';
        }
    } while (template_next(text, action.end, &action));
    return (struct str){ copy, text.len };
}

/* A slice of the copy becomes the same slice of the text as written. */
static void show(struct str *slice, struct str copy, struct str text)
{
    if (slice->ptr >= copy.ptr && slice->ptr + slice->len <= copy.ptr + copy.len)
        slice->ptr = text.ptr + (slice->ptr - copy.ptr);
}

static void show_actions(struct parse *parse, const struct doc *doc, size_t first, struct str copy,
                         struct str text)
{
    size_t count = parse->sites.count;
    for (size_t i = first; i < count; i++) {
        struct site *site = &parse->sites.items[i];
        show(&site->text, copy, text);
        show(&site->key, copy, text);
        show(&site->command, copy, text);
        show(&site->flag, copy, text);
        show(&site->version, copy, text);
        struct extent action;
        if (!template_next(site->text, 0, &action))
            continue;
        site->variable = (struct str){ 0 };
        if (site->roles & (SITE_COMMAND_WORD | SITE_VALUE))
            value_expand(parse, doc, NULL, i);
    }
}

void code_guest(struct parse *parse, const struct doc *doc, const struct lang *lang,
                const struct site *host)
{
    struct site frame = *host; /* it may be one of those that move */
    struct str copy = hide_actions(parse, frame.text);
    size_t first = parse->sites.count;
    parse_guest(parse, doc, lang, copy, frame.origin, frame.at.start, &frame);
    if (copy.ptr != frame.text.ptr)
        show_actions(parse, doc, first, copy, frame.text);
}

void shell_guest(struct parse *parse, const struct doc *doc, const struct site *host)
{
    code_guest(parse, doc, lang_by_name(STR("bash")), host);
}
