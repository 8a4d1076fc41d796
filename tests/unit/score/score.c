/* Sums, shared work, blockers, order, the low and high totals, the row for staying. */
#include "world.h"

static void assert_totals_add_up(void)
{
    const struct result *result = &world.result;
    assert_int_equal(result->targets.count, WORLD_TARGETS);
    for (size_t t = 0; t < WORLD_TARGETS; t++) {
        struct points sum = { 0 };
        for (size_t i = 0; i < result->findings.count; i++) {
            const struct finding *finding = result->findings.items[i];
            if (finding->costs.count > 0) {
                assert_points(terms_sum(&finding->costs.items[t].terms),
                              finding->costs.items[t].own);
                assert_points(terms_sum(&finding->costs.items[t].alone_terms),
                              finding->costs.items[t].alone);
                sum = points_add(sum, finding->costs.items[t].own);
            }
        }
        for (size_t i = 0; i < result->work.count; i++) {
            const struct cost *cost = &result->work.items[i]->costs.items[t];
            assert_points(terms_sum(&cost->terms), cost->own);
            sum = points_add(sum, cost->own);
        }
        assert_points(sum, world_total((enum world_target)t)->points);
    }
}

/* A repository with something of everything. */
static void fill_repository(void)
{
    world.models[GEMMA].transformers_min = STR("5.5.0");
    world_hosts(QWEN, "amazon-bedrock", "qwen.qwen3-8b");
    world_reference("README.md", 3, CATEGORY_MODEL_REFERENCE, LLAMA_8B)->where = WHERE_DOCS;
    world_reference("app/chat.py", 3, CATEGORY_MODEL_REFERENCE, LLAMA_8B);
    world_reference("app/chat.py", 9, CATEGORY_PROMPT_FORMAT, LLAMA_3_1);
    world_reference("app/chat.py", 9, CATEGORY_MENTION, LLAMA_8B)->kind = KIND_MENTION;
    world_reference("app/groq.py", 3, CATEGORY_MODEL_REFERENCE, LLAMA_3B)->host = STR("groq");
    world_reference("app/tok.py", 3, CATEGORY_TOKENIZER, -1)->confidence = CONFIDENCE_LOW;
    world_observation("requirements.txt", 1, "library", "==4.40")->evidence = STR("transformers");
    world_reference("serve.yaml", 4, CATEGORY_MODEL_REFERENCE, LLAMA_VISION)->where = WHERE_INFRA;
    world_observation("serve.yaml", 5, "context", "65536");
    world_reference("tests/t.py", 8, CATEGORY_MODEL_REFERENCE, LLAMA_8B)->where = WHERE_TEST;
    world_reference("train/adapter_config.json", 2, CATEGORY_FINE_TUNE, LLAMA_8B);
    vec_push(&world.arena, &world.ledger.selections,
             (struct selection){ .path = STR("app/env.py"), .line = 2 });
}

static void terms_add_up_to_the_totals(void **state)
{
    (void)state;
    fill_repository();
    world_score();
    assert_totals_add_up();
}

static void nothing_found_costs_nothing(void **state)
{
    (void)state;
    world_score();
    assert_totals_add_up();
    assert_points((struct points){ 0 }, world_total(TO_QWEN)->points);
    assert_int_equal(world.result.stay.items.count, 0);
}

static void shared_work_is_paid_once(void **state)
{
    (void)state;
    world_reference("a.py", 1, CATEGORY_MODEL_REFERENCE, LLAMA_8B);
    world_reference("b.py", 1, CATEGORY_MODEL_REFERENCE, LLAMA_3B);
    world_reference("c.py", 1, CATEGORY_WEIGHTS_ARTIFACT, LLAMA_8B);
    world_score();
    const struct work_item *item = find_work("re-evaluate");
    assert_non_null(item);
    assert_int_equal(world.result.work.count, 1);
    assert_int_equal(item->findings.count, 3);
    assert_points(work_points("re-evaluate", TO_QWEN), item->costs.items[TO_QWEN].own);
    assert_ptr_equal(world_finding(2)->work.items[0], item);
    assert_totals_add_up();
}

static void adapters_of_two_folders_are_two_trainings(void **state)
{
    (void)state;
    world_reference("a/adapter_config.json", 1, CATEGORY_FINE_TUNE, LLAMA_8B);
    world_reference("b/adapter_config.json", 1, CATEGORY_FINE_TUNE, LLAMA_8B);
    world_score();
    assert_non_null(find_work("retrain:a"));
    assert_non_null(find_work("retrain:b"));
}

static void low_leaves_out_docs_tests_and_doubt(void **state)
{
    (void)state;
    world_reference("README.md", 1, CATEGORY_MODEL_REFERENCE, LLAMA_8B)->where = WHERE_DOCS;
    world_reference("a.py", 1, CATEGORY_MODEL_REFERENCE, LLAMA_8B)->confidence = CONFIDENCE_LOW;
    world_reference("tests/a.py", 1, CATEGORY_MODEL_REFERENCE, LLAMA_8B)->where = WHERE_TEST;
    world_score();
    assert_number(0, world_total(TO_QWEN)->points.low);
    assert_number(3 * points_of("model-reference", TO_QWEN).likely +
                      work_points("re-evaluate", TO_QWEN).likely,
                  world_total(TO_QWEN)->points.likely);
    assert_totals_add_up();
}

static void low_takes_the_lower_weights(void **state)
{
    (void)state;
    world_reference("a.py", 1, CATEGORY_MODEL_REFERENCE, LLAMA_8B)->confidence = CONFIDENCE_LOW;
    world_reference("b.py", 1, CATEGORY_PROMPT_FORMAT, LLAMA_8B);
    world_score();
    assert_number(points_of("prompt-format", TO_QWEN).low +
                      work_points("convert-prompts", TO_QWEN).low +
                      work_points("re-evaluate", TO_QWEN).low,
                  world_total(TO_QWEN)->points.low);
}

static void high_takes_an_evaluation_for_each_selection(void **state)
{
    (void)state;
    world_reference("a.py", 1, CATEGORY_MODEL_REFERENCE, LLAMA_8B);
    world_score();
    struct points before = world_total(TO_QWEN)->points;
    world.ledger.selections.count = 2;
    world_score();
    struct points after = world_total(TO_QWEN)->points;
    assert_number(before.low, after.low);
    assert_number(before.likely, after.likely);
    assert_number(before.high + 2 * work_points("re-evaluate", TO_QWEN).high, after.high);
    assert_totals_add_up();
}

/* Code on the modules, whose port differs by target. */
static void refer_to_modules(void)
{
    struct reference *reference = world_reference("a.py", 1, CATEGORY_ARCHITECTURE, LLAMA_8B);
    reference->role = STR("identifier");
    reference->evidence = STR("LlamaAttention");
}

static void cheaper_targets_rank_first(void **state)
{
    (void)state;
    refer_to_modules();
    world_score();
    const struct targets *targets = &world.result.targets;
    for (size_t i = 0; i < targets->count; i++) {
        assert_int_equal(targets->items[i].rank, i + 1);
        if (i > 0)
            assert_true(targets->items[i - 1].points.likely <= targets->items[i].points.likely);
    }
    assert_text("mistral", targets->items[0].id);
}

static void blocked_targets_rank_last_however_cheap(void **state)
{
    (void)state;
    refer_to_modules();
    world_reference("a.py", 2, CATEGORY_MODEL_REFERENCE, LLAMA_8B);
    world_observation("a.py", 3, "context", "32768");
    world_score();
    assert_text("olmo-2", world.result.targets.items[WORLD_TARGETS - 1].id);
    assert_int_equal(world_total(TO_OLMO)->blockers, 1);
    assert_true(world_total(TO_OLMO)->points.likely < world_total(TO_GEMMA)->points.likely);
}

static void priced_way_round_ranks_by_its_points(void **state)
{
    (void)state;
    world_hosts(MINISTRAL, "groq", "ministral");
    world_reference("a.py", 1, CATEGORY_MODEL_REFERENCE, LLAMA_8B)->host = STR("groq");
    world_score();
    assert_text("mistral", world.result.targets.items[0].id);
    assert_int_equal(world_total(TO_OLMO)->blockers, 1);
    assert_true(world_total(TO_OLMO)->points.likely > world_total(TO_MISTRAL)->points.likely);
}

static void one_line_blocks_once(void **state)
{
    (void)state;
    world_reference("a.py", 1, CATEGORY_MODEL_REFERENCE, LLAMA_8B);
    world_reference("a.py", 2, CATEGORY_MODEL_REFERENCE, LLAMA_3B);
    world_observation("a.py", 3, "context", "32768");
    world_score();
    assert_int_equal(world_total(TO_OLMO)->blockers, 1);
    assert_true(str_has(world_total(TO_OLMO)->reason, "window 4,096 (a.py:3)"));
}

static void reasons_name_hosts_parsers_and_habits(void **state)
{
    (void)state;
    world.models[QWEN].vllm_tool_parser = STR("hermes");
    world_hosts(QWEN, "groq", "qwen/qwen3-8b");
    world_hosts(MINISTRAL, "amazon-bedrock", "ministral");
    world_reference("a.py", 1, CATEGORY_MODEL_REFERENCE, LLAMA_8B)->host = STR("groq");
    world_reference("serve.yaml", 2, CATEGORY_SERVING_CONFIG, LLAMA_8B)->where = WHERE_INFRA;
    world_score();
    assert_text("same hosts; tool parser hermes; thinking off", world_total(TO_QWEN)->reason);
    assert_true(str_has(world_total(TO_MISTRAL)->reason, "not on Groq (a.py:1)"));
    assert_true(str_has(world_total(TO_OLMO)->reason, "no host (a.py:1)"));
}

static void reasons_name_an_endpoint_of_its_own(void **state)
{
    (void)state;
    world_hosts(GEMMA, "amazon-bedrock", "google.gemma-4-e4b");
    world_reference("main.tf", 4, CATEGORY_HOSTED_ENDPOINT, LLAMA_8B)->host = STR("amazon-bedrock");
    world_score();
    assert_text("another endpoint on Amazon Bedrock (main.tf:4)", world_total(TO_GEMMA)->reason);
}

static void derived_models_are_replaced_once_each(void **state)
{
    (void)state;
    world_reference("a.py", 1, CATEGORY_DERIVED_MODEL, LLAMA_8B);
    world_reference("b.py", 1, CATEGORY_DERIVED_MODEL, LLAMA_8B);
    world_reference("b.py", 2, CATEGORY_DERIVED_MODEL, LLAMA_3B);
    world_score();
    assert_int_equal(find_work("replace-derived:llama-3.1-8b")->findings.count, 2);
    assert_int_equal(find_work("replace-derived:llama-3.2-3b")->findings.count, 1);
}

static void severity_ignores_other_files(void **state)
{
    (void)state;
    world_reference("a.py", 1, CATEGORY_MODEL_REFERENCE, LLAMA_8B);
    world_score();
    enum severity alone = world_finding(0)->severity;
    for (uint32_t i = 0; i < 9; i++)
        world_reference("b.py", 1 + i, CATEGORY_PROMPT_FORMAT, LLAMA_8B);
    world_observation("requirements.txt", 1, "library", "==4.40")->evidence = STR("transformers");
    world.models[QWEN].transformers_min = STR("5.5.0");
    world_score();
    assert_int_equal(alone, world_finding(0)->severity);
}

static void engines_and_mentions_cost_nothing(void **state)
{
    (void)state;
    world_reference("a.py", 1, CATEGORY_RUNTIME, -1)->kind = KIND_ENGINE;
    world_reference("a.py", 2, CATEGORY_MENTION, LLAMA_8B)->kind = KIND_MENTION;
    world_score();
    assert_int_equal(world.result.findings.count, 2);
    assert_int_equal(world_finding(0)->severity, SEVERITY_INFO);
    assert_int_equal(world_finding(0)->costs.count, 0);
    assert_int_equal(world.result.models.count, 0);
}

static void unsure_references_can_be_left_out(void **state)
{
    (void)state;
    world_reference("a.py", 1, CATEGORY_MODEL_REFERENCE, LLAMA_8B)->confidence = CONFIDENCE_LOW;
    world_reference("a.py", 2, CATEGORY_MODEL_REFERENCE, LLAMA_3B);
    world.options.min_confidence = CONFIDENCE_MEDIUM;
    world_score();
    assert_int_equal(world.result.findings.count, 1);
    assert_int_equal(world_finding(0)->span.line, 2);
}

static void unknown_target_is_a_usage_error(void **state)
{
    (void)state;
    struct err err = { 0 };
    world.options.target = STR("gemma-3");
    assert_false(score_references(&world.references, &world.ledger, NULL, world.effort,
                                  &world.options, &world.arena, &world.result, &err));
    assert_int_equal(err.code, ERR_USAGE);
    assert_non_null(strstr(err.text, "gemma-4"));
}

static void models_in_use_are_counted(void **state)
{
    (void)state;
    fill_repository();
    world_score();
    const struct model_use *most = &world.result.models.items[0];
    assert_text("llama-3.1-8b", most->model->id);
    assert_int_equal(most->dependency_count, 4);
    assert_int_equal(most->file_count, 4);
}

/* ---- staying ---- */

static const struct stay_item *find_stay(const char *part)
{
    for (size_t i = 0; i < world.result.stay.items.count; i++) {
        if (str_has(world.result.stay.items.items[i].title, part))
            return &world.result.stay.items.items[i];
    }
    return NULL;
}

static void download_is_pinned_mirrored_and_licensed(void **state)
{
    (void)state;
    world.models[LLAMA_8B].gated = true;
    world_reference("a.py", 1, CATEGORY_MODEL_REFERENCE, LLAMA_8B)->evidence = STR("org/name");
    world_score();
    assert_non_null(find_stay("pin a revision"));
    assert_non_null(find_stay("accepted"));
    assert_non_null(find_stay("notice"));
    assert_non_null(find_stay("copy"));
    assert_true(str_has(world.result.stay.reason, "1 download without a pinned revision"));
}

static void pinned_download_is_pinned(void **state)
{
    (void)state;
    world_reference("a.py", 1, CATEGORY_MODEL_REFERENCE, LLAMA_8B)->evidence = STR("org/name");
    world_observation("a.py", 1, "pin", "0e9e39f249a16976918f6564b8830bc894c89659");
    world_reference("b.txt", 1, CATEGORY_LICENSE, LLAMA_8B);
    world_reference("c.txt", 1, CATEGORY_WEIGHTS_ARTIFACT, LLAMA_8B);
    world_score();
    assert_int_equal(world.result.stay.items.count, 0);
}

static void retired_id_moves_to_a_host_that_is_left(void **state)
{
    (void)state;
    world_hosts(LLAMA_8B, "groq", "llama-3.1-8b")->retired = STR("2026-08-16");
    world_hosts(LLAMA_8B, "amazon-bedrock", "meta.llama3-1-8b");
    world_reference("a.py", 1, CATEGORY_MODEL_REFERENCE, LLAMA_8B)->host = STR("groq");
    world_score();
    const struct stay_item *item = find_stay("still on Amazon Bedrock");
    assert_non_null(item);
    assert_true(item->helps_migration);
    assert_int_equal(item->line, 1);
    assert_true(str_is(item->kind, "retired"));
    assert_non_null(find_stay("nothing stands behind these hosts"));
    assert_int_equal(world.result.stay.items.count, 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WORLD_TEST(terms_add_up_to_the_totals),
        WORLD_TEST(nothing_found_costs_nothing),
        WORLD_TEST(shared_work_is_paid_once),
        WORLD_TEST(adapters_of_two_folders_are_two_trainings),
        WORLD_TEST(low_leaves_out_docs_tests_and_doubt),
        WORLD_TEST(low_takes_the_lower_weights),
        WORLD_TEST(high_takes_an_evaluation_for_each_selection),
        WORLD_TEST(cheaper_targets_rank_first),
        WORLD_TEST(blocked_targets_rank_last_however_cheap),
        WORLD_TEST(priced_way_round_ranks_by_its_points),
        WORLD_TEST(one_line_blocks_once),
        WORLD_TEST(reasons_name_hosts_parsers_and_habits),
        WORLD_TEST(reasons_name_an_endpoint_of_its_own),
        WORLD_TEST(derived_models_are_replaced_once_each),
        WORLD_TEST(severity_ignores_other_files),
        WORLD_TEST(engines_and_mentions_cost_nothing),
        WORLD_TEST(unsure_references_can_be_left_out),
        WORLD_TEST(unknown_target_is_a_usage_error),
        WORLD_TEST(models_in_use_are_counted),
        WORLD_TEST(download_is_pinned_mirrored_and_licensed),
        WORLD_TEST(pinned_download_is_pinned),
        WORLD_TEST(retired_id_moves_to_a_host_that_is_left),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
