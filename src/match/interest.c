/* The second look: whether the literals that stand in a document can lead to anything, before it is
 * parsed. Nearly every file that a common word brought here ends here. */
#include "match/interest.h"

#include "base/log.h"

static bool stands_in(struct str text, const struct literals *literals)
{
    for (size_t i = 0; i < literals->count; i++) {
        const struct literal *literal = &literals->items[i];
        size_t at = literal->icase ? str_find_icase(text, literal->text, 0)
                                   : str_find(text, literal->text, 0);
        if (at != STR_NONE)
            return true;
    }
    return false;
}

/* What a rule requires somewhere in the file has to be somewhere in its bytes, or in its path. */
static bool evidence_possible(const struct rule *rule, const struct doc *doc)
{
    for (size_t i = 0; i < rule->evidence_count; i++) {
        const struct evidence *evidence = &rule->evidence[i];
        if (evidence->wanted && !evidence->lowers && evidence->literals.count > 0 &&
            !stands_in(doc->file_text, &evidence->literals) &&
            !stands_in(doc->path, &evidence->literals))
            return false;
    }
    return true;
}

static enum match_interest interest_of(const struct rule *rule, const struct doc *doc)
{
    if (!rule_fits_path(rule, doc->path) || !evidence_possible(rule, doc))
        return INTEREST_NONE;
    return rule->kind == KIND_OBSERVATION ? INTEREST_OBSERVATIONS : INTEREST_FINDINGS;
}

enum match_interest match_interest(const struct ruleset *ruleset, const struct hits *hits,
                                   const struct doc *doc, struct arena *scratch)
{
    if (match_wants_path(ruleset, doc->path))
        return INTEREST_FINDINGS;
    enum match_interest most = ruleset->unbound.count > 0 ? INTEREST_FINDINGS : INTEREST_NONE;
    bool *literal_seen = arena_array(scratch, ruleset->literals.count, sizeof *literal_seen);
    bool *rule_seen = arena_array(scratch, ruleset->count, sizeof *rule_seen);
    for (size_t i = 0; i < hits->count && most < INTEREST_FINDINGS; i++) {
        uint32_t literal = hits->items[i].literal;
        if (literal_seen[literal])
            continue;
        literal_seen[literal] = true;
        if (ruleset->literal_evidence[literal].count > 0)
            return INTEREST_FINDINGS;
        const struct rule_list *rules = &ruleset->literal_rules[literal];
        for (size_t j = 0; j < rules->count; j++) {
            uint32_t index = rules->items[j];
            if (rule_seen[index])
                continue;
            rule_seen[index] = true;
            enum match_interest interest = interest_of(ruleset->rules[index], doc);
            if (interest == INTEREST_FINDINGS)
                log_debug("%.*s: parsed for %.*s ('%.*s')", STR_ARG(doc->path),
                          STR_ARG(ruleset->rules[index]->id),
                          STR_ARG(ruleset->literals.items[literal].text));
            most = interest > most ? interest : most;
        }
    }
    return most;
}
