/**
 * Sites as lines of text, to compare with what a test expects. One line per site but the path's:
 *
 *     LINE:COLUMN roles [key] "text" and then what else is set: command= flag= package= …
 */
#ifndef UNIT_PARSE_DUMP_H
#define UNIT_PARSE_DUMP_H

#include <stdio.h>
#include <stdlib.h>

#include "base/buf.h"
#include "parse/lang.h"
#include "parse/parse.h"
#include "unit/unit.h"
#include "walk/weights.h"

static inline void dump_place(struct buf *out, struct str text, uint32_t offset)
{
    unsigned line = 1;
    unsigned column = 1;
    for (uint32_t i = 0; i < offset && i < text.len; i++) {
        column = text.ptr[i] == '\n' ? 1 : column + 1;
        line += text.ptr[i] == '\n';
    }
    buf_printf(out, "%u:%u ", line, column);
}

static inline void dump_text(struct buf *out, struct str text)
{
    buf_char(out, '"');
    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];
        if (c == '\n')
            buf_puts(out, "\\n");
        else if (c == '\r')
            buf_puts(out, "\\r");
        else
            buf_char(out, c);
    }
    buf_char(out, '"');
}

static inline void dump_field(struct buf *out, const char *name, struct str value)
{
    if (value.len > 0)
        buf_printf(out, " %s=%.*s", name, STR_ARG(value));
}

static inline void dump_site(struct buf *out, const struct site *site, struct str text)
{
    dump_place(out, text, site->text.len > 0 && site->origin ? site->origin[0] : site->at.start);
    const char *separator = "";
    for (int bit = 0; bit < SITE_ROLE_COUNT; bit++) {
        if (site->roles & (1u << bit)) {
            buf_printf(out, "%s%s", separator, site_role_names[bit]);
            separator = "+";
        }
    }
    if (site->key.len > 0)
        buf_printf(out, " [%.*s]", STR_ARG(site->key));
    buf_char(out, ' ');
    dump_text(out, site->text);
    dump_field(out, "command", site->command);
    dump_field(out, "flag", site->flag);
    dump_field(out, "package", site->ecosystem);
    dump_field(out, "version", site->version);
    dump_field(out, "variable", site->variable);
    static const char *const names[] = { "lock", "dynamic", "partial", "snippet", "dead" };
    const bool set[] = { site->lock, site->dynamic, site->partial, site->snippet, site->dead };
    for (size_t i = 0; i < ARRAY_COUNT(names); i++) {
        if (set[i])
            buf_printf(out, " %s", names[i]);
    }
    buf_char(out, '\n');
}

/* What must hold of every site whatever the document. */
static inline void check_site(const struct site *site, struct str text)
{
    if (site->roles & SITE_PATH)
        return;
    assert_true(site->at.start <= site->at.end && site->at.end <= text.len);
    assert_true(site->statement.start <= site->statement.end && site->statement.end <= text.len);
    assert_true(site->record.start <= site->record.end && site->record.end <= text.len);
    assert_non_null(site->language);
    if (!site->origin) {
        struct str there = str_slice(text, site->at.start, site->at.end);
        if (!str_equal(there, site->text))
            fail_msg("text '%.*s' is not at its place: '%.*s'", STR_ARG(site->text),
                     STR_ARG(there));
        return;
    }
    for (size_t i = 0; i <= site->text.len; i++) {
        assert_true(site->origin[i] <= text.len);
        assert_true(i == 0 || site->origin[i - 1] <= site->origin[i]);
    }
}

/** The sites of a document with that path and text. Release `out`. */
static inline void dump_sites(struct buf *out, const char *path, struct str text)
{
    struct arena arena = { 0 };
    struct parse parse = { .arena = &arena, .parser = parser_new() };
    struct doc doc = { .path = str_from(path),
                       .text = text,
                       .file_text = text,
                       .binary = weights_format(text) != NULL };
    parse_doc(&parse, &doc);
    for (size_t i = 0; i < parse.sites.count; i++) {
        check_site(&parse.sites.items[i], text);
        if (!(parse.sites.items[i].roles & SITE_PATH))
            dump_site(out, &parse.sites.items[i], text);
    }
    for (size_t i = 0; i < parse.skips.count; i++)
        buf_printf(out, "skip: %.*s\n", STR_ARG(parse.skips.items[i].detail));
    buf_char(out, '\0');
    parser_free(parse.parser);
    arena_release(&arena);
}

/** All the sites, in order. */
static inline void sites_are(const char *path, const char *text, const char *expected)
{
    struct buf out = { 0 };
    dump_sites(&out, path, str_from(text));
    if (strcmp(out.ptr, expected) != 0)
        fail_msg("%s\n%s\n-- gives\n%s-- and not\n%s", path, text, out.ptr, expected);
    buf_release(&out);
}

static inline bool has_line(const char *dump, struct str line)
{
    struct str rest = str_from(dump);
    while (rest.ptr) {
        if (str_equal(str_split(&rest, '\n'), line))
            return true;
    }
    return false;
}

/** Every line of `expected` is among the sites; every line that begins with '!' is not. */
static inline void sites_have(const char *path, const char *text, const char *expected)
{
    struct buf out = { 0 };
    dump_sites(&out, path, str_from(text));
    struct str rest = str_from(expected);
    while (rest.ptr) {
        struct str line = str_split(&rest, '\n');
        bool absent = line.len > 0 && line.ptr[0] == '!';
        if (line.len > 0 &&
            has_line(out.ptr, absent ? str_slice(line, 1, line.len) : line) == absent)
            fail_msg("%s\n%s\n-- gives\n%s-- wanted: %.*s", path, text, out.ptr, STR_ARG(line));
    }
    buf_release(&out);
}

/** Reads the text whole, cut short everywhere, with CR LF and with broken bytes: it must only hold.
 */
static inline void sites_hold(const char *path, const char *text)
{
    struct str all = str_from(text);
    char *copy = malloc(all.len * 2 + 1);
    assert_non_null(copy);
    for (size_t len = 0; len <= all.len; len++) {
        struct buf out = { 0 };
        memcpy(copy, all.ptr, len);
        dump_sites(&out, path, (struct str){ copy, len });
        buf_reset(&out);
        if (len < all.len) {
            memcpy(copy, all.ptr, all.len);
            copy[len] = (char)0xFF;
            dump_sites(&out, path, (struct str){ copy, all.len });
        }
        buf_release(&out);
    }
    size_t to = 0;
    for (size_t i = 0; i < all.len; i++) {
        if (all.ptr[i] == '\n')
            copy[to++] = '\r';
        copy[to++] = all.ptr[i];
    }
    struct buf out = { 0 };
    dump_sites(&out, path, (struct str){ copy, to });
    buf_release(&out);
    free(copy);
}

#endif
