#include "base/vec.h"
#include "match/matcher.h"
#include "match/pattern.h"

struct role_group {
    const char *name;
    unsigned roles;
};

static const struct role_group groups[] = {
    { "all", SITE_ROLE_ALL },
    { "live", SITE_ROLE_ALL & ~(unsigned)(SITE_COMMENT | SITE_PROSE) },
    { "literal", SITE_STRING | SITE_NUMBER | SITE_ARGUMENT | SITE_VALUE | SITE_COMMAND_WORD |
                     SITE_INSTRUCTION },
};

static bool role_of(struct str name, unsigned *ret)
{
    for (size_t i = 0; i < ARRAY_COUNT(groups); i++) {
        if (str_is(name, groups[i].name)) {
            *ret = groups[i].roles;
            return true;
        }
    }
    for (unsigned i = 0; i < SITE_ROLE_COUNT; i++) {
        if (str_is(name, site_role_names[i])) {
            *ret = 1u << i;
            return true;
        }
    }
    return false;
}

bool roles_parse(const struct yaml_node *node, const char *name, unsigned *ret, struct err *err)
{
    const struct yaml_node *item = node->kind == YAML_SEQUENCE ? yaml_first(node) : node;
    unsigned roles = 0;
    for (; item; item = node->kind == YAML_SEQUENCE ? item->next : NULL) {
        unsigned role = 0;
        if (item->kind == YAML_SCALAR && role_of(item->scalar, &role)) {
            roles |= role;
            continue;
        }
        const char *known[SITE_ROLE_COUNT + ARRAY_COUNT(groups) + 1] = { NULL };
        size_t count = 0;
        for (; count < SITE_ROLE_COUNT; count++)
            known[count] = site_role_names[count];
        for (size_t i = 0; i < ARRAY_COUNT(groups); i++)
            known[count++] = groups[i].name;
        struct str word = item->kind == YAML_SCALAR ? item->scalar : STR("…");
        const char *nearest = nearest_word(word, known);
        return err_set(err, ERR_SYNTAX, "%s:%u: '%.*s' is no role of a site%s%s%s", name,
                       item->line, STR_ARG(word), nearest ? ", did you mean '" : "",
                       nearest ? nearest : "", nearest ? "'?" : "");
    }
    if (roles == 0)
        return err_set(err, ERR_SYNTAX, "%s:%u: 'in' takes one role or more", name, node->line);
    *ret = roles;
    return true;
}
