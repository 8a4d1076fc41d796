/* The JSON report: the contract that other formats and tools build on. docs/report.schema.json
 * describes it; `schema_version` is MAJOR.MINOR, and a minor version only adds. */
#include "report/json.h"

#include "gate/suppress.h"
#include "report/formats.h"
#include "report/json_out.h"
#include "report/json_parts.h"

#define SCHEMA_VERSION "1.3"

static cJSON *points_json(struct points points)
{
    cJSON *object = cJSON_CreateObject();
    cJSON_AddNumberToObject(object, "low", points.low);
    cJSON_AddNumberToObject(object, "likely", points.likely);
    cJSON_AddNumberToObject(object, "high", points.high);
    return object;
}

static void add_tool(cJSON *root, const struct report *report)
{
    cJSON *tool = cJSON_AddObjectToObject(root, "tool");
    cJSON_AddStringToObject(tool, "name", "llama-audit");
    json_add_str(tool, "version", report->version);

    cJSON *ruleset = cJSON_AddObjectToObject(root, "ruleset");
    json_add_str(ruleset, "version", report->ruleset->as_of);
    json_add_str(ruleset, "as_of", report->ruleset->as_of);
    json_add_str(ruleset, "digest", report->ruleset->digest);
    cJSON_AddNumberToObject(ruleset, "rules", (double)report->rule_count);
    cJSON_AddNumberToObject(ruleset, "models", (double)report->model_count);
}

static void add_scan(cJSON *root, const struct report *report)
{
    cJSON *scan = cJSON_AddObjectToObject(root, "scan");
    json_add_str(scan, "root", report->scan_name);
    json_add_str(scan, "mode", report->scan_mode);
    json_add_str_or_null(scan, "revision", report->revision);
    if (report->compared)
        json_add_str_or_null(scan, "base", report->base);
    json_add_str(scan, "today", report->today);
    json_add_str_or_null(scan, "target", report->target);
    json_add_str_or_null(scan, "config", report->config_path);
    json_add_str_or_null(scan, "link_template", report->link_template);
    cJSON_AddBoolToObject(scan, "reproducible", report->ledger->reproducible);
    cJSON_AddBoolToObject(scan, "partial", report->ledger->partial);
}

static const char *effect_name(enum skip_effect effect)
{
    switch (effect) {
    case SKIP_NOT_READ:
        return "not-read";
    case SKIP_READ_AS_TEXT:
        return "read-as-text";
    case SKIP_PART:
        return "part";
    }
    return "";
}

static void add_coverage(cJSON *root, const struct ledger *ledger)
{
    cJSON *coverage = cJSON_AddObjectToObject(root, "coverage");
    cJSON_AddNumberToObject(coverage, "files_seen", (double)ledger->files_seen);
    cJSON_AddNumberToObject(coverage, "files_scanned", (double)ledger->files_scanned);
    cJSON_AddNumberToObject(coverage, "files_parsed", (double)ledger->files_parsed);
    cJSON_AddNumberToObject(coverage, "files_text", (double)ledger->files_text);

    cJSON *parsed = cJSON_AddObjectToObject(coverage, "parsed");
    for (size_t i = 0; i < ledger->parsed.count; i++) {
        const struct map_entry *entry = &ledger->parsed.entries[i];
        cJSON_AddNumberToObject(parsed, entry->key.ptr, (double)(uintptr_t)entry->value);
    }
    cJSON *counts = cJSON_AddObjectToObject(coverage, "skipped");
    for (int reason = 0; reason < SKIP_REASON_COUNT; reason++) {
        size_t count = ledger_skip_count(ledger, (enum skip_reason)reason);
        if (count > 0)
            cJSON_AddNumberToObject(counts, skip_reason_name((enum skip_reason)reason),
                                    (double)count);
    }
    cJSON *skips = cJSON_AddArrayToObject(coverage, "skips");
    for (size_t i = 0; i < ledger->skips.count; i++) {
        const struct skip *skip = &ledger->skips.items[i];
        cJSON *item = cJSON_CreateObject();
        json_add_path(item, skip->path);
        cJSON_AddStringToObject(item, "reason", skip_reason_name(skip->reason));
        cJSON_AddStringToObject(item, "effect", effect_name(skip->effect));
        json_add_str(item, "detail", skip->detail);
        cJSON_AddItemToArray(skips, item);
    }
    cJSON *selections = cJSON_AddArrayToObject(coverage, "unresolved_selections");
    for (size_t i = 0; i < ledger->selections.count; i++) {
        const struct selection *selection = &ledger->selections.items[i];
        cJSON *item = cJSON_CreateObject();
        json_add_place(item, selection->path, selection->line);
        cJSON_AddNumberToObject(item, "column", selection->column);
        json_add_str(item, "api", selection->api);
        json_add_str(item, "variable", selection->variable);
        json_add_str(item, "expression", selection->expression);
        cJSON_AddItemToArray(selections, item);
    }
    cJSON *notes = cJSON_AddArrayToObject(coverage, "notes");
    for (size_t i = 0; i < ledger->notes.count; i++)
        json_push_str(notes, ledger->notes.items[i]);
    cJSON_AddNumberToObject(coverage, "rules_active", (double)ledger->rules_active);
    cJSON *disabled = cJSON_AddArrayToObject(coverage, "rules_disabled");
    for (size_t i = 0; i < ledger->rules_disabled.count; i++)
        json_push_str(disabled, ledger->rules_disabled.items[i]);
}

static void add_summary(cJSON *root, const struct report *report)
{
    size_t kinds[KIND_COUNT] = { 0 };
    size_t severities[SEVERITY_COUNT] = { 0 };
    size_t categories[CATEGORY_COUNT] = { 0 };
    size_t files = 0;
    struct str last_path = STR("");
    const struct findings *findings = &report->result->findings;
    for (size_t i = 0; i < findings->count; i++) {
        const struct finding *finding = findings->items[i];
        kinds[finding->kind]++;
        if (finding->kind != KIND_DEPENDENCY)
            continue;
        severities[finding->severity]++;
        categories[finding->category]++;
        files += !str_equal(finding->path, last_path);
        last_path = finding->path;
    }
    cJSON *summary = cJSON_AddObjectToObject(root, "summary");
    cJSON_AddNumberToObject(summary, "dependencies", (double)kinds[KIND_DEPENDENCY]);
    cJSON_AddNumberToObject(summary, "engines", (double)kinds[KIND_ENGINE]);
    cJSON_AddNumberToObject(summary, "mentions", (double)kinds[KIND_MENTION]);
    cJSON_AddNumberToObject(summary, "audit", (double)kinds[KIND_AUDIT]);
    cJSON_AddNumberToObject(summary, "suppressed", (double)report->result->suppressed.count);
    cJSON_AddNumberToObject(summary, "files_with_dependencies", (double)files);
    cJSON_AddNumberToObject(summary, "unresolved_selections",
                            (double)report->ledger->selections.count);
    cJSON *by_severity = cJSON_AddObjectToObject(summary, "by_severity");
    for (int i = 0; i < SEVERITY_COUNT; i++)
        cJSON_AddNumberToObject(by_severity, severity_names[i], (double)severities[i]);
    cJSON *by_category = cJSON_AddObjectToObject(summary, "by_category");
    for (int i = 0; i < CATEGORY_COUNT; i++) {
        if (categories[i] > 0)
            cJSON_AddNumberToObject(by_category, category_names[i], (double)categories[i]);
    }
    cJSON_AddStringToObject(summary, "fail_on",
                            report->gate->active ? severity_names[report->gate->fail_on] : "none");
    cJSON_AddNumberToObject(summary, "failing", (double)report->failing);
    if (report->gate->has_max_points) {
        cJSON_AddNumberToObject(summary, "max_points", report->gate->max_points);
        cJSON_AddBoolToObject(summary, "over_points", report->over_points != NULL);
    }
    if (report->missing_coverage)
        cJSON_AddStringToObject(summary, "missing_coverage", report->missing_coverage);
}

static void add_targets(cJSON *root, const struct result *result)
{
    cJSON *targets = cJSON_AddArrayToObject(root, "targets");
    for (size_t i = 0; i < result->targets.count; i++) {
        const struct target *target = &result->targets.items[i];
        cJSON *item = cJSON_CreateObject();
        json_add_str(item, "id", target->id);
        json_add_str(item, "name", target->name);
        cJSON_AddNumberToObject(item, "rank", target->rank);
        cJSON_AddNumberToObject(item, "blockers", (double)target->blockers);
        cJSON_AddItemToObject(item, "points", points_json(target->points));
        if (target->has_days)
            cJSON_AddItemToObject(item, "days", points_json(target->days));
        else
            cJSON_AddNullToObject(item, "days");
        cJSON *excluded = cJSON_AddArrayToObject(item, "excluded");
        for (size_t j = 0; j < target->excluded.count; j++)
            json_push_str(excluded, target->excluded.items[j]);
        json_add_str(item, "reason", target->reason);
        cJSON *reasons = cJSON_AddArrayToObject(item, "reasons");
        for (size_t j = 0; j < target->reasons.count; j++)
            json_push_str(reasons, target->reasons.items[j]);
        cJSON_AddItemToArray(targets, item);
    }

    cJSON *stay = cJSON_AddObjectToObject(root, "stay");
    cJSON_AddItemToObject(stay, "points", points_json(result->stay.points));
    json_add_str(stay, "reason", result->stay.reason);
    cJSON *items = cJSON_AddArrayToObject(stay, "items");
    for (size_t i = 0; i < result->stay.items.count; i++) {
        const struct stay_item *stay_item = &result->stay.items.items[i];
        cJSON *item = cJSON_CreateObject();
        json_add_str(item, "kind", stay_item->kind);
        json_add_str(item, "title", stay_item->title);
        json_add_str_or_null(item, "detail", stay_item->detail);
        json_add_str_or_null(item, "model", stay_item->model ? stay_item->model->id : STR(""));
        json_add_place(item, stay_item->path, stay_item->line);
        cJSON_AddItemToObject(item, "points", points_json(stay_item->points));
        cJSON_AddBoolToObject(item, "helps_migration", stay_item->helps_migration);
        cJSON_AddItemToArray(items, item);
    }
}

static void add_components(cJSON *root, const struct result *result)
{
    cJSON *components = cJSON_AddArrayToObject(root, "components");
    for (size_t i = 0; i < result->components.count; i++) {
        const struct component_cost *component = &result->components.items[i];
        cJSON *item = cJSON_CreateObject();
        json_add_path(item, component->path);
        cJSON_AddNumberToObject(item, "dependencies", (double)component->dependency_count);
        cJSON *targets = cJSON_AddArrayToObject(item, "targets");
        for (size_t j = 0; j < component->targets.count; j++) {
            const struct component_target *target = &component->targets.items[j];
            cJSON *cell = cJSON_CreateObject();
            json_add_str(cell, "id", target->id);
            cJSON_AddNumberToObject(cell, "blocked", (double)target->blocked);
            cJSON_AddItemToObject(cell, "points", points_json(target->points));
            cJSON_AddItemToArray(targets, cell);
        }
        cJSON_AddItemToArray(components, item);
    }
}

static void add_number_or_null(cJSON *object, const char *name, double number)
{
    if (number > 0)
        cJSON_AddNumberToObject(object, name, number);
    else
        cJSON_AddNullToObject(object, name);
}

static const char *role_name(enum model_role role)
{
    switch (role) {
    case MODEL_SOURCE:
        return "source";
    case MODEL_DERIVED:
        return "derived";
    case MODEL_TARGET:
        return "target";
    case MODEL_OTHER:
        return "other";
    }
    return "";
}

static bool uses_host(const struct model_use *use, struct str host)
{
    for (size_t i = 0; i < use->hosts.count; i++) {
        if (str_equal(use->hosts.items[i], host))
            return true;
    }
    return false;
}

/* The dates on which hosts end the model, each host and date once. */
static cJSON *retirements_json(const struct catalog *catalog, const struct model_use *use)
{
    cJSON *array = cJSON_CreateArray();
    const struct hosted_ids *hosted = &use->model->hosted;
    for (size_t i = 0; i < hosted->count; i++) {
        const struct hosted_id *id = &hosted->items[i];
        bool known = id->retired.len == 0;
        for (size_t j = 0; j < i && !known; j++)
            known = str_equal(hosted->items[j].host, id->host) &&
                    str_equal(hosted->items[j].retired, id->retired);
        if (known)
            continue;
        const struct host *host = catalog_host(catalog, id->host);
        cJSON *item = cJSON_CreateObject();
        json_add_str(item, "host", id->host);
        json_add_str(item, "host_name", host ? host->name : id->host);
        json_add_str(item, "date", id->retired);
        json_add_str_or_null(item, "date_kind", id->date_kind);
        cJSON_AddBoolToObject(item, "in_use", uses_host(use, id->host));
        cJSON_AddItemToArray(array, item);
    }
    return array;
}

static void add_models(cJSON *root, const struct report *report)
{
    const struct result *result = report->result;
    cJSON *models = cJSON_AddArrayToObject(root, "models");
    for (size_t i = 0; i < result->models.count; i++) {
        const struct model_use *use = &result->models.items[i];
        cJSON *item = cJSON_CreateObject();
        json_add_str(item, "id", use->model->id);
        json_add_str(item, "name", use->model->name);
        json_add_str(item, "family", use->model->family);
        json_add_str_or_null(item, "licence", use->model->licence);
        cJSON_AddNumberToObject(item, "dependencies", (double)use->dependency_count);
        cJSON_AddNumberToObject(item, "files", (double)use->file_count);
        cJSON *hosts = cJSON_AddArrayToObject(item, "hosts");
        for (size_t j = 0; j < use->hosts.count; j++)
            json_push_str(hosts, use->hosts.items[j]);
        cJSON_AddStringToObject(item, "role", role_name(use->model->role));
        add_number_or_null(item, "params_b", use->model->params_b);
        add_number_or_null(item, "active_b", use->model->active_b);
        add_number_or_null(item, "context_tokens", (double)use->model->context_tokens);
        json_add_str_or_null(item, "released", use->model->released);
        cJSON_AddItemToObject(item, "retirements", retirements_json(report->catalog, use));
        cJSON_AddItemToArray(models, item);
    }
}

static cJSON *terms_json(const struct terms *terms)
{
    cJSON *array = cJSON_CreateArray();
    for (size_t i = 0; i < terms->count; i++) {
        const struct term *term = &terms->items[i];
        cJSON *item = cJSON_CreateObject();
        json_add_str(item, "change", term->change);
        json_add_str(item, "text", term->text);
        cJSON_AddItemToObject(item, "points", points_json(term->points));
        if (term->source.len > 0)
            json_add_str(item, "source", term->source);
        if (term->path.len > 0)
            json_add_place(item, term->path, term->line);
        cJSON_AddItemToArray(array, item);
    }
    return array;
}

static cJSON *costs_json(const struct costs *costs)
{
    cJSON *array = cJSON_CreateArray();
    for (size_t i = 0; i < costs->count; i++) {
        const struct cost *cost = &costs->items[i];
        cJSON *item = cJSON_CreateObject();
        json_add_str(item, "target", cost->target);
        json_add_str_or_null(item, "equivalent", cost->equivalent ? cost->equivalent->id : STR(""));
        json_add_str(item, "equivalent_reason", cost->equivalent_reason);
        cJSON_AddItemToObject(item, "points", points_json(cost->own));
        cJSON_AddItemToObject(item, "stand_alone", points_json(cost->alone));
        if (cost->blocker.len > 0) {
            cJSON *blocker = cJSON_AddObjectToObject(item, "blocker");
            json_add_str(blocker, "text", cost->blocker);
            json_add_place(blocker, cost->blocker_path, cost->blocker_line);
            json_add_str_or_null(blocker, "way_round", cost->way_round);
        } else {
            cJSON_AddNullToObject(item, "blocker");
        }
        cJSON_AddItemToObject(item, "terms", terms_json(&cost->terms));
        cJSON_AddItemToArray(array, item);
    }
    return array;
}

static cJSON *reference_json(const struct reference *reference, const struct reference *first)
{
    cJSON *item = cJSON_CreateObject();
    json_add_str(item, "rule_id", reference->rule->id);
    json_add_place(item, reference->path, reference->span.line);
    cJSON_AddNumberToObject(item, "column", reference->span.column);
    cJSON_AddNumberToObject(item, "end_line", reference->span.end_line);
    cJSON_AddNumberToObject(item, "end_column", reference->span.end_column);
    cJSON_AddNumberToObject(item, "offset", reference->span.offset);
    cJSON_AddNumberToObject(item, "length", reference->span.len);
    /* Where the line holds more than ASCII. */
    const struct span *span = &reference->span;
    if (span->column_utf16 > 0 && span->column_utf16 != span->column)
        cJSON_AddNumberToObject(item, "column_utf16", span->column_utf16);
    if (span->end_column_utf16 > 0 && span->end_column_utf16 != span->end_column)
        cJSON_AddNumberToObject(item, "end_column_utf16", span->end_column_utf16);
    json_add_str(item, "evidence", reference->evidence);
    /* Else they are those of the finding. */
    if (!str_equal(reference->snippet, first->snippet))
        json_add_str(item, "snippet", reference->snippet);
    if (!str_equal(reference->symbol, first->symbol))
        json_add_str_or_null(item, "symbol", reference->symbol);
    return item;
}

/* Nothing when there is nothing to compare with. */
static void add_state(cJSON *item, const struct finding *finding)
{
    if (finding->state == STATE_NONE)
        return;
    cJSON_AddStringToObject(item, "state", finding->state == STATE_NEW ? "new" : "unchanged");
    if (finding->new_rule)
        cJSON_AddBoolToObject(item, "new_rule", true);
    if (finding->worse)
        cJSON_AddStringToObject(item, "severity_before", severity_names[finding->severity_before]);
}

/* Why a finding does not count. */
static void add_suppression(cJSON *item, const struct suppression *suppression)
{
    if (!suppression)
        return;
    cJSON *object = cJSON_AddObjectToObject(item, "suppression");
    cJSON_AddStringToObject(object, "by", suppression->in_source ? "comment"
                                          : suppression->keep    ? "keep"
                                                                 : "ignore");
    json_add_str_or_null(object, "rule", suppression->rule);
    json_add_str(object, "reason", suppression->reason);
    json_add_str_or_null(object, "until", suppression->until);
    json_add_place(object, suppression->path, suppression->line);
}

/* Nothing when nobody is named. */
static void add_owners(cJSON *item, struct str owners)
{
    if (owners.len == 0)
        return;
    cJSON *array = cJSON_AddArrayToObject(item, "owners");
    while (owners.ptr)
        json_push_str(array, str_split(&owners, ' '));
}

static void add_blame(cJSON *item, const struct blame *blame)
{
    if (!blame)
        return;
    cJSON *object = cJSON_AddObjectToObject(item, "blame");
    cJSON_AddBoolToObject(object, "uncommitted", blame->uncommitted);
    if (blame->uncommitted)
        return;
    json_add_str(object, "commit", blame->commit);
    json_add_str_or_null(object, "author", blame->author);
    json_add_str(object, "date", blame->date);
    cJSON_AddNumberToObject(object, "age_days", (double)blame->age_days);
    cJSON_AddBoolToObject(object, "or_earlier", blame->or_earlier);
}

static cJSON *finding_json(const struct finding *finding)
{
    cJSON *item = cJSON_CreateObject();
    json_add_str(item, "fingerprint", finding->fingerprint);
    add_state(item, finding);
    add_suppression(item, finding->suppression);
    json_add_str(item, "rule_id", finding->rule->id);
    json_add_str(item, "title", finding->rule->title);
    cJSON_AddStringToObject(item, "category", category_names[finding->category]);
    cJSON_AddStringToObject(item, "kind", kind_names[finding->kind]);
    json_add_str_or_null(item, "model", finding->model ? finding->model->id : STR(""));
    json_add_str_or_null(item, "host", finding->host);
    const struct reference *first = &finding->references.items[0];
    json_add_str_or_null(item, "variant", first->variant);
    json_add_str_or_null(item, "quantisation", first->quantisation);
    cJSON_AddStringToObject(item, "severity", severity_names[finding->severity]);
    json_add_str(item, "severity_reason", finding->severity_reason);
    cJSON_AddStringToObject(item, "confidence", confidence_names[finding->confidence]);
    cJSON_AddStringToObject(item, "where", where_names[finding->where]);
    json_add_place(item, finding->path, finding->span.line);
    cJSON_AddNumberToObject(item, "column", finding->span.column);
    cJSON_AddNumberToObject(item, "end_line", finding->span.end_line);
    cJSON_AddNumberToObject(item, "end_column", finding->span.end_column);
    json_add_str(item, "evidence", finding->evidence);
    json_add_str(item, "snippet", finding->snippet);
    json_add_str_or_null(item, "key", first->key);
    json_add_str_or_null(item, "symbol", first->symbol);
    json_add_str(item, "language", first->language);
    if (first->line_hash.len > 0)
        json_add_str(item, "line_hash", first->line_hash);
    json_add_str_or_null(item, "note", finding->note);
    json_add_str_or_null(item, "retirement", finding->retirement);
    json_add_str_or_null(item, "change", finding->change);
    add_owners(item, finding->owners);
    add_blame(item, finding->blame);

    cJSON_AddItemToObject(item, "costs", costs_json(&finding->costs));
    cJSON *work = cJSON_AddArrayToObject(item, "work_items");
    for (size_t i = 0; i < finding->work.count; i++)
        json_push_str(work, finding->work.items[i]->id);
    cJSON *references = cJSON_AddArrayToObject(item, "references");
    for (size_t i = 0; i < finding->references.count; i++)
        cJSON_AddItemToArray(references, reference_json(&finding->references.items[i], first));
    cJSON *also = cJSON_AddArrayToObject(item, "also");
    for (size_t i = 0; i < finding->also.count; i++)
        json_push_str(also, finding->also.items[i]);
    return item;
}

static void add_work_items(cJSON *root, const struct result *result)
{
    cJSON *array = cJSON_AddArrayToObject(root, "work_items");
    for (size_t i = 0; i < result->work.count; i++) {
        const struct work_item *work = result->work.items[i];
        cJSON *item = cJSON_CreateObject();
        json_add_str(item, "id", work->id);
        json_add_str(item, "title", work->title);
        json_add_str(item, "change", work->change);
        cJSON *findings = cJSON_AddArrayToObject(item, "findings");
        for (size_t j = 0; j < work->findings.count; j++)
            json_push_str(findings, work->findings.items[j]->fingerprint);
        cJSON_AddItemToObject(item, "costs", costs_json(&work->costs));
        cJSON_AddItemToArray(array, item);
    }
}

/* Null with the weights of effort.yaml as they are. */
static void add_calibration(cJSON *root, const struct calibration *calibration)
{
    if (calibration->label.len == 0) {
        cJSON_AddNullToObject(root, "calibration");
        return;
    }
    cJSON *item = cJSON_AddObjectToObject(root, "calibration");
    json_add_str(item, "file", calibration->label);
    cJSON_AddNumberToObject(item, "records", (double)calibration->record_count);
    cJSON_AddNumberToObject(item, "days_per_point", calibration->days_per_point);
    cJSON_AddNumberToObject(item, "error", calibration->error);
}

cJSON *json_report(const struct report *report)
{
    const struct result *result = report->result;
    cJSON *root = cJSON_CreateObject();
    cJSON_AddStringToObject(root, "schema_version", SCHEMA_VERSION);
    add_tool(root, report);
    add_scan(root, report);
    add_coverage(root, report->ledger);
    add_summary(root, report);
    add_targets(root, result);
    json_add_postures(root, &result->postures);
    json_add_fallbacks(root, &result->fallbacks);
    json_add_licences(root, &result->licences);
    add_calibration(root, &result->calibration);
    json_add_evidence(root, report->effort);
    add_models(root, report);
    add_components(root, result);

    cJSON *findings = cJSON_AddArrayToObject(root, "findings");
    for (size_t i = 0; i < result->findings.count; i++)
        cJSON_AddItemToArray(findings, finding_json(result->findings.items[i]));
    add_work_items(root, result);
    cJSON *suppressed = cJSON_AddArrayToObject(root, "suppressed");
    for (size_t i = 0; i < result->suppressed.count; i++)
        cJSON_AddItemToArray(suppressed, finding_json(result->suppressed.items[i]));
    if (report->compared) {
        cJSON *fixed = cJSON_AddArrayToObject(root, "fixed");
        for (size_t i = 0; i < result->fixed.count; i++)
            cJSON_AddItemToArray(fixed, finding_json(result->fixed.items[i]));
    }
    return root;
}

void report_json(const struct report *report, const struct style *style, struct buf *out)
{
    (void)style;
    json_print(json_report(report), out);
}
