/**
 * A made-up world for the tests of score/: a few models and hosts whose facts each test can change,
 * in place of the catalogue, and the weights that the program ships.
 *
 * The catalog_ functions that score/ asks are defined here; the linker takes these.
 */
#ifndef UNIT_SCORE_WORLD_H
#define UNIT_SCORE_WORLD_H

#include "data/data.h"
#include "match/rule.h"
#include "score/bill.h"
#include "score/score.h"
#include "unit/unit.h"

enum world_model { /* sorted by id, as catalog_models gives them */
                   GUARD,
                   GEMMA,
                   LLAMA_3_1, /* a family */
                   LLAMA_8B,
                   LLAMA_VISION, /* of a family that also has a model without vision */
                   LLAMA_3B,
                   MINISTRAL,
                   OLMO,
                   QWEN_LARGE,
                   QWEN,
                   QWEN_VISION,
                   WORLD_MODELS,
};

enum world_target { TO_GEMMA, TO_QWEN, TO_OLMO, TO_MISTRAL, WORLD_TARGETS };

struct world {
    struct arena arena;
    struct effort *effort;
    struct model models[WORLD_MODELS];
    struct hosted_id ids[16];
    size_t id_count;
    struct equivalent equivalents[WORLD_TARGETS];
    struct host hosts[3];
    struct rule rules[8];
    size_t rule_count;
    struct score_options options;
    struct references references;
    struct ledger ledger;
    struct result result;
};

static struct world world;

/* ---- in place of the catalogue ---- */

const struct model *catalog_models(const struct catalog *catalog, size_t *ret_count)
{
    (void)catalog;
    *ret_count = WORLD_MODELS;
    return world.models;
}

const struct model *catalog_get(const struct catalog *catalog, struct str id)
{
    (void)catalog;
    for (size_t i = 0; i < WORLD_MODELS; i++) {
        if (str_equal(world.models[i].id, id))
            return &world.models[i];
    }
    return NULL;
}

const struct host *catalog_host(const struct catalog *catalog, struct str name)
{
    (void)catalog;
    for (size_t i = 0; i < ARRAY_COUNT(world.hosts); i++) {
        if (str_equal(world.hosts[i].id, name))
            return &world.hosts[i];
    }
    return NULL;
}

const struct hosted_id *catalog_retirement(const struct catalog *catalog, struct str host,
                                           struct str spelling)
{
    (void)catalog;
    for (size_t i = 0; i < world.id_count; i++) {
        const struct hosted_id *id = &world.ids[i];
        if (str_equal(id->host, host) && str_equal(id->id, spelling) && id->retired.len > 0)
            return id;
    }
    return NULL;
}

const struct equivalent *catalog_equivalent(const struct catalog *catalog,
                                            const struct model *model, struct str family)
{
    (void)catalog;
    for (size_t i = 0; i < WORLD_TARGETS && model->role != MODEL_TARGET; i++) {
        if (str_equal(world.effort->targets[i].family, family))
            return &world.equivalents[i];
    }
    return NULL;
}

/* ---- the world ---- */

static inline struct model *world_model(enum world_model at, const char *id, const char *family,
                                        enum model_role role, double params_b)
{
    struct model *model = &world.models[at];
    *model = (struct model){
        .id = str_from(id),
        .family = str_from(family),
        .name = str_from(id),
        .role = role,
        .params_b = params_b,
        .context_tokens = 131072,
        .licence = STR("Apache-2.0"),
        .tools = true,
        .is_family = params_b == 0,
    };
    return model;
}

/* Adds an id of a model on a host; the ids of one model are added one after the other. */
static inline struct hosted_id *world_hosts(enum world_model at, const char *host, const char *id)
{
    struct hosted_id *hosted = &world.ids[world.id_count++];
    *hosted = (struct hosted_id){ .host = str_from(host), .id = str_from(id) };
    struct hosted_ids *list = &world.models[at].hosted;
    if (list->count == 0)
        list->items = hosted;
    list->count++;
    return hosted;
}

static inline void world_load_effort(void)
{
    struct data data;
    struct err err = { 0 };
    assert_true(data_load(NULL, &world.arena, &data, &err));
    const struct data_file *file = data_get(&data, "effort.yaml");
    assert_non_null(file);
    if (!effort_parse(file, &world.arena, &world.effort, &err))
        fail_msg("%s", err.text);
    assert_true(effort_select(world.effort, &(struct strs){ 0 }, &err));
}

static inline int world_setup(void **state)
{
    (void)state;
    world = (struct world){ 0 };
    world_load_effort();
    world_model(GUARD, "guard-3-8b", "guard-3", MODEL_SOURCE, 8)->guard = true;
    world_model(GEMMA, "gemma-4-e4b", "gemma-4", MODEL_TARGET, 8)->vision = true;
    world_model(LLAMA_3_1, "llama-3.1", "llama-3.1", MODEL_SOURCE, 0);
    world_model(LLAMA_8B, "llama-3.1-8b", "llama-3.1", MODEL_SOURCE, 8);
    world_model(LLAMA_VISION, "llama-3.2-11b-vision", "llama-3.2", MODEL_SOURCE, 11)->vision = true;
    world_model(LLAMA_3B, "llama-3.2-3b", "llama-3.2", MODEL_SOURCE, 3);
    world_model(MINISTRAL, "ministral-3-8b", "mistral", MODEL_TARGET, 9)->vision = true;
    struct model *olmo = world_model(OLMO, "olmo-2-7b", "olmo-2", MODEL_TARGET, 7);
    olmo->context_tokens = 4096;
    olmo->tools = false;
    world_model(QWEN_LARGE, "qwen3-32b", "qwen-3", MODEL_TARGET, 32);
    struct model *qwen = world_model(QWEN, "qwen3-8b", "qwen-3", MODEL_TARGET, 8);
    qwen->context_tokens = 32768;
    qwen->context_extended_tokens = 131072;
    world_model(QWEN_VISION, "qwen3-vl-8b", "qwen-3", MODEL_TARGET, 8)->vision = true;

    const enum world_model nearest[] = { GEMMA, QWEN, OLMO, MINISTRAL };
    for (size_t i = 0; i < WORLD_TARGETS; i++)
        world.equivalents[i].model = &world.models[nearest[i]];
    world.hosts[0] = (struct host){ .id = STR("groq"), .name = STR("Groq") };
    world.hosts[1] = (struct host){ .id = STR("amazon-bedrock"), .name = STR("Amazon Bedrock") };
    world.hosts[2] = (struct host){ .id = STR("ollama"), .name = STR("Ollama"), .local = true };
    world.options = (struct score_options){ .today = STR("2026-11-21"), .warn_retiring_days = 90 };
    return 0;
}

static inline int world_teardown(void **state)
{
    (void)state;
    arena_release(&world.arena);
    return 0;
}

/* ---- references ---- */

static inline struct rule *world_rule(const char *id, const char *change)
{
    struct rule *rule = &world.rules[world.rule_count++];
    *rule = (struct rule){ .id = str_from(id), .change = str_from(change) };
    return rule;
}

/* A line of a file, lines being 100 bytes. References come in the order of their paths; the one
 * returned is good until the next. */
static inline struct reference *world_reference(const char *path, uint32_t line,
                                                enum category category, int model)
{
    struct reference *reference = vec_add(&world.arena, &world.references);
    struct span span = { .line = line,
                         .column = 1,
                         .end_line = line,
                         .end_column = 11,
                         .offset = line * 100,
                         .len = 10 };
    *reference = (struct reference){
        .model = model < 0 ? NULL : &world.models[model],
        .category = category,
        .kind = KIND_DEPENDENCY,
        .confidence = CONFIDENCE_HIGH,
        .where = WHERE_CODE,
        .path = str_from(path),
        .span = span,
        .statement = span,
        .record_start = UINT32_MAX,
        .evidence = model < 0 ? STR("evidence") : world.models[model].id,
    };
    return reference;
}

static inline struct reference *world_observation(const char *path, uint32_t line,
                                                  const char *observes, const char *value)
{
    struct rule *rule = world_rule("serving-config/observation", "");
    rule->observes = str_from(observes);
    struct reference *reference = world_reference(path, line, CATEGORY_SERVING_CONFIG, -1);
    reference->rule = rule;
    reference->kind = KIND_OBSERVATION;
    reference->value = str_from(value);
    return reference;
}

static inline const struct result *world_score(void)
{
    struct err err = { 0 };
    if (!score_references(&world.references, &world.ledger, NULL, world.effort, &world.options,
                          &world.arena, &world.result, &err))
        fail_msg("%s", err.text);
    return &world.result;
}

static inline const struct finding *world_finding(size_t at)
{
    assert_true(world.result.findings.count > at);
    return world.result.findings.items[at];
}

static inline const struct cost *world_cost(size_t at, enum world_target target)
{
    return &world_finding(at)->costs.items[target];
}

static inline const struct target *world_total(enum world_target at)
{
    for (size_t i = 0; i < world.result.targets.count; i++) {
        if (str_equal(world.result.targets.items[i].id, world.effort->targets[at].family))
            return &world.result.targets.items[i];
    }
    fail();
    return NULL;
}

/* ---- what to expect ---- */

static inline struct points points_of(const char *change, enum world_target target)
{
    return effort_change(world.effort, str_from(change))->weights[target].points;
}

static inline struct points work_points(const char *work, enum world_target target)
{
    return effort_work(world.effort, str_from(work))->weights[target].points;
}

static inline const struct term *find_term(const struct cost *cost, const char *change)
{
    for (size_t i = 0; i < cost->terms.count; i++) {
        if (str_is(cost->terms.items[i].change, change))
            return &cost->terms.items[i];
    }
    return NULL;
}

static inline const struct work_item *find_work(const char *id)
{
    for (size_t i = 0; i < world.result.work.count; i++) {
        if (str_is(world.result.work.items[i]->id, id))
            return world.result.work.items[i];
    }
    return NULL;
}

static inline bool str_has(struct str text, const char *part)
{
    return str_find(text, str_from(part), 0) != STR_NONE;
}

/* Weights are whole numbers, so sums are exact. */
#define assert_number(expected, actual) assert_int_equal((int)(expected), (int)(actual))

#define assert_points(expected, actual)                                                            \
    do {                                                                                           \
        struct points expected_points = (expected);                                                \
        struct points actual_points = (actual);                                                    \
        assert_number(expected_points.low, actual_points.low);                                     \
        assert_number(expected_points.likely, actual_points.likely);                               \
        assert_number(expected_points.high, actual_points.high);                                   \
    } while (0)

#define assert_text(expected, actual)                                                              \
    do {                                                                                           \
        struct str actual_text = (actual);                                                         \
        if (!str_is(actual_text, expected))                                                        \
            fail_msg("expected '%s', got '%.*s'", (expected), STR_ARG(actual_text));               \
    } while (0)

#define WORLD_TEST(name) cmocka_unit_test_setup_teardown(name, world_setup, world_teardown)

#endif
