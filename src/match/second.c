#include "match/second.h"

#include "base/map.h"

/* While it is made. */
struct making {
    struct second *second;
    struct map known;   /* literals → index + 1 */
    struct map indexed; /* demands by address: several rules share those of models */
};

/* Equal for equal literals. */
static struct str name_of(const struct literal *literal, struct arena *arena)
{
    char *name = arena_alloc(arena, literal->text.len + 1);
    name[0] = (char)('0' + literal->icase + 2 * literal->word_before + 4 * literal->word_behind);
    memcpy(name + 1, literal->text.ptr, literal->text.len);
    return (struct str){ name, literal->text.len + 1 };
}

static uint32_t intern(struct making *making, const struct literal *literal)
{
    struct second *second = making->second;
    void **slot = map_at(&making->known, &second->arena, name_of(literal, &second->arena));
    if (!*slot) {
        struct literal copy = *literal;
        copy.owner = (uint32_t)second->literals.count;
        vec_push(&second->arena, &second->literals, copy);
        *slot = (void *)(uintptr_t)second->literals.count;
    }
    return (uint32_t)((uintptr_t)*slot - 1);
}

/* Gives every literal of a demand its index among those that are looked for together. */
static void index_demand(struct making *making, const struct demand *demand)
{
    struct arena *arena = &making->second->arena;
    struct str address = arena_str(arena, (struct str){ (const char *)&demand, sizeof demand });
    void **slot = map_at(&making->indexed, arena, address);
    if (*slot)
        return;
    *slot = making;
    for (size_t i = 0; i < demand->literals.count; i++)
        demand->literals.items[i].owner = intern(making, &demand->literals.items[i]);
    for (size_t i = 0; i < demand->part_count; i++)
        index_demand(making, demand->parts[i]);
}

static bool is_required(const struct evidence *evidence)
{
    return evidence->wanted && !evidence->lowers && evidence->scope != EVIDENCE_REPOSITORY;
}

static const struct demand *demand_of(const struct rule *rule, struct arena *arena)
{
    struct demands parts = { 0 };
    vec_push(arena, &parts, condition_demand(rule->condition, arena));
    for (size_t i = 0; i < rule->evidence_count; i++) {
        if (is_required(&rule->evidence[i]))
            vec_push(arena, &parts, condition_demand(rule->evidence[i].condition, arena));
    }
    return demand_join(DEMAND_ALL, &parts, arena);
}

/* A number stands in one line, so what is required there can be looked for before parsing. */
static const struct demand *line_demand_of(const struct rule *rule, struct arena *arena)
{
    struct demands parts = { 0 };
    const struct condition *condition = rule->condition;
    if (condition->op != CONDITION_LEAF || condition->matcher != &matcher_number)
        return NULL;
    for (size_t i = 0; i < rule->evidence_count; i++) {
        const struct evidence *evidence = &rule->evidence[i];
        if (is_required(evidence) && evidence->scope == EVIDENCE_LINE)
            vec_push(arena, &parts, condition_demand(evidence->condition, arena));
    }
    return demand_join(DEMAND_ALL, &parts, arena);
}

/* One pass for few literals tells of most files that no rule can match in them. */
static struct prefilter *make_rare(const struct ruleset *ruleset, const struct second *second,
                                   struct arena *arena)
{
    struct literals rarest = { 0 };
    for (size_t i = 0; i < ruleset->count; i++) {
        if (!ruleset->rules[i]->condition || ruleset->rules[i]->roles == SITE_PATH)
            continue;
        if (!second->demands[i])
            return NULL;
        demand_rarest(second->demands[i], arena, &rarest);
    }
    for (size_t i = 0; i < ruleset->literals.count; i++) {
        if (ruleset->literal_evidence[i].count > 0)
            vec_push(arena, &rarest, ruleset->literals.items[i]);
    }
    vec_push(arena, &rarest, ruleset->literals.items[ruleset->directive_literal]);
    struct literals once = { 0 };
    struct map known = { 0 };
    for (size_t i = 0; i < rarest.count; i++) {
        void **slot = map_at(&known, arena, name_of(&rarest.items[i], arena));
        if (!*slot)
            vec_push(arena, &once, rarest.items[i]);
        *slot = &known;
    }
    return prefilter_new(&once, arena);
}

const struct second *second_get(const struct ruleset *ruleset)
{
    struct second *second = ruleset->second;
    if (second->prefilter)
        return second;
    struct arena *arena = &second->arena;
    struct making making = { .second = second };
    second->demands = arena_array(arena, ruleset->count + 1, sizeof *second->demands);
    second->line_demands = arena_array(arena, ruleset->count + 1, sizeof *second->line_demands);
    for (size_t i = 0; i < ruleset->count; i++) {
        if (!ruleset->rules[i]->condition)
            continue;
        second->demands[i] = demand_of(ruleset->rules[i], arena);
        second->line_demands[i] = line_demand_of(ruleset->rules[i], arena);
        if (second->demands[i])
            index_demand(&making, second->demands[i]);
        if (second->line_demands[i])
            index_demand(&making, second->line_demands[i]);
    }
    second->prefilter = prefilter_new(&second->literals, arena);
    return second;
}

void second_prepare(const struct ruleset *ruleset)
{
    struct second *second = ruleset->second;
    if (!second->rare)
        second->rare = make_rare(ruleset, second_get(ruleset), &second->arena);
}

void second_release(struct second *second)
{
    if (second)
        arena_release(&second->arena);
}
