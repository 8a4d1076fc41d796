#include "match/trace.h"

#include "base/limits.h"
#include "base/regex.h"
#include "base/mask.h"
#include "match/document.h"
#include "match/host.h"
#include "match/kind.h"
#include "match/line_hash.h"
#include "match/name.h"
#include "match/selection.h"
#include "match/tidy.h"
#include "match/snippet.h"
#include "match/where.h"
#include "parse/lang.h"

/* Matches of one rule in one site: more is a table of ids in one text, or an attack. */
enum { SITE_MATCHES_MAX = 4096 };

/* One call of match_sites. */
struct run {
    const struct ruleset *ruleset;
    const struct hits *hits; /* NULL: every rule is tried */
    struct document document;
    const char *file_language;
    struct arena *result;
    struct match_result *ret;
    bool *applies;                   /* by rule: path and language of the document fit */
    bool *once_done;                 /* by rule, for `once` */
    struct rule_list awake;          /* rules to try on every site */
    uint32_t *seen_at;               /* by rule: the last site it was tried on, + 1 */
    const struct match_trace *trace; /* or NULL */
    size_t selection_count; /* places that take their model from elsewhere, answered or not */
};

static void tell(const struct run *run, const struct match_event *event)
{
    if (run->trace)
        run->trace->event(run->trace->state, event);
}

/* ---- which rules ---- */

static bool listed(const struct strs *list, struct str text,
                   bool (*fits)(struct str pattern, struct str text))
{
    bool wanted = true;
    for (size_t i = 0; i < list->count; i++)
        wanted &= str_starts(list->items[i], STR("!"));
    for (size_t i = 0; i < list->count; i++) {
        struct str item = list->items[i];
        if (!str_starts(item, STR("!")))
            wanted |= fits(item, text);
        else if (fits(str_slice(item, 1, item.len), text))
            return false;
    }
    return wanted;
}

bool rule_fits_path(const struct rule *rule, struct str path)
{
    return listed(&rule->paths, path, str_glob);
}

bool rule_fits_language(const struct rule *rule, const char *language)
{
    return listed(&rule->languages, str_from(language ? language : "text"), str_equal);
}

/* Rules to try on every site: awake by a literal somewhere in the file, which need not stand in
 * the site itself; without hits, all. */
static void wake_rules(struct run *run)
{
    const struct ruleset *ruleset = run->ruleset;
    struct arena *scratch = run->document.scratch;
    bool *awake = arena_array(scratch, ruleset->count, sizeof *awake);
    for (size_t i = 0; i < ruleset->count; i++) {
        run->applies[i] = rule_fits_path(ruleset->rules[i], run->document.doc->path);
        awake[i] = !run->hits;
    }
    for (size_t i = 0; i < ruleset->unbound.count; i++)
        awake[ruleset->unbound.items[i]] = true;
    bool *literal_seen = arena_array(scratch, ruleset->literals.count, sizeof *literal_seen);
    for (size_t i = 0; run->hits && i < run->hits->count; i++) {
        uint32_t literal = run->hits->items[i].literal;
        if (literal_seen[literal])
            continue;
        literal_seen[literal] = true;
        const struct rule_list *rules = &ruleset->literal_rules[literal];
        for (size_t j = 0; j < rules->count; j++) {
            if (!ruleset->rules[rules->items[j]]->local)
                awake[rules->items[j]] = true;
        }
    }
    for (size_t i = 0; i < ruleset->count; i++) {
        if (awake[i] && run->applies[i])
            vec_push(scratch, &run->awake, (uint32_t)i);
    }
}

static size_t first_hit_from(const struct hits *hits, uint32_t offset)
{
    size_t low = 0;
    size_t high = hits->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (hits->items[middle].offset < offset)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* ---- making a reference ---- */

/* A field of a header, which has no line: "general.name: Llama 3.1 8B". */
static struct str field_snippet(struct run *run, const struct site *site,
                                const struct capture *capture)
{
    struct str text =
        arena_printf(run->document.scratch, "%.*s: %.*s", STR_ARG(site->key), STR_ARG(site->text));
    text = str_slice(text, 0, LIMIT_SNIPPET_BYTES);
    size_t start = site->key.len + 2 + capture->start;
    size_t end = site->key.len + 2 + capture->end;
    struct mask_range match = { start < text.len ? start : text.len,
                                end < text.len ? end : text.len };
    return mask_line(text, match, (struct mask_range){ 0, text.len }, run->result);
}

/* Names of the roles, "string,call-argument". */
static struct str role_names(unsigned roles, struct arena *arena)
{
    char text[160];
    size_t len = 0;
    for (unsigned i = 0; i < SITE_ROLE_COUNT; i++) {
        struct str name = str_from(site_role_names[i]);
        if (!(roles & 1u << i) || len + name.len + 1 > sizeof text)
            continue;
        if (len > 0)
            text[len++] = ',';
        memcpy(text + len, name.ptr, name.len);
        len += name.len;
    }
    return arena_str(arena, (struct str){ text, len });
}

static enum confidence step_down(enum confidence confidence)
{
    return confidence == CONFIDENCE_LOW ? CONFIDENCE_LOW : (enum confidence)(confidence - 1);
}

static void add_note(struct run *run, struct reference *reference, struct str note)
{
    if (note.len == 0)
        return;
    if (reference->note.len == 0)
        reference->note = arena_str(run->result, note);
    else if (str_find(reference->note, note, 0) == STR_NONE)
        reference->note =
            arena_printf(run->result, "%.*s; %.*s", STR_ARG(reference->note), STR_ARG(note));
}

/* False when evidence speaks against it. */
static bool weigh_evidence(struct run *run, const struct site *site, const struct rule *rule,
                           const struct capture *capture, struct reference *reference)
{
    for (size_t i = 0; i < rule->evidence_count; i++) {
        const struct evidence *evidence = &rule->evidence[i];
        if (evidence->scope == EVIDENCE_REPOSITORY)
            continue;
        bool there =
            document_evidence(&run->document, evidence, site, capture->start, capture->end);
        struct match_event event = { .verdict = VERDICT_WEIGHED, .rule = rule, .site = site };
        event.capture = capture;
        event.evidence = evidence;
        event.there = there;
        tell(run, &event);
        if (there == evidence->wanted)
            continue;
        if (!evidence->lowers) {
            event.verdict = VERDICT_EVIDENCE;
            tell(run, &event);
            return false;
        }
        reference->confidence = step_down(reference->confidence);
        add_note(run, reference, evidence->note);
    }
    return true;
}

static void decide_kind(struct run *run, const struct site *site, const struct capture *capture,
                        struct reference *reference)
{
    const struct rule *rule = reference->rule;
    const char *reason;
    reference->kind =
        kind_decide(&run->ruleset->words, rule, site, reference->where, capture->start, &reason);
    reference->category = reference->kind == KIND_MENTION ? CATEGORY_MENTION : rule->category;
    if (reason)
        add_note(run, reference, str_from(reason));
    /* An id in a test may be what the test is about, or any text at all. */
    if (reference->kind == KIND_DEPENDENCY && reference->where == WHERE_TEST &&
        rule->category == CATEGORY_MODEL_REFERENCE && !rule->kind_forced) {
        reference->confidence = step_down(reference->confidence);
        add_note(run, reference, STR("in a test, where it may be any text"));
    }
    if (reference->kind == KIND_DEPENDENCY && capture->resolution.model &&
        capture->resolution.unverified) {
        reference->confidence = step_down(reference->confidence);
        add_note(run, reference, STR("a spelling that was not seen in use"));
    }
}

/* An id that several hosts write alike. */
static struct str host_beside(const struct run *run, const struct site *site,
                              const struct capture *capture, const struct reference *reference)
{
    if (!reference->model || reference->kind != KIND_DEPENDENCY ||
        reference->category != CATEGORY_MODEL_REFERENCE)
        return STR("");
    struct str id = str_slice(site->text, capture->start, capture->end);
    struct id_place place = { .offset = reference->span.offset,
                              .record_start = site->record.start,
                              .record_end = site->record.end,
                              .is_yaml = site->language && strcmp(site->language, "yaml") == 0 };
    const struct host *host = host_around(run->ruleset->catalog, reference->model, id,
                                          run->document.doc->file_text, &place);
    return host ? host->id : STR("");
}

static void copy_attributes(struct run *run, const struct site *site, const struct capture *capture,
                            struct reference *reference)
{
    struct arena *arena = run->result;
    struct str host = capture->resolution.host;
    if (host.len == 0)
        host = reference->rule->host;
    if (host.len == 0)
        host = host_beside(run, site, capture, reference);
    reference->host = arena_str(arena, host);
    reference->variant = arena_str(arena, capture->resolution.variant);
    reference->quantisation = arena_str(arena, capture->resolution.quantisation);
    reference->key = arena_str(arena, site->key);
    reference->symbol = arena_str(arena, site->symbol);
    reference->callee = arena_str(arena, site->callee);
    reference->argument = arena_str(arena, site->argument);
    reference->role = role_names(site->roles, arena);
    reference->language = arena_str(arena, str_from(site->language ? site->language : "text"));
    if (reference->kind == KIND_OBSERVATION) {
        struct str value = capture->value;
        if (!value.ptr)
            value = str_slice(site->text, capture->start, capture->end);
        value = str_slice(str_trim(value), 0, LIMIT_OBSERVED_BYTES);
        reference->value = arena_str(arena, mask_has_shape(value) ? STR("***") : value);
    }
}

static void add_selection(struct run *run, const struct site *site)
{
    struct arena *arena = run->result;
    if (run->selection_count++ >= LIMIT_SELECTIONS) {
        run->ret->truncated = true;
        return;
    }
    if (selection_is_answered(run->document.doc, run->document.sites, site))
        return;
    struct span span = document_span(&run->document, site->at.start, site->at.start);
    struct str expression = str_slice(site->text, 0, LIMIT_SNIPPET_BYTES);
    struct str api = site->callee.len > 0 ? site->callee : site->command;
    if (api.len == 0)
        api = site->key;
    vec_push(arena, &run->ret->selections,
             (struct selection){
                 .path = arena_str(arena, run->document.doc->path),
                 .line = span.line,
                 .column = span.column,
                 .api = arena_str(arena, api),
                 .variable = arena_str(arena, site->variable.len > 0 ? site->variable : expression),
                 .expression = mask_line(expression, (struct mask_range){ 0, 0 },
                                         (struct mask_range){ 0, expression.len }, arena),
             });
}

static void add_reference(struct run *run, const struct site *site, const struct rule *rule,
                          const struct capture *capture)
{
    struct document *document = &run->document;
    struct reference reference = {
        .rule = rule,
        .confidence = rule->confidence,
        .where = where_of_site(document->where, site),
        .record_start = site->record.end > site->record.start ? site->record.start : UINT32_MAX,
    };
    if (rule->together.count > 0 && listed(&rule->together, document->doc->path, str_glob))
        reference.record_start = 0; /* the file is the record */
    if (!weigh_evidence(run, site, rule, capture, &reference))
        return;
    tell(run, &(struct match_event){ VERDICT_FOUND, rule, site, .capture = capture });
    run->once_done[rule->index] = true;
    if (rule->selection) {
        add_selection(run, site);
        return;
    }
    if (run->ret->references.count >= LIMIT_REFERENCES) {
        run->ret->truncated = true;
        return;
    }
    decide_kind(run, site, capture, &reference);
    add_note(run, &reference, rule->note);
    reference.model = name_model(run->ruleset, rule, capture);
    reference.path = arena_str(run->result, document->doc->path);
    if (site->roles & (SITE_PATH | SITE_HEADER)) { /* in no line of text: the file as a whole */
        reference.span = document_span(document, 0, 0);
        reference.statement = reference.span;
        reference.snippet =
            site->roles & SITE_PATH ? reference.path : field_snippet(run, site, capture);
    } else {
        struct extent at = site_extent(site, capture->start, capture->end);
        struct extent statement =
            site->statement.end > site->statement.start ? site->statement : site->at;
        reference.span = document_span(document, at.start, at.end > at.start ? at.end : at.start);
        reference.statement = document_span(document, statement.start, statement.end);
        snippet_take(document, run->result, &reference);
    }
    struct str evidence = str_slice(site->text, capture->start, capture->end);
    evidence = str_slice(evidence, 0, LIMIT_SNIPPET_BYTES);
    reference.evidence = arena_str(run->result, mask_has_shape(evidence) ? STR("***") : evidence);
    copy_attributes(run, site, capture, &reference);
    vec_push(run->result, &run->ret->references, reference);
}

/* ---- sites and rules ---- */

/* All places of one alternative of a rule's condition. */
static void match_condition(struct run *run, const struct site *site, const struct rule *rule,
                            const struct condition *condition)
{
    struct capture capture;
    size_t from = 0;
    for (int i = 0; i < SITE_MATCHES_MAX; i++) {
        if (!condition_match(condition, site, from, &capture)) {
            if (i == 0)
                tell(run, &(struct match_event){ VERDICT_CONDITION, rule, site,
                                                 .condition = condition });
            return;
        }
        add_reference(run, site, rule, &capture);
        if (capture.end <= from || capture.end >= site->text.len ||
            (rule->once && run->once_done[rule->index]))
            return;
        from = capture.end;
    }
}

/* Whether a rule looks at such a site. Some roles say what a text is before any other does: the
 * name of an argument is a key first, whatever rules for arguments there are. */
static bool looks_at(const struct rule *rule, const struct site *site)
{
    const unsigned first =
        SITE_KEY | SITE_IMPORT | SITE_PACKAGE | SITE_PATH | SITE_COMMENT | SITE_PROSE | SITE_HEADER;
    unsigned roles = site->roles & first ? site->roles & first : site->roles;
    if (!(roles & rule->roles) || (rule->selection && !site->dynamic))
        return false;
    /* A name that is an expression: only for rules about names, or about expressions. */
    return !site->dynamic || rule->wants_dynamic || (site->roles & rule->roles & SITE_IDENTIFIER);
}

/* VERDICT_FOUND when nothing speaks against trying the condition. */
static enum verdict objection(const struct run *run, const struct site *site,
                              const struct rule *rule)
{
    if (!run->applies[rule->index])
        return VERDICT_PATH;
    if (!looks_at(rule, site) || site->text.len == 0)
        return VERDICT_ROLE;
    if (!rule_fits_language(rule, site->language))
        return VERDICT_LANGUAGE;
    return rule->once && run->once_done[rule->index] ? VERDICT_ONCE : VERDICT_FOUND;
}

static void match_rule(struct run *run, const struct site *site, const struct rule *rule)
{
    enum verdict verdict = objection(run, site, rule);
    if (verdict != VERDICT_FOUND) {
        tell(run, &(struct match_event){ .verdict = verdict, .rule = rule, .site = site });
        return;
    }
    const struct condition *condition = rule->condition;
    if (condition->op != CONDITION_ANY) {
        match_condition(run, site, rule, condition);
        return;
    }
    /* One after another: each then reads the text once, however often it matches. */
    for (size_t i = 0; i < condition->part_count; i++)
        match_condition(run, site, rule, condition->parts[i]);
}

static void try_rule(struct run *run, size_t site, uint32_t index)
{
    if (run->seen_at[index] == site + 1)
        return;
    run->seen_at[index] = (uint32_t)site + 1;
    match_rule(run, &run->document.sites->items[site], run->ruleset->rules[index]);
}

/* The text of some sites is put together from several places, or stands in none. */
static bool composed(const struct site *site)
{
    return site->roles & (SITE_PACKAGE | SITE_IMPORT | SITE_IDENTIFIER | SITE_PATH);
}

static void match_site(struct run *run, size_t index)
{
    const struct site *site = &run->document.sites->items[index];
    const struct ruleset *ruleset = run->ruleset;
    for (size_t i = 0; i < run->awake.count; i++)
        try_rule(run, index, run->awake.items[i]);
    if (!run->hits)
        return;
    if (site->roles & SITE_PATH) {
        for (size_t i = 0; i < ruleset->path_rules.count; i++)
            try_rule(run, index, ruleset->path_rules.items[i]);
        return;
    }
    struct extent around = site->at;
    if (composed(site) && site->statement.end > site->statement.start) {
        if (site->statement.start < around.start)
            around.start = site->statement.start;
        if (site->statement.end > around.end)
            around.end = site->statement.end;
    }
    for (size_t i = first_hit_from(run->hits, around.start);
         i < run->hits->count && run->hits->items[i].offset < around.end; i++) {
        const struct rule_list *rules = &ruleset->literal_rules[run->hits->items[i].literal];
        for (size_t j = 0; j < rules->count; j++)
            try_rule(run, index, rules->items[j]);
    }
}

static void look_for_repository_evidence(struct run *run)
{
    const struct repository_evidences *list = &run->ruleset->repository;
    for (size_t i = 0; i < list->count; i++) {
        if (document_holds(&run->document, list->items[i].evidence->condition))
            vec_push(run->result, &run->ret->repository_seen, (uint32_t)i);
    }
}

static bool has_directive(const struct run *run)
{
    bool seen = !run->hits;
    for (size_t i = 0; !seen && i < run->hits->count; i++)
        seen = run->hits->items[i].literal == run->ruleset->directive_literal;
    return seen;
}

void match_sites(const struct ruleset *ruleset, const struct hits *hits, const struct doc *doc,
                 const struct sites *sites, struct arena *scratch, struct arena *result,
                 struct match_result *ret)
{
    match_sites_traced(ruleset, hits, doc, sites, scratch, result, NULL, ret);
}

void match_sites_traced(const struct ruleset *ruleset, const struct hits *hits,
                        const struct doc *doc, const struct sites *sites, struct arena *scratch,
                        struct arena *result, const struct match_trace *trace,
                        struct match_result *ret)
{
    *ret = (struct match_result){ 0 };
    struct run run = {
        .ruleset = ruleset,
        .hits = hits,
        .document = { .doc = doc,
                      .sites = sites,
                      .scratch = scratch,
                      .where = where_of_path(doc->path) },
        .result = result,
        .ret = ret,
        .applies = arena_array(scratch, ruleset->count, sizeof(bool)),
        .once_done = arena_array(scratch, ruleset->count, sizeof(bool)),
        .seen_at = arena_array(scratch, ruleset->count, sizeof(uint32_t)),
        .trace = trace,
    };
    size_t exhausted_before = regex_exhausted_count();
    model_memo_reset(ruleset->memo);
    wake_rules(&run);
    for (size_t i = 0; i < sites->count; i++)
        match_site(&run, i);
    look_for_repository_evidence(&run);
    if (has_directive(&run)) {
        directives_find(&run.document, result, &ret->directives);
        tidy_own_words(&ret->directives, &ret->references);
    }
    ret->exhausted = regex_exhausted_count() != exhausted_before;
    tidy_references(&ret->references);
    document_count_utf16(&run.document, &ret->references);
    if (!doc->binary)
        line_hash_references(doc->file_text, &ret->references, result);
    tidy_selections(&ret->selections);
}

bool match_wants_path(const struct ruleset *ruleset, struct str path)
{
    if (!prefilter_any(ruleset->paths, path))
        return false;
    /* The site that the parser makes of a path is all that these rules look at there. */
    const struct site site = { .roles = SITE_PATH, .text = path, .position = -1 };
    struct capture capture;
    for (size_t i = 0; i < ruleset->path_rules.count; i++) {
        const struct rule *rule = ruleset->rules[ruleset->path_rules.items[i]];
        if (rule_fits_path(rule, path) && condition_match(rule->condition, &site, 0, &capture))
            return true;
    }
    return false;
}
