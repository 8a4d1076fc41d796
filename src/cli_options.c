/* The table of options, and what each does with its value. */
#include <errno.h>
#include <stdlib.h>
#include <time.h>

#include "base/limits.h"
#include "base/yaml.h"
#include "cli.h"
#include "score/require.h"

/* ---- values ---- */

static bool parse_count(const char *name, const char *value, unsigned most, unsigned *ret,
                        struct err *err)
{
    uint64_t number;
    if (!str_to_u64(str_from(value), &number) || number > most)
        return err_set(err, ERR_USAGE, "--%s takes a whole number from 0 to %u, not '%s'", name,
                       most, value);
    *ret = (unsigned)number;
    return true;
}

/* "a, b, c" for a message. */
static const char *join_words(struct arena *run, const char *const *words, size_t count)
{
    struct str list = STR("");
    for (size_t i = 0; i < count; i++)
        list = arena_printf(run, "%.*s%s%s", STR_ARG(list), i ? ", " : "", words[i]);
    return list.ptr;
}

/* The index of `value` in a table of words. */
static bool parse_word(struct options *options, const char *name, const char *value,
                       const char *const *words, size_t count, size_t *ret, struct err *err)
{
    for (size_t i = 0; i < count; i++) {
        if (strcmp(value, words[i]) == 0) {
            *ret = i;
            return true;
        }
    }
    return err_set(err, ERR_USAGE, "--%s takes one of %s, not '%s'", name,
                   join_words(options->run, words, count), value);
}

struct str cli_today(struct arena *run)
{
    time_t now = time(NULL);
    struct tm utc;
    gmtime_r(&now, &utc);
    return arena_printf(run, "%04d-%02d-%02d", utc.tm_year + 1900, utc.tm_mon + 1, utc.tm_mday);
}

/* ---- one function per option ---- */

static bool set_fail_on(struct options *options, const char *value, struct err *err)
{
    static const char *const words[] = { "none", "info", "low", "medium", "high", "critical" };
    size_t at;
    if (!parse_word(options, "fail-on", value, words, ARRAY_COUNT(words), &at, err))
        return false;
    options->gate.active = at > 0;
    options->gate.fail_on = at > 0 ? (enum severity)(at - 1) : SEVERITY_INFO;
    return true;
}

static bool set_fail_on_where(struct options *options, const char *value, struct err *err)
{
    bool chosen[WHERE_COUNT] = { false };
    struct str rest = str_from(value);
    while (rest.ptr) {
        struct str word = str_trim(str_split(&rest, ','));
        struct str text = arena_str(options->run, word);
        size_t at;
        if (!parse_word(options, "fail-on-where", text.ptr, where_names, WHERE_COUNT, &at, err))
            return false;
        chosen[at] = true;
    }
    memcpy(options->gate.where, chosen, sizeof chosen);
    return true;
}

static bool set_target(struct options *options, const char *value, struct err *err)
{
    (void)err; /* whether it is a known family is checked when the models are loaded */
    options->audit.score.target = str_from(value);
    return true;
}

static bool set_to(struct options *options, const char *value, struct err *err)
{
    (void)err;
    options->plan.to = str_from(value);
    return true;
}

static bool set_patch(struct options *options, const char *value, struct err *err)
{
    if (*value == '\0')
        return err_set(err, ERR_USAGE, "--patch needs a file name, - for standard output");
    options->plan.patch_file = str_from(value);
    return true;
}

static bool set_prompts(struct options *options, const char *value, struct err *err)
{
    if (*value == '\0')
        return err_set(err, ERR_USAGE, "--prompts needs a file name, - for standard output");
    options->plan.prompts_file = str_from(value);
    return true;
}

static bool add_only(struct options *options, const char *value, struct err *err)
{
    (void)err;
    vec_push(options->run, &options->plan.only, str_from(value));
    return true;
}

static bool set_today(struct options *options, const char *value, struct err *err)
{
    if (!is_iso_date(str_from(value)))
        return err_set(err, ERR_USAGE, "--today takes a date as YYYY-MM-DD, not '%s'", value);
    options->audit.score.today = str_from(value);
    return true;
}

static bool add_assumed_end(struct options *options, const char *value, struct err *err)
{
    struct str date = str_from(value);
    struct str model = str_split(&date, '=');
    if (model.len == 0 || !date.ptr || !is_iso_date(date))
        return err_set(err, ERR_USAGE, "--assume-eol takes MODEL=YYYY-MM-DD, not '%s'", value);
    vec_push(options->run, &options->assumed_ends, (struct assumed_end){ model, date });
    return true;
}

static bool add_disabled(struct options *options, const char *value, struct err *err)
{
    if (*value == '\0')
        return err_set(err, ERR_USAGE, "--disable needs the id of a rule, see llama-audit rules list");
    vec_push(options->run, &options->audit.disabled,
             (struct disabled){ .pattern = str_from(value) });
    return true;
}

static bool set_warn_retiring(struct options *options, const char *value, struct err *err)
{
    return parse_count("warn-retiring", value, 36500, &options->audit.score.warn_retiring_days,
                       err);
}

static bool add_component(struct options *options, const char *value, struct err *err)
{
    struct str folder = str_from(value);
    while (str_ends(folder, STR("/")))
        folder.len--;
    if (folder.len == 0 || str_starts(folder, STR("/")) || str_starts(folder, STR("..")))
        return err_set(err, ERR_USAGE, "--component takes a folder of what is audited, not '%s'",
                       value);
    if (str_starts(folder, STR("./")))
        folder = str_slice(folder, 2, folder.len);
    vec_push(options->run, &options->audit.score.components, folder);
    return true;
}

static bool add_also_target(struct options *options, const char *value, struct err *err)
{
    (void)err;
    vec_push(options->run, &options->audit.also_targets, str_from(value));
    return true;
}

static bool set_days_per_point(struct options *options, const char *value, struct err *err)
{
    char *end;
    errno = 0;
    double days = strtod(value, &end);
    if (errno || end == value || *end || !(days > 0 && days <= 1000))
        return err_set(err, ERR_USAGE, "--days-per-point takes a number above 0, not '%s'", value);
    options->audit.score.days_per_point = days;
    return true;
}

static bool add_equivalent(struct options *options, const char *value, struct err *err)
{
    struct str text = str_from(value);
    size_t at = str_find_char(text, '=', 0);
    if (at == STR_NONE || at == 0 || at + 1 == text.len)
        return err_set(err, ERR_USAGE, "--equivalent takes MODEL=TARGET, not '%s'", value);
    vec_push(options->run, &options->audit.score.pins,
             (struct pin){ str_slice(text, 0, at), str_slice(text, at + 1, text.len) });
    return true;
}

static bool add_require(struct options *options, const char *value, struct err *err)
{
    struct str rest = str_from(value);
    while (rest.ptr) {
        struct requirement requirement;
        if (!requirement_parse(str_trim(str_split(&rest, ',')), options->place, &requirement, err))
            return false;
        vec_push(options->run, &options->audit.score.requirements, requirement);
    }
    return true;
}

static bool set_min_confidence(struct options *options, const char *value, struct err *err)
{
    size_t at;
    if (!parse_word(options, "min-confidence", value, confidence_names, CONFIDENCE_COUNT, &at, err))
        return false;
    options->audit.score.min_confidence = (enum confidence)at;
    return true;
}

static bool set_rev(struct options *options, const char *value, struct err *err)
{
    (void)err;
    options->audit.walk.revision = value;
    return true;
}

static bool set_since(struct options *options, const char *value, struct err *err)
{
    if (!is_iso_date(str_from(value)))
        return err_set(err, ERR_USAGE, "--since takes a date as YYYY-MM-DD, not '%s'", value);
    options->since = str_from(value);
    return true;
}

static bool set_diff(struct options *options, const char *value, struct err *err)
{
    if (*value == '\0')
        return err_set(err, ERR_USAGE, "--diff takes a commit, or two with '..' between them");
    options->audit.walk.diff = value;
    return true;
}

static bool set_files_from(struct options *options, const char *value, struct err *err)
{
    (void)err;
    options->audit.walk.files_from = value;
    return true;
}

static bool add_include(struct options *options, const char *value, struct err *err)
{
    (void)err;
    vec_push(options->run, &options->audit.walk.include, str_from(value));
    return true;
}

static bool add_exclude(struct options *options, const char *value, struct err *err)
{
    (void)err;
    vec_push(options->run, &options->audit.walk.exclude, str_from(value));
    return true;
}

static bool set_max_file_size(struct options *options, const char *value, struct err *err)
{
    struct str text = str_from(value);
    uint64_t unit = 1;
    if (str_ends_icase(text, STR("k")))
        unit = 1024;
    else if (str_ends_icase(text, STR("m")))
        unit = 1024 * 1024;
    if (unit > 1)
        text.len--;
    uint64_t number;
    if (!str_to_u64(text, &number) || number == 0 || number > LIMIT_FILE_BYTES / unit)
        return err_set(err, ERR_USAGE,
                       "--max-file-size takes bytes, or a number with k or m, up to %um, not '%s'",
                       LIMIT_FILE_BYTES / 1024 / 1024, value);
    options->audit.walk.max_file_bytes = number * unit;
    return true;
}

static bool set_max_points(struct options *options, const char *value, struct err *err)
{
    options->gate.has_max_points = true;
    return parse_count("max-points", value, 1000000, &options->gate.max_points, err);
}

static bool set_baseline(struct options *options, const char *value, struct err *err)
{
    if (*value == '\0')
        return err_set(err, ERR_USAGE, "--baseline needs a file name");
    options->audit.baseline = str_from(value);
    return true;
}

static bool add_format(struct options *options, const char *value, struct err *err)
{
    struct str file = str_from(value);
    struct str name = str_split(&file, '=');
    const struct reporter *reporter = reporter_by_name(name);
    if (!reporter) {
        size_t count;
        const struct reporter *reporters = reporter_table(&count);
        const char **names = arena_array(options->run, count, sizeof *names);
        for (size_t i = 0; i < count; i++)
            names[i] = reporters[i].name;
        return err_set(err, ERR_USAGE, "unknown format '%.*s', known are %s", STR_ARG(name),
                       join_words(options->run, names, count));
    }
    if (file.ptr && file.len == 0)
        return err_set(err, ERR_USAGE, "--format %.*s= needs a file name", STR_ARG(name));
    vec_push(options->run, &options->outputs,
             (struct output){ reporter, file.ptr ? file : STR("") });
    return true;
}

static bool set_output(struct options *options, const char *value, struct err *err)
{
    (void)err;
    options->output_file = str_from(value);
    return true;
}

/* It becomes the target of links in a page: nothing but a web address will do. */
static bool set_link_template(struct options *options, const char *value, struct err *err)
{
    struct str template = str_from(value);
    bool web = str_starts(template, STR("https://")) || str_starts(template, STR("http://"));
    if (!web || str_find(template, STR("{path}"), 0) == STR_NONE)
        return err_set(err, ERR_USAGE,
                       "--link-template takes a web address with {path} in it, "
                       "such as https://example.org/repo/blob/{revision}/{path}#L{line}, not '%s'",
                       value);
    options->link_template = template;
    return true;
}

static bool set_config(struct options *options, const char *value, struct err *err)
{
    (void)err;
    options->config_path = str_from(value);
    return true;
}

static bool add_rules(struct options *options, const char *value, struct err *err)
{
    (void)err;
    vec_push(options->run, &options->audit.rule_paths, str_from(value));
    return true;
}

static bool set_jobs(struct options *options, const char *value, struct err *err)
{
    return parse_count("jobs", value, 256, &options->audit.jobs, err);
}

static bool set_require_coverage(struct options *options, const char *value, struct err *err)
{
    struct str rest = str_from(value ? value
                                     : "error,time,limit,encoding,missing-object,unreadable");
    options->gate.require_coverage.count = 0;
    while (rest.ptr) {
        struct str word = str_trim(str_split(&rest, ','));
        bool known = str_is(word, "selections");
        for (int reason = 0; reason < SKIP_REASON_COUNT && !known; reason++)
            known = str_is(word, skip_reason_name((enum skip_reason)reason));
        if (!known)
            return err_set(err, ERR_USAGE, "--require-coverage: unknown reason '%.*s'",
                           STR_ARG(word));
        vec_push(options->run, &options->gate.require_coverage, word);
    }
    return true;
}

static bool set_show(struct options *options, const char *value, struct err *err)
{
    static const char *const words[] = { "mentions", "engines", "suppressed" };
    bool *const shown[] = { &options->show_mentions, &options->show_engines,
                            &options->show_suppressed };
    struct str rest = str_from(value);
    while (rest.ptr) {
        struct str word = arena_str(options->run, str_trim(str_split(&rest, ',')));
        size_t at;
        if (!parse_word(options, "show", word.ptr, words, ARRAY_COUNT(words), &at, err))
            return false;
        *shown[at] = true;
    }
    return true;
}

static bool set_group_by(struct options *options, const char *value, struct err *err)
{
    static const char *const words[] = { "work", "model", "file", "category", "owner", "host" };
    size_t at;
    if (!parse_word(options, "group-by", value, words, ARRAY_COUNT(words), &at, err))
        return false;
    options->group_by = (enum group_by)at;
    return true;
}

static bool set_sort(struct options *options, const char *value, struct err *err)
{
    static const char *const words[] = { "cost", "path" };
    size_t at;
    if (!parse_word(options, "sort", value, words, ARRAY_COUNT(words), &at, err))
        return false;
    options->sort = (enum sort_by)at;
    return true;
}

static bool set_color(struct options *options, const char *value, struct err *err)
{
    static const char *const words[] = { "auto", "always", "never" };
    size_t at;
    if (!parse_word(options, "color", value, words, ARRAY_COUNT(words), &at, err))
        return false;
    options->color = (enum color_choice)at;
    return true;
}

static bool set_verbose(struct options *options, const char *value, struct err *err)
{
    (void)value, (void)err;
    options->verbose++;
    return true;
}

/* ---- the table ---- */

#define GATE "The gate"
#define INPUT "What is scanned"
#define OUTPUT "Reports"
#define HISTORY "The history"
#define PLAN "The plan"
#define OTHER "Other"

/* How a row ends: what takes the value of an option, or the bool that a switch sets. */
#define CALL(function) function, false, 0, NULL
#define CALL_AS_LAST(function, word) function, false, 0, word
#define SWITCH(field) NULL, false, offsetof(struct options, field), NULL

static const struct option_row table[] = {
    { "fail-on", 0, "LEVEL", "exit 1 when a dependency is at or above none (default), info, low, "
      "medium, high, critical", GATE, CALL(set_fail_on) },
    { "fail-on-where", 0, "LIST", "places that count for --fail-on (default: all but docs)", GATE,
      CALL(set_fail_on_where) },
    { "max-points", 0, "N", "exit 1 when the likely points for --target, else for the cheapest "
      "target, are above N (not of a change)", GATE, CALL(set_max_points) },
    { "baseline", 0, "FILE", "what is in it is known and fails nothing; see the command baseline; at "
      "the end of the line FILE may be left out: " BASELINE_FILE_NAME,
      GATE, CALL_AS_LAST(set_baseline, BASELINE_FILE_NAME) },
    { "fail-on-worse", 0, NULL, "known findings whose severity rose count, too", GATE,
      SWITCH(gate.fail_on_worse) },
    { "fail-on-new-rules", 0, NULL, "findings of rules newer than the baseline count, too", GATE,
      SWITCH(gate.fail_on_new_rules) },
    { "require-coverage", 0, "LIST", "exit 2 when something could not be read; LIST chooses the "
      "reasons", GATE, set_require_coverage, true, 0, NULL },
    { "target", 0, "FAMILY", "score severity for this target: gemma-4, qwen-3, olmo-2, mistral "
      "(default: the cheapest for each place)", GATE, CALL(set_target) },
    { "also-target", 0, "FAMILY", "a target family beside the four: olmo-3, muse-glimmer, or one "
      "of your own rules", GATE, CALL(add_also_target) },
    { "component", 0, "FOLDER", "a folder that is costed by itself; may be repeated (default: those "
      "with a manifest)", GATE, CALL(add_component) },
    { "equivalent", 0, "MODEL=TARGET", "take this model of a target family in place of one in use",
      GATE, CALL(add_equivalent) },
    { "require", 0, "LIST", "what a target must meet: commercial, offline, language:de, ..., see "
      "docs/effort.md", GATE, CALL(add_require) },
    { "days-per-point", 0, "NUMBER", "what a point is worth to you; without it there are no days",
      GATE, CALL(set_days_per_point) },
    { "today", 0, "DATE", "the date to weigh retirements against (default: the current UTC date)",
      GATE, CALL(set_today) },
    { "warn-retiring", 0, "DAYS", "a hosted id that retires within so many days is high (90)",
      GATE, CALL(set_warn_retiring) },
    { "no-inline-suppressions", 0, NULL, "comments suppress nothing, only the configuration does",
      GATE, SWITCH(audit.suppress.no_inline) },
    { "disable", 0, "RULE", "switch off a rule, or all that fit a glob; every report names them; "
      "may be repeated", GATE, CALL(add_disabled) },
    { "assume-eol", 0, "MODEL=DATE", "for report: this model, or family, ends everywhere on DATE; "
      "may be repeated", GATE, CALL(add_assumed_end) },
    { "min-confidence", 0, "LEVEL", "leave out findings below low (default), medium, high", GATE,
      CALL(set_min_confidence) },

    { "staged", 0, NULL, "only what the next commit adds: the index against HEAD, for hooks", INPUT,
      SWITCH(audit.walk.staged) },
    { "diff", 0, "BASE[..HEAD]", "only what was added since the merge base with BASE, in the "
      "working tree or in HEAD", INPUT, CALL(set_diff) },
    { "rev", 0, "REV", "audit a commit instead of the working tree", INPUT, CALL(set_rev) },
    { "files-from", 0, "FILE", "audit the files listed in FILE, one a line or NUL-separated; - is "
      "stdin", INPUT, CALL(set_files_from) },
    { "include", 0, "GLOB", "only files that fit; may be repeated", INPUT, CALL(add_include) },
    { "exclude", 0, "GLOB", "no files that fit; may be repeated", INPUT, CALL(add_exclude) },
    { "max-file-size", 0, "N", "read at most N bytes of a file (k and m are understood; 16m)",
      INPUT, CALL(set_max_file_size) },

    { "format", 'f', "NAME[=FILE]", "write a report; may be repeated (default: text to stdout)",
      OUTPUT, CALL(add_format) },
    { "output", 'o', "FILE", "where the report goes that has no file of its own", OUTPUT,
      CALL(set_output) },
    { "sarif-omit-suppressed", 0, NULL, "leave suppressed findings out of SARIF instead of marking "
      "them", OUTPUT, SWITCH(sarif_omit_suppressed) },
    { "link-template", 0, "URL", "where a place can be looked at, with {revision}, {path} and "
      "{line}, for links in the HTML report", OUTPUT, CALL(set_link_template) },
    { "show", 0, "LIST", "list mentions, engines, suppressed (findings) in the text report", OUTPUT,
      CALL(set_show) },
    { "group-by", 0, "WHAT", "group the text report by work (default), model, file, category, "
      "owner (CODEOWNERS) or host", OUTPUT, CALL(set_group_by) },
    { "sort", 0, "HOW", "order the groups by cost (default) or path", OUTPUT, CALL(set_sort) },
    { "blame", 0, NULL, "say of each dependency when its line was changed last, and by whom",
      OUTPUT, SWITCH(blame) },
    { "color", 0, "WHEN", "auto (default), always or never; NO_COLOR is respected", OUTPUT,
      CALL(set_color) },

    { "since", 0, "DATE", "history: only commits since that day", HISTORY, CALL(set_since) },
    { "first-parent", 0, NULL, "history: do not look into what merges brought", HISTORY,
      SWITCH(first_parent) },

    { "to", 0, "FAMILY", "plan the move to this target", PLAN, CALL(set_to) },
    { "patch", 0, "FILE", "write the safe edits as a unified diff; - is stdout", PLAN,
      CALL(set_patch) },
    { "prompts", 0, "FILE", "write the prompts as JSON lines, for evaluation tools; - is stdout",
      PLAN, CALL(set_prompts) },
    { "apply", 0, NULL, "make the safe edits in the working tree", PLAN, SWITCH(plan.apply) },
    { "force", 0, NULL, "make them although the tree has changes that are not committed", PLAN,
      SWITCH(plan.force) },
    { "partial", 0, NULL, "also edit what is bound to places that are not edited", PLAN,
      SWITCH(plan.partial) },
    { "only", 0, "FINGERPRINT", "only the edits of this finding; may be repeated", PLAN,
      CALL(add_only) },

    { "config", 0, "FILE", "this configuration instead of .llama-audit.yml", OTHER,
      CALL(set_config) },
    { "rules", 0, "PATH", "a folder or file of rules and models beside the built-in ones; may be "
      "repeated", OTHER, CALL(add_rules) },
    { "jobs", 'j', "N", "worker processes (default: one per core); 0 uses none", OTHER,
      CALL(set_jobs) },
    { "no-cache", 0, NULL, "neither use nor write what is kept of earlier runs in "
      "~/.cache/llama-audit: slower, gives the same report", OTHER, SWITCH(audit.no_cache) },
    { "no-prefilter", 0, NULL, "parse every file, also those without a rule's word: slow, gives "
      "the same report", OTHER, SWITCH(audit.no_prefilter) },
    { "no-index-reader", 0, NULL, "read git's index by libgit2: slower, gives the same report",
      OTHER, SWITCH(audit.walk.no_index_reader) },
    { "quiet", 'q', NULL, "only the summary in the text report, no progress", OTHER,
      SWITCH(quiet) },
    { "verbose", 'v', NULL, "say on stderr what is done; twice: for every file", OTHER,
      CALL(set_verbose) },
    { "timing", 0, NULL, "say on stderr where the time went", OTHER, SWITCH(timing) },
    { "version", 0, NULL, "print version and date of the data", OTHER, SWITCH(version) },
    { "help", 'h', NULL, "this text", OTHER, SWITCH(help) },
};

_Static_assert(ARRAY_COUNT(table) <= ARRAY_COUNT(((struct options *)0)->given),
               "options.given is too small");

const struct option_row *cli_option_table(size_t *ret_count)
{
    *ret_count = ARRAY_COUNT(table);
    return table;
}
