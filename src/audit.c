#include "audit.h"

#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

#include "audit_cache.h"
#include "audit_engine.h"
#include "audit_gather.h"
#include "audit_judge.h"
#include "base/limits.h"
#include "history/outline.h"
#include "match/interest.h"
#include "match/snippet.h"
#include "parse/parse.h"
#include "pool/pool.h"
#include "prefilter/prefilter.h"
#include "progress.h"
#include "resolve/resolve.h"

/* From how many on it is worth it to prepare for them. */
enum { MANY_DOCUMENTS = 256 };

/** What the stages share during a run, on both sides of a fork. */
struct context {
    const struct audit *audit;
    const struct audit_options *options;
    const struct resolve *resolve; /* of the second pass */
    const struct entry *deferred;  /* of the pass over what only observations look at */
    struct audit_cache cache;
    struct progress progress;
};

/** What every process that reads documents has of its own. */
struct worker {
    const struct context *context;
    struct reader *reader;
    struct parser *parser;
    struct buf text;
    struct arena doc_arena; /* emptied after every document */
};

/* ---- one document ---- */

static bool is_own_file(const struct audit *audit, struct str path)
{
    for (size_t i = 0; i < audit->own_files.count; i++) {
        if (str_equal(audit->own_files.items[i], path))
            return true;
    }
    return false;
}

/** A baseline that is not in force speaks of findings, too. */
static bool is_baseline(struct str path, struct str text)
{
    return str_ends(path, STR(BASELINE_FILE_NAME)) && baseline_is_one(text);
}

/** Reads a document into the worker's buffer; what is wrong with it becomes a skip. */
static enum read_outcome read_doc(struct worker *worker, const struct entry *entry,
                                  struct arena *result, struct doc *ret_doc, struct doc_result *ret)
{
    enum { KEPT_BYTES = 1024 * 1024 }; /* few files are larger, and one of those is enough */
    if (worker->text.capacity > KEPT_BYTES)
        buf_release(&worker->text);
    struct skip skip = { .path = entry->path, .reason = SKIP_OWN_FILE };
    enum read_outcome outcome = READ_SKIPPED;
    if (!is_own_file(worker->context->audit, entry->path))
        outcome = reader_read(worker->reader, entry, &worker->text, result, &skip);
    if (outcome == READ_OK && is_baseline(entry->path, buf_str(&worker->text))) {
        skip = (struct skip){ .path = entry->path, .reason = SKIP_OWN_FILE };
        outcome = READ_SKIPPED;
    }
    if (outcome != READ_OK)
        vec_push(result, &ret->skips, skip);
    struct str text = outcome == READ_SKIPPED ? STR("") : buf_str(&worker->text);
    *ret_doc = (struct doc){ .path = entry->path,
                             .text = text,
                             .file_text = text,
                             .binary = outcome == READ_HEADER };
    return outcome;
}

/** For tests of the pool: "crash=GLOB", "hang=GLOB"; with an "!", while reading as text, too. */
static void obey_test_hook(const char *hook, struct str path, enum pool_mode mode)
{
    if (!hook)
        return;
    struct str glob = str_from(hook);
    struct str deed = str_split(&glob, '=');
    bool always = str_ends(deed, STR("!"));
    if (!glob.ptr || !str_glob(glob, path) || (mode == POOL_AS_TEXT && !always))
        return;
    if (str_starts(deed, STR("crash")))
        raise(SIGKILL);
    while (str_starts(deed, STR("hang")))
        pause();
}

/** Parses, or reads as text. What the parser says of it is copied out of the doc arena. */
static void parse_into(struct worker *worker, const struct doc *doc, enum pool_mode mode,
                       struct arena *result, struct parse *parse, struct doc_result *ret)
{
    obey_test_hook(worker->context->options->test_hook, doc->path, mode);
    *parse = (struct parse){ .parser = worker->parser, .arena = &worker->doc_arena };
    if (mode == POOL_FULL)
        parse_doc(parse, doc);
    else
        parse_doc_as_text(parse, doc);
    for (size_t i = 0; i < parse->skips.count; i++) {
        struct skip skip = parse->skips.items[i];
        skip.path = doc->path;
        skip.detail = arena_str(result, skip.detail);
        vec_push(result, &ret->skips, skip);
    }
    ret->language = str_from(parse->language);
}

/** What is known of a document, when its text is all that is missing. */
static bool recall_doc(struct worker *worker, enum pass pass, const struct entry *entry,
                       enum pool_mode mode, struct arena *result, struct doc_result *ret)
{
    const struct audit_cache *cache = &worker->context->cache;
    struct str value;
    if (mode != POOL_FULL || !audit_cache_find(cache, pass, entry, &value))
        return false;
    struct doc doc;
    struct doc_result known;
    struct doc_result ignored = { 0 };
    if (!frame_recall(&cache->env, value, entry->path, result, &known) ||
        read_doc(worker, entry, result, &doc, &ignored) == READ_SKIPPED ||
        !snippet_take_all(&doc, &worker->doc_arena, result, &known.found))
        return false;
    known.lasting = false; /* it is kept already */
    *ret = known;
    return true;
}

/** Whether it is worth keeping. */
static bool is_lasting(struct worker *worker, const struct entry *entry, enum pool_mode mode,
                       const struct doc_result *ret, const struct doc *doc)
{
    return worker->context->cache.cache && mode == POOL_FULL && (entry->blob || entry->stamp) &&
           audit_cache_is_lasting(ret, doc, &worker->doc_arena) &&
           (!entry->stamp || reader_is_as_stamped(worker->reader, entry));
}

/** They come again with the deferred documents, when they are wanted. */
static void drop_observations(struct references *references)
{
    size_t kept = 0;
    for (size_t i = 0; i < references->count; i++) {
        if (references->items[i].kind != KIND_OBSERVATION)
            references->items[kept++] = references->items[i];
    }
    references->count = kept;
}

/** One document through the stages that need only that document; nearly every one ends early. */
static void audit_doc(void *state, size_t index, enum pool_mode mode, struct arena *result,
                      struct doc_result *ret)
{
    struct worker *worker = state;
    const struct audit *audit = worker->context->audit;
    const struct engine *engine = &audit->engine;
    bool no_prefilter = worker->context->options->no_prefilter;
    struct arena *scratch = &worker->doc_arena;
    arena_reset(scratch);
    struct timing *timing = worker->context->options->timing;
    struct timing_mark mark = timing_start(timing);

    const struct entry *entry = &audit->tree->entries[index];
    if (recall_doc(worker, PASS_DOCUMENTS, entry, mode, result, ret)) {
        timing_lap(timing, TIMING_READ, &mark);
        return;
    }
    struct doc doc;
    enum read_outcome outcome = read_doc(worker, entry, result, &doc, ret);
    ret->scanned = outcome != READ_SKIPPED;
    timing_lap(timing, TIMING_READ, &mark);

    struct hits hits = { 0 };
    if (match_possible(&engine->ruleset, &doc))
        prefilter_scan(engine->prefilter, doc.text, scratch, &hits);
    timing_lap(timing, TIMING_PREFILTER, &mark);
    enum match_interest interest = match_interest(&engine->ruleset, &hits, &doc, scratch);
    timing_lap(timing, TIMING_INTEREST, &mark);
    ret->deferred = interest == INTEREST_OBSERVATIONS;
    enum match_interest least =
        worker->context->options->only_dependencies ? INTEREST_FINDINGS : INTEREST_OTHERS;
    if (interest < least && !no_prefilter) {
        ret->lasting = is_lasting(worker, entry, mode, ret, &doc);
        return;
    }
    if (worker->context->options->outline) {
        ret->outline = outline_of(&engine->ruleset, &hits, &doc, scratch);
        return;
    }

    /* Without the prefilter everything is parsed, but the ledger counts the same documents. */
    struct doc_result uncounted = { 0 };
    struct parse parse;
    parse_into(worker, &doc, ret->scanned ? mode : POOL_AS_TEXT, result, &parse,
               interest >= least && ret->scanned ? ret : &uncounted);
    timing_lap(timing, TIMING_PARSE, &mark);
    match_sites(&engine->ruleset, no_prefilter ? NULL : &hits, &doc, &parse.sites, scratch, result,
                &ret->found);
    timing_lap(timing, TIMING_MATCH, &mark);
    if (ret->deferred)
        drop_observations(&ret->found.references);
    ret->lasting = is_lasting(worker, entry, mode, ret, &doc);
}

/** A document that was deferred, when there is a dependency that its observations can bear on. */
static void observe_doc(void *state, size_t index, enum pool_mode mode, struct arena *result,
                        struct doc_result *ret)
{
    struct worker *worker = state;
    const struct context *context = worker->context;
    const struct engine *engine = &context->audit->engine;
    arena_reset(&worker->doc_arena);
    struct timing *timing = context->options->timing;
    struct timing_mark mark = timing_start(timing);

    const struct entry *entry = &context->deferred[index];
    if (recall_doc(worker, PASS_OBSERVATIONS, entry, mode, result, ret)) {
        timing_lap(timing, TIMING_READ, &mark);
        return;
    }
    struct doc doc;
    struct doc_result ignored = { 0 };
    if (read_doc(worker, entry, result, &doc, &ignored) == READ_SKIPPED)
        return;
    timing_lap(timing, TIMING_READ, &mark);
    struct hits hits = { 0 };
    prefilter_scan(engine->prefilter, doc.text, &worker->doc_arena, &hits);
    timing_lap(timing, TIMING_PREFILTER, &mark);
    struct parse parse;
    parse_into(worker, &doc, mode, result, &parse, ret);
    timing_lap(timing, TIMING_PARSE, &mark);
    match_sites(&engine->ruleset, &hits, &doc, &parse.sites, &worker->doc_arena, result,
                &ret->found);
    timing_lap(timing, TIMING_MATCH, &mark);
    ret->lasting = is_lasting(worker, entry, mode, ret, &doc);
}

/** The second pass, for selections: which of the names wanted have a literal value here. */
static void resolve_doc(void *state, size_t index, enum pool_mode mode, struct arena *result,
                        struct doc_result *ret)
{
    struct worker *worker = state;
    const struct resolve *resolve = worker->context->resolve;
    arena_reset(&worker->doc_arena);

    struct doc doc;
    struct doc_result ignored = { 0 };
    if (read_doc(worker, &resolve->entries[index], result, &doc, &ignored) == READ_SKIPPED ||
        !resolve_wants(resolve, &doc))
        return;
    struct parse parse;
    parse_into(worker, &doc, mode, result, &parse, &ignored);
    resolve_sites(resolve, &parse.sites, result, &ret->found.selections);
}

static void close_worker(void *state)
{
    struct worker *worker = state;
    reader_free(worker->reader);
    parser_free(worker->parser);
    buf_release(&worker->text);
    arena_release(&worker->doc_arena);
    free(worker);
}

static void *open_worker(void *state)
{
    const struct context *context = state;
    struct worker *worker = calloc(1, sizeof *worker);
    if (!worker)
        out_of_memory();
    worker->context = context;
    worker->parser = parser_new();
    struct err err;
    if (reader_new(context->audit->tree, &worker->reader, &err))
        return worker;
    close_worker(worker);
    return NULL;
}

/* ---- all documents ---- */

static void show_progress(void *state, size_t done_count)
{
    struct context *context = state;
    progress_show(&context->progress, done_count);
}

/** A test that waits for the clock need not wait long; another one is not to meet it. */
static bool waits_for_clock(const char *hook)
{
    return hook && str_starts(str_from(hook), STR("hang"));
}

/** Hands entries out to workers and gathers what they found, in the order of the entries. */
static bool run_pool(struct context *context, const struct entry *entries, size_t entry_count,
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
        .open = open_worker,
        .work = work,
        .close = close_worker,
        .progress = options->progress ? show_progress : NULL,
    };
    job.env.models = catalog_models(context->audit->engine.catalog, &job.env.model_count);
    context->progress = progress_start(entry_count);
    bool ok = pool_run(&job, result, ret_results, ret_outcome, err);
    progress_end(&context->progress);
    return ok;
}

/** The same for entries whose results may be kept from the run before: only the others are read. */
static bool run_kept(struct context *context, enum pass pass, const struct entry *entries,
                     size_t count,
                     void (*work)(void *, size_t, enum pool_mode, struct arena *,
                                  struct doc_result *),
                     struct arena *result, struct doc_result *ret_results,
                     struct pool_outcome *ret_outcome, struct err *err)
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
static bool observe_deferred(struct context *context, struct audit *audit,
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
    if (!run_kept(context, PASS_OBSERVATIONS, entries, count, observe_doc, &audit->result_arena,
                  observed, &outcome, err))
        return false;
    for (size_t i = 0; i < count; i++)
        add_deferred(&audit->result_arena, &observed[i], &results[places[i]]);
    return true;
}

/** First pass: every document, on its own. */
static bool audit_docs(struct context *context, struct audit *audit, struct gathered *ret_gathered,
                       struct err *err)
{
    const struct tree *tree = audit->tree;
    struct arena *arena = &audit->result_arena;
    struct doc_result *results = arena_array(arena, tree->entry_count, sizeof *results);
    struct pool_outcome outcome;
    if (!run_kept(context, PASS_DOCUMENTS, tree->entries, tree->entry_count, audit_doc, arena, results,
                  &outcome, err))
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
static bool resolve_selections(struct context *context, struct audit *audit,
                               const struct selection_list *selections, struct err *err)
{
    CLEANUP(arena_release) struct arena scratch = { 0 };
    struct resolve resolve = { 0 };
    if (resolve_start(&resolve, selections, audit->tree, &scratch)) {
        struct doc_result *results = arena_array(&scratch, resolve.entry_count, sizeof *results);
        struct pool_outcome outcome;
        context->resolve = &resolve;
        if (!run_pool(context, resolve.entries, resolve.entry_count, NULL, resolve_doc, &scratch,
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
    struct context *context = state;
    audit_cache_open(&context->cache, context->audit, tree, context->options);
    return audit_cache_find_tree(&context->cache, &context->options->walk, tree, ret_bytes);
}

bool audit_run(struct audit *audit, const struct audit_options *options, struct err *err)
{
    struct ledger *ledger = &audit->ledger;
    ledger_init(ledger, &audit->result_arena);
    struct context context = { .audit = audit, .options = options };
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
    struct audit chosen = { .engine = audit->engine,
                            .tree = &tree,
                            .own_files = audit->own_files };
    struct context context = { .audit = &chosen, .options = options };
    if (count > MANY_DOCUMENTS)
        match_prepare(&audit->engine.ruleset);
    tree.entries = entries;
    tree.count = tree.entry_count = count;
    return run_pool(&context, entries, count, NULL, audit_doc, result, ret_results, ret_outcome,
                    err);
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
    struct context context = { .audit = audit, .options = options };
    struct doc_result result = { 0 };
    const struct entry *file = &audit->tree->entries[entry];
    *ret = (struct look){ .worker = open_worker(&context) };
    if (!ret->worker)
        return err_set(err, ERR_IO, "%s: cannot be opened any more", audit->tree->root.ptr);
    ret->read = read_doc(ret->worker, file, &ret->arena, &ret->doc, &result) != READ_SKIPPED;
    prefilter_scan(audit->engine.prefilter, ret->doc.text, &ret->arena, &ret->hits);
    ret->candidate = match_interest(&audit->engine.ruleset, &ret->hits, &ret->doc, &ret->arena) !=
                     INTEREST_NONE;
    enum pool_mode mode = ret->read ? mode_of(&audit->ledger, file->path) : POOL_AS_TEXT;
    parse_into(ret->worker, &ret->doc, mode, &ret->arena, &ret->parse, &result);
    ret->worker->context = NULL; /* gone with this call */
    return true;
}

void look_release(struct look *look)
{
    if (look->worker)
        close_worker(look->worker);
    arena_release(&look->arena);
}

void audit_release(struct audit *audit)
{
    engine_release(&audit->engine);
    arena_release(&audit->result_arena);
    arena_release(&audit->run);
}
