/* SARIF 2.1.0: one run, the rules that fired, one result per finding.
 * https://docs.oasis-open.org/sarif/sarif/v2.1.0/ */
#include "gate/suppress.h"
#include "report/escape.h"
#include "report/formats.h"
#include "report/json_out.h"
#include "report/message.h"

#define INFORMATION_URI "https://github.com/llama-audit/llama-audit"
#define SCHEMA_URI "https://json.schemastore.org/sarif-2.1.0.json"

/* The stand-alone cost, scaled to SARIF's rank of 0 to 100: 8 points and more are the top. */
enum { TOP_POINTS = 8 };

static const char *const levels[] = { "note", "warning", "error" }; /* by enum level */

static void add_text(cJSON *object, const char *name, struct str text)
{
    json_add_str(cJSON_AddObjectToObject(object, name), "text", text);
}

/* The rules that have a result, in the order of their first one; the value is the index + 1. */
static void collect_rules(const struct findings *findings, const struct style *style,
                          struct arena *arena, struct map *ret_rules)
{
    for (size_t i = 0; i < findings->count; i++) {
        if (!message_included(style, findings->items[i]))
            continue;
        void **value = map_at(ret_rules, arena, findings->items[i]->rule->id);
        if (!*value)
            *value = (void *)(uintptr_t)ret_rules->count; /* cast: an index is kept as a pointer */
    }
}

static cJSON *rule_json(const struct rule *rule)
{
    cJSON *item = cJSON_CreateObject();
    json_add_str(item, "id", rule->id);
    add_text(item, "shortDescription", rule->title);
    add_text(item, "fullDescription", rule->why);
    cJSON *help = cJSON_AddObjectToObject(item, "help");
    CLEANUP(buf_release) struct buf text = { 0 };
    buf_printf(&text, "%.*s\n\nCategory: %s. Run `llama-audit rules show %.*s` for what it looks for.",
               STR_ARG(rule->why), category_names[rule->category], STR_ARG(rule->id));
    json_add_str(help, "text", buf_str(&text));
    json_add_str(help, "markdown", buf_str(&text));
    cJSON *properties = cJSON_AddObjectToObject(item, "properties");
    cJSON *tags = cJSON_AddArrayToObject(properties, "tags");
    json_push_str(tags, STR("llama"));
    json_push_str(tags, str_from(category_names[rule->category]));
    cJSON_AddStringToObject(properties, "precision",
                            rule->confidence == CONFIDENCE_HIGH     ? "high"
                            : rule->confidence == CONFIDENCE_MEDIUM ? "medium"
                                                                    : "low");
    return item;
}

/* The rule of the first finding of each, in the order of their indices. */
static void add_rules(cJSON *array, const struct findings *findings, const struct map *rules,
                      size_t *listed)
{
    for (size_t i = 0; i < findings->count; i++) {
        const struct rule *rule = findings->items[i]->rule;
        if ((uintptr_t)map_get(rules, rule->id) != *listed + 1)
            continue;
        cJSON_AddItemToArray(array, rule_json(rule));
        ++*listed;
    }
}

static void add_driver(cJSON *run, const struct report *report, const struct map *rules)
{
    cJSON *tool = cJSON_AddObjectToObject(run, "tool");
    cJSON *driver = cJSON_AddObjectToObject(tool, "driver");
    cJSON_AddStringToObject(driver, "name", "llama-audit");
    cJSON_AddStringToObject(driver, "informationUri", INFORMATION_URI);
    json_add_str(driver, "version", report->version);
    json_add_str(driver, "semanticVersion", report->version);
    cJSON *array = cJSON_AddArrayToObject(driver, "rules");
    size_t listed = 0;
    add_rules(array, &report->result->findings, rules, &listed);
    add_rules(array, &report->result->suppressed, rules, &listed);
}

static cJSON *location_json(const struct reference *reference)
{
    cJSON *location = cJSON_CreateObject();
    cJSON *physical = cJSON_AddObjectToObject(location, "physicalLocation");
    cJSON *artifact = cJSON_AddObjectToObject(physical, "artifactLocation");
    CLEANUP(buf_release) struct buf uri = { 0 };
    escape_uri_path(&uri, reference->path);
    json_add_str(artifact, "uri", buf_str(&uri));
    cJSON_AddStringToObject(artifact, "uriBaseId", "%SRCROOT%");
    cJSON *region = cJSON_AddObjectToObject(physical, "region");
    cJSON_AddNumberToObject(region, "startLine", reference->span.line);
    cJSON_AddNumberToObject(region, "startColumn", reference->span.column_utf16);
    cJSON_AddNumberToObject(region, "endLine", reference->span.end_line);
    cJSON_AddNumberToObject(region, "endColumn", reference->span.end_column_utf16);
    add_text(region, "snippet", reference->snippet);
    return location;
}

/* The stand-alone cost that decided the severity: the least over the targets that are possible. */
static double rank_of(const struct finding *finding)
{
    if (finding->severity == SEVERITY_CRITICAL)
        return 100;
    double least = TOP_POINTS;
    for (size_t i = 0; i < finding->costs.count; i++) {
        const struct cost *cost = &finding->costs.items[i];
        if (cost->blocker.len == 0 && cost->alone.likely < least)
            least = cost->alone.likely;
    }
    return finding->costs.count ? least * 100 / TOP_POINTS : 0;
}

static void add_suppression(cJSON *item, const struct suppression *suppression)
{
    if (!suppression)
        return;
    cJSON *object = cJSON_CreateObject();
    cJSON_AddStringToObject(object, "kind", suppression->in_source ? "inSource" : "external");
    cJSON_AddStringToObject(object, "status", "accepted");
    json_add_str(object, "justification", suppression->reason);
    cJSON_AddItemToArray(cJSON_AddArrayToObject(item, "suppressions"), object);
}

static cJSON *result_json(const struct finding *finding, const struct map *rules)
{
    cJSON *item = cJSON_CreateObject();
    json_add_str(item, "ruleId", finding->rule->id);
    uintptr_t index = (uintptr_t)map_get(rules, finding->rule->id);
    cJSON_AddNumberToObject(item, "ruleIndex", (double)index - 1);
    cJSON_AddStringToObject(item, "level", levels[message_level(finding)]);
    cJSON_AddNumberToObject(item, "rank", rank_of(finding));
    CLEANUP(buf_release) struct buf message = { 0 };
    message_write(&message, finding);
    add_text(item, "message", buf_str(&message));

    cJSON *locations = cJSON_AddArrayToObject(item, "locations");
    cJSON_AddItemToArray(locations, location_json(&finding->references.items[0]));
    if (finding->references.count > 1) {
        cJSON *related = cJSON_AddArrayToObject(item, "relatedLocations");
        for (size_t i = 1; i < finding->references.count; i++)
            cJSON_AddItemToArray(related, location_json(&finding->references.items[i]));
    }
    cJSON *fingerprints = cJSON_AddObjectToObject(item, "fingerprints");
    json_add_str(fingerprints, "llamaAudit/v1", finding->fingerprint);
    struct str line_hash = finding->references.items[0].line_hash;
    if (line_hash.len > 0)
        json_add_str(cJSON_AddObjectToObject(item, "partialFingerprints"),
                     "primaryLocationLineHash", line_hash);

    add_suppression(item, finding->suppression);
    cJSON *properties = cJSON_AddObjectToObject(item, "properties");
    cJSON_AddStringToObject(properties, "category", category_names[finding->category]);
    cJSON_AddStringToObject(properties, "kind", kind_names[finding->kind]);
    cJSON_AddStringToObject(properties, "severity", severity_names[finding->severity]);
    cJSON_AddStringToObject(properties, "confidence", confidence_names[finding->confidence]);
    cJSON_AddStringToObject(properties, "where", where_names[finding->where]);
    json_add_str_or_null(properties, "model", finding->model ? finding->model->id : STR(""));
    return item;
}

static void push_notification(cJSON *array, const char *level, struct str text, struct str path)
{
    cJSON *item = cJSON_CreateObject();
    cJSON_AddStringToObject(item, "level", level);
    add_text(item, "message", text);
    if (path.len > 0) {
        CLEANUP(buf_release) struct buf uri = { 0 };
        escape_uri_path(&uri, path);
        cJSON *location = cJSON_CreateObject();
        cJSON *physical = cJSON_AddObjectToObject(location, "physicalLocation");
        cJSON *artifact = cJSON_AddObjectToObject(physical, "artifactLocation");
        json_add_str(artifact, "uri", buf_str(&uri));
        cJSON_AddStringToObject(artifact, "uriBaseId", "%SRCROOT%");
        cJSON_AddItemToArray(cJSON_AddArrayToObject(item, "locations"), location);
    }
    cJSON_AddItemToArray(array, item);
}

/* The coverage ledger, as notifications of the one invocation. */
static void add_invocation(cJSON *run, const struct ledger *ledger)
{
    cJSON *invocation = cJSON_CreateObject();
    cJSON_AddBoolToObject(invocation, "executionSuccessful", !ledger->partial);
    cJSON *notes = cJSON_AddArrayToObject(invocation, "toolExecutionNotifications");
    for (size_t i = 0; i < ledger->notes.count; i++)
        push_notification(notes, "note", ledger->notes.items[i], STR(""));
    for (size_t i = 0; i < ledger->skips.count; i++) {
        const struct skip *skip = &ledger->skips.items[i];
        CLEANUP(buf_release) struct buf text = { 0 };
        buf_printf(&text, "%s%s%.*s", skip_reason_name(skip->reason), skip->detail.len ? ": " : "",
                   STR_ARG(skip->detail));
        push_notification(notes, skip->effect == SKIP_NOT_READ ? "warning" : "note",
                          buf_str(&text), skip->path);
    }
    for (size_t i = 0; i < ledger->selections.count; i++) {
        const struct selection *selection = &ledger->selections.items[i];
        CLEANUP(buf_release) struct buf text = { 0 };
        buf_printf(&text, "line %u: %.*s chooses its model at run time (%.*s)", selection->line,
                   STR_ARG(selection->api),
                   STR_ARG(selection->variable.len ? selection->variable : selection->expression));
        push_notification(notes, "note", buf_str(&text), selection->path);
    }
    cJSON_AddItemToArray(cJSON_AddArrayToObject(run, "invocations"), invocation);
}

void report_sarif(const struct report *report, const struct style *style, struct buf *out)
{
    struct arena scratch = { 0 };
    struct map rules = { 0 };
    static const struct findings none;
    const struct findings *lists[] = { &report->result->findings,
                                       style->omit_suppressed ? &none
                                                              : &report->result->suppressed };
    for (size_t i = 0; i < ARRAY_COUNT(lists); i++)
        collect_rules(lists[i], style, &scratch, &rules);

    cJSON *root = cJSON_CreateObject();
    cJSON_AddStringToObject(root, "$schema", SCHEMA_URI);
    cJSON_AddStringToObject(root, "version", "2.1.0");
    cJSON *run = cJSON_CreateObject();
    cJSON_AddItemToArray(cJSON_AddArrayToObject(root, "runs"), run);
    add_driver(run, report, &rules);
    add_invocation(run, report->ledger);
    cJSON_AddStringToObject(run, "columnKind", "utf16CodeUnits");
    cJSON *bases = cJSON_AddObjectToObject(run, "originalUriBaseIds");
    add_text(cJSON_AddObjectToObject(bases, "%SRCROOT%"), "description",
             STR("The root of the audited tree"));
    if (report->revision.len > 0) {
        cJSON *automation = cJSON_AddObjectToObject(run, "properties");
        json_add_str(automation, "revision", report->revision);
    }
    cJSON *results = cJSON_AddArrayToObject(run, "results");
    for (size_t i = 0; i < ARRAY_COUNT(lists); i++) {
        for (size_t j = 0; j < lists[i]->count; j++) {
            if (message_included(style, lists[i]->items[j]))
                cJSON_AddItemToArray(results, result_json(lists[i]->items[j], &rules));
        }
    }
    json_print(root, out);
    arena_release(&scratch);
}
