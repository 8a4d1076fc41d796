/* A whole audit of one file, its path part of the input, into every format. */
#include <cjson/cJSON.h>

#include "fuzz.h"
#include "match/match.h"
#include "parse/parse.h"
#include "report/read.h"
#include "report/reporter.h"

static bool is_json(const char *format)
{
    static const char *const formats[] = { "cyclonedx", "gitlab", "json", "rdjson", "sarif" };
    return str_is_any(str_from(format), formats, ARRAY_COUNT(formats));
}

/* No format lets a control character of the scanned tree through, nor bytes that are no UTF-8. */
static void check_text(struct str text)
{
    for (size_t i = 0; i < text.len; i++) {
        unsigned char c = (unsigned char)text.ptr[i];
        CHECK(c >= ' ' || c == '\n' || c == '\t' || c == '\r');
        CHECK(c != 0x7F);
    }
}

static void write_all(const struct report *report)
{
    size_t count;
    const struct reporter *reporters = reporter_table(&count);
    for (size_t i = 0; i < count; i++) {
        CLEANUP(buf_release) struct buf out = { 0 };
        struct style style = { .show_mentions = true, .show_engines = true, .verbose = true };
        reporters[i].write(report, &style, &out);
        check_text(buf_str(&out));
        buf_char(&out, '\0');
        if (is_json(reporters[i].name)) {
            cJSON *json = cJSON_ParseWithOpts(out.ptr, NULL, true);
            CHECK(json);
            cJSON_Delete(json);
        }
    }
}

void fuzz_report(struct str bytes)
{
    static struct parser *parser;
    if (!parser)
        parser = parser_new();
    const struct engine *engine = fuzz_engine();
    size_t middle = str_find_char(bytes, '\0', 0);
    if (middle == STR_NONE || middle == 0)
        return;
    struct str text = str_slice(bytes, middle + 1, bytes.len);
    struct doc doc = { .path = str_slice(bytes, 0, middle), .text = text, .file_text = text };
    struct arena scratch = { 0 };
    struct arena arena = { 0 };
    struct parse parse = { .parser = parser, .arena = &scratch };
    struct match_result found = { 0 };
    parse_doc(&parse, &doc);
    match_sites(&engine->ruleset, NULL, &doc, &parse.sites, &scratch, &arena, &found);
    bool *seen = arena_array(&scratch, engine->ruleset.repository.count, sizeof *seen);
    match_settle(&engine->ruleset, seen, &arena, &found.references);

    struct ledger ledger;
    ledger_init(&ledger, &arena);
    for (size_t i = 0; i < parse.skips.count; i++)
        ledger_skip(&ledger, &parse.skips.items[i]);
    for (size_t i = 0; i < found.selections.count; i++)
        ledger_select(&ledger, &found.selections.items[i]);
    ledger_finish(&ledger);
    struct result result = { 0 };
    struct err err = { 0 };
    const struct score_options options = { .today = STR("2026-11-21"), .warn_retiring_days = 90 };
    CHECK(score_references(&found.references, &ledger, engine->catalog, engine->effort, &options,
                           &arena, &result, &err));
    struct gate gate = { 0 };
    struct report report = {
        .version = STR("0"),
        .ruleset = &engine->ruleset,
        .catalog = engine->catalog,
        .scan_name = doc.path,
        .scan_mode = STR("folder"),
        .today = options.today,
        .ledger = &ledger,
        .result = &result,
        .gate = &gate,
    };
    write_all(&report);
    arena_release(&scratch);
    arena_release(&arena);
}

/* A saved report, which may come from anywhere: what can be read can be written in every format. */
void fuzz_saved_report(struct str bytes)
{
    const struct engine *engine = fuzz_engine();
    const struct report_engine parts = { &engine->ruleset, engine->catalog, engine->effort };
    struct arena arena = { 0 };
    struct err err = { 0 };
    struct saved_report *saved;
    if (report_parse(bytes, "saved.json", &parts, &arena, &saved, &err))
        write_all(&saved->report);
    else
        CHECK(err.text[0] != '\0');
    arena_release(&arena);
}
