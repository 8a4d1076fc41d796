/**
 * The command line: one table of options, from which parsing, --help, the man page and shell
 * completion are made.
 *
 * Lifetime: options borrow argv and the run arena.
 * Errors:   ERR_USAGE, one line that says what was seen and what to do.
 */
#ifndef CLI_H
#define CLI_H

#include <stddef.h>

#include "audit.h"
#include "gate/gate.h"
#include "report/reporter.h"
#include "score/again.h"

enum color_choice { COLOR_AUTO, COLOR_ALWAYS, COLOR_NEVER };

/** One --format NAME[=FILE]; `file` "" is stdout. */
struct output {
    const struct reporter *reporter;
    struct str file;
};

struct outputs VEC(struct output);

/** How far a value came: a flag wins over the environment, that over the file. */
enum option_source { FROM_BUILT_IN, FROM_FILE, FROM_ENVIRONMENT, FROM_FLAG };

/** What was said for an option, and where. */
struct given {
    enum option_source source;
    struct str place;   /* ".llama-audit.yml:4", "LLAMA_AUDIT_TARGET", "--target" */
    struct strs values; /* as written; several when it was given several times */
};

/** What `plan` is asked for. */
struct plan_options {
    struct str to;         /* --to: family id, or "" */
    struct str patch_file; /* --patch: "-" for stdout, or "" */
    struct str prompts_file; /* --prompts: the same */
    bool apply;
    bool force;
    bool partial;
    struct strs only; /* fingerprints */
};

struct options {
    struct arena *run;
    struct audit_options audit;
    struct outputs outputs;
    struct str config_path; /* --config, or "" to look for .llama-audit.yml */
    struct str config_file; /* the file that was read, where it lies; "" when there is none */
    struct str output_file; /* -o: for the one format without a file */
    struct str link_template; /* --link-template, or "" */
    struct gate gate;
    struct assumed_ends assumed_ends; /* --assume-eol, for report */
    struct plan_options plan;
    struct str since;  /* --since: of history, "2024-01-01" or "" */
    bool first_parent; /* of history */
    bool blame;
    enum color_choice color;
    enum group_by group_by;
    enum sort_by sort;
    bool show_mentions;
    bool show_engines;
    bool show_suppressed;
    bool sarif_omit_suppressed;
    bool quiet;
    bool timing;
    unsigned verbose;
    bool help;
    bool version;
    struct given given[64]; /* by row of the option table */
    struct str place;       /* of the option that is being applied */
    struct strs operands;   /* what is neither an option nor the command */
};

/** A row of the option table. */
struct option_row {
    const char *name;     /* long name without dashes */
    char letter;          /* short form, or 0 */
    const char *argument; /* placeholder in --help, NULL for a switch */
    const char *about;
    const char *group; /* heading in --help */
    /* NULL for a switch, which sets a bool. */
    bool (*apply)(struct options *options, const char *value, struct err *err);
    bool argument_optional; /* --require-coverage[=LIST] */
    size_t flag;            /* of a switch: where its bool is in struct options */
    const char *as_last;    /* what an argument is that is left out at the end of the line, or NULL */
};

const struct option_row *cli_option_table(size_t *ret_count);

/** Parses options and operands of argv[1..]; argv[0] is the program. Fills in the defaults. */
NODISCARD bool cli_parse(int argc, char **argv, struct arena *run, struct options *ret_options,
                         struct err *err);

/**
 * Applies one option by its long name, unless a stronger source has set it already.
 *
 * place: where that was said, for `config show`; borrowed for as long as the options.
 */
NODISCARD bool cli_set(struct options *options, const char *name, const char *value,
                       enum option_source source, struct str place, struct err *err);

/** What was said for the option of that long name. */
const struct given *cli_given(const struct options *options, const char *name);

/** Today's UTC date as YYYY-MM-DD. */
struct str cli_today(struct arena *run);

#endif
