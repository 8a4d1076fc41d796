/**
 * A model: facts about one AI model, or about a family where only that is known.
 *
 * Lifetime: the run arena, const after loading. Two pointers are equal exactly when they are the
 *           same model. Everything comes from rules/models/<family>.yaml.
 * Units:    context_tokens and vocab_size count LLM tokens; parameters count billions.
 */
#ifndef CATALOG_MODEL_H
#define CATALOG_MODEL_H

#include "base/str.h"
#include "base/vec.h"

enum model_role {
    MODEL_SOURCE,  /* Meta's Llama models: what a team leaves */
    MODEL_DERIVED, /* weights made from Llama weights */
    MODEL_TARGET,  /* what a team can move to */
    MODEL_OTHER,   /* named so that it is not taken for one of the above (Muse Spark) */
};

/** A hosted spelling, with its end of life on that host. */
struct hosted_id {
    struct str host; /* "groq", "amazon-bedrock": id of a host */
    struct str id;
    struct str retired;   /* ISO date, "" when none is known */
    struct str date_kind; /* how to weigh the date, as in the data: "shutdown", "deprecated", … */
    struct str successor;
    bool unverified;
};

struct hosted_ids VEC(struct hosted_id);

struct model {
    struct str id;     /* canonical: "llama-3.1-8b", "llama-2", "qwen3-8b" */
    struct str family; /* "llama-3.1", "qwen-3" */
    struct str name;   /* for people: "Llama 3.1 8B" */
    enum model_role role;
    const struct model *base; /* of a derived model, may be a whole family; else NULL */
    /* A whole family ("llama-3.1", "llama-3") has members; a spelling without a size names it. */
    bool is_family;
    double params_b; /* total; 0 when unknown */
    double active_b; /* per token, for mixtures of experts */
    uint64_t context_tokens;
    uint64_t context_extended_tokens; /* with YaRN or the like; 0 when there is none */
    uint64_t vocab_size;
    struct str licence; /* SPDX id or LicenseRef- */
    struct str licence_tag; /* hub tag: "llama3.1" */
    bool vision;
    bool audio;
    bool tools;
    bool fill_in_middle;
    bool embedding;
    bool guard;             /* a safety classifier */
    struct str chat_format; /* "llama3-header", "chatml" */
    struct str architecture;     /* "LlamaForCausalLM" */
    struct str transformers_min; /* "5.5.0" */
    struct str vllm_tool_parser;
    struct str hub_id;     /* of the instruct variant */
    struct strs ollama_tags;
    struct hosted_ids hosted;
    struct str released;
    bool unverified;
};

#endif
