/**
 * The pipeline: repository → docs → docs worth parsing → sites → references → findings.
 * Read audit.c first: it alone includes every stage.
 */
#ifndef AUDIT_H
#define AUDIT_H

#include "base/timing.h"
#include "gate/baseline.h"
#include "gate/disable.h"
#include "gate/gate.h"
#include "gate/suppress.h"
#include "match/ruleset.h"
#include "parse/parse.h"
#include "pool/pool.h"
#include "report/report.h"
#include "score/score.h"
#include "walk/walk.h"

/** The run half: loaded once, then const and shared with every worker. */
struct engine {
    struct data data;
    struct catalog *catalog;
    struct ruleset ruleset;
    struct effort *effort;
    struct prefilter *prefilter;
};

struct audit_options {
    struct walk_options walk;
    struct strs rule_paths;
    struct data_texts rule_texts; /* of --diff: those of rule_paths as they were before the change */
    const char *more_rules; /* embedded, not for every audit: "prompts.yaml"; or NULL */
    struct strs also_targets; /* opt-in families */
    struct score_options score;
    struct suppress_options suppress;
    struct disabled_list disabled; /* rules that are switched off */
    struct str baseline; /* its path, or "" */
    struct strs notes;   /* what the report has to say of the settings */
    bool baseline_below; /* the configuration named it: its paths are seen from there */
    const struct gate *gate; /* which places count, for what a change adds */
    unsigned jobs;        /* worker processes; 0: everything in this process, no fork */
    bool no_prefilter;    /* the slow reference path: every document is parsed */
    bool no_cache;        /* nothing is known from the run before, nothing kept of this one */
    bool only_dependencies; /* what can hold nothing else need not be looked at closely */
    bool outline;         /* of each document only doc_result.outline: nothing is parsed */
    bool progress;        /* a progress line on stderr */
    struct timing *timing; /* or NULL */
    const char *test_hook; /* "crash=PATH" or "hang=PATH": for tests of the pool; or NULL */
};

/** One of the sides that a change is compared with, as far as its files were read. */
struct audit_side {
    struct references references;
    struct directives directives;
    struct result result;
};

struct audit {
    struct arena run;
    struct arena result_arena;
    struct engine engine;
    struct tree *tree;
    struct ledger ledger;
    struct switched_off off;
    struct strs own_files; /* paths of the tree that are the tool's: not audited */
    struct references references;
    struct directives directives;
    const bool *repository_seen; /* by index into engine.ruleset.repository */
    struct result result;
    bool has_baseline;
    struct baseline baseline;
    size_t stale_count; /* its entries that no finding stands for any more */
    const struct skip *baseline_unread; /* why nothing is known of one of its entries, or NULL */
    struct audit_side sides[SIDES_MAX]; /* by tree->sides */
};

/** One document once more, in this process: what the stages see in it. For explain. */
struct look {
    struct audit_worker *worker;
    struct arena arena;
    bool read;      /* its bytes are in `doc` */
    bool candidate; /* there is something in it for rules to look at, so it was parsed */
    struct doc doc;
    struct hits hits;
    struct parse parse;
};

/** Loads data, catalogue, rules and effort. Needed by every command. */
NODISCARD bool engine_load(struct engine *engine, const struct strs *rule_paths, struct arena *run,
                           struct err *err);

/** The same from `engine->data`, which is loaded already and outlives the engine. */
NODISCARD bool engine_load_data(struct engine *engine, struct arena *run, struct err *err);

/** Gives back what is not in the run arena; before that goes. Also after a load that failed. */
void engine_release(struct engine *engine);

/** Audits. On success `audit` holds everything; audit_release gives it back either way. */
NODISCARD bool audit_run(struct audit *audit, const struct audit_options *options, struct err *err);
void audit_release(struct audit *audit);

/**
 * The stages of one document for entries of our own choosing, in workers: for what is no state of
 * a repository. Needs audit->engine and audit->tree, whose entries do not count.
 *
 * ret_results: room for one each; they live in `result`.
 */
NODISCARD bool audit_entries(const struct audit *audit, const struct audit_options *options,
                             struct entry *entries, size_t count, struct arena *result,
                             struct doc_result *ret_results, struct pool_outcome *ret_outcome,
                             struct err *err);

/**
 * Looks at an entry of an audit that has run. What killed a worker is not parsed once more.
 * look_release gives `ret` back either way.
 */
NODISCARD bool audit_look(const struct audit *audit, const struct audit_options *options,
                          size_t entry, struct look *ret, struct err *err);
void look_release(struct look *look);

#endif
