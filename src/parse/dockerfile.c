#include "parse/guest/code.h"
#include "parse/guest/command.h"
#include "parse/lang.h"
#include "parse/lines.h"
#include "parse/mapped.h"
#include "parse/package.h"
#include "parse/readers.h"
#include "parse/value.h"

/* Heredocs that one instruction opens. */
enum { HEREDOCS = 8 };

struct dockerfile {
    struct parse *parse;
    const struct doc *doc;
    const struct lang *lang;
    struct lines lines;
    char escape;
    struct strs stages; /* names given with AS */
};

/* One instruction: continued lines joined, comments between them left out. */
struct instruction {
    struct str name;
    struct site text; /* what follows the name */
};

static void add_comment(struct dockerfile *file, size_t from, size_t to)
{
    site_add_raw(file->parse, file->doc, file->lang, SITE_COMMENT, from, to);
}

static bool is_continued(const struct dockerfile *file, size_t from, size_t to)
{
    return to > from && file->doc->text.ptr[to - 1] == file->escape;
}

/* Joins the rest of the instruction that begins on the current line at `from`. */
static void join_lines(struct dockerfile *file, size_t from, struct site *ret)
{
    struct mapped mapped = { .arena = file->parse->arena };
    struct str text = file->doc->text;
    size_t end = from;
    size_t at = from;
    for (;;) {
        size_t to = trim_end(text, at, file->lines.to);
        bool more = is_continued(file, at, to);
        to -= more;
        mapped_raw(&mapped, file->doc, at, to);
        end = to > end ? to : end;
        if (!more)
            break;
        mapped_byte(&mapped, ' ', doc_origin(file->doc, to));
        /* Comments and empty lines do not end it. */
        bool found = false;
        while (!found && lines_next(&file->lines)) {
            at = skip_blanks(text, file->lines.from, file->lines.to);
            bool comment = at < file->lines.to && text.ptr[at] == '#';
            if (comment)
                add_comment(file, at, file->lines.to);
            found = !comment && at < file->lines.to;
        }
        if (!found)
            break;
    }
    site_set_mapped(ret, &mapped, file->doc, from, end);
}

/* ---- words ---- */

static struct site part_of(const struct site *whole, size_t from, size_t to)
{
    struct site part = *whole;
    site_cut(&part, from, to);
    return part;
}

/* The word at `*at`, quotes taken off; false when there is none left. */
static bool next_word(const struct site *whole, size_t *at, struct site *ret)
{
    struct str text = whole->text;
    size_t from = *at;
    while (from < text.len && ascii_space(text.ptr[from]))
        from++;
    if (from >= text.len)
        return false;
    size_t to = from;
    char quote = '\0';
    for (; to < text.len && (quote || !ascii_space(text.ptr[to])); to++) {
        char c = text.ptr[to];
        if (c == '\\' && to + 1 < text.len)
            to++;
        else if (quote ? c == quote : c == '"' || c == '\'')
            quote = quote ? '\0' : c;
    }
    if (to > text.len)
        to = text.len;
    *at = to;
    bool quoted =
        to - from >= 2 && strchr("\"'", text.ptr[from]) && text.ptr[to - 1] == text.ptr[from];
    *ret = part_of(whole, from + quoted, to - quoted);
    return true;
}

static void add_value(struct dockerfile *file, const struct site *part, struct str key)
{
    struct site site = *part;
    struct str text = site.text;
    if (text.len >= 2 && strchr("\"'", text.ptr[0]) && text.ptr[text.len - 1] == text.ptr[0])
        site_cut(&site, 1, text.len - 1);
    site.roles = SITE_VALUE;
    site.key = key;
    if (site.text.len > 0)
        value_add(file->parse, file->doc, file->lang, &site);
}

static void add_key(struct dockerfile *file, const struct site *part)
{
    struct site site = *part;
    site.roles = SITE_KEY;
    site.key = site.text;
    site_add(file->parse, file->doc, file->lang, &site);
}

/* ENV A=b C="d e", ENV A b c, ARG A=b, LABEL a=b */
static void take_pairs(struct dockerfile *file, const struct instruction *instruction)
{
    const struct site *whole = &instruction->text;
    size_t at = 0;
    struct site word;
    bool first = true;
    while (next_word(whole, &at, &word)) {
        size_t equals = str_find_char(word.text, '=', 0);
        if (equals == STR_NONE) {
            add_key(file, &word);
            if (!first || !str_equal_icase(instruction->name, STR("ENV")))
                continue;
            size_t from = at;
            while (from < whole->text.len && ascii_space(whole->text.ptr[from]))
                from++;
            struct site rest = part_of(whole, from, whole->text.len);
            add_value(file, &rest, word.text);
            return;
        }
        struct site name = part_of(&word, 0, equals);
        struct site value = part_of(&word, equals + 1, word.text.len);
        add_key(file, &name);
        add_value(file, &value, name.text);
        first = false;
    }
}

static void add_instruction(struct dockerfile *file, const struct instruction *instruction,
                            const struct site *part)
{
    struct site site = *part;
    site.roles = SITE_INSTRUCTION;
    site.key = instruction->name;
    value_add(file->parse, file->doc, file->lang, &site);
}

static bool is_stage(const struct dockerfile *file, struct str name)
{
    for (size_t i = 0; i < file->stages.count; i++) {
        if (str_equal_icase(file->stages.items[i], name))
            return true;
    }
    return false;
}

/* FROM --platform=x image:tag AS name */
static void take_from(struct dockerfile *file, const struct instruction *instruction)
{
    enum { STAGES = 256 };
    size_t at = 0;
    struct site word;
    bool image = false;
    while (next_word(&instruction->text, &at, &word)) {
        if (!image && word.text.len > 0 && word.text.ptr[0] == '-')
            continue;
        if (!image) {
            image = true;
            if (is_stage(file, word.text))
                continue;
            add_instruction(file, instruction, &word);
            package_add_spec(file->parse, file->doc, file->lang, &word, STR("docker"), false);
        } else if (str_equal_icase(word.text, STR("AS")) &&
                   next_word(&instruction->text, &at, &word) && file->stages.count < STAGES) {
            vec_push(file->parse->arena, &file->stages, word.text);
        }
    }
}

/* COPY, ADD, WORKDIR, …: a site for each word. */
static void take_words(struct dockerfile *file, const struct instruction *instruction)
{
    size_t at = 0;
    struct site word;
    while (next_word(&instruction->text, &at, &word))
        add_instruction(file, instruction, &word);
}

/* ["ollama", "serve"]: the words, or false when it is not that. */
static bool take_json(struct dockerfile *file, const struct site *whole, struct sites *words)
{
    struct str text = whole->text;
    size_t at = 0;
    while (at < text.len && ascii_space(text.ptr[at]))
        at++;
    if (at >= text.len || text.ptr[at] != '[' || text.ptr[trim_end(text, at, text.len) - 1] != ']')
        return false;
    for (at++; at < text.len; at++) {
        if (text.ptr[at] != '"')
            continue;
        struct mapped mapped = { .arena = file->parse->arena };
        size_t from = ++at;
        for (; at < text.len && text.ptr[at] != '"'; at++) {
            at += text.ptr[at] == '\\' && at + 1 < text.len;
            bool line = text.ptr[at] == 'n' && at > from && text.ptr[at - 1] == '\\';
            mapped_byte(&mapped, line ? '\n' : text.ptr[at],
                        whole->origin ? whole->origin[at] : whole->at.start + (uint32_t)at);
        }
        struct site word = part_of(whole, from, at);
        bool decoded = mapped.len != word.text.len;
        if (decoded) {
            word.origin = mapped_origin(&mapped, word.at.end);
            word.text = mapped_text(&mapped);
        }
        vec_push(file->parse->arena, words, word);
    }
    return true;
}

/* Options of RUN such as --mount=type=cache are docker's, not the shell's. */
static struct site without_options(const struct site *whole)
{
    struct str text = whole->text;
    size_t at = 0;
    for (;;) {
        while (at < text.len && ascii_space(text.ptr[at]))
            at++;
        if (!str_starts(str_slice(text, at, text.len), STR("--")))
            break;
        while (at < text.len && !ascii_space(text.ptr[at]))
            at++;
    }
    return part_of(whole, at, text.len);
}

/* RUN, CMD, ENTRYPOINT, SHELL, HEALTHCHECK CMD */
static void take_command(struct dockerfile *file, const struct instruction *instruction)
{
    struct site command = without_options(&instruction->text);
    if (str_equal_icase(instruction->name, STR("HEALTHCHECK"))) {
        if (!str_starts_icase(command.text, STR("CMD")))
            return;
        command = part_of(&command, 3, command.text.len);
    }
    command.key = instruction->name;
    struct sites words = { 0 };
    if (take_json(file, &command, &words))
        command_add(file->parse, file->doc, file->lang, words.items, words.count);
    else if (str_trim(command.text).len > 0)
        shell_guest(file->parse, file->doc, &command);
}

/* ---- heredocs ---- */

/* The words that end them, in order. */
static size_t find_heredocs(struct str text, struct str *heredocs)
{
    size_t count = 0;
    for (size_t at = 0; count < HEREDOCS && (at = str_find(text, STR("<<"), at)) != STR_NONE;) {
        at += 2;
        at += at < text.len && text.ptr[at] == '-';
        at += at < text.len && strchr("\"'", text.ptr[at]) && text.ptr[at];
        size_t from = at;
        while (at < text.len && (ascii_alnum(text.ptr[at]) || text.ptr[at] == '_'))
            at++;
        if (at > from && !ascii_digit(text.ptr[from]))
            heredocs[count++] = str_slice(text, from, at);
    }
    return count;
}

/* The lines up to the word that ends it. */
static void take_heredoc(struct dockerfile *file, const struct instruction *instruction,
                         struct str word)
{
    size_t from = file->lines.next;
    size_t to = from;
    while (lines_next(&file->lines)) {
        if (str_equal(str_trim(lines_text(&file->lines)), word))
            break;
        to = file->lines.next;
    }
    struct site body = { .key = instruction->name, .language = file->lang->name };
    site_set_raw(&body, file->doc, from, to);
    body.statement = body.at;
    if (str_equal_icase(instruction->name, STR("RUN"))) {
        shell_guest(file->parse, file->doc, &body);
        return;
    }
    /* COPY <<EOF /etc/app.yaml: a file of its own kind. */
    size_t space = instruction->text.text.len;
    while (space > 0 && !ascii_space(instruction->text.text.ptr[space - 1]))
        space--;
    struct doc inner = { .path =
                             str_slice(instruction->text.text, space, instruction->text.text.len),
                         .text = body.text };
    code_guest(file->parse, file->doc, lang_of_doc(&inner), &body);
}

/* ---- instructions ---- */

static const struct {
    const char *name;
    void (*take)(struct dockerfile *file, const struct instruction *instruction);
} takers[] = {
    { "ARG", take_pairs },   { "CMD", take_command }, { "ENTRYPOINT", take_command },
    { "ENV", take_pairs },   { "FROM", take_from },   { "HEALTHCHECK", take_command },
    { "LABEL", take_pairs }, { "RUN", take_command }, { "SHELL", take_command },
};

static void take_instruction(struct dockerfile *file, size_t from)
{
    struct str text = file->doc->text;
    size_t name_end = from;
    while (name_end < file->lines.to && ascii_alpha(text.ptr[name_end]))
        name_end++;
    struct instruction instruction = { .name = str_slice(text, from, name_end) };
    instruction.text.language = file->lang->name;
    join_lines(file, skip_blanks(text, name_end, file->lines.to), &instruction.text);
    instruction.text.statement =
        (struct extent){ doc_origin(file->doc, from), instruction.text.at.end };
    if (str_equal_icase(instruction.name, STR("ONBUILD"))) {
        size_t at = 0;
        struct site name;
        if (!next_word(&instruction.text, &at, &name))
            return;
        instruction.name = name.text;
        instruction.text = part_of(&instruction.text, at, instruction.text.text.len);
    }
    struct str heredocs[HEREDOCS];
    size_t count = 0;
    bool may_have = str_equal_icase(instruction.name, STR("RUN")) ||
                    str_equal_icase(instruction.name, STR("COPY")) ||
                    str_equal_icase(instruction.name, STR("ADD"));
    if (may_have)
        count = find_heredocs(instruction.text.text, heredocs);
    void (*take)(struct dockerfile *, const struct instruction *) = take_words;
    for (size_t i = 0; i < ARRAY_COUNT(takers); i++) {
        if (str_equal_icase(instruction.name, str_from(takers[i].name)))
            take = takers[i].take;
    }
    take(file, &instruction);
    for (size_t i = 0; i < count; i++)
        take_heredoc(file, &instruction, heredocs[i]);
}

/* "# escape=`" on one of the first lines: Windows images. */
static char escape_character(struct str text)
{
    struct lines lines = { .text = text };
    while (lines_next(&lines)) {
        struct str line = str_trim(lines_text(&lines));
        if (line.len == 0 || line.ptr[0] != '#')
            break;
        line = str_trim(str_slice(line, 1, line.len));
        if (str_starts_icase(line, STR("escape")) && line.ptr[line.len - 1] == '`')
            return '`';
    }
    return '\\';
}

bool parse_dockerfile(struct parse *parse, const struct doc *doc, const struct lang *lang)
{
    struct dockerfile file = {
        .parse = parse,
        .doc = doc,
        .lang = lang,
        .lines = { .text = doc->text },
        .escape = escape_character(doc->text),
    };
    while (lines_next(&file.lines)) {
        size_t from = skip_blanks(doc->text, file.lines.from, file.lines.to);
        if (from == file.lines.to)
            continue;
        if (doc->text.ptr[from] == '#')
            add_comment(&file, from, file.lines.to);
        else
            take_instruction(&file, from);
    }
    return true;
}
