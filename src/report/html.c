/* The HTML report: one file that asks for nothing else. The page itself is in html/; it comes with
 * the JSON report inside, packed, and draws itself from that. A content-security-policy allows the
 * one script and the one style by their hashes, and no request at all. */
#include <stdio.h>

#include "report/formats.h"
#include "report/json.h"
#include "report/pack.h"
#include "report/page.h"

/* In the order in which they are joined to one script; the last one starts it all. */
static const char *const scripts[] = {
    "html/report.js",   "html/dom.js",    "html/charts.js", "html/overview.js", "html/models.js",
    "html/findings.js", "html/detail.js", "html/work.js",   "html/licences.js",
    "html/app.js",
};

static const char *const styles[] = { "html/style.css" };

static void add_policy(struct buf *out)
{
    buf_puts(out, "default-src 'none'; base-uri 'none'; form-action 'none'; script-src ");
    page_add_hash(out, scripts, ARRAY_COUNT(scripts));
    buf_puts(out, "; style-src ");
    page_add_hash(out, styles, ARRAY_COUNT(styles));
}

static bool is_here(const cJSON *item, const char *path, double line)
{
    const cJSON *item_path = cJSON_GetObjectItemCaseSensitive(item, "path");
    const cJSON *item_line = cJSON_GetObjectItemCaseSensitive(item, "line");
    return cJSON_IsString(item_path) && cJSON_IsNumber(item_line) &&
           strcmp(item_path->valuestring, path) == 0 && item_line->valuedouble == line;
}

/* The place of a finding's own term says nothing new, and costs without it are alike in many
 * findings: they are then stored once. The page reads `here` as the place of the finding. */
static void leave_out_place(cJSON *item, const char *path, double line)
{
    if (!is_here(item, path, line))
        return;
    cJSON_DeleteItemFromObjectCaseSensitive(item, "path");
    cJSON_DeleteItemFromObjectCaseSensitive(item, "path_bytes");
    cJSON_DeleteItemFromObjectCaseSensitive(item, "line");
    cJSON_AddBoolToObject(item, "here", true);
}

static void leave_out_places(cJSON *root)
{
    cJSON *finding;
    cJSON *cost;
    cJSON *term;
    cJSON_ArrayForEach(finding, cJSON_GetObjectItemCaseSensitive(root, "findings"))
    {
        const char *path = cJSON_GetObjectItemCaseSensitive(finding, "path")->valuestring;
        double line = cJSON_GetObjectItemCaseSensitive(finding, "line")->valuedouble;
        cJSON_ArrayForEach(cost, cJSON_GetObjectItemCaseSensitive(finding, "costs"))
        {
            leave_out_place(cJSON_GetObjectItemCaseSensitive(cost, "blocker"), path, line);
            cJSON_ArrayForEach(term, cJSON_GetObjectItemCaseSensitive(cost, "terms"))
                leave_out_place(term, path, line);
        }
    }
}

/* One engine, of which the page shows one row. */
struct engine_row {
    const char *rule;
    cJSON *finding; /* the first, with further places as its references */
    size_t places;
};

static void add_reference(const cJSON *finding, cJSON *references)
{
    static const char *const keys[] = { "path", "path_bytes", "line", "evidence" };
    cJSON *reference = cJSON_CreateObject();
    for (size_t i = 0; i < ARRAY_COUNT(keys); i++) {
        const cJSON *value = cJSON_GetObjectItemCaseSensitive(finding, keys[i]);
        if (value)
            cJSON_AddItemToObject(reference, keys[i], cJSON_Duplicate(value, true));
    }
    cJSON_AddItemToArray(references, reference);
}

/* Engines can stay: a row for each is enough, with its first places. The JSON report has all. */
static void fold_engines(cJSON *root)
{
    enum { ENGINES_MAX = 32, PLACES_MAX = 40 };
    struct engine_row rows[ENGINES_MAX];
    size_t count = 0;
    cJSON *findings = cJSON_GetObjectItemCaseSensitive(root, "findings");
    cJSON *next;
    for (cJSON *finding = findings ? findings->child : NULL; finding; finding = next) {
        next = finding->next;
        const char *kind = cJSON_GetStringValue(cJSON_GetObjectItem(finding, "kind"));
        const char *rule = cJSON_GetStringValue(cJSON_GetObjectItem(finding, "rule_id"));
        if (!kind || !rule || strcmp(kind, "engine") != 0)
            continue;
        size_t at = 0;
        while (at < count && strcmp(rows[at].rule, rule) != 0)
            at++;
        if (at == count) {
            if (count < ENGINES_MAX)
                rows[count++] = (struct engine_row){ rule, finding, 1 };
            continue;
        }
        if (rows[at].places++ < PLACES_MAX)
            add_reference(finding, cJSON_GetObjectItem(rows[at].finding, "references"));
        cJSON_Delete(cJSON_DetachItemViaPointer(findings, finding));
    }
    for (size_t i = 0; i < count; i++) {
        char note[64];
        if (rows[i].places == 1)
            continue;
        (void)snprintf(note, sizeof note, "named in %zu places, which can stay", rows[i].places);
        cJSON_ReplaceItemInObjectCaseSensitive(rows[i].finding, "note", cJSON_CreateString(note));
    }
}

static void add_data(const struct report *report, struct buf *out)
{
    cJSON *root = json_report(report);
    fold_engines(root);
    leave_out_places(root);
    json_pack(root, out);
    cJSON_Delete(root);
}

static void add_part(void *context, struct str name, struct buf *out)
{
    const struct report *report = context;
    if (str_is(name, "policy"))
        add_policy(out);
    else if (str_is(name, "title"))
        buf_puts(out, "Llama dependencies of ");
    if (str_is(name, "name") || str_is(name, "title"))
        page_add_text(out, report->scan_name);
    else if (str_is(name, "style"))
        page_add_files(out, styles, ARRAY_COUNT(styles));
    else if (str_is(name, "script"))
        page_add_files(out, scripts, ARRAY_COUNT(scripts));
    else if (str_is(name, "report"))
        add_data(report, out);
}

void report_html(const struct report *report, const struct style *style, struct buf *out)
{
    (void)style;
    struct report shown = *report;
    page_fill("html/page.html", add_part, &shown, out);
}
