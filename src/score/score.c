#include "score/score.h"

#include <stdio.h>

#include "score/calibrate.h"
#include "score/effort.h"
#include "score/fallback.h"
#include "score/group.h"
#include "score/licence.h"
#include "score/matrix.h"
#include "score/posture.h"
#include "score/rank.h"
#include "score/severity.h"
#include "score/stay.h"
#include "score/work.h"

static bool load_calibrations(const struct data *data, struct effort *effort, struct arena *run,
                              struct err *err)
{
    for (size_t i = 0; i < data->count; i++) {
        const struct data_file *file = &data->files[i];
        if (str_starts(file->name, STR(DATA_CALIBRATION)) &&
            !calibration_parse(effort, file->text, file->label.ptr, run, err))
            return false;
    }
    return true;
}

bool effort_load(const struct data *data, const struct catalog *catalog,
                 const struct ruleset *ruleset, struct arena *run, struct effort **ret_effort,
                 struct err *err)
{
    const struct data_file *file = data_get(data, "effort.yaml");
    struct effort *effort;
    if (!file)
        return err_set(err, ERR_INTERNAL, "effort.yaml is missing");
    const struct data_file *licences = data_get(data, "licences.yaml");
    const struct data_file *gpus = data_get(data, "accelerators.yaml");
    if (!effort_parse(file, run, &effort, err) ||
        (gpus && !effort_parse_accelerators(effort, gpus, run, err)) ||
        (licences && !licences_parse(licences, run, &effort->licences, err)) ||
        !load_calibrations(data, effort, run, err) ||
        !effort_check_rules(effort, ruleset->rules, ruleset->count, err))
        return false;

    size_t count;
    const struct model *models = catalog_models(catalog, &count);
    for (size_t i = 0; i < effort->target_count; i++) {
        struct str family = effort->targets[i].family;
        size_t at = 0;
        while (at < count &&
               !(models[at].role == MODEL_TARGET && str_equal(models[at].family, family)))
            at++;
        if (at == count)
            return err_set(err, ERR_SYNTAX, "%s: no model file has the target family '%.*s'",
                           file->label.ptr, STR_ARG(family));
    }
    *ret_effort = effort;
    return true;
}

static bool check_target(const struct effort *effort, const struct score_options *options,
                         struct err *err)
{
    struct str target = options->target;
    if (target.len == 0)
        return true;
    CLEANUP(arena_release) struct arena arena = { 0 };
    const char **names = arena_array(&arena, effort->target_count + 1, sizeof *names);
    struct str known = STR("");
    for (size_t i = 0; i < effort->target_count; i++) {
        struct str family = effort->targets[i].family;
        if (str_equal(family, target))
            return true;
        names[i] = arena_str(&arena, family).ptr;
        known = arena_printf(&arena, "%.*s%s%s", STR_ARG(known), i ? ", " : "", names[i]);
    }
    const char *nearest = nearest_word(target, names);
    return err_set(err, ERR_USAGE, "%s: '%.*s' is no target%s%s%s the targets are %.*s",
                   options->target_option ? options->target_option : "--target", STR_ARG(target),
                   nearest ? ", did you mean " : ",", nearest ? nearest : "", nearest ? "?" : "",
                   STR_ARG(known));
}

static bool check_pins(const struct scorer *scorer, struct err *err)
{
    const struct pins *pins = &scorer->options->pins;
    for (size_t i = 0; i < pins->count; i++) {
        const struct model *source = catalog_get(scorer->catalog, pins->items[i].source);
        const struct model *target = catalog_get(scorer->catalog, pins->items[i].target);
        if (!source || !target || target->is_family || target->role != MODEL_TARGET)
            return err_set(err, ERR_USAGE, "--equivalent: '%.*s' is no model of %s",
                           STR_ARG(source ? pins->items[i].target : pins->items[i].source),
                           source ? "a target family, with its size" : "the catalogue");
    }
    return true;
}

static void set_change(const struct scorer *scorer, struct finding *finding)
{
    if (finding->kind != KIND_DEPENDENCY)
        return;
    const struct change_kind *change = effort_change_of(scorer->effort, finding);
    if (!change)
        return;
    finding->change = change->id;
    for (size_t i = 0; change->model_use && i < scorer->effort->beside_count; i++) {
        const struct beside_row *row = &scorer->effort->beside[i];
        if ((row->category < 0 || row->category == (int)finding->category) &&
            needs_beside(&scorer->proofs, finding, row->observes)) {
            finding->change = row->change->id;
            return;
        }
    }
}

static bool has_training_data(const struct scorer *scorer)
{
    for (size_t i = 0; i < scorer->options->paths.count; i++) {
        if (any_glob(&scorer->effort->training_data, scorer->options->paths.items[i]))
            return true;
    }
    return false;
}

/* Exact copies of lists in the scratch arena. */
static void keep_terms(struct arena *arena, const struct bill *bill, bool with_work,
                       struct terms *ret)
{
    size_t count = bill->terms.count + (with_work ? bill->triggers.count : 0);
    *ret = (struct terms){ .items = arena_array(arena, count, sizeof *ret->items) };
    for (size_t i = 0; i < bill->terms.count; i++)
        ret->items[ret->count++] = bill->terms.items[i];
    for (size_t i = 0; ret->count < count; i++)
        ret->items[ret->count++] = bill->triggers.items[i].term;
    ret->capacity = ret->count;
}

static void keep_blocks(struct arena *arena, const struct blocks *blocks, struct blocks *ret)
{
    *ret = (struct blocks){ .items = arena_array(arena, blocks->count, sizeof *ret->items) };
    for (size_t i = 0; i < blocks->count; i++)
        ret->items[ret->count++] = blocks->items[i];
    ret->capacity = ret->count;
}

static void fill_alone(struct arena *arena, const struct bill *bill, struct cost *cost)
{
    const struct block *block = bill_block(bill);
    keep_terms(arena, bill, true, &cost->alone_terms);
    cost->alone = bill_alone(bill);
    cost->alone_blocker = block ? block->text : STR("");
}

static void fill_own(struct arena *arena, const struct bill *bill, struct cost *cost)
{
    const struct block *block = bill_block(bill);
    keep_terms(arena, bill, false, &cost->terms);
    cost->equivalent = bill->choice.model;
    cost->equivalent_reason = bill->choice.reason;
    cost->own = terms_sum(&bill->terms);
    if (!block)
        return;
    cost->blocker = block->text;
    cost->blocker_title = block->title;
    cost->blocker_path = block->path;
    cost->blocker_line = block->line;
    cost->way_round = block->way_round;
    cost->way_round_priced = block->priced;
}

/* A catalogue or a model's own settings name its whole window; that does not say that it is used.
 */
static void drop_description(const struct scorer *scorer, const struct finding *finding,
                             struct needs *needs)
{
    const struct model *model = finding->model;
    if (needs->context && model && model->context_tokens > 0 &&
        needs->context_tokens >= model->context_tokens &&
        any_glob(&scorer->effort->describes_window, needs->context->key))
        needs->context = NULL;
}

/* One finding: what it costs by itself, for severity, and within the repository, for the totals. */
static void score_finding(const struct scorer *scorer, struct finding *finding,
                          struct places *places, struct work_table *work)
{
    struct arena *arena = scorer->arena;
    size_t count = scorer->effort->target_count;
    struct bill *alone = arena_array(scorer->scratch, count, sizeof *alone);
    struct bill *kept = arena_array(arena, count, sizeof *kept);
    struct needs place;
    struct needs repository;
    needs_of_place(&scorer->proofs, finding, &place);
    needs_in_repository(&scorer->proofs, finding, &repository);
    drop_description(scorer, finding, &place);
    drop_description(scorer, finding, &repository);
    bool same = needs_alike(&place, &repository) && scorer->proofs.libraries.count == 0;

    finding->costs = (struct costs){ .items = arena_array(arena, count, sizeof(struct cost)),
                                     .count = count,
                                     .capacity = count };
    for (size_t i = 0; i < count; i++) {
        struct cost *cost = &finding->costs.items[i];
        struct bill within;
        cost->target = scorer->effort->targets[i].family;
        bill_make(scorer, finding, i, &repository, &within);
        if (same)
            alone[i] = within;
        else
            bill_make(scorer, finding, i, &place, &alone[i]);
        fill_alone(arena, &alone[i], cost);
        fill_own(arena, &within, cost);
        if (!finding->suppression)
            work_add(work, scorer, finding, i, &within);
        kept[i] = (struct bill){ .choice = within.choice, .terms = cost->terms };
        keep_blocks(arena, &within.blocks, &kept[i].blocks);
    }
    severity_set(scorer, finding, alone);
    if (!finding->suppression)
        vec_push(arena, places, (struct place){ finding, kept });
    arena_reset(scorer->scratch);
}

bool score_references(const struct references *references, const struct ledger *ledger,
                      const struct catalog *catalog, const struct effort *effort,
                      const struct score_options *options, struct arena *result,
                      struct result *ret_result, struct err *err)
{
    if (!check_target(effort, options, err))
        return false;
    CLEANUP(arena_release) struct arena scratch = { 0 };
    struct memo memo = { 0 };
    struct scorer scorer = { .catalog = catalog,
                             .effort = effort,
                             .options = options,
                             .arena = result,
                             .scratch = &scratch,
                             .memo = &memo };
    if (!check_pins(&scorer, err))
        return false;
    struct result scored = { 0 };
    struct places places = { 0 };
    struct work_table work = { 0 };
    group_references(references, options->min_confidence, result, &scored.findings);
    if (options->settle) {
        options->settle(options->settle_state, &scored.findings);
        findings_sort(&scored.findings);
    }
    proofs_collect(references, result, &scorer.proofs);
    for (size_t i = 0; i < scored.findings.count; i++)
        set_change(&scorer, scored.findings.items[i]);
    scorer.training_data = scored.findings.count > 0 && has_training_data(&scorer);
    proofs_spread(&scorer.proofs, effort, &scored.findings);

    for (size_t i = 0; i < scored.findings.count; i++) {
        struct finding *finding = scored.findings.items[i];
        if (finding->change.len > 0)
            score_finding(&scorer, finding, &places, &work);
        else if (finding->kind == KIND_AUDIT)
            finding->severity = SEVERITY_HIGH;
    }
    work_add_selections(&work, &scorer, ledger->selections.count);
    work_list(&work, result, &scored.work);
    rank_targets(&scorer, &places, &scored);
    list_fallbacks(&scorer, references, &scored);
    stay_list(&scorer, &places, &scored);
    list_licences(&scorer, &places, &scored);
    list_models(&scorer, &scored);
    list_postures(&scorer, &scored);
    list_components(&scorer, &scored);
    scored.calibration = effort->calibration;
    *ret_result = scored;
    return true;
}
