#include "parse/lexed.h"

#include "parse/grammar_text.h"
#include "parse/lang.h"
#include "parse/readers.h"

enum {
    BRACKETS = 64,     /* open at once; deeper ones are not told apart */
    LINE_BYTES = 1000, /* of a line that count as the statement, to each side of a site */
};

struct bracket {
    char open;
    struct str callee;
    struct str argument;
    struct str key; /* what is being set around it */
    int commas;
};

struct lexer {
    struct parse *parse;
    const struct doc *doc;
    const struct lang *lang;
    const struct lexer_rules *rules;
    size_t at;
    size_t line_start;
    struct bracket brackets[BRACKETS];
    size_t depth;
    bool quoted;     /* name is a string */
    struct str name; /* the last name or string, when nothing but blanks came after it */
    struct str key;  /* what is being set */
    bool typed;      /* a colon set the key: what stands before an equals sign is its type */
    bool import;     /* on a line that names modules */
};

static bool starts_with(const struct lexer *lexer, const char *text)
{
    return text &&
           str_starts(str_slice(lexer->doc->text, lexer->at, lexer->doc->text.len), str_from(text));
}

static char byte_at(const struct lexer *lexer, size_t at)
{
    return at < lexer->doc->text.len ? lexer->doc->text.ptr[at] : '\0';
}

static struct extent line_extent(const struct lexer *lexer, size_t from, size_t to)
{
    size_t last = to + LINE_BYTES < lexer->doc->text.len ? to + LINE_BYTES : lexer->doc->text.len;
    size_t end = str_find_char(str_slice(lexer->doc->text, 0, last), '\n', to);
    if (end == STR_NONE)
        end = last;
    size_t start = lexer->line_start < from ? lexer->line_start : from;
    start = from - start > LINE_BYTES ? from - LINE_BYTES : start;
    while (start < from && ascii_space(lexer->doc->text.ptr[start]))
        start++;
    while (end > to && ascii_space(lexer->doc->text.ptr[end - 1]))
        end--;
    return (struct extent){ doc_origin(lexer->doc, start), doc_origin(lexer->doc, end) };
}

static struct bracket *innermost(struct lexer *lexer)
{
    return lexer->depth > 0 && lexer->depth <= BRACKETS ? &lexer->brackets[lexer->depth - 1] : NULL;
}

/* A name that may be called: no word of the language itself. */
static bool is_callee(struct str name)
{
    static const char *const words[] = { "and",   "case",    "catch", "else",   "elseif", "elsif",
                                         "for",   "foreach", "guard", "if",     "in",     "let",
                                         "match", "not",     "or",    "return", "switch", "unless",
                                         "until", "when",    "where", "while",  "yield" };
    if (name.len == 0 || !(ascii_alpha(name.ptr[0]) || name.ptr[0] == '_'))
        return false;
    for (size_t i = 0; i < ARRAY_COUNT(words); i++) {
        if (str_is(name, words[i]))
            return false;
    }
    return true;
}

/* "$env:MODEL" and "$model" name MODEL and model. */
static struct str key_of(struct str name)
{
    if (str_starts_icase(name, STR("$env:")))
        return str_slice(name, 5, name.len);
    return name.len > 1 && strchr("$@", name.ptr[0]) ? str_slice(name, 1, name.len) : name;
}

/* Adds a site with what is known of its surroundings. */
static struct site *add(struct lexer *lexer, unsigned role, size_t from, size_t to)
{
    struct site *site = parse_site(lexer->parse, lexer->doc, lexer->lang, role);
    if (!site)
        return NULL;
    site_set_raw(site, lexer->doc, from, to);
    site->statement = line_extent(lexer, from, to);
    site->key = lexer->key;
    const struct bracket *bracket = innermost(lexer);
    bool literal = role & (SITE_STRING | SITE_NUMBER);
    bool attribute = lexer->name.len > 1 && lexer->name.ptr[0] == '@';
    if (literal && attribute)
        site->key = str_slice(lexer->name, 1, lexer->name.len); /* @model "llama3" */
    if (literal && !attribute && (role & SITE_STRING) && !lexer->quoted && is_callee(lexer->name)) {
        site->roles |= SITE_ARGUMENT; /* implementation 'group:name:1.0' */
        site->callee = lexer->name;
        site->position = 0;
    } else if (literal && bracket && bracket->open == '(' && bracket->callee.len > 0) {
        site->roles |= SITE_ARGUMENT;
        site->callee = bracket->callee;
        site->argument = bracket->argument;
        site->position = bracket->argument.len > 0 ? -1 : bracket->commas;
    } else if (literal && site->key.len > 0) {
        site->roles |= SITE_VALUE;
    }
    return site;
}

static void add_comment(struct lexer *lexer, size_t from, size_t to)
{
    while (to > from && ascii_space(byte_at(lexer, to - 1)))
        to--;
    while (from < to && ascii_space(byte_at(lexer, from)))
        from++;
    struct str text = str_slice(lexer->doc->text, from, to);
    bool prose = str_starts(text, STR("/**")) || str_starts(text, STR("///"));
    struct site *site = parse_site(lexer->parse, lexer->doc, lexer->lang,
                                   prose ? SITE_COMMENT | SITE_PROSE : SITE_COMMENT);
    if (site) {
        site_set_raw(site, lexer->doc, from, to);
        site->statement = site->at;
    }
}

static bool take_comment(struct lexer *lexer)
{
    struct str text = lexer->doc->text;
    size_t from = lexer->at;
    for (size_t i = 0; i < 2; i++) {
        if (!starts_with(lexer, lexer->rules->block_comments[i][0]))
            continue;
        struct str close = str_from(lexer->rules->block_comments[i][1]);
        size_t end = str_find(text, close, from + 2);
        lexer->at = end == STR_NONE ? text.len : end + close.len;
        add_comment(lexer, from, lexer->at);
        return true;
    }
    for (size_t i = 0; i < 3; i++) {
        if (!starts_with(lexer, lexer->rules->line_comments[i]))
            continue;
        size_t end = str_find_char(text, '\n', from);
        lexer->at = end == STR_NONE ? text.len : end;
        add_comment(lexer, from, lexer->at);
        return true;
    }
    return false;
}

/* Behind the code in a string that begins at `at`: its brackets are counted. */
static size_t skip_code(const struct lexer *lexer, size_t at)
{
    char open = lexer->rules->interpolation[1];
    char close = open == '(' ? ')' : '}';
    size_t depth = 0;
    for (size_t i = at; byte_at(lexer, i) != '\n' && i < lexer->doc->text.len; i++) {
        if (byte_at(lexer, i) == open)
            depth++;
        else if (byte_at(lexer, i) == close && --depth == 0)
            return i + 1;
    }
    return at + 2;
}

/* The string from `from` to the closing text; short ones end with their line. */
static void take_string(struct lexer *lexer, size_t from, const char *closing, bool is_long)
{
    struct str close = str_from(closing);
    struct pieces pieces = { 0 };
    struct arena *arena = lexer->parse->arena;
    bool escapes = lexer->rules->escape && !(is_long && lexer->rules->raw_long);
    size_t raw = from;
    size_t at = from;
    lexer->at = from;
    while (at < lexer->doc->text.len) {
        char c = byte_at(lexer, at);
        lexer->at = at;
        size_t special = 0;
        enum piece_kind kind = PIECE_ESCAPE;
        if (lexer->rules->interpolation && starts_with(lexer, lexer->rules->interpolation)) {
            special = skip_code(lexer, at);
            kind = PIECE_HOLE;
        } else if (escapes && c == lexer->rules->escape) {
            char out[4];
            size_t len;
            special = at + escape_decode(lexer->doc->text, at, lexer->doc->text.len, out, &len);
            if (special == at + 1) {
                at += 2; /* the backtick of PowerShell stays in the text, with its character */
                continue;
            }
        } else if (starts_with(lexer, closing)) {
            bool twice = !lexer->rules->escape && !is_long && byte_at(lexer, at + 1) == c;
            if (!twice)
                break;
            special = at + 2;
        } else if (c == '\n' && !is_long) {
            break;
        }
        if (special == 0) {
            at++;
            continue;
        }
        if (special > lexer->doc->text.len)
            special = lexer->doc->text.len;
        if (raw < at)
            vec_push(arena, &pieces, (struct piece){ PIECE_RAW, (uint32_t)raw, (uint32_t)at });
        vec_push(arena, &pieces, (struct piece){ kind, (uint32_t)at, (uint32_t)special });
        raw = at = special;
    }
    if (raw < at)
        vec_push(arena, &pieces, (struct piece){ PIECE_RAW, (uint32_t)raw, (uint32_t)at });
    bool closed = at < lexer->doc->text.len && byte_at(lexer, at) != '\n';
    if (pieces.count > 0) {
        struct site *site =
            add(lexer, lexer->import ? SITE_STRING | SITE_IMPORT : SITE_STRING, from, at);
        if (site)
            site_set_pieces(site, lexer->doc, &pieces, arena);
    }
    lexer->name = str_slice(lexer->doc->text, from, at);
    lexer->quoted = true;
    lexer->at = closed || is_long ? at + close.len : at;
}

static bool take_literal(struct lexer *lexer)
{
    for (size_t i = 0; i < 3; i++) {
        const char *const *pair = lexer->rules->long_quotes[i];
        if (starts_with(lexer, pair[0])) {
            take_string(lexer, lexer->at + strlen(pair[0]), pair[1], true);
            return true;
        }
    }
    char c = byte_at(lexer, lexer->at);
    if (c == '\0' || !strchr(lexer->rules->quotes, c))
        return false;
    char closing[2] = { c, '\0' };
    take_string(lexer, lexer->at + 1, closing, false);
    return true;
}

static bool begins_name(char c)
{
    return ascii_alpha(c) || c == '_' || c == '$' || c == '@' || c == '#' || (c & 0x80);
}

static bool is_import(const struct lexer *lexer, struct str word)
{
    for (size_t i = 0; i < 4 && lexer->rules->imports[i]; i++) {
        if (str_is(word, lexer->rules->imports[i]))
            return true;
    }
    return false;
}

static bool is_first_on_line(const struct lexer *lexer, size_t from)
{
    while (from > lexer->line_start && ascii_space(byte_at(lexer, from - 1)))
        from--;
    return from == lexer->line_start;
}

/* A name with the dots in it. */
static void take_name(struct lexer *lexer)
{
    size_t from = lexer->at++;
    for (;;) {
        char c = byte_at(lexer, lexer->at);
        char next = byte_at(lexer, lexer->at + 1);
        bool word = ascii_alnum(c) || c == '_' || (c & 0x80);
        bool joint = (c == '.' || c == '-' || c == ':' || c == '/') &&
                     (ascii_alpha(next) || next == '_') &&
                     (c == '.' || lexer->import || (c == '-' && lexer->rules->commands) ||
                      (c == ':' && byte_at(lexer, from) == '$'));
        if (!word && !joint)
            break;
        lexer->at++;
    }
    struct str word = str_slice(lexer->doc->text, from, lexer->at);
    if (is_first_on_line(lexer, from) && is_import(lexer, word)) {
        lexer->import = true;
        return;
    }
    if (word.len == 1 && !ascii_alpha(word.ptr[0]))
        return; /* the @ before a string */
    lexer->name = word;
    lexer->quoted = false;
    if (lexer->rules->commands && from > 0 && byte_at(lexer, from - 1) == '-') {
        /* -Model "x"; but -eq "x" compares. */
        bool parameter = word.ptr[0] >= 'A' && word.ptr[0] <= 'Z';
        lexer->key = parameter ? word : (struct str){ 0 };
        lexer->name = (struct str){ 0 };
    }
    add(lexer, lexer->import ? SITE_IMPORT : SITE_IDENTIFIER, from, lexer->at);
}

static void take_number(struct lexer *lexer)
{
    size_t from = lexer->at;
    while (ascii_alnum(byte_at(lexer, lexer->at)) || byte_at(lexer, lexer->at) == '_' ||
           (byte_at(lexer, lexer->at) == '.' && ascii_digit(byte_at(lexer, lexer->at + 1))))
        lexer->at++;
    add(lexer, SITE_NUMBER, from, lexer->at);
}

/* A line of PowerShell that calls a program; false when it is something else. */
static bool take_command(struct lexer *lexer)
{
    struct str text = lexer->doc->text;
    size_t end = lexer->at;
    bool dashes = false;
    while (end < text.len && (ascii_alnum(text.ptr[end]) || strchr("-_.", text.ptr[end]))) {
        dashes = dashes || text.ptr[end] == '-';
        end++;
    }
    struct str word = str_slice(text, lexer->at, end);
    bool program = word.len > 1 && word.ptr[0] >= 'a' && word.ptr[0] <= 'z' &&
                   byte_at(lexer, end) == ' ' && !strchr("=({|+", byte_at(lexer, end + 1));
    static const char *const keywords[] = { "break", "class", "else",    "elseif",
                                            "enum",  "for",   "foreach", "function",
                                            "if",    "param", "return",  "switch",
                                            "throw", "try",   "using",   "while" };
    for (size_t i = 0; program && i < ARRAY_COUNT(keywords); i++)
        program = !str_is(word, keywords[i]);
    if (!program)
        return false;
    size_t line_end = str_find_char(text, '\n', end);
    if (line_end == STR_NONE)
        line_end = text.len;
    size_t from = lexer->at;
    struct site host = { .position = -1 };
    const struct doc *doc = lexer->doc;
    parse_guest(lexer->parse, doc, lang_by_name(STR("bash")), str_slice(text, from, line_end),
                doc->origin ? doc->origin + from : NULL, doc_origin(doc, from), &host);
    lexer->at = line_end;
    return true;
}

static void open_bracket(struct lexer *lexer, char c)
{
    if (lexer->depth < BRACKETS)
        lexer->brackets[lexer->depth] = (struct bracket){
            .open = c,
            .callee = c == '(' && is_callee(lexer->name) ? lexer->name : (struct str){ 0 },
            .key = lexer->key,
        };
    lexer->depth++;
    if (c == '{' || c == '(')
        lexer->key = (struct str){ 0 };
    lexer->name = (struct str){ 0 };
}

static void take_mark(struct lexer *lexer, char c)
{
    char next = byte_at(lexer, lexer->at + 1);
    struct bracket *bracket = innermost(lexer);
    lexer->at++;
    if (c == '(' || c == '[' || c == '{') {
        open_bracket(lexer, c);
    } else if (c == ')' || c == ']' || c == '}') {
        if (bracket)
            lexer->key = bracket->key;
        lexer->depth -= lexer->depth > 0;
        lexer->name = (struct str){ 0 };
    } else if (c == ',' || c == ';') {
        if (bracket && c == ',') {
            bracket->commas++;
            bracket->argument = (struct str){ 0 };
        }
        if (!bracket || bracket->open != '[')
            lexer->key = (struct str){ 0 };
        lexer->name = (struct str){ 0 };
    } else if ((c == '=' && next != '=' && next != '~') || (c == ':' && next != ':')) {
        lexer->at += next == '>' || next == '=';
        bool type = c == '=' && lexer->typed && lexer->key.len > 0;
        lexer->typed = c == ':';
        if (lexer->name.len > 0 && !type) {
            lexer->key = key_of(lexer->name);
            if (bracket && bracket->open == '(')
                bracket->argument = lexer->key;
        }
        lexer->name = (struct str){ 0 };
    } else if (!ascii_space(c)) {
        /* Behind any other operator nothing is set: a == "x", a <= "x". */
        lexer->at += next == '=' && strchr("=!<>", c) && c != '\0';
        lexer->name = (struct str){ 0 };
    }
}

static void take_newline(struct lexer *lexer)
{
    lexer->at++;
    lexer->line_start = lexer->at;
    lexer->import = false;
    if (lexer->depth == 0 || !innermost(lexer) || innermost(lexer)->open == '{')
        lexer->key = lexer->name = (struct str){ 0 };
    if (lexer->rules->commands) {
        while (byte_at(lexer, lexer->at) == ' ' || byte_at(lexer, lexer->at) == '\t')
            lexer->at++;
        take_command(lexer);
    }
}

bool parse_lexed(struct parse *parse, const struct doc *doc, const struct lang *lang)
{
    struct lexer lexer = { .parse = parse, .doc = doc, .lang = lang, .rules = lang->lexer };
    if (lexer.rules->commands)
        take_command(&lexer);
    while (lexer.at < doc->text.len) {
        char c = doc->text.ptr[lexer.at];
        if (take_comment(&lexer) || take_literal(&lexer))
            continue;
        if (c == '\n')
            take_newline(&lexer);
        else if (begins_name(c))
            take_name(&lexer);
        else if (ascii_digit(c))
            take_number(&lexer);
        else
            take_mark(&lexer, c);
    }
    return true;
}
