#include "parse/site.h"

const char *const site_role_names[SITE_ROLE_COUNT] = {
    "string",       "number",      "identifier", "import", "call-argument", "key",   "value",
    "command-word", "instruction", "package",    "path",   "comment",       "prose",
    "header",
};

struct extent site_extent(const struct site *site, size_t from, size_t to)
{
    if (to > site->text.len)
        to = site->text.len;
    if (from > to)
        from = to;
    if (site->origin) {
        /* Behind the last byte, not at the next one: in a joined text that stands in another
         * literal. One byte more is an escape such as \n. */
        uint32_t end = to > from ? site->origin[to - 1] + 1 : site->origin[from];
        bool escape = to > from && site->origin[to] == end + 1;
        return (struct extent){ site->origin[from], escape ? end + 1 : end };
    }
    uint32_t len = site->at.end - site->at.start;
    uint32_t start = from < len ? (uint32_t)from : len;
    uint32_t end = to < len ? (uint32_t)to : len;
    return (struct extent){ site->at.start + start, site->at.start + end };
}
