#include "audit_judge.h"

#include <assert.h>
#include <limits.h>
#include <stdlib.h>

#include "base/io.h"
#include "base/limits.h"
#include "gate/audit_finding.h"
#include "gate/compare.h"
#include "score/group.h"

static bool lies_below(struct str path, struct str folder)
{
    return folder.len > 0 && path.len > folder.len && str_starts(path, folder) &&
           path.ptr[folder.len] == '/';
}

/** The configuration in force speaks of findings; its keys have been checked. */
static void note_own_file(struct audit *audit, struct str real_path)
{
    struct str root = audit->tree->root;
    if (lies_below(real_path, root))
        vec_push(&audit->run, &audit->own_files,
                 str_slice(real_path, root.len + 1, real_path.len));
}

/** Where a file of the first side is today. */
static struct str path_now(const void *state, struct str path)
{
    const struct tree *tree = state;
    const struct side *side = &tree->sides[0];
    size_t low = side->first;
    size_t high = side->first + side->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (str_compare(tree->entries[middle].path, path) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    assert(low < side->first + side->count);
    return tree->now[low - tree->count];
}

static struct str same_path(const void *state, struct str path)
{
    (void)state;
    return path;
}

/** True when every file that the configuration is about was looked at. */
static bool is_whole(const struct audit *audit, const struct audit_options *options)
{
    return audit->tree->side_count == 0 && audit->tree->mode != WALK_LIST &&
           options->walk.include.count == 0 && !audit->ledger.partial && !audit->tree->one_file;
}

/** What the suppressions of the configuration are about, seen from the scan root. */
static void place_configuration(const struct audit *audit, const struct suppress_options *options,
                                struct suppress *suppress)
{
    struct str root = audit->tree->root;
    struct str folder = options->config_file;
    while (folder.len > 0 && folder.ptr[folder.len - 1] != '/')
        folder.len--;
    folder.len -= folder.len > 0;
    suppress->trusted = !options->config_found && !lies_below(options->config_file, root);
    if (options->config_found && lies_below(root, folder)) {
        suppress->prefix =
            arena_printf(suppress->arena, "%.*s/",
                         STR_ARG(str_slice(root, folder.len + 1, root.len)));
        suppress->whole = false;
    }
}

static void settle_suppressions(const void *state, struct findings *findings)
{
    suppress_findings(state, findings);
}

/** References become findings, less those that are suppressed. */
static bool score_side(struct audit *audit, const struct audit_options *options,
                       const struct references *references, const struct directives *directives,
                       const struct ledger *ledger, struct result *ret_result, struct err *err)
{
    const struct engine *engine = &audit->engine;
    struct suppress suppress = { .options = &options->suppress,
                                 .today = options->score.today,
                                 .ruleset = &engine->ruleset,
                                 .directives = directives,
                                 .references = references,
                                 .off = &audit->off,
                                 .whole = is_whole(audit, options),
                                 .arena = &audit->result_arena };
    place_configuration(audit, &options->suppress, &suppress);
    struct score_options score = options->score;
    score.settle = settle_suppressions;
    score.settle_state = &suppress;
    /* Nobody asks for them where there is nothing to score. */
    for (size_t i = 0; references->count > 0 && i < audit->tree->entry_count; i++)
        vec_push(&audit->result_arena, &score.paths, audit->tree->entries[i].path);
    return score_references(references, ledger, engine->catalog, engine->effort, &score,
                            &audit->result_arena, ret_result, err);
}

/** Commands that fail nothing have no gate; then no place counts more than another. */
static const struct gate *gate_of(const struct audit_options *options)
{
    static const struct gate none;
    return options->gate ? options->gate : &none;
}

/** Judges the other sides like this one and marks what is new. */
static bool compare_sides(struct audit *audit, const struct audit_options *options,
                          struct err *err)
{
    const struct tree *tree = audit->tree;
    struct arena *arena = &audit->result_arena;
    struct ledger nothing = { .arena = arena };
    struct known_list known = { 0 };
    for (size_t i = 0; i < tree->side_count; i++) {
        struct audit_side *side = &audit->sides[i];
        judge_settle(audit, arena, &side->references);
        if (!score_side(audit, options, &side->references, &side->directives, &nothing,
                        &side->result, err))
            return false;
        if (tree->sides[i].minus)
            compare_subtract(&known, &side->result.findings, arena);
        else
            compare_add(&known, &side->result.findings, i == 0 ? path_now : same_path, tree, arena);
    }
    compare_findings(gate_of(options), &known, &audit->result.findings);
    for (size_t i = 0; i < known.count; i++) {
        if (!known.items[i].taken && !known.items[i].suppressed)
            vec_push(arena, &audit->result.fixed, known.items[i].finding);
    }
    return true;
}

/* ---- the baseline ---- */

static struct str real_path(struct str path, struct arena *run)
{
    char real[PATH_MAX];
    return realpath(path.ptr, real) ? arena_str(run, str_from(real)) : path;
}

/** Its text: of a change that of before it, or a change could excuse itself. */
static bool read_baseline(struct audit *audit, const struct audit_options *options, struct str real,
                          struct buf *ret_text, bool *ret_found, struct err *err)
{
    struct str root = audit->tree->root;
    *ret_found = true;
    if (!options->walk.diff || (real.ptr[0] == '/' && !lies_below(real, root)))
        return io_read_file(options->baseline.ptr, LIMIT_OWN_FILE_BYTES, ret_text, err);
    struct str name = lies_below(real, root) ? str_slice(real, root.len + 1, real.len) : real;
    struct str text, path;
    if (!walk_read_own(&options->walk, OWN_BEFORE, arena_str(&audit->run, name).ptr, &audit->run,
                       &text, &path, err))
        return false;
    *ret_found = text.ptr != NULL;
    if (!*ret_found)
        ledger_note(&audit->ledger, "there is no baseline %.*s before the change", STR_ARG(name));
    buf_add(ret_text, text);
    return true;
}

static bool load_baseline(struct audit *audit, const struct audit_options *options, struct err *err)
{
    if (options->baseline.len == 0)
        return true;
    CLEANUP(buf_release) struct buf text = { 0 };
    struct str real = real_path(options->baseline, &audit->run);
    struct str root = audit->tree->root;
    note_own_file(audit, real);
    if (!read_baseline(audit, options, real, &text, &audit->has_baseline, err))
        return false;
    struct str name = lies_below(real, root) ? str_slice(real, root.len + 1, real.len)
                                             : options->baseline;
    return !audit->has_baseline ||
           baseline_read(buf_str(&text), name, &audit->run, &audit->baseline, err);
}

static bool is_in_tree(const void *state, struct str path)
{
    const struct tree *tree = state;
    size_t low = 0;
    size_t high = tree->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = str_compare(tree->entries[middle].path, path);
        if (order == 0)
            return true;
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return false;
}

/** Of a change: rules that were read as they were before it. */
static bool is_before(const struct audit_options *options, struct str label)
{
    for (size_t i = 0; i < options->rule_texts.count; i++) {
        if (str_equal(options->rule_texts.items[i].label, label))
            return true;
    }
    return false;
}

/** Says so when the change touches the folders of such rules: what it makes of them is not in force. */
static void note_other_rules(struct audit *audit, const struct audit_options *options)
{
    struct str root = audit->tree->root;
    for (size_t i = 0; i < options->rule_texts.count; i++) {
        struct str folder = options->rule_texts.items[i].label;
        if (!lies_below(folder, root))
            continue;
        while (folder.ptr[folder.len - 1] != '/')
            folder.len--;
        folder = str_slice(folder, root.len + 1, folder.len);
        for (size_t j = 0; j < audit->tree->entry_count; j++) {
            struct str path = audit->tree->entries[j].path;
            if (str_starts(path, folder) && (str_ends(path, STR(".yaml")) ||
                                             str_ends(path, STR(".yml")))) {
                ledger_note(&audit->ledger, "the change has other rules in %.*s: those of before it "
                            "are in force", STR_ARG(folder));
                break;
            }
        }
    }
}

/**
 * Files of --rules that replace built-in ones have to come from elsewhere: with its own weights or
 * hosts a tree could make everything cheap. Rules only add to the built-in ones.
 */
static void look_at_knowledge(struct audit *audit, const struct audit_options *options)
{
    const struct data *data = &audit->engine.data;
    struct arena *arena = &audit->result_arena;
    const struct tree *tree = audit->tree;
    for (size_t i = 0; i < data->count; i++) {
        const struct data_file *file = &data->files[i];
        bool calibration = str_starts(file->name, STR(DATA_CALIBRATION));
        if (file->built_in || str_starts(file->name, STR("detect/")) ||
            (!calibration && data_embedded(file->name.ptr).len == 0))
            continue;
        struct str name = calibration ? STR("weights of effort.yaml") : file->name;
        struct str real = real_path(file->label, &audit->run);
        if (!lies_below(real, tree->root))
            continue;
        struct str path = str_slice(real, tree->root.len + 1, real.len);
        struct span start = { .line = 1,
                              .column = 1,
                              .end_line = 1,
                              .end_column = 1,
                              .column_utf16 = 1,
                              .end_column_utf16 = 1 };
        audit_finding_add(&audit->engine.ruleset, "audit/replaced-knowledge",
                          &(struct audit_place){
                              .path = path,
                              .span = start,
                              .where = WHERE_CONFIG,
                              .language = STR("yaml"),
                              .evidence = name,
                              .snippet = name,
                              .note = arena_printf(arena, "it takes the place of the built-in "
                                                   "%.*s: keep it outside of the scanned tree",
                                                   STR_ARG(name)),
                          },
                          &audit->result.findings, arena);
        struct finding *last = audit->result.findings.items[audit->result.findings.count - 1];
        if (tree->side_count > 0)
            last->state = is_in_tree(tree, path) && !is_before(options, file->label)
                              ? STATE_NEW
                              : STATE_UNCHANGED;
    }
    findings_sort(&audit->result.findings);
}

static void compare_baseline(struct audit *audit, const struct audit_options *options)
{
    if (!audit->has_baseline)
        return;
    struct suppress place = { .whole = is_whole(audit, options), .arena = &audit->result_arena };
    place_configuration(audit, &options->suppress, &place);
    struct baseline_scope scope = { .gate = gate_of(options),
                                    .ruleset = &audit->engine.ruleset,
                                    .prefix = options->baseline_below ? place.prefix : STR(""),
                                    .whole = place.whole,
                                    .ledger = &audit->ledger,
                                    .change = audit->tree->side_count > 0,
                                    .exists = place.whole ? is_in_tree : NULL,
                                    .state = audit->tree };
    audit->stale_count = baseline_compare(&audit->baseline, &scope, &audit->result.findings,
                                          &audit->result_arena, &audit->baseline_unread);
    findings_sort(&audit->result.findings);
}

bool judge_switch_off(struct audit *audit, const struct audit_options *options, struct err *err)
{
    enum { IDS_SHOWN = 12 };
    struct ledger *ledger = &audit->ledger;
    const struct ruleset *ruleset = &audit->engine.ruleset;
    if (!disable_rules(&options->disabled, ruleset, &audit->run, &audit->off, err))
        return false;
    const struct strs *ids = &audit->off.ids;
    ledger->rules_disabled = *ids;
    ledger->rules_active = ruleset->count - ids->count;
    if (ids->count == 0)
        return true;
    CLEANUP(buf_release) struct buf list = { 0 };
    for (size_t i = 0; i < ids->count && i < IDS_SHOWN; i++)
        buf_printf(&list, "%s%.*s", i ? ", " : "", STR_ARG(ids->items[i]));
    if (ids->count > IDS_SHOWN)
        buf_printf(&list, " and %zu more", ids->count - IDS_SHOWN);
    ledger_note(ledger, "rules switched off: %.*s", STR_ARG(buf_str(&list)));
    return true;
}

/** How many rules that item switches off. */
static size_t count_off(const struct audit *audit, const struct disabled *disabled)
{
    size_t count = 0;
    for (size_t i = 0; i < audit->engine.ruleset.count; i++)
        count += audit->off.by_rule[i] == disabled;
    return count;
}

/** A tree that switches rules off decides itself what is found in it. */
static void look_at_disabled(struct audit *audit, const struct audit_options *options)
{
    struct arena *arena = &audit->result_arena;
    struct suppress place = { .arena = arena };
    place_configuration(audit, &options->suppress, &place);
    const struct tree *tree = audit->tree;
    struct str path = options->suppress.config_path;
    for (size_t i = 0; i < options->disabled.count && !place.trusted; i++) {
        const struct disabled *disabled = &options->disabled.items[i];
        size_t count = count_off(audit, disabled);
        if (disabled->line == 0)
            continue;
        struct str text = arena_printf(arena, "disable: %.*s", STR_ARG(disabled->pattern));
        struct span span = { .line = disabled->line,
                             .column = 1,
                             .end_line = disabled->line,
                             .end_column = 1,
                             .column_utf16 = 1,
                             .end_column_utf16 = 1 };
        audit_finding_add(&audit->engine.ruleset, "audit/disabled-rule",
                          &(struct audit_place){
                              .path = path,
                              .span = span,
                              .where = WHERE_CONFIG,
                              .language = STR("yaml"),
                              .evidence = text,
                              .snippet = text,
                              .note = arena_printf(arena, "%zu %s off: say that in a configuration "
                                                   "outside of the scanned tree, or with `ignore` "
                                                   "why it does not count",
                                                   count, count == 1 ? "rule is" : "rules are"),
                          },
                          &audit->result.findings, arena);
        /* Of a change, the configuration of before it is in force. */
        struct finding *last = audit->result.findings.items[audit->result.findings.count - 1];
        if (tree->side_count > 0)
            last->state = !options->walk.diff && is_in_tree(tree, path) ? STATE_NEW
                                                                        : STATE_UNCHANGED;
    }
    findings_sort(&audit->result.findings);
}

bool judge_prepare(struct audit *audit, const struct audit_options *options, struct err *err)
{
    if (!judge_switch_off(audit, options, err))
        return false;
    note_other_rules(audit, options);
    note_own_file(audit, options->suppress.config_file);
    return load_baseline(audit, options, err);
}

void judge_settle(const struct audit *audit, struct arena *arena, struct references *references)
{
    disable_drop(&audit->off, references);
    match_settle(&audit->engine.ruleset, audit->repository_seen, arena, references);
}

bool judge(struct audit *audit, const struct audit_options *options, struct err *err)
{
    if (!score_side(audit, options, &audit->references, &audit->directives, &audit->ledger,
                    &audit->result, err) ||
        (audit->tree->side_count > 0 && !compare_sides(audit, options, err)))
        return false;
    look_at_knowledge(audit, options);
    look_at_disabled(audit, options);
    compare_baseline(audit, options);
    suppress_split(&audit->result.findings, &audit->result.suppressed, &audit->result_arena);
    return true;
}
