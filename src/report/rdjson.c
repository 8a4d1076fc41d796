/* Reviewdog's diagnostic format: https://github.com/reviewdog/reviewdog/tree/master/proto/rdf
 * Its columns count bytes of UTF-8, as ours do. */
#include "report/formats.h"
#include "report/json_out.h"
#include "report/message.h"

static void add_position(cJSON *range, const char *name, uint32_t line, uint32_t column)
{
    cJSON *position = cJSON_AddObjectToObject(range, name);
    cJSON_AddNumberToObject(position, "line", line);
    cJSON_AddNumberToObject(position, "column", column);
}

void report_rdjson(const struct report *report, const struct style *style, struct buf *out)
{
    static const char *const severities[] = { "INFO", "WARNING", "ERROR" }; /* by enum level */
    cJSON *root = cJSON_CreateObject();
    cJSON *source = cJSON_AddObjectToObject(root, "source");
    cJSON_AddStringToObject(source, "name", "llama-audit");
    cJSON *diagnostics = cJSON_AddArrayToObject(root, "diagnostics");
    for (size_t i = 0; i < report->result->findings.count; i++) {
        const struct finding *finding = report->result->findings.items[i];
        if (!message_included(style, finding))
            continue;
        cJSON *item = cJSON_CreateObject();
        CLEANUP(buf_release) struct buf text = { 0 };
        message_write(&text, finding);
        json_add_str(item, "message", buf_str(&text));
        cJSON *location = cJSON_AddObjectToObject(item, "location");
        json_add_str(location, "path", finding->path);
        cJSON *range = cJSON_AddObjectToObject(location, "range");
        add_position(range, "start", finding->span.line, finding->span.column);
        add_position(range, "end", finding->span.end_line, finding->span.end_column);
        cJSON_AddStringToObject(item, "severity", severities[message_level(finding)]);
        cJSON *code = cJSON_AddObjectToObject(item, "code");
        json_add_str(code, "value", finding->rule->id);
        cJSON_AddItemToArray(diagnostics, item);
    }
    json_print(root, out);
}
