/**
 * Findings, their cost, work items, and the answer for each target.
 *
 * A finding is one category and one model at one place: one file and its smallest enclosing
 * statement, pair, instruction or record. Findings that share work point to work items.
 *
 * Lifetime: the result arena.
 * Units:    points on the field's ladder (0 no change … 7 new subsystem), see rules/effort.yaml.
 */
#ifndef SCORE_FINDING_H
#define SCORE_FINDING_H

#include "match/reference.h"

enum severity {
    SEVERITY_INFO,
    SEVERITY_LOW,
    SEVERITY_MEDIUM,
    SEVERITY_HIGH,
    SEVERITY_CRITICAL,
    SEVERITY_COUNT,
};

extern const char *const severity_names[SEVERITY_COUNT];

struct points {
    double low;
    double likely;
    double high;
};

/** One line of the arithmetic of a cost: what, how much, and the fact behind it. */
struct term {
    struct str change; /* change kind: "swap-hosted-id" */
    struct str text; /* for people: "context 131072 → 4096: --max-model-len 32768 does not fit" */
    struct points points;
    struct str source; /* where the number comes from; may be empty */
    struct str path;   /* the line that proves it; may be empty */
    uint32_t line;
};

struct terms VEC(struct term);

static inline struct points points_add(struct points a, struct points b)
{
    return (struct points){ a.low + b.low, a.likely + b.likely, a.high + b.high };
}

static inline bool points_are_zero(struct points points)
{
    return points.low == 0 && points.likely == 0 && points.high == 0;
}

/** What moving one finding to one target family costs. */
struct cost {
    struct str target;              /* family id: "qwen-3" */
    const struct model *equivalent; /* chosen member, NULL when there is none */
    struct str equivalent_reason;
    struct points own;        /* its own edit */
    struct points alone;      /* stand-alone: own edit plus each shared item in full */
    struct str blocker;       /* why it is not possible here; empty when it is */
    struct str blocker_title; /* the same in two words: "window 4,096" */
    struct str blocker_path;
    uint32_t blocker_line;
    struct str way_round;
    bool way_round_priced;    /* the way round stays in this family and its work is counted */
    struct terms terms;       /* they add up to `own` */
    struct terms alone_terms; /* they add up to `alone`; judged by this place's own facts */
    struct str alone_blocker; /* the same for `blocker`: what severity looks at */
};

struct costs VEC(struct cost);

struct work_item;
struct work_items VEC(struct work_item *);

struct suppression; /* gate/suppression.h */

/** Who changed the line of a finding last, as far as git can tell. No address, only the name. */
struct blame {
    bool uncommitted;  /* the rest is then not set */
    bool or_earlier;   /* the history that is here begins with it: nobody knows the author */
    struct str commit; /* full id */
    struct str author;
    struct str date; /* "2024-05-31", when the author wrote it, UTC */
    int64_t age_days; /* on the day of the report */
};

/** How a finding relates to what it is compared with: the other side of a change, a baseline. */
enum state {
    STATE_NONE, /* nothing to compare with */
    STATE_NEW,
    STATE_UNCHANGED, /* known: never fails a run by itself */
};

struct finding {
    struct str fingerprint; /* "v1:…" */
    struct str identity;    /* the same hash without the path: what a moved file keeps */
    enum state state;
    bool worse; /* known, and of a higher severity now than `severity_before` */
    bool new_rule; /* new to a baseline that did not know its rule or model */
    enum severity severity_before;
    const struct finding *before; /* the known one itself, where it is at hand; else NULL */
    const struct suppression *suppression; /* what suppresses it, or NULL */
    const struct rule *rule;
    enum category category;
    enum kind kind;
    const struct model *model;
    struct str host;
    enum severity severity;
    struct str severity_reason;
    enum confidence confidence;
    enum where where;
    struct str path;
    struct span span; /* of the strongest reference */
    struct str evidence;
    struct str snippet;
    struct str note;
    struct references references; /* all spans, this one first */
    struct strs also;             /* ids of overlapping rules */
    struct costs costs;           /* per target, in the order of the targets */
    struct work_items work;
    const struct blame *blame; /* NULL: not asked for, or not known */
    struct str retirement; /* "retired on groq 2026-08-16"; empty when none */
    struct str change; /* change kind: a key of rules/effort.yaml; empty when there is no work */
    struct str owners; /* of its path, in CODEOWNERS: "@org/team a@example.org"; or "" */
};

struct findings VEC(struct finding *);

/** Work that several findings share and that is paid once. */
struct work_item {
    struct str id;    /* "re-evaluate", "retrain:train/adapter_config.json" */
    struct str title; /* "re-evaluate prompts, once" */
    struct str change;
    struct findings findings;
    struct costs costs; /* per target */
};

/** The answer for one target family. */
struct target {
    struct str id;
    struct str name;
    size_t blockers;
    struct points points;
    bool has_days;
    struct points days;
    unsigned rank; /* from 1 */
    struct str reason;
    struct strs reasons;
    struct strs excluded; /* requirements that it does not meet, and why */
};

struct targets VEC(struct target);

/** The unranked row: what staying on Llama asks. */
struct stay_item {
    struct str kind; /* a key of `stay:` in rules/effort.yaml: "unpinned" */
    struct str title;
    struct str detail; /* what is true of this place: "retired on Groq 2026-08-16"; or "" */
    const struct model *model; /* NULL when it is not about one */
    struct str path;
    uint32_t line;
    struct points points;
    bool helps_migration;
};

struct stay_items VEC(struct stay_item);

struct stay {
    struct points points;
    struct stay_items items;
    struct str reason;
};

/** One of the models that are tried when another does not answer. */
struct fallback_entry {
    struct str text; /* as written */
    uint32_t line;
    const struct model *model; /* a Llama; NULL for everything else */
};

struct fallback_entries VEC(struct fallback_entry);

/** What a gateway or a router falls back to. */
struct fallback {
    struct str path;
    uint32_t line;
    struct str primary; /* the name that it stands in for, "" when it is not said there */
    bool primary_is_other; /* and that name stands for no Llama */
    bool all_llama;     /* whatever ends the model ends this, too */
    struct fallback_entries entries;
};

struct fallbacks VEC(struct fallback);

/** Whether a repository shows that a duty is met. */
enum duty_state {
    DUTY_BY_HAND, /* nothing here can show it */
    DUTY_MISSING,
    DUTY_FOUND,
    DUTY_STATE_COUNT,
};

extern const char *const duty_state_names[DUTY_STATE_COUNT];

struct licence_duty {
    struct str id; /* "notice" */
    struct str title;
    struct str text; /* what is asked */
    enum duty_state state;
    struct str path; /* where it was found; or "" */
    uint32_t line;
};

struct licence_duties VEC(struct licence_duty);

/** A licence of models in use, or of what would take their place. No legal advice. */
struct licence_use {
    struct str target; /* family id; "" for what is in use */
    struct str id;     /* SPDX id or LicenseRef- */
    struct str name;
    struct str url;
    bool unverified;
    struct strs models; /* ids */
    struct licence_duties duties;
};

struct licence_uses VEC(struct licence_use);

/** A model in use and where. */
struct model_use {
    const struct model *model;
    size_t dependency_count;
    size_t file_count;
    struct strs hosts;
};

struct model_uses VEC(struct model_use);

/** A way in which models are run here. */
struct posture {
    struct str id;   /* "hosted-api" */
    struct str name; /* "hosted API" */
    size_t dependency_count; /* not those in docs and tests */
    struct str path;         /* the first of them */
    uint32_t line;
};

struct postures VEC(struct posture);

/** What a component would cost if it moved alone: its own edits and each shared item in full. */
struct component_target {
    struct str id;
    size_t blocked; /* places */
    struct points points;
};

struct component_targets VEC(struct component_target);

struct component_cost {
    struct str path; /* folder, "" for the root */
    size_t dependency_count;
    struct component_targets targets; /* in the order of effort.yaml */
};

struct component_costs VEC(struct component_cost);

/** Weights that were fitted to what moves really took, see score/calibrate.h. */
struct calibration {
    struct str label; /* its file; "" when the weights are those of effort.yaml */
    size_t record_count;
    double days_per_point;
    double error; /* how far off a record was that was left out: the mean, as a share of its days */
};

struct result {
    struct findings findings; /* sorted by path, line, column, category */
    struct findings suppressed; /* in the same order; not in `findings` and in no total */
    struct findings fixed;    /* what the side compared with has and this one no longer */
    struct work_items work;
    struct targets targets; /* in rank order */
    struct stay stay;
    struct model_uses models;
    struct postures postures; /* those with most places first */
    struct fallbacks fallbacks;
    struct licence_uses licences; /* those in use, then by target in rank order */
    struct calibration calibration; /* of the weights */
    struct component_costs components; /* by path; empty for a repository of one */
};

#endif
