#include "report/json_parts.h"

#include "report/json_out.h"
#include "score/effort.h"

static cJSON *duties_json(const struct licence_use *use)
{
    cJSON *array = cJSON_CreateArray();
    for (size_t i = 0; i < use->duties.count; i++) {
        const struct licence_duty *duty = &use->duties.items[i];
        cJSON *item = cJSON_CreateObject();
        json_add_str(item, "id", duty->id);
        json_add_str(item, "title", duty->title);
        json_add_str(item, "text", duty->text);
        if (use->target.len == 0)
            cJSON_AddStringToObject(item, "state", duty_state_names[duty->state]);
        if (duty->state == DUTY_FOUND)
            json_add_place(item, duty->path, duty->line);
        cJSON_AddItemToArray(array, item);
    }
    return array;
}

void json_add_licences(cJSON *root, const struct licence_uses *uses)
{
    cJSON *array = cJSON_AddArrayToObject(root, "licences");
    for (size_t i = 0; i < uses->count; i++) {
        const struct licence_use *use = &uses->items[i];
        cJSON *item = cJSON_CreateObject();
        json_add_str_or_null(item, "target", use->target);
        json_add_str(item, "id", use->id);
        json_add_str(item, "name", use->name);
        json_add_str_or_null(item, "url", use->url);
        cJSON_AddBoolToObject(item, "unverified", use->unverified);
        cJSON *models = cJSON_AddArrayToObject(item, "models");
        for (size_t j = 0; j < use->models.count; j++)
            json_push_str(models, use->models.items[j]);
        cJSON_AddItemToObject(item, "duties", duties_json(use));
        cJSON_AddItemToArray(array, item);
    }
}

void json_add_postures(cJSON *root, const struct postures *postures)
{
    cJSON *array = cJSON_AddArrayToObject(root, "postures");
    for (size_t i = 0; i < postures->count; i++) {
        const struct posture *posture = &postures->items[i];
        cJSON *item = cJSON_CreateObject();
        json_add_str(item, "id", posture->id);
        json_add_str(item, "name", posture->name);
        cJSON_AddNumberToObject(item, "dependencies", (double)posture->dependency_count);
        json_add_place(item, posture->path, posture->line);
        cJSON_AddItemToArray(array, item);
    }
}

void json_add_fallbacks(cJSON *root, const struct fallbacks *fallbacks)
{
    cJSON *array = cJSON_AddArrayToObject(root, "fallbacks");
    for (size_t i = 0; i < fallbacks->count; i++) {
        const struct fallback *fallback = &fallbacks->items[i];
        cJSON *item = cJSON_CreateObject();
        json_add_place(item, fallback->path, fallback->line);
        json_add_str_or_null(item, "primary", fallback->primary);
        cJSON_AddBoolToObject(item, "primary_is_llama", !fallback->primary_is_other);
        cJSON_AddBoolToObject(item, "ends_in_llama", fallback->all_llama);
        cJSON *entries = cJSON_AddArrayToObject(item, "entries");
        for (size_t j = 0; j < fallback->entries.count; j++) {
            const struct fallback_entry *entry = &fallback->entries.items[j];
            cJSON *object = cJSON_CreateObject();
            json_add_str(object, "text", entry->text);
            cJSON_AddNumberToObject(object, "line", entry->line);
            json_add_str_or_null(object, "model", entry->model ? entry->model->id : STR(""));
            cJSON_AddItemToArray(entries, object);
        }
        cJSON_AddItemToArray(array, item);
    }
}

void json_add_evidence(cJSON *root, const struct effort *effort)
{
    cJSON *array = cJSON_AddArrayToObject(root, "evidence");
    for (size_t i = 0; effort && i < effort->published_count; i++) {
        cJSON *item = cJSON_CreateObject();
        json_add_str(item, "text", effort->published[i].text);
        json_add_str(item, "source", effort->published[i].source);
        json_add_str_or_null(item, "url", effort->published[i].url);
        cJSON_AddItemToArray(array, item);
    }
}
