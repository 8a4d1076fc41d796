/* What stands on a line, and why it is no finding. */
#include <stdlib.h>

#include "base/limits.h"
#include "base/mask.h"
#include "command/explain.h"
#include "match/trace.h"
#include "report/escape.h"

enum { SITES_SHOWN = 40, RULES_SHOWN = 12 };

/** How near a rule came on the line: the nearest of all its sites there. */
struct near {
    const struct rule *rule;
    bool literal; /* one of its literals stands on the line */
    bool tried;
    enum verdict verdict;
    const struct site *site;
    struct str detail; /* the part that failed */
};

struct watch {
    const struct explain *explain;
    struct extent line;
    struct near *rules; /* by rule */
};

bool explain_find_line(struct str text, uint32_t line, struct extent *ret)
{
    size_t from = 0;
    for (uint32_t i = 1; i < line; i++) {
        size_t end = str_find_char(text, '\n', from);
        if (end == STR_NONE)
            return false;
        from = end + 1;
    }
    size_t end = str_find_char(text, '\n', from);
    end = end == STR_NONE ? text.len : end;
    if (end > from && text.ptr[end - 1] == '\r')
        end--;
    *ret = (struct extent){ (uint32_t)from, (uint32_t)end };
    return true;
}

void explain_roles(const struct explain *explain, unsigned roles)
{
    const char *separator = "";
    for (unsigned i = 0; i < SITE_ROLE_COUNT; i++) {
        if (!(roles & 1u << i))
            continue;
        buf_printf(explain->out, "%s%s", separator, site_role_names[i]);
        separator = ", ";
    }
}

static bool is_on(const struct site *site, struct extent line)
{
    return !(site->roles & (SITE_PATH | SITE_HEADER)) && site->at.start < line.end &&
           site->at.end > line.start;
}

/* ---- what the rules said ---- */

/* Later verdicts are nearer, but for the first. */
static int nearness(enum verdict verdict)
{
    static const int order[] = {
        [VERDICT_ROLE] = 1,      [VERDICT_PATH] = 2,     [VERDICT_LANGUAGE] = 3,
        [VERDICT_CONDITION] = 4, [VERDICT_EVIDENCE] = 5, [VERDICT_WEIGHED] = 0,
        [VERDICT_ONCE] = 6,      [VERDICT_FOUND] = 7,
    };
    return order[verdict];
}

static struct str detail_of(const struct watch *watch, const struct match_event *event)
{
    CLEANUP(buf_release) struct buf text = { 0 };
    if (event->verdict == VERDICT_CONDITION)
        condition_describe(condition_failing(event->condition, event->site), &text);
    else if (event->verdict == VERDICT_EVIDENCE)
        evidence_describe(event->evidence, &text);
    return arena_str(watch->explain->arena, buf_str(&text));
}

static void on_event(void *state, const struct match_event *event)
{
    struct watch *watch = state;
    struct near *near = &watch->rules[event->rule->index];
    if (event->verdict == VERDICT_WEIGHED || !is_on(event->site, watch->line))
        return;
    if (event->capture) { /* a text of several lines may hold it on another one */
        struct extent at = site_extent(event->site, event->capture->start, event->capture->end);
        if (at.start >= watch->line.end || at.end <= watch->line.start)
            return;
    }
    if (near->tried && nearness(event->verdict) <= nearness(near->verdict))
        return;
    near->tried = true;
    near->verdict = event->verdict;
    near->site = event->site;
    near->detail = detail_of(watch, event);
}

static void mark_literals(struct watch *watch)
{
    const struct ruleset *ruleset = &watch->explain->audit->engine.ruleset;
    const struct hits *hits = &watch->explain->look->hits;
    for (size_t i = 0; i < hits->count; i++) {
        const struct hit *hit = &hits->items[i];
        if (hit->offset < watch->line.start || hit->offset >= watch->line.end)
            continue;
        const struct rule_list *rules = &ruleset->literal_rules[hit->literal];
        for (size_t j = 0; j < rules->count; j++)
            watch->rules[rules->items[j]].literal = true;
    }
}

static int compare_near(const void *a, const void *b)
{
    const struct near *x = a;
    const struct near *y = b;
    int order = (y->tried ? nearness(y->verdict) : 0) - (x->tried ? nearness(x->verdict) : 0);
    return order ? order : str_compare(x->rule->id, y->rule->id);
}

/* ---- what is said ---- */

/* Who switched a rule off that would have found something. */
static void add_off(const struct explain *explain, const struct rule *rule)
{
    const struct disabled *off = explain->audit->off.by_rule[rule->index];
    if (off->line == 0) {
        buf_puts(explain->out, "switched off by --disable ");
    } else {
        buf_puts(explain->out, "switched off by ");
        escape_terminal(explain->out, explain->options->suppress.config_path);
        buf_printf(explain->out, ":%u, disable: ", off->line);
    }
    escape_terminal(explain->out, off->pattern);
}

/* Why a reference that was made on this line is no finding. */
static void add_lost(const struct explain *explain, const struct rule *rule)
{
    struct buf *out = explain->out;
    if (disable_is_off(&explain->audit->off, rule)) {
        add_off(explain, rule);
        return;
    }
    if (rule->selection) {
        buf_puts(out, "the place chooses its model at run time: it is in the list of selections,\n"
                      "      unless a file of the repository says what it is");
        return;
    }
    if (rule->kind == KIND_OBSERVATION) {
        buf_printf(out, "observed (%.*s): what the repository needs of a model, never a finding",
                   STR_ARG(rule->observes));
        return;
    }
    for (size_t i = 0; i < rule->evidence_count; i++) {
        const struct evidence *evidence = &rule->evidence[i];
        if (evidence->scope != EVIDENCE_REPOSITORY || evidence->lowers ||
            explain->audit->repository_seen[evidence->repository_index] == evidence->wanted)
            continue;
        CLEANUP(buf_release) struct buf text = { 0 };
        evidence_describe(evidence, &text);
        buf_puts(out, "the other files speak against it: ");
        escape_terminal(out, buf_str(&text));
        return;
    }
    buf_puts(out, "a stronger finding lies over it, or it is below --min-confidence");
}

static void add_near(const struct explain *explain, const struct near *near)
{
    struct buf *out = explain->out;
    const struct rule *rule = near->rule;
    buf_printf(out, "  %.*s\n      ", STR_ARG(rule->id));
    if (!near->tried) {
        buf_puts(out, "its literal stands in no part of the line that is looked at");
    } else if (near->verdict == VERDICT_FOUND) {
        add_lost(explain, rule);
    } else if (near->verdict == VERDICT_ROLE) {
        buf_puts(out, near->site->dynamic && !rule->wants_dynamic
                          ? "the text is an expression, not a literal; "
                          : "");
        buf_puts(out, "it looks at ");
        explain_roles(explain, rule->roles);
        buf_puts(out, ", and this is ");
        explain_roles(explain, near->site->roles);
    } else if (near->verdict == VERDICT_PATH) {
        buf_puts(out, "it does not look at files of this name");
    } else if (near->verdict == VERDICT_LANGUAGE) {
        buf_printf(out, "it does not look at %s", near->site->language);
    } else if (near->verdict == VERDICT_ONCE) {
        buf_puts(out, "it counts once in a file, and stands before this line");
    } else if (near->verdict == VERDICT_EVIDENCE) {
        escape_terminal(out, near->detail);
    } else {
        buf_puts(out, "does not hold: ");
        escape_terminal(out, near->detail);
    }
    buf_char(out, '\n');
}

static void add_rules(const struct watch *watch)
{
    const struct explain *explain = watch->explain;
    const struct ruleset *ruleset = &explain->audit->engine.ruleset;
    struct near *shown = arena_array(explain->arena, ruleset->count, sizeof *shown);
    size_t count = 0;
    for (size_t i = 0; i < ruleset->count; i++) {
        struct near near = watch->rules[i];
        near.rule = ruleset->rules[i];
        bool made = near.tried && near.verdict == VERDICT_FOUND;
        /* Observations and selections that did not come about explain nothing. */
        if (made || (near.literal && !near.rule->selection && near.rule->kind != KIND_OBSERVATION))
            shown[count++] = near;
    }
    qsort(shown, count, sizeof *shown, compare_near);
    buf_printf(explain->out, "\nrules with a word on this line:%s\n", count ? "" : " none");
    for (size_t i = 0; i < count && (explain->verbose || i < RULES_SHOWN); i++)
        add_near(explain, &shown[i]);
    if (count > RULES_SHOWN && !explain->verbose)
        buf_printf(explain->out, "  and %zu more, see -v\n", count - RULES_SHOWN);
}

/* The bytes of the line [from, to), credentials masked. */
static void add_masked(const struct watch *watch, uint32_t from, uint32_t to)
{
    struct str line =
        str_slice(watch->explain->look->doc.file_text, watch->line.start, watch->line.end);
    struct mask_range shown = { from - watch->line.start, to - watch->line.start };
    if (shown.end - shown.start > LIMIT_SNIPPET_BYTES)
        shown.end = shown.start + LIMIT_SNIPPET_BYTES;
    escape_terminal(watch->explain->out,
                    mask_line(line, (struct mask_range){ 0, 0 }, shown, watch->explain->arena));
}

static void add_site(const struct watch *watch, const struct site *site)
{
    const struct {
        const char *name;
        struct str value;
    } attributes[] = { { "key", site->key },         { "in", site->symbol },
                       { "call", site->callee },     { "argument", site->argument },
                       { "command", site->command }, { "flag", site->flag } };
    struct buf *out = watch->explain->out;
    struct extent line = watch->line;
    uint32_t from = site->at.start > line.start ? site->at.start : line.start;
    uint32_t to = site->at.end < line.end ? site->at.end : line.end;
    buf_printf(out, "  %u  ", from - line.start + 1);
    add_masked(watch, from, to);
    buf_puts(out, "\n      ");
    explain_roles(watch->explain, site->roles);
    buf_printf(out, " of %s", site->language ? site->language : "text");
    for (size_t i = 0; i < ARRAY_COUNT(attributes); i++) {
        if (attributes[i].value.len == 0)
            continue;
        buf_printf(out, ", %s ", attributes[i].name);
        escape_terminal(out, attributes[i].value);
    }
    buf_printf(out, "%s%s%s%s\n", site->dynamic ? ", an expression" : "",
               site->dead ? ", not live" : "", site->snippet ? ", to be run or copied" : "",
               site->test ? ", in a test" : "");
}

static void add_sites(const struct watch *watch)
{
    const struct sites *sites = &watch->explain->look->parse.sites;
    struct buf *out = watch->explain->out;
    size_t count = 0;
    for (size_t i = 0; i < sites->count; i++) {
        const struct site *site = &sites->items[i];
        if (!is_on(site, watch->line) || count++ >= SITES_SHOWN)
            continue;
        if (count == 1)
            buf_puts(out, "\nwhat stands there, by column\n");
        add_site(watch, site);
    }
    if (count == 0)
        buf_puts(out, "\nnothing stands there that rules look at\n");
    else if (count > SITES_SHOWN)
        buf_printf(out, "  and %zu more\n", count - SITES_SHOWN);
}

static void add_false_friends(const struct watch *watch)
{
    const struct explain *explain = watch->explain;
    struct str line = str_slice(explain->look->doc.file_text, watch->line.start, watch->line.end);
    size_t start;
    size_t end = 0;
    bool any = false;
    for (const struct false_friend *friend;
         (friend =
              catalog_find_false_friend(explain->audit->engine.catalog, line, end, &start, &end));
         any = true) {
        buf_puts(explain->out, any ? "" : "\nlook-alikes\n");
        buf_puts(explain->out, "  ");
        escape_terminal(explain->out, str_slice(line, start, end));
        buf_printf(explain->out, ": %.*s\n", STR_ARG(friend->what));
    }
}

/* Watches what all rules say of the line; false when there is nothing to look at. */
static bool watch_line(struct watch *watch, uint32_t line)
{
    const struct explain *explain = watch->explain;
    struct look *look = explain->look;
    const struct ruleset *ruleset = &explain->audit->engine.ruleset;
    if (!look->read || look->doc.binary ||
        !explain_find_line(look->doc.file_text, line, &watch->line))
        return false;
    watch->rules = arena_array(explain->arena, ruleset->count, sizeof *watch->rules);
    struct match_trace trace = { on_event, watch };
    struct match_result result;
    match_sites_traced(ruleset, &look->hits, &look->doc, &look->parse.sites, &look->arena,
                       &look->arena, &trace, &result);
    return true;
}

void explain_switched_off(const struct explain *explain, uint32_t line)
{
    const struct ruleset *ruleset = &explain->audit->engine.ruleset;
    struct watch watch = { .explain = explain };
    if (explain->audit->off.ids.count == 0 || !watch_line(&watch, line))
        return;
    const char *separator = "\n";
    for (size_t i = 0; i < ruleset->count; i++) {
        const struct near *near = &watch.rules[i];
        const struct rule *rule = ruleset->rules[i];
        if (!near->tried || near->verdict != VERDICT_FOUND ||
            !disable_is_off(&explain->audit->off, rule))
            continue;
        buf_puts(explain->out, separator);
        separator = "";
        explain_label(explain, "without");
        buf_printf(explain->out, "%.*s: ", STR_ARG(rule->id));
        add_off(explain, rule);
        buf_char(explain->out, '\n');
    }
}

void explain_line(const struct explain *explain, uint32_t line)
{
    struct look *look = explain->look;
    struct watch watch = { .explain = explain };
    struct buf *out = explain->out;
    escape_terminal(out, look->doc.path);
    buf_printf(out, ":%u  no finding\n", line);
    if (!watch_line(&watch, line))
        return;
    buf_puts(out, "  ");
    add_masked(&watch, watch.line.start, watch.line.end);
    buf_puts(out, "\n\n");
    explain_label(explain, "read");
    if (look->candidate)
        buf_printf(out, "as %s\n", look->parse.language);
    else
        buf_puts(out, "but not parsed: no word of any rule stands in the file\n");

    mark_literals(&watch);
    add_sites(&watch);
    add_false_friends(&watch);
    add_rules(&watch);
}
