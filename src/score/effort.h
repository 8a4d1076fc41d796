/**
 * rules/effort.yaml: what a difference between two models weighs. docs/effort.md describes the
 * file.
 *
 * Lifetime: the run arena, const after loading.
 * Units:    points on the field's ladder, 0 to 7.
 * Errors:   ERR_SYNTAX with file and line.
 */
#ifndef SCORE_EFFORT_H
#define SCORE_EFFORT_H

#include "base/map.h"
#include "data/data.h"
#include "match/rule.h"
#include "score/finding.h"

/** What a change weighs for one target, and what has to be done. */
struct weight {
    struct points points;
    struct str text;      /* what to do: "new id; turn thinking off for the hybrids" */
    struct str source;    /* where the number comes from; "" is judgement */
    struct str blocked;   /* why it cannot be done; "" when it can */
    struct str way_round; /* of a blocked one */
};

/** For how much of the repository one item of shared work stands. */
enum work_scope {
    WORK_REPOSITORY,
    WORK_FOLDER, /* of the place that triggers it */
    WORK_FILE,
    WORK_HOST,
    WORK_MODEL,
    WORK_SCOPE_COUNT,
};

/** Work that several findings can share: paid once for each scope. */
struct work_kind {
    struct str id;    /* "re-evaluate" */
    struct str title; /* "re-evaluate prompts, once" */
    enum work_scope scope;
    bool where[WHERE_COUNT];      /* places that trigger it */
    struct weight *weights; /* one per target, in the order of the targets */
    unsigned line;
};

/** What has to be done at one place. */
struct change_kind {
    struct str id;
    struct str title;
    bool model_use; /* the place runs or loads a model, so that window, host and input matter */
    bool embeds;    /* what it runs makes embeddings: only a model made for that will do */
    struct weight *weights; /* one per target */
    const struct work_kind **work;
    size_t work_count;
};

/** Which change kind a finding has whose rule names none: the first row that fits. */
struct kind_row {
    int category;         /* enum category, or -1: any */
    struct strs rules;    /* globs on the rule id; empty: any. So are the others */
    struct strs keys;     /* on the last part of the key path, argument or callee */
    struct strs roles;    /* on the roles that the parser saw */
    struct strs evidence; /* on the matched text */
    struct strs hosts;
    struct strs paths;
    struct strs lines;                /* on the text of the line */
    const struct change_kind *change; /* NULL: no work */
};

/** A model use with an observation in the same statement or record asks for something else. */
struct beside_row {
    struct str observes; /* "embedding" */
    int category;        /* of the finding; enum category, or -1: any */
    const struct change_kind *change;
};

/** How a place shows that a model is run: the first row that fits. Empty globs fit all. */
struct posture_row {
    struct str id;       /* "hosted-api" */
    struct str name;     /* "hosted API" */
    struct strs changes; /* globs on the change kind */
    struct strs hosts;
    struct strs paths;
    struct strs where; /* on the sort of place: "code" */
    struct strs lines; /* on the text of the line */
};

/** A library or server that a model needs in some version, and the work of raising it. */
struct library_row {
    struct str title;  /* "transformers" */
    size_t fact;       /* offset in struct model of the least version, a struct str */
    struct strs names; /* packages and images */
    struct strs hosts; /* globs on the host of the place, "none" without one */
    const struct work_kind *work;
    const struct work_kind *major; /* across a major version; NULL: the same */
};

/** A kind of GPU, or a machine with some: the first row that fits. */
struct gpu_row {
    struct strs names; /* globs, lower case */
    double memory_gb;  /* of one */
    double count;      /* in the machine; 0: the name is that of a GPU */
    struct str source; /* where that was read; "": not verified */
};

/** A host that carries a target behind another endpoint than the source. */
struct endpoint_row {
    struct str host;
    size_t target;
    struct str text;
};

/** How to read the date on which a host ends a model: the first row that fits. */
struct retirement_row {
    struct strs date_kinds; /* as in the model files; empty: any */
    struct strs words;      /* globs on what the host says about it; empty: any */
    enum severity past;
    enum severity soon;
    struct str word; /* with its preposition: "retired on", "gone from" */
};

/** Something that staying on Llama asks. */
struct stay_kind {
    struct str id;
    struct str title;
    struct str one; /* what to call one, and several, in the summary */
    struct str many;
    struct points points;
    bool helps_migration;
};

/** What was published about the time that changing a model takes. */
struct published {
    struct str text; /* "2 days to 2 weeks" */
    struct str source;
    struct str url; /* or "" */
};

enum { MAX_TARGETS = 32, EFFORT_MOST_POINTS = 7 };

struct effort_target {
    struct str family; /* "qwen-3" */
    struct str name;   /* "Qwen 3" */
    struct str note;   /* what always applies: "thinking off" */
    struct str vendor; /* "Google"; "" when it is not said */
    bool open_data;    /* its training data is published */
    bool opt_in;       /* scored only when it is asked for */
    size_t like;       /* place of the target that lends the weights it has not; else its own */
};

struct language {
    struct str code; /* "de" */
    struct str name; /* "German", as in the model files */
};

struct licences;

struct effort {
    struct effort_target *targets;
    size_t target_count;
    double steps[SEVERITY_COUNT];  /* the least points of each severity */
    double where_cap[WHERE_COUNT]; /* the most an edit there costs; 0 for no cap */
    struct kind_row *rows;
    size_t row_count;
    struct beside_row *beside;
    size_t beside_count;
    struct posture_row *postures;
    size_t posture_count;
    struct library_row *libraries;
    size_t library_count;
    struct gpu_row *gpus;
    size_t gpu_count;
    double bytes_per_parameter; /* where nothing says how weights are quantised */
    struct bits_row {
        struct strs names; /* globs on the quantisation, lower case */
        double bytes;
    } *quantisations;
    size_t quantisation_count;
    struct strs training_data; /* globs on paths: what an adapter may have been trained on */
    struct map changes; /* id → struct change_kind */
    struct map work;    /* id → struct work_kind */
    struct endpoint_row *endpoints;
    size_t endpoint_count;
    struct retirement_row *retirements;
    size_t retirement_count;
    struct map stay;              /* id → struct stay_kind */
    struct strs self_hosted;      /* hosts on which every open model runs: "ollama" */
    struct licences *licences;    /* what they ask for, score/licence.h; or NULL */
    struct strs restricted;       /* globs of licences that need a look before use */
    struct strs not_commercial;   /* and of those that do not allow to earn money with it */
    struct strs not_eu;           /* that leave the EU out, for models that see */
    struct language *languages;
    size_t language_count;
    struct strs describes_window; /* globs of keys where a whole window is a description */
    struct published *published;
    size_t published_count;
    struct calibration calibration;
    double host_size_factor; /* how much larger or smaller a model may be to stay on its host */
};

/** Reads effort.yaml, the built-in one or another. */
NODISCARD bool effort_parse(const struct data_file *file, struct arena *run,
                            struct effort **ret_effort, struct err *err);

/** The change kind, or NULL. */
const struct change_kind *effort_change(const struct effort *effort, struct str id);

/**
 * Checks that every change kind that rules name is there.
 *
 * Errors: ERR_SYNTAX with the file and line of the rule.
 */
NODISCARD bool effort_check_rules(const struct effort *effort, struct rule *const *rules,
                                  size_t rule_count, struct err *err);

/** Shared work, and what staying asks. Those that the program names are in every file. */
const struct work_kind *effort_work(const struct effort *effort, struct str id);
const struct stay_kind *effort_stay(const struct effort *effort, struct str id);

/** Bytes of one parameter of a model quantised like that; "" is as it was published. */
double effort_bytes(const struct effort *effort, struct str quantisation);

/** The GPU or machine of that name, or NULL. */
const struct gpu_row *effort_gpu(const struct effort *effort, struct str name);

/** Reads accelerators.yaml into an effort that has been read. */
NODISCARD bool effort_parse_accelerators(struct effort *effort, const struct data_file *file,
                                         struct arena *run, struct err *err);

/** The change kind of a finding: its rule's, else that of the first row that fits; or NULL. */
const struct change_kind *effort_change_of(const struct effort *effort,
                                           const struct finding *finding);

/** How to read the end of a hosted id. */
const struct retirement_row *effort_retirement(const struct effort *effort, struct str date_kind,
                                               struct str words);

/** True when one of the globs fits. */
bool any_glob(const struct strs *globs, struct str text);

#endif
