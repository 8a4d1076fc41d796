#include "parse/readers.h"

/* Emits the lines of [from, to) as pieces of a string: the text of a template is what it makes. */
static bool add_lines(struct parse *parse, const struct doc *doc, const struct lang *lang,
                      size_t from, size_t to)
{
    while (from < to) {
        size_t end = str_find_char(doc->text, '\n', from);
        if (end == STR_NONE || end > to)
            end = to;
        size_t start = from;
        size_t stop = end;
        while (start < stop && ascii_space(doc->text.ptr[start]))
            start++;
        while (stop > start && ascii_space(doc->text.ptr[stop - 1]))
            stop--;
        if (start < stop) {
            struct site *site = parse_site(parse, doc, lang, SITE_STRING);
            if (!site)
                return false;
            site_set_raw(site, doc, start, stop);
            site->statement = site->at;
        }
        from = end + 1;
    }
    return true;
}

/* A template by itself, most often of a chat: a line is live, with the actions in it. */
bool parse_jinja(struct parse *parse, const struct doc *doc, const struct lang *lang)
{
    size_t at = 0;
    while (at < doc->text.len) {
        size_t open = str_find(doc->text, STR("{#"), at);
        size_t close = open == STR_NONE ? STR_NONE : str_find(doc->text, STR("#}"), open + 2);
        if (close == STR_NONE)
            open = close = doc->text.len;
        if (!add_lines(parse, doc, lang, at, open) || open == doc->text.len)
            break;
        struct site *site = parse_site(parse, doc, lang, SITE_COMMENT);
        if (!site)
            break;
        site_set_raw(site, doc, open, close + 2);
        site->statement = site->at;
        at = close + 2;
    }
    return true;
}
