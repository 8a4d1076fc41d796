#include "parse/grammar_name.h"
#include "parse/guest/code.h"
#include "parse/lang.h"
#include "parse/lines.h"
#include "parse/mapped.h"
#include "parse/readers.h"
#include "parse/value.h"

struct ini {
    struct parse *parse;
    const struct doc *doc;
    const struct lang *lang;
    struct lines lines;
    bool properties; /* Java's: no sections, no comments behind values */
    struct str section;
    struct str key; /* of the last pair, for the lines that continue it */
    size_t indent;  /* of that pair */
};

static void add_comment(struct ini *ini, size_t from, size_t to)
{
    struct site *site = site_add_raw(ini->parse, ini->doc, ini->lang, SITE_COMMENT, from,
                                     trim_end(ini->doc->text, from, to));
    if (!site)
        return;
    /* ; model = llama3 */
    struct str text = str_trim(str_slice(site->text, 1, site->text.len));
    size_t end = 0;
    while (end < text.len && (ascii_alnum(text.ptr[end]) || strchr("_.-", text.ptr[end])) &&
           text.ptr[end])
        end++;
    size_t sign = skip_blanks(text, end, text.len);
    site->dead = end > 0 && sign < text.len && text.ptr[sign] == '=';
}

/* ExecStart=, command=: what follows is run. */
static bool is_command(struct str key)
{
    static const char *const names[] = { "command", "commands", "commands_pre", "script" };
    if (str_starts(key, STR("Exec")) && key.len > 4)
        return true;
    return str_is_any(key, names, ARRAY_COUNT(names));
}

/* Environment=A=b "C=d e", environment=A="b",C="d" */
static void add_environment(struct ini *ini, const struct site *value)
{
    struct str text = value->text;
    for (size_t at = 0; at < text.len;) {
        while (at < text.len && (ascii_space(text.ptr[at]) || text.ptr[at] == ','))
            at++;
        size_t from = at;
        char quote = '\0';
        for (; at < text.len; at++) {
            char c = text.ptr[at];
            if (quote ? c == quote : c == '"' || c == '\'')
                quote = quote ? '\0' : c;
            else if (!quote && (ascii_space(c) || c == ','))
                break;
        }
        struct site word = *value;
        bool quoted = at - from >= 2 && strchr("\"'", text.ptr[from]);
        site_cut(&word, from + quoted, at - quoted);
        size_t equals = str_find_char(word.text, '=', 0);
        if (equals == STR_NONE)
            continue;
        struct site name = word;
        site_cut(&name, 0, equals);
        name.roles = SITE_KEY;
        name.key = name.text;
        struct site rest = word;
        site_cut(&rest, equals + 1, word.text.len);
        bool inner = rest.text.len >= 2 && strchr("\"'", rest.text.ptr[0]);
        if (inner)
            site_cut(&rest, 1, rest.text.len - 1);
        rest.key = name.text;
        site_add(ini->parse, ini->doc, ini->lang, &name);
        if (rest.text.len > 0)
            value_add(ini->parse, ini->doc, ini->lang, &rest);
    }
}

static void add_value(struct ini *ini, struct str name, struct site *value)
{
    struct str text = value->text;
    if (is_command(name) && !ini->properties) {
        size_t at = 0;
        while (at < text.len && strchr("-@+!:", text.ptr[at]) && text.ptr[at])
            at++;
        site_cut(value, at, text.len);
        shell_guest(ini->parse, ini->doc, value);
        return;
    }
    if (str_equal_icase(name, STR("environment")) && !ini->properties) {
        add_environment(ini, value);
        return;
    }
    bool quoted = text.len >= 2 && strchr("\"'", text.ptr[0]) &&
                  text.ptr[text.len - 1] == text.ptr[0] && !ini->properties;
    if (quoted)
        site_cut(value, 1, text.len - 1);
    if (value->text.len > 0)
        value_add(ini->parse, ini->doc, ini->lang, value);
}

/* Behind a value of an ini file a comment may stand after a blank. */
static size_t value_end(const struct ini *ini, size_t from, size_t to)
{
    struct str text = ini->doc->text;
    for (size_t i = from; i < to && !ini->properties; i++) {
        bool sign = text.ptr[i] == '#' || text.ptr[i] == ';';
        if (sign && (i == from || text.ptr[i - 1] == ' ' || text.ptr[i - 1] == '\t'))
            return trim_end(text, from, i);
    }
    return trim_end(text, from, to);
}

static bool ends_in_backslash(struct str text, size_t from, size_t to)
{
    size_t count = 0;
    while (to > from && text.ptr[to - 1] == '\\') {
        to--;
        count++;
    }
    return count % 2 == 1;
}

/* The value from `from` on, over lines that end in a backslash. */
static void join_value(struct ini *ini, size_t from, struct site *ret)
{
    struct str text = ini->doc->text;
    size_t end = value_end(ini, from, ini->lines.to);
    if (!ends_in_backslash(text, from, end)) {
        site_set_raw(ret, ini->doc, from, end);
        size_t comment = skip_blanks(text, end, ini->lines.to);
        if (comment < ini->lines.to)
            add_comment(ini, comment, ini->lines.to);
        return;
    }
    struct mapped mapped = { .arena = ini->parse->arena };
    size_t start = from;
    while (ends_in_backslash(text, from, end)) {
        mapped_raw(&mapped, ini->doc, from, end - 1);
        if (!lines_next(&ini->lines)) {
            from = end;
            break;
        }
        from = skip_blanks(text, ini->lines.from, ini->lines.to);
        end = trim_end(text, from, ini->lines.to);
    }
    mapped_raw(&mapped, ini->doc, from, end);
    site_set_mapped(ret, &mapped, ini->doc, start, end);
}

static void take_pair(struct ini *ini, size_t from, size_t name_end, size_t value_from)
{
    struct str name = str_slice(ini->doc->text, from, name_end);
    struct site value = { .roles = SITE_VALUE, .language = ini->lang->name };
    struct site key = { .roles = SITE_KEY, .language = ini->lang->name };
    site_set_raw(&key, ini->doc, from, name_end);
    key.key = value.key = name_join(ini->section, name, ini->parse->arena);
    size_t index = ini->parse->sites.count;
    site_add(ini->parse, ini->doc, ini->lang, &key);
    join_value(ini, value_from, &value);
    value.statement = (struct extent){ key.at.start, value.at.end };
    if (index < ini->parse->sites.count)
        ini->parse->sites.items[index].statement = value.statement;
    ini->key = key.key;
    add_value(ini, name, &value);
}

/* Where the name of a pair ends and its value begins; false when the line is none. */
static bool find_pair(const struct ini *ini, size_t from, size_t *ret_name_end, size_t *ret_value)
{
    struct str text = ini->doc->text;
    size_t to = ini->lines.to;
    for (size_t at = from; at < to; at++) {
        char c = text.ptr[at];
        if (c == '\\' && ini->properties) {
            at++;
            continue;
        }
        bool blank = ini->properties && (c == ' ' || c == '\t');
        if (c != '=' && c != ':' && !blank)
            continue;
        /* listen 127.0.0.1:80 */
        bool colon = c == ':' && !ini->properties;
        if (colon && ((at + 1 < to && !ascii_space(text.ptr[at + 1])) ||
                      str_find_char(str_slice(text, from, at), ' ', 0) != STR_NONE))
            continue;
        size_t value = skip_blanks(text, at + 1, to);
        if (blank) {
            size_t sign = skip_blanks(text, at, to);
            value = sign < to && (text.ptr[sign] == '=' || text.ptr[sign] == ':')
                        ? skip_blanks(text, sign + 1, to)
                        : sign;
        }
        *ret_name_end = trim_end(text, from, at);
        *ret_value = value;
        return *ret_name_end > from;
    }
    return false;
}

static void take_line(struct ini *ini)
{
    struct str text = ini->doc->text;
    size_t from = skip_blanks(text, ini->lines.from, ini->lines.to);
    if (from == ini->lines.to)
        return;
    char first = text.ptr[from];
    if (first == '#' || first == (ini->properties ? '!' : ';')) {
        add_comment(ini, from, ini->lines.to);
        return;
    }
    size_t end = trim_end(text, from, ini->lines.to);
    size_t close = first == '[' ? str_find_char(str_slice(text, 0, end), ']', from) : STR_NONE;
    if (close != STR_NONE && !ini->properties) {
        struct site site = { .roles = SITE_KEY, .language = ini->lang->name };
        site_set_raw(&site, ini->doc, from + 1, close);
        site.key = ini->section = site.text;
        site.statement = site.at;
        site_add(ini->parse, ini->doc, ini->lang, &site);
        ini->key = (struct str){ 0 };
        return;
    }
    size_t indent = from - ini->lines.from;
    bool continued = !ini->properties && ini->key.len > 0 && indent > ini->indent;
    if (continued) {
        struct site value = { .roles = SITE_VALUE,
                              .language = ini->lang->name,
                              .key = name_join(ini->key, STR("[]"), ini->parse->arena) };
        join_value(ini, from, &value);
        value.statement = value.at;
        add_value(ini, name_last_part(ini->key), &value);
        return;
    }
    size_t name_end;
    size_t value;
    if (find_pair(ini, from, &name_end, &value)) {
        ini->indent = indent;
        take_pair(ini, from, name_end, value);
    } else {
        ini->key = (struct str){ 0 };
        parse_text_lines(ini->parse, ini->doc, ini->lang, from, end);
    }
}

static bool read_all(struct ini *ini)
{
    ini->lines.text = ini->doc->text;
    while (lines_next(&ini->lines))
        take_line(ini);
    return true;
}

bool parse_ini(struct parse *parse, const struct doc *doc, const struct lang *lang)
{
    struct ini ini = { .parse = parse, .doc = doc, .lang = lang };
    return read_all(&ini);
}

bool parse_properties(struct parse *parse, const struct doc *doc, const struct lang *lang)
{
    struct ini ini = { .parse = parse, .doc = doc, .lang = lang, .properties = true };
    return read_all(&ini);
}
