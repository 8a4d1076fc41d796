/* The prompt inventory as JSON lines. */
#include "report/json_out.h"
#include "report/plan_report.h"

static void add_list(cJSON *object, const char *name, const struct strs *texts)
{
    cJSON *list = cJSON_AddArrayToObject(object, name);
    for (size_t i = 0; i < texts->count; i++)
        json_push_str(list, texts->items[i]);
}

static cJSON *push_object(cJSON *list)
{
    cJSON *object = cJSON_CreateObject();
    cJSON_AddItemToArray(list, object);
    return object;
}

static void add_messages(cJSON *object, const struct messages *messages)
{
    cJSON *list = cJSON_AddArrayToObject(object, "messages");
    for (size_t i = 0; i < messages->count; i++) {
        cJSON *message = push_object(list);
        json_add_str(message, "role", messages->items[i].role);
        json_add_str(message, "content", messages->items[i].content);
    }
}

static void add_variables(cJSON *object, const struct variables *variables)
{
    cJSON *list = cJSON_AddArrayToObject(object, "variables");
    for (size_t i = 0; i < variables->count; i++) {
        cJSON *variable = push_object(list);
        json_add_str_or_null(variable, "name", variables->items[i].name);
        json_add_str(variable, "written", variables->items[i].written);
    }
}

void plan_prompts(const struct prompts *prompts, struct buf *out)
{
    for (size_t i = 0; i < prompts->count; i++) {
        const struct prompt *prompt = &prompts->items[i];
        cJSON *json = cJSON_CreateObject();
        json_add_str(json, "id", prompt->id);
        json_add_path(json, prompt->path);
        cJSON_AddNumberToObject(json, "line", prompt->line);
        cJSON_AddNumberToObject(json, "end_line", prompt->end_line);
        json_add_str(json, "where", str_from(where_names[prompt->where]));
        json_add_str(json, "language", prompt->language);
        json_add_str_or_null(json, "symbol", prompt->symbol);
        json_add_str_or_null(json, "key", prompt->key);
        json_add_str_or_null(json, "callee", prompt->callee);
        json_add_str_or_null(json, "model", prompt->model ? prompt->model->id : STR(""));
        json_add_str_or_null(json, "format", prompt->chat.format);
        add_list(json, "roles", &prompt->roles);
        add_variables(json, &prompt->variables);
        add_list(json, "tokens", &prompt->chat.tokens);
        add_messages(json, &prompt->chat.messages);
        json_add_str(json, "text", prompt->text);
        cJSON_AddBoolToObject(json, "cut", prompt->cut);
        add_list(json, "findings", &prompt->findings);
        json_print_line(json, out);
    }
}
