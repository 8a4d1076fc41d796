#include "parse/lang.h"
#include "parse/readers.h"
#include "parse/yaml_comment.h"

/* One site per line rather than per paragraph: a finding's line is then its statement, and a limit
 * that cuts the text short costs the least. */
void parse_text_lines(struct parse *parse, const struct doc *doc, const struct lang *lang,
                      size_t from, size_t to)
{
    for (size_t at = from, end = to; at < end;) {
        size_t line_end = str_find_char(doc->text, '\n', at);
        if (line_end == STR_NONE || line_end > end)
            line_end = end;
        from = at;
        to = line_end;
        while (from < to && ascii_space(doc->text.ptr[from]))
            from++;
        while (to > from && ascii_space(doc->text.ptr[to - 1]))
            to--;
        bool comment =
            from < to && doc->text.ptr[from] == '#' && lang && lang->parse == parse_yaml;
        if (comment) {
            yaml_comment_add(parse, doc, lang, from, to);
        } else if (from < to) {
            struct site *site = parse_site(parse, doc, lang, SITE_PROSE);
            if (!site)
                return;
            site_set_raw(site, doc, from, to);
            site->statement = site->at;
        }
        at = line_end + 1;
    }
}

bool parse_text(struct parse *parse, const struct doc *doc, const struct lang *lang)
{
    parse_text_lines(parse, doc, lang, 0, doc->text.len);
    return true;
}
