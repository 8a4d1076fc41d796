/* GitLab code quality: https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
 * Fingerprints must be unique there; a second finding of the same fingerprint gets a number. */
#include "base/map.h"
#include "report/formats.h"
#include "report/json_out.h"
#include "report/message.h"

static const char *severity_of(const struct finding *finding)
{
    static const char *const names[SEVERITY_COUNT] = { "info", "minor", "major", "critical",
                                                       "blocker" };
    return finding->kind == KIND_AUDIT ? "critical" : names[finding->severity];
}

void report_gitlab(const struct report *report, const struct style *style, struct buf *out)
{
    struct arena scratch = { 0 };
    struct map seen = { 0 };
    cJSON *root = cJSON_CreateArray();
    for (size_t i = 0; i < report->result->findings.count; i++) {
        const struct finding *finding = report->result->findings.items[i];
        if (!message_included(style, finding))
            continue;
        void **count = map_at(&seen, &scratch, finding->fingerprint);
        uintptr_t ordinal = (uintptr_t)*count;
        *count = (void *)(ordinal + 1); /* cast: a count is kept as a pointer */

        cJSON *item = cJSON_CreateObject();
        CLEANUP(buf_release) struct buf text = { 0 };
        message_write(&text, finding);
        json_add_str(item, "description", buf_str(&text));
        json_add_str(item, "check_name", finding->rule->id);
        struct str fingerprint = finding->fingerprint;
        if (ordinal > 0)
            fingerprint =
                arena_printf(&scratch, "%.*s:%zu", STR_ARG(fingerprint), (size_t)ordinal);
        json_add_str(item, "fingerprint", fingerprint);
        cJSON_AddStringToObject(item, "severity", severity_of(finding));
        cJSON *location = cJSON_AddObjectToObject(item, "location");
        json_add_str(location, "path", finding->path);
        cJSON *lines = cJSON_AddObjectToObject(location, "lines");
        cJSON_AddNumberToObject(lines, "begin", finding->span.line);
        cJSON_AddNumberToObject(lines, "end", finding->span.end_line);
        cJSON_AddItemToArray(root, item);
    }
    json_print(root, out);
    arena_release(&scratch);
}
