/* CycloneDX 1.6, an ML-BOM: each model in use once, with every place that names it.
 * https://cyclonedx.org/docs/1.6/json/ */
#include "report/formats.h"
#include "report/json_out.h"

static void add_property(cJSON *properties, const char *name, struct str value)
{
    cJSON *item = cJSON_CreateObject();
    cJSON_AddStringToObject(item, "name", name);
    json_add_str(item, "value", value);
    cJSON_AddItemToArray(properties, item);
}

static void add_bom_ref(cJSON *object, const char *name, const struct model *model)
{
    CLEANUP(buf_release) struct buf text = { 0 };
    buf_printf(&text, "model:%.*s", STR_ARG(model->id));
    json_add_str(object, name, buf_str(&text));
}

/* An SPDX id is given as one, anything else (LicenseRef-…) as a name. */
static void add_licence(cJSON *component, const struct model *model)
{
    if (model->licence.len == 0)
        return;
    bool named = str_starts(model->licence, STR("LicenseRef-"));
    cJSON *entry = cJSON_CreateObject();
    cJSON *licence = cJSON_AddObjectToObject(entry, "license");
    json_add_str(licence, named ? "name" : "id", model->licence);
    cJSON_AddItemToArray(cJSON_AddArrayToObject(component, "licenses"), entry);
}

/* What identifies a model as a component; the rest is for those in use. */
static cJSON *component_json(const struct model *model)
{
    cJSON *component = cJSON_CreateObject();
    cJSON_AddStringToObject(component, "type", "machine-learning-model");
    json_add_str(component, "name", model->id);
    json_add_str(component, "description", model->name);
    add_licence(component, model);
    if (model->hub_id.len > 0) {
        CLEANUP(buf_release) struct buf purl = { 0 };
        buf_printf(&purl, "pkg:huggingface/%.*s", STR_ARG(model->hub_id));
        json_add_str(component, "purl", buf_str(&purl));
    }
    return component;
}

static void add_model_card(cJSON *component, const struct model *model)
{
    cJSON *card = cJSON_AddObjectToObject(component, "modelCard");
    cJSON *parameters = cJSON_AddObjectToObject(card, "modelParameters");
    cJSON_AddStringToObject(parameters, "task", model->guard ? "text-classification"
                                                             : "text-generation");
    json_add_str(parameters, "architectureFamily", model->family);
    if (model->architecture.len > 0)
        json_add_str(parameters, "modelArchitecture", model->architecture);
}

static void add_occurrences(cJSON *component, const struct findings *findings,
                            const struct model *model)
{
    cJSON *evidence = cJSON_AddObjectToObject(component, "evidence");
    cJSON *occurrences = cJSON_AddArrayToObject(evidence, "occurrences");
    for (size_t i = 0; i < findings->count; i++) {
        const struct finding *finding = findings->items[i];
        if (finding->kind != KIND_DEPENDENCY || finding->model != model)
            continue;
        for (size_t j = 0; j < finding->references.count; j++) {
            const struct reference *reference = &finding->references.items[j];
            cJSON *item = cJSON_CreateObject();
            json_add_str(item, "location", reference->path);
            cJSON_AddNumberToObject(item, "line", reference->span.line);
            cJSON_AddNumberToObject(item, "offset", reference->span.offset);
            if (reference->symbol.len > 0)
                json_add_str(item, "symbol", reference->symbol);
            json_add_str(item, "additionalContext", reference->rule->id);
            cJSON_AddItemToArray(occurrences, item);
        }
    }
}

static cJSON *model_json(const struct report *report, const struct model_use *use)
{
    const struct model *model = use->model;
    cJSON *component = component_json(model);
    add_bom_ref(component, "bom-ref", model);
    add_model_card(component, model);
    if (model->base) {
        cJSON *pedigree = cJSON_AddObjectToObject(component, "pedigree");
        cJSON_AddItemToArray(cJSON_AddArrayToObject(pedigree, "ancestors"),
                             component_json(model->base));
    }
    add_occurrences(component, &report->result->findings, model);
    cJSON *properties = cJSON_AddArrayToObject(component, "properties");
    add_property(properties, "llama-audit:family", model->family);
    for (size_t i = 0; i < use->hosts.count; i++)
        add_property(properties, "llama-audit:host", use->hosts.items[i]);
    return component;
}

static void add_metadata(cJSON *root, const struct report *report)
{
    cJSON *metadata = cJSON_AddObjectToObject(root, "metadata");
    CLEANUP(buf_release) struct buf time = { 0 };
    buf_printf(&time, "%.*sT00:00:00Z", STR_ARG(report->today));
    json_add_str(metadata, "timestamp", buf_str(&time));
    cJSON *tools = cJSON_AddObjectToObject(metadata, "tools");
    cJSON *tool = cJSON_CreateObject();
    cJSON_AddStringToObject(tool, "type", "application");
    cJSON_AddStringToObject(tool, "name", "llama-audit");
    json_add_str(tool, "version", report->version);
    cJSON_AddItemToArray(cJSON_AddArrayToObject(tools, "components"), tool);
    cJSON *component = cJSON_AddObjectToObject(metadata, "component");
    cJSON_AddStringToObject(component, "type", "application");
    cJSON_AddStringToObject(component, "bom-ref", "scanned");
    json_add_str(component, "name", report->scan_name);
    if (report->revision.len > 0)
        json_add_str(component, "version", report->revision);
}

static void add_dependencies(cJSON *root, const struct model_uses *models)
{
    cJSON *item = cJSON_CreateObject();
    cJSON_AddStringToObject(item, "ref", "scanned");
    cJSON *depends_on = cJSON_AddArrayToObject(item, "dependsOn");
    for (size_t i = 0; i < models->count; i++) {
        CLEANUP(buf_release) struct buf text = { 0 };
        buf_printf(&text, "model:%.*s", STR_ARG(models->items[i].model->id));
        json_push_str(depends_on, buf_str(&text));
    }
    cJSON_AddItemToArray(cJSON_AddArrayToObject(root, "dependencies"), item);
}

void report_cyclonedx(const struct report *report, const struct style *style, struct buf *out)
{
    (void)style;
    const struct model_uses *models = &report->result->models;
    cJSON *root = cJSON_CreateObject();
    cJSON_AddStringToObject(root, "$schema", "http://cyclonedx.org/schema/bom-1.6.schema.json");
    cJSON_AddStringToObject(root, "bomFormat", "CycloneDX");
    cJSON_AddStringToObject(root, "specVersion", "1.6");
    cJSON_AddNumberToObject(root, "version", 1);
    add_metadata(root, report);
    cJSON *components = cJSON_AddArrayToObject(root, "components");
    for (size_t i = 0; i < models->count; i++)
        cJSON_AddItemToArray(components, model_json(report, &models->items[i]));
    add_dependencies(root, models);
    json_print(root, out);
}
