#include "audit_work.h"

#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/limits.h"
#include "history/outline.h"
#include "match/interest.h"
#include "match/snippet.h"
#include "prefilter/prefilter.h"

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

enum read_outcome work_read(struct audit_worker *worker, const struct entry *entry,
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
    *ret_doc = (struct doc){
        .path = entry->path, .text = text, .file_text = text, .binary = outcome == READ_HEADER
    };
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

void work_parse(struct audit_worker *worker, const struct doc *doc, enum pool_mode mode,
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
static bool recall_doc(struct audit_worker *worker, enum pass pass, const struct entry *entry,
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
        work_read(worker, entry, result, &doc, &ignored) == READ_SKIPPED ||
        !snippet_take_all(&doc, &worker->doc_arena, result, &known.found))
        return false;
    known.lasting = false; /* it is kept already */
    *ret = known;
    return true;
}

/** Whether it is worth keeping. */
static bool is_lasting(struct audit_worker *worker, const struct entry *entry, enum pool_mode mode,
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

void work_on_document(void *state, size_t index, enum pool_mode mode, struct arena *result,
                      struct doc_result *ret)
{
    struct audit_worker *worker = state;
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
    enum read_outcome outcome = work_read(worker, entry, result, &doc, ret);
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
    work_parse(worker, &doc, ret->scanned ? mode : POOL_AS_TEXT, result, &parse,
               interest >= least && ret->scanned ? ret : &uncounted);
    timing_lap(timing, TIMING_PARSE, &mark);
    match_sites(&engine->ruleset, no_prefilter ? NULL : &hits, &doc, &parse.sites, scratch, result,
                &ret->found);
    timing_lap(timing, TIMING_MATCH, &mark);
    if (ret->deferred)
        drop_observations(&ret->found.references);
    ret->lasting = is_lasting(worker, entry, mode, ret, &doc);
}

void work_on_deferred(void *state, size_t index, enum pool_mode mode, struct arena *result,
                      struct doc_result *ret)
{
    struct audit_worker *worker = state;
    const struct audit_context *context = worker->context;
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
    if (work_read(worker, entry, result, &doc, &ignored) == READ_SKIPPED)
        return;
    timing_lap(timing, TIMING_READ, &mark);
    struct hits hits = { 0 };
    prefilter_scan(engine->prefilter, doc.text, &worker->doc_arena, &hits);
    timing_lap(timing, TIMING_PREFILTER, &mark);
    struct parse parse;
    work_parse(worker, &doc, mode, result, &parse, ret);
    timing_lap(timing, TIMING_PARSE, &mark);
    match_sites(&engine->ruleset, &hits, &doc, &parse.sites, &worker->doc_arena, result,
                &ret->found);
    timing_lap(timing, TIMING_MATCH, &mark);
    ret->lasting = is_lasting(worker, entry, mode, ret, &doc);
}

void work_on_wanted(void *state, size_t index, enum pool_mode mode, struct arena *result,
                    struct doc_result *ret)
{
    struct audit_worker *worker = state;
    const struct resolve *resolve = worker->context->resolve;
    arena_reset(&worker->doc_arena);

    struct doc doc;
    struct doc_result ignored = { 0 };
    if (work_read(worker, &resolve->entries[index], result, &doc, &ignored) == READ_SKIPPED ||
        !resolve_wants(resolve, &doc))
        return;
    struct parse parse;
    work_parse(worker, &doc, mode, result, &parse, &ignored);
    resolve_sites(resolve, &parse.sites, result, &ret->found.selections);
}

void work_close(void *state)
{
    struct audit_worker *worker = state;
    reader_free(worker->reader);
    parser_free(worker->parser);
    buf_release(&worker->text);
    arena_release(&worker->doc_arena);
    free(worker);
}

void *work_open(void *state)
{
    const struct audit_context *context = state;
    struct audit_worker *worker = calloc(1, sizeof *worker);
    if (!worker)
        out_of_memory();
    worker->context = context;
    worker->parser = parser_new();
    struct err err;
    if (reader_new(context->audit->tree, &worker->reader, &err))
        return worker;
    work_close(worker);
    return NULL;
}
