#include "parse/guest/snippet.h"
#include "parse/lang.h"
#include "parse/lines.h"
#include "parse/mapped.h"
#include "parse/readers.h"

/*
 * A reader of our own for the little JSON of a notebook: of its strings only those of cells matter,
 * and each of their bytes must know where it stands.
 */

struct notebook {
    struct parse *parse;
    const struct doc *doc;
    const struct lang *lang;
    const struct lang *kernel; /* of the code cells */
    const struct lang *shell;
    const struct lang *markdown;
};

/* ---- JSON ---- */

static size_t skip_space(struct str text, size_t at)
{
    while (at < text.len &&
           (ascii_space(text.ptr[at]) || text.ptr[at] == ',' || text.ptr[at] == ':'))
        at++;
    return at;
}

/* Behind the closing quote of the string that opens at `at`. */
static size_t string_end(struct str text, size_t at)
{
    for (at++; at < text.len && text.ptr[at] != '"'; at++)
        at += text.ptr[at] == '\\';
    return at < text.len ? at + 1 : text.len;
}

/* Behind the value that begins at `at`. */
static size_t value_end(struct str text, size_t at)
{
    size_t depth = 0;
    while (at < text.len) {
        char c = text.ptr[at];
        if (c == '"') {
            at = string_end(text, at);
        } else if (c == '{' || c == '[') {
            depth++;
            at++;
        } else if (c == '}' || c == ']') {
            if (depth == 0)
                return at;
            depth--;
            at++;
        } else if (depth == 0 && !ascii_space(c) && c != ',' && c != ':') {
            while (at < text.len && !ascii_space(text.ptr[at]) && !strchr(",:]}\"", text.ptr[at]))
                at++;
        } else {
            at++;
            continue;
        }
        if (depth == 0)
            return at;
    }
    return text.len;
}

/* The next pair of the object whose inside is at `*at`; false at its end. */
static bool next_pair(struct str text, size_t *at, struct str *ret_key, size_t *ret_value)
{
    size_t key = skip_space(text, *at);
    if (key >= text.len || text.ptr[key] != '"')
        return false;
    size_t key_end = string_end(text, key);
    *ret_key = key_end >= key + 2 ? str_slice(text, key + 1, key_end - 1) : (struct str){ 0 };
    *ret_value = skip_space(text, key_end);
    *at = value_end(text, *ret_value);
    return *ret_value < text.len;
}

/* The value of a key of the object at `object`, or STR_NONE. */
static size_t find_value(struct str text, size_t object, const char *name)
{
    if (object == STR_NONE || object >= text.len || text.ptr[object] != '{')
        return STR_NONE;
    size_t at = object + 1;
    struct str key;
    size_t value;
    while (next_pair(text, &at, &key, &value)) {
        if (str_is(key, name))
            return value;
    }
    return STR_NONE;
}

static uint32_t take_hex(struct str text, size_t at)
{
    uint32_t value = 0;
    for (size_t i = at; i < at + 4 && i < text.len; i++) {
        char c = ascii_lower(text.ptr[i]);
        bool letter = c >= 'a' && c <= 'f';
        if (!letter && !ascii_digit(c))
            break;
        value = value * 16 + (uint32_t)(letter ? c - 'a' + 10 : c - '0');
    }
    return value;
}

/* Adds the text of the string that opens at `at`; returns where it ends. */
static size_t add_string(const struct notebook *notebook, struct mapped *mapped, size_t at)
{
    struct str text = notebook->doc->text;
    size_t end = string_end(text, at);
    for (size_t i = at + 1; i + 1 < end;) {
        size_t plain = i;
        while (plain + 1 < end && text.ptr[plain] != '\\')
            plain++;
        mapped_raw(mapped, notebook->doc, i, plain);
        i = plain;
        if (i + 1 >= end)
            break;
        uint32_t origin = doc_origin(notebook->doc, i);
        char c = text.ptr[i + 1];
        i += 2;
        if (c == 'u') {
            uint32_t point = take_hex(text, i);
            i += 4;
            bool pair = point >= 0xD800 && point <= 0xDBFF && i + 5 < end && text.ptr[i] == '\\' &&
                        text.ptr[i + 1] == 'u';
            uint32_t low = pair ? take_hex(text, i + 2) : 0;
            if (pair && low >= 0xDC00 && low <= 0xDFFF) {
                point = 0x10000 + ((point - 0xD800) << 10) + (low - 0xDC00);
                i += 6;
            }
            mapped_point(mapped, point, origin);
            continue;
        }
        static const char letters[] = "nrtbf";
        static const char meaning[] = "\n\r\t\b\f";
        const char *letter = c ? strchr(letters, c) : NULL;
        mapped_byte(mapped, letter ? meaning[letter - letters] : c, origin);
    }
    return end;
}

/* The text of a cell: a list of lines, or one string. */
static struct site cell_source(const struct notebook *notebook, size_t source)
{
    struct str text = notebook->doc->text;
    struct mapped mapped = { .arena = notebook->parse->arena };
    size_t end = source;
    if (text.ptr[source] == '"') {
        end = add_string(notebook, &mapped, source);
    } else if (text.ptr[source] == '[') {
        for (end = skip_space(text, source + 1); end < text.len && text.ptr[end] == '"';
             end = skip_space(text, end))
            end = add_string(notebook, &mapped, end);
    }
    struct site site = { 0 };
    site_set_mapped(&site, &mapped, notebook->doc, source, end);
    return site;
}

/* ---- cells ---- */

static void read_part(const struct notebook *notebook, const struct lang *lang,
                      const struct site *source, size_t from, size_t to)
{
    if (from >= to)
        return;
    struct site part = *source;
    site_cut(&part, from, to);
    parse_guest(notebook->parse, notebook->doc, lang, part.text, part.origin, part.at.start, NULL);
}

/* %%bash, %%script bash: the language of the whole cell; NULL when the first line is no such. */
static const struct lang *cell_magic(struct str line)
{
    if (!str_starts(line, STR("%%")))
        return NULL;
    struct str rest = str_trim(str_slice(line, 2, line.len));
    struct str name = str_split(&rest, ' ');
    if (str_is(name, "script") || str_is(name, "cmd"))
        name = rest.ptr ? str_split(&rest, ' ') : name;
    if (str_is(name, "js"))
        name = STR("javascript");
    if (str_is(name, "writefile") && rest.ptr) {
        struct doc file = { .path = str_trim(rest), .text = { "", 0 } };
        return lang_of_doc(&file);
    }
    return lang_by_name(name);
}

/* "!pip install x", "%pip install x", "%env A=b": how many bytes to pass over; 0: no magic. */
static size_t shell_magic(struct str line)
{
    static const char *const magics[] = { "%env ", "%set_env ", "%sx ", "%system ", "!" };
    size_t blanks = skip_blanks(line, 0, line.len);
    struct str rest = str_slice(line, blanks, line.len);
    for (size_t i = 0; i < ARRAY_COUNT(magics); i++) {
        if (str_starts(rest, str_from(magics[i])))
            return blanks + strlen(magics[i]);
    }
    bool program = str_starts(rest, STR("%pip ")) || str_starts(rest, STR("%conda ")) ||
                   str_starts(rest, STR("%uv "));
    return program ? blanks + 1 : 0;
}

/* The kernel's code without the lines that are magic; these are read as shell. */
static void read_code(const struct notebook *notebook, const struct site *source)
{
    struct mapped mapped = { .arena = notebook->parse->arena };
    struct lines lines = { .text = source->text };
    while (lines_next(&lines)) {
        struct str line = lines_text(&lines);
        size_t skip = shell_magic(line);
        size_t from = lines.from;
        bool magic = skip > 0 || (line.len > 0 && line.ptr[0] == '%');
        while (skip > 0 && line.len > 0 && line.ptr[line.len - 1] == '\\' && lines_next(&lines))
            line = lines_text(&lines);
        if (skip > 0)
            read_part(notebook, notebook->shell, source, from + skip, lines.to);
        for (size_t i = magic ? lines.to : lines.from; i < lines.next; i++)
            mapped_byte(&mapped, source->text.ptr[i], source->origin[i]);
    }
    const uint32_t *origin = mapped_origin(&mapped, source->at.end);
    parse_guest(notebook->parse, notebook->doc, notebook->kernel, mapped_text(&mapped), origin,
                source->at.start, NULL);
}

static void read_source(const struct notebook *notebook, struct str type, size_t at)
{
    struct site source = cell_source(notebook, at);
    if (source.text.len == 0)
        return;
    if (!str_is(type, "\"code\"")) {
        bool prose = str_is(type, "\"markdown\"");
        read_part(notebook, prose ? notebook->markdown : NULL, &source, 0, source.text.len);
        return;
    }
    size_t line_end = str_find_char(source.text, '\n', 0);
    line_end = line_end == STR_NONE ? source.text.len : line_end;
    const struct lang *magic = cell_magic(str_trim(str_slice(source.text, 0, line_end)));
    if (magic)
        read_part(notebook, magic, &source, line_end, source.text.len);
    else
        read_code(notebook, &source);
}

/* What a cell printed: every string but pictures, recorded and dead. */
static void read_outputs(const struct notebook *notebook, size_t from, size_t to)
{
    struct str text = str_slice(notebook->doc->text, 0, to);
    for (size_t at = from; (at = str_find_char(text, '"', at)) != STR_NONE;) {
        size_t end = string_end(text, at);
        struct str string = str_slice(text, at + 1, end > at + 1 ? end - 1 : end);
        size_t behind = end;
        while (behind < to && ascii_space(text.ptr[behind]))
            behind++;
        bool key = behind < to && text.ptr[behind] == ':';
        bool picture =
            key && (str_starts(string, STR("image/")) || str_is(string, "application/pdf"));
        if (picture) {
            at = value_end(text, skip_space(text, behind));
            continue;
        }
        struct site *site = NULL;
        if (!key && string.len > 0)
            site = parse_site(notebook->parse, notebook->doc, notebook->lang, SITE_PROSE);
        if (site) {
            site_set_raw(site, notebook->doc, at + 1, at + 1 + string.len);
            site->statement = site->at;
            site->dead = true;
        }
        at = end;
    }
}

static void read_cell(const struct notebook *notebook, size_t object)
{
    struct str text = notebook->doc->text;
    size_t type = STR_NONE;
    size_t source = STR_NONE;
    size_t outputs = STR_NONE;
    size_t at = object + 1;
    struct str key;
    size_t value;
    while (next_pair(text, &at, &key, &value)) {
        if (str_is(key, "cell_type"))
            type = value;
        else if (str_is(key, "source") || str_is(key, "input"))
            source = value;
        else if (str_is(key, "outputs"))
            outputs = value;
    }
    if (source == STR_NONE || type == STR_NONE)
        return;
    read_source(notebook, str_slice(text, type, value_end(text, type)), source);
    if (outputs != STR_NONE)
        read_outputs(notebook, outputs, value_end(text, outputs));
}

/* The language that the notebook names for its kernel; Python when it names none. */
static const struct lang *kernel_language(struct str text, size_t root)
{
    static const char *const places[][2] = { { "kernelspec", "language" },
                                             { "language_info", "name" } };
    size_t metadata = find_value(text, root, "metadata");
    for (size_t i = 0; i < ARRAY_COUNT(places); i++) {
        size_t value = find_value(text, find_value(text, metadata, places[i][0]), places[i][1]);
        if (value == STR_NONE || text.ptr[value] != '"')
            continue;
        const struct lang *lang =
            lang_by_name(str_slice(text, value + 1, string_end(text, value) - 1));
        if (lang)
            return lang;
    }
    return lang_by_name(STR("python"));
}

bool parse_notebook(struct parse *parse, const struct doc *doc, const struct lang *lang)
{
    struct str text = doc->text;
    size_t root = skip_space(text, 0);
    size_t cells = find_value(text, root, "cells");
    if (cells == STR_NONE || text.ptr[cells] != '[') {
        parse_note(parse, doc, SKIP_PARSE, SKIP_READ_AS_TEXT, "no cells of a notebook");
        return false;
    }
    struct notebook notebook = {
        .parse = parse,
        .doc = doc,
        .lang = lang,
        .kernel = kernel_language(text, root),
        .shell = lang_by_name(STR("bash")),
        .markdown = lang_by_name(STR("markdown")),
    };
    size_t at = skip_space(text, cells + 1);
    while (at < text.len && text.ptr[at] == '{') {
        read_cell(&notebook, at);
        at = skip_space(text, value_end(text, at));
    }
    return true;
}
