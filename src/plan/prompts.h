/**
 * The prompts of a repository, for evaluation tools: docs/prompts.md describes them.
 *
 * What is a prompt is seen by the rules of rules/prompts.yaml, which are in force only when this
 * inventory is asked for, and by findings of the category prompt-format.
 *
 * Lifetime: the result arena.
 */
#ifndef PLAN_PROMPTS_H
#define PLAN_PROMPTS_H

#include "plan/chat_format.h"
#include "plan/edits.h"
#include "plan/variables.h"

/** The embedded rules to audit with. */
#define PROMPT_RULES "prompts.yaml"

struct prompt {
    struct str id; /* "p1:…": of its path, its text and how often both were there before */
    struct str path;
    uint32_t line;
    uint32_t end_line;
    uint32_t offset; /* bytes of the file */
    uint32_t len;
    enum where where;
    struct str language;
    struct str symbol; /* enclosing function or class */
    struct str key;
    struct str callee;
    const struct model *model; /* that its tokens belong to, or NULL */
    struct str text;           /* as the program has it, credentials masked */
    bool cut;                  /* it is longer */
    bool stop;                 /* only a stop sequence: known while they are collected */
    struct chat_text chat;
    struct strs roles; /* of its tokens, or of the message that it is */
    struct variables variables;
    struct strs findings; /* fingerprints of what was found in it */
};

struct prompts VEC(struct prompt);

struct prompts_input {
    const struct result *result;
    const struct references *references; /* of an audit with PROMPT_RULES */
    const struct chat_tokens *tokens;
    /* The bytes of a file, in the arena; false when they cannot be had. */
    bool (*read)(void *state, struct str path, struct arena *arena, struct str *ret);
    void *read_state;
};

/** All of them, by path and place. Lock files and data sets have none. */
void prompts_collect(const struct prompts_input *input, struct arena *arena, struct prompts *ret);

#endif
