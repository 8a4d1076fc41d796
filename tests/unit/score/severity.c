/* Steps, dates, and what a host's end of a model does. */
#include "score/severity.h"

#include "world.h"

/* One place that costs exactly the edit of a change kind. */
static enum severity severity_of(const char *change)
{
    world.references.count = 0;
    world.rule_count = 0;
    world_reference("a.py", 1, CATEGORY_SDK, -1)->rule = world_rule("sdk/x", change);
    world_score();
    return world_finding(0)->severity;
}

static void steps_follow_the_ladder(void **state)
{
    (void)state;
    assert_int_equal(severity_of("runtime"), SEVERITY_INFO);
    assert_int_equal(severity_of("stop-sequences"), SEVERITY_LOW);
    assert_int_equal(severity_of("tokenizer"), SEVERITY_MEDIUM);
    assert_int_equal(severity_of("model-reference"), SEVERITY_MEDIUM);
    assert_int_equal(severity_of("sdk"), SEVERITY_HIGH);
    assert_int_equal(severity_of("prompt-format"), SEVERITY_HIGH);
    assert_int_equal(severity_of("lora-adapter"), SEVERITY_CRITICAL);
}

static void cheapest_target_decides_unless_one_is_chosen(void **state)
{
    (void)state;
    assert_int_equal(severity_of("architecture"), SEVERITY_HIGH);
    world.options.target = STR("gemma-4");
    assert_int_equal(severity_of("architecture"), SEVERITY_CRITICAL);
    assert_true(str_has(world_finding(0)->severity_reason, "Gemma 4"));
}

static void blocked_everywhere_is_critical(void **state)
{
    (void)state;
    for (size_t i = 0; i < WORLD_TARGETS; i++)
        world.models[world.equivalents[i].model - world.models].context_tokens = 8192;
    for (size_t i = 0; i < WORLD_MODELS; i++) {
        world.models[i].context_tokens = 8192;
        world.models[i].context_extended_tokens = 0;
    }
    world_observation("a.py", 1, "context", "1000000");
    world_reference("a.py", 2, CATEGORY_MODEL_REFERENCE, LLAMA_8B);
    world_score();
    assert_int_equal(world_finding(0)->severity, SEVERITY_CRITICAL);
    assert_true(str_has(world_finding(0)->severity_reason, "blocked"));
}

static void blocked_for_the_chosen_target_is_critical(void **state)
{
    (void)state;
    world_observation("a.py", 1, "context", "32768");
    world_reference("a.py", 2, CATEGORY_MODEL_REFERENCE, LLAMA_8B);
    world_score();
    assert_int_equal(world_finding(0)->severity, SEVERITY_MEDIUM);
    world.options.target = STR("olmo-2");
    world_score();
    assert_int_equal(world_finding(0)->severity, SEVERITY_CRITICAL);
}

/* A Groq id that ends on `date`, as the catalogue says it. */
static const struct finding *end_on(const char *date, const char *date_kind, const char *words)
{
    world.references.count = 0;
    world.id_count = 0;
    world.models[LLAMA_8B].hosted = (struct hosted_ids){ 0 };
    struct hosted_id *id = world_hosts(LLAMA_8B, "groq", "llama-3.1-8b");
    id->retired = str_from(date);
    id->date_kind = str_from(date_kind);
    id->retired_kind = str_from(words);
    world.models[QWEN].hosted = (struct hosted_ids){ 0 };
    world_hosts(QWEN, "groq", "qwen/qwen3-8b");
    world_reference("a.py", 1, CATEGORY_MODEL_REFERENCE, LLAMA_8B)->host = STR("groq");
    world_score();
    return world_finding(0);
}

static void retired_is_critical(void **state)
{
    (void)state;
    const struct finding *finding = end_on("2026-08-16", "", "shut down, enterprise exempt");
    assert_int_equal(finding->severity, SEVERITY_CRITICAL);
    assert_text("retired on Groq 2026-08-16", finding->retirement);
    assert_text("retired on Groq 2026-08-16: shut down, enterprise exempt",
                finding->severity_reason);
    assert_int_equal(end_on("2026-11-21", "", "")->severity, SEVERITY_CRITICAL);
    assert_int_equal(end_on("2026-11", "", "")->severity, SEVERITY_HIGH);
    assert_int_equal(end_on("2025", "gone_by", "")->severity, SEVERITY_CRITICAL);
}

static void retiring_soon_is_high(void **state)
{
    (void)state;
    assert_int_equal(end_on("2026-11-22", "", "")->severity, SEVERITY_HIGH);
    assert_int_equal(end_on("2027-02-19", "", "")->severity, SEVERITY_HIGH);
    const struct finding *later = end_on("2027-02-20", "", "");
    assert_int_equal(later->severity, SEVERITY_MEDIUM);
    assert_text("ends on Groq 2027-02-20", later->retirement);
    world.options.warn_retiring_days = 91;
    assert_int_equal(end_on("2027-02-20", "", "")->severity, SEVERITY_HIGH);
}

static void deprecated_is_not_shut_down(void **state)
{
    (void)state;
    assert_int_equal(end_on("2026-05-30", "", "deprecated")->severity, SEVERITY_HIGH);
    assert_int_equal(end_on("2026-04-29", "announced", "deprecation announced")->severity,
                     SEVERITY_HIGH);
    assert_int_equal(end_on("2026-10-21", "", "retired (deprecated 2026-07-21)")->severity,
                     SEVERITY_CRITICAL);
    assert_int_equal(end_on("2025-05-25", "", "requests go to llama-3.3-70b")->severity,
                     SEVERITY_MEDIUM);
}

static void service_that_ended_ends_its_ids(void **state)
{
    (void)state;
    world.hosts[0].retired = STR("2026-07-30");
    world_reference("a.py", 1, CATEGORY_MODEL_REFERENCE, LLAMA_8B)->host = STR("groq");
    world_score();
    assert_int_equal(world_finding(0)->severity, SEVERITY_CRITICAL);
}

static void days_between_dates(void **state)
{
    (void)state;
    assert_int_equal(date_days_between(STR("2026-11-21"), STR("2026-11-21")), 0);
    assert_int_equal(date_days_between(STR("2026-11-21"), STR("2026-12-01")), 10);
    assert_int_equal(date_days_between(STR("2027-02-28"), STR("2027-03-01")), 1);
    assert_int_equal(date_days_between(STR("2028-02-28"), STR("2028-03-01")), 2);
    assert_int_equal(date_days_between(STR("2026-01-01"), STR("2027-01-01")), 365);
    assert_int_equal(date_days_between(STR("2026-11-21"), STR("2026-08-16")), -97);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WORLD_TEST(steps_follow_the_ladder),
        WORLD_TEST(cheapest_target_decides_unless_one_is_chosen),
        WORLD_TEST(blocked_everywhere_is_critical),
        WORLD_TEST(blocked_for_the_chosen_target_is_critical),
        WORLD_TEST(retired_is_critical),
        WORLD_TEST(retiring_soon_is_high),
        WORLD_TEST(deprecated_is_not_shut_down),
        WORLD_TEST(service_that_ended_ends_its_ids),
        WORLD_TEST(days_between_dates),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
