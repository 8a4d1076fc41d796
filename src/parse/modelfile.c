#include "parse/add.h"
#include "parse/lines.h"
#include "parse/readers.h"

/* The end of an argument that begins with """ or ", which may run over lines; else STR_NONE. */
static size_t quoted_end(struct str text, size_t from, struct str quote)
{
    enum { QUOTED_BYTES = 1024 * 1024 }; /* licences are long, templates are not */
    if (!str_starts(str_slice(text, from, text.len), quote))
        return STR_NONE;
    return str_find(str_slice(text, 0, from + QUOTED_BYTES), quote, from + quote.len);
}

/* One instruction; its argument is the rest of the line or what stands in quotes. */
static void take_instruction(struct parse *parse, const struct doc *doc, const struct lang *lang,
                             struct lines *lines, size_t from)
{
    static const char *const quotes[] = { "\"\"\"", "\"" };
    struct str text = doc->text;
    size_t name_end = from;
    while (name_end < lines->to && !ascii_space(text.ptr[name_end]))
        name_end++;
    size_t start = skip_blanks(text, name_end, lines->to);
    size_t end = trim_end(text, start, lines->to);
    size_t after = end;
    for (size_t i = 0; i < ARRAY_COUNT(quotes); i++) {
        struct str quote = str_from(quotes[i]);
        size_t close = quoted_end(text, start, quote);
        if (close == STR_NONE)
            continue;
        start += quote.len;
        end = close;
        after = close + quote.len;
        while (lines->next < after && lines_next(lines)) {}
        break;
    }
    struct site *site = parse_site(parse, doc, lang, SITE_INSTRUCTION);
    if (!site)
        return;
    site_set_raw(site, doc, start, end);
    site->key = str_slice(text, from, name_end);
    site->statement = (struct extent){ doc_origin(doc, from), doc_origin(doc, after) };
}

bool parse_modelfile(struct parse *parse, const struct doc *doc, const struct lang *lang)
{
    struct lines lines = { .text = doc->text };
    while (lines_next(&lines)) {
        size_t from = skip_blanks(doc->text, lines.from, lines.to);
        if (from == lines.to)
            continue;
        if (doc->text.ptr[from] == '#')
            site_add_raw(parse, doc, lang, SITE_COMMENT, from, trim_end(doc->text, from, lines.to));
        else
            take_instruction(parse, doc, lang, &lines, from);
    }
    return true;
}
