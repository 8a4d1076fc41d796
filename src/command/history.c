/* When each model and each dependency came to a branch and went again. */
#include <sys/ioctl.h>
#include <unistd.h>

#include "audit_judge.h"
#include "base/limits.h"
#include "command/command.h"
#include "config.h"
#include "history/history.h"
#include "progress.h"
#include "report/history_report.h"
#include "version.h"
#include "walk/git.h"
#include "walk/git_handle.h"

struct writer_row {
    const char *name;
    void (*write)(const struct history_report *report, const struct style *style, struct buf *out);
};

static const struct writer_row writers[] = {
    { "html", history_html },
    { "json", history_json },
    { "text", history_text },
};

static const struct writer_row *writer_by_name(const char *name)
{
    for (size_t i = 0; i < ARRAY_COUNT(writers); i++) {
        if (strcmp(writers[i].name, name) == 0)
            return &writers[i];
    }
    return NULL;
}

static bool check_options(struct options *options, struct err *err)
{
    const struct walk_options *walk = &options->audit.walk;
    if (options->operands.count > 1)
        return err_set(err, ERR_USAGE, "one path at a time, '%s' is a second one",
                       options->operands.items[1].ptr);
    if (options->operands.count == 1)
        options->audit.walk.path = options->operands.items[0].ptr;
    if (walk->staged || walk->diff || walk->files_from)
        return err_set(err, ERR_USAGE, "history looks at the commits of a branch: --staged, --diff "
                                       "and --files-from do not go with it");
    if (!config_load(options, err) || !settle_outputs(options, err))
        return false;
    for (size_t i = 0; i < options->outputs.count; i++) {
        const char *name = options->outputs.items[i].reporter->name;
        if (!writer_by_name(name))
            return err_set(err, ERR_USAGE, "history has no format '%s', it has text, json and html",
                           name);
    }
    return true;
}

/* ---- what git says ---- */

/** Everything that a history is made of. */
struct past {
    struct arena result;
    struct audit audit; /* the engine, and a tree for the workers; its ledger has the notes */
    struct str below;
    struct commits commits;
    struct versions versions;
    struct sightings sightings;
    struct history history;
};

static void release_past(struct past *past)
{
    commits_release(&past->commits);
    versions_release(&past->versions);
    sightings_release(&past->sightings);
    audit_release(&past->audit);
    arena_release(&past->result);
}

static void close_repo(struct repo *repo)
{
    repo_close(repo);
}

static void free_odb(git_odb **handle)
{
    git_odb_free(*handle);
}

static bool find_tip(const struct repo *repo, const char *revision, uint8_t *ret, struct err *err)
{
    CLEANUP(free_object) git_object *object = NULL;
    CLEANUP(free_object) git_object *commit = NULL;
    if (git_revparse_single(&object, repo->handle, revision) != 0 ||
        git_object_peel(&commit, object, GIT_OBJECT_COMMIT) != 0)
        return err_set(err, ERR_GIT, "%s: no such commit here: %s", revision, git_message());
    memcpy(ret, git_object_id(commit)->id, OID_BYTES);
    return true;
}

/** Objects that are read once need not be kept; folders are read again for the next commit. */
static void limit_caches(void)
{
    enum { CACHE_BYTES = 48 * 1024 * 1024, TREE_BYTES = 64 * 1024 };
    git_libgit2_opts(GIT_OPT_SET_CACHE_MAX_SIZE, (ssize_t)CACHE_BYTES);
    git_libgit2_opts(GIT_OPT_SET_CACHE_OBJECT_LIMIT, GIT_OBJECT_TREE, (size_t)TREE_BYTES);
    git_libgit2_opts(GIT_OPT_SET_CACHE_OBJECT_LIMIT, GIT_OBJECT_COMMIT, (size_t)0);
}

static void note_limits(struct past *past)
{
    struct ledger *ledger = &past->audit.ledger;
    const struct tree *tree = past->audit.tree;
    if (tree->shallow)
        ledger_note(ledger, "shallow clone: what was there in its first commit may be older");
    if (tree->partial)
        ledger_note(ledger, "partial clone: versions that are not here were not fetched");
    if (past->versions.missing_folders > 0)
        ledger_note(ledger, "%zu folders are not here: they are taken as unchanged",
                    past->versions.missing_folders);
    if (past->versions.submodules > 0)
        ledger_note(ledger, "submodules are repositories of their own: look at their history there");
    ledger->partial = past->commits.limited || past->versions.limited;
    if (past->commits.limited)
        ledger_note(ledger, "more than %d commits: older ones were not looked at",
                    LIMIT_HISTORY_COMMITS);
    if (past->versions.limited)
        ledger_note(ledger, "more versions of files than are looked at: the last commits are "
                            "missing");
}

static bool read_commits(struct past *past, const struct options *options, struct err *err)
{
    const struct walk_options *walk = &options->audit.walk;
    struct arena *run = &past->audit.run;
    CLEANUP(close_repo) struct repo repo = { 0 };
    uint8_t tip[OID_BYTES];
    if (!walk_repository(walk, run, &past->audit.tree, &repo, &past->below, err) ||
        !find_tip(&repo, walk->revision ? walk->revision : "HEAD", tip, err))
        return false;
    limit_caches();
    CLEANUP(free_odb) git_odb *objects = NULL;
    if (git_repository_odb(&objects, repo.handle) != 0)
        return err_set(err, ERR_GIT, "the objects cannot be read: %s", git_message());

    struct commits_options wanted = { .since = INT64_MIN,
                                      .first_parent = options->first_parent };
    if (options->since.len > 0)
        wanted.since = history_day(options->since);
    struct listing patterns = { .options = walk };
    struct versions_options which = { .below = past->below, .wanted = &patterns };
    if (!commits_read(objects, tip, &wanted, &past->commits, err))
        return false;
    versions_collect(objects, &past->commits, &which, &past->versions);
    note_limits(past);
    return true;
}

/* ---- scanning ---- */

struct scan_context {
    const struct audit *audit;
    const struct audit_options *options;
    struct progress progress;
};

static bool scan(void *state, bool outline, struct entry *entries, size_t count,
                 struct arena *result, struct doc_result *ret_results,
                 struct pool_outcome *ret_outcome, struct err *err)
{
    struct scan_context *context = state;
    struct audit_options options = *context->options;
    options.outline = outline;
    if (!audit_entries(context->audit, &options, entries, count, result, ret_results, ret_outcome,
                       err))
        return false;
    for (size_t i = 0; i < count; i++)
        disable_drop(&context->audit->off, &ret_results[i].found.references);
    return true;
}

static void show_progress(void *state, size_t done)
{
    struct scan_context *context = state;
    progress_show(&context->progress, done);
}

static bool scan_versions(struct past *past, const struct options *options, struct err *err)
{
    struct audit_options quiet = options->audit; /* one line for all, not one for each chunk */
    quiet.progress = false;
    quiet.only_dependencies = true;
    struct scan_context context = { .audit = &past->audit, .options = &quiet };
    context.progress = progress_start(past->versions.count);
    bool tells = !options->quiet && isatty(STDERR_FILENO);
    struct scanner scanner = {
        .context = &context,
        .scan = scan,
        .progress = tells ? show_progress : NULL,
        .each = options->audit.no_prefilter,
        .ruleset = &past->audit.engine.ruleset,
        .min_confidence = options->audit.score.min_confidence,
    };
    bool ok = sightings_collect(&past->commits, &past->versions, &scanner, &past->sightings, err);
    progress_end(&context.progress);
    if (!ok)
        return false;
    struct ledger *ledger = &past->audit.ledger;
    if (past->sightings.unread > 0) {
        ledger->partial = true;
        ledger_note(ledger, "given up: too many files crashed, %zu versions were not looked at",
                    past->sightings.unread);
    }
    if (past->sightings.truncated)
        ledger_note(ledger, "a file with too many references: not all of them count");
    return true;
}

/* ---- the whole ---- */

static void free_timing(struct timing **timing)
{
    timing_free(*timing);
}

static void write_history(const void *report, const struct reporter *format,
                          const struct style *style, struct buf *out)
{
    writer_by_name(format->name)->write(report, style, out);
}

bool command_history(struct options *options, int *ret_exit_code, struct err *err)
{
    if (!check_options(options, err))
        return false;
    CLEANUP(release_past) struct past past = { 0 };
    CLEANUP(free_timing) struct timing *timing = options->timing ? timing_new() : NULL;
    options->audit.timing = timing;
    ledger_init(&past.audit.ledger, &past.audit.result_arena);
    struct timing_mark mark = timing_start(timing);
    if (!engine_load(&past.audit.engine, &options->audit.rule_paths, &past.audit.run, err) ||
        !judge_switch_off(&past.audit, &options->audit, err))
        return false;
    timing_lap(timing, TIMING_LOAD, &mark);
    if (!read_commits(&past, options, err))
        return false;
    timing_lap(timing, TIMING_LIST, &mark);
    if (!scan_versions(&past, options, err))
        return false;
    timing_lap(timing, TIMING_DOCUMENTS, &mark);
    const struct tree *tree = past.audit.tree;
    struct str today = options->audit.score.today;
    history_make(&past.commits, &past.versions, &past.sightings, today, &past.result,
                 &past.history);
    timing_lap(timing, TIMING_SCORE, &mark);
    struct history_report report = {
        .version = STR(LLAMA_AUDIT_VERSION),
        .ruleset = &past.audit.engine.ruleset,
        .scan_name = tree->name,
        .below = past.below,
        .branch = options->audit.walk.revision ? str_from(options->audit.walk.revision)
                                               : STR("HEAD"),
        .since = options->since,
        .first_parent = options->first_parent,
        .shallow = tree->shallow,
        .partial = tree->partial,
        .today = today,
        .commits = &past.commits,
        .versions = &past.versions,
        .sightings = &past.sightings,
        .history = &past.history,
        .ledger = &past.audit.ledger,
    };
    if (!write_outputs(options, write_history, &report, STR(""), err))
        return false;
    timing_lap(timing, TIMING_REPORT, &mark);
    timing_print(timing, stderr);
    if (past.audit.ledger.partial)
        return err_set(err, ERR_LIMIT, "the history was given up before its end, the report is "
                                       "partial");
    *ret_exit_code = EXIT_CLEAN;
    return true;
}
