/**
 * The configuration file `.llama-audit.yml`, and the environment.
 *
 * Precedence: flag, environment, file, built-in. A key is the long name of an option with '_' for
 * '-' and says the same. One table holds them all: the reader, `config show`, the JSON Schema in
 * docs/ and the file that `init` writes are made from it.
 */
#ifndef CONFIG_H
#define CONFIG_H

#include "cli.h"

#define CONFIG_FILE_NAME ".llama-audit.yml"

enum config_type {
    CONFIG_TEXT,
    CONFIG_SWITCH, /* true or false */
    CONFIG_WORD,   /* one of `word` */
    CONFIG_NUMBER, /* whole, from 0 */
    CONFIG_DECIMAL, /* from 0 */
    CONFIG_SIZE,   /* bytes, or a number with k or m */
    CONFIG_WORDS,  /* a list of `word` */
    CONFIG_TEXTS,  /* a list */
    CONFIG_GLOBS,  /* a list */
    CONFIG_PATH,   /* relative to the folder of the configuration file */
    CONFIG_PATHS,  /* a list; relative to the folder of the configuration file */
    CONFIG_SUPPRESSIONS, /* a list of mappings: gate/suppress.h; no option says it */
};

/** A key of the file. */
struct config_key {
    const char *key;
    const char *option; /* the option that it sets, by its long name; NULL: none */
    enum config_type type;
    const char *built_in;             /* what holds without it, as a flag has it; "": nothing */
    const char *(*word)(size_t at);   /* of CONFIG_WORD and CONFIG_WORDS; NULL behind the last */
    const char *environment;          /* the variable that says it too, or NULL */
    const char *example;              /* what a file may say, as YAML */
    const char *about;                /* one line, without a full stop */
};

const struct config_key *config_table(size_t *ret_count);

/** The keys of an item of CONFIG_SUPPRESSIONS, NULL at the end. */
extern const char *const config_suppression_keys[];

/** True for the types that are a list in the file. */
bool config_is_list(const struct config_key *key);

/**
 * Finds the file (--config, else `.llama-audit.yml` at the scan root or upward to the repository
 * root) and applies it and the environment to `options`.
 *
 * Errors: ERR_USAGE with file and line: unknown key with a suggestion, wrong value.
 */
NODISCARD bool config_load(struct options *options, struct err *err);

/** The folder that a new configuration belongs into: the scan root, else the repository's top. */
struct str config_folder(const struct options *options);

#endif
