#include "match/name.h"

/* "3-1", "v3p1", "31" → "3.1": how versions are written where a dot cannot stand. */
static size_t put_version(struct str version, char *out, size_t room)
{
    size_t len = 0;
    bool joined = version.len == 2 && version.ptr[0] == '3' && ascii_digit(version.ptr[1]);
    if (joined && room >= 3) {
        memcpy(out, "3.", 2);
        out[2] = version.ptr[1];
        return 3;
    }
    for (size_t i = 0; i < version.len && len < room; i++) {
        char c = ascii_lower(version.ptr[i]);
        if (i == 0 && c == 'v')
            continue;
        bool between = i > 0 && i + 1 < version.len && ascii_digit(version.ptr[i - 1]) &&
                       ascii_digit(version.ptr[i + 1]);
        out[len++] = between && (c == '-' || c == '_' || c == 'p') ? '.' : c;
    }
    return len;
}

static const struct model *model_of_template(const struct ruleset *ruleset, struct str form,
                                             const struct capture *capture)
{
    char text[128];
    size_t len = 0;
    while (form.len > 0 && len < sizeof text) {
        bool version = str_starts(form, STR("{ver}"));
        bool size = str_starts(form, STR("{size}"));
        struct str group = version ? capture->version : capture->size;
        if (!version && !size) {
            text[len++] = form.ptr[0];
            form = str_slice(form, 1, form.len);
            continue;
        }
        if (group.len == 0)
            return NULL;
        len += put_version(group, text + len, sizeof text - len);
        form = str_slice(form, version ? sizeof "{ver}" - 1 : sizeof "{size}" - 1, form.len);
    }
    return catalog_get(ruleset->catalog, (struct str){ text, len });
}

const struct model *name_model(const struct ruleset *ruleset, const struct rule *rule,
                               const struct capture *capture)
{
    if (capture->resolution.model)
        return capture->resolution.model;
    if (rule->model)
        return rule->model;
    for (size_t i = 0; i < rule->models.count; i++) {
        const struct model *model = model_of_template(ruleset, rule->models.items[i], capture);
        if (model)
            return model;
    }
    return NULL;
}
