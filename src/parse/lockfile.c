#include "parse/add.h"
#include "parse/lines.h"
#include "parse/package.h"
#include "parse/readers.h"

struct lockfile {
    struct parse *parse;
    const struct doc *doc;
    const struct lang *lang;
};

static void add_package(const struct lockfile *file, const char *ecosystem, size_t from, size_t to,
                        struct str version, bool lock)
{
    struct site name = { 0 };
    site_set_raw(&name, file->doc, from, to);
    name.statement = name.at;
    package_add(file->parse, file->doc, file->lang, &name, str_from(ecosystem), version, lock);
}

static size_t word_end(struct str text, size_t from, size_t to)
{
    while (from < to && !ascii_space(text.ptr[from]))
        from++;
    return from;
}

/* ---- go.mod, go.sum ---- */

/* "module version" at `from`. */
static void take_module(const struct lockfile *file, size_t from, size_t to, bool lock)
{
    struct str text = file->doc->text;
    size_t name_end = word_end(text, from, to);
    size_t version = skip_blanks(text, name_end, to);
    struct str number = str_slice(text, version, word_end(text, version, to));
    bool module = str_find_char(str_slice(text, from, name_end), '.', 0) != STR_NONE;
    if (module && !str_ends(number, STR("/go.mod")))
        add_package(file, "go", from, name_end, number, lock);
}

bool parse_gomod(struct parse *parse, const struct doc *doc, const struct lang *lang)
{
    struct lockfile file = { parse, doc, lang };
    struct str text = doc->text;
    bool sum = str_ends(doc->path, STR(".sum"));
    bool block = false; /* inside require ( … ) */
    struct lines lines = { .text = text };
    while (lines_next(&lines)) {
        size_t from = skip_blanks(text, lines.from, lines.to);
        size_t to = lines.to;
        size_t comment = str_find(str_slice(text, 0, to), STR("//"), from);
        if (comment != STR_NONE) {
            site_add_raw(parse, doc, lang, SITE_COMMENT, comment, to);
            to = comment;
        }
        struct str line = str_trim(str_slice(text, from, to));
        if (str_starts(line, STR("require")) || str_starts(line, STR("replace"))) {
            block = str_ends(line, STR("("));
            size_t name = skip_blanks(text, from + 7, to);
            if (!block)
                take_module(&file, name, to, false);
        } else if (str_is(line, ")")) {
            block = false;
        } else if (line.len > 0 && (block || sum)) {
            take_module(&file, from, to, sum);
        }
    }
    return true;
}

/* ---- Gemfile.lock ---- */

/* "    name (1.2.3)" with exactly four blanks is a gem, deeper ones what it asks for. */
bool parse_gemfile_lock(struct parse *parse, const struct doc *doc, const struct lang *lang)
{
    enum { INDENT = 4 };
    struct lockfile file = { parse, doc, lang };
    struct lines lines = { .text = doc->text };
    while (lines_next(&lines)) {
        size_t from = skip_blanks(doc->text, lines.from, lines.to);
        size_t open = str_find(str_slice(doc->text, 0, lines.to), STR(" ("), from);
        if (from - lines.from != INDENT || open == STR_NONE)
            continue;
        size_t close = str_find_char(str_slice(doc->text, 0, lines.to), ')', open);
        struct str version = str_slice(doc->text, open + 2, close == STR_NONE ? lines.to : close);
        add_package(&file, "rubygems", from, open, version, true);
    }
    return true;
}

/* ---- yarn.lock ---- */

/* The version that follows an entry, on a line of its own a little below. */
static struct str entry_version(struct lines lines)
{
    enum { LOOK = 3 };
    for (int i = 0; i < LOOK && lines_next(&lines); i++) {
        struct str line = str_trim(lines_text(&lines));
        if (!str_starts(line, STR("version")))
            continue;
        line = str_trim(str_slice(line, 7, line.len));
        while (line.len > 0 && strchr("\": ", line.ptr[0]))
            line = str_slice(line, 1, line.len);
        while (line.len > 0 && line.ptr[line.len - 1] == '"')
            line.len--;
        return line;
    }
    return (struct str){ 0 };
}

/* `"@scope/name@^1.0", "@scope/name@^1.1":` at the beginning of a line. */
bool parse_yarn_lock(struct parse *parse, const struct doc *doc, const struct lang *lang)
{
    struct lockfile file = { parse, doc, lang };
    struct str text = doc->text;
    struct lines lines = { .text = text };
    while (lines_next(&lines)) {
        struct str line = lines_text(&lines);
        if (line.len == 0 || line.ptr[0] == ' ' || line.ptr[0] == '#' ||
            line.ptr[line.len - 1] != ':')
            continue;
        size_t from = lines.from + (line.ptr[0] == '"');
        size_t at = str_find_char(str_slice(text, 0, lines.to), '@', from + 1);
        if (at != STR_NONE)
            add_package(&file, "npm", from, at, entry_version(lines), true);
    }
    return true;
}
