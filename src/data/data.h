/**
 * The text of the files under rules/, of the parser queries and of the HTML report: embedded in the
 * binary, with files of --rules folders over or beside those of rules/.
 *
 * Lifetime: embedded texts are static; overlaid ones live in the run arena.
 */
#ifndef DATA_DATA_H
#define DATA_DATA_H

#include "base/arena.h"
#include "base/err.h"
#include "base/vec.h"
#include "base/yaml.h"

/** The name of what `calibrate` has written begins with this. */
#define DATA_CALIBRATION "calibration/"

struct data_file {
    struct str name; /* "models/llama-3.1.yaml", "queries/python.scm" */
    struct str text;
    uint64_t hash; /* str_hash of the text */
    struct str label; /* what to call it in messages: the name, or the path of an overlay */
    bool built_in;
    const struct yaml_flat *tree; /* of the text, when the build has parsed it; else NULL */
};

struct data {
    struct data_file *files; /* sorted by name; overlays that extend come after built-in ones */
    size_t count;
};

/**
 * The embedded files and those of each --rules path over them. A folder's models/x.yaml joins the
 * built-in families or takes the place of the one of that name; effort.yaml, hosts.yaml and other
 * files that are built in are replaced by their namesakes. What `calibrate` has written, known by
 * its first key, comes under a name in calibration/. Everything else in a folder, and a path that
 * is a single file, extends the built-in rules under a name in detect/.
 *
 * Errors: ERR_IO when a path cannot be read.
 */
NODISCARD bool data_load(const struct strs *rule_paths, struct arena *run, struct data *ret_data,
                         struct err *err);

/** A file of a --rules path whose text is at hand: of a change, git has it as it was before. */
struct data_text {
    struct str name; /* below that path; of a path that is a file "detect/NAME" */
    struct str text;
    struct str label; /* its path */
};

struct data_texts VEC(struct data_text);

/** data_load with these over the built-in files, below those of `rule_paths`. */
NODISCARD bool data_load_with(const struct data_texts *texts, const struct strs *rule_paths,
                              struct arena *run, struct data *ret_data, struct err *err);

/** The file of that name, or NULL. */
const struct data_file *data_get(const struct data *data, const char *name);

/**
 * The text of a file as a tree in `run`; of a built-in one without reading it again.
 *
 * Errors: ERR_SYNTAX, "LABEL: LINE: reason".
 */
NODISCARD bool data_parse(const struct data_file *file, struct arena *run,
                          const struct yaml_node **ret_root, struct err *err);

/** Makes a file of rules that are not for every audit one of detect/. */
void data_use_rules(struct data *data, const char *name, struct arena *run);

/** An embedded file: "queries/python.scm", "html/page.html". Empty when there is none. */
struct str data_embedded(const char *name);

#endif
