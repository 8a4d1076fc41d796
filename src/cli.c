#include "cli.h"

#include <errno.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "base/limits.h"
#include "base/yaml.h"
#include "score/require.h"

enum { OPTIONS_MAX = ARRAY_COUNT(((struct options *)0)->given), DEFAULT_WARN_RETIRING_DAYS = 90 };

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

static bool set_apply(struct options *options, const char *value, struct err *err)
{
    (void)value, (void)err;
    options->plan.apply = true;
    return true;
}

static bool set_force(struct options *options, const char *value, struct err *err)
{
    (void)value, (void)err;
    options->plan.force = true;
    return true;
}

static bool set_partial(struct options *options, const char *value, struct err *err)
{
    (void)value, (void)err;
    options->plan.partial = true;
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

static bool set_warn_retiring(struct options *options, const char *value, struct err *err)
{
    return parse_count("warn-retiring", value, 36500, &options->audit.score.warn_retiring_days,
                       err);
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

static bool set_first_parent(struct options *options, const char *value, struct err *err)
{
    (void)value, (void)err;
    options->first_parent = true;
    return true;
}

static bool set_blame(struct options *options, const char *value, struct err *err)
{
    (void)value, (void)err;
    options->blame = true;
    return true;
}

static bool set_staged(struct options *options, const char *value, struct err *err)
{
    (void)value, (void)err;
    options->audit.walk.staged = true;
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

static bool set_fail_on_worse(struct options *options, const char *value, struct err *err)
{
    (void)value, (void)err;
    options->gate.fail_on_worse = true;
    return true;
}

static bool set_fail_on_new_rules(struct options *options, const char *value, struct err *err)
{
    (void)value, (void)err;
    options->gate.fail_on_new_rules = true;
    return true;
}

static bool set_no_inline_suppressions(struct options *options, const char *value, struct err *err)
{
    (void)value, (void)err;
    options->audit.suppress.no_inline = true;
    return true;
}

static bool set_sarif_omit_suppressed(struct options *options, const char *value, struct err *err)
{
    (void)value, (void)err;
    options->sarif_omit_suppressed = true;
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

static bool set_no_prefilter(struct options *options, const char *value, struct err *err)
{
    (void)value, (void)err;
    options->audit.no_prefilter = true;
    return true;
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

static bool set_quiet(struct options *options, const char *value, struct err *err)
{
    (void)value, (void)err;
    options->quiet = true;
    return true;
}

static bool set_verbose(struct options *options, const char *value, struct err *err)
{
    (void)value, (void)err;
    options->verbose++;
    return true;
}

static bool set_timing(struct options *options, const char *value, struct err *err)
{
    (void)value, (void)err;
    options->timing = true;
    return true;
}

static bool set_help(struct options *options, const char *value, struct err *err)
{
    (void)value, (void)err;
    options->help = true;
    return true;
}

static bool set_version(struct options *options, const char *value, struct err *err)
{
    (void)value, (void)err;
    options->version = true;
    return true;
}

/* ---- the table ---- */

#define GATE "The gate"
#define INPUT "What is scanned"
#define OUTPUT "Reports"
#define HISTORY "The history"
#define PLAN "The plan"
#define OTHER "Other"

static const struct option_row table[] = {
    { "fail-on", 0, "LEVEL", "exit 1 when a dependency is at or above none (default), info, low, "
      "medium, high, critical", GATE, set_fail_on, false },
    { "fail-on-where", 0, "LIST", "places that count for --fail-on (default: all but docs)", GATE,
      set_fail_on_where, false },
    { "max-points", 0, "N", "exit 1 when the likely points for --target, else for the cheapest "
      "target, are above N (not of a change)", GATE, set_max_points, false },
    { "baseline", 0, "FILE", "what is in it is known and fails nothing; see the command baseline",
      GATE, set_baseline, false },
    { "fail-on-worse", 0, NULL, "known findings whose severity rose count, too", GATE,
      set_fail_on_worse, false },
    { "fail-on-new-rules", 0, NULL, "findings of rules newer than the baseline count, too", GATE,
      set_fail_on_new_rules, false },
    { "require-coverage", 0, "LIST", "exit 2 when something could not be read; LIST chooses the "
      "reasons", GATE, set_require_coverage, true },
    { "target", 0, "FAMILY", "score severity for this target: gemma-4, qwen-3, olmo-2, mistral "
      "(default: the cheapest for each place)", GATE, set_target, false },
    { "also-target", 0, "FAMILY", "a target family beside the four: olmo-3, muse-glimmer, or one of "
      "your own rules", GATE, add_also_target, false },
    { "equivalent", 0, "MODEL=TARGET", "take this model of a target family in place of one in use",
      GATE, add_equivalent, false },
    { "require", 0, "LIST", "what a target must meet: commercial, offline, language:de, ..., see "
      "docs/effort.md", GATE, add_require, false },
    { "days-per-point", 0, "NUMBER", "what a point is worth to you; without it there are no days",
      GATE, set_days_per_point, false },
    { "today", 0, "DATE", "the date to weigh retirements against (default: the current UTC date)",
      GATE, set_today, false },
    { "warn-retiring", 0, "DAYS", "a hosted id that retires within so many days is high (90)",
      GATE, set_warn_retiring, false },
    { "no-inline-suppressions", 0, NULL, "comments suppress nothing, only the configuration does",
      GATE, set_no_inline_suppressions, false },
    { "assume-eol", 0, "MODEL=DATE", "for report: this model, or family, ends everywhere on DATE; "
      "may be repeated", GATE, add_assumed_end, false },
    { "min-confidence", 0, "LEVEL", "leave out findings below low (default), medium, high", GATE,
      set_min_confidence, false },

    { "staged", 0, NULL, "only what the next commit adds: the index against HEAD, for hooks", INPUT,
      set_staged, false },
    { "diff", 0, "BASE[..HEAD]", "only what was added since the merge base with BASE, in the "
      "working tree or in HEAD", INPUT, set_diff, false },
    { "rev", 0, "REV", "audit a commit instead of the working tree", INPUT, set_rev, false },
    { "files-from", 0, "FILE", "audit the files listed in FILE, one a line or NUL-separated; - is "
      "stdin", INPUT, set_files_from, false },
    { "include", 0, "GLOB", "only files that fit; may be repeated", INPUT, add_include, false },
    { "exclude", 0, "GLOB", "no files that fit; may be repeated", INPUT, add_exclude, false },
    { "max-file-size", 0, "N", "read at most N bytes of a file (k and m are understood; 16m)",
      INPUT, set_max_file_size, false },

    { "format", 'f', "NAME[=FILE]", "write a report; may be repeated (default: text to stdout)",
      OUTPUT, add_format, false },
    { "output", 'o', "FILE", "where the report goes that has no file of its own", OUTPUT,
      set_output, false },
    { "sarif-omit-suppressed", 0, NULL, "leave suppressed findings out of SARIF instead of marking "
      "them", OUTPUT, set_sarif_omit_suppressed, false },
    { "link-template", 0, "URL", "where a place can be looked at, with {revision}, {path} and "
      "{line}, for links in the HTML report", OUTPUT, set_link_template, false },
    { "show", 0, "LIST", "list mentions, engines, suppressed (findings) in the text report", OUTPUT, set_show,
      false },
    { "group-by", 0, "WHAT", "group the text report by work (default), model, file, category, owner "
      "(CODEOWNERS) or host", OUTPUT, set_group_by, false },
    { "sort", 0, "HOW", "order the groups by cost (default) or path", OUTPUT, set_sort, false },
    { "blame", 0, NULL, "say of each dependency when its line was changed last, and by whom", OUTPUT,
      set_blame, false },
    { "color", 0, "WHEN", "auto (default), always or never; NO_COLOR is respected", OUTPUT,
      set_color, false },

    { "since", 0, "DATE", "history: only commits since that day", HISTORY, set_since, false },
    { "first-parent", 0, NULL, "history: do not look into what merges brought", HISTORY,
      set_first_parent, false },

    { "to", 0, "FAMILY", "plan the move to this target", PLAN, set_to, false },
    { "patch", 0, "FILE", "write the safe edits as a unified diff; - is stdout", PLAN, set_patch,
      false },
    { "apply", 0, NULL, "make the safe edits in the working tree", PLAN, set_apply, false },
    { "force", 0, NULL, "make them although the tree has changes that are not committed", PLAN,
      set_force, false },
    { "partial", 0, NULL, "also edit what is bound to places that are not edited", PLAN,
      set_partial, false },
    { "only", 0, "FINGERPRINT", "only the edits of this finding; may be repeated", PLAN, add_only,
      false },

    { "config", 0, "FILE", "this configuration instead of .llama-audit.yml", OTHER, set_config,
      false },
    { "rules", 0, "PATH", "a folder or file of rules and models beside the built-in ones; may be "
      "repeated", OTHER, add_rules, false },
    { "jobs", 'j', "N", "worker processes (default: one per core); 0 uses none", OTHER, set_jobs,
      false },
    { "no-prefilter", 0, NULL, "parse every file, also those without a rule's word: slow, gives "
      "the same report", OTHER, set_no_prefilter, false },
    { "quiet", 'q', NULL, "only the summary in the text report, no progress", OTHER, set_quiet,
      false },
    { "verbose", 'v', NULL, "say on stderr what is done; twice: for every file", OTHER,
      set_verbose, false },
    { "timing", 0, NULL, "say on stderr where the time went", OTHER, set_timing, false },
    { "version", 0, NULL, "print version and date of the data", OTHER, set_version, false },
    { "help", 'h', NULL, "this text", OTHER, set_help, false },
};

_Static_assert(ARRAY_COUNT(table) <= OPTIONS_MAX, "options.given is too small");

const struct option_row *cli_option_table(size_t *ret_count)
{
    *ret_count = ARRAY_COUNT(table);
    return table;
}

static size_t row_of(const char *name)
{
    size_t row = 0;
    while (row < ARRAY_COUNT(table) && strcmp(table[row].name, name) != 0)
        row++;
    return row;
}

bool cli_set(struct options *options, const char *name, const char *value,
             enum option_source source, struct str place, struct err *err)
{
    size_t row = row_of(name);
    if (row == ARRAY_COUNT(table))
        return err_set(err, ERR_INTERNAL, "no option is called '%s'", name);
    struct given *given = &options->given[row];
    if (given->source > source)
        return true;
    options->place = place;
    if (!table[row].apply(options, value, err))
        return false;
    if (given->source != source)
        given->place = place; /* of a list where it begins */
    given->source = source;
    vec_push(options->run, &given->values, str_from(value ? value : ""));
    return true;
}

const struct given *cli_given(const struct options *options, const char *name)
{
    static const struct given nothing;
    size_t row = row_of(name);
    return row < ARRAY_COUNT(table) ? &options->given[row] : &nothing;
}

static void set_defaults(struct options *options, struct arena *run)
{
    *options = (struct options){ .run = run };
    options->audit.walk.max_file_bytes = LIMIT_FILE_BYTES;
    options->audit.score.warn_retiring_days = DEFAULT_WARN_RETIRING_DAYS;
    options->audit.score.today = cli_today(run);
    for (int where = 0; where < WHERE_COUNT; where++)
        options->gate.where[where] = where != WHERE_DOCS;
    long cores = sysconf(_SC_NPROCESSORS_ONLN);
    options->audit.jobs = cores > 0 ? (unsigned)cores : 1;
    options->audit.test_hook = getenv("LLAMA_AUDIT_TEST_HOOK");
}

static bool unknown_option(const char *argument, struct err *err)
{
    const char *names[ARRAY_COUNT(table) + 1] = { NULL };
    for (size_t i = 0; i < ARRAY_COUNT(table); i++)
        names[i] = table[i].name;
    struct str name = str_from(argument);
    while (name.len > 0 && name.ptr[0] == '-')
        name = str_slice(name, 1, name.len);
    size_t end = str_find_char(name, '=', 0);
    name = str_slice(name, 0, end == STR_NONE ? name.len : end);
    const char *nearest = nearest_word(name, names);
    if (nearest && name.len > 1)
        return err_set(err, ERR_USAGE, "unknown option '%s', did you mean --%s?", argument,
                       nearest);
    return err_set(err, ERR_USAGE, "unknown option '%s', see --help", argument);
}

bool cli_parse(int argc, char **argv, struct arena *run, struct options *ret_options,
               struct err *err)
{
    struct options options;
    set_defaults(&options, run);

    struct option longs[ARRAY_COUNT(table) + 1] = { 0 };
    char letters[2 * ARRAY_COUNT(table) + 3] = ":";
    size_t used = 1;
    enum { LONG_BASE = 256 }; /* above every letter */
    for (size_t i = 0; i < ARRAY_COUNT(table); i++) {
        const struct option_row *row = &table[i];
        int takes = row->argument_optional ? optional_argument
                    : row->argument        ? required_argument
                                           : no_argument;
        longs[i] = (struct option){ row->name, takes, NULL, LONG_BASE + (int)i };
        if (row->letter) {
            letters[used++] = row->letter;
            if (row->argument)
                letters[used++] = ':';
        }
    }

    opterr = 0;
    optind = 1;
    for (;;) {
        const char *argument = optind < argc ? argv[optind] : "";
        int got = getopt_long(argc, argv, letters, longs, NULL);
        if (got == -1)
            break;
        if (got == ':')
            return err_set(err, ERR_USAGE, "%s needs a value, see --help", argument);
        const struct option_row *row = NULL;
        for (size_t i = 0; i < ARRAY_COUNT(table); i++) {
            if (got == LONG_BASE + (int)i || (table[i].letter && got == table[i].letter))
                row = &table[i];
        }
        if (!row)
            return unknown_option(argument, err);
        struct str place = arena_printf(run, "--%s", row->name);
        if (!cli_set(&options, row->name, optarg, FROM_FLAG, place, err))
            return false;
    }
    for (int i = optind; i < argc; i++)
        vec_push(run, &options.operands, str_from(argv[i]));
    *ret_options = options;
    return true;
}
