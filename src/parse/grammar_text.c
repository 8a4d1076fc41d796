#include "parse/grammar_text.h"

/* ---- escapes ---- */

static int hex_value(char c)
{
    if (ascii_digit(c))
        return c - '0';
    char lower = ascii_lower(c);
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

/* UTF-8 of a code point; what is none becomes U+FFFD. */
static size_t put_utf8(uint32_t point, char out[4])
{
    if (point > 0x10FFFF || (point >= 0xD800 && point <= 0xDFFF))
        point = 0xFFFD;
    if (point < 0x80) {
        out[0] = (char)point;
        return 1;
    }
    size_t len = point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
    static const unsigned char lead[] = { 0, 0, 0xC0, 0xE0, 0xF0 };
    for (size_t i = len - 1; i > 0; i--, point >>= 6)
        out[i] = (char)(0x80 | (point & 0x3F));
    out[0] = (char)(lead[len] | point);
    return len;
}

/* Up to `most` digits at text[at]; returns how many. */
static size_t take_digits(struct str text, size_t at, size_t limit, size_t most, int base,
                          uint32_t *ret)
{
    size_t count = 0;
    *ret = 0;
    while (count < most && at + count < limit) {
        int value = hex_value(text.ptr[at + count]);
        if (value < 0 || value >= base)
            break;
        *ret = *ret * (uint32_t)base + (uint32_t)value;
        count++;
    }
    return count;
}

/* \x41 \u0041 \u{41} \U00000041: `at` is behind the letter. Returns the bytes taken there. */
static size_t take_code_point(struct str text, size_t at, size_t limit, char letter, uint32_t *ret)
{
    size_t most = letter == 'x' ? 2 : letter == 'u' ? 4 : 8;
    if (at < limit && text.ptr[at] == '{') {
        size_t count = take_digits(text, at + 1, limit, 8, 16, ret);
        bool closed = at + 1 + count < limit && text.ptr[at + 1 + count] == '}';
        return closed ? count + 2 : count + 1;
    }
    return take_digits(text, at, limit, most, 16, ret);
}

/* The second half of a character that JSON writes as two \u escapes. */
static size_t take_low_surrogate(struct str text, size_t at, size_t limit, uint32_t *point)
{
    uint32_t low;
    if (*point < 0xD800 || *point > 0xDBFF || limit - at < 6 || text.ptr[at] != '\\' ||
        text.ptr[at + 1] != 'u' || take_digits(text, at + 2, limit, 4, 16, &low) != 4 ||
        low < 0xDC00 || low > 0xDFFF)
        return 0;
    *point = 0x10000 + ((*point - 0xD800) << 10) + (low - 0xDC00);
    return 6;
}

size_t escape_decode(struct str text, size_t at, size_t limit, char out[4], size_t *ret_len)
{
    static const char plain[] = "abefnrtv";
    static const char meaning[] = "\a\b\033\f\n\r\t\v";
    *ret_len = 1;
    out[0] = text.ptr[at];
    if (out[0] != '\\' || at + 1 >= limit) {
        /* "" '' {{ %%: written twice, meant once. */
        bool twice = at + 1 < limit && text.ptr[at + 1] == out[0];
        return twice ? 2 : 1;
    }
    char c = text.ptr[at + 1];
    uint32_t point;
    if (c == 'x' || c == 'u' || c == 'U') {
        size_t taken = 2 + take_code_point(text, at + 2, limit, c, &point);
        if (taken == 2) {
            out[0] = c;
            return 2;
        }
        taken += take_low_surrogate(text, at + taken, limit, &point);
        *ret_len = put_utf8(point, out);
        return taken;
    }
    if (c >= '0' && c <= '7') {
        size_t digits = take_digits(text, at + 1, limit, 3, 8, &point);
        *ret_len = put_utf8(point, out);
        return 1 + digits;
    }
    if (c == '\n' || c == '\r') {
        *ret_len = 0;
        return c == '\r' && at + 2 < limit && text.ptr[at + 2] == '\n' ? 3 : 2;
    }
    const char *found = memchr(plain, c, sizeof plain - 1);
    out[0] = found ? meaning[found - plain] : c;
    return 2;
}

/* ---- pieces ---- */

static void add_piece(struct pieces *pieces, struct arena *arena, enum piece_kind kind,
                      uint32_t from, uint32_t to)
{
    if (from < to)
        vec_push(arena, pieces, (struct piece){ kind, from, to });
}

/* A string that is a single node: prefix and quotes are found by their looks. */
static void add_leaf(struct pieces *pieces, struct arena *arena, struct str text, uint32_t from,
                     uint32_t to)
{
    uint32_t quote = from;
    while (quote < to && (ascii_alpha(text.ptr[quote]) || text.ptr[quote] == '@' ||
                          text.ptr[quote] == '$' || text.ptr[quote] == '&'))
        quote++;
    bool quoted = quote < to && strchr("\"'`<", text.ptr[quote]) && text.ptr[quote] != '\0';
    if (!quoted) {
        /* :symbol */
        from += from < to && text.ptr[from] == ':';
        add_piece(pieces, arena, PIECE_RAW, from, to);
        return;
    }
    char open = text.ptr[quote];
    char close = open == '<' ? '>' : open;
    uint32_t width =
        to - quote >= 6 && text.ptr[quote + 1] == open && text.ptr[quote + 2] == open ? 3 : 1;
    from = quote + width;
    for (uint32_t i = 0; i < width && to > from && text.ptr[to - 1] == close; i++)
        to--;
    add_piece(pieces, arena, PIECE_RAW, from, to);
}

/* Where the walk over a string's nodes is. */
struct gather {
    struct pieces *pieces;
    const struct grammar *grammar;
    struct str text;
    struct arena *arena;
    bool started;  /* at the first node, the opening quote */
    uint32_t done; /* everything before has become pieces */
};

static void add_raw_until(struct gather *gather, uint32_t to)
{
    add_piece(gather->pieces, gather->arena, PIECE_RAW, gather->done, to);
    if (to > gather->done)
        gather->done = to;
}

/* Takes one node inside a string; true when its children have to be seen too. */
static bool gather_node(struct gather *gather, TSNode node)
{
    uint32_t from = ts_node_start_byte(node);
    uint32_t to = ts_node_end_byte(node);
    enum node_class class = grammar_rule(gather->grammar, node)->class;
    if (!gather->started) {
        gather->started = true;
        gather->done = from; /* a prefix that is no node is no text */
    }
    bool named = ts_node_is_named(node);
    if (named && class == NODE_NONE) {
        if (ts_node_child_count(node) > 0) {
            add_raw_until(gather, from);
            return true;
        }
        add_raw_until(gather, to);
        return false;
    }
    add_raw_until(gather, from);
    if (class == NODE_ESCAPE) {
        if (from < gather->done)
            return false; /* the escape before took it too */
        char out[4];
        size_t len;
        size_t limit = gather->text.len;
        uint32_t end = from + (uint32_t)escape_decode(gather->text, from, limit, out, &len);
        to = end > to ? end : to;
        add_piece(gather->pieces, gather->arena, PIECE_ESCAPE, from, to);
    } else if (named && class != NODE_DELIMITER) {
        add_piece(gather->pieces, gather->arena, PIECE_HOLE, from, to);
    }
    if (to > gather->done)
        gather->done = to;
    return false;
}

void pieces_of_string(struct pieces *pieces, const struct grammar *grammar, TSTreeCursor *cursor,
                      TSNode string, struct str text, struct arena *arena)
{
    if (ts_node_child_count(string) == 0) {
        add_leaf(pieces, arena, text, ts_node_start_byte(string), ts_node_end_byte(string));
        return;
    }
    struct gather gather = {
        .pieces = pieces,
        .grammar = grammar,
        .text = text,
        .arena = arena,
    };
    ts_tree_cursor_reset(cursor, string);
    unsigned depth = 0;
    bool down = ts_tree_cursor_goto_first_child(cursor);
    depth += down;
    while (depth > 0) {
        TSNode node = ts_tree_cursor_current_node(cursor);
        if (gather_node(&gather, node) && ts_tree_cursor_goto_first_child(cursor)) {
            depth++;
            continue;
        }
        while (depth > 0 && !ts_tree_cursor_goto_next_sibling(cursor)) {
            ts_tree_cursor_goto_parent(cursor);
            depth--;
            /* The tail of content behind its last escape; behind the last quote nothing is. */
            if (depth > 0)
                add_raw_until(&gather, ts_node_end_byte(ts_tree_cursor_current_node(cursor)));
        }
    }
}

/* ---- from pieces to text ---- */

static void put_origin(uint32_t *origin, const struct doc *doc, size_t at, size_t count)
{
    for (size_t i = 0; i < count; i++)
        origin[i] = doc_origin(doc, at);
}

static size_t put_piece(char *out, uint32_t *origin, const struct doc *doc,
                        const struct piece *piece)
{
    if (piece->kind == PIECE_HOLE) {
        memcpy(out, "{}", 2);
        put_origin(origin, doc, piece->from, 2);
        return 2;
    }
    if (piece->kind == PIECE_ESCAPE) {
        char bytes[4];
        size_t len;
        escape_decode(doc->text, piece->from, piece->to, bytes, &len);
        memcpy(out, bytes, len);
        put_origin(origin, doc, piece->from, len);
        return len;
    }
    size_t len = piece->to - piece->from;
    memcpy(out, doc->text.ptr + piece->from, len);
    for (size_t i = 0; i < len; i++)
        origin[i] = doc_origin(doc, piece->from + i);
    return len;
}

void site_set_pieces(struct site *site, const struct doc *doc, const struct pieces *pieces,
                     struct arena *arena)
{
    if (pieces->count == 0)
        return;
    const struct piece *first = &pieces->items[0];
    const struct piece *last = &pieces->items[pieces->count - 1];
    if (pieces->count == 1 && first->kind == PIECE_RAW) {
        site_set_raw(site, doc, first->from, first->to);
        return;
    }
    size_t room = 0;
    for (size_t i = 0; i < pieces->count; i++) {
        const struct piece *piece = &pieces->items[i];
        room += piece->kind == PIECE_RAW ? piece->to - piece->from : 4;
        site->partial = site->partial || piece->kind == PIECE_HOLE;
    }
    char *text = arena_alloc(arena, room + 1);
    uint32_t *origin = arena_array(arena, room + 1, sizeof *origin);
    size_t len = 0;
    for (size_t i = 0; i < pieces->count; i++)
        len += put_piece(text + len, origin + len, doc, &pieces->items[i]);
    origin[len] = doc_origin(doc, last->to);
    site->text = (struct str){ text, len };
    site->origin = origin;
    site->at = (struct extent){ doc_origin(doc, first->from), doc_origin(doc, last->to) };
}
