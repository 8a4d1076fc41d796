/**
 * Commands: what a first argument can be. Adding one is a file and a row in command/commands.c.
 */
#ifndef COMMAND_COMMAND_H
#define COMMAND_COMMAND_H

#include "cli.h"

/** Exit codes, public: see docs/cli.md. */
enum exit_code {
    EXIT_CLEAN = 0,    /* ran, nothing at or above the threshold */
    EXIT_FINDINGS = 1, /* findings at or above it */
    EXIT_TROUBLE = 2,  /* usage, configuration or run error, or coverage that was required */
};

struct command {
    const char *name;
    const char *synopsis; /* operands, for --help */
    const char *about;
    /* Runs with parsed options. False with `err` filled is exit code 2. */
    bool (*run)(struct options *options, int *ret_exit_code, struct err *err);
};

/** The row with that name, or NULL. */
const struct command *command_by_name(const char *name);

const struct command *command_table(size_t *ret_count);

bool command_scan(struct options *options, int *ret_exit_code, struct err *err);
bool command_baseline(struct options *options, int *ret_exit_code, struct err *err);
bool command_calibrate(struct options *options, int *ret_exit_code, struct err *err);
bool command_config(struct options *options, int *ret_exit_code, struct err *err);
bool command_explain(struct options *options, int *ret_exit_code, struct err *err);
bool command_history(struct options *options, int *ret_exit_code, struct err *err);
bool command_init(struct options *options, int *ret_exit_code, struct err *err);
bool command_plan(struct options *options, int *ret_exit_code, struct err *err);
bool command_compare(struct options *options, int *ret_exit_code, struct err *err);
bool command_report(struct options *options, int *ret_exit_code, struct err *err);
bool command_rules(struct options *options, int *ret_exit_code, struct err *err);
bool command_version(struct options *options, int *ret_exit_code, struct err *err);
bool command_help(struct options *options, int *ret_exit_code, struct err *err);

/** Writes to stdout; a reader that has gone away is ERR_IO, and no signal. */
NODISCARD bool print_stdout(struct str text, struct err *err);

/** Gives formats without a file to -o or stdout; two of them cannot share it. */
NODISCARD bool settle_outputs(struct options *options, struct err *err);

/** How a report for a person looks on this terminal. root: see write_reports. */
struct style style_for(const struct options *options, bool to_stdout, struct str root);

/**
 * Writes every report that was asked for.
 *
 * root: the absolute folder that paths are relative to, for links of a terminal; or "".
 */
NODISCARD bool write_reports(const struct options *options, const struct report *report,
                             struct str root, struct err *err);

/** The same for what is no report: `write` knows the formats that it takes. */
typedef void output_writer(const void *thing, const struct reporter *format,
                           const struct style *style, struct buf *out);
NODISCARD bool write_outputs(const struct options *options, output_writer *write,
                             const void *thing, struct str root, struct err *err);

/** Sets the owners of every finding, where a CODEOWNERS file names them. */
void find_owners(struct audit *audit);

/** The text of --help. */
void help_text(struct buf *out);

/** ERR_USAGE for a baseline of a part of the tree: what only looks at that would forget the rest. */
NODISCARD bool check_baseline_whole(const struct options *options, struct err *err);

#endif
