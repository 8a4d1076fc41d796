#include "parse/grammar_name.h"

#include "base/attr.h"

enum {
    NAME_BYTES = 200,   /* of an assigned name; longer ones are no names */
    CALLEE_BYTES = 200, /* that are kept */
    CALLEE_LOOK = 2000, /* bytes looked at, so that a chain of n calls costs n */
    PATH_BYTES = 400,   /* of a joined key path, for the same reason */
};

static bool is_word(char c)
{
    return ascii_alnum(c) || c == '_' || c == '-' || (unsigned char)c >= 0x80;
}

/* ---- targets ---- */

static bool is_qualifier(struct str word)
{
    static const char *const words[] = { "const", "final", "let",    "local", "mut",
                                         "ref",   "self",  "static", "this",  "var" };
    return str_is_any(word, words, ARRAY_COUNT(words));
}

struct str name_of_target(struct str text, struct arena *arena)
{
    if (text.len > NAME_BYTES)
        return (struct str){ 0 };
    char out[NAME_BYTES + 1];
    size_t len = 0;
    size_t at = 0;
    while (at < text.len) {
        size_t from = at;
        while (at < text.len && is_word(text.ptr[at]) &&
               !(text.ptr[at] == '-' && at + 1 < text.len && text.ptr[at + 1] == '>'))
            at++;
        struct str word = str_slice(text, from, at);
        if (word.len > 0) {
            if (is_qualifier(word) && at < text.len)
                continue;
            if (len > 0)
                out[len++] = '.';
            memcpy(out + len, word.ptr, word.len);
            len += word.len;
            continue;
        }
        char c = text.ptr[at];
        size_t close = c == '"' || c == '\'' ? str_find_char(text, c, at + 1) : STR_NONE;
        if (close != STR_NONE) {
            /* A quoted part may hold anything: config['my key']. */
            if (len > 0)
                out[len++] = '.';
            memcpy(out + len, text.ptr + at + 1, close - at - 1);
            len += close - at - 1;
            at = close + 1;
            continue;
        }
        bool typed = c == ':' && at + 1 < text.len && text.ptr[at + 1] == ' ';
        if (typed)
            break;
        if (strchr("(){},;=", c))
            return (struct str){ 0 };
        at++;
    }
    if (len == text.len && memcmp(out, text.ptr, len) == 0)
        return text;
    return arena_str(arena, (struct str){ out, len });
}

struct str name_last_part(struct str name)
{
    size_t from = name.len;
    while (from > 0 && is_word(name.ptr[from - 1]))
        from--;
    return str_slice(name, from, name.len);
}

/* ---- callees ---- */

/* Where the string that ends at text[at] begins. */
static size_t skip_string_back(struct str text, size_t at)
{
    char quote = text.ptr[at];
    size_t open = at;
    while (open > 0 && text.ptr[open - 1] != quote && text.ptr[open - 1] != '\n')
        open--;
    return open > 0 && text.ptr[open - 1] == quote ? open - 1 : at;
}

/* Where the bracket that closes at text[at] opens; `at` itself when it does not. */
static size_t skip_bracket_back(struct str text, size_t at)
{
    size_t depth = 0;
    for (size_t i = at + 1; i-- > 0;) {
        char c = text.ptr[i];
        if (c == '"' || c == '\'' || c == '`') {
            i = skip_string_back(text, i);
        } else if (c == ')' || c == ']' || c == '}') {
            depth++;
        } else if ((c == '(' || c == '[' || c == '{') && --depth == 0) {
            return i;
        }
    }
    return at;
}

/* Where the type arguments that close at text[at] open; `at` itself when these are none. */
static size_t skip_angle_back(struct str text, size_t at)
{
    size_t depth = 0;
    for (size_t i = at + 1; i-- > 0;) {
        char c = text.ptr[i];
        if (c == '>')
            depth++;
        else if (c == '<' && --depth == 0)
            return i;
        else if (c == '(' || c == ';')
            break;
    }
    return at;
}

struct str name_of_callee(struct str text, struct arena *arena)
{
    text = str_trim(text);
    if (text.len > 0 && text.ptr[text.len - 1] == '(')
        text = str_trim(str_slice(text, 0, text.len - 1));
    if (text.len > CALLEE_LOOK)
        text = str_slice(text, text.len - CALLEE_LOOK, text.len);
    char out[CALLEE_BYTES];
    size_t start = CALLEE_BYTES; /* filled from its end */
    size_t at = text.len;
    while (at > 0 && start >= 2) {
        char c = text.ptr[at - 1];
        bool arrow = c == '>' && at > 1 && (text.ptr[at - 2] == '-' || text.ptr[at - 2] == '=');
        if (c == ')' || c == ']') {
            size_t open = skip_bracket_back(text, at - 1);
            if (open == at - 1)
                break;
            out[--start] = c;
            out[--start] = c == ')' ? '(' : '[';
            at = open;
        } else if (c == '>' && !arrow) {
            size_t open = skip_angle_back(text, at - 1);
            if (open == at - 1)
                break;
            at = open;
        } else if (ascii_space(c)) {
            while (at > 0 && ascii_space(text.ptr[at - 1]))
                at--;
            /* `new X`, `await x`: what stands before a name is a keyword. */
            bool words = at > 0 && is_word(text.ptr[at - 1]) && start < CALLEE_BYTES &&
                         (is_word(out[start]) || strchr("$@&*[", out[start]));
            if (words)
                break;
        } else if (is_word(c) || arrow || strchr(".:-$@?!&*\\/%", c)) {
            out[--start] = c;
            at--;
        } else {
            break;
        }
    }
    struct str name = { out + start, CALLEE_BYTES - start };
    while (name.len > 0 && strchr(".:?", name.ptr[name.len - 1]))
        name.len--;
    while (name.len > 0 && strchr(".:?&*-", name.ptr[0]))
        name = str_slice(name, 1, name.len);
    if (name.len <= text.len && memcmp(text.ptr + text.len - name.len, name.ptr, name.len) == 0)
        return str_slice(text, text.len - name.len, text.len);
    return arena_str(arena, name);
}

bool name_imports(struct str callee)
{
    static const char *const words[] = {
        "__import__",      "import",           "importlib.import_module",
        "library",         "loadNamespace",    "require",
        "require.resolve", "requireNamespace", "require_relative",
        "vi.mock",         "jest.mock",
    };
    return str_is_any(callee, words, ARRAY_COUNT(words));
}

bool name_wraps(struct str callee)
{
    static const char *const words[] = {
        "Arc::new",      "Box::new",        "Cow::from",  "Ok",       "Optional.of",
        "Path",          "SecretStr",       "Some",       "String",   "String::from",
        "Text",          "aws.String",      "cast",       "lo.ToPtr", "openai.F",
        "openai.String", "pointer.String",  "pointer.To", "ptr",      "ptr.To",
        "pulumi.String", "std::string",     "str",        "string",   "strdup",
        "strPtr",        "textwrap.dedent", "dedent",     "to.Ptr",   "tea.String",
    };
    return str_is_any(callee, words, ARRAY_COUNT(words));
}

/* ---- variables ---- */

/* The literal that begins with the quote at text[at], if it could be the name of a variable. */
static struct str quoted_name(struct str text, size_t at)
{
    size_t end = at + 1;
    while (end < text.len && (is_word(text.ptr[end]) || strchr(".:/", text.ptr[end])))
        end++;
    bool closed = end < text.len && text.ptr[end] == text.ptr[at];
    return closed ? str_slice(text, at + 1, end) : (struct str){ 0 };
}

/* getenv, environ.get, GetEnvironmentVariable, config, secret: calls that read what they name. */
static bool is_accessor(struct str word)
{
    static const char *const parts[] = { "config", "env",  "fetch", "get",    "lookup",  "option",
                                         "param",  "prop", "read",  "secret", "setting", "var" };
    for (size_t i = 0; i < ARRAY_COUNT(parts); i++) {
        if (str_find_icase(word, str_from(parts[i]), 0) != STR_NONE)
            return true;
    }
    return false;
}

struct str name_of_variable(struct str text, bool *ret_quoted)
{
    static const char *const before[] = { "await", "new", "not", "return", "typeof" };
    static const char *const behind[] = { "and", "as", "else", "if", "in", "is", "or", "to" };
    struct str last = { 0 };
    *ret_quoted = false;
    for (size_t at = 0; at < text.len;) {
        size_t from = at;
        while (at < text.len && is_word(text.ptr[at]) && text.ptr[at] != '-')
            at++;
        struct str word = str_slice(text, from, at);
        if (word.len > 0) {
            if (str_is_any(word, behind, ARRAY_COUNT(behind)))
                break;
            if (!str_is_any(word, before, ARRAY_COUNT(before)))
                last = word;
            continue;
        }
        char c = text.ptr[at++];
        bool template = at < text.len && strchr("{$#", text.ptr[at]);
        if ((c == '"' || c == '\'' || c == '`') && template) {
            last = (struct str){ 0 }; /* the prefix of a string with code in it */
        } else if (c == '(' || c == '[') {
            while (at < text.len && ascii_space(text.ptr[at]))
                at++;
            if (at < text.len && strchr("\"'`", text.ptr[at])) {
                if (c == '(' && !is_accessor(last))
                    return last;
                struct str name = quoted_name(text, at);
                *ret_quoted = name.len > 0;
                return name.len > 0 ? name : last;
            }
        } else if (c == '?' || c == ':' || c == '-') {
            bool access = at < text.len && strchr(".:>[", text.ptr[at]);
            access = access || (c == ':' && at >= 2 && text.ptr[at - 2] == ':');
            if (!access)
                break;
        } else if (!ascii_space(c) && !strchr(".)]<>$@&*!{}#\\", c)) {
            break;
        }
    }
    return last;
}

struct str name_join(struct str outer, struct str inner, struct arena *arena)
{
    if (outer.len == 0)
        return inner;
    if (inner.len == 0)
        return outer;
    if (outer.len > PATH_BYTES)
        outer = str_slice(outer, outer.len - PATH_BYTES, outer.len);
    bool item = str_is(inner, "[]");
    size_t len = outer.len + inner.len + !item;
    char *text = arena_alloc(arena, len + 1);
    memcpy(text, outer.ptr, outer.len);
    text[outer.len] = '.';
    memcpy(text + outer.len + !item, inner.ptr, inner.len);
    return (struct str){ text, len };
}
