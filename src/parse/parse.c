#include "parse/parse.h"

#include "base/limits.h"
#include "parse/lang.h"
#include "parse/manifest.h"
#include "parse/preprocessor.h"
#include "parse/readers.h"

static const char TEXT_LANGUAGE[] = "text";

struct site *parse_site(struct parse *parse, const struct doc *doc, const struct lang *lang,
                        unsigned roles)
{
    if (parse->sites.count >= LIMIT_SITES) {
        parse_note(parse, doc, SKIP_LIMIT, SKIP_PART, "more than %d sites", LIMIT_SITES);
        return NULL;
    }
    struct site *site = vec_add(parse->arena, &parse->sites);
    /* An item that a failed reader left behind may be taken again. */
    *site = (struct site){
        .roles = roles,
        .language = lang ? lang->name : TEXT_LANGUAGE,
        .position = -1,
    };
    return site;
}

void site_set_raw(struct site *site, const struct doc *doc, size_t from, size_t to)
{
    site->text = str_slice(doc->text, from, to);
    site->at = (struct extent){ doc_origin(doc, from), doc_origin(doc, to) };
    site->origin = doc->origin ? doc->origin + from : NULL;
}

void parse_note(struct parse *parse, const struct doc *doc, enum skip_reason reason,
                enum skip_effect effect, const char *format, ...)
{
    /* What stands in a document need not be complete, and nothing of it is lost as text. */
    if (reason == SKIP_PARSE && parse->host && parse->host->snippet)
        return;
    for (size_t i = 0; i < parse->skips.count; i++) {
        if (parse->skips.items[i].reason == reason)
            return;
    }
    va_list args;
    va_start(args, format);
    vec_push(parse->arena, &parse->skips,
             (struct skip){
                 .path = doc->path,
                 .reason = reason,
                 .effect = effect,
                 .detail = arena_vprintf(parse->arena, format, args),
             });
    va_end(args);
}

/* Reads with the language's reader, or as text when there is none or it gives up. */
static void read_doc(struct parse *parse, const struct doc *doc, const struct lang *lang)
{
    size_t mark = parse->sites.count;
    if (lang && lang->parse && lang->parse(parse, doc, lang)) {
        if (lang->preprocessor)
            preprocessor_mark_dead(parse, doc, mark);
        return;
    }
    parse->sites.count = mark;
    if (!doc->binary)
        parse_text(parse, doc, NULL);
}

static void add_path_site(struct parse *parse, const struct doc *doc)
{
    struct site *site = parse_site(parse, doc, NULL, SITE_PATH);
    if (site)
        site->text = doc->path;
}

/* Editors on Windows put a byte order mark in front of UTF-8; no reader wants to see it. */
static struct doc without_mark(const struct doc *doc)
{
    struct doc rest = *doc;
    if (str_starts(doc->text, STR("\xEF\xBB\xBF"))) {
        rest.text = str_slice(doc->text, 3, doc->text.len);
        rest.origin = doc->origin ? doc->origin + 3 : NULL;
        rest.base = doc->base + 3;
    }
    return rest;
}

static void start(struct parse *parse)
{
    parse->sites = (struct sites){ 0 };
    parse->skips = (struct skip_list){ 0 };
    parse->language = TEXT_LANGUAGE;
    parse->callback_count = 0;
    parse->host = NULL;
}

void parse_doc(struct parse *parse, const struct doc *doc)
{
    start(parse);
    add_path_site(parse, doc);
    struct doc body = without_mark(doc);
    const struct lang *lang = lang_of_doc(&body);
    if (lang)
        parse->language = lang->name;
    read_doc(parse, &body, lang);
    if (!doc->binary)
        manifest_packages(parse, &body);
}

void parse_doc_as_text(struct parse *parse, const struct doc *doc)
{
    start(parse);
    add_path_site(parse, doc);
    if (doc->binary)
        return;
    struct doc body = without_mark(doc);
    parse_text(parse, &body, NULL);
}

static struct str join_keys(struct parse *parse, struct str outer, struct str inner)
{
    if (outer.len == 0)
        return inner;
    if (inner.len == 0)
        return outer;
    return arena_printf(parse->arena, "%.*s.%.*s", STR_ARG(outer), STR_ARG(inner));
}

/* What a guest's site does not know by itself it has from the place where the guest stands. */
static void inherit(struct parse *parse, struct site *site, const struct site *host)
{
    site->key = join_keys(parse, host->key, site->key);
    site->snippet = site->snippet || host->snippet;
    site->dead = site->dead || host->dead;
    site->test = site->test || host->test;
    if (site->statement.end == 0)
        site->statement = host->statement;
    if (site->record.end == 0)
        site->record = host->record;
    if (site->symbol.len == 0)
        site->symbol = host->symbol;
}

void parse_guest(struct parse *parse, const struct doc *host_doc, const struct lang *lang,
                 struct str text, const uint32_t *origin, uint32_t base, const struct site *host)
{
    struct doc guest = {
        .path = host_doc->path,
        .text = text,
        .origin = origin,
        .base = base,
        .file_text = host_doc->file_text,
        .depth = host_doc->depth + 1,
    };
    if (guest.depth > LIMIT_GUEST_DEPTH) {
        parse_note(parse, host_doc, SKIP_LIMIT, SKIP_PART, "languages nested more than %d deep",
                   LIMIT_GUEST_DEPTH);
        lang = NULL;
    }
    size_t first = parse->sites.count;
    const struct site *outer = parse->host;
    parse->host = host;
    read_doc(parse, &guest, lang);
    parse->host = outer;
    for (size_t i = first; host && i < parse->sites.count; i++)
        inherit(parse, &parse->sites.items[i], host);
}
