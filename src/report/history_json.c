/* The history as JSON; docs/history.schema.json describes it. A minor version only adds. */
#include "report/history_report.h"
#include "report/json_out.h"

#define SCHEMA_VERSION "1.0"

struct writer {
    const struct history_report *report;
    struct arena *arena;
};

void history_add_id(struct buf *out, const struct commit *commit, size_t len)
{
    static const char digits[] = "0123456789abcdef";
    for (size_t i = 0; i < len && i < 2 * OID_BYTES; i++) {
        uint8_t byte = commit->oid[i / 2];
        buf_char(out, digits[i % 2 ? byte & 0xF : byte >> 4]);
    }
}

struct str history_path(const struct history_report *report, const struct life *life)
{
    return versions_path(report->versions, life->dependency->path);
}

static cJSON *push_object(cJSON *array)
{
    cJSON *object = cJSON_CreateObject();
    cJSON_AddItemToArray(array, object);
    return object;
}

static void add_number(cJSON *object, const char *name, size_t value)
{
    cJSON_AddNumberToObject(object, name, (double)value);
}

static void add_commit(const struct writer *w, cJSON *object, const struct commit *commit)
{
    CLEANUP(buf_release) struct buf id = { 0 };
    history_add_id(&id, commit, 2 * OID_BYTES);
    json_add_str(object, "commit", buf_str(&id));
    json_add_str(object, "date", history_date(commit->time, w->arena));
}

/** Who wrote it, and, when that is another one, the merge that brought it to the branch. */
static cJSON *event_json(const struct writer *w, const struct event *event)
{
    cJSON *object = cJSON_CreateObject();
    add_commit(w, object, event->written);
    if (event->on_branch && event->on_branch != event->written)
        add_commit(w, cJSON_AddObjectToObject(object, "merged"), event->on_branch);
    if (event->earlier)
        cJSON_AddBoolToObject(object, "earlier", true);
    return object;
}

static void add_period(const struct writer *w, cJSON *array, const struct period *period)
{
    cJSON *object = push_object(array);
    cJSON_AddItemToObject(object, "from", event_json(w, &period->from));
    cJSON_AddItemToObject(object, "to",
                          period->open ? cJSON_CreateNull() : event_json(w, &period->to));
}

static void add_periods(const struct writer *w, cJSON *object, const struct periods *periods)
{
    cJSON *array = cJSON_AddArrayToObject(object, "periods");
    for (size_t i = 0; i < periods->count; i++)
        add_period(w, array, &periods->items[i]);
}

/* ---- the parts ---- */

static void add_head(const struct writer *w, cJSON *root)
{
    const struct history_report *report = w->report;
    const struct history *history = report->history;
    cJSON_AddStringToObject(root, "schema_version", SCHEMA_VERSION);
    cJSON *tool = cJSON_AddObjectToObject(root, "tool");
    cJSON_AddStringToObject(tool, "name", "llama-audit");
    json_add_str(tool, "version", report->version);
    cJSON *ruleset = cJSON_AddObjectToObject(root, "ruleset");
    json_add_str(ruleset, "as_of", report->ruleset->as_of);
    json_add_str(ruleset, "digest", report->ruleset->digest);

    cJSON *scan = cJSON_AddObjectToObject(root, "scan");
    json_add_str(scan, "root", report->scan_name);
    json_add_str_or_null(scan, "below", report->below);
    json_add_str(scan, "branch", report->branch);
    add_commit(w, cJSON_AddObjectToObject(scan, "first"), history->first);
    add_commit(w, cJSON_AddObjectToObject(scan, "last"), history->last);
    json_add_str_or_null(scan, "since", report->since);
    cJSON_AddBoolToObject(scan, "first_parent", report->first_parent);
    json_add_str(scan, "today", report->today);
    cJSON_AddBoolToObject(scan, "reproducible", report->sightings->reproducible);
    cJSON_AddBoolToObject(scan, "shallow", report->shallow);
    cJSON_AddBoolToObject(scan, "partial_clone", report->partial);
    cJSON_AddBoolToObject(scan, "partial", report->ledger->partial);
}

static void add_coverage(const struct writer *w, cJSON *root)
{
    const struct history_report *report = w->report;
    cJSON *coverage = cJSON_AddObjectToObject(root, "coverage");
    add_number(coverage, "commits", report->commits->order_count);
    add_number(coverage, "branch_commits", report->commits->branch_count);
    add_number(coverage, "files", report->versions->paths.count);
    add_number(coverage, "versions", report->versions->count);
    add_number(coverage, "versions_scanned", report->sightings->scanned);
    cJSON *skipped = cJSON_AddObjectToObject(coverage, "skipped");
    for (int reason = 0; reason < SKIP_REASON_COUNT; reason++) {
        size_t count = report->sightings->skipped[reason];
        if (count > 0)
            add_number(skipped, skip_reason_name((enum skip_reason)reason), count);
    }
    cJSON *notes = cJSON_AddArrayToObject(coverage, "notes");
    for (size_t i = 0; i < report->ledger->notes.count; i++)
        json_push_str(notes, report->ledger->notes.items[i]);
}

static void add_summary(const struct writer *w, cJSON *root)
{
    const struct history *history = w->report->history;
    cJSON *summary = cJSON_AddObjectToObject(root, "summary");
    add_number(summary, "findings_now", history->now);
    add_number(summary, "dependencies_now", history->lives_now);
    add_number(summary, "dependencies_ever", history->lives.count - history->beside_count);
    add_number(summary, "gone", history->gone);
    add_number(summary, "returned", history->returned);
    add_number(summary, "moves", history->moved);
    add_number(summary, "never_on_branch", history->beside_count);
    add_number(summary, "models_now", history_models_now(history));
    add_number(summary, "models_ever", history->models.count);
}

static void add_months(const struct writer *w, cJSON *root)
{
    const struct months *months = &w->report->history->months;
    cJSON *array = cJSON_AddArrayToObject(root, "months");
    for (size_t i = 0; i < months->count; i++) {
        const struct month *month = &months->items[i];
        cJSON *object = push_object(array);
        cJSON_AddStringToObject(object, "month", month->name);
        add_number(object, "came", month->came);
        add_number(object, "went", month->went);
        add_number(object, "there", month->there);
        add_number(object, "models", month->models);
        add_number(object, "commits", month->commits);
    }
}

static void add_models(const struct writer *w, cJSON *root)
{
    const struct history *history = w->report->history;
    cJSON *array = cJSON_AddArrayToObject(root, "models");
    for (size_t i = 0; i < history->models.count; i++) {
        const struct model_life *life = &history->models.items[i];
        cJSON *object = push_object(array);
        json_add_str(object, "model", life->model->id);
        json_add_str(object, "name", life->model->name);
        add_number(object, "now", life->now);
        add_number(object, "most", life->most);
        add_periods(w, object, &life->periods);
        cJSON *months = cJSON_AddArrayToObject(object, "months");
        for (size_t j = 0; j < life->months.count; j++) {
            const struct month_count *count = &life->months.items[j];
            cJSON *month = push_object(months);
            cJSON_AddStringToObject(month, "month", history->months.items[count->month].name);
            add_number(month, "there", count->there);
        }
    }
}

static void add_life(const struct writer *w, cJSON *array, const struct life *life)
{
    const struct dependency *dependency = life->dependency;
    cJSON *object = push_object(array);
    json_add_str(object, "fingerprint", dependency->fingerprint);
    json_add_str(object, "rule_id", dependency->rule_id);
    cJSON_AddStringToObject(object, "category", category_names[dependency->category]);
    json_add_str_or_null(object, "model", dependency->model ? dependency->model->id : STR(""));
    json_add_str_or_null(object, "host", dependency->host);
    json_add_str(object, "evidence", dependency->evidence);
    json_add_path(object, history_path(w->report, life));
    cJSON_AddNumberToObject(object, "line", life->line);
    cJSON_AddBoolToObject(object, "there", life->there);
    add_number(object, "count", life->count);
    if (life->formerly.count > 0) {
        cJSON *paths = cJSON_AddArrayToObject(object, "formerly");
        for (size_t i = 0; i < life->formerly.count; i++)
            json_add_path(push_object(paths), life->formerly.items[i]);
    }
    if (life->periods.count > 0)
        add_periods(w, object, &life->periods);
    else
        add_period(w, cJSON_AddArrayToObject(object, "beside"), &life->beside);
}

void history_json(const struct history_report *report, const struct style *style, struct buf *out)
{
    (void)style;
    CLEANUP(arena_release) struct arena arena = { 0 };
    struct writer writer = { report, &arena };
    cJSON *root = cJSON_CreateObject();
    add_head(&writer, root);
    add_coverage(&writer, root);
    add_summary(&writer, root);
    add_months(&writer, root);
    add_models(&writer, root);
    cJSON *lives = cJSON_AddArrayToObject(root, "dependencies");
    for (size_t i = 0; i < report->history->lives.count; i++)
        add_life(&writer, lives, &report->history->lives.items[i]);
    json_print(root, out);
}
