#include "gate/disable.h"

#include "base/yaml.h"

static bool unknown(struct str pattern, const struct ruleset *ruleset, struct arena *arena,
                    struct err *err)
{
    const char **ids = arena_array(arena, ruleset->count + 1, sizeof *ids);
    for (size_t i = 0; i < ruleset->count; i++)
        ids[i] = ruleset->rules[i]->id.ptr;
    const char *nearest = nearest_word(pattern, ids);
    return err_set(err, ERR_USAGE, "disable: no rule is called '%.*s', %s%s", STR_ARG(pattern),
                   nearest ? "did you mean " : "see llama-audit rules list", nearest ? nearest : "");
}

bool disable_rules(const struct disabled_list *list, const struct ruleset *ruleset,
                   struct arena *arena, struct switched_off *ret, struct err *err)
{
    struct switched_off off = {
        .by_rule = arena_array(arena, ruleset->count + 1, sizeof *off.by_rule),
    };
    for (size_t i = 0; i < list->count; i++) {
        const struct disabled *disabled = &list->items[i];
        const struct rule *named = ruleset_get(ruleset, disabled->pattern);
        bool any = false;
        for (size_t j = 0; j < ruleset->count; j++) {
            const struct rule *rule = ruleset->rules[j];
            bool fits = named ? rule == named : str_glob(disabled->pattern, rule->id);
            bool fixed = rule->kind == KIND_AUDIT || rule->selection;
            if (!fits || (fixed && !named))
                continue;
            if (fixed)
                return err_set(err, ERR_USAGE, "disable: %.*s is about %s, and stays on",
                               STR_ARG(rule->id),
                               rule->selection ? "coverage" : "the tool's own controls");
            off.by_rule[j] = off.by_rule[j] ? off.by_rule[j] : disabled;
            any = true;
        }
        if (!any)
            return unknown(disabled->pattern, ruleset, arena, err);
    }
    for (size_t i = 0; i < ruleset->count; i++) {
        if (off.by_rule[i])
            vec_push(arena, &off.ids, ruleset->rules[i]->id);
    }
    *ret = off;
    return true;
}

bool disable_is_off(const struct switched_off *off, const struct rule *rule)
{
    return off && off->ids.count > 0 && off->by_rule[rule->index];
}

void disable_drop(const struct switched_off *off, struct references *references)
{
    if (off->ids.count == 0)
        return;
    size_t kept = 0;
    for (size_t i = 0; i < references->count; i++) {
        if (!disable_is_off(off, references->items[i].rule))
            references->items[kept++] = references->items[i];
    }
    references->count = kept;
}
