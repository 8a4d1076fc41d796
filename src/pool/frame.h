/**
 * The result of one document as bytes, from a worker to the parent.
 *
 *     magic u32 · payload length u32 · checksum u64 · payload
 *
 * Rules and models are sent as their indices, which mean the same in both processes; all text is
 * copied. Numbers are in the byte order of the machine: both ends are one binary.
 *
 * A worker has read hostile bytes and may have been taken over by them, so the parent believes
 * nothing: lengths, indices, enumerations and places are checked one by one.
 */
#ifndef POOL_FRAME_H
#define POOL_FRAME_H

#include "base/buf.h"
#include "pool/result.h"
#include "walk/walk.h"

/** What indices refer to, and what documents there are. */
struct frame_env {
    const struct ruleset *ruleset;
    const struct model *models;
    size_t model_count;
    const struct entry *entries;
    size_t entry_count;
    size_t kept_count; /* the first documents, whose references are kept */
};

/** Appends the frame of entry number `index`. */
void frame_write(const struct frame_env *env, size_t index, const struct doc_result *result,
                 struct buf *out);

enum frame_status { FRAME_READ, FRAME_INCOMPLETE, FRAME_BROKEN };

/**
 * Takes the first frame off the front of `*bytes`. Text is copied into `arena`; paths are those of
 * the entry. Only FRAME_READ sets the results and moves on. References and selections of an entry
 * behind env->kept_count are checked and left out; the result is then truncated.
 */
enum frame_status frame_read(const struct frame_env *env, struct str *bytes, struct arena *arena,
                             size_t *ret_index, struct doc_result *ret_result);

/**
 * Appends a result as the cache keeps it: without what stands around a match, so without snippets
 * (match/snippet.h makes them anew).
 */
void frame_keep(const struct frame_env *env, const struct doc_result *result, struct buf *out);

/**
 * Reads what frame_keep has written, of a document at `path`, with the same checks as a frame. False
 * when it is not sound; then `ret_result` is as it was.
 */
bool frame_recall(const struct frame_env *env, struct str bytes, struct str path,
                  struct arena *arena, struct doc_result *ret_result);

#endif
