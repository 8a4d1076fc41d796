#include "match/second.h"

#include "base/map.h"
#include "match/match.h"

/* While it is made. */
struct making {
    struct second *second;
    struct arena *arena;
    struct arena scratch;
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
    struct arena *scratch = &making->scratch;
    void **slot = map_at(&making->known, scratch, name_of(literal, scratch));
    if (!*slot) {
        struct literal copy = *literal;
        copy.owner = (uint32_t)second->literals.count;
        vec_push(making->arena, &second->literals, copy);
        vec_push(making->arena, &second->uses, 0);
        *slot = (void *)(uintptr_t)second->literals.count;
    }
    uint32_t index = (uint32_t)((uintptr_t)*slot - 1);
    second->uses.items[index]++;
    return index;
}

/* Gives every literal of a demand its index among those that are looked for together. */
static void index_demand(struct making *making, const struct demand *demand)
{
    struct arena *scratch = &making->scratch;
    struct str address = arena_str(scratch, (struct str){ (const char *)&demand, sizeof demand });
    void **slot = map_at(&making->indexed, scratch, address);
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

/* A number and its key stand in one statement, in languages that have those. */
static const struct demand *statement_demand_of(const struct rule *rule, struct arena *arena)
{
    struct demands keys = { 0 };
    bool number = false;
    const struct condition *condition = rule->condition;
    for (size_t i = 0; condition->op == CONDITION_ALL && i < condition->part_count; i++) {
        const struct condition *part = condition->parts[i];
        if (part->op != CONDITION_LEAF)
            continue;
        number |= part->matcher == &matcher_number;
        if (part->matcher == &matcher_key)
            vec_push(arena, &keys, condition_demand(part, arena));
    }
    return number ? demand_join(DEMAND_ALL, &keys, arena) : NULL;
}

/* ---- the quick look ---- */

/* What has no language, or does not parse in it, is read as text, which has few roles. */
static bool fits_text(const struct rule *rule)
{
    return rule->roles & (SITE_PROSE | SITE_PATH) && !rule->selection &&
           rule_fits_language(rule, NULL);
}

bool second_fits_lang(const struct rule *rule, const struct lang *lang)
{
    if (lang && lang->roles == 0)
        return true;
    return fits_text(rule) ||
           (lang && rule->roles & lang->roles && rule_fits_language(rule, lang->name));
}

/* One pass for few literals tells of most files that no rule can match in them. NULL when there is
 * a rule of which nothing is known. */
static struct prefilter *make_rare(const struct ruleset *ruleset, const struct second *second,
                                   const bool *wanted, const double *shares, struct arena *run)
{
    CLEANUP(arena_release) struct arena scratch = { 0 };
    struct literals literals = { 0 };
    double *left = arena_array(&scratch, second->literals.count, sizeof *left);
    memcpy(left, shares, second->literals.count * sizeof *left);
    /* What many models are called by is needed in any case, and told before the choices. */
    enum { POPULAR = 64 };
    const double rare = 2e-6;
    for (size_t i = 0; i < second->literals.count; i++) {
        if (second->uses.items[i] < POPULAR || prefilter_share(&second->literals.items[i]) > rare)
            continue;
        vec_push(&scratch, &literals, second->literals.items[i]);
        left[i] = 0;
    }
    /* Where there is a choice, what the others need in any case is taken. */
    for (int round = 0; round < 2; round++) {
        for (size_t i = 0; i < ruleset->count; i++) {
            const struct demand *demand = second->demands[i];
            if (!wanted[i])
                continue;
            if (!demand)
                return NULL;
            if ((demand->op == DEMAND_ALL) == (round == 1))
                demand_rarest(demand, left, &scratch, &literals);
        }
    }
    for (size_t i = 0; i < ruleset->literals.count; i++) {
        if (ruleset->literal_evidence[i].count > 0)
            vec_push(&scratch, &literals, ruleset->literals.items[i]);
    }
    vec_push(&scratch, &literals, ruleset->literals.items[ruleset->directive_literal]);
    return prefilter_new(&literals, run);
}

/* Languages in which the same rules can match have one quick look. */
static void make_quick_looks(const struct ruleset *ruleset, struct second *second)
{
    struct arena *arena = &second->arena;
    CLEANUP(arena_release) struct arena scratch = { 0 };
    size_t lang_count;
    const struct lang *langs = lang_table(&lang_count);
    struct quick *quick = arena_array(arena, lang_count + 1, sizeof *quick);
    bool **wanted = arena_array(&scratch, lang_count + 1, sizeof *wanted);
    double *shares = arena_array(&scratch, second->literals.count, sizeof *shares);
    /* What many demands have in common serves them all. */
    enum { USES_MAX = 8 };
    for (size_t i = 0; i < second->literals.count; i++) {
        uint32_t uses = second->uses.items[i];
        shares[i] =
            prefilter_share(&second->literals.items[i]) / (uses < USES_MAX ? uses : USES_MAX);
    }
    for (size_t i = 0; i <= lang_count; i++) {
        const struct lang *lang = i < lang_count ? &langs[i] : NULL;
        wanted[i] = arena_array(&scratch, ruleset->count, sizeof **wanted);
        for (size_t j = 0; j < ruleset->count; j++) {
            const struct rule *rule = ruleset->rules[j];
            wanted[i][j] =
                rule->condition && rule->roles != SITE_PATH && second_fits_lang(rule, lang);
        }
        size_t same = 0;
        while (memcmp(wanted[same], wanted[i], ruleset->count * sizeof **wanted) != 0)
            same++;
        quick[i] = same < i
                       ? quick[same]
                       : (struct quick){ make_rare(ruleset, second, wanted[i], shares, arena) };
    }
    second->quick = quick;
}

bool second_quick_look(const struct ruleset *ruleset, const struct lang *lang, struct str text)
{
    const struct second *second = ruleset->second;
    if (!second->quick)
        return true;
    size_t lang_count;
    const struct lang *langs = lang_table(&lang_count);
    const struct prefilter *rare = second->quick[lang ? (size_t)(lang - langs) : lang_count].rare;
    return !rare || prefilter_any(rare, text);
}

void second_make(struct second *second, const struct ruleset *ruleset, struct arena *arena)
{
    struct making making = { .second = second, .arena = arena };
    second->demands = arena_array(arena, ruleset->count + 1, sizeof *second->demands);
    second->line_demands = arena_array(arena, ruleset->count + 1, sizeof *second->line_demands);
    second->few = arena_array(arena, ruleset->count + 1, sizeof *second->few);
    second->statement_demands =
        arena_array(arena, ruleset->count + 1, sizeof *second->statement_demands);
    for (size_t i = 0; i < ruleset->count; i++) {
        if (!ruleset->rules[i]->condition)
            continue;
        second->demands[i] = demand_of(ruleset->rules[i], arena);
        second->line_demands[i] = line_demand_of(ruleset->rules[i], arena);
        second->statement_demands[i] = statement_demand_of(ruleset->rules[i], arena);
        if (second->demands[i])
            index_demand(&making, second->demands[i]);
        if (second->line_demands[i])
            index_demand(&making, second->line_demands[i]);
        if (second->statement_demands[i])
            index_demand(&making, second->statement_demands[i]);
    }
    second->prefilter = prefilter_new(&second->literals, arena);
    arena_release(&making.scratch);
}

const struct second *second_get(const struct ruleset *ruleset)
{
    struct second *second = ruleset->second;
    if (!second->prefilter)
        second_make(second, ruleset, &second->arena);
    return second;
}

void second_prepare(const struct ruleset *ruleset)
{
    second_get(ruleset);
    if (!ruleset->second->quick)
        make_quick_looks(ruleset, ruleset->second);
}

/* ---- one rule ---- */

static void collect_literals(const struct demand *demand, bool *taken, struct arena *arena,
                             struct literals *out)
{
    for (size_t i = 0; i < demand->literals.count; i++) {
        if (!taken[demand->literals.items[i].owner])
            vec_push(arena, out, demand->literals.items[i]);
        taken[demand->literals.items[i].owner] = true;
    }
    for (size_t i = 0; i < demand->part_count; i++)
        collect_literals(demand->parts[i], taken, arena, out);
}

static struct few make_few(struct second *second, const struct demand *demand)
{
    enum { FEW = 128 };
    struct few few = { .known = true };
    struct literals literals = { 0 };
    CLEANUP(arena_release) struct arena scratch = { 0 };
    bool *taken = arena_array(&scratch, second->literals.count, sizeof *taken);
    collect_literals(demand, taken, &scratch, &literals);
    if (literals.count > FEW)
        return few;
    uint32_t *owners = arena_array(&second->arena, literals.count, sizeof *owners);
    for (size_t i = 0; i < literals.count; i++)
        owners[i] = literals.items[i].owner;
    few.prefilter = prefilter_new(&literals, &second->arena);
    few.owners = owners;
    few.count = literals.count;
    return few;
}

bool second_mark_few(const struct ruleset *ruleset, uint32_t rule, struct str text,
                     struct arena *scratch, bool *seen)
{
    struct second *second = ruleset->second;
    struct few *few = &second->few[rule];
    if (!few->known)
        *few = make_few(second, second->demands[rule]);
    if (!few->prefilter)
        return false;
    bool *found = arena_array(scratch, few->count, sizeof *found);
    prefilter_mark(few->prefilter, text, found);
    for (size_t i = 0; i < few->count; i++)
        seen[few->owners[i]] |= found[i];
    return true;
}

void second_release(struct second *second)
{
    if (second)
        arena_release(&second->arena);
}
