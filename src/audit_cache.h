/**
 * The cache in a run: whose results are known before anything is read, and which are worth keeping.
 *
 * What is kept of a document is what audit_doc gave: references before conditions of the whole
 * repository and scoring, without the text around them. Most hold nothing, and then the parent knows
 * all there is. Where there are references a worker reads the text again and makes the snippets.
 *
 * Lifetime: opened by the parent before the first worker, closed behind the last.
 */
#ifndef AUDIT_CACHE_H
#define AUDIT_CACHE_H

#include "audit.h"
#include "cache/cache.h"

/** Which of the passes over documents: each gives results of its own. */
enum pass { PASS_DOCUMENTS, PASS_OBSERVATIONS };

struct audit_cache {
    bool opened;         /* or found that there is none */
    struct cache *cache; /* NULL: nothing is known, nothing kept */
    int folder;
    struct frame_env env; /* without entries */
    const struct strs *own_files; /* of the tree, which are not documents */
};

/** True when the options do not speak against it. */
bool audit_cache_is_wanted(const struct audit_options *options);

/** Opens the cache of the tree that was listed, unless its place speaks against it. */
void audit_cache_open(struct audit_cache *ret, const struct audit *audit, const struct tree *tree,
                      const struct audit_options *options);

/** The list of the files of a commit that was kept: for struct tree_memory. */
bool audit_cache_find_tree(const struct audit_cache *cache, const struct walk_options *options,
                           const struct tree *tree, struct str *ret_bytes);

/** Puts the list of files of a commit, with what is known of each, when there is something new. */
void audit_cache_keep_tree(const struct audit_cache *cache, const struct walk_options *options,
                           const struct tree *tree, const struct ledger *ledger,
                           const bool *known, const struct doc_result *results);

/** Writes what was new, where that is worth it. */
void audit_cache_save(const struct audit_cache *cache, const struct tree *tree);
void audit_cache_close(struct audit_cache *cache);

/**
 * What was kept of an entry. False when there is nothing, or entries like this are not kept.
 *
 * ret_value: for frame_recall; empty for a document that was scanned and holds nothing.
 */
bool audit_cache_find(const struct audit_cache *cache, enum pass pass,
                      const struct entry *entry, struct str *ret_value);

/**
 * Fills in the results that need no text of the document, and sets `ret_known` for those. Returns
 * how many.
 *
 * nothing: by entry, or NULL: it is known already that there is nothing in it.
 */
size_t audit_cache_recall(const struct audit_cache *cache, enum pass pass,
                          const struct entry *entries, size_t count, const bool *nothing,
                          struct arena *result, struct doc_result *ret_results, bool *ret_known);

/** Puts what is new and lasting of results that were not known. */
void audit_cache_keep(const struct audit_cache *cache, enum pass pass,
                      const struct entry *entries, size_t count, const bool *known,
                      const struct doc_result *results);

/** What frame_recall gave needs the text of the document before it is a result. */
bool audit_cache_needs_text(const struct doc_result *result);

/** True when the same document will give the same again, and can be put together without snippets. */
bool audit_cache_is_lasting(const struct doc_result *result, const struct doc *doc,
                            struct arena *scratch);

#endif
