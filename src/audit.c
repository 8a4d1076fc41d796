#include "audit.h"

#include "audit_cache.h"
#include "audit_engine.h"
#include "audit_gather.h"
#include "audit_judge.h"
#include "audit_work.h"
#include "base/limits.h"
#include "match/interest.h"
#include "pool/pool.h"
#include "prefilter/prefilter.h"

/* From how many on it is worth it to prepare for them. */
enum { MANY_DOCUMENTS = 256 };

/* ---- all documents ---- */

static void show_progress(void *state, size_t done_count)
{
    struct audit_context *context = state;
    progress_show(&context->progress, done_count);
}

/** A test that waits for the clock need not wait long; another one is not to meet it. */
static bool waits_for_clock(const char *hook)
{
    return hook && str_starts(str_from(hook), STR("hang"));
}

/** Hands entries out to workers and gathers what they found, in the order of the entries. */
static bool run_pool(struct audit_context *context, const struct entry *entries, size_t entry_count,
                     const bool *known,
                     void (*work)(void *, size_t, enum pool_mode, struct arena *,
                                  struct doc_result *),
                     struct arena *result, struct doc_result *ret_results,
                     struct pool_outcome *ret_outcome, struct err *err)
{
    enum { TEST_SECONDS = 1 };
    const struct audit_options *options = context->options;
    struct pool_job job = {
        .env = { .ruleset = &context->audit->engine.ruleset,
                 .entries = entries,
                 .entry_count = entry_count },
        .workers = options->jobs,
        .known = known,
        .doc_seconds = waits_for_clock(options->test_hook) ? TEST_SECONDS : LIMIT_DOC_SECONDS,
        .context = context,
        .open = work_open,
        .work = work,
        .close = work_close,
        .progress = options->progress ? show_progress : NULL,
    };
    job.env.models = catalog_models(context->audit->engine.catalog, &job.env.model_count);
    context->progress = progress_start(entry_count);
    bool ok = pool_run(&job, result, ret_results, ret_outcome, err);
    progress_end(&context->progress);
    return ok;
}

/** The same for entries whose results may be kept from the run before: only the others are read. */
static bool
run_kept(struct audit_context *context, enum pass pass, const struct entry *entries, size_t count,
         void (*work)(void *, size_t, enum pool_mode, struct arena *, struct doc_result *),
         struct arena *result, struct doc_result *ret_results, struct pool_outcome *ret_outcome,
         struct err *err)
{
    struct timing *timing = context->options->timing;
    const struct audit_cache *cache = &context->cache;
    struct timing_mark mark = timing_start(timing);
    CLEANUP(arena_release) struct arena scratch = { 0 };
    bool *known = arena_array(&scratch, count, sizeof *known);
    size_t known_count = audit_cache_recall(
        cache, pass, entries, count, pass == PASS_DOCUMENTS ? context->audit->tree->nothing : NULL,
        result, ret_results, known);
    timing_lap(timing, TIMING_CACHE, &mark);
    if (count - known_count > MANY_DOCUMENTS)
        match_prepare(&context->audit->engine.ruleset);
    if (!run_pool(context, entries, count, known, work, result, ret_results, ret_outcome, err))
        return false;
    mark = timing_start(timing);
    audit_cache_keep(cache, pass, entries, count, known, ret_results);
    if (pass == PASS_DOCUMENTS)
        audit_cache_keep_tree(cache, &context->options->walk, context->audit->tree,
                              &context->audit->ledger, known, ret_results);
    timing_lap(timing, TIMING_CACHE, &mark);
    return true;
}

static bool has_dependency(const struct doc_result *results, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const struct references *references = &results[i].found.references;
        for (size_t j = 0; j < references->count; j++) {
            if (references->items[j].kind == KIND_DEPENDENCY)
                return true;
        }
    }
    return false;
}

/** What was found in a deferred document is added to what reading it gave. */
static void add_deferred(struct arena *arena, const struct doc_result *observed,
                         struct doc_result *result)
{
    result->language = observed->language;
    for (size_t i = 0; i < observed->found.references.count; i++)
        vec_push(arena, &result->found.references, observed->found.references.items[i]);
    for (size_t i = 0; i < observed->skips.count; i++)
        vec_push(arena, &result->skips, observed->skips.items[i]);
}

/**
 * What a repository needs of a model matters only where it has one: documents that hold nothing but
 * observations are parsed when another one holds a dependency, and forgotten otherwise.
 */
static bool observe_deferred(struct audit_context *context, struct audit *audit,
                             struct doc_result *results, struct err *err)
{
    const struct tree *tree = audit->tree;
    if (!has_dependency(results, tree->entry_count))
        return true;
    CLEANUP(arena_release) struct arena scratch = { 0 };
    struct entry *entries = arena_array(&scratch, tree->entry_count, sizeof *entries);
    size_t *places = arena_array(&scratch, tree->entry_count, sizeof *places);
    size_t count = 0;
    for (size_t i = 0; i < tree->entry_count; i++) {
        if (!results[i].deferred)
            continue;
        places[count] = i;
        entries[count++] = tree->entries[i];
    }
    if (count == 0)
        return true;
    struct doc_result *observed = arena_array(&scratch, count, sizeof *observed);
    struct pool_outcome outcome;
    context->deferred = entries;
    if (!run_kept(context, PASS_OBSERVATIONS, entries, count, work_on_deferred,
                  &audit->result_arena, observed, &outcome, err))
        return false;
    for (size_t i = 0; i < count; i++)
        add_deferred(&audit->result_arena, &observed[i], &results[places[i]]);
    return true;
}

/** First pass: every document, on its own. */
static bool audit_docs(struct audit_context *context, struct audit *audit,
                       struct gathered *ret_gathered, struct err *err)
{
    const struct tree *tree = audit->tree;
    struct arena *arena = &audit->result_arena;
    struct doc_result *results = arena_array(arena, tree->entry_count, sizeof *results);
    struct pool_outcome outcome;
    if (!run_kept(context, PASS_DOCUMENTS, tree->entries, tree->entry_count, work_on_document,
                  arena, results, &outcome, err))
        return false;

    if (!observe_deferred(context, audit, results, err))
        return false;
    ret_gathered->seen = arena_array(arena, audit->engine.ruleset.repository.count, sizeof(bool));
    for (size_t i = 0; i < tree->count; i++)
        gather_doc(audit, tree->entries[i].path, &results[i], ret_gathered);
    for (size_t i = 0; i < tree->side_count; i++)
        gather_side(audit, i, results, ret_gathered);
    if (outcome.missing > 0) {
        audit->ledger.partial = true;
        ledger_note(&audit->ledger, "given up: %zu files crashed, %zu were not looked at",
                    outcome.deaths, outcome.missing);
    }
    return true;
}

/**
 * Second pass: a place that takes its model from a variable is resolved when a configuration file
 * of this repository gives that variable a value. Reads those files only, and only when needed.
 */
static bool resolve_selections(struct audit_context *context, struct audit *audit,
                               const struct selection_list *selections, struct err *err)
{
    CLEANUP(arena_release) struct arena scratch = { 0 };
    struct resolve resolve = { 0 };
    if (resolve_start(&resolve, selections, audit->tree, &scratch)) {
        struct doc_result *results = arena_array(&scratch, resolve.entry_count, sizeof *results);
        struct pool_outcome outcome;
        context->resolve = &resolve;
        if (!run_pool(context, resolve.entries, resolve.entry_count, NULL, work_on_wanted, &scratch,
                      results, &outcome, err))
            return false;
        for (size_t i = 0; i < resolve.entry_count; i++)
            resolve_take(&resolve, &results[i].found.selections);
    }
    for (size_t i = 0; i < selections->count; i++) {
        if (!resolve_is_done(&resolve, &selections->items[i]))
            ledger_select(&audit->ledger, &selections->items[i]);
    }
    return true;
}

/* ---- the pipeline ---- */

/** What the patterns keep out was not looked at, and the report says so. */
static void note_patterns(struct ledger *ledger, const char *what, const struct strs *patterns)
{
    CLEANUP(buf_release) struct buf list = { 0 };
    for (size_t i = 0; i < patterns->count; i++)
        buf_printf(&list, "%s%.*s", i ? ", " : "", STR_ARG(patterns->items[i]));
    if (patterns->count > 0)
        ledger_note(ledger, "%s: %.*s", what, STR_ARG(buf_str(&list)));
}

/** What was listed of the commit before; the cache is opened as soon as the repository is known. */
static bool find_tree(void *state, const struct tree *tree, struct str *ret_bytes)
{
    struct audit_context *context = state;
    audit_cache_open(&context->cache, context->audit, tree, context->options);
    return audit_cache_find_tree(&context->cache, &context->options->walk, tree, ret_bytes);
}

bool audit_run(struct audit *audit, const struct audit_options *options, struct err *err)
{
    struct ledger *ledger = &audit->ledger;
    ledger_init(ledger, &audit->result_arena);
    struct audit_context context = { .audit = audit, .options = options };
    struct gathered gathered = { 0 };
    note_patterns(ledger, "left out by exclude patterns", &options->walk.exclude);
    note_patterns(ledger, "only what fits the include patterns", &options->walk.include);

    for (size_t i = 0; i < options->notes.count; i++)
        ledger_note(ledger, "%.*s", STR_ARG(options->notes.items[i]));

    struct timing_mark mark = timing_start(options->timing);
    if (!engine_load_with(&audit->engine, &options->rule_texts, &options->rule_paths,
                          options->more_rules, &audit->run, err) ||
        !effort_select(audit->engine.effort, &options->also_targets, err))
        return false;
    timing_lap(options->timing, TIMING_LOAD, &mark);
    struct walk_options walk = options->walk;
    struct tree_memory memory = { &context, find_tree };
    walk.memory = &memory;
    walk.stamps = audit_cache_is_wanted(options);
    if (!walk_tree(&walk, &audit->run, ledger, &audit->tree, err) ||
        !judge_prepare(audit, options, err)) {
        audit_cache_close(&context.cache);
        return false;
    }
    timing_lap(options->timing, TIMING_LIST, &mark);
    audit_cache_open(&context.cache, audit, audit->tree, options);
    timing_lap(options->timing, TIMING_CACHE, &mark);
    bool ok = audit_docs(&context, audit, &gathered, err) &&
              resolve_selections(&context, audit, &gathered.selections, err);
    timing_lap(options->timing, TIMING_DOCUMENTS, &mark);
    if (ok)
        audit_cache_save(&context.cache, audit->tree);
    audit_cache_close(&context.cache);
    timing_lap(options->timing, TIMING_CACHE, &mark);
    if (!ok)
        return false;

    audit->repository_seen = gathered.seen;
    judge_settle(audit, &audit->result_arena, &audit->references);
    ledger_finish(ledger);
    if (!judge(audit, options, err))
        return false;
    timing_lap(options->timing, TIMING_SCORE, &mark);
    return true;
}

bool audit_entries(const struct audit *audit, const struct audit_options *options,
                   struct entry *entries, size_t count, struct arena *result,
                   struct doc_result *ret_results, struct pool_outcome *ret_outcome,
                   struct err *err)
{
    struct tree tree = *audit->tree;
    struct audit chosen = { .engine = audit->engine, .tree = &tree, .own_files = audit->own_files };
    struct audit_context context = { .audit = &chosen, .options = options };
    if (count > MANY_DOCUMENTS)
        match_prepare(&audit->engine.ruleset);
    tree.entries = entries;
    tree.count = tree.entry_count = count;
    return run_pool(&context, entries, count, NULL, work_on_document, result, ret_results,
                    ret_outcome, err);
}

/* The ledger knows which documents their parsers crashed on or hung at. */
static enum pool_mode mode_of(const struct ledger *ledger, struct str path)
{
    for (size_t i = 0; i < ledger->skips.count; i++) {
        const struct skip *skip = &ledger->skips.items[i];
        if (str_equal(skip->path, path) &&
            (skip->reason == SKIP_ERROR || skip->reason == SKIP_TIME))
            return POOL_AS_TEXT;
    }
    return POOL_FULL;
}

bool audit_look(const struct audit *audit, const struct audit_options *options, size_t entry,
                struct look *ret, struct err *err)
{
    struct audit_context context = { .audit = audit, .options = options };
    struct doc_result result = { 0 };
    const struct entry *file = &audit->tree->entries[entry];
    *ret = (struct look){ .worker = work_open(&context) };
    if (!ret->worker)
        return err_set(err, ERR_IO, "%s: cannot be opened any more", audit->tree->root.ptr);
    ret->read = work_read(ret->worker, file, &ret->arena, &ret->doc, &result) != READ_SKIPPED;
    prefilter_scan(audit->engine.prefilter, ret->doc.text, &ret->arena, &ret->hits);
    ret->candidate =
        match_interest(&audit->engine.ruleset, &ret->hits, &ret->doc, &ret->arena) != INTEREST_NONE;
    enum pool_mode mode = ret->read ? mode_of(&audit->ledger, file->path) : POOL_AS_TEXT;
    work_parse(ret->worker, &ret->doc, mode, &ret->arena, &ret->parse, &result);
    ret->worker->context = NULL; /* gone with this call */
    return true;
}

void look_release(struct look *look)
{
    if (look->worker)
        work_close(look->worker);
    arena_release(&look->arena);
}

void audit_release(struct audit *audit)
{
    engine_release(&audit->engine);
    arena_release(&audit->result_arena);
    arena_release(&audit->run);
}
