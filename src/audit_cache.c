#include "audit_cache.h"

#include <unistd.h>

#include "base/log.h"
#include "cache/digest.h"
#include "cache/folder.h"
#include "match/snippet.h"
#include "walk/kept.h"

/* ---- opening ---- */

/** "<which repository>-<what answers depend on>.results" */
static struct str file_name(struct str repository, const unsigned char *digest, struct arena *arena)
{
    enum { REPOSITORY_BYTES = 8, DIGEST_BYTES = 16 };
    unsigned char hash[SHA256_LEN];
    sha256(&repository, 1, hash);
    char text[2 * (REPOSITORY_BYTES + DIGEST_BYTES) + 1];
    for (size_t i = 0; i < REPOSITORY_BYTES; i++)
        snprintf(text + 2 * i, 3, "%02x", hash[i]);
    for (size_t i = 0; i < DIGEST_BYTES; i++)
        snprintf(text + 2 * (REPOSITORY_BYTES + i), 3, "%02x", digest[i]);
    return arena_printf(arena, "%.*s-%s" CACHE_SUFFIX, 2 * REPOSITORY_BYTES, text,
                        text + 2 * REPOSITORY_BYTES);
}

bool audit_cache_is_wanted(const struct audit_options *options)
{
    /* An inventory of prompts has whole prompts in it, which nobody wants to have kept. */
    return !options->no_cache && !options->no_prefilter && !options->test_hook &&
           !options->more_rules && !options->outline;
}

void audit_cache_open(struct audit_cache *ret, const struct audit *audit, const struct tree *tree,
                      const struct audit_options *options)
{
    if (ret->opened)
        return;
    *ret = (struct audit_cache){ .opened = true, .folder = -1 };
    struct str build = cache_build_id();
    if (!audit_cache_is_wanted(options) || build.len == 0 || tree->git_dir.len == 0 ||
        tree->partial) /* what is not here today was here yesterday */
        return;
    CLEANUP(arena_release) struct arena scratch = { 0 };
    struct strs scanned = { 0 };
    vec_push(&scratch, &scanned, tree->root);
    vec_push(&scratch, &scanned, tree->top);
    vec_push(&scratch, &scanned, tree->git_dir);
    struct str reason;
    ret->folder = cache_folder_open(&scanned, &scratch, &reason);
    if (ret->folder < 0) {
        log_info("no cache: %.*s", STR_ARG(reason));
        return;
    }
    struct cache_inputs inputs = {
        .build = build,
        .libraries = cache_libraries(&scratch),
        .data = &audit->engine.data,
        .ruleset = &audit->engine.ruleset,
        .max_file_bytes = options->walk.max_file_bytes,
        .only_dependencies = options->only_dependencies,
    };
    unsigned char digest[SHA256_LEN];
    cache_digest(&inputs, digest);
    ret->cache = cache_open(ret->folder, file_name(tree->git_dir, digest, &scratch), digest);
    ret->own_files = &audit->own_files;
    ret->env.ruleset = &audit->engine.ruleset;
    ret->env.models = catalog_models(audit->engine.catalog, &ret->env.model_count);
}

void audit_cache_save(const struct audit_cache *cache, const struct tree *tree)
{
    /* A hook does not write megabytes for three files. */
    enum { MANY_DOCUMENTS = 8 };
    size_t count = cache->cache ? cache_put_count(cache->cache) : 0;
    if (count == 0 || (tree->side_count > 0 && count < MANY_DOCUMENTS))
        return;
    if (cache_save(cache->cache))
        cache_folder_prune(cache->folder);
}

void audit_cache_close(struct audit_cache *cache)
{
    cache_close(cache->cache);
    if (cache->opened && cache->folder >= 0)
        close(cache->folder);
    *cache = (struct audit_cache){ .folder = -1 };
}

/* ---- looking up ---- */

static bool is_own_file(const struct audit_cache *cache, const struct entry *entry)
{
    for (size_t i = 0; i < cache->own_files->count; i++) {
        if (str_equal(cache->own_files->items[i], entry->path))
            return true;
    }
    return false;
}

/** The key of an entry; false when nothing is kept of such. */
static bool key_of(const struct audit_cache *cache, enum pass pass, const struct entry *entry,
                 struct hash128 *ret_key)
{
    if (!cache->cache || (!entry->blob && !entry->stamp) || is_own_file(cache, entry))
        return false;
    static const enum cache_kind kinds[2][2] = { { CACHE_BLOB, CACHE_FILE },
                                                 { CACHE_BLOB_OBSERVED, CACHE_FILE_OBSERVED } };
    char id[OID_BYTES + sizeof entry->stamp->size];
    size_t id_len = OID_BYTES;
    memcpy(id, entry->oid, OID_BYTES);
    if (!entry->blob) {
        memcpy(id + OID_BYTES, &entry->stamp->size, sizeof entry->stamp->size);
        id_len = sizeof id;
    }
    *ret_key = cache_key(cache->cache, kinds[pass][!entry->blob], (struct str){ id, id_len },
                         entry->path);
    return true;
}

bool audit_cache_find(const struct audit_cache *cache, enum pass pass,
                      const struct entry *entry, struct str *ret_value)
{
    struct hash128 key;
    return key_of(cache, pass, entry, &key) && cache_find(cache->cache, key, ret_value);
}

bool audit_cache_needs_text(const struct doc_result *result)
{
    for (size_t i = 0; i < result->found.references.count; i++) {
        if (!snippet_is_path(&result->found.references.items[i]))
            return true;
    }
    return result->found.directives.count > 0;
}

size_t audit_cache_recall(const struct audit_cache *cache, enum pass pass,
                          const struct entry *entries, size_t count, const bool *nothing,
                          struct arena *result, struct doc_result *ret_results, bool *ret_known)
{
    size_t known_count = 0;
    if (!cache->cache)
        return 0;
    CLEANUP(arena_release) struct arena scratch = { 0 };
    for (size_t i = 0; i < count; i++) {
        struct str value;
        ret_known[i] = nothing && nothing[i] && !is_own_file(cache, &entries[i]);
        ret_results[i].scanned = ret_known[i];
        known_count += ret_known[i];
        if (ret_known[i] || !audit_cache_find(cache, pass, &entries[i], &value))
            continue;
        struct doc_result known = { .scanned = true };
        if (value.len > 0) {
            arena_reset(&scratch);
            if (!frame_recall(&cache->env, value, entries[i].path, &scratch, &known) ||
                audit_cache_needs_text(&known) ||
                !frame_recall(&cache->env, value, entries[i].path, result, &known))
                continue;
        }
        known.lasting = false;
        ret_results[i] = known;
        ret_known[i] = true;
        known_count++;
    }
    log_info("cache: %zu of %zu documents are known", known_count, count);
    return known_count;
}

/* ---- keeping ---- */

/** What does not say the same on another day: the machine had its part in it. */
static bool is_passing(enum skip_reason reason)
{
    return reason != SKIP_BINARY && reason != SKIP_ENCODING && reason != SKIP_LFS_POINTER &&
           reason != SKIP_LIMIT && reason != SKIP_PARSE;
}

static bool same_snippets(const struct match_result *a, const struct match_result *b)
{
    for (size_t i = 0; i < a->references.count; i++) {
        const struct reference *x = &a->references.items[i];
        const struct reference *y = &b->references.items[i];
        if (!str_equal(x->snippet, y->snippet) || x->snippet_start != y->snippet_start)
            return false;
    }
    for (size_t i = 0; i < a->directives.count; i++) {
        if (!str_equal(a->directives.items[i].snippet, b->directives.items[i].snippet))
            return false;
    }
    return true;
}

bool audit_cache_is_lasting(const struct doc_result *result, const struct doc *doc,
                            struct arena *scratch)
{
    const struct match_result *found = &result->found;
    if (found->truncated || found->exhausted)
        return false;
    for (size_t i = 0; i < result->skips.count; i++) {
        if (is_passing(result->skips.items[i].reason))
            return false;
    }
    if (!audit_cache_needs_text(result))
        return true;
    struct match_result again = { 0 };
    for (size_t i = 0; i < found->references.count; i++)
        vec_push(scratch, &again.references, found->references.items[i]);
    for (size_t i = 0; i < found->directives.count; i++)
        vec_push(scratch, &again.directives, found->directives.items[i]);
    return snippet_take_all(doc, scratch, scratch, &again) && same_snippets(found, &again);
}

void audit_cache_keep(const struct audit_cache *cache, enum pass pass,
                      const struct entry *entries, size_t count, const bool *known,
                      const struct doc_result *results)
{
    CLEANUP(buf_release) struct buf value = { 0 };
    for (size_t i = 0; cache->cache && i < count; i++) {
        struct hash128 key;
        if (known[i] || !results[i].lasting || results[i].found.truncated ||
            !key_of(cache, pass, &entries[i], &key))
            continue;
        buf_reset(&value);
        if (!doc_result_is_nothing(&results[i]))
            frame_keep(&cache->env, &results[i], &value);
        cache_put(cache->cache, key, buf_str(&value));
    }
}

/* ---- the files of a commit ---- */

/** All that chooses files, but the commit: there is one list for each. */
static struct hash128 tree_key(const struct audit_cache *cache, const struct walk_options *options,
                               const struct tree *tree)
{
    CLEANUP(buf_release) struct buf text = { 0 };
    const struct strs *patterns[] = { &options->include, &options->exclude };
    buf_printf(&text, "%zu:", tree->below.len);
    buf_add(&text, tree->below);
    for (size_t i = 0; i < ARRAY_COUNT(patterns); i++) {
        buf_printf(&text, "%zu;", patterns[i]->count);
        for (size_t j = 0; j < patterns[i]->count; j++) {
            buf_printf(&text, "%zu:", patterns[i]->items[j].len);
            buf_add(&text, patterns[i]->items[j]);
        }
    }
    return cache_key(cache->cache, CACHE_TREE, STR(""), buf_str(&text));
}

bool audit_cache_find_tree(const struct audit_cache *cache, const struct walk_options *options,
                           const struct tree *tree, struct str *ret_bytes)
{
    return cache->cache && cache_find(cache->cache, tree_key(cache, options, tree), ret_bytes);
}

void audit_cache_keep_tree(const struct audit_cache *cache, const struct walk_options *options,
                           const struct tree *tree, const struct ledger *ledger,
                           const bool *known, const struct doc_result *results)
{
    if (!cache->cache || !tree->has_root_oid || tree->side_count > 0)
        return;
    CLEANUP(arena_release) struct arena scratch = { 0 };
    bool *nothing = arena_array(&scratch, tree->count, sizeof *nothing);
    bool same = tree->nothing != NULL;
    for (size_t i = 0; i < tree->count; i++) {
        /* Of a file of our own nothing is known, whatever there was in it as a document. */
        bool still = known[i] && tree->nothing && tree->nothing[i];
        nothing[i] = still || ((known[i] || results[i].lasting) &&
                               doc_result_is_nothing(&results[i]));
        same = same && nothing[i] == tree->nothing[i];
    }
    CLEANUP(buf_release) struct buf bytes = { 0 };
    if (!same && listing_keep(tree, ledger, nothing, &bytes))
        cache_put(cache->cache, tree_key(cache, options, tree), buf_str(&bytes));
}
