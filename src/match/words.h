/**
 * Words by which a live name is told from one that nothing depends on: rules/words.yaml, where
 * each list is explained.
 *
 * Lifetime: the run arena, const after loading.
 */
#ifndef MATCH_WORDS_H
#define MATCH_WORDS_H

#include "base/arena.h"
#include "base/err.h"
#include "base/vec.h"
#include "data/data.h"

struct words {
    struct strs dataset_callees;
    struct strs dataset_names;
    struct strs deployed_words;
    struct strs fetched_parts;
    struct strs folder_commands;
    struct strs page_hosts;
    struct strs page_names;
    struct strs product_names;
    struct strs record_endings;
    struct strs speaking_callees;
    struct strs speaking_commands;
    struct strs speaking_names;
};

/**
 * Reads words.yaml of `data`, or the built-in one when `data` has none.
 *
 * Errors: ERR_SYNTAX with file and line: an unknown list, a list that is none.
 */
NODISCARD bool words_load(const struct data *data, struct arena *run, struct words *ret_words,
                          struct err *err);

#endif
