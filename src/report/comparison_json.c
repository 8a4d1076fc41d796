/* A comparison for programs. */
#include "report/comparison.h"
#include "report/groups.h"
#include "report/json_out.h"

#define SCHEMA_VERSION "1.0"

static void add_findings(cJSON *root, const char *name, const struct findings *findings)
{
    cJSON *array = cJSON_AddArrayToObject(root, name);
    for (size_t i = 0; i < findings->count; i++) {
        const struct finding *finding = findings->items[i];
        cJSON *item = cJSON_CreateObject();
        json_add_str(item, "fingerprint", finding->fingerprint);
        json_add_str(item, "rule_id", finding->rule->id);
        cJSON_AddStringToObject(item, "category", category_names[finding->category]);
        cJSON_AddStringToObject(item, "kind", kind_names[finding->kind]);
        json_add_str_or_null(item, "model", finding->model ? finding->model->id : STR(""));
        cJSON_AddStringToObject(item, "severity", severity_names[finding->severity]);
        json_add_path(item, finding->path);
        cJSON_AddNumberToObject(item, "line", finding->span.line);
        json_add_str(item, "evidence", finding->evidence);
        if (finding->worse)
            cJSON_AddStringToObject(item, "severity_before",
                                    severity_names[finding->severity_before]);
        cJSON_AddItemToArray(array, item);
    }
}

static void add_reports(cJSON *root, const struct comparison *comparison)
{
    cJSON *array = cJSON_AddArrayToObject(root, "reports");
    for (size_t i = 0; i < comparison->reports.count; i++) {
        const struct saved_report *report = comparison->reports.items[i];
        cJSON *item = cJSON_CreateObject();
        json_add_str(item, "root", report->report.scan_name);
        json_add_str_or_null(item, "revision", report->report.revision);
        json_add_str(item, "today", report->report.today);
        json_add_str(item, "rules_digest", report->ruleset.digest);
        cJSON_AddNumberToObject(item, "dependencies", (double)comparison_count(report));
        cJSON *targets = cJSON_AddArrayToObject(item, "targets");
        for (size_t j = 0; j < report->result.targets.count; j++) {
            const struct target *target = &report->result.targets.items[j];
            cJSON *entry = cJSON_CreateObject();
            json_add_str(entry, "id", target->id);
            cJSON_AddNumberToObject(entry, "blockers", (double)target->blockers);
            cJSON_AddNumberToObject(entry, "points", target->points.likely);
            cJSON_AddItemToArray(targets, entry);
        }
        cJSON_AddItemToArray(array, item);
    }
}

void comparison_json(const struct comparison *comparison, const struct style *style,
                     struct buf *out)
{
    (void)style;
    cJSON *root = cJSON_CreateObject();
    cJSON_AddStringToObject(root, "schema_version", SCHEMA_VERSION);
    add_reports(root, comparison);
    json_add_str_or_null(root, "target", comparison->target);
    cJSON_AddBoolToObject(root, "same_rules", !comparison->other_rules);
    cJSON_AddNumberToObject(root, "unchanged", (double)comparison->unchanged);
    add_findings(root, "added", &comparison->added);
    add_findings(root, "fixed", &comparison->fixed);
    add_findings(root, "worse", &comparison->worse);
    cJSON *changed = cJSON_AddArrayToObject(root, "changed_cost");
    for (size_t i = 0; i < comparison->changed.count; i++) {
        const struct cost_change *change = &comparison->changed.items[i];
        cJSON *item = cJSON_CreateObject();
        json_add_str(item, "fingerprint", change->finding->fingerprint);
        json_add_path(item, change->finding->path);
        cJSON_AddNumberToObject(item, "line", change->finding->span.line);
        cJSON_AddNumberToObject(item, "before", change->before);
        cJSON_AddNumberToObject(item, "now", change->now);
        cJSON_AddItemToArray(changed, item);
    }
    cJSON_AddNumberToObject(root, "failing", (double)comparison->failing);
    json_print(root, out);
}
