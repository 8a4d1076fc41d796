/* Why a finding is one, or why a line is none: operands, and the document that they name. */
#include "command/explain.h"

#include <limits.h>
#include <stdlib.h>
#include <unistd.h>

#include "command/command.h"
#include "config.h"
#include "report/escape.h"

/** What the first operand names. */
struct question {
    struct str fingerprint; /* or "" */
    struct str path;
    uint32_t line;
};

static bool parse_question(struct str text, struct question *ret, struct err *err)
{
    if (str_starts(text, STR("v1:"))) {
        *ret = (struct question){ .fingerprint = text };
        return true;
    }
    size_t colon = text.len;
    while (colon > 0 && text.ptr[colon - 1] != ':')
        colon--;
    uint64_t line;
    if (colon < 2 || !str_to_u64(str_slice(text, colon, text.len), &line) || line == 0 ||
        line > UINT32_MAX)
        return err_set(err, ERR_USAGE,
                       "explain takes a fingerprint (v1:…) or PATH:LINE, not '%.*s'",
                       STR_ARG(text));
    *ret = (struct question){ .path = str_slice(text, 0, colon - 1), .line = (uint32_t)line };
    return true;
}

/* ---- the document ---- */

/* As reports write it, or as seen from the current folder. */
static bool find_entry(const struct audit *audit, struct str path, struct arena *arena, size_t *ret)
{
    const struct tree *tree = audit->tree;
    char real[PATH_MAX];
    struct str below = path;
    if (realpath(arena_str(arena, path).ptr, real) && str_starts(str_from(real), tree->root) &&
        real[tree->root.len] == '/')
        below = arena_str(arena, str_from(real + tree->root.len + 1));
    for (size_t i = 0; i < tree->count; i++) {
        if (str_equal(tree->entries[i].path, path) || str_equal(tree->entries[i].path, below)) {
            *ret = i;
            return true;
        }
    }
    return false;
}

static void explain_skips(const struct explain *explain, struct str path)
{
    static const char *const effects[] = { "nothing of it was read", "it was read as text",
                                           "the rest was looked at" };
    const struct skip_list *skips = &explain->audit->ledger.skips;
    bool said = false;
    for (size_t i = 0; i < skips->count; i++) {
        const struct skip *skip = &skips->items[i];
        if (!str_equal(skip->path, path))
            continue;
        if (!said)
            buf_char(explain->out, '\n');
        said = true;
        explain_label(explain, "coverage");
        buf_printf(explain->out, "%s", skip_reason_name(skip->reason));
        if (skip->detail.len > 0) {
            buf_puts(explain->out, " (");
            escape_terminal(explain->out, skip->detail);
            buf_char(explain->out, ')');
        }
        buf_printf(explain->out, ": %s\n", effects[skip->effect]);
    }
}

static bool is_skipped(const struct audit *audit, struct str path)
{
    for (size_t i = 0; i < audit->ledger.skips.count; i++) {
        if (str_equal(audit->ledger.skips.items[i].path, path))
            return true;
    }
    return false;
}

/* ---- answers ---- */

static bool stands_on(const struct reference *reference, uint32_t line)
{
    return reference->span.line <= line && line <= reference->span.end_line;
}

/* All findings of the line, each by its first reference there. */
static size_t explain_findings(const struct explain *explain, struct str path, uint32_t line)
{
    const struct findings *findings = &explain->audit->result.findings;
    size_t count = 0;
    for (size_t i = 0; i < findings->count; i++) {
        const struct finding *finding = findings->items[i];
        const struct reference *there = NULL;
        for (size_t j = 0; str_equal(finding->path, path) && j < finding->references.count; j++) {
            if (!there && stands_on(&finding->references.items[j], line))
                there = &finding->references.items[j];
        }
        if (!there)
            continue;
        if (count++ > 0)
            buf_char(explain->out, '\n');
        explain_finding(explain, finding, there);
    }
    return count;
}

static bool answer_line(struct explain *explain, const struct question *question, struct err *err)
{
    const struct audit *audit = explain->audit;
    size_t entry;
    if (!find_entry(audit, question->path, explain->arena, &entry)) {
        if (!is_skipped(audit, question->path))
            return err_set(err, ERR_USAGE,
                           "'%.*s' is not audited: it is not there, ignored by git, or left out by "
                           "--include and --exclude",
                           STR_ARG(question->path));
        escape_terminal(explain->out, question->path);
        buf_puts(explain->out, "  no finding\n");
        explain_skips(explain, question->path);
        return true;
    }
    struct str path = audit->tree->entries[entry].path;
    CLEANUP(look_release) struct look look = { 0 };
    if (!audit_look(audit, explain->options, entry, &look, err))
        return false;
    explain->look = &look;
    struct extent line;
    if (look.read && !explain_find_line(look.doc.file_text, question->line, &line))
        return err_set(err, ERR_USAGE, "%.*s has no line %u", STR_ARG(path), question->line);
    if (explain_findings(explain, path, question->line) == 0)
        explain_line(explain, question->line);
    else
        explain_switched_off(explain, question->line);
    explain_skips(explain, path);
    return true;
}

static bool answer_fingerprint(struct explain *explain, struct str fingerprint, struct err *err)
{
    const struct findings *findings = &explain->audit->result.findings;
    size_t count = 0;
    for (size_t i = 0; i < findings->count; i++) {
        const struct finding *finding = findings->items[i];
        size_t entry;
        if (!str_starts(finding->fingerprint, fingerprint) ||
            !find_entry(explain->audit, finding->path, explain->arena, &entry))
            continue;
        CLEANUP(look_release) struct look look = { 0 };
        if (!audit_look(explain->audit, explain->options, entry, &look, err))
            return false;
        explain->look = &look;
        if (count++ > 0)
            buf_char(explain->out, '\n');
        explain_finding(explain, finding, &finding->references.items[0]);
    }
    if (count == 0)
        return err_set(err, ERR_USAGE, "no finding has the fingerprint '%.*s'",
                       STR_ARG(fingerprint));
    return true;
}

/* Whether a repository is around the file or, when it is not there, the current folder. */
static bool in_repository(struct str path, struct arena *arena)
{
    char real[PATH_MAX];
    if (getenv("GIT_DIR"))
        return true;
    if (!realpath(arena_str(arena, path).ptr, real) && !realpath(".", real))
        return true;
    for (char *end = real + strlen(real); end; end = strrchr(real, '/')) {
        *end = '\0';
        if (access(arena_printf(arena, "%s/.git", real).ptr, F_OK) == 0)
            return true;
    }
    return false;
}

bool command_explain(struct options *options, int *ret_exit_code, struct err *err)
{
    struct question question = { 0 };
    if (options->operands.count == 0 || options->operands.count > 2)
        return err_set(err, ERR_USAGE,
                       "explain takes a fingerprint or PATH:LINE, and what to audit");
    if (!parse_question(options->operands.items[0], &question, err))
        return false;
    if (options->operands.count == 2)
        options->audit.walk.path = options->operands.items[1].ptr;
    /* Without a repository the current folder may be anything, such as the whole disk. */
    bool alone = options->operands.count == 1 && question.path.len > 0 &&
                 !in_repository(question.path, options->run);
    if (alone)
        options->audit.walk.path = arena_str(options->run, question.path).ptr;
    if (!config_load(options, err))
        return false;
    options->audit.progress = !options->quiet && isatty(STDERR_FILENO);

    CLEANUP(audit_release) struct audit audit = { 0 };
    CLEANUP(buf_release) struct buf out = { 0 };
    if (!audit_run(&audit, &options->audit, err))
        return false;
    struct explain explain = { .audit = &audit,
                               .options = &options->audit,
                               .out = &out,
                               .arena = options->run,
                               .verbose = options->verbose > 0 };
    if (question.fingerprint.len > 0 ? !answer_fingerprint(&explain, question.fingerprint, err)
                                     : !answer_line(&explain, &question, err))
        return false;
    if (alone) {
        buf_puts(&out, "\n");
        explain_label(&explain, "audited");
        buf_puts(&out, "the file alone, for no repository is around it; name a folder behind it "
                       "to look at all of that\n");
    }
    *ret_exit_code = EXIT_CLEAN;
    return print_stdout(buf_str(&out), err);
}
