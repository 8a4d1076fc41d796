#include "match/pattern.h"

#include "match/literal.h"

/* More alternatives than anybody writes by hand: a guard against {a,b}{a,b}{a,b}… */
enum { EXPANSION_MAX = 512, BRACES_MAX = 16, LITERAL_LEAST = 3 };

bool wildcard_match(struct str pattern, struct str text, bool icase)
{
    /* Two cursors; after a mismatch the last star takes one byte more. */
    size_t p = 0;
    size_t t = 0;
    size_t star = STR_NONE;
    size_t star_text = 0;
    while (t < text.len) {
        char c = icase ? ascii_lower(text.ptr[t]) : text.ptr[t];
        if (p < pattern.len && pattern.ptr[p] == '*') {
            star = p++;
            star_text = t;
        } else if (p < pattern.len && (pattern.ptr[p] == '?' || pattern.ptr[p] == c)) {
            p++;
            t++;
        } else if (star != STR_NONE) {
            p = star + 1;
            t = ++star_text;
        } else {
            return false;
        }
    }
    while (p < pattern.len && pattern.ptr[p] == '*')
        p++;
    return p == pattern.len;
}

static void expand(struct str pattern, unsigned braces, struct arena *run, struct strs *out)
{
    size_t open = str_find_char(pattern, '{', 0);
    size_t close = open == STR_NONE ? STR_NONE : str_find_char(pattern, '}', open);
    if (close == STR_NONE || braces == BRACES_MAX || out->count >= EXPANSION_MAX) {
        vec_push(run, out, pattern);
        return;
    }
    struct str before = str_slice(pattern, 0, open);
    struct str after = str_slice(pattern, close + 1, pattern.len);
    struct str rest = str_slice(pattern, open + 1, close);
    while (rest.ptr && out->count < EXPANSION_MAX) {
        struct str choice = str_split(&rest, ',');
        expand(arena_printf(run, "%.*s%.*s%.*s", STR_ARG(before), STR_ARG(choice), STR_ARG(after)),
               braces + 1, run, out);
    }
}

void braces_expand(struct str pattern, struct arena *run, struct strs *out)
{
    expand(pattern, 0, run, out);
}

/* A copy with every separator replaced; 0 for the replacement leaves it out. */
static struct str respell(struct str text, const char *separators, char replacement,
                          struct arena *run)
{
    struct str copy = arena_str(run, text);
    char *bytes = arena_alloc(run, text.len + 1);
    size_t len = 0;
    bool inside = false; /* the dashes before an option stay */
    for (size_t i = 0; i < text.len; i++) {
        bool separator = inside && i + 1 < text.len && strchr(separators, copy.ptr[i]);
        inside |= !strchr(separators, copy.ptr[i]);
        if (!separator)
            bytes[len++] = copy.ptr[i];
        else if (replacement)
            bytes[len++] = replacement;
    }
    return (struct str){ bytes, len };
}

static void add_once(struct strs *items, struct arena *run, struct str item)
{
    for (size_t i = 0; i < items->count; i++) {
        if (str_equal(items->items[i], item))
            return;
    }
    vec_push(run, items, item);
}

static struct str lower(struct str text, struct arena *run)
{
    char *bytes = arena_alloc(run, text.len + 1);
    for (size_t i = 0; i < text.len; i++)
        bytes[i] = ascii_lower(text.ptr[i]);
    return (struct str){ bytes, text.len };
}

void patterns_add(struct patterns *patterns, struct arena *run, struct str pattern)
{
    struct strs expanded = { 0 };
    braces_expand(pattern, run, &expanded);
    for (size_t i = 0; i < expanded.count; i++) {
        struct str item = expanded.items[i];
        if (patterns->flags & PATTERN_ICASE)
            item = lower(item, run);
        add_once(&patterns->items, run, item);
        const char *spellings = patterns->flags & PATTERN_KEY ? "-_" : "-_.";
        const char *separators = patterns->flags & PATTERN_PACKAGE ? "-_." : "-_";
        if (!(patterns->flags & (PATTERN_KEY | PATTERN_PACKAGE)))
            continue;
        for (const char *with = spellings; *with; with++)
            add_once(&patterns->items, run, respell(item, separators, *with, run));
        if (patterns->flags & PATTERN_KEY)
            add_once(&patterns->items, run, respell(item, separators, '\0', run));
    }
}

bool strs_parse(const struct yaml_node *node, const char *name, struct arena *run, struct strs *ret,
                struct err *err)
{
    struct strs list = { 0 };
    if (node->kind == YAML_SCALAR) {
        vec_push(run, &list, node->scalar);
    } else if (node->kind == YAML_SEQUENCE && node->count > 0) {
        for (const struct yaml_node *item = yaml_first(node); item; item = item->next) {
            if (item->kind != YAML_SCALAR) {
                return err_set(err, ERR_SYNTAX, "%s:%u: '%.*s' takes a list of plain texts", name,
                               item->line, STR_ARG(node->key));
            }
            vec_push(run, &list, item->scalar);
        }
    } else {
        return err_set(err, ERR_SYNTAX, "%s:%u: '%.*s' takes a text or a list of texts", name,
                       node->line, STR_ARG(node->key));
    }
    *ret = list;
    return true;
}

bool patterns_compile(const struct yaml_node *node, unsigned flags, const struct compile_env *env,
                      struct patterns *ret, struct err *err)
{
    struct strs globs;
    if (!strs_parse(node, env->name, env->run, &globs, err))
        return false;
    struct patterns patterns = { .flags = flags };
    for (size_t i = 0; i < globs.count; i++)
        patterns_add(&patterns, env->run, globs.items[i]);
    *ret = patterns;
    return true;
}

bool patterns_match(const struct patterns *patterns, struct str text)
{
    bool icase = patterns->flags & PATTERN_ICASE;
    for (size_t i = 0; i < patterns->items.count; i++) {
        if (wildcard_match(patterns->items.items[i], text, icase))
            return true;
    }
    return false;
}

/* What breaks a pattern into pieces: wildcards, and in what is put together from several places in
 * the file, such as the parts of a callee, all but names. */
static bool breaks_piece(const struct patterns *patterns, char c)
{
    return c == '*' || c == '?' || (patterns->flags & PATTERN_PARTS && !ascii_word(c));
}

static struct str longest_piece(const struct patterns *patterns, struct str pattern)
{
    struct str best = { pattern.ptr, 0 };
    size_t start = 0;
    for (size_t i = 0; i <= pattern.len; i++) {
        if (i < pattern.len && !breaks_piece(patterns, pattern.ptr[i]))
            continue;
        if (i - start > best.len)
            best = str_slice(pattern, start, i);
        start = i + 1;
    }
    return best;
}

/* A pattern fits whole names, so that a piece is a word where no wildcard stands beside it. */
static unsigned piece_flags(const struct patterns *patterns, struct str pattern, struct str piece)
{
    size_t start = (size_t)(piece.ptr - pattern.ptr);
    size_t end = start + piece.len;
    bool open_before = start > 0 && strchr("*?", pattern.ptr[start - 1]);
    bool open_behind = end < pattern.len && strchr("*?", pattern.ptr[end]);
    return (patterns->flags & PATTERN_ICASE ? LITERAL_ICASE : 0) |
           (open_before ? 0 : LITERAL_WORD_BEFORE) | (open_behind ? 0 : LITERAL_WORD_BEHIND);
}

bool patterns_literals(const struct patterns *patterns, struct arena *arena, struct literals *out)
{
    struct literals found = { 0 };
    for (size_t i = 0; i < patterns->items.count; i++) {
        struct str pattern = patterns->items.items[i];
        struct str piece = longest_piece(patterns, pattern);
        unsigned flags = piece_flags(patterns, pattern, piece);
        if (!literal_add(piece, flags, LITERAL_LEAST, arena, &found))
            return false;
    }
    for (size_t i = 0; i < found.count; i++)
        vec_push(arena, out, found.items[i]);
    return true;
}

const struct demand *patterns_demand(const struct patterns *patterns, struct arena *arena)
{
    struct demands any = { 0 };
    for (size_t i = 0; i < patterns->items.count; i++) {
        struct str pattern = patterns->items.items[i];
        struct demands pieces = { 0 };
        size_t start = 0;
        for (size_t at = 0; at <= pattern.len; at++) {
            if (at < pattern.len && !breaks_piece(patterns, pattern.ptr[at]))
                continue;
            struct str piece = str_slice(pattern, start, at);
            struct strs one = { .items = &piece, .count = 1 };
            vec_push(
                arena, &pieces,
                literal_demand(&one, piece_flags(patterns, pattern, piece), LITERAL_LEAST, arena));
            start = at + 1;
        }
        vec_push(arena, &any, demand_join(DEMAND_ALL, &pieces, arena));
    }
    return demand_join(DEMAND_ANY, &any, arena);
}
