/* A plan as JSON. */
#include "report/json_out.h"
#include "report/plan_report.h"

#define PLAN_SCHEMA_VERSION "1.0"

static void add_points(cJSON *object, struct points points)
{
    cJSON *json = cJSON_AddObjectToObject(object, "points");
    cJSON_AddNumberToObject(json, "low", points.low);
    cJSON_AddNumberToObject(json, "likely", points.likely);
    cJSON_AddNumberToObject(json, "high", points.high);
}

static void add_strs(cJSON *object, const char *name, const struct strs *texts)
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

static void add_edit_bytes(cJSON *json, const struct edit *edit)
{
    cJSON_AddNumberToObject(json, "line", edit->line);
    cJSON_AddNumberToObject(json, "offset", edit->offset);
    cJSON_AddNumberToObject(json, "length", edit->len);
    json_add_str(json, "before", edit->before);
    json_add_str(json, "after", edit->after);
}

static void add_edits(cJSON *object, const char *name, const struct edit_list *edits)
{
    cJSON *list = cJSON_AddArrayToObject(object, name);
    for (size_t i = 0; i < edits->count; i++)
        add_edit_bytes(push_object(list), &edits->items[i]);
}

static void add_edit(cJSON *object, const struct place_edit *edit)
{
    json_add_str(object, "state", str_from(edit_state_names[edit->state]));
    json_add_str_or_null(object, "detail", edit->detail);
    if (edit->holder)
        json_add_place(cJSON_AddObjectToObject(object, "held_by"), edit->holder->path,
                  edit->holder->span.line);
    add_edits(object, "edits", &edit->edits);
    add_edits(object, "by_hand", &edit->by_hand);
}

static void add_package(cJSON *list, const struct package *package)
{
    cJSON *json = push_object(list);
    json_add_str(json, "id", package->kind->id);
    json_add_str(json, "title", package->kind->title);
    json_add_str(json, "why", package->kind->why);
    add_points(json, package->points);
    add_strs(json, "after", &package->kind->after);
    add_strs(json, "owners", &package->owners);
    add_strs(json, "verify", &package->kind->verify);
    cJSON *work = cJSON_AddArrayToObject(json, "work_items");
    for (size_t i = 0; i < package->work.count; i++) {
        const struct package_work *item = &package->work.items[i];
        cJSON *object = push_object(work);
        json_add_str(object, "id", item->item->id);
        json_add_str(object, "title", item->item->title);
        json_add_str(object, "text", item->cost->terms.items[0].text);
        add_points(object, item->cost->own);
    }
    cJSON *places = cJSON_AddArrayToObject(json, "places");
    for (size_t i = 0; i < package->places.count; i++) {
        const struct plan_place *place = &package->places.items[i];
        cJSON *object = push_object(places);
        json_add_str(object, "fingerprint", place->finding->fingerprint);
        json_add_place(object, place->finding->path, place->finding->span.line);
        json_add_str(object, "change", place->finding->change);
        json_add_str(object, "where", str_from(where_names[place->finding->where]));
        json_add_str_or_null(object, "model",
                             place->finding->model ? place->finding->model->id : STR(""));
        json_add_str_or_null(object, "to",
                             place->cost->equivalent ? place->cost->equivalent->id : STR(""));
        add_points(object, place->cost->own);
        add_strs(object, "owners", &place->owners);
        add_edit(object, place->edit);
    }
}

static void add_decisions(cJSON *root, const struct plan *plan)
{
    cJSON *swaps = cJSON_AddArrayToObject(root, "swaps");
    for (size_t i = 0; i < plan->swaps.count; i++) {
        const struct plan_swap *swap = &plan->swaps.items[i];
        cJSON *json = push_object(swaps);
        json_add_str(json, "model", swap->model->id);
        json_add_str_or_null(json, "host", swap->host);
        json_add_str_or_null(json, "to", swap->equivalent ? swap->equivalent->id : STR(""));
        json_add_str(json, "reason", swap->reason);
        cJSON_AddNumberToObject(json, "places", (double)swap->place_count);
    }
    cJSON *blockers = cJSON_AddArrayToObject(root, "blockers");
    for (size_t i = 0; i < plan->blockers.count; i++) {
        const struct plan_blocker *blocker = &plan->blockers.items[i];
        cJSON *json = push_object(blockers);
        json_add_str(json, "text", blocker->text);
        json_add_place(json, blocker->path, blocker->line);
        json_add_str_or_null(json, "way_round", blocker->way_round);
    }
    cJSON *floors = cJSON_AddArrayToObject(root, "floors");
    for (size_t i = 0; i < plan->edits->floors.count; i++) {
        const struct floor *floor = &plan->edits->floors.items[i];
        cJSON *json = push_object(floors);
        json_add_path(json, floor->path);
        json_add_str(json, "library", floor->library);
        add_edit_bytes(json, &floor->edit);
    }
    cJSON *selections = cJSON_AddArrayToObject(root, "selections");
    for (size_t i = 0; i < plan->ledger->selections.count; i++) {
        const struct selection *selection = &plan->ledger->selections.items[i];
        cJSON *json = push_object(selections);
        json_add_place(json, selection->path, selection->line);
        json_add_str(json, "variable", selection->variable);
    }
}

void plan_json(const struct plan *plan, const struct plan_header *header, struct buf *out)
{
    cJSON *root = cJSON_CreateObject();
    cJSON_AddStringToObject(root, "schema_version", PLAN_SCHEMA_VERSION);
    cJSON *tool = cJSON_AddObjectToObject(root, "tool");
    cJSON_AddStringToObject(tool, "name", "llama-audit");
    json_add_str(tool, "version", header->version);
    json_add_str(root, "as_of", header->as_of);
    json_add_str(root, "root", header->scan_name);
    json_add_str_or_null(root, "revision", header->revision);
    json_add_str(root, "today", header->today);
    json_add_str(root, "target", plan->target->id);
    add_points(root, plan->target->points);
    size_t edited;
    cJSON_AddNumberToObject(root, "places", (double)plan_place_count(plan, &edited));
    cJSON_AddNumberToObject(root, "edited", (double)edited);
    add_decisions(root, plan);
    cJSON *packages = cJSON_AddArrayToObject(root, "packages");
    for (size_t i = 0; i < plan->package_count; i++)
        add_package(packages, &plan->packages[i]);
    json_print(root, out);
}
