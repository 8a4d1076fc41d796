#include "report/read_parts.h"

#include "base/io.h"
#include "base/limits.h"
#include "gate/suppress.h"
#include "score/effort.h"
#include "score/fingerprint.h"

/* ---- what is referred to ---- */

static const struct rule *rule_for(struct maker *maker, const cJSON *item, const char *title_name,
                                   enum category category)
{
    struct str id = in_needed_word(&maker->in, item, "rule_id");
    const struct rule *known = ruleset_get(maker->engine->ruleset, id);
    struct str title = title_name ? in_text(&maker->in, item, title_name) : STR("");
    if (known && str_equal(known->id, id) && (title.len == 0 || str_equal(known->title, title)))
        return known;
    void **slot = map_at(&maker->rules, maker->in.arena, id);
    if (!*slot) {
        struct rule *rule = arena_new(maker->in.arena, struct rule);
        if (known)
            *rule = *known;
        rule->id = id;
        rule->title = title.len ? title : id;
        rule->category = category;
        *slot = rule;
    }
    return *slot;
}

const struct model *read_model(struct maker *maker, struct str id)
{
    if (id.len == 0)
        return NULL;
    const struct model *known = catalog_get(maker->engine->catalog, id);
    if (known)
        return known;
    void **slot = map_at(&maker->models, maker->in.arena, id);
    if (!*slot) {
        struct model *model = arena_new(maker->in.arena, struct model);
        model->id = id;
        model->name = id;
        model->family = id;
        *slot = model;
    }
    return *slot;
}

/* ---- findings ---- */

static void read_terms(struct maker *maker, const cJSON *item, const char *name, struct terms *ret)
{
    struct json_in *in = &maker->in;
    const cJSON *term;
    cJSON_ArrayForEach(term, in_optional_array(in, item, name))
    {
        vec_push(in->arena, ret,
                 (struct term){ .change = in_word(in, term, "change"),
                                .text = in_text(in, term, "text"),
                                .points = in_points(in, term, "points"),
                                .source = in_text(in, term, "source"),
                                .path = in_path(in, term),
                                .line = in_number(in, term, "line") });
    }
}

static void read_costs(struct maker *maker, const cJSON *item, struct costs *ret)
{
    struct json_in *in = &maker->in;
    const cJSON *cost_item;
    cJSON_ArrayForEach(cost_item, in_optional_array(in, item, "costs"))
    {
        struct cost cost = {
            .target = in_needed_word(in, cost_item, "target"),
            .equivalent = read_model(maker, in_word(in, cost_item, "equivalent")),
            .equivalent_reason = in_text(in, cost_item, "equivalent_reason"),
            .own = in_points(in, cost_item, "points"),
            .alone = in_points(in, cost_item, "stand_alone"),
        };
        const cJSON *blocker = cJSON_GetObjectItemCaseSensitive(cost_item, "blocker");
        if (cJSON_IsObject(blocker)) {
            cost.blocker = in_needed_text(in, blocker, "text");
            cost.blocker_path = in_path(in, blocker);
            cost.blocker_line = in_number(in, blocker, "line");
            cost.way_round = in_text(in, blocker, "way_round");
        }
        read_terms(maker, cost_item, "terms", &cost.terms);
        vec_push(in->arena, ret, cost);
    }
}

static void read_span(struct maker *maker, const cJSON *item, struct span *ret)
{
    struct json_in *in = &maker->in;
    *ret = (struct span){
        .line = in_number(in, item, "line"),
        .column = in_number(in, item, "column"),
        .end_line = in_number(in, item, "end_line"),
        .end_column = in_number(in, item, "end_column"),
        .column_utf16 = in_number(in, item, "column_utf16"),
        .end_column_utf16 = in_number(in, item, "end_column_utf16"),
        .offset = in_number(in, item, "offset"),
        .len = in_number(in, item, "length"),
    };
    if (ret->column_utf16 == 0)
        ret->column_utf16 = ret->column;
    if (ret->end_column_utf16 == 0)
        ret->end_column_utf16 = ret->end_column;
}

static void read_references(struct maker *maker, const cJSON *item, struct finding *finding)
{
    struct json_in *in = &maker->in;
    struct str symbol = in_text(in, item, "symbol");
    const cJSON *entry;
    cJSON_ArrayForEach(entry, in_optional_array(in, item, "references"))
    {
        bool own_symbol = cJSON_HasObjectItem(entry, "symbol");
        bool own_snippet = cJSON_HasObjectItem(entry, "snippet");
        struct reference reference = {
            .rule = rule_for(maker, entry, NULL, finding->category),
            .model = finding->model,
            .category = finding->category,
            .kind = finding->kind,
            .confidence = finding->confidence,
            .where = finding->where,
            .path = in_path(in, entry),
            .record_start = UINT32_MAX,
            .evidence = in_text(in, entry, "evidence"),
            .snippet = own_snippet ? in_text(in, entry, "snippet") : finding->snippet,
            .symbol = own_symbol ? in_text(in, entry, "symbol") : symbol,
        };
        read_span(maker, entry, &reference.span);
        vec_push(in->arena, &finding->references, reference);
    }
    if (finding->references.count == 0)
        vec_push(in->arena, &finding->references,
                 (struct reference){ .rule = finding->rule,
                                     .model = finding->model,
                                     .category = finding->category,
                                     .kind = finding->kind,
                                     .path = finding->path,
                                     .span = finding->span,
                                     .record_start = UINT32_MAX,
                                     .evidence = finding->evidence,
                                     .snippet = finding->snippet });
    struct reference *first = &finding->references.items[0];
    first->host = finding->host;
    first->variant = in_text(in, item, "variant");
    first->quantisation = in_text(in, item, "quantisation");
    first->key = in_text(in, item, "key");
    first->symbol = symbol;
    first->line_hash = in_word(in, item, "line_hash");
    first->language = in_word(in, item, "language");
    finding->span = first->span;
}

static void read_state(struct maker *maker, const cJSON *item, struct finding *finding)
{
    static const char *const states[] = { "", "new", "unchanged" };
    struct json_in *in = &maker->in;
    if (cJSON_GetObjectItemCaseSensitive(item, "state"))
        finding->state = (enum state)in_name(in, item, "state", states, ARRAY_COUNT(states));
    finding->new_rule = in_bool(in, item, "new_rule");
    if (cJSON_GetObjectItemCaseSensitive(item, "severity_before")) {
        finding->worse = true;
        finding->severity_before =
            (enum severity)in_name(in, item, "severity_before", severity_names, SEVERITY_COUNT);
    }
}

/* Before 1.2 only the terms said what has to be done. */
static void settle_change(const struct maker *maker, struct finding *finding)
{
    for (size_t i = 0; i < finding->costs.count && finding->change.len == 0; i++) {
        const struct terms *terms = &finding->costs.items[i].terms;
        if (terms->count > 0 && effort_change(maker->engine->effort, terms->items[0].change))
            finding->change = terms->items[0].change;
    }
}

static void read_owners(struct maker *maker, const cJSON *item, struct finding *finding)
{
    struct strs owners = in_texts(&maker->in, item, "owners");
    for (size_t i = 0; i < owners.count; i++)
        finding->owners = arena_printf(maker->in.arena, "%.*s%s%.*s", STR_ARG(finding->owners),
                                       i ? " " : "", STR_ARG(owners.items[i]));
}

/* Work items are made when the first finding names them; their own entry says the rest. */
static void read_work_of(struct maker *maker, const cJSON *item, struct finding *finding)
{
    struct arena *arena = maker->in.arena;
    struct strs ids = in_texts(&maker->in, item, "work_items");
    for (size_t i = 0; i < ids.count; i++) {
        struct work_item *work = map_get(&maker->work, ids.items[i]);
        if (!work) {
            in_fail(&maker->in, "work item '%s' is not in the report", ids.items[i].ptr);
            return;
        }
        vec_push(arena, &work->findings, finding);
        vec_push(arena, &finding->work, work);
    }
}

static void read_blame(struct maker *maker, const cJSON *item, struct finding *finding)
{
    struct json_in *in = &maker->in;
    const cJSON *object = cJSON_GetObjectItemCaseSensitive(item, "blame");
    if (!cJSON_IsObject(object))
        return;
    struct blame *blame = arena_new(in->arena, struct blame);
    *blame = (struct blame){ .uncommitted = in_bool(in, object, "uncommitted"),
                             .or_earlier = in_bool(in, object, "or_earlier"),
                             .commit = in_word(in, object, "commit"),
                             .author = in_text(in, object, "author"),
                             .date = in_word(in, object, "date"),
                             .age_days = in_number(in, object, "age_days") };
    finding->blame = blame;
}

static void read_suppression(struct maker *maker, const cJSON *item, struct finding *finding)
{
    static const char *const ways[] = { "ignore", "comment", "keep" };
    struct json_in *in = &maker->in;
    if (!cJSON_HasObjectItem(item, "suppression"))
        return;
    const cJSON *object = in_object(in, item, "suppression");
    size_t way = in_name(in, object, "by", ways, ARRAY_COUNT(ways));
    struct suppression *suppression = arena_new(in->arena, struct suppression);
    *suppression = (struct suppression){ .in_source = way == 1,
                                         .keep = way == 2,
                                         .rule = in_text(in, object, "rule"),
                                         .until = in_text(in, object, "until"),
                                         .reason = in_text(in, object, "reason"),
                                         .path = in_path(in, object),
                                         .line = in_number(in, object, "line") };
    finding->suppression = suppression;
}

static struct finding *read_finding(struct maker *maker, const cJSON *item, bool has_work)
{
    struct json_in *in = &maker->in;
    struct finding *finding = arena_new(in->arena, struct finding);
    if (!cJSON_IsObject(item)) {
        in_fail(in, "a finding is no object");
        return finding;
    }
    finding->fingerprint = in_needed_word(in, item, "fingerprint");
    finding->category =
        (enum category)in_name(in, item, "category", category_names, CATEGORY_COUNT);
    finding->kind = (enum kind)in_name(in, item, "kind", kind_names, KIND_COUNT);
    finding->severity =
        (enum severity)in_name(in, item, "severity", severity_names, SEVERITY_COUNT);
    finding->confidence =
        (enum confidence)in_name(in, item, "confidence", confidence_names, CONFIDENCE_COUNT);
    finding->where = (enum where)in_name(in, item, "where", where_names, WHERE_COUNT);
    finding->rule = rule_for(maker, item, "title", finding->category);
    finding->model = read_model(maker, in_word(in, item, "model"));
    finding->host = in_word(in, item, "host");
    finding->severity_reason = in_text(in, item, "severity_reason");
    finding->path = in_path(in, item);
    finding->evidence = in_text(in, item, "evidence");
    finding->snippet = in_text(in, item, "snippet");
    finding->note = in_text(in, item, "note");
    finding->retirement = in_text(in, item, "retirement");
    finding->change = in_word(in, item, "change");
    finding->also = in_texts(in, item, "also");
    read_span(maker, item, &finding->span);
    read_references(maker, item, finding);
    read_costs(maker, item, &finding->costs);
    settle_change(maker, finding);
    read_state(maker, item, finding);
    read_owners(maker, item, finding);
    read_suppression(maker, item, finding);
    read_blame(maker, item, finding);
    if (has_work)
        read_work_of(maker, item, finding);
    struct str fingerprint = finding->fingerprint;
    fingerprint_set(finding, in->arena); /* for the identity, which is not in the report */
    finding->fingerprint = fingerprint;
    return finding;
}

static void read_findings(struct maker *maker, const cJSON *array, bool has_work,
                          struct findings *ret)
{
    const cJSON *item;
    cJSON_ArrayForEach(item, array)
    {
        if (maker->in.failed)
            return;
        vec_push(maker->in.arena, ret, read_finding(maker, item, has_work));
    }
}

static void read_work_items(struct maker *maker, const cJSON *root)
{
    struct json_in *in = &maker->in;
    const cJSON *item;
    cJSON_ArrayForEach(item, in_array(in, root, "work_items"))
    {
        struct work_item *work = arena_new(in->arena, struct work_item);
        work->id = in_needed_word(in, item, "id");
        work->title = in_text(in, item, "title");
        work->change = in_word(in, item, "change");
        read_costs(maker, item, &work->costs);
        *map_at(&maker->work, in->arena, work->id) = work;
        vec_push(in->arena, &maker->saved->result.work, work);
    }
}

/* ---- coverage ---- */

static void read_skips(struct maker *maker, const cJSON *coverage)
{
    static const char *const effects[] = { "not-read", "read-as-text", "part" };
    struct json_in *in = &maker->in;
    const char *reasons[SKIP_REASON_COUNT];
    for (int i = 0; i < SKIP_REASON_COUNT; i++)
        reasons[i] = skip_reason_name((enum skip_reason)i);
    const cJSON *item;
    cJSON_ArrayForEach(item, in_optional_array(in, coverage, "skips"))
    {
        struct skip skip = {
            .path = in_path(in, item),
            .reason = (enum skip_reason)in_name(in, item, "reason", reasons, SKIP_REASON_COUNT),
            .effect = (enum skip_effect)in_name(in, item, "effect", effects, ARRAY_COUNT(effects)),
            .detail = in_text(in, item, "detail"),
        };
        vec_push(in->arena, &maker->saved->ledger.skips, skip);
    }
}

static void read_coverage(struct maker *maker, const cJSON *root)
{
    struct json_in *in = &maker->in;
    struct ledger *ledger = &maker->saved->ledger;
    const cJSON *coverage = in_object(in, root, "coverage");
    ledger_init(ledger, in->arena);
    ledger->files_seen = in_number(in, coverage, "files_seen");
    ledger->files_scanned = in_number(in, coverage, "files_scanned");
    ledger->files_parsed = in_number(in, coverage, "files_parsed");
    ledger->files_text = in_number(in, coverage, "files_text");
    ledger->rules_active = in_number(in, coverage, "rules_active");
    ledger->rules_disabled = in_texts(in, coverage, "rules_disabled");
    ledger->notes = in_texts(in, coverage, "notes");
    const cJSON *item;
    cJSON_ArrayForEach(item, cJSON_GetObjectItemCaseSensitive(coverage, "parsed"))
    {
        struct str language = arena_str(in->arena, str_from(item->string));
        uintptr_t count = in_number(in, cJSON_GetObjectItemCaseSensitive(coverage, "parsed"),
                                    item->string ? item->string : "");
        if (language.len > 0)
            *map_at(&ledger->parsed, in->arena, language) = (void *)count;
    }
    read_skips(maker, coverage);
    cJSON_ArrayForEach(item, in_optional_array(in, coverage, "unresolved_selections"))
    {
        vec_push(in->arena, &ledger->selections,
                 (struct selection){ .path = in_path(in, item),
                                     .line = in_number(in, item, "line"),
                                     .column = in_number(in, item, "column"),
                                     .api = in_text(in, item, "api"),
                                     .variable = in_text(in, item, "variable"),
                                     .expression = in_text(in, item, "expression") });
    }
}

/* ---- the whole ---- */

static void read_scan(struct maker *maker, const cJSON *root)
{
    struct json_in *in = &maker->in;
    struct report *report = &maker->saved->report;
    struct ledger *ledger = &maker->saved->ledger;
    const cJSON *tool = in_object(in, root, "tool");
    const cJSON *ruleset = in_object(in, root, "ruleset");
    const cJSON *scan = in_object(in, root, "scan");
    report->version = in_word(in, tool, "version");
    report->rule_count = in_number(in, ruleset, "rules");
    report->model_count = in_number(in, ruleset, "models");
    report->scan_name = in_text(in, scan, "root");
    report->scan_mode = in_word(in, scan, "mode");
    report->revision = in_word(in, scan, "revision");
    report->base = in_word(in, scan, "base");
    report->compared = cJSON_HasObjectItem(scan, "base");
    report->partial_scan = str_is(report->scan_mode, "staged") || str_is(report->scan_mode, "diff");
    report->today = in_word(in, scan, "today");
    report->target = in_word(in, scan, "target");
    report->config_path = in_text(in, scan, "config");
    report->link_template = in_word(in, scan, "link_template");
    if (report->link_template.len > 0 && !str_starts(report->link_template, STR("https://")) &&
        !str_starts(report->link_template, STR("http://")))
        in_fail(in, "'link_template' is no web address");
    ledger->reproducible = in_bool(in, scan, "reproducible");
    ledger->partial = in_bool(in, scan, "partial");
    maker->saved->ruleset = *maker->engine->ruleset;
    maker->saved->ruleset.as_of = in_word(in, ruleset, "as_of");
    maker->saved->ruleset.digest = in_word(in, ruleset, "digest");
}

/* The reason of the name, as a text that stays; NULL without one. */
static const char *read_missing_coverage(struct json_in *in, const cJSON *summary)
{
    if (!cJSON_HasObjectItem(summary, "missing_coverage"))
        return NULL;
    struct str name = in_needed_word(in, summary, "missing_coverage");
    if (str_is(name, "selections"))
        return "selections";
    for (int reason = 0; reason < SKIP_REASON_COUNT; reason++) {
        const char *known = skip_reason_name((enum skip_reason)reason);
        if (str_is(name, known))
            return known;
    }
    in_fail(in, "'missing_coverage' is no reason of --require-coverage");
    return NULL;
}

static void read_gate(struct maker *maker, const cJSON *root)
{
    static const char *const words[] = { "none", "info", "low", "medium", "high", "critical" };
    struct gate *gate = &maker->saved->gate;
    const cJSON *summary = in_object(&maker->in, root, "summary");
    size_t level = in_name(&maker->in, summary, "fail_on", words, ARRAY_COUNT(words));
    gate->active = level > 0;
    gate->fail_on = level > 0 ? (enum severity)(level - 1) : SEVERITY_INFO;
    for (int where = 0; where < WHERE_COUNT; where++)
        gate->where[where] = where != WHERE_DOCS;
    maker->saved->report.failing = in_number(&maker->in, summary, "failing");
    gate->has_max_points = cJSON_HasObjectItem(summary, "max_points");
    gate->max_points = gate->has_max_points
                           ? (unsigned)in_number(&maker->in, summary, "max_points")
                           : 0;
    maker->saved->report.missing_coverage = read_missing_coverage(&maker->in, summary);
}

/* A major version that is not ours means other things by the same names. */
static void check_version(struct json_in *in, const cJSON *root)
{
    struct str version = in_needed_word(in, root, "schema_version");
    struct str major = str_split(&version, '.');
    if (!in->failed && !str_is(major, "1"))
        in_fail(in, "its schema is version %s, this program reads 1.x", major.ptr);
}

static void read_root(struct maker *maker, const cJSON *root)
{
    struct saved_report *saved = maker->saved;
    check_version(&maker->in, root);
    if (maker->in.failed)
        return;
    read_coverage(maker, root);
    read_scan(maker, root);
    read_gate(maker, root);
    read_answer(maker, root);
    read_work_items(maker, root);
    read_findings(maker, in_array(&maker->in, root, "findings"), true, &saved->result.findings);
    read_findings(maker, in_optional_array(&maker->in, root, "suppressed"), false,
                  &saved->result.suppressed);
    read_findings(maker, in_optional_array(&maker->in, root, "fixed"), false, &saved->result.fixed);
    for (size_t i = 0; i < saved->result.suppressed.count && !maker->in.failed; i++) {
        if (!saved->result.suppressed.items[i]->suppression)
            in_fail(&maker->in, "a suppressed finding has no 'suppression'");
    }
    saved->report.ruleset = &saved->ruleset;
    saved->report.catalog = maker->engine->catalog;
    saved->report.effort = maker->engine->effort;
    saved->report.ledger = &saved->ledger;
    saved->report.result = &saved->result;
    saved->report.gate = &saved->gate;
}

bool report_parse(struct str text, const char *label, const struct report_engine *engine,
                  struct arena *arena, struct saved_report **ret_report, struct err *err)
{
    cJSON *root = cJSON_ParseWithLength(text.ptr, text.len);
    if (!cJSON_IsObject(root)) {
        cJSON_Delete(root);
        return err_set(err, ERR_SYNTAX, "%s: this is no JSON report", label);
    }
    struct maker maker = { .in = { .arena = arena, .label = label, .err = err },
                           .engine = engine,
                           .saved = arena_new(arena, struct saved_report) };
    read_root(&maker, root);
    cJSON_Delete(root);
    if (maker.in.failed)
        return false;
    *ret_report = maker.saved;
    return true;
}

bool report_read(const char *path, const struct report_engine *engine, struct arena *arena,
                 struct saved_report **ret_report, struct err *err)
{
    CLEANUP(buf_release) struct buf text = { 0 };
    return io_read_file(path, LIMIT_REPORT_BYTES, &text, err) &&
           report_parse(buf_str(&text), path, engine, arena, ret_report, err);
}
