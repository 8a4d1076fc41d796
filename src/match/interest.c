/* The second look: whether what stands in a document can lead to anything, before it is parsed.
 * Nearly every file that a common word brought here ends here. */
#include "match/interest.h"

#include "base/log.h"
#include "match/second.h"
#include "parse/lang.h"

/* One document. */
struct look {
    const struct ruleset *ruleset;
    const struct doc *doc;
    struct arena *scratch;
    const struct hits *hits;
    const struct lang *lang; /* NULL: unknown, read as text */
    bool *seen;              /* by literal of a demand; NULL until a rule asks */
    bool all_seen;           /* all literals were looked for */
    unsigned looks;          /* at the text, for single rules */
};

/* As parsing finds it: behind a byte order mark. */
static const struct lang *language_of(const struct doc *doc)
{
    struct doc body = *doc;
    if (str_starts(doc->text, STR("\xEF\xBB\xBF")))
        body.text = str_slice(doc->text, 3, doc->text.len);
    return lang_of_doc(&body);
}

/* Whether the file holds what the rule demands. Evidence may stand in the path as well. */
static bool demand_possible(struct look *look, const struct rule *rule)
{
    enum { LOOKS_MAX = 3 }; /* then one for all rules is cheaper */
    const struct second *second = second_get(look->ruleset);
    const struct demand *demand = second->demands[rule->index];
    const struct doc *doc = look->doc;
    if (!demand)
        return true;
    if (!look->seen)
        look->seen = arena_array(look->scratch, second->literals.count, sizeof *look->seen);
    if (look->all_seen || demand_is_met(demand, look->seen))
        return demand_is_met(demand, look->seen);
    if (look->looks++ >= LOOKS_MAX ||
        !second_mark_few(look->ruleset, rule->index, doc->file_text, look->scratch, look->seen)) {
        prefilter_mark(second->prefilter, doc->file_text, look->seen);
        prefilter_mark(second->prefilter, doc->path, look->seen);
        look->all_seen = true;
    } else {
        second_mark_few(look->ruleset, rule->index, doc->path, look->scratch, look->seen);
    }
    return demand_is_met(demand, look->seen);
}

static bool wakes(const struct ruleset *ruleset, uint32_t literal, const struct rule *rule)
{
    const struct rule_list *rules = &ruleset->literal_rules[literal];
    for (size_t i = 0; i < rules->count; i++) {
        if (rules->items[i] == rule->index)
            return true;
    }
    return false;
}

/* Whether what the rule requires beside its literal stands in the same line. */
static bool line_possible(const struct look *look, const struct rule *rule)
{
    enum { LINES_MAX = 100 }; /* a table of numbers: let the parser see it */
    const struct ruleset *ruleset = look->ruleset;
    const struct second *second = second_get(ruleset);
    struct str text = look->doc->file_text;
    size_t looked_at = 0;
    for (size_t i = 0; i < look->hits->count; i++) {
        const struct hit *hit = &look->hits->items[i];
        if (!wakes(ruleset, hit->literal, rule))
            continue;
        if (++looked_at > LINES_MAX)
            return true;
        size_t from = hit->offset;
        while (from > 0 && text.ptr[from - 1] != '\n')
            from--;
        size_t to = str_find_char(text, '\n', hit->offset);
        bool *seen = arena_array(look->scratch, second->literals.count, sizeof *seen);
        struct str line = str_slice(text, from, to == STR_NONE ? text.len : to);
        prefilter_mark(second->prefilter, line, seen);
        if (demand_is_met(second->line_demands[rule->index], seen))
            return true;
    }
    return false;
}

/* Behind what begins at `from`: a comment or a literal, or one byte. */
static size_t behind_token(struct str text, size_t from)
{
    struct str rest = str_slice(text, from, text.len);
    char quote = rest.ptr[0];
    if (str_starts(rest, STR("/*"))) {
        size_t end = str_find(text, STR("*/"), from + 2);
        return end == STR_NONE ? text.len : end + 2;
    }
    if (str_starts(rest, STR("//"))) {
        size_t end = str_find_char(text, '\n', from);
        return end == STR_NONE ? text.len : end;
    }
    bool separator = quote == '\'' && from > 0 && ascii_alnum(text.ptr[from - 1]); /* 128'000 */
    if ((quote != '"' && quote != '\'') || separator)
        return from + 1;
    size_t at = from + 1;
    while (at < text.len && text.ptr[at] != quote && text.ptr[at] != '\n')
        at += text.ptr[at] == '\\' ? 2 : 1;
    return at < text.len ? at + 1 : text.len;
}

/* Whether what the rule requires beside its literal stands before it in the same statement. */
static bool statement_possible(const struct look *look, const struct rule *rule)
{
    const struct ruleset *ruleset = look->ruleset;
    const struct second *second = second_get(ruleset);
    struct str text = look->doc->text;
    size_t start = 0; /* of the statement at `at` */
    size_t at = 0;
    size_t checked = 0;
    bool *seen = arena_array(look->scratch, second->literals.count, sizeof *seen);
    for (size_t i = 0; i < look->hits->count; i++) {
        const struct hit *hit = &look->hits->items[i];
        if (!wakes(ruleset, hit->literal, rule))
            continue;
        while (at < hit->offset) {
            char c = text.ptr[at];
            if (c == ';')
                start = at + 1;
            bool token = c == '/' || c == '"' || c == '\'';
            at = token ? behind_token(text, at) : at + 1;
        }
        if (start > checked)
            memset(seen, 0, second->literals.count * sizeof *seen);
        checked = start > checked ? start : checked;
        struct str before = str_slice(text, checked, hit->offset);
        checked = hit->offset;
        prefilter_mark(second->prefilter, before, seen);
        if (demand_is_met(second->statement_demands[rule->index], seen))
            return true;
    }
    return false;
}

static enum match_interest interest_of(struct look *look, const struct rule *rule)
{
    if (!rule_fits_path(rule, look->doc->path) || !second_fits_lang(rule, look->lang))
        return INTEREST_NONE;
    const struct second *second = second_get(look->ruleset);
    if (!demand_possible(look, rule) ||
        (second->line_demands[rule->index] && !line_possible(look, rule)) ||
        (second->statement_demands[rule->index] && look->lang && look->lang->statements &&
         !statement_possible(look, rule)))
        return INTEREST_NONE;
    if (rule->kind == KIND_OBSERVATION)
        return INTEREST_OBSERVATIONS;
    bool other = rule->selection || (rule->kind_forced && rule->kind != KIND_DEPENDENCY);
    return other ? INTEREST_OTHERS : INTEREST_FINDINGS;
}

void match_prepare(const struct ruleset *ruleset)
{
    second_prepare(ruleset);
}

bool match_possible(const struct ruleset *ruleset, const struct doc *doc)
{
    const struct lang *lang = language_of(doc);
    return second_quick_look(ruleset, lang, doc->text) ||
           second_quick_look(ruleset, lang, doc->path) || match_wants_path(ruleset, doc->path);
}

enum match_interest match_interest(const struct ruleset *ruleset, const struct hits *hits,
                                   const struct doc *doc, struct arena *scratch)
{
    if (match_wants_path(ruleset, doc->path))
        return INTEREST_FINDINGS;
    enum match_interest most = ruleset->unbound.count > 0 ? INTEREST_FINDINGS : INTEREST_NONE;
    if (hits->count == 0)
        return most;
    struct look look = {
        .ruleset = ruleset, .doc = doc, .scratch = scratch, .hits = hits, .lang = language_of(doc)
    };
    bool *literal_seen = arena_array(scratch, ruleset->literals.count, sizeof *literal_seen);
    bool *rule_seen = arena_array(scratch, ruleset->count, sizeof *rule_seen);
    for (size_t i = 0; i < hits->count && most < INTEREST_FINDINGS; i++) {
        uint32_t literal = hits->items[i].literal;
        if (literal_seen[literal])
            continue;
        literal_seen[literal] = true;
        if (literal == ruleset->directive_literal || ruleset->literal_evidence[literal].count > 0) {
            log_debug("%.*s: parsed for evidence ('%.*s')", STR_ARG(doc->path),
                      STR_ARG(ruleset->literals.items[literal].text));
            return INTEREST_FINDINGS;
        }
        const struct rule_list *rules = &ruleset->literal_rules[literal];
        for (size_t j = 0; j < rules->count; j++) {
            uint32_t index = rules->items[j];
            if (rule_seen[index])
                continue;
            rule_seen[index] = true;
            enum match_interest interest = interest_of(&look, ruleset->rules[index]);
            if (interest > INTEREST_NONE)
                log_debug("%.*s: %s for %.*s ('%.*s')", STR_ARG(doc->path),
                          interest >= INTEREST_OTHERS ? "parsed" : "deferred",
                          STR_ARG(ruleset->rules[index]->id),
                          STR_ARG(ruleset->literals.items[literal].text));
            most = interest > most ? interest : most;
        }
    }
    return most;
}

bool match_telling_hits(const struct ruleset *ruleset, const struct hits *hits,
                        const struct doc *doc, struct arena *scratch, struct hits *ret)
{
    enum { UNKNOWN, SILENT, TELLING };
    *ret = (struct hits){ 0 };
    if (doc->binary || ruleset->unbound.count > 0)
        return false;
    if (hits->count == 0)
        return true;
    struct look look = {
        .ruleset = ruleset, .doc = doc, .scratch = scratch, .hits = hits, .lang = language_of(doc)
    };
    char *literals = arena_array(scratch, ruleset->literals.count, sizeof *literals);
    char *rules = arena_array(scratch, ruleset->count, sizeof *rules);
    for (size_t i = 0; i < hits->count; i++) {
        uint32_t literal = hits->items[i].literal;
        const struct rule_list *woken = &ruleset->literal_rules[literal];
        char *known = &literals[literal];
        if (*known == UNKNOWN)
            *known = ruleset->literal_evidence[literal].count > 0 ? TELLING : SILENT;
        for (size_t j = 0; j < woken->count && *known == SILENT; j++) {
            uint32_t index = woken->items[j];
            if (rules[index] == UNKNOWN) {
                bool finds = interest_of(&look, ruleset->rules[index]) == INTEREST_FINDINGS;
                rules[index] = finds ? TELLING : SILENT;
            }
            *known = rules[index];
        }
        if (*known == TELLING)
            vec_push(scratch, ret, hits->items[i]);
    }
    return true;
}
