#include "parse/header.h"

#include "base/limits.h"

static struct site *add_field(struct parse *parse, const struct doc *doc, const struct lang *lang,
                              struct str key, struct field at)
{
    struct site *site = parse_site(parse, doc, lang, SITE_HEADER | SITE_VALUE);
    if (!site)
        return NULL;
    site->key = key;
    site->at = at.value;
    site->statement = at.pair;
    site->record = (struct extent){ 0, (uint32_t)doc->text.len };
    return site;
}

void header_text(struct parse *parse, const struct doc *doc, const struct lang *lang,
                 struct str key, struct field at)
{
    if (at.value.end - at.value.start > LIMIT_HEADER_TEXT_BYTES)
        at.value.end = at.value.start + LIMIT_HEADER_TEXT_BYTES;
    struct site *site = add_field(parse, doc, lang, key, at);
    if (site)
        site->text = str_slice(doc->text, at.value.start, at.value.end);
}

void header_value(struct parse *parse, const struct doc *doc, const struct lang *lang,
                  struct str key, struct str text, struct field at)
{
    struct site *site = add_field(parse, doc, lang, key, at);
    if (!site)
        return;
    uint32_t *origin = arena_array(parse->arena, text.len + 1, sizeof *origin);
    for (size_t i = 0; i <= text.len; i++)
        origin[i] = at.value.start;
    site->text = text;
    site->origin = origin;
}
