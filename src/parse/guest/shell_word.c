#include "parse/guest/shell.h"
#include "parse/mapped.h"

/* A word under construction. */
struct word {
    struct mapped text;
    size_t from;
    unsigned holes;
    size_t hole_at; /* bytes of text before the last hole */
    size_t hole_end;
    struct str variable; /* what it reads */
};

static bool is_name_byte(char c)
{
    return ascii_alnum(c) || c == '_';
}

/* Code in a word stays as it is written: value_expand looks into it. */
static void add_hole(struct shell *shell, struct word *word, size_t from, size_t to,
                     struct str variable)
{
    word->holes++;
    word->hole_at = word->text.len;
    word->variable = variable;
    mapped_raw(&word->text, shell->doc, from, to);
    word->hole_end = word->text.len;
}

/* Behind the closing bracket of what opens at `open`, quotes passed over; 0 when it stays open. */
static size_t find_close(const struct shell *shell, size_t open, char opening, char closing)
{
    size_t depth = 0;
    for (size_t i = open; i < shell->end; i++) {
        char c = shell->doc->text.ptr[i];
        if (c == '\\') {
            i++;
        } else if (c == '\'') {
            size_t close = str_find_char(str_slice(shell->doc->text, 0, shell->end), '\'', i + 1);
            i = close == STR_NONE ? i : close;
        } else if (c == opening) {
            depth++;
        } else if (c == closing && --depth == 0) {
            return i + 1;
        }
    }
    return 0;
}

/* NAME of ${NAME}, ${NAME:-default}, ${#NAME}, …: `from` is at the dollar. */
static struct str parameter_name(const struct shell *shell, size_t from)
{
    size_t start = from + 2;
    while (byte_at(shell, start) == '!' || byte_at(shell, start) == '#')
        start++;
    size_t end = start;
    while (is_name_byte(byte_at(shell, end)))
        end++;
    return str_slice(shell->doc->text, start, end);
}

/* {{ … }} of a template, with or without a dollar before it. */
static bool take_template(struct shell *shell, struct word *word)
{
    size_t from = shell->at;
    size_t open = from + (byte_at(shell, from) == '$');
    if (byte_at(shell, open) != '{' || byte_at(shell, open + 1) != '{')
        return false;
    struct str text = str_slice(shell->doc->text, 0, shell->end);
    size_t line_end = str_find_char(text, '\n', open);
    size_t close =
        str_find(str_slice(text, 0, line_end == STR_NONE ? text.len : line_end), STR("}}"), open);
    if (close == STR_NONE)
        return false;
    struct str inside = str_trim(str_slice(text, open + 2, close));
    size_t name_from = inside.len;
    while (name_from > 0 &&
           (is_name_byte(inside.ptr[name_from - 1]) || inside.ptr[name_from - 1] == '-'))
        name_from--;
    shell->at = close + 2;
    add_hole(shell, word, from, shell->at, str_slice(inside, name_from, inside.len));
    return true;
}

/* What begins with a dollar or a backtick. False when it is just that character. */
static bool take_expansion(struct shell *shell, struct word *word)
{
    size_t from = shell->at;
    char next = byte_at(shell, from + 1);
    if (byte_at(shell, from) == '`') {
        struct str text = str_slice(shell->doc->text, 0, shell->end);
        size_t close = shell->no_backtick ? STR_NONE : str_find_char(text, '`', from + 1);
        if (close == STR_NONE) {
            shell->no_backtick = true;
            return false;
        }
        shell->at = close + 1;
        add_hole(shell, word, from, shell->at, (struct str){ 0 });
        shell_read_range(shell, from + 1, close);
        return true;
    }
    if (take_template(shell, word))
        return true;
    if (next == '(' || next == '{') {
        size_t to =
            shell->no_parenthesis ? 0 : find_close(shell, from + 1, next, next == '(' ? ')' : '}');
        if (to == 0) {
            shell->no_parenthesis = true;
            return false;
        }
        shell->at = to;
        struct str variable = { 0 };
        if (next == '{')
            variable = parameter_name(shell, from);
        else if (byte_at(shell, from + 2) != '(')
            shell_read_range(shell, from + 2, to - 1);
        add_hole(shell, word, from, to, variable);
        return true;
    }
    size_t to = from + 1;
    while (is_name_byte(byte_at(shell, to)))
        to++;
    bool special = to == from + 1 && next != '\0' && strchr("@*#?$!-", next);
    if (to == from + 1 && !special)
        return false;
    to += special;
    shell->at = to;
    add_hole(shell, word, from, to, str_slice(shell->doc->text, from + 1, to));
    return true;
}

static void take_byte(struct shell *shell, struct word *word)
{
    mapped_raw(&word->text, shell->doc, shell->at, shell->at + 1);
    shell->at++;
}

/* Between double quotes, behind the opening one. */
static void take_double_quoted(struct shell *shell, struct word *word)
{
    while (shell->at < shell->end) {
        char c = byte_at(shell, shell->at);
        if (c == '"') {
            shell->at++;
            return;
        }
        if (c == '\\' && strchr("\"\\$`\n", byte_at(shell, shell->at + 1)) &&
            shell->at + 1 < shell->end) {
            shell->at++;
            if (byte_at(shell, shell->at) == '\n')
                shell->at++;
            else
                take_byte(shell, word);
        } else if (!((c == '$' || c == '`' || c == '{') &&
                     (c == '{' ? take_template(shell, word) : take_expansion(shell, word)))) {
            take_byte(shell, word);
        }
    }
}

/* Behind the opening quote; without a closing one it was an apostrophe. */
static void take_single_quoted(struct shell *shell, struct word *word)
{
    struct str text = str_slice(shell->doc->text, 0, shell->end);
    size_t close = str_find_char(text, '\'', shell->at);
    if (close == STR_NONE) {
        mapped_raw(&word->text, shell->doc, shell->at - 1, shell->at);
        return;
    }
    mapped_raw(&word->text, shell->doc, shell->at, close);
    shell->at = close + 1;
}

static bool ends_word(const struct shell *shell)
{
    char c = byte_at(shell, shell->at);
    return shell->at >= shell->end || ascii_space(c) || (c != '\0' && strchr(";&|()<>", c));
}

static void finish_word(struct shell *shell, struct word *word)
{
    struct site site = { .position = -1 };
    size_t to = shell->at;
    bool lone = word->holes == 1 && word->text.len == word->hole_end &&
                (word->hole_at == 0 || word->text.bytes[word->hole_at - 1] == '=');
    site.dynamic = lone;
    site.variable = lone ? word->variable : (struct str){ 0 };
    site.partial = word->holes > 0 && !lone;
    if (word->text.len == to - word->from)
        site_set_raw(&site, shell->doc, word->from, to);
    else
        site_set_mapped(&site, &word->text, shell->doc, word->from, to);
    vec_push(shell->parse->arena, &shell->words, site);
}

void shell_take_word(struct shell *shell)
{
    struct word word = { .text = { .arena = shell->parse->arena }, .from = shell->at };
    while (!ends_word(shell)) {
        char c = byte_at(shell, shell->at);
        if (c == '\\') {
            shell->at++;
            if (byte_at(shell, shell->at) == '\r' && byte_at(shell, shell->at + 1) == '\n')
                shell->at++;
            if (byte_at(shell, shell->at) == '\n')
                shell->at++;
            else if (shell->at < shell->end)
                take_byte(shell, &word);
        } else if (c == '"') {
            shell->at++;
            take_double_quoted(shell, &word);
        } else if (c == '\'') {
            shell->at++;
            take_single_quoted(shell, &word);
        } else if (c == '$' && (byte_at(shell, shell->at + 1) == '"' ||
                                byte_at(shell, shell->at + 1) == '\'')) {
            shell->at++;
        } else if (!((c == '$' || c == '`') && take_expansion(shell, &word)) &&
                   !(c == '{' && take_template(shell, &word))) {
            take_byte(shell, &word);
        }
    }
    if (shell->at > word.from)
        finish_word(shell, &word);
}
