#include "gate/audit_finding.h"

#include <assert.h>

#include "score/fingerprint.h"

void audit_finding_add(const struct ruleset *ruleset, const char *id,
                       const struct audit_place *place, struct findings *findings,
                       struct arena *arena)
{
    const struct rule *rule = ruleset_get(ruleset, str_from(id));
    assert(rule && rule->kind == KIND_AUDIT);
    struct finding *finding = arena_new(arena, struct finding);
    *finding = (struct finding){
        .rule = rule,
        .category = CATEGORY_AUDIT,
        .kind = KIND_AUDIT,
        .severity = SEVERITY_HIGH,
        .severity_reason = STR("about the tool's own controls"),
        .confidence = CONFIDENCE_HIGH,
        .where = place->where,
        .path = place->path,
        .span = place->span,
        .evidence = place->evidence,
        .snippet = place->snippet,
        .note = place->note,
    };
    vec_push(arena, &finding->references,
             (struct reference){ .rule = rule,
                                 .category = CATEGORY_AUDIT,
                                 .kind = KIND_AUDIT,
                                 .confidence = CONFIDENCE_HIGH,
                                 .where = place->where,
                                 .path = place->path,
                                 .span = place->span,
                                 .statement = place->span,
                                 .record_start = UINT32_MAX,
                                 .evidence = place->evidence,
                                 .snippet = place->snippet,
                                 .snippet_start = place->span.offset,
                                 .key = rule->id, /* two troubles with one line are two findings */
                                 .role = STR("comment"),
                                 .language = place->language,
                                 .note = place->note });
    fingerprint_set(finding, arena);
    vec_push(arena, findings, finding);
}
