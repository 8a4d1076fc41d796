/**
 * A model: facts about one AI model, or about a family where only that is known.
 *
 * Lifetime: the run arena, const after loading. Two pointers are equal exactly when they are the
 *           same model. Everything comes from rules/models/<family>.yaml; docs/models.md describes
 *           the keys.
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
    struct str retired; /* ISO date, or only its year or month; "" when none is known */
    /* How to read the date: "" is the announced day of removal; "gone_by": seen missing on that
     * day, the removal may be earlier; "announced": a notice, the model may still answer. */
    struct str date_kind;
    struct str retired_kind; /* in words: "shut down for free and developer tiers" */
    struct str confidence;   /* how the date is known: "read", "read (second hand)" */
    struct str successor;
    struct str note;
    bool listed; /* in the index of hosts of the catalogue's date: still carried */
    bool unverified;
};

struct hosted_ids VEC(struct hosted_id);

struct model {
    struct str id;     /* canonical: "llama-3.1-8b", "llama-2", "qwen3-8b" */
    struct str family; /* "llama-3.1", "qwen-3"; the id of a model that is a family */
    struct str name;   /* for people: "Llama 3.1 8B" */
    enum model_role role;
    const struct model *base; /* of a derived model, may be a whole family; else NULL */
    /* A whole family ("llama-3.1", "llama-3") has members; a spelling without a size names it. */
    bool is_family;
    bool opt_in;      /* a target that is offered only when it is asked for */
    bool own_weights; /* derived in format or licence only (Prompt Guard): no Llama decoder */
    double params_b;  /* total; 0 when unknown */
    double active_b;  /* per token, for mixtures of experts; equals params_b for dense models */
    uint64_t context_tokens;
    uint64_t context_extended_tokens; /* with YaRN or the like; 0 when there is none */
    uint64_t vocab_size;
    struct str licence;      /* SPDX id or LicenseRef- */
    struct str licence_tag;  /* hub tag: "llama3.1" */
    struct str licence_note; /* what limits its use beyond the licence's name */
    bool gated;              /* the hub asks for a form first */
    bool api_only;           /* no weights are published */
    struct strs modalities;  /* what it reads: "text", "image", "audio", "video" */
    bool vision;             /* reads images; from modalities, like audio */
    bool audio;
    bool tools;
    bool fill_in_middle;
    bool code; /* trained for code */
    bool embedding;
    bool guard;                  /* a safety classifier */
    struct str thinking;         /* "", "optional", "on by default", "split", "always" */
    struct str languages;        /* in words */
    struct str chat_format;      /* "llama3-header", "chatml" */
    struct str architecture;     /* "LlamaForCausalLM" */
    struct str model_type;       /* "llama" */
    struct str transformers_min; /* "5.5.0" */
    struct str vllm_min;
    struct str vllm_tool_parser;
    struct str vllm_reasoning_parser;
    struct str sglang_tool_parser;
    struct str ollama_min;
    struct str hub_id;      /* of the instruct variant */
    struct str hub_base_id; /* of the base variant */
    struct strs hub_ids;    /* every official repository, and those that were renamed */
    struct strs ollama_tags;
    struct hosted_ids hosted;
    struct str released;
    struct str as_of; /* when its facts were read */
    struct str note;
    struct strs unverified_facts; /* keys whose value was not confirmed */
    bool unverified;              /* the model as a whole */
};

/** A place that serves models under ids of its own. */
struct host {
    struct str id;   /* "amazon-bedrock" */
    struct str name; /* "Amazon Bedrock" */
    struct strs aliases;
    struct strs shown_by; /* words that show that a file speaks to this host, in any case */
    bool cloud;         /* ids in a cloud's own namespace: category hosted-endpoint */
    bool llama_only;    /* serves nothing but Llama */
    bool local;         /* a runtime on the user's own machine: no date can retire it */
    struct str retired; /* the end of the whole service, "" while it lives */
    struct str retired_kind;
    struct str successor;
    struct str note;
};

#endif
