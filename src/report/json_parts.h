/** Parts of the JSON report that stand by themselves; each adds its member to the root. */
#ifndef REPORT_JSON_PARTS_H
#define REPORT_JSON_PARTS_H

#include "report/report.h"

#include <cjson/cJSON.h>

/** How the models are run. */
void json_add_postures(cJSON *root, const struct postures *postures);

void json_add_fallbacks(cJSON *root, const struct fallbacks *fallbacks);
void json_add_licences(cJSON *root, const struct licence_uses *uses);

/** What was published about the time that changing a model takes; effort may be NULL. */
void json_add_evidence(cJSON *root, const struct effort *effort);

#endif
