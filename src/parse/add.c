#include "parse/add.h"

struct site *site_add(struct parse *parse, const struct doc *doc, const struct lang *lang,
                      const struct site *site)
{
    struct site copy = *site; /* it may be one of those that move */
    struct site *added = parse_site(parse, doc, lang, 0);
    if (!added)
        return NULL;
    if (!copy.language)
        copy.language = added->language;
    copy.position = -1;
    *added = copy;
    return added;
}

struct site *site_add_raw(struct parse *parse, const struct doc *doc, const struct lang *lang,
                          unsigned roles, size_t from, size_t to)
{
    struct site *site = parse_site(parse, doc, lang, roles);
    if (!site)
        return NULL;
    site_set_raw(site, doc, from, to);
    site->statement = site->at;
    return site;
}
