#include "match/reference.h"

const char *const category_names[CATEGORY_COUNT] = {
    [CATEGORY_SAFETY] = "safety",
    [CATEGORY_LICENSE] = "license",
    [CATEGORY_FINE_TUNE] = "fine-tune",
    [CATEGORY_HOSTED_ENDPOINT] = "hosted-endpoint",
    [CATEGORY_DERIVED_MODEL] = "derived-model",
    [CATEGORY_WEIGHTS_ARTIFACT] = "weights-artifact",
    [CATEGORY_MODEL_REFERENCE] = "model-reference",
    [CATEGORY_SERVING_CONFIG] = "serving-config",
    [CATEGORY_PROMPT_FORMAT] = "prompt-format",
    [CATEGORY_TOKENIZER] = "tokenizer",
    [CATEGORY_ARCHITECTURE] = "architecture",
    [CATEGORY_SDK] = "sdk",
    [CATEGORY_RUNTIME] = "runtime",
    [CATEGORY_MENTION] = "mention",
    [CATEGORY_AUDIT] = "audit",
};

const char *const kind_names[KIND_COUNT] = {
    [KIND_DEPENDENCY] = "dependency",   [KIND_ENGINE] = "engine",
    [KIND_MENTION] = "mention",         [KIND_AUDIT] = "audit",
    [KIND_OBSERVATION] = "observation",
};

const char *const confidence_names[CONFIDENCE_COUNT] = {
    [CONFIDENCE_LOW] = "low",
    [CONFIDENCE_MEDIUM] = "medium",
    [CONFIDENCE_HIGH] = "high",
};

const char *const where_names[WHERE_COUNT] = {
    [WHERE_LOCK] = "lock",     [WHERE_NOTEBOOK] = "notebook", [WHERE_TEST] = "test",
    [WHERE_DOCS] = "docs",     [WHERE_INFRA] = "infra",       [WHERE_DATA] = "data",
    [WHERE_CONFIG] = "config", [WHERE_CODE] = "code",
};

static int index_of(struct str name, const char *const *names, int count)
{
    int i = 0;
    while (i < count && !str_is(name, names[i]))
        i++;
    return i;
}

enum category category_by_name(struct str name)
{
    return (enum category)index_of(name, category_names, CATEGORY_COUNT);
}

enum kind kind_by_name(struct str name)
{
    return (enum kind)index_of(name, kind_names, KIND_COUNT);
}

enum confidence confidence_by_name(struct str name)
{
    return (enum confidence)index_of(name, confidence_names, CONFIDENCE_COUNT);
}
