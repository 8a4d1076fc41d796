/* The table of commands. */
#include <errno.h>
#include <unistd.h>

#include "base/io.h"
#include "command/command.h"
#include "config.h"

static const struct command commands[] = {
    { "baseline", "write|update|check [PATH]",
      "keep the file of dependencies that are known and fail nothing", command_baseline },
    { "calibrate", "ACTUALS.csv", "fit the weights to what finished moves took",
      command_calibrate },
    { "compare", "OLD.json NEW.json...", "what changed between saved JSON reports", command_compare },
    { "config", "show|schema [PATH]",
      "the values in force and where each came from; the JSON Schema of the file", command_config },
    { "explain", "FINGERPRINT|PATH:LINE [PATH]",
      "why a finding is one, or why a line is none", command_explain },
    { "help", "", "print this text", command_help },
    { "history", "[PATH] [--rev REV] [--since DATE]",
      "when each model and each dependency came to a branch and went", command_history },
    { "init", "[PATH] [--baseline]",
      "scan once and write a commented " CONFIG_FILE_NAME ", and a baseline if asked",
      command_init },
    { "plan", "--to FAMILY [PATH]", "the ordered work, and a patch for what can be edited safely",
      command_plan },
    { "report", "FILE.json", "a saved JSON report once more, in any format", command_report },
    { "rules", "list|show ID|test [--rules PATH]", "look at the detection rules, run their examples",
      command_rules },
    { "scan", "[PATH]", "audit (the default command)", command_scan },
    { "version", "", "print the version and the date of the data", command_version },
};

const struct command *command_table(size_t *ret_count)
{
    *ret_count = ARRAY_COUNT(commands);
    return commands;
}

const struct command *command_by_name(const char *name)
{
    for (size_t i = 0; i < ARRAY_COUNT(commands); i++) {
        if (strcmp(commands[i].name, name) == 0)
            return &commands[i];
    }
    return NULL;
}

bool print_stdout(struct str text, struct err *err)
{
    if (io_write_all(STDOUT_FILENO, text))
        return true;
    return err_set(err, ERR_IO, "cannot write to standard output: %s", strerror(errno));
}
