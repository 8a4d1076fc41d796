/* SARIF 2.1.0: one run, the rules that fired, one result per finding.
 * https://docs.oasis-open.org/sarif/sarif/v2.1.0/ */
#include <stdlib.h>

#include "gate/suppress.h"
#include "report/escape.h"
#include "report/formats.h"
#include "report/json_out.h"
#include "report/message.h"

#define INFORMATION_URI "https://github.com/llama-audit/llama-audit"
#define RULES_URI INFORMATION_URI "/blob/main/docs/rules-reference.md"
#define SCHEMA_URI "https://json.schemastore.org/sarif-2.1.0.json"

/* The stand-alone cost, scaled to SARIF's rank of 0 to 100: 8 points and more are the top. */
enum { TOP_POINTS = 8 };

/* What GitHub code scanning takes of a run before it refuses the file, and what it shows of that:
 * "SARIF results exceed one or more limits" in its documentation, as of 2026. There are few rules,
 * one extension and two tags a rule, far below their limits. */
enum { MAX_RESULTS = 25000, SHOWN_RESULTS = 5000, MAX_LOCATIONS = 1000 };

static const char *const levels[] = { "note", "warning", "error" }; /* by enum level */

static void add_text(cJSON *object, const char *name, struct str text)
{
    json_add_str(cJSON_AddObjectToObject(object, name), "text", text);
}

/* ---- what is in the log ---- */

/* A finding with its place in the report. */
struct candidate {
    const struct finding *finding;
    size_t order;
};

/* The findings of the log, and their rules: built-in ones, and those that a user brought. */
struct contents {
    struct candidate *items;
    size_t count;
    size_t left_out; /* results that a consumer would not take */
    size_t far;      /* related places, the same */
    struct map indices[2]; /* by `built_in`: rule id → index + 1, in the order of the first result */
};

/* Suppressed ones last, else the loudest first. */
static int compare_candidates(const void *a, const void *b)
{
    const struct candidate *x = a;
    const struct candidate *y = b;
    bool hidden = x->finding->suppression != NULL;
    if (hidden != (y->finding->suppression != NULL))
        return hidden ? 1 : -1;
    int order = (int)message_level(y->finding) - (int)message_level(x->finding);
    if (order == 0)
        order = (int)y->finding->severity - (int)x->finding->severity;
    return order ? order : (x->order > y->order) - (x->order < y->order);
}

static void add_candidates(struct contents *contents, const struct findings *findings,
                           const struct style *style)
{
    for (size_t i = 0; i < findings->count; i++) {
        if (!message_included(style, findings->items[i]))
            continue;
        contents->items[contents->count] = (struct candidate){ findings->items[i], contents->count };
        contents->count++;
    }
}

static void count_far(struct contents *contents)
{
    for (size_t i = 0; i < contents->count; i++) {
        size_t count = contents->items[i].finding->references.count;
        contents->far += count > MAX_LOCATIONS ? count - MAX_LOCATIONS : 0;
    }
}

static void add_rule(struct contents *contents, const struct rule *rule, struct arena *arena)
{
    struct map *indices = &contents->indices[rule->built_in];
    void **value = map_at(indices, arena, rule->id);
    if (!*value)
        *value = (void *)(uintptr_t)indices->count; /* cast: an index is kept as a pointer */
}

/* In the order of the report; where a consumer may cut, with the most severe first. */
static struct contents choose(const struct report *report, const struct style *style,
                              struct arena *arena)
{
    const struct result *result = report->result;
    struct contents contents = { 0 };
    size_t most = result->findings.count + result->suppressed.count;
    contents.items = arena_array(arena, most + 1, sizeof *contents.items);
    add_candidates(&contents, &result->findings, style);
    if (!style->omit_suppressed)
        add_candidates(&contents, &result->suppressed, style);
    if (contents.count > SHOWN_RESULTS)
        qsort(contents.items, contents.count, sizeof *contents.items, compare_candidates);
    if (contents.count > MAX_RESULTS) {
        contents.left_out = contents.count - MAX_RESULTS;
        contents.count = MAX_RESULTS;
    }
    count_far(&contents);
    for (size_t i = 0; i < contents.count; i++)
        add_rule(&contents, contents.items[i].finding->rule, arena);
    return contents;
}

static size_t index_of(const struct contents *contents, const struct rule *rule)
{
    return (uintptr_t)map_get(&contents->indices[rule->built_in], rule->id) - 1;
}

/* What the limits keep out; false when that is nothing. */
static bool describe_cut(const struct contents *contents, struct buf *out)
{
    const char *join = "";
    if (contents->left_out > 0) {
        buf_printf(out, "%zu of %zu results are left out, the least severe: GitHub takes %d",
                   contents->left_out, contents->left_out + contents->count, MAX_RESULTS);
        join = "; ";
    }
    if (contents->count > SHOWN_RESULTS) {
        buf_printf(out, "%sof %zu results GitHub shows the first %d, the most severe", join,
                   contents->count, SHOWN_RESULTS);
        join = "; ";
    }
    if (contents->far > 0) {
        buf_printf(out, "%s%zu places are left out of results with more than %d", join,
                   contents->far, MAX_LOCATIONS);
        join = "; ";
    }
    if (*join)
        buf_puts(out, "; the JSON report has all of them");
    return *join != '\0';
}

bool report_sarif_cut(const struct report *report, const struct style *style, struct buf *out)
{
    CLEANUP(arena_release) struct arena scratch = { 0 };
    const struct contents contents = choose(report, style, &scratch);
    return describe_cut(&contents, out);
}

/* ---- tool ---- */

static cJSON *rule_json(const struct rule *rule)
{
    cJSON *item = cJSON_CreateObject();
    json_add_str(item, "id", rule->id);
    add_text(item, "shortDescription", rule->title);
    add_text(item, "fullDescription", rule->why);
    if (rule->built_in) {
        CLEANUP(buf_release) struct buf uri = { 0 };
        buf_printf(&uri, RULES_URI "#%s", category_names[rule->category]);
        json_add_str(item, "helpUri", buf_str(&uri));
    }
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

/* Those of one kind, in the order of their indices. */
static void add_rules(cJSON *component, const struct contents *contents, bool built_in)
{
    cJSON *array = cJSON_AddArrayToObject(component, "rules");
    size_t listed = 0;
    for (size_t i = 0; i < contents->count; i++) {
        const struct rule *rule = contents->items[i].finding->rule;
        if (rule->built_in != built_in || index_of(contents, rule) != listed)
            continue;
        cJSON_AddItemToArray(array, rule_json(rule));
        listed++;
    }
}

static void add_tool(cJSON *run, const struct report *report, const struct contents *contents)
{
    cJSON *tool = cJSON_AddObjectToObject(run, "tool");
    cJSON *driver = cJSON_AddObjectToObject(tool, "driver");
    cJSON_AddStringToObject(driver, "name", "llama-audit");
    cJSON_AddStringToObject(driver, "informationUri", INFORMATION_URI);
    json_add_str(driver, "version", report->version);
    json_add_str(driver, "semanticVersion", report->version);
    add_rules(driver, contents, true);
    if (contents->indices[false].count == 0)
        return;
    cJSON *extension = cJSON_CreateObject();
    cJSON_AddStringToObject(extension, "name", "rules of the user");
    json_add_str(extension, "version", report->ruleset->digest);
    add_rules(extension, contents, false);
    cJSON_AddItemToArray(cJSON_AddArrayToObject(tool, "extensions"), extension);
}

/* ---- results ---- */

/* Which rule it is: of the driver by its id and index there, of the extension by a reference, which
 * then is the only place that names it. */
static void add_rule_reference(cJSON *item, const struct contents *contents,
                               const struct rule *rule)
{
    double index = (double)index_of(contents, rule);
    if (rule->built_in) {
        json_add_str(item, "ruleId", rule->id);
        cJSON_AddNumberToObject(item, "ruleIndex", index);
        return;
    }
    cJSON *reference = cJSON_AddObjectToObject(item, "rule");
    json_add_str(reference, "id", rule->id);
    cJSON_AddNumberToObject(reference, "index", index);
    cJSON_AddNumberToObject(cJSON_AddObjectToObject(reference, "toolComponent"), "index", 0);
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

static cJSON *result_json(const struct finding *finding, const struct contents *contents)
{
    cJSON *item = cJSON_CreateObject();
    add_rule_reference(item, contents, finding->rule);
    cJSON_AddStringToObject(item, "level", levels[message_level(finding)]);
    cJSON_AddNumberToObject(item, "rank", rank_of(finding));
    CLEANUP(buf_release) struct buf message = { 0 };
    message_write(&message, finding);
    add_text(item, "message", buf_str(&message));

    cJSON *locations = cJSON_AddArrayToObject(item, "locations");
    cJSON_AddItemToArray(locations, location_json(&finding->references.items[0]));
    if (finding->references.count > 1) {
        cJSON *related = cJSON_AddArrayToObject(item, "relatedLocations");
        for (size_t i = 1; i < finding->references.count && i < MAX_LOCATIONS; i++)
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
static void add_invocation(cJSON *run, const struct report *report,
                           const struct contents *contents)
{
    const struct ledger *ledger = report->ledger;
    cJSON *invocation = cJSON_CreateObject();
    cJSON_AddBoolToObject(invocation, "executionSuccessful", !ledger->partial);
    cJSON *notes = cJSON_AddArrayToObject(invocation, "toolExecutionNotifications");
    CLEANUP(buf_release) struct buf cut = { 0 };
    CLEANUP(arena_release) struct arena scratch = { 0 };
    struct strs failures = message_failures(report, &scratch);
    for (size_t i = 0; i < failures.count; i++)
        push_notification(notes, "error", failures.items[i], STR(""));
    if (describe_cut(contents, &cut))
        push_notification(notes, "warning", buf_str(&cut), STR(""));
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
    CLEANUP(arena_release) struct arena scratch = { 0 };
    const struct contents contents = choose(report, style, &scratch);

    cJSON *root = cJSON_CreateObject();
    cJSON_AddStringToObject(root, "$schema", SCHEMA_URI);
    cJSON_AddStringToObject(root, "version", "2.1.0");
    cJSON *run = cJSON_CreateObject();
    cJSON_AddItemToArray(cJSON_AddArrayToObject(root, "runs"), run);
    add_tool(run, report, &contents);
    add_invocation(run, report, &contents);
    cJSON_AddStringToObject(run, "columnKind", "utf16CodeUnits");
    cJSON *bases = cJSON_AddObjectToObject(run, "originalUriBaseIds");
    add_text(cJSON_AddObjectToObject(bases, "%SRCROOT%"), "description",
             STR("The root of the audited tree"));
    if (report->revision.len > 0) {
        cJSON *automation = cJSON_AddObjectToObject(run, "properties");
        json_add_str(automation, "revision", report->revision);
    }
    cJSON *results = cJSON_AddArrayToObject(run, "results");
    for (size_t i = 0; i < contents.count; i++)
        cJSON_AddItemToArray(results, result_json(contents.items[i].finding, &contents));
    json_print(root, out);
}
