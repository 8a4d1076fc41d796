/**
 * rules/chat-formats.yaml: the tokens of chat formats, and what they say about whose turn it is.
 * docs/prompts.md describes the file.
 *
 * Lifetime: the run arena, const after loading.
 * Errors:   ERR_SYNTAX with file and line.
 */
#ifndef PLAN_CHAT_FORMAT_H
#define PLAN_CHAT_FORMAT_H

#include "base/vec.h"
#include "data/data.h"

struct chat_token {
    struct str format; /* "llama3-header" */
    struct str text;   /* "<|eot_id|>" */
    struct str begins; /* the role whose turn it begins, or "" */
    struct str until;  /* the role stands between the token and this; or "" */
    bool ends;         /* the turn */
};

struct chat_tokens VEC(struct chat_token);

struct message {
    struct str role;
    struct str content;
};

struct messages VEC(struct message);

/** What a text says through chat tokens. */
struct chat_text {
    struct str format;  /* of its first token that only one format has; "" without tokens */
    struct strs tokens; /* each once, in the order of their first places */
    struct strs roles;  /* the same */
    /* The turns that say something. Empty when there are no tokens, or words outside of turns. */
    struct messages messages;
    bool only_tokens; /* nothing stands between them */
};

NODISCARD bool chat_tokens_load(const struct data *data, struct arena *run,
                                struct chat_tokens *ret_tokens, struct err *err);

/** Slices of `text`, lists in the arena. */
void chat_text_read(const struct chat_tokens *tokens, struct str text, struct arena *arena,
                    struct chat_text *ret);

/** Adds a name to a list that has each once. */
void add_once(struct arena *arena, struct strs *names, struct str name);

#endif
