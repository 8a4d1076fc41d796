/* The ordered work for one target, and the edits that can be made safely. */
#include <fcntl.h>
#include <unistd.h>

#include "base/io.h"
#include "base/limits.h"
#include "command/command.h"
#include "config.h"
#include "plan/patch.h"
#include "plan/plan.h"
#include "report/escape.h"
#include "report/plan_report.h"
#include "version.h"
#include "walk/clean.h"

typedef void plan_writer(const struct plan *plan, const struct plan_header *header,
                         struct buf *out);

/* The formats a plan has, under the names of the reports. */
static plan_writer *writer_by_name(const char *name)
{
    static const struct {
        const char *name;
        plan_writer *write;
    } writers[] = {
        { "json", plan_json },
        { "markdown", plan_markdown },
        { "text", plan_text },
    };
    for (size_t i = 0; i < ARRAY_COUNT(writers); i++) {
        if (strcmp(name, writers[i].name) == 0)
            return writers[i].write;
    }
    return NULL;
}

static bool check_options(struct options *options, struct err *err)
{
    if (options->operands.count > 1)
        return err_set(err, ERR_USAGE, "one path at a time, '%s' is a second one",
                       options->operands.items[1].ptr);
    if (options->operands.count == 1)
        options->audit.walk.path = options->operands.items[0].ptr;
    if (!config_load(options, err) || !settle_outputs(options, err))
        return false;
    if (options->plan.to.len > 0) {
        options->audit.score.target = options->plan.to;
        options->audit.score.target_option = "--to";
    }
    if (options->audit.score.target.len == 0)
        return err_set(err, ERR_USAGE, "plan needs --to FAMILY: gemma-4, qwen-3, olmo-2, mistral");
    for (size_t i = 0; i < options->outputs.count; i++) {
        if (!writer_by_name(options->outputs.items[i].reporter->name))
            return err_set(err, ERR_USAGE, "a plan is written as text, markdown or json, not '%s'",
                           options->outputs.items[i].reporter->name);
    }
    if (options->plan.prompts_file.len > 0)
        options->audit.more_rules = PROMPT_RULES;
    if (str_is(options->plan.prompts_file, "-") && str_is(options->plan.patch_file, "-"))
        return err_set(err, ERR_USAGE, "--patch and --prompts cannot share standard output");
    if (options->plan.apply && options->plan.patch_file.len > 0)
        return err_set(err, ERR_USAGE, "--patch or --apply, not both");
    return true;
}

/* ---- files of the tree ---- */

/** Where files are read from: the working tree as it is, else what the walk gives. */
struct source {
    const struct tree *tree;
    int root_fd;
    struct reader *reader;
};

static bool in_working_tree(const struct tree *tree)
{
    return tree->mode != WALK_REVISION && tree->root.len > 0;
}

static bool read_file(void *state, struct str path, struct arena *arena, struct str *ret)
{
    const struct source *source = state;
    CLEANUP(buf_release) struct buf bytes = { 0 };
    const struct entry *entry = walk_find(source->tree, path);
    if (!entry)
        return false;
    struct skip skip;
    if (source->root_fd >= 0 ? !patch_read(source->root_fd, path, &bytes)
                             : reader_read(source->reader, entry, &bytes, arena, &skip) != READ_OK)
        return false;
    *ret = arena_str(arena, buf_str(&bytes));
    return true;
}

static void close_source(struct source *source)
{
    io_close_fd(&source->root_fd);
    reader_free(source->reader);
}

static bool open_source(const struct tree *tree, struct source *ret, struct err *err)
{
    ret->tree = tree;
    if (!in_working_tree(tree))
        return reader_new(tree, &ret->reader, err);
    ret->root_fd = open(tree->root.ptr, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    return ret->root_fd >= 0 || err_set(err, ERR_IO, "%s: cannot be opened", tree->root.ptr);
}

static void load_owners(struct source *source, struct arena *arena, struct owners *ret)
{
    *ret = (struct owners){ 0 };
    for (size_t i = 0; owners_paths[i]; i++) {
        struct str text;
        if (read_file(source, str_from(owners_paths[i]), arena, &text)) {
            owners_parse(text, arena, ret);
            return;
        }
    }
}

/* ---- what is written ---- */

static const struct target *target_by_id(const struct result *result, struct str id)
{
    for (size_t i = 0; i < result->targets.count; i++) {
        if (str_equal(result->targets.items[i].id, id))
            return &result->targets.items[i];
    }
    return NULL;
}

static bool is_written(const struct plan_options *wanted, const struct place_edit *place)
{
    return place->state == EDIT_WRITTEN || (wanted->partial && place->state == EDIT_NOT_ALONE);
}

/* What is nowhere, or is not edited, would make an empty patch, which looks like nothing to do. */
static bool check_only(const struct plan_options *wanted, const struct edits *edits,
                       struct arena *arena, struct err *err)
{
    for (size_t i = 0; i < wanted->only.count; i++) {
        const struct place_edit *found = NULL;
        for (size_t j = 0; j < edits->place_count && !(found && is_written(wanted, found)); j++) {
            if (str_equal(edits->places[j].finding->fingerprint, wanted->only.items[i]))
                found = &edits->places[j];
        }
        if (!found)
            return err_set(err, ERR_USAGE, "--only: no finding has the fingerprint '%.*s'",
                           STR_ARG(wanted->only.items[i]));
        if (is_written(wanted, found))
            continue;
        struct str detail = plan_state_detail(found, arena);
        return err_set(err, ERR_USAGE, "--only: %.*s:%u is not edited: %s%s%.*s%s%s",
                       STR_ARG(found->finding->path), found->finding->span.line,
                       edit_state_texts[found->state], detail.len > 0 ? " (" : "",
                       STR_ARG(detail), detail.len > 0 ? ")" : "",
                       found->state == EDIT_NOT_ALONE ? "; --partial writes it" : "");
    }
    return true;
}

static bool write_text(struct str file, struct str text, struct err *err)
{
    if (file.len == 0 || str_is(file, "-"))
        return print_stdout(text, err);
    return io_write_file(file.ptr, text, err);
}

static bool write_plan(const struct options *options, const struct audit *audit,
                       const struct plan *plan, struct err *err)
{
    struct plan_header header = {
        .version = STR(LLAMA_AUDIT_VERSION),
        .as_of = audit->engine.ruleset.as_of,
        .scan_name = audit->tree->name,
        .revision = audit->tree->revision,
        .today = options->audit.score.today,
    };
    bool stdout_taken =
        str_is(options->plan.patch_file, "-") || str_is(options->plan.prompts_file, "-");
    for (size_t i = 0; i < options->outputs.count; i++) {
        const struct output *output = &options->outputs.items[i];
        if (stdout_taken && (output->file.len == 0 || str_is(output->file, "-")))
            continue; /* the patch or the prompts are what was asked for there */
        CLEANUP(buf_release) struct buf text = { 0 };
        writer_by_name(output->reporter->name)(plan, &header, &text);
        if (!write_text(output->file, buf_str(&text), err))
            return false;
    }
    return true;
}

/* git takes what stands before the first file as a message. */
static void add_partial(const struct edits *edits, struct buf *out)
{
    static const char head[] = "With --partial: these places without what they are bound to.\n";
    bool any = false;
    for (size_t i = 0; i < edits->place_count; i++) {
        const struct place_edit *place = &edits->places[i];
        if (place->state != EDIT_NOT_ALONE || !place->holder)
            continue;
        buf_puts(out, any ? "" : head);
        any = true;
        buf_puts(out, "  ");
        escape_terminal(out, place->finding->path);
        buf_printf(out, ":%u, bound to ", place->finding->span.line);
        escape_terminal(out, place->holder->path);
        buf_printf(out, ":%u\n", place->holder->span.line);
    }
    buf_puts(out, any ? "\n" : "");
}

static bool write_patch(const struct options *options, const struct edits *edits, struct err *err)
{
    CLEANUP(buf_release) struct buf text = { 0 };
    if (options->plan.partial)
        add_partial(edits, &text);
    for (size_t i = 0; i < edits->files.count; i++)
        patch_add(&edits->files.items[i], &text);
    return write_text(options->plan.patch_file, buf_str(&text), err);
}

static bool write_prompts(const struct options *options, struct audit *audit, struct source *source,
                          struct err *err)
{
    struct chat_tokens tokens;
    if (!chat_tokens_load(&audit->engine.data, &audit->run, &tokens, err))
        return false;
    struct prompts_input input = { .result = &audit->result,
                                   .references = &audit->references,
                                   .tokens = &tokens,
                                   .read = read_file,
                                   .read_state = source };
    struct prompts prompts;
    prompts_collect(&input, &audit->result_arena, &prompts);
    CLEANUP(buf_release) struct buf text = { 0 };
    plan_prompts(&prompts, &text);
    return write_text(options->plan.prompts_file, buf_str(&text), err);
}

static bool apply_edits(const struct options *options, const struct source *source,
                        const struct edits *edits, struct err *err)
{
    struct strs paths = { 0 };
    for (size_t i = 0; i < edits->files.count; i++)
        vec_push(options->run, &paths, edits->files.items[i].path);
    if (paths.count > 0 && !options->plan.force && !tree_is_clean(source->tree, &paths, err))
        return err_wrap(err, "--apply");
    for (size_t i = 0; i < edits->files.count; i++) {
        if (!patch_write(source->root_fd, &edits->files.items[i], err))
            return false;
    }
    return true;
}

static bool make_and_write(const struct options *options, struct audit *audit,
                           struct source *source, struct err *err)
{
    struct arena *arena = &audit->result_arena;
    const struct engine *engine = &audit->engine;
    struct renames renames;
    struct packages packages;
    if (!renames_load(&engine->data, engine->catalog, &audit->run, &renames, err) ||
        !packages_load(&engine->data, engine->effort, &audit->run, &packages, err))
        return false;

    const struct plan_options *wanted = &options->plan;
    bool writes = wanted->apply || wanted->patch_file.len > 0;
    if (writes && source->root_fd < 0)
        return err_set(err, ERR_USAGE, "edits are made for a working tree, not for a commit");
    struct edits_input input = {
        .result = &audit->result,
        .references = &audit->references,
        .catalog = engine->catalog,
        .renames = &renames,
        .effort = engine->effort,
        .target = options->audit.score.target,
        .today = options->audit.score.today,
        .partial = wanted->partial,
        .hide_secrets = wanted->patch_file.len > 0,
        .only = wanted->only,
        .read = read_file,
        .read_state = source,
    };
    for (size_t i = 0; i < audit->tree->count; i++)
        vec_push(arena, &input.paths, audit->tree->entries[i].path);
    struct edits edits;
    struct owners owners;
    struct plan plan;
    edits_make(&input, arena, &edits);
    if (!check_only(wanted, &edits, arena, err))
        return false;
    load_owners(source, arena, &owners);
    plan_make(&audit->result, target_by_id(&audit->result, input.target), &packages, &edits,
              &owners, &audit->ledger, arena, &plan);
    return (wanted->patch_file.len == 0 || write_patch(options, &edits, err)) &&
           (wanted->prompts_file.len == 0 || write_prompts(options, audit, source, err)) &&
           (!wanted->apply || apply_edits(options, source, &edits, err)) &&
           write_plan(options, audit, &plan, err);
}

bool command_plan(struct options *options, int *ret_exit_code, struct err *err)
{
    if (!check_options(options, err))
        return false;
    options->audit.progress = !options->quiet && isatty(STDERR_FILENO);
    CLEANUP(audit_release) struct audit audit = { 0 };
    CLEANUP(close_source) struct source source = { .root_fd = -1 };
    if (!audit_run(&audit, &options->audit, err) || !open_source(audit.tree, &source, err) ||
        !make_and_write(options, &audit, &source, err))
        return false;
    *ret_exit_code = EXIT_CLEAN;
    return true;
}
