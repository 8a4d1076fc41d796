/* Why a reference of a finding is what it is, and what the finding costs. */
#include "command/explain.h"

#include "base/vec.h"
#include "match/kind.h"
#include "match/trace.h"
#include "report/escape.h"
#include "report/message.h"

/** Why what is explained is a mention to another rule that saw it. */
struct doubt {
    const struct rule *rule;
    const char *reason;
};

struct doubts VEC(struct doubt);

/** Waits for what the stages say about one reference. */
struct watch {
    const struct explain *explain;
    const struct reference *reference;
    struct buf evidence; /* lines: what had an effect, or all of it */
    size_t without_effect;
    const struct evidence **weighed;
    bool found;
    const char *kind_reason; /* or NULL */
    struct doubts doubts;
    struct str spelling; /* what the resolver took, or "" */
};

void explain_label(const struct explain *explain, const char *label)
{
    enum { LABEL_WIDTH = 12 };
    buf_puts(explain->out, label);
    buf_fill(explain->out, ' ', LABEL_WIDTH - (int)strlen(label));
}

static void add_row(const struct explain *explain, const char *label, struct str text)
{
    if (text.len == 0)
        return;
    explain_label(explain, label);
    escape_terminal(explain->out, text);
    buf_char(explain->out, '\n');
}

/* ---- what was weighed ---- */

static bool is_watched(const struct watch *watch, const struct match_event *event)
{
    const struct reference *reference = watch->reference;
    if (event->rule != reference->rule || !event->capture)
        return false;
    if (event->site->roles & (SITE_PATH | SITE_HEADER))
        return str_equal(str_slice(event->site->text, event->capture->start, event->capture->end),
                         reference->evidence);
    struct extent at = site_extent(event->site, event->capture->start, event->capture->end);
    return at.start == reference->span.offset;
}

static void add_outcome(struct watch *watch, const struct evidence *evidence, bool there)
{
    bool against = there != evidence->wanted;
    watch->without_effect += !against && !evidence->wanted;
    if (!against && !evidence->wanted && !watch->explain->verbose)
        return;
    struct buf *out = &watch->evidence;
    CLEANUP(buf_release) struct buf text = { 0 };
    evidence_describe(evidence, &text);
    buf_puts(out, "            ");
    escape_terminal(out, buf_str(&text));
    buf_printf(out, "\n              → %s%s\n", there ? "it is there" : "it is not there",
               !against           ? ""
               : evidence->lowers ? ", which lowers the confidence"
                                  : ", so it is no reference");
}

static void note_weighed(struct watch *watch, const struct match_event *event)
{
    const struct rule *rule = event->rule;
    size_t index = (size_t)(event->evidence - rule->evidence);
    if (watch->weighed[index])
        return;
    watch->weighed[index] = event->evidence;
    add_outcome(watch, event->evidence, event->there);
}

/* A rule that may have lost the span to the one that is explained. */
static void note_other(struct watch *watch, const struct match_event *event)
{
    const struct reference *reference = watch->reference;
    struct extent at = site_extent(event->site, event->capture->start, event->capture->end);
    const char *reason;
    if (at.start >= reference->span.offset + reference->span.len ||
        at.end <= reference->span.offset)
        return;
    (void)kind_decide(&watch->explain->audit->engine.ruleset.words, event->rule, event->site,
                      reference->where, event->capture->start, &reason);
    if (reason)
        vec_push(watch->explain->arena, &watch->doubts, (struct doubt){ event->rule, reason });
}

static void on_event(void *state, const struct match_event *event)
{
    struct watch *watch = state;
    if (event->verdict == VERDICT_FOUND && event->rule != watch->reference->rule)
        note_other(watch, event);
    if (!is_watched(watch, event))
        return;
    if (event->verdict == VERDICT_WEIGHED) {
        note_weighed(watch, event);
    } else if (event->verdict == VERDICT_FOUND && !watch->found) {
        const struct resolution *resolution = &event->capture->resolution;
        watch->found = true;
        (void)kind_decide(&watch->explain->audit->engine.ruleset.words, event->rule, event->site,
                          watch->reference->where, event->capture->start, &watch->kind_reason);
        if (resolution->model)
            watch->spelling =
                arena_str(watch->explain->arena,
                          str_slice(event->site->text, resolution->start, resolution->end));
    }
}

static void watch_again(struct watch *watch)
{
    const struct explain *explain = watch->explain;
    struct look *look = explain->look;
    const struct rule *rule = watch->reference->rule;
    struct match_trace trace = { on_event, watch };
    struct match_result result;
    watch->weighed = arena_array(explain->arena, rule->evidence_count, sizeof *watch->weighed);
    match_sites_traced(&explain->audit->engine.ruleset, &look->hits, &look->doc, &look->parse.sites,
                       &look->arena, &look->arena, &trace, &result);
    for (size_t i = 0; i < rule->evidence_count; i++) {
        const struct evidence *evidence = &rule->evidence[i];
        if (evidence->scope == EVIDENCE_REPOSITORY)
            add_outcome(watch, evidence,
                        explain->audit->repository_seen[evidence->repository_index]);
    }
}

/* ---- what it is ---- */

static void add_rule(const struct explain *explain, const struct rule *rule)
{
    struct buf *out = explain->out;
    explain_label(explain, "rule");
    buf_printf(out, "%.*s: %.*s\n", STR_ARG(rule->id), STR_ARG(rule->title));
    buf_printf(out, "            %.*s\n", STR_ARG(rule->why));
    buf_printf(out, "            %s:%u%s\n", rule->file, rule->line,
               rule->built_in ? " (built in)" : "");
}

static void add_kind(const struct watch *watch)
{
    const struct reference *reference = watch->reference;
    struct buf *out = watch->explain->out;
    explain_label(watch->explain, "kind");
    buf_printf(out, "%s: ", kind_names[reference->kind]);
    if (reference->rule->kind_forced)
        buf_puts(out, "the rule says so, wherever it stands\n");
    else if (watch->kind_reason)
        buf_printf(out, "%s\n", watch->kind_reason);
    else
        buf_puts(out, "it is live, and nothing says that it can stay\n");
}

static void add_place(const struct explain *explain, const struct reference *reference)
{
    const struct {
        const char *name;
        struct str value;
    } attributes[] = { { "key", reference->key },
                       { "in", reference->symbol },
                       { "call", reference->callee },
                       { "argument", reference->argument } };
    struct buf *out = explain->out;
    explain_label(explain, "role");
    buf_printf(out, "%.*s of %.*s", STR_ARG(reference->role), STR_ARG(reference->language));
    for (size_t i = 0; i < ARRAY_COUNT(attributes); i++) {
        if (attributes[i].value.len == 0)
            continue;
        buf_printf(out, ", %s ", attributes[i].name);
        escape_terminal(out, attributes[i].value);
    }
    buf_printf(out, "\n");
    explain_label(explain, "where");
    buf_printf(out, "%s\n", where_names[reference->where]);
}

static void add_model(const struct watch *watch)
{
    static const char *const roles[] = { "a source", "derived", "a target", "another" };
    const struct reference *reference = watch->reference;
    struct buf *out = watch->explain->out;
    const struct model *model = reference->model;
    explain_label(watch->explain, "model");
    if (!model) {
        buf_puts(out, "none: the place fixes no member of a family\n");
        return;
    }
    buf_printf(out, "%.*s (%.*s, %s%s)", STR_ARG(model->id), STR_ARG(model->name),
               roles[model->role], model->is_family ? ", a family" : "");
    if (watch->spelling.len > 0) {
        buf_puts(out, ", spelled ");
        escape_terminal(out, watch->spelling);
    } else if (reference->rule->model == model) {
        buf_puts(out, ", by the rule");
    }
    buf_char(out, '\n');
    add_row(watch->explain, "host", reference->host);
    add_row(watch->explain, "variant", reference->variant);
    add_row(watch->explain, "quantised", reference->quantisation);
}

static void add_confidence(const struct explain *explain, const struct reference *reference)
{
    struct buf *out = explain->out;
    explain_label(explain, "confidence");
    buf_printf(out, "%s", confidence_names[reference->confidence]);
    if (reference->confidence != reference->rule->confidence)
        buf_printf(out, ", the rule's is %s", confidence_names[reference->rule->confidence]);
    if (reference->note.len > 0) {
        buf_puts(out, ": ");
        escape_terminal(out, reference->note);
    }
    buf_char(out, '\n');
}

static void add_considered(const struct watch *watch)
{
    struct buf *out = watch->explain->out;
    if (watch->evidence.len == 0 && watch->without_effect == 0)
        return;
    explain_label(watch->explain, "considered");
    if (watch->without_effect > 0 && !watch->explain->verbose)
        buf_printf(out, "counter-evidence that is not there: %zu, see -v\n", watch->without_effect);
    else
        buf_puts(out, "\n");
    buf_add(out, buf_str(&watch->evidence));
}

/* The rules that lost the span, each with the reason when it saw no dependency there. */
static void add_also(const struct watch *watch, const struct strs *also)
{
    struct buf *out = watch->explain->out;
    for (size_t i = 0; i < also->count; i++) {
        const char *reason = NULL;
        for (size_t j = 0; j < watch->doubts.count; j++) {
            if (str_equal(watch->doubts.items[j].rule->id, also->items[i]))
                reason = watch->doubts.items[j].reason;
        }
        explain_label(watch->explain, i == 0 ? "also" : "");
        buf_printf(out, "%.*s%s%s\n", STR_ARG(also->items[i]), reason ? ", a mention: " : "",
                   reason ? reason : "");
    }
}

/* ---- what it costs ---- */

static void add_points(struct buf *out, struct points points)
{
    const double values[] = { points.low, points.likely, points.high };
    for (size_t i = 0; i < ARRAY_COUNT(values); i++) {
        buf_puts(out, i ? " · " : "");
        message_points(out, values[i]);
    }
}

static const char *target_name(const struct explain *explain, struct str id)
{
    const struct targets *targets = &explain->audit->result.targets;
    for (size_t i = 0; i < targets->count; i++) {
        if (str_equal(targets->items[i].id, id))
            return targets->items[i].name.ptr;
    }
    return id.ptr;
}

static void add_cost(const struct explain *explain, const struct cost *cost)
{
    struct buf *out = explain->out;
    buf_printf(out, "  %s", target_name(explain, cost->target));
    if (cost->equivalent)
        buf_printf(out, ", %.*s", STR_ARG(cost->equivalent->name));
    buf_puts(out, ": alone ");
    add_points(out, cost->alone);
    buf_puts(out, ", its own edit ");
    add_points(out, cost->own);
    buf_char(out, '\n');
    if (cost->equivalent_reason.len > 0) {
        buf_puts(out, "      ");
        escape_terminal(out, cost->equivalent_reason);
        buf_char(out, '\n');
    }
    for (size_t i = 0; i < cost->alone_terms.count; i++) {
        const struct term *term = &cost->alone_terms.items[i];
        buf_puts(out, "    ");
        add_points(out, term->points);
        buf_puts(out, "  ");
        escape_terminal(out, term->text.len > 0 ? term->text : term->change);
        buf_char(out, '\n');
    }
    if (cost->blocker.len > 0) {
        buf_puts(out, "    blocked: ");
        escape_terminal(out, cost->blocker);
        if (cost->way_round.len > 0) {
            buf_puts(out, "; way round: ");
            escape_terminal(out, cost->way_round);
        }
        buf_char(out, '\n');
    }
}

static void add_costs(const struct explain *explain, const struct finding *finding)
{
    struct buf *out = explain->out;
    explain_label(explain, "severity");
    buf_printf(out, "%s: ", severity_names[finding->severity]);
    escape_terminal(out, finding->severity_reason.len > 0
                             ? finding->severity_reason
                             : STR("nothing has to change to leave Llama"));
    buf_char(out, '\n');
    if (finding->kind != KIND_DEPENDENCY)
        return;
    add_row(explain, "ends", finding->retirement);
    buf_puts(out, "\npoints (low · likely · high) if it were the only finding\n");
    for (size_t i = 0; i < finding->costs.count; i++)
        add_cost(explain, &finding->costs.items[i]);
    if (finding->work.count > 0)
        buf_puts(out, "\nwork shared with other findings, paid once\n");
    for (size_t i = 0; i < finding->work.count; i++) {
        const struct work_item *item = finding->work.items[i];
        buf_puts(out, "  ");
        escape_terminal(out, item->title);
        buf_printf(out, ": %zu %s\n", item->findings.count,
                   item->findings.count == 1 ? "finding" : "findings");
    }
}

static void add_head(const struct explain *explain, const struct finding *finding,
                     const struct reference *reference)
{
    struct buf *out = explain->out;
    escape_terminal(out, reference->path);
    buf_printf(out, ":%u:%u  %s  %.*s\n", reference->span.line, reference->span.column,
               category_names[finding->category], STR_ARG(finding->fingerprint));
    buf_puts(out, "  ");
    escape_terminal(out, reference->snippet);
    buf_puts(out, "\n\n");
    add_row(explain, "evidence", reference->evidence);
    if (reference->span.line != finding->span.line) {
        explain_label(explain, "part of");
        buf_printf(out, "the finding at line %u\n", finding->span.line);
    }
}

void explain_finding(const struct explain *explain, const struct finding *finding,
                     const struct reference *reference)
{
    struct watch watch = { .explain = explain, .reference = reference };
    watch_again(&watch);
    add_head(explain, finding, reference);
    add_rule(explain, reference->rule);
    add_kind(&watch);
    add_place(explain, reference);
    add_model(&watch);
    add_confidence(explain, reference);
    add_considered(&watch);
    buf_release(&watch.evidence);
    add_also(&watch, &reference->also);
    add_costs(explain, finding);
}
