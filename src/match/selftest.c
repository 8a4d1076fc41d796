#include "match/selftest.h"

#include "match/interest.h"
#include "match/match.h"
#include "parse/parse.h"
#include "walk/weights.h"

/* One example with what is needed to run it. */
struct trial {
    const struct ruleset *ruleset;
    const struct prefilter *prefilter;
    struct parser *parser;
    const struct rule *rule;
    const struct example *example;
    struct arena *scratch;
    struct arena *result;
    struct match_result matched;
    struct buf *out;
    bool failed;
};

static void fail(struct trial *trial, const char *format, ...) PRINTF_LIKE(2, 3);

static void fail(struct trial *trial, const char *format, ...)
{
    trial->failed = true;
    if (!trial->out)
        return;
    va_list args;
    va_start(args, format);
    buf_printf(trial->out, "%s:%u: %.*s: ", trial->rule->file, trial->example->line,
               STR_ARG(trial->rule->id));
    buf_vprintf(trial->out, format, args);
    buf_char(trial->out, '\n');
    va_end(args);
}

static void match_example(struct trial *trial, const struct hits *hits, const struct sites *sites,
                          const struct doc *doc)
{
    match_sites(trial->ruleset, hits, doc, sites, trial->scratch, trial->result, &trial->matched);
    bool *seen = arena_array(trial->scratch, trial->ruleset->repository.count + 1, sizeof *seen);
    for (size_t i = 0; i < trial->matched.repository_seen.count; i++)
        seen[trial->matched.repository_seen.items[i]] = true;
    match_settle(trial->ruleset, seen, trial->result, &trial->matched.references);
}

/* What an example is about: a reference of the rule, won or lost. */
static bool is_of(const struct reference *reference, const struct rule *rule)
{
    if (reference->rule == rule)
        return true;
    for (size_t i = 0; i < reference->also.count; i++) {
        if (str_equal(reference->also.items[i], rule->id))
            return true;
    }
    return false;
}

static bool says(struct str expected, struct str actual)
{
    return expected.len == 0 || str_equal(expected, actual);
}

static struct str model_id(const struct reference *reference)
{
    return reference->model ? reference->model->id : STR("none");
}

static bool meets(const struct reference *reference, const struct expectation *expect)
{
    return says(expect->model, model_id(reference)) &&
           says(expect->kind, str_from(kind_names[reference->kind])) &&
           says(expect->where, str_from(where_names[reference->where])) &&
           says(expect->category, str_from(category_names[reference->category])) &&
           says(expect->confidence, str_from(confidence_names[reference->confidence])) &&
           says(expect->host, reference->host) && says(expect->value, reference->value) &&
           says(expect->variant, reference->variant) &&
           says(expect->quantisation, reference->quantisation) &&
           (expect->line == 0 || expect->line == reference->span.line) &&
           (expect->column == 0 || expect->column == reference->span.column);
}

static void describe(struct trial *trial, const struct reference *reference)
{
    if (!trial->out)
        return;
    buf_printf(trial->out, "    got %u:%u %s %s model %.*s host '%.*s' %s %s", reference->span.line,
               reference->span.column, kind_names[reference->kind],
               category_names[reference->category], STR_ARG(model_id(reference)),
               STR_ARG(reference->host), where_names[reference->where],
               confidence_names[reference->confidence]);
    if (reference->kind == KIND_OBSERVATION)
        buf_printf(trial->out, " value '%.*s'", STR_ARG(reference->value));
    buf_printf(trial->out, ", by %.*s\n", STR_ARG(reference->rule->id));
}

static void judge_selection(struct trial *trial, bool wanted)
{
    const struct selection_list *selections = &trial->matched.selections;
    uint64_t line = trial->example->expect.line;
    bool found = false;
    for (size_t i = 0; i < selections->count; i++)
        found |= line == 0 || selections->items[i].line == line;
    if (found != wanted)
        fail(trial, wanted ? "no selection was found" : "a selection was found");
}

static void judge(struct trial *trial, bool wanted)
{
    const struct references *references = &trial->matched.references;
    const struct expectation *expect = &trial->example->expect;
    if (trial->rule->selection) {
        judge_selection(trial, wanted);
        return;
    }
    uint64_t count = 0;
    bool met = false;
    for (size_t i = 0; i < references->count; i++) {
        if (!is_of(&references->items[i], trial->rule))
            continue;
        count++;
        met |= meets(&references->items[i], expect);
    }
    if (wanted && count == 0)
        fail(trial, "not found");
    else if (!wanted && count > 0)
        fail(trial, "found, and should not be");
    else if (wanted && !met)
        fail(trial, "found, but not as expected");
    else if (wanted && expect->count > 0 && count != expect->count)
        fail(trial, "found %llu times", (unsigned long long)count);
    else
        return;
    for (size_t i = 0; i < references->count; i++)
        describe(trial, &references->items[i]);
}

/* No rule may match where the prefilter lets a document go. */
static void check_prefilter(struct trial *trial, const struct doc *doc, const struct sites *sites)
{
    struct hits hits;
    size_t count = trial->matched.references.count;
    size_t selections = trial->matched.selections.count;
    prefilter_scan(trial->prefilter, doc->text, trial->scratch, &hits);
    match_example(trial, &hits, sites, doc);
    if (trial->matched.references.count != count || trial->matched.selections.count != selections)
        fail(trial, "the prefilter drops what a rule finds");
    if (count + selections > 0 &&
        (!match_possible(trial->ruleset, doc) ||
         match_interest(trial->ruleset, &hits, doc, trial->scratch) == INTEREST_NONE))
        fail(trial, "the look before parsing drops what a rule finds");
}

static void run_trial(struct trial *trial, bool wanted)
{
    const struct example *example = trial->example;
    struct doc doc = { .path = example->path,
                       .text = example->text,
                       .file_text = example->text,
                       .binary = weights_format(example->text) != NULL };
    struct parse parse = { .parser = trial->parser, .arena = trial->scratch };
    parse_doc(&parse, &doc);
    match_example(trial, NULL, &parse.sites, &doc);
    judge(trial, wanted);
    check_prefilter(trial, &doc, &parse.sites);
    arena_reset(trial->scratch);
    arena_reset(trial->result);
}

static size_t run_rule(struct trial *trial, const struct rule *rule, struct selftest *ret)
{
    size_t failed = 0;
    trial->rule = rule;
    for (size_t i = 0; i < rule->yes_count + rule->no_count; i++) {
        bool wanted = i < rule->yes_count;
        trial->example = wanted ? &rule->yes[i] : &rule->no[i - rule->yes_count];
        trial->failed = false;
        run_trial(trial, wanted);
        failed += trial->failed;
    }
    ret->rule_count++;
    ret->example_count += rule->yes_count + rule->no_count;
    ret->failed_count += failed;
    return failed;
}

static void begin(struct trial *trial, struct arena *run)
{
    trial->prefilter = prefilter_new(&trial->ruleset->literals, run);
    trial->parser = parser_new();
    match_prepare(trial->ruleset);
}

void selftest_run(const struct ruleset *ruleset, const struct rule *only, struct buf *out,
                  struct selftest *ret)
{
    struct arena run = { 0 };
    struct arena scratch = { 0 };
    struct arena result = { 0 };
    struct trial trial = { .ruleset = ruleset, .scratch = &scratch, .result = &result, .out = out };
    *ret = (struct selftest){ 0 };
    begin(&trial, &run);
    for (size_t i = 0; i < ruleset->count; i++) {
        if (!only || only == ruleset->rules[i])
            run_rule(&trial, ruleset->rules[i], ret);
    }
    parser_free(trial.parser);
    buf_printf(out, "%zu rules, %zu examples, %zu failed\n", ret->rule_count, ret->example_count,
               ret->failed_count);
    arena_release(&run);
    arena_release(&scratch);
    arena_release(&result);
}
