/**
 * The JSON report as a tree, for formats that carry it inside.
 */
#ifndef REPORT_JSON_H
#define REPORT_JSON_H

#include <cjson/cJSON.h>

#include "report/report.h"

/** What docs/report.schema.json describes. Free it with cJSON_Delete. */
NODISCARD cJSON *json_report(const struct report *report);

#endif
