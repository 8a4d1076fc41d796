#include "parse/guest/command.h"
#include "parse/guest/shell.h"
#include "parse/lang.h"
#include "parse/readers.h"

/*
 * A reader of our own rather than a grammar: half of the shell that matters is not in .sh files but
 * in RUN lines, workflow steps and Markdown, with templates and prompts in it, and must be read to
 * the end whatever is odd about it.
 */

enum { SUBSTITUTION_DEPTH = 12 }; /* $( … $( … ) … ) */

static bool looking_at(const struct shell *shell, const char *text)
{
    size_t len = strlen(text);
    return shell->end - shell->at >= len &&
           memcmp(shell->doc->text.ptr + shell->at, text, len) == 0;
}

/* ---- commands ---- */

static bool is_listed(const char *const *list, struct str word)
{
    for (; *list; list++) {
        if (str_is(word, *list))
            return true;
    }
    return false;
}

/* Words of the language itself in front of a command, and the prompt of a transcript. */
static bool is_reserved(const struct shell *shell, const struct site *word)
{
    static const char *const reserved[] = { "!",     "$",     "%",    "coproc", "do", "done",
                                            "elif",  "else",  "esac", "fi",     "if", "then",
                                            "until", "while", "{",    "}",      NULL };
    bool bare = word->at.end - word->at.start == word->text.len && !word->origin;
    return (bare || shell->doc->origin) && !word->dynamic && is_listed(reserved, word->text);
}

/* for NAME in a b c; select and case begin the same way. */
static bool add_loop(struct shell *shell, struct site *words, size_t count)
{
    bool loop = str_is(words[0].text, "for") || str_is(words[0].text, "select");
    if (!loop || count < 2)
        return str_is(words[0].text, "case") || str_is(words[0].text, "function");
    for (size_t i = 1; i < count; i++) {
        if (i == 2)
            continue; /* in */
        struct site *site =
            parse_site(shell->parse, shell->doc, shell->lang, i == 1 ? SITE_KEY : SITE_VALUE);
        if (!site)
            return true;
        const char *language = site->language;
        unsigned roles = site->roles;
        *site = words[i];
        site->roles = roles;
        site->language = language;
        site->position = -1;
        site->key = words[1].text;
    }
    return true;
}

/* The body of a request: curl -d '{"model": "llama3"}'. */
static void read_json(struct shell *shell, const struct site *word)
{
    struct str text = str_trim(word->text);
    bool json = text.len > 8 && text.ptr[0] == '{' && text.ptr[text.len - 1] == '}' &&
                str_find(text, STR("\":"), 0) != STR_NONE;
    if (json)
        parse_guest(shell->parse, shell->doc, lang_by_name(STR("json")), word->text, word->origin,
                    word->at.start, word);
}

static void end_command(struct shell *shell)
{
    struct site *words = shell->words.items;
    size_t count = shell->words.count;
    shell->words.count = 0;
    shell->target = (struct str){ 0 };
    if (count > 0 && str_is(words[0].text, "esac")) {
        shell->cases -= shell->cases > 0;
        shell->pattern = false;
    }
    while (count > 0 && is_reserved(shell, words)) {
        words++;
        count--;
    }
    if (count == 0)
        return;
    if (str_is(words[0].text, "case") && count > 2) {
        shell->cases++;
        shell->pattern = true;
    }
    struct extent whole = { words[0].at.start, words[count - 1].at.end };
    for (size_t i = 0; i < count; i++) {
        words[i].statement = whole;
        words[i].record = whole;
    }
    if (!add_loop(shell, words, count))
        command_add(shell->parse, shell->doc, shell->lang, words, count);
    for (size_t i = 0; i < count; i++)
        read_json(shell, &words[i]);
}

/* The patterns of a case: llama3|llama2) */
static void end_pattern(struct shell *shell)
{
    for (size_t i = 0; i < shell->words.count; i++) {
        struct site *site = parse_site(shell->parse, shell->doc, shell->lang, SITE_STRING);
        if (!site)
            break;
        site->text = shell->words.items[i].text;
        site->at = shell->words.items[i].at;
        site->origin = shell->words.items[i].origin;
        site->statement = site->at;
    }
    shell->words.count = 0;
    shell->pattern = false;
}

/* NAME=(a b c): the items are values. True when that stood here. */
static bool take_array(struct shell *shell)
{
    if (byte_at(shell, shell->at) != '(' || shell->words.count == 0)
        return false;
    struct site name = shell->words.items[shell->words.count - 1];
    if (name.text.len < 2 || name.text.ptr[name.text.len - 1] != '=' || name.dynamic)
        return false;
    shell->words.count--;
    name.text.len -= name.text.ptr[name.text.len - 2] == '+' ? 2 : 1;
    size_t first = shell->words.count;
    shell->at++;
    while (shell->at < shell->end && byte_at(shell, shell->at) != ')') {
        size_t before = shell->at;
        if (!ascii_space(byte_at(shell, shell->at)))
            shell_take_word(shell);
        if (shell->at == before)
            shell->at++;
    }
    shell->at++;
    struct str key = arena_printf(shell->parse->arena, "%.*s[]", STR_ARG(name.text));
    for (size_t i = first; i < shell->words.count; i++) {
        struct site *site = parse_site(shell->parse, shell->doc, shell->lang, SITE_VALUE);
        if (!site)
            break;
        const char *language = site->language;
        *site = shell->words.items[i];
        site->roles = SITE_VALUE;
        site->language = language;
        site->key = key;
        site->statement = site->at;
        site->record = (struct extent){ name.at.start, doc_origin(shell->doc, shell->at) };
    }
    shell->words.count = first;
    return true;
}

/* ---- lines ---- */

static void take_comment(struct shell *shell)
{
    size_t from = shell->at;
    while (shell->at < shell->end && byte_at(shell, shell->at) != '\n')
        shell->at++;
    size_t to = shell->at;
    while (to > from && ascii_space(byte_at(shell, to - 1)))
        to--;
    struct site *site = parse_site(shell->parse, shell->doc, shell->lang, SITE_COMMENT);
    if (site) {
        site_set_raw(site, shell->doc, from, to);
        site->statement = site->at;
    }
}

static void skip_blanks(struct shell *shell)
{
    while (byte_at(shell, shell->at) == ' ' || byte_at(shell, shell->at) == '\t')
        shell->at++;
}

/* Takes the word behind a redirection and returns its text. */
static struct str take_target(struct shell *shell)
{
    skip_blanks(shell);
    size_t count = shell->words.count;
    shell_take_word(shell);
    if (shell->words.count == count)
        return (struct str){ 0 };
    shell->words.count = count;
    return shell->words.items[count].text;
}

static void take_redirection(struct shell *shell)
{
    /* The number in 2>. */
    if (shell->words.count > 0) {
        const struct site *last = &shell->words.items[shell->words.count - 1];
        bool touches = last->at.end == doc_origin(shell->doc, shell->at);
        if (touches && last->text.len == 1 && ascii_digit(last->text.ptr[0]))
            shell->words.count--;
    }
    if (looking_at(shell, "<<<")) {
        shell->at += 3; /* the word is an operand as good as any */
        skip_blanks(shell);
        shell_take_word(shell);
        return;
    }
    bool heredoc = looking_at(shell, "<<");
    bool substitution = looking_at(shell, "<(") || looking_at(shell, ">(");
    bool writes = byte_at(shell, shell->at) == '>';
    while (shell->at < shell->end && strchr("<>", byte_at(shell, shell->at)))
        shell->at++;
    if (substitution)
        return; /* the parenthesis begins commands of its own */
    bool tabs = heredoc && byte_at(shell, shell->at) == '-';
    if (tabs || byte_at(shell, shell->at) == '&' || byte_at(shell, shell->at) == '|')
        shell->at++;
    struct str word = take_target(shell);
    if (heredoc && word.len > 0 && shell->heredoc_count < HEREDOCS) {
        struct str command = { 0 };
        for (size_t i = 0; i < shell->words.count && command.len == 0; i++) {
            if (!is_reserved(shell, &shell->words.items[i]))
                command = shell->words.items[i].text;
        }
        shell->heredocs[shell->heredoc_count++] =
            (struct heredoc){ .word = word, .tabs = tabs, .command = command };
    } else if (writes) {
        shell->target = word;
    }
}

/* The language of a heredoc: of the file that it becomes or the program that reads it. */
static const struct lang *heredoc_language(const struct heredoc *heredoc)
{
    if (heredoc->target.len > 0) {
        struct doc file = { .path = heredoc->target };
        return lang_of_doc(&file);
    }
    struct str program = heredoc->command;
    while (program.len > 0 && ascii_digit(program.ptr[program.len - 1]))
        program.len--;
    const struct lang *lang = lang_by_name(program);
    return lang;
}

static void read_heredoc(struct shell *shell, const struct heredoc *heredoc)
{
    size_t from = shell->at;
    size_t to = shell->end;
    while (shell->at < shell->end) {
        size_t line = shell->at;
        struct str text = str_slice(shell->doc->text, 0, shell->end);
        size_t line_end = str_find_char(text, '\n', line);
        shell->at = line_end == STR_NONE ? shell->end : line_end + 1;
        struct str content = str_slice(text, line, line_end == STR_NONE ? shell->end : line_end);
        while (heredoc->tabs && content.len > 0 && content.ptr[0] == '\t')
            content = str_slice(content, 1, content.len);
        if (content.len > 0 && content.ptr[content.len - 1] == '\r')
            content.len--;
        if (str_equal(content, heredoc->word)) {
            to = line;
            break;
        }
    }
    if (from == to)
        return;
    const struct doc *doc = shell->doc;
    const struct lang *lang = heredoc_language(heredoc);
    if (lang && lang->parse != parse_text) {
        struct site host = { .position = -1 };
        parse_guest(shell->parse, doc, lang, str_slice(doc->text, from, to),
                    doc->origin ? doc->origin + from : NULL, doc_origin(doc, from), &host);
        return;
    }
    struct site *site = parse_site(shell->parse, doc, shell->lang, SITE_STRING);
    if (site) {
        site_set_raw(site, doc, from, to);
        site->statement = site->at;
        site->command = heredoc->command;
    }
}

static void take_newline(struct shell *shell)
{
    /* The target of a redirection may stand behind the heredoc's word. */
    for (size_t i = 0; i < shell->heredoc_count; i++)
        shell->heredocs[i].target = shell->target;
    end_command(shell);
    shell->at++;
    size_t count = shell->heredoc_count;
    shell->heredoc_count = 0;
    for (size_t i = 0; i < count; i++)
        read_heredoc(shell, &shell->heredocs[i]);
}

static void take_operator(struct shell *shell, char c)
{
    if (c == '(' && take_array(shell))
        return;
    bool function = c == '(' && shell->words.count == 1 && byte_at(shell, shell->at + 1) == ')';
    if (function) {
        shell->words.count = 0; /* name() { … } */
        shell->at += 2;
        return;
    }
    bool next_pattern = shell->cases > 0 && looking_at(shell, ";;");
    if (shell->pattern && c == ')')
        end_pattern(shell);
    else if (!(shell->pattern && (c == '|' || c == '(')))
        end_command(shell);
    shell->pattern = shell->pattern || next_pattern;
    shell->at += next_pattern ? 2 : 1;
}

static void run(struct shell *shell)
{
    while (shell->at < shell->end) {
        char c = byte_at(shell, shell->at);
        size_t before = shell->at;
        if (c == '\n')
            take_newline(shell);
        else if (ascii_space(c) || looking_at(shell, "\\\n"))
            shell->at += ascii_space(c) ? 1 : 2;
        else if (looking_at(shell, "\\\r\n"))
            shell->at += 3;
        else if (c == '#')
            take_comment(shell);
        else if (c == '<' || c == '>' || looking_at(shell, "&>"))
            shell->at += c == '&', take_redirection(shell);
        else if (c != '\0' && strchr(";&|()", c))
            take_operator(shell, c);
        else
            shell_take_word(shell);
        if (shell->at == before)
            shell->at++; /* whatever it is, go on behind it */
    }
    end_command(shell);
}

/* Commands inside a command: a substitution. */
void shell_read_range(struct shell *outer, size_t from, size_t to)
{
    if (outer->depth >= SUBSTITUTION_DEPTH || from >= to)
        return;
    struct shell shell = {
        .parse = outer->parse,
        .doc = outer->doc,
        .lang = outer->lang,
        .at = from,
        .end = to,
        .depth = outer->depth + 1,
    };
    run(&shell);
}

bool parse_shell(struct parse *parse, const struct doc *doc, const struct lang *lang)
{
    struct shell shell = { .parse = parse, .doc = doc, .lang = lang, .end = doc->text.len };
    run(&shell);
    return true;
}
