#include "match/literal.h"

#include "base/buf.h"

/* Pieces of this length are rare enough alone; shorter ones are searched with what is beside. */
enum { PIECE_ENOUGH = 6 };

/* What no format escapes. */
static bool plain(char c)
{
    return ascii_alnum(c) || c == '_' || c == '-' || c == '.';
}

/* What formats escape in more ways than can be listed, or in several bytes. */
static bool hard(char c)
{
    return c == '"' || c == '\'' || c == '\\' || c == '&' || (unsigned char)c < 0x20 ||
           (unsigned char)c >= 0x7f;
}

static bool soft(char c)
{
    return c == '<' || c == '>' || c == '|' || c == '/' || c == ':';
}

/* ASCII that is no letter, digit or '_', however it is written. */
static bool hard_or_soft(char c)
{
    return soft(c) || (hard(c) && (unsigned char)c < 0x7f);
}

static struct str longest_run(struct str text, bool (*breaks)(char))
{
    struct str best = { text.ptr, 0 };
    size_t start = 0;
    for (size_t i = 0; i <= text.len; i++) {
        if (i < text.len && !breaks(text.ptr[i]))
            continue;
        if (i - start > best.len)
            best = str_slice(text, start, i);
        start = i + 1;
    }
    return best;
}

static bool not_plain(char c)
{
    return !plain(c);
}

/* How a format writes one of the characters; NULL: as it is. */
typedef const char *(*escape_fn)(char c);

static const char *escape_json(char c)
{
    return c == '<' ? "\\u003c" : c == '>' ? "\\u003e" : NULL;
}

static const char *escape_json_upper(char c)
{
    return c == '<' ? "\\u003C" : c == '>' ? "\\u003E" : NULL;
}

static const char *escape_json_slash(char c)
{
    return c == '/' ? "\\/" : NULL;
}

static const char *escape_hex(char c)
{
    return c == '<' ? "\\x3c" : c == '>' ? "\\x3e" : NULL;
}

static const char *escape_html(char c)
{
    return c == '<' ? "&lt;" : c == '>' ? "&gt;" : NULL;
}

static const char *escape_html_bar(char c)
{
    return c == '<' ? "&lt;" : c == '>' ? "&gt;" : c == '|' ? "&#124;" : NULL;
}

static const char *escape_url(char c)
{
    switch (c) {
    case '<':
        return "%3C";
    case '>':
        return "%3E";
    case '|':
        return "%7C";
    case '/':
        return "%2F";
    case ':':
        return "%3A";
    case '[':
        return "%5B";
    case ']':
        return "%5D";
    case '@':
        return "%40";
    case ' ':
        return "%20";
    default:
        return NULL;
    }
}

static const char *escape_url_lower(char c)
{
    switch (c) {
    case '<':
        return "%3c";
    case '>':
        return "%3e";
    case '|':
        return "%7c";
    case '/':
        return "%2f";
    case ':':
        return "%3a";
    case '[':
        return "%5b";
    case ']':
        return "%5d";
    default:
        return escape_url(c);
    }
}

static struct str escaped(struct str text, escape_fn escape, struct arena *arena)
{
    struct buf buf = { 0 };
    for (size_t i = 0; i < text.len; i++) {
        const char *with = escape(text.ptr[i]);
        if (with)
            buf_puts(&buf, with);
        else
            buf_char(&buf, text.ptr[i]);
    }
    struct str copy = arena_str(arena, buf_str(&buf));
    buf_release(&buf);
    return copy;
}

static void add_escaped(struct str text, const escape_fn *escapes, size_t count,
                        struct arena *arena, struct strs *out)
{
    size_t first = out->count;
    vec_push(arena, out, text);
    bool any = false;
    for (size_t i = 0; i < text.len; i++)
        any |= soft(text.ptr[i]);
    for (size_t i = 0; any && i < count; i++) {
        struct str spelling = escaped(text, escapes[i], arena);
        bool known = false;
        for (size_t j = first; j < out->count; j++)
            known |= str_equal(out->items[j], spelling);
        if (!known)
            vec_push(arena, out, spelling);
    }
}

void spellings_add(struct str text, struct arena *arena, struct strs *out)
{
    static const escape_fn escapes[] = {
        escape_html, escape_html_bar, escape_json,      escape_json_upper,
        escape_hex,  escape_url,      escape_url_lower, escape_json_slash,
    };
    add_escaped(text, escapes, ARRAY_COUNT(escapes), arena, out);
}

/* A literal that is `text`, or what formats make of it; it begins and ends in the same words. What
 * is escaped beside a piece is no letter, digit or '_', and neither is how it is written. */
static struct literal make_literal(struct str text, struct str from, struct str whole,
                                   unsigned flags)
{
    const char *end = from.ptr + from.len;
    bool first = from.ptr == whole.ptr;
    bool last = end == whole.ptr + whole.len;
    bool cut_before = !first && hard_or_soft(from.ptr[-1]);
    bool cut_behind = !last && hard_or_soft(*end);
    return (struct literal){
        .text = text,
        .icase = flags & LITERAL_ICASE,
        .word_before =
            (cut_before || (first && flags & LITERAL_WORD_BEFORE)) && ascii_word(from.ptr[0]),
        .word_behind = (cut_behind || (last && flags & LITERAL_WORD_BEHIND)) && ascii_word(end[-1]),
    };
}

bool literal_add(struct str text, unsigned flags, size_t least, struct arena *arena,
                 struct literals *out)
{
    struct str piece = longest_run(text, not_plain);
    if (piece.len < PIECE_ENOUGH || piece.len == text.len) {
        struct str certain = longest_run(text, hard);
        if (certain.len < least)
            return false;
        struct strs spellings = { 0 };
        spellings_add(certain, arena, &spellings);
        for (size_t i = 0; i < spellings.count; i++)
            vec_push(arena, out, make_literal(spellings.items[i], certain, text, flags));
        return true;
    }
    if (piece.len < least)
        return false;
    vec_push(arena, out, make_literal(arena_str(arena, piece), piece, text, flags));
    return true;
}

/* What literal_add makes of it, and all pieces that no format escapes. */
static const struct demand *demand_of_text(struct str text, unsigned flags, size_t least,
                                           struct arena *arena)
{
    struct demands pieces = { 0 };
    struct literals whole = { 0 };
    if (literal_add(text, flags, least, arena, &whole))
        vec_push(arena, &pieces, demand_one_of(&whole, arena));
    size_t start = 0;
    for (size_t i = 0; i <= text.len; i++) {
        if (i < text.len && plain(text.ptr[i]))
            continue;
        struct str piece = str_slice(text, start, i);
        start = i + 1;
        if (piece.len < least || piece.len == text.len)
            continue;
        struct literals one = { 0 };
        vec_push(arena, &one, make_literal(arena_str(arena, piece), piece, text, flags));
        vec_push(arena, &pieces, demand_one_of(&one, arena));
    }
    return demand_join(DEMAND_ALL, &pieces, arena);
}

const struct demand *literal_demand(const struct strs *texts, unsigned flags, size_t least,
                                    struct arena *arena)
{
    struct demands any = { 0 };
    for (size_t i = 0; i < texts->count; i++)
        vec_push(arena, &any, demand_of_text(texts->items[i], flags, least, arena));
    return demand_join(DEMAND_ANY, &any, arena);
}
