/* Targets, staying, models: the answer of a saved report. */
#include "report/read_parts.h"

static void read_targets(struct maker *maker, const cJSON *root)
{
    struct json_in *in = &maker->in;
    const cJSON *item;
    cJSON_ArrayForEach(item, in_array(in, root, "targets"))
    {
        const cJSON *days = cJSON_GetObjectItemCaseSensitive(item, "days");
        vec_push(in->arena, &maker->saved->result.targets,
                 (struct target){ .id = in_needed_word(in, item, "id"),
                                  .name = in_word(in, item, "name"),
                                  .blockers = in_number(in, item, "blockers"),
                                  .points = in_points(in, item, "points"),
                                  .has_days = cJSON_IsObject(days),
                                  .days = in_points(in, item, "days"),
                                  .rank = in_number(in, item, "rank"),
                                  .reason = in_text(in, item, "reason"),
                                  .reasons = in_texts(in, item, "reasons"),
                                  .excluded = in_texts(in, item, "excluded") });
    }
}

static void read_components(struct maker *maker, const cJSON *root)
{
    struct json_in *in = &maker->in;
    const cJSON *item;
    cJSON_ArrayForEach(item, in_optional_array(in, root, "components"))
    {
        struct component_cost component = { .path = in_path(in, item),
                                            .dependency_count =
                                                in_number(in, item, "dependencies") };
        const cJSON *cell;
        cJSON_ArrayForEach(cell, in_optional_array(in, item, "targets"))
        {
            vec_push(in->arena, &component.targets,
                     (struct component_target){ .id = in_needed_word(in, cell, "id"),
                                                .blocked = in_number(in, cell, "blocked"),
                                                .points = in_points(in, cell, "points") });
        }
        vec_push(in->arena, &maker->saved->result.components, component);
    }
}

static const struct model *stay_model(struct maker *maker, const cJSON *item)
{
    struct str id = in_word(&maker->in, item, "model");
    return id.len > 0 ? read_model(maker, id) : NULL;
}

static void read_fallbacks(struct maker *maker, const cJSON *root)
{
    struct json_in *in = &maker->in;
    const cJSON *item;
    cJSON_ArrayForEach(item, in_optional_array(in, root, "fallbacks"))
    {
        struct fallback fallback = { .path = in_path(in, item),
                                     .line = in_number(in, item, "line"),
                                     .primary = in_text(in, item, "primary"),
                                     .primary_is_other = !in_bool(in, item, "primary_is_llama"),
                                     .all_llama = in_bool(in, item, "ends_in_llama") };
        const cJSON *entry;
        cJSON_ArrayForEach(entry, in_optional_array(in, item, "entries"))
        {
            vec_push(in->arena, &fallback.entries,
                     (struct fallback_entry){ .text = in_text(in, entry, "text"),
                                              .line = in_number(in, entry, "line"),
                                              .model = stay_model(maker, entry) });
        }
        vec_push(in->arena, &maker->saved->result.fallbacks, fallback);
    }
}

static void read_postures(struct maker *maker, const cJSON *root)
{
    struct json_in *in = &maker->in;
    const cJSON *item;
    cJSON_ArrayForEach(item, in_optional_array(in, root, "postures"))
    {
        vec_push(in->arena, &maker->saved->result.postures,
                 (struct posture){ .id = in_needed_word(in, item, "id"),
                                   .name = in_word(in, item, "name"),
                                   .dependency_count = in_number(in, item, "dependencies"),
                                   .path = in_path(in, item),
                                   .line = in_number(in, item, "line") });
    }
}

static enum duty_state duty_state(struct maker *maker, const cJSON *item)
{
    struct str name = in_word(&maker->in, item, "state");
    for (int state = 0; state < DUTY_STATE_COUNT; state++) {
        if (str_is(name, duty_state_names[state]))
            return (enum duty_state)state;
    }
    return DUTY_BY_HAND;
}

static void read_licences(struct maker *maker, const cJSON *root)
{
    struct json_in *in = &maker->in;
    const cJSON *item;
    cJSON_ArrayForEach(item, in_optional_array(in, root, "licences"))
    {
        struct licence_use use = { .target = in_word(in, item, "target"),
                                   .id = in_needed_word(in, item, "id"),
                                   .name = in_text(in, item, "name"),
                                   .url = in_text(in, item, "url"),
                                   .unverified = in_bool(in, item, "unverified"),
                                   .models = in_texts(in, item, "models") };
        const cJSON *duty;
        cJSON_ArrayForEach(duty, in_optional_array(in, item, "duties"))
        {
            vec_push(in->arena, &use.duties,
                     (struct licence_duty){ .id = in_word(in, duty, "id"),
                                            .title = in_text(in, duty, "title"),
                                            .text = in_text(in, duty, "text"),
                                            .state = duty_state(maker, duty),
                                            .path = in_path(in, duty),
                                            .line = in_number(in, duty, "line") });
        }
        vec_push(in->arena, &maker->saved->result.licences, use);
    }
}

static void read_calibration(struct maker *maker, const cJSON *root)
{
    struct json_in *in = &maker->in;
    const cJSON *item = cJSON_GetObjectItemCaseSensitive(root, "calibration");
    if (!cJSON_IsObject(item))
        return;
    maker->saved->result.calibration = (struct calibration){
        .label = in_needed_word(in, item, "file"),
        .record_count = in_number(in, item, "records"),
        .days_per_point = in_decimal(in, item, "days_per_point"),
        .error = in_decimal(in, item, "error"),
    };
}

static void read_stay(struct maker *maker, const cJSON *root)
{
    struct json_in *in = &maker->in;
    struct stay *stay = &maker->saved->result.stay;
    const cJSON *object = in_object(in, root, "stay");
    stay->points = in_points(in, object, "points");
    stay->reason = in_text(in, object, "reason");
    const cJSON *item;
    cJSON_ArrayForEach(item, in_optional_array(in, object, "items"))
    {
        vec_push(in->arena, &stay->items,
                 (struct stay_item){ .kind = in_word(in, item, "kind"),
                                     .title = in_text(in, item, "title"),
                                     .detail = in_text(in, item, "detail"),
                                     .model = stay_model(maker, item),
                                     .path = in_path(in, item),
                                     .line = in_number(in, item, "line"),
                                     .points = in_points(in, item, "points"),
                                     .helps_migration = in_bool(in, item, "helps_migration") });
    }
}

static void read_models(struct maker *maker, const cJSON *root)
{
    struct json_in *in = &maker->in;
    const cJSON *item;
    cJSON_ArrayForEach(item, in_array(in, root, "models"))
    {
        struct str id = in_needed_word(in, item, "id");
        const struct model *model = read_model(maker, id);
        struct model *own = map_get(&maker->models, id);
        if (own) {
            own->name = in_word(in, item, "name");
            own->family = in_word(in, item, "family");
            own->licence = in_word(in, item, "licence");
            own->context_tokens = in_number(in, item, "context_tokens");
        }
        vec_push(in->arena, &maker->saved->result.models,
                 (struct model_use){ .model = model,
                                     .dependency_count = in_number(in, item, "dependencies"),
                                     .file_count = in_number(in, item, "files"),
                                     .hosts = in_texts(in, item, "hosts") });
    }
}

void read_answer(struct maker *maker, const cJSON *root)
{
    read_targets(maker, root);
    read_components(maker, root);
    read_postures(maker, root);
    read_fallbacks(maker, root);
    read_calibration(maker, root);
    read_licences(maker, root);
    read_stay(maker, root);
    read_models(maker, root);
}
