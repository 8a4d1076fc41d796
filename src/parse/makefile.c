#include "parse/guest/code.h"
#include "parse/lang.h"
#include "parse/lines.h"
#include "parse/mapped.h"
#include "parse/readers.h"
#include "parse/value.h"

struct makefile {
    struct parse *parse;
    const struct doc *doc;
    const struct lang *lang;
    struct lines lines;
};

static void add_comment(struct makefile *make, size_t from, size_t to)
{
    site_add_raw(make->parse, make->doc, make->lang, SITE_COMMENT, from,
                 trim_end(make->doc->text, from, to));
}

/* From `from` to the end of the line and of those that it is continued on. Make's dollars become
 * the shell's: $$HOME is $HOME, $(MODEL) is ${MODEL}. */
static void join_lines(struct makefile *make, size_t from, size_t to, bool recipe, struct site *ret)
{
    struct str text = make->doc->text;
    struct mapped mapped = { .arena = make->parse->arena };
    size_t start = from;
    for (;;) {
        bool more = to > from && text.ptr[to - 1] == '\\';
        for (size_t i = from; i < to - (more && !recipe); i++) {
            bool dollar = recipe && text.ptr[i] == '$' && i + 1 < to;
            size_t close = i + 2;
            while (close < to && (ascii_alnum(text.ptr[close]) || text.ptr[close] == '_'))
                close++;
            bool variable = dollar && text.ptr[i + 1] == '(' && close > i + 2 && close < to &&
                            text.ptr[close] == ')';
            if (variable) {
                mapped_raw(&mapped, make->doc, i, i + 1);
                mapped_byte(&mapped, '{', doc_origin(make->doc, i + 1));
                mapped_raw(&mapped, make->doc, i + 2, close);
                mapped_byte(&mapped, '}', doc_origin(make->doc, close));
                i = close;
                continue;
            }
            mapped_raw(&mapped, make->doc, i, i + 1);
            i += dollar && text.ptr[i + 1] == '$';
        }
        if (!more || !lines_next(&make->lines))
            break;
        mapped_byte(&mapped, recipe ? '\n' : ' ', doc_origin(make->doc, to));
        from = skip_blanks(text, make->lines.from, make->lines.to);
        to = make->lines.to;
    }
    to = to > start ? to : start;
    site_set_mapped(ret, &mapped, make->doc, start, to);
}

/* NAME = value, NAME := value, NAME ?= value, export NAME += value: where things begin and end. */
static bool find_assignment(struct str text, size_t *from, size_t to, size_t *ret_name_end,
                            size_t *ret_value)
{
    static const char *const words[] = { "export ", "override ", "private " };
    for (size_t i = 0; i < ARRAY_COUNT(words); i++) {
        if (str_starts(str_slice(text, *from, to), str_from(words[i])))
            *from = skip_blanks(text, *from + strlen(words[i]), to);
    }
    size_t name_end = *from;
    while (name_end < to &&
           (ascii_alnum(text.ptr[name_end]) || strchr("_.-/", text.ptr[name_end])) &&
           text.ptr[name_end])
        name_end++;
    size_t sign = skip_blanks(text, name_end, to);
    while (sign < to && strchr(":?+!", text.ptr[sign]) && text.ptr[sign])
        sign++;
    if (name_end == *from || sign >= to || text.ptr[sign] != '=')
        return false;
    *ret_name_end = name_end;
    *ret_value = skip_blanks(text, sign + 1, to);
    return true;
}

static size_t comment_start(struct str text, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++) {
        if (text.ptr[i] == '#' && (i == from || ascii_space(text.ptr[i - 1])))
            return i;
    }
    return to;
}

static void take_assignment(struct makefile *make, size_t from, size_t name_end, size_t value_from)
{
    struct str text = make->doc->text;
    size_t line_end = make->lines.to;
    size_t comment = comment_start(text, value_from, line_end);
    struct site key = { .roles = SITE_KEY };
    site_set_raw(&key, make->doc, from, name_end);
    key.key = key.text;
    struct site value = { .roles = SITE_VALUE, .key = key.text };
    join_lines(make, value_from, trim_end(text, value_from, comment), false, &value);
    key.statement = value.statement = (struct extent){ key.at.start, value.at.end };
    site_add(make->parse, make->doc, make->lang, &key);
    if (value.text.len > 0)
        value_add(make->parse, make->doc, make->lang, &value);
    if (comment < line_end)
        add_comment(make, comment, line_end);
}

static void take_recipe(struct makefile *make, size_t from)
{
    while (from < make->lines.to && strchr("@-+ \t", make->doc->text.ptr[from]))
        from++;
    struct site recipe = { 0 };
    join_lines(make, from, make->lines.to, true, &recipe);
    recipe.statement = recipe.at;
    if (str_trim(recipe.text).len > 0)
        shell_guest(make->parse, make->doc, &recipe);
}

/* target: prerequisites ; recipe. A colon comes first, or it is no rule. */
static void take_rule(struct makefile *make, size_t from)
{
    struct str text = make->doc->text;
    size_t to = make->lines.to;
    size_t colon = str_find_char(str_slice(text, 0, to), ':', from);
    size_t recipe = colon == STR_NONE ? to : str_find_char(str_slice(text, 0, to), ';', colon);
    if (recipe == STR_NONE)
        recipe = to;
    parse_text_lines(make->parse, make->doc, make->lang, from, recipe);
    if (recipe < to)
        take_recipe(make, recipe + 1);
}

/* recipe name="default": of a justfile. */
static void take_parameters(struct makefile *make, size_t from)
{
    struct str text = make->doc->text;
    size_t to = make->lines.to;
    size_t name = from;
    for (size_t i = from; i < to; i++) {
        char quote = text.ptr[i];
        if (ascii_space(quote))
            name = i + 1;
        if ((quote != '"' && quote != '\'') || i == from || text.ptr[i - 1] != '=')
            continue;
        size_t end = str_find_char(str_slice(text, 0, to), quote, i + 1);
        if (end == STR_NONE)
            break;
        struct site value = { .roles = SITE_VALUE,
                              .key = str_slice(text, name, i - 1),
                              .position = -1 };
        site_set_raw(&value, make->doc, i + 1, end);
        value.statement = (struct extent){ doc_origin(make->doc, name), value.at.end };
        site_add(make->parse, make->doc, make->lang, &value);
        i = end;
    }
}

bool parse_makefile(struct parse *parse, const struct doc *doc, const struct lang *lang)
{
    struct makefile make = { parse, doc, lang, { .text = doc->text } };
    bool just = strcmp(lang->name, "just") == 0;
    while (lines_next(&make.lines)) {
        size_t from = skip_blanks(doc->text, make.lines.from, make.lines.to);
        size_t name_end;
        size_t value;
        if (from == make.lines.to)
            continue;
        if (doc->text.ptr[make.lines.from] == '\t' || (just && from > make.lines.from))
            take_recipe(&make, from);
        else if (doc->text.ptr[from] == '#')
            add_comment(&make, from, make.lines.to);
        else if (find_assignment(doc->text, &from, make.lines.to, &name_end, &value))
            take_assignment(&make, from, name_end, value);
        else if (just)
            take_parameters(&make, from);
        else
            take_rule(&make, from);
    }
    return true;
}

/* A Procfile: a name and a command a line. */
bool parse_procfile(struct parse *parse, const struct doc *doc, const struct lang *lang)
{
    struct makefile make = { parse, doc, lang, { .text = doc->text } };
    while (lines_next(&make.lines)) {
        size_t from = skip_blanks(doc->text, make.lines.from, make.lines.to);
        size_t colon = str_find_char(str_slice(doc->text, 0, make.lines.to), ':', from);
        if (from < make.lines.to && doc->text.ptr[from] == '#')
            add_comment(&make, from, make.lines.to);
        else if (colon != STR_NONE)
            take_recipe(&make, colon + 1);
    }
    return true;
}
