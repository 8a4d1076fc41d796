/* One difference between two models, or one fact about a place, and the term that it must give. */
#include "world.h"

static void score_one(int model, const char *host)
{
    world_reference("app.py", 10, CATEGORY_MODEL_REFERENCE, model)->host = str_from(host);
    world_score();
}

static void plain_swap_is_edit_and_evaluation(void **state)
{
    (void)state;
    score_one(LLAMA_8B, "");
    const struct cost *cost = world_cost(0, TO_QWEN);
    assert_int_equal(cost->terms.count, 1);
    assert_points(points_of("model-reference", TO_QWEN), cost->own);
    assert_points(points_add(cost->own, work_points("re-evaluate", TO_QWEN)), cost->alone);
    assert_text("qwen3-8b", cost->equivalent->id);
    assert_int_equal(cost->blocker.len, 0);
}

static void window_that_fits_costs_nothing(void **state)
{
    (void)state;
    world_observation("app.py", 5, "context", "32768");
    score_one(LLAMA_8B, "");
    assert_null(find_term(world_cost(0, TO_QWEN), "context-length"));
    assert_int_equal(world_cost(0, TO_QWEN)->blocker.len, 0);
}

static void window_that_can_be_extended_is_a_term(void **state)
{
    (void)state;
    world.models[QWEN_LARGE].family = STR("other");
    world.models[QWEN_VISION].family = STR("other");
    world_observation("app.py", 5, "context", "65536");
    score_one(LLAMA_8B, "");
    const struct term *term = find_term(world_cost(0, TO_QWEN), "context-length");
    assert_non_null(term);
    assert_int_equal(term->line, 5);
    assert_true(str_has(term->text, "65,536"));
}

static void window_that_is_too_small_blocks_with_its_line(void **state)
{
    (void)state;
    world_observation("app.py", 5, "context", "32k");
    score_one(LLAMA_8B, "");
    const struct cost *cost = world_cost(0, TO_OLMO);
    assert_text("window 4,096", cost->blocker_title);
    assert_true(str_has(cost->blocker, "32,768"));
    assert_int_equal(cost->blocker_line, 5);
    assert_false(cost->way_round_priced);
}

static void whole_window_of_a_catalogue_is_no_need(void **state)
{
    (void)state;
    world_observation("app.py", 5, "context", "131072")->key = STR("models[].max_input_tokens");
    score_one(LLAMA_8B, "");
    assert_int_equal(world_cost(0, TO_OLMO)->blocker.len, 0);
    world.references.items[0].key = STR("args.max_model_len");
    world_score();
    assert_int_not_equal(world_cost(0, TO_OLMO)->blocker.len, 0);
}

static void window_of_another_file_is_not_ours(void **state)
{
    (void)state;
    world_reference("a.py", 1, CATEGORY_MODEL_REFERENCE, LLAMA_3B);
    world_observation("a.py", 2, "context", "32768");
    score_one(LLAMA_8B, "");
    assert_text("app.py", world_finding(1)->path);
    assert_int_equal(world_cost(1, TO_OLMO)->blocker.len, 0);
    assert_int_not_equal(world_cost(0, TO_OLMO)->blocker.len, 0);
}

static void window_without_a_model_beside_it_speaks_for_the_only_one(void **state)
{
    (void)state;
    world_reference("app.py", 10, CATEGORY_MODEL_REFERENCE, LLAMA_8B);
    world_observation("serve.env", 3, "context", "32768")->where = WHERE_CONFIG;
    world_score();
    assert_text("serve.env", world_cost(0, TO_OLMO)->blocker_path);
    assert_int_equal(world_cost(0, TO_OLMO)->alone_blocker.len, 0); /* asks this file only */
}

static void nearest_window_of_a_file_counts(void **state)
{
    (void)state;
    world_reference("serve.yaml", 1, CATEGORY_MODEL_REFERENCE, LLAMA_3B);
    world_observation("serve.yaml", 2, "context", "4096");
    world_observation("serve.yaml", 9, "context", "32768");
    world_reference("serve.yaml", 10, CATEGORY_MODEL_REFERENCE, LLAMA_8B);
    world_score();
    assert_int_equal(world_cost(0, TO_OLMO)->blocker.len, 0);
    assert_int_equal(world_cost(1, TO_OLMO)->blocker_line, 9);
}

static void model_chosen_for_vision_needs_vision(void **state)
{
    (void)state;
    score_one(LLAMA_VISION, "");
    assert_non_null(find_term(world_cost(0, TO_GEMMA), "vision-input"));
    assert_text("qwen3-vl-8b", world_cost(0, TO_QWEN)->equivalent->id);
    assert_text("no vision", world_cost(0, TO_OLMO)->blocker_title);
}

static void images_choose_the_member_that_sees(void **state)
{
    (void)state;
    world_observation("app.py", 12, "vision", "image_url");
    score_one(LLAMA_8B, "");
    assert_text("qwen3-vl-8b", world_cost(0, TO_QWEN)->equivalent->id);
    const struct term *term = find_term(world_cost(0, TO_QWEN), "vision-input");
    assert_non_null(term);
    assert_int_equal(term->line, 12);
}

static void tools_block_a_target_without_a_format(void **state)
{
    (void)state;
    world_observation("app.py", 12, "tools", "tools");
    score_one(LLAMA_8B, "");
    assert_text("no tool format", world_cost(0, TO_OLMO)->blocker_title);
    assert_int_equal(world_cost(0, TO_OLMO)->blocker_line, 12);
    assert_int_equal(world_cost(0, TO_QWEN)->blocker.len, 0);
}

static void host_that_carries_the_target_costs_nothing(void **state)
{
    (void)state;
    world_hosts(QWEN, "groq", "qwen/qwen3-8b");
    score_one(LLAMA_8B, "groq");
    assert_points(points_add(points_of("openai-compatible-endpoint", TO_QWEN),
                             work_points("re-evaluate", TO_QWEN)),
                  world_cost(0, TO_QWEN)->alone);
}

static void host_without_the_target_must_be_changed(void **state)
{
    (void)state;
    world_hosts(QWEN, "amazon-bedrock", "qwen.qwen3-8b");
    score_one(LLAMA_8B, "groq");
    const struct work_item *item = find_work("change-host:groq");
    assert_non_null(item);
    assert_points(work_points("change-host", TO_QWEN), item->costs.items[TO_QWEN].own);
    assert_true(str_has(item->costs.items[TO_QWEN].terms.items[0].text, "Amazon Bedrock"));
}

static void host_that_retired_the_target_does_not_count(void **state)
{
    (void)state;
    world_hosts(QWEN, "groq", "qwen/qwen3-8b")->retired = STR("2026-07-17");
    world_hosts(QWEN, "amazon-bedrock", "qwen.qwen3-8b");
    score_one(LLAMA_8B, "groq");
    assert_points(work_points("change-host", TO_QWEN),
                  find_work("change-host:groq")->costs.items[TO_QWEN].own);
}

static void host_chooses_a_member_of_a_near_size(void **state)
{
    (void)state;
    world_hosts(QWEN_LARGE, "groq", "qwen/qwen3-32b");
    score_one(LLAMA_8B, "groq");
    assert_text("qwen3-32b", world_cost(0, TO_QWEN)->equivalent->id);
    assert_true(str_has(world_cost(0, TO_QWEN)->equivalent_reason, "same host"));
}

static void host_does_not_choose_a_member_of_a_far_size(void **state)
{
    (void)state;
    world.models[QWEN_LARGE].params_b = 235;
    world_hosts(QWEN_LARGE, "groq", "qwen/qwen3-235b");
    score_one(LLAMA_8B, "groq");
    assert_text("qwen3-8b", world_cost(0, TO_QWEN)->equivalent->id);
}

static void no_host_at_all_blocks_with_a_priced_way_round(void **state)
{
    (void)state;
    score_one(LLAMA_8B, "groq");
    assert_text("no host", world_cost(0, TO_OLMO)->blocker_title);
    assert_true(world_cost(0, TO_OLMO)->way_round_priced);
    assert_non_null(find_work("self-host"));
}

static void local_runtime_is_no_host_to_change(void **state)
{
    (void)state;
    score_one(LLAMA_8B, "ollama");
    assert_null(find_work("change-host:ollama"));
    assert_null(find_work("self-host"));
    assert_non_null(find_term(world_cost(0, TO_QWEN), "ollama-tag"));
}

static void endpoint_of_its_own_is_changed_once_for_its_host(void **state)
{
    (void)state;
    world_hosts(GEMMA, "amazon-bedrock", "google.gemma-4-e4b");
    world_hosts(QWEN, "amazon-bedrock", "qwen.qwen3-8b");
    world_reference("a.py", 1, CATEGORY_HOSTED_ENDPOINT, LLAMA_3B)->host = STR("amazon-bedrock");
    score_one(LLAMA_8B, "amazon-bedrock");
    const struct work_item *item = find_work("change-endpoint:amazon-bedrock");
    assert_non_null(item);
    assert_int_equal(item->findings.count, 2);
    assert_points(work_points("change-endpoint", TO_GEMMA), item->costs.items[TO_GEMMA].own);
    assert_points((struct points){ 0 }, item->costs.items[TO_QWEN].own);
}

static void native_body_is_converted_once_for_its_file(void **state)
{
    (void)state;
    world_hosts(QWEN, "amazon-bedrock", "qwen.qwen3-8b");
    world_observation("app.py", 11, "invoke-body", "max_gen_len");
    world_reference("app.py", 11, CATEGORY_HOSTED_ENDPOINT, -1)->rule =
        world_rule("hosted-endpoint/llama-body", "");
    score_one(LLAMA_8B, "amazon-bedrock");
    const struct work_item *item = find_work("convert-body:app.py");
    assert_non_null(item);
    assert_int_equal(item->findings.count, 2);
    assert_points(work_points("convert-body", TO_QWEN), item->costs.items[TO_QWEN].own);
    assert_int_equal(item->costs.items[TO_QWEN].terms.items[0].line, 11);
}

static void pin_library(const char *path, const char *value)
{
    world.models[GEMMA].transformers_min = STR("5.5.0");
    world.models[QWEN].transformers_min = STR("4.51.0");
    world_observation(path, 2, "library", value)->evidence = STR("transformers");
    world_score();
}

static void pinned_library_is_raised_once(void **state)
{
    (void)state;
    world_reference("app.py", 10, CATEGORY_MODEL_REFERENCE, LLAMA_8B);
    world_reference("app.py", 30, CATEGORY_MODEL_REFERENCE, LLAMA_8B);
    pin_library("requirements.txt", "==4.44.0");
    const struct work_item *major = find_work("raise-library-major");
    const struct work_item *minor = find_work("raise-library");
    assert_non_null(major);
    assert_non_null(minor);
    assert_int_equal(major->findings.count, 2);
    assert_points(work_points("raise-library-major", TO_GEMMA), major->costs.items[TO_GEMMA].own);
    assert_points(work_points("raise-library", TO_QWEN), minor->costs.items[TO_QWEN].own);
    assert_points((struct points){ 0 }, minor->costs.items[TO_GEMMA].own);
    assert_text("requirements.txt", major->costs.items[TO_GEMMA].terms.items[0].path);
}

static void library_that_may_float_is_not_raised(void **state)
{
    (void)state;
    world_reference("app.py", 10, CATEGORY_MODEL_REFERENCE, LLAMA_8B);
    pin_library("requirements.txt", ">=4.44.0");
    assert_null(find_work("raise-library"));
}

static void library_of_another_folder_is_not_raised(void **state)
{
    (void)state;
    world_reference("app/app.py", 10, CATEGORY_MODEL_REFERENCE, LLAMA_8B);
    pin_library("train/requirements.txt", "==4.44.0");
    assert_null(find_work("raise-library"));
}

static void hosted_model_needs_no_library(void **state)
{
    (void)state;
    world_hosts(QWEN, "groq", "qwen/qwen3-8b");
    world_reference("app.py", 10, CATEGORY_MODEL_REFERENCE, LLAMA_8B)->host = STR("groq");
    pin_library("requirements.txt", "==4.44.0");
    assert_null(find_work("raise-library"));
}

static void restricted_licence_is_a_term(void **state)
{
    (void)state;
    world.models[MINISTRAL].licence = STR("LicenseRef-MRL");
    score_one(LLAMA_8B, "");
    assert_non_null(find_term(world_cost(0, TO_MISTRAL), "license"));
    assert_null(find_term(world_cost(0, TO_QWEN), "license"));
}

static void adapter_is_retrained(void **state)
{
    (void)state;
    world_reference("train/x.json", 2, CATEGORY_FINE_TUNE, LLAMA_8B)->key =
        STR("peft.base_model_name_or_path");
    world_score();
    assert_text("lora-adapter", world_finding(0)->change);
    assert_non_null(find_work("retrain:train"));
}

static void guard_is_replaced_and_prompts_are_not_evaluated(void **state)
{
    (void)state;
    world_reference("app.py", 2, CATEGORY_SAFETY, GUARD);
    world_score();
    assert_non_null(find_work("replace-guard"));
    assert_null(find_work("re-evaluate"));
}

static void family_without_equivalent_is_blocked(void **state)
{
    (void)state;
    struct strs why = { 0 };
    vec_push(&world.arena, &why, STR("no vision in this family"));
    world.equivalents[TO_OLMO].none = true;
    world.equivalents[TO_OLMO].blockers = why;
    score_one(LLAMA_8B, "");
    assert_text("no equivalent", world_cost(0, TO_OLMO)->blocker_title);
    assert_true(str_has(world_cost(0, TO_OLMO)->blocker, "no vision in this family"));
}

static void documentation_is_a_small_edit(void **state)
{
    (void)state;
    world_reference("README.md", 3, CATEGORY_PROMPT_FORMAT, LLAMA_8B)->where = WHERE_DOCS;
    world_score();
    assert_number(1, world_cost(0, TO_QWEN)->own.likely);
    assert_number(1, world_cost(0, TO_QWEN)->alone.likely);
    assert_int_equal(world.result.work.count, 0);
}

static void own_modules_are_ported_once_for_their_file(void **state)
{
    (void)state;
    for (uint32_t line = 3; line < 6; line++) {
        struct reference *reference = world_reference("app.py", line, CATEGORY_ARCHITECTURE, -1);
        reference->role = STR("identifier");
        reference->evidence = STR("LlamaAttention");
    }
    world_score();
    assert_text("architecture", world_finding(0)->change);
    const struct work_item *item = find_work("port-modules:app.py");
    assert_non_null(item);
    assert_int_equal(item->findings.count, 3);
    assert_true(item->costs.items[TO_GEMMA].own.likely > item->costs.items[TO_MISTRAL].own.likely);
}

static void whole_models_are_loaded_by_another_class(void **state)
{
    (void)state;
    struct reference *reference = world_reference("app.py", 3, CATEGORY_ARCHITECTURE, -1);
    reference->role = STR("import");
    reference->evidence = STR("LlamaForCausalLM");
    world_score();
    assert_text("load-class", world_finding(0)->change);
}

static void tool_parser_blocks_a_target_without_one(void **state)
{
    (void)state;
    world_reference("serve.yaml", 3, CATEGORY_SERVING_CONFIG, -1)->rule =
        world_rule("serving-config/tool-parser", "");
    world_score();
    assert_text("no tool format", world_cost(0, TO_OLMO)->blocker_title);
    assert_int_equal(world_cost(0, TO_QWEN)->blocker.len, 0);
}

static void missing_ability_blocks_by_itself(void **state)
{
    (void)state;
    world_reference("app.py", 3, CATEGORY_PROMPT_FORMAT, LLAMA_8B)->rule =
        world_rule("prompt-format/x", "fill-in-the-middle");
    world_score();
    assert_int_not_equal(world_cost(0, TO_OLMO)->blocker.len, 0);
    assert_int_not_equal(world_cost(0, TO_GEMMA)->blocker.len, 0);
    assert_int_equal(world_cost(0, TO_QWEN)->blocker.len, 0);
}

static void stop_strings_are_less_than_prompts(void **state)
{
    (void)state;
    world_reference("app.py", 3, CATEGORY_PROMPT_FORMAT, LLAMA_8B)->argument =
        STR("stop_token_ids");
    world_reference("app.py", 4, CATEGORY_PROMPT_FORMAT, LLAMA_8B)->argument = STR("prompt");
    world_score();
    assert_text("stop-sequences", world_finding(0)->change);
    assert_text("prompt-format", world_finding(1)->change);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WORLD_TEST(plain_swap_is_edit_and_evaluation),
        WORLD_TEST(window_that_fits_costs_nothing),
        WORLD_TEST(window_that_can_be_extended_is_a_term),
        WORLD_TEST(window_that_is_too_small_blocks_with_its_line),
        WORLD_TEST(whole_window_of_a_catalogue_is_no_need),
        WORLD_TEST(window_of_another_file_is_not_ours),
        WORLD_TEST(window_without_a_model_beside_it_speaks_for_the_only_one),
        WORLD_TEST(nearest_window_of_a_file_counts),
        WORLD_TEST(model_chosen_for_vision_needs_vision),
        WORLD_TEST(images_choose_the_member_that_sees),
        WORLD_TEST(tools_block_a_target_without_a_format),
        WORLD_TEST(host_that_carries_the_target_costs_nothing),
        WORLD_TEST(host_without_the_target_must_be_changed),
        WORLD_TEST(host_that_retired_the_target_does_not_count),
        WORLD_TEST(host_chooses_a_member_of_a_near_size),
        WORLD_TEST(host_does_not_choose_a_member_of_a_far_size),
        WORLD_TEST(no_host_at_all_blocks_with_a_priced_way_round),
        WORLD_TEST(local_runtime_is_no_host_to_change),
        WORLD_TEST(endpoint_of_its_own_is_changed_once_for_its_host),
        WORLD_TEST(native_body_is_converted_once_for_its_file),
        WORLD_TEST(pinned_library_is_raised_once),
        WORLD_TEST(library_that_may_float_is_not_raised),
        WORLD_TEST(library_of_another_folder_is_not_raised),
        WORLD_TEST(hosted_model_needs_no_library),
        WORLD_TEST(restricted_licence_is_a_term),
        WORLD_TEST(adapter_is_retrained),
        WORLD_TEST(guard_is_replaced_and_prompts_are_not_evaluated),
        WORLD_TEST(family_without_equivalent_is_blocked),
        WORLD_TEST(documentation_is_a_small_edit),
        WORLD_TEST(own_modules_are_ported_once_for_their_file),
        WORLD_TEST(whole_models_are_loaded_by_another_class),
        WORLD_TEST(tool_parser_blocks_a_target_without_one),
        WORLD_TEST(missing_ability_blocks_by_itself),
        WORLD_TEST(stop_strings_are_less_than_prompts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
