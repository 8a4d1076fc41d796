/* A document through the stages that look at one document. */
#include "base/limits.h"
#include "fuzz.h"
#include "match/match.h"
#include "parse/parse.h"
#include "pool/frame.h"
#include "walk/weights.h"

static void check_extent(struct extent extent, struct str text)
{
    CHECK(extent.start <= extent.end);
    CHECK(extent.end <= text.len);
}

static void check_origin(const struct site *site, struct str text)
{
    if (!site->origin) {
        CHECK(site->text.len == site->at.end - site->at.start);
        struct str there = str_slice(text, site->at.start, site->at.end);
        CHECK((site->roles & SITE_HEADER) || str_equal(there, site->text));
        return;
    }
    for (size_t i = 0; i <= site->text.len; i++) {
        CHECK(site->origin[i] <= text.len);
        CHECK(i == 0 || site->origin[i - 1] <= site->origin[i]);
    }
}

static void check_site(const struct site *site, struct str text)
{
    CHECK(site->roles != 0 && site->roles < 1u << SITE_ROLE_COUNT);
    CHECK(site->language);
    CHECK(site->position >= -1);
    const struct str texts[] = { site->text,    site->key,      site->symbol,
                                 site->callee,  site->argument, site->command,
                                 site->flag,    site->version,  site->ecosystem,
                                 site->variable };
    for (size_t i = 0; i < ARRAY_COUNT(texts); i++)
        CHECK(fuzz_readable(texts[i]));
    if (site->roles & SITE_PATH)
        return;
    check_extent(site->at, text);
    check_extent(site->statement, text);
    check_extent(site->record, text);
    check_origin(site, text);
    check_extent(site_extent(site, 0, site->text.len), text);
}

static void check_reference(const struct reference *reference, struct str text)
{
    CHECK(reference->rule);
    CHECK(reference->span.line >= 1 && reference->span.column >= 1);
    CHECK(reference->span.line <= reference->span.end_line);
    CHECK((size_t)reference->span.offset + reference->span.len <= text.len);
    CHECK((size_t)reference->statement.offset + reference->statement.len <= text.len);
    CHECK(reference->snippet_start <= text.len);
    CHECK(fuzz_readable(reference->evidence) && fuzz_readable(reference->snippet));
}

static void check_directive(const struct directive *directive, struct str text)
{
    CHECK(directive->fault < DIRECTIVE_FAULT_COUNT);
    CHECK(directive->span.line >= 1 && directive->span.line <= directive->span.end_line);
    CHECK((size_t)directive->span.offset + directive->span.len <= text.len);
    check_extent(directive->covers, text);
    CHECK(fuzz_readable(directive->rule) && fuzz_readable(directive->reason));
    CHECK(fuzz_readable(directive->until) && fuzz_readable(directive->snippet));
    if (directive->fault == DIRECTIVE_SOUND)
        CHECK(directive->rule.len > 0 && directive->reason.len > 0 &&
              (directive->until.len == 0 || is_iso_date(directive->until)));
}

/* What the prefilter finds is all that matching without it finds. */
static void check_same(const struct match_result *a, const struct match_result *b)
{
    CHECK(a->references.count == b->references.count);
    CHECK(a->selections.count == b->selections.count);
    for (size_t i = 0; i < a->references.count; i++) {
        const struct reference *x = &a->references.items[i];
        const struct reference *y = &b->references.items[i];
        CHECK(x->rule == y->rule && x->model == y->model && x->kind == y->kind);
        CHECK(x->confidence == y->confidence && x->span.offset == y->span.offset);
        CHECK(str_equal(x->evidence, y->evidence) && str_equal(x->snippet, y->snippet));
    }
}

/* A frame gives back what was put into it. */
static void check_frame(const struct engine *engine, const struct doc *doc,
                        const struct doc_result *result, struct arena *arena)
{
    const struct entry entry = { .path = doc->path };
    struct frame_env env = { .ruleset = &engine->ruleset, .entries = &entry, .entry_count = 1, .kept_count = 1 };
    env.models = catalog_models(engine->catalog, &env.model_count);
    CLEANUP(buf_release) struct buf bytes = { 0 };
    frame_write(&env, 0, result, &bytes);
    struct str rest = buf_str(&bytes);
    size_t index;
    struct doc_result again;
    CHECK(frame_read(&env, &rest, arena, &index, &again) == FRAME_READ && rest.len == 0);
    CHECK(again.skips.count == result->skips.count);
    CHECK(again.found.repository_seen.count == result->found.repository_seen.count);
    check_same(&result->found, &again.found);
}

static void match(const struct engine *engine, const struct doc *doc, const struct parse *parse,
                  struct arena *scratch, struct arena *result)
{
    struct hits hits = { 0 };
    struct doc_result with = { .scanned = true, .skips = parse->skips, .language = STR("text") };
    struct match_result without = { 0 };
    prefilter_scan(engine->prefilter, doc->text, scratch, &hits);
    match_sites(&engine->ruleset, &hits, doc, &parse->sites, scratch, result, &with.found);
    for (size_t i = 0; i < with.found.references.count; i++)
        check_reference(&with.found.references.items[i], doc->file_text);
    for (size_t i = 0; i < with.found.directives.count; i++)
        check_directive(&with.found.directives.items[i], doc->file_text);
    /* Every rule on every site takes its time. */
    if (doc->text.len <= 2048) {
        match_sites(&engine->ruleset, NULL, doc, &parse->sites, scratch, result, &without);
        if (hits.count > 0 || match_wants_path(&engine->ruleset, doc->path))
            check_same(&with.found, &without);
        else
            CHECK(without.references.count == 0 && without.selections.count == 0);
    }
    check_frame(engine, doc, &with, result);
}

void fuzz_document(const char *path, struct str text)
{
    static struct parser *parser;
    if (!parser)
        parser = parser_new();
    struct arena scratch = { 0 };
    struct arena result = { 0 };
    struct parse parse = { .parser = parser, .arena = &scratch };
    const char *weights = weights_format(text);
    struct doc doc = {
        .path = str_from(path), .text = text, .file_text = text, .binary = weights != NULL
    };
    parse_doc(&parse, &doc);
    CHECK(parse.sites.count <= LIMIT_SITES);
    for (size_t i = 0; i < parse.sites.count; i++)
        check_site(&parse.sites.items[i], text);
    match(fuzz_engine(), &doc, &parse, &scratch, &result);

    parse_doc_as_text(&parse, &doc);
    for (size_t i = 0; i < parse.sites.count; i++)
        check_site(&parse.sites.items[i], text);
    arena_release(&scratch);
    arena_release(&result);
}

/* Each line is what a comment says behind the word; every second one stands above a place. */
void fuzz_directive(struct str bytes)
{
    CLEANUP(buf_release) struct buf text = { 0 };
    struct str rest = bytes;
    for (size_t i = 0; rest.ptr; i++) {
        struct str line = str_split(&rest, '\n');
        buf_printf(&text, "%s# llama-audit:%.*s\n", i % 2 ? "x = 'llama-2-7b'  " : "",
                   STR_ARG(line));
    }
    fuzz_document("a.py", buf_str(&text));
}
