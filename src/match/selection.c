#include "match/selection.h"

/*
 * True for a literal that is a value of its own: behind '=', a comma, '||', '??', ':' or `or`. What
 * stands behind '[' or '(' is a name that is looked up, as in environ["MODEL"].
 */
static bool is_value(struct str text, const struct site *literal)
{
    size_t at = literal->at.start;
    while (at > 0 && (strchr("\"'`", text.ptr[at - 1]) || ascii_alpha(text.ptr[at - 1])))
        at--; /* the quote and a prefix: f"…", or no quote in a configuration file */
    while (at > 0 && ascii_space(text.ptr[at - 1]))
        at--;
    if (at == 0)
        return false;
    return strchr("=,|?:", text.ptr[at - 1]) || str_ends(str_slice(text, 0, at), STR(" or"));
}

static struct str last_part(struct str key)
{
    for (size_t at; (at = str_find_char(key, '.', 0)) != STR_NONE;)
        key = str_slice(key, at + 1, key.len);
    return key;
}

static bool is_literal(const struct site *site)
{
    return (site->roles & (SITE_STRING | SITE_VALUE)) && !(site->roles & SITE_KEY) &&
           !site->dynamic && !site->dead && site->text.len > 0;
}

bool selection_is_answered(const struct doc *doc, const struct sites *sites,
                           const struct site *site)
{
    for (size_t i = 0; i < sites->count; i++) {
        const struct site *other = &sites->items[i];
        if (!is_literal(other) || str_equal(other->text, site->variable))
            continue;
        bool inside = other->at.start >= site->at.start && other->at.end <= site->at.end;
        bool named = site->variable.len > 0 && str_equal(last_part(other->key), site->variable) &&
                     !(other->roles & SITE_ARGUMENT && other->argument.len > 0);
        if ((inside || named) && is_value(doc->file_text, other))
            return true;
    }
    return false;
}
