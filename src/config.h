/**
 * The configuration file `.llama-audit.yml`, and the environment.
 *
 * Precedence: flag, environment, file, built-in. Keys are the long names of the options with '_'
 * for '-', so that there is one table for both.
 */
#ifndef CONFIG_H
#define CONFIG_H

#include "cli.h"

/**
 * Finds the file (--config, else `.llama-audit.yml` at the scan root or upward to the repository
 * root) and applies it and the environment to `options`.
 *
 * Errors: ERR_USAGE with file and line: unknown key with a suggestion, wrong value.
 */
NODISCARD bool config_load(struct options *options, struct err *err);

#endif
