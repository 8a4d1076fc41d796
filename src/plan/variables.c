#include "plan/variables.h"

#include "base/map.h"

enum { MAX_WRITTEN = 120 };

/* Where `mark` stands after `at`, not far away. */
static size_t find_near(struct str text, const char *mark, size_t at)
{
    size_t end = at + MAX_WRITTEN < text.len ? at + MAX_WRITTEN : text.len;
    return str_find(str_slice(text, 0, end), str_from(mark), at);
}

static size_t skip_blanks(struct str text, size_t at)
{
    while (at < text.len && ascii_space(text.ptr[at]))
        at++;
    return at;
}

/* Behind a name with its parts: question, user.name, items[0], doc['text']. */
static size_t name_end(struct str text, size_t at)
{
    if (at >= text.len || !(ascii_alpha(text.ptr[at]) || text.ptr[at] == '_'))
        return at;
    while (at < text.len && (ascii_word(text.ptr[at]) || text.ptr[at] == '.'))
        at++;
    return at;
}

static void add(struct arena *arena, struct variables *ret, struct str name, struct str written)
{
    vec_push(arena, ret, (struct variable){ name, written });
}

/* "{question}", "{score:.2f}", "{question!r}", "{}", "{user.name()}": with the brace at `at`.
 * Returns where to go on. JSON in a text is no variable: a quote or a blank follows its brace. */
static size_t braced(struct str text, size_t start, size_t at, struct arena *arena,
                     struct variables *ret)
{
    size_t close = find_near(text, "}", at);
    if (close == STR_NONE)
        return at + 1;
    size_t end = name_end(text, at + 1);
    bool named = end > at + 1;
    bool whole = end == close || text.ptr[end] == ':' || text.ptr[end] == '!' ||
                 text.ptr[end] == '(' || text.ptr[end] == '[';
    bool empty = close == at + 1;
    bool in_code = start < at && !named; /* ${ x + y } */
    if (!empty && !(named && whole) && !in_code)
        return at + 1;
    struct str name =
        named ? str_slice(text, at + 1, end) : str_trim(str_slice(text, at + 1, close));
    add(arena, ret, name, str_slice(text, start, close + 1));
    return close + 1;
}

/* "{{ question }}", "{{question | trim}}", "{{ .Prompt }}", "{{#if x}}" is a block and no variable.
 */
static size_t double_braced(struct str text, size_t at, struct arena *arena, struct variables *ret)
{
    size_t close = find_near(text, "}}", at);
    if (close == STR_NONE)
        return at + 2;
    size_t start = skip_blanks(text, at + 2);
    if (start < close && (text.ptr[start] == '-' || text.ptr[start] == '{'))
        start = skip_blanks(text, start + 1);
    while (start < close && (text.ptr[start] == '.' || text.ptr[start] == '$'))
        start++;
    size_t end = name_end(text, start);
    static const char *const blocks[] = { "if",  "else",  "end",    "range",   "with",
                                          "for", "block", "define", "template" };
    struct str name = str_slice(text, start, end);
    if (end > start && !str_is_any(name, blocks, sizeof blocks / sizeof *blocks))
        add(arena, ret, name, str_slice(text, at, close + 2));
    return close + 2;
}

/* "%(name)s", "%s" */
static size_t percent(struct str text, size_t at, struct arena *arena, struct variables *ret)
{
    if (at + 1 < text.len && text.ptr[at + 1] == '(') {
        size_t end = name_end(text, at + 2);
        if (end > at + 2 && end + 1 < text.len && text.ptr[end] == ')' &&
            ascii_alpha(text.ptr[end + 1])) {
            add(arena, ret, str_slice(text, at + 2, end), str_slice(text, at, end + 2));
            return end + 2;
        }
        return at + 1;
    }
    bool whole = at + 2 >= text.len || !ascii_word(text.ptr[at + 2]);
    if (at + 1 < text.len && (text.ptr[at + 1] == 's' || text.ptr[at + 1] == 'd') && whole &&
        (at == 0 || !ascii_digit(text.ptr[at - 1])))
        add(arena, ret, STR(""), str_slice(text, at, at + 2));
    return at + 1;
}

/* "$question", not "$5" and not "a$b". */
static size_t dollar(struct str text, size_t at, struct arena *arena, struct variables *ret)
{
    if (at + 1 < text.len && text.ptr[at + 1] == '{')
        return braced(text, at, at + 1, arena, ret);
    size_t end = at + 1;
    while (end < text.len && ascii_word(text.ptr[end]) &&
           !(end == at + 1 && ascii_digit(text.ptr[end])))
        end++;
    bool touches = at > 0 && ascii_word(text.ptr[at - 1]);
    if (end > at + 2 && !touches)
        add(arena, ret, str_slice(text, at + 1, end), str_slice(text, at, end));
    return end;
}

static void drop_repeated(struct arena *arena, struct variables *variables)
{
    static char seen;
    struct map known = { 0 };
    size_t kept = 0;
    for (size_t i = 0; i < variables->count; i++) {
        void **slot = map_at(&known, arena, variables->items[i].written);
        if (!*slot)
            variables->items[kept++] = variables->items[i];
        *slot = &seen;
    }
    variables->count = kept;
}

void variables_find(struct str text, bool once, struct arena *arena, struct variables *ret)
{
    *ret = (struct variables){ 0 };
    for (size_t at = 0; at < text.len;) {
        char c = text.ptr[at];
        bool doubled = at + 1 < text.len && text.ptr[at + 1] == '{';
        if (c == '{' && doubled)
            at = double_braced(text, at, arena, ret);
        else if (c == '{')
            at = braced(text, at, at, arena, ret);
        else if (c == '#' && doubled)
            at = braced(text, at, at + 1, arena, ret);
        else if (c == '$')
            at = dollar(text, at, arena, ret);
        else if (c == '%')
            at = percent(text, at, arena, ret);
        else
            at++;
    }
    if (once)
        drop_repeated(arena, ret);
}
