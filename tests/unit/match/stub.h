/**
 * A catalogue of a handful of models, so that tests of rules do not change with the facts, and a
 * ruleset from one YAML text.
 */
#ifndef UNIT_MATCH_STUB_H
#define UNIT_MATCH_STUB_H

#include "match/ruleset.h"
#include "unit/unit.h"

struct catalog {
    int unused;
};

static const struct model stub_models[] = {
    { .id = { "llama-2-7b", 10 }, .family = { "llama-2", 7 }, .role = MODEL_SOURCE },
    { .id = { "llama-3", 7 }, .family = { "llama-3", 7 }, .role = MODEL_SOURCE, .is_family = true },
    { .id = { "llama-3.1", 9 },
      .family = { "llama-3.1", 9 },
      .role = MODEL_SOURCE,
      .is_family = true },
    { .id = { "llama-3.1-70b", 13 }, .family = { "llama-3.1", 9 }, .role = MODEL_SOURCE },
    { .id = { "llama-3.1-8b", 12 }, .family = { "llama-3.1", 9 }, .role = MODEL_SOURCE },
    { .id = { "llama-guard-3-8b", 16 },
      .family = { "llama-guard", 11 },
      .role = MODEL_SOURCE,
      .guard = true },
    { .id = { "qwen3-8b", 8 }, .family = { "qwen-3", 6 }, .role = MODEL_TARGET },
    { .id = { "vicuna-7b", 9 }, .family = { "vicuna", 6 }, .role = MODEL_DERIVED },
};

struct stub_spelling {
    const char *text;
    const char *id;
    const char *host;
    bool exact;
};

/* Longer ones first: the first that fits at the leftmost place wins. */
static const struct stub_spelling stub_spellings[] = {
    { "meta.llama3-1-8b-instruct-v1:0", "llama-3.1-8b", "amazon-bedrock", true },
    { "meta-llama/Llama-3.1-70B-Instruct", "llama-3.1-70b", "", true },
    { "meta-llama/Llama-3.1-8B-Instruct", "llama-3.1-8b", "", true },
    { "meta-llama/Llama-Guard-3-8B", "llama-guard-3-8b", "", true },
    { "llama-3.1-8b-instant", "llama-3.1-8b", "groq", true },
    { "Qwen/Qwen3-8B", "qwen3-8b", "", true },
    { "vicuna-7b", "vicuna-7b", "", true },
    { "llama-2-7b", "llama-2-7b", "", true },
    { "llama3.1:8b", "llama-3.1-8b", "ollama", true },
    { "llama3.1", "llama-3.1", "ollama", true },
    { "Llama 3", "llama-3", "", false },
    { "llama3", "llama-3", "ollama", true },
};

const struct model *catalog_get(const struct catalog *catalog, struct str id)
{
    (void)catalog;
    for (size_t i = 0; i < ARRAY_COUNT(stub_models); i++) {
        if (str_equal(stub_models[i].id, id))
            return &stub_models[i];
    }
    return NULL;
}

bool catalog_find(const struct catalog *catalog, struct str text, size_t from,
                  struct resolution *ret)
{
    for (size_t at = from; at < text.len; at++) {
        for (size_t i = 0; i < ARRAY_COUNT(stub_spellings); i++) {
            const struct stub_spelling *spelling = &stub_spellings[i];
            struct str needle = str_from(spelling->text);
            if (!str_starts_icase(str_slice(text, at, text.len), needle))
                continue;
            *ret = (struct resolution){ .model = catalog_get(catalog, str_from(spelling->id)),
                                        .start = at,
                                        .end = at + needle.len,
                                        .host = str_from(spelling->host),
                                        .exact = spelling->exact };
            return true;
        }
    }
    return false;
}

const struct model *catalog_models(const struct catalog *catalog, size_t *ret_count)
{
    (void)catalog;
    *ret_count = ARRAY_COUNT(stub_models);
    return stub_models;
}

/* No spelling of the models above needs what stands around it. */
const struct host *catalog_host(const struct catalog *catalog, struct str name)
{
    (void)catalog;
    (void)name;
    return NULL;
}

struct str catalog_as_of(const struct catalog *catalog)
{
    (void)catalog;
    return STR("2026-11-21");
}

void catalog_role_literals(const struct catalog *catalog, unsigned roles, struct arena *arena,
                           struct strs *ret)
{
    (void)catalog;
    (void)roles;
    vec_push(arena, ret, STR("llama"));
    vec_push(arena, ret, STR("qwen3"));
    vec_push(arena, ret, STR("vicuna"));
}

void catalog_role_spellings(const struct catalog *catalog, unsigned roles, struct arena *arena,
                            struct spelling_list *ret)
{
    static struct strs none;
    (void)catalog;
    (void)roles;
    for (size_t i = 0; i < ARRAY_COUNT(stub_spellings); i++) {
        struct strs *literals = arena_new(arena, struct strs);
        vec_push(arena, literals, str_from(stub_spellings[i].text));
        vec_push(arena, ret,
                 (struct spelling_facts){ str_from(stub_spellings[i].text), literals, &none });
    }
}

/* The texts under rules/ that a test is about: one file, built in. */
static inline bool stub_load(const char *yaml, bool built_in, struct arena *run,
                             struct ruleset *ret, struct err *err)
{
    struct data_file *file = arena_new(run, struct data_file);
    *file = (struct data_file){ .name = STR("detect/x.yaml"),
                                .text = str_from(yaml),
                                .label = STR("x.yaml"),
                                .built_in = built_in };
    struct data data = { .files = file, .count = 1 };
    return ruleset_load(&data, arena_new(run, struct catalog), run, ret, err);
}

#endif
