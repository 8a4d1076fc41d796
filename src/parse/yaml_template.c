#include "parse/yaml_template.h"

#include "parse/lang.h"
#include "parse/value.h"

static bool is_alone_on_line(struct str text, struct extent action)
{
    size_t from = action.start;
    while (from > 0 && (text.ptr[from - 1] == ' ' || text.ptr[from - 1] == '\t'))
        from--;
    size_t to = action.end;
    while (to < text.len && (text.ptr[to] == ' ' || text.ptr[to] == '\t' || text.ptr[to] == '\r'))
        to++;
    return (from == 0 || text.ptr[from - 1] == '\n') && (to == text.len || text.ptr[to] == '\n');
}

static bool is_control(struct str action)
{
    static const char *const words[] = { "if",     "else",  "end",      "range", "with",
                                         "define", "block", "template", "break", "continue" };
    if (action.ptr[1] != '{')
        return true; /* {% %}, {# #} */
    size_t at = 2;
    while (at < action.len && !ascii_alnum(action.ptr[at]) && action.ptr[at] != '/' &&
           action.ptr[at] != '.' && action.ptr[at] != '$' && action.ptr[at] != '"')
        at++;
    size_t end = at;
    while (end < action.len && ascii_alpha(action.ptr[end]))
        end++;
    bool comment = at < action.len && action.ptr[at] == '/';
    bool set =
        at < action.len && action.ptr[at] == '$' && str_find(action, STR(":="), 0) != STR_NONE;
    return comment || set || str_is_any(str_slice(action, at, end), words, ARRAY_COUNT(words));
}

void yaml_mask_actions(struct str text, char *copy)
{
    struct extent action = { 0, 0 };
    while (template_next(text, action.end, &action)) {
        struct str inner = str_slice(text, action.start, action.end);
        if (inner.ptr[0] == '$')
            continue;
        bool blank = is_control(inner) || str_find_char(inner, '\n', 0) != STR_NONE ||
                     is_alone_on_line(text, action);
        for (size_t i = action.start; i < action.end; i++) {
            if (copy[i] != '\n')
                copy[i] = blank ? ' ' : 'x';
        }
    }
}

void yaml_add_masked(struct parse *parse, const struct doc *doc, const struct lang *lang,
                     const char *copy)
{
    struct str text = doc->text;
    struct extent action = { 0, 0 };
    while (template_next(text, action.end, &action)) {
        if (copy[action.start] != ' ')
            continue;
        struct str inner = str_slice(text, action.start, action.end);
        bool comment =
            inner.ptr[1] == '#' || str_find(str_slice(inner, 0, 6), STR("/*"), 0) != STR_NONE;
        struct site site = { .roles = comment ? SITE_COMMENT : SITE_VALUE, .language = lang->name };
        site_set_raw(&site, doc, action.start, action.end);
        site.statement = site.at;
        if (comment)
            site_add(parse, doc, lang, &site);
        else if (str_find_char(inner, '"', 0) != STR_NONE ||
                 str_find_char(inner, '\'', 0) != STR_NONE)
            value_add(parse, doc, lang, &site);
    }
}
