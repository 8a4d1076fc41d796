#include "match/regex_literals.h"

#include "match/literal.h"

/*
 * A descent over the pattern. A sequence keeps the run of bytes that follow each other, or several
 * runs behind a group of plain texts: "(?:B|E)_INST" is B_INST or E_INST. A finished run, and each
 * group that must match, is a candidate; the best candidate is what the sequence needs, and all of
 * them together are what it demands. A group needs all of what its alternatives need.
 */
enum { LEAST = 3, WORD_EDGE = '\b', DEPTH_MAX = 40, CHOICES_MAX = 64, RUNS_MAX = 24 };

/* Texts, one of which is needed; none: nothing is known. Where \b stands they have WORD_EDGE. */
struct need {
    struct strs texts;
    bool icase;
    bool plain;                  /* every match is one of them, nothing before or behind */
    const struct demand *demand; /* all that is known, which may be more than one of the texts */
};

struct reader {
    struct str pattern;
    size_t at;
    struct arena *arena;
    unsigned depth;
    bool lost; /* something that is not followed: nothing can be said */
};

/* A sequence while it is read. */
struct sequence {
    struct strs runs; /* what the bytes read last may be; none: nothing is known of them */
    bool runs_icase;
    bool plain; /* the sequence is nothing but these bytes so far */
    struct need best;
    struct demands demands; /* of all candidates */
};

static size_t shortest(const struct need *need)
{
    size_t least = need->texts.count > 0 ? SIZE_MAX : 0;
    for (size_t i = 0; i < need->texts.count; i++) {
        struct str text = need->texts.items[i];
        size_t len = 0;
        for (size_t j = 0; j < text.len; j++)
            len += text.ptr[j] != WORD_EDGE;
        if (len < least)
            least = len;
    }
    return least;
}

static unsigned edge_flags(struct str text)
{
    bool before = text.len > 0 && text.ptr[0] == WORD_EDGE;
    bool behind = text.len > 0 && text.ptr[text.len - 1] == WORD_EDGE;
    return (before ? LITERAL_WORD_BEFORE : 0) | (behind ? LITERAL_WORD_BEHIND : 0);
}

static struct str without_edges(struct str text, struct arena *arena)
{
    char *bytes = arena_alloc(arena, text.len + 1);
    size_t len = 0;
    for (size_t i = 0; i < text.len; i++) {
        if (text.ptr[i] != WORD_EDGE)
            bytes[len++] = text.ptr[i];
    }
    return (struct str){ bytes, len };
}

/* What is known of a candidate, or else one of its texts. */
static const struct demand *demand_of(const struct need *need, struct arena *arena)
{
    if (need->demand)
        return need->demand;
    struct demands any = { 0 };
    for (size_t i = 0; i < need->texts.count; i++) {
        struct str text = need->texts.items[i];
        struct str bare = without_edges(text, arena);
        struct strs one = { .items = &bare, .count = 1 };
        unsigned flags = edge_flags(text) | (need->icase ? LITERAL_ICASE : 0);
        vec_push(arena, &any, literal_demand(&one, flags, LEAST, arena));
    }
    return demand_join(DEMAND_ANY, &any, arena);
}

static void offer(struct reader *reader, struct sequence *sequence, const struct need *need)
{
    vec_push(reader->arena, &sequence->demands, demand_of(need, reader->arena));
    size_t now = shortest(&sequence->best);
    size_t offered = shortest(need);
    if (offered > now || (offered == now && need->texts.count < sequence->best.texts.count))
        sequence->best = *need;
}

static void end_run(struct reader *reader, struct sequence *sequence)
{
    struct need need = { .texts = sequence->runs, .icase = sequence->runs_icase };
    if (shortest(&need) > 0)
        offer(reader, sequence, &need);
    sequence->runs = (struct strs){ 0 };
    sequence->runs_icase = false;
    sequence->plain = false;
}

static struct str joined(struct str before, struct str behind, struct arena *arena)
{
    char *bytes = arena_alloc(arena, before.len + behind.len + 1);
    if (before.len > 0)
        memcpy(bytes, before.ptr, before.len);
    if (behind.len > 0)
        memcpy(bytes + before.len, behind.ptr, behind.len);
    return (struct str){ bytes, before.len + behind.len };
}

/* Each run followed by each text. */
static void extend_runs(struct reader *reader, struct sequence *sequence, const struct strs *texts,
                        bool icase)
{
    struct strs longer = { 0 };
    size_t count = sequence->runs.count > 0 ? sequence->runs.count : 1;
    for (size_t i = 0; i < count; i++) {
        struct str run = sequence->runs.count > 0 ? sequence->runs.items[i] : STR("");
        for (size_t j = 0; j < texts->count; j++) {
            vec_push(reader->arena, &longer, joined(run, texts->items[j], reader->arena));
        }
    }
    sequence->runs = longer;
    sequence->runs_icase |= icase;
}

static char peek(const struct reader *reader, size_t ahead)
{
    size_t at = reader->at + ahead;
    return at < reader->pattern.len ? reader->pattern.ptr[at] : '\0';
}

static bool at_end(const struct reader *reader)
{
    return reader->at >= reader->pattern.len;
}

static bool looking_at(const struct reader *reader, const char *text)
{
    return str_starts(str_slice(reader->pattern, reader->at, reader->pattern.len), str_from(text));
}

/* A quantifier at the cursor, read over. */
struct quantifier {
    bool present;
    bool optional; /* may be zero times */
};

static struct quantifier read_quantifier(struct reader *reader)
{
    struct quantifier found = { false, false };
    char c = peek(reader, 0);
    if (c == '*' || c == '?' || c == '+') {
        found = (struct quantifier){ true, c != '+' };
        reader->at++;
    } else if (c == '{' && ascii_digit(peek(reader, 1))) {
        found.present = true;
        found.optional = peek(reader, 1) == '0' && !ascii_digit(peek(reader, 2));
        while (!at_end(reader) && peek(reader, 0) != '}')
            reader->at++;
        reader->at++;
    }
    if (found.present && (peek(reader, 0) == '?' || peek(reader, 0) == '+'))
        reader->at++;
    return found;
}

static void skip_class(struct reader *reader, char *ret_only, bool *ret_either_case)
{
    size_t start = ++reader->at;
    if (peek(reader, 0) == '^')
        reader->at++;
    if (peek(reader, 0) == ']')
        reader->at++;
    while (!at_end(reader) && peek(reader, 0) != ']') {
        if (peek(reader, 0) == '[' && peek(reader, 1) == ':') {
            while (!at_end(reader) && !looking_at(reader, ":]"))
                reader->at++;
            reader->at++;
        } else if (peek(reader, 0) == '\\') {
            reader->at++;
        }
        reader->at++;
    }
    /* [Ll] is a letter of which the case does not matter, [.] a dot. */
    struct str inner = str_slice(reader->pattern, start, reader->at);
    *ret_only = '\0';
    *ret_either_case = false;
    if (inner.len == 1 && inner.ptr[0] != '^' && inner.ptr[0] != '\\') {
        *ret_only = inner.ptr[0];
    } else if (inner.len == 2 && inner.ptr[0] != inner.ptr[1] && ascii_alpha(inner.ptr[0]) &&
               ascii_lower(inner.ptr[0]) == ascii_lower(inner.ptr[1])) {
        *ret_only = ascii_lower(inner.ptr[0]);
        *ret_either_case = true;
    }
    reader->at++;
}

static struct need read_alternatives(struct reader *reader, bool icase);

/* Reads behind "(?"; true when a group follows whose content is needed. */
static bool open_group(struct reader *reader, bool *icase, bool *ret_flags_only)
{
    *ret_flags_only = false;
    if (looking_at(reader, "=") || looking_at(reader, "!") || looking_at(reader, "<=") ||
        looking_at(reader, "<!") || looking_at(reader, "#"))
        return false;
    if (looking_at(reader, "P<") || looking_at(reader, "<") || looking_at(reader, "'")) {
        char close = looking_at(reader, "'") ? '\'' : '>';
        reader->at++;
        while (!at_end(reader) && peek(reader, 0) != close)
            reader->at++;
        reader->at++;
        return true;
    }
    if (looking_at(reader, ">") || looking_at(reader, "|") || looking_at(reader, ":")) {
        reader->at++;
        return true;
    }
    bool on = true;
    for (; !at_end(reader); reader->at++) {
        char c = peek(reader, 0);
        if (c == '-') {
            on = false;
        } else if (c == 'i') {
            *icase = on;
        } else if (c == ':' || c == ')') {
            *ret_flags_only = c == ')';
            reader->at++;
            return true;
        } else if (!strchr("smnU", c)) { /* x, recursion, conditions, (?P=name) */
            break;
        }
    }
    reader->lost = true;
    return false;
}

/* Over a group whose content says nothing, to behind its closing bracket. */
static void skip_group(struct reader *reader)
{
    unsigned open = 1;
    while (!at_end(reader) && open > 0) {
        char c = peek(reader, 0);
        if (c == '\\') {
            reader->at++;
        } else if (c == '[') {
            char only;
            bool either;
            skip_class(reader, &only, &either);
            continue;
        } else if (c == '(') {
            open++;
        } else if (c == ')') {
            open--;
        }
        reader->at++;
    }
}

static void read_group(struct reader *reader, struct sequence *sequence, bool *icase)
{
    bool inner_icase = *icase;
    bool flags_only = false;
    reader->at++;
    if (peek(reader, 0) == '*') { /* (*VERB) */
        reader->lost = true;
        return;
    }
    if (peek(reader, 0) == '?') {
        reader->at++;
        if (!open_group(reader, &inner_icase, &flags_only)) {
            skip_group(reader);
            read_quantifier(reader);
            return; /* of no width: what stands on both sides still touches */
        }
        if (flags_only) {
            *icase = inner_icase;
            return;
        }
    }
    struct need need = read_alternatives(reader, inner_icase);
    if (peek(reader, 0) != ')')
        reader->lost = true;
    reader->at++;
    struct quantifier quantifier = read_quantifier(reader);
    if (!quantifier.present && need.plain &&
        need.texts.count * (sequence->runs.count + 1) <= RUNS_MAX) {
        extend_runs(reader, sequence, &need.texts, need.icase);
        return;
    }
    end_run(reader, sequence);
    if (!quantifier.optional && (need.texts.count > 0 || need.demand))
        offer(reader, sequence, &need);
}

static void read_byte(struct reader *reader, struct sequence *sequence, char byte, bool icase)
{
    bool maybe = peek(reader, 0) == '?';
    struct quantifier quantifier = read_quantifier(reader);
    struct str texts[] = { arena_str(reader->arena, (struct str){ &byte, 1 }), STR("") };
    struct strs either = { .items = texts, .count = maybe ? 2 : 1 };
    bool follows = sequence->runs.count > 0 && sequence->runs.count * 2 <= RUNS_MAX;
    if ((quantifier.optional && !(maybe && follows)) || byte == WORD_EDGE) {
        end_run(reader, sequence);
        return;
    }
    extend_runs(reader, sequence, &either, icase);
    if (quantifier.present && !maybe)
        end_run(reader, sequence);
}

static void read_word_edge(struct reader *reader, struct sequence *sequence)
{
    struct str text = STR("\b");
    struct strs one = { .items = &text, .count = 1 };
    extend_runs(reader, sequence, &one, false);
}

static int hex_digit(char c)
{
    return ascii_digit(c)                                   ? c - '0'
           : ascii_lower(c) >= 'a' && ascii_lower(c) <= 'f' ? ascii_lower(c) - 'a' + 10
                                                            : -1;
}

static void read_escape(struct reader *reader, struct sequence *sequence, bool icase)
{
    char c = peek(reader, 1);
    reader->at += 2;
    if (c == 'b') {
        read_word_edge(reader, sequence);
        return;
    }
    if (strchr("BAzZGK", c) && c)
        return; /* of no width */
    if (c == 'x' && hex_digit(peek(reader, 0)) >= 0 && hex_digit(peek(reader, 1)) >= 0) {
        char byte = (char)(hex_digit(peek(reader, 0)) * 16 + hex_digit(peek(reader, 1)));
        reader->at += 2;
        read_byte(reader, sequence, byte, icase);
    } else if (!ascii_alnum(c)) {
        read_byte(reader, sequence, c, icase);
    } else if (strchr("dDwWsShHvVRNXnrtfe", c)) {
        end_run(reader, sequence);
        read_quantifier(reader);
    } else {
        reader->lost = true;
    }
}

static struct need read_sequence(struct reader *reader, bool *icase)
{
    struct sequence sequence = { .plain = true };
    while (!at_end(reader) && !reader->lost) {
        char c = peek(reader, 0);
        if (c == '|' || c == ')')
            break;
        if (c == '(') {
            read_group(reader, &sequence, icase);
        } else if (c == '\\') {
            read_escape(reader, &sequence, *icase);
        } else if (c == '[') {
            char only;
            bool either;
            skip_class(reader, &only, &either);
            if (only) {
                read_byte(reader, &sequence, only, *icase || either);
            } else {
                end_run(reader, &sequence);
                read_quantifier(reader);
            }
        } else if (c == '.') {
            reader->at++;
            end_run(reader, &sequence);
            read_quantifier(reader);
        } else {
            reader->at++;
            if (c != '^' && c != '$')
                read_byte(reader, &sequence, c, *icase);
        }
    }
    bool plain = sequence.plain && sequence.runs.count > 0;
    struct need whole = { .texts = sequence.runs, .icase = sequence.runs_icase, .plain = true };
    end_run(reader, &sequence);
    if (plain)
        return whole;
    sequence.best.demand = demand_join(DEMAND_ALL, &sequence.demands, reader->arena);
    return sequence.best;
}

static struct need read_alternatives(struct reader *reader, bool icase)
{
    struct need all = { .plain = true };
    bool unknown = false;
    struct demands demands = { 0 };
    if (++reader->depth > DEPTH_MAX)
        reader->lost = true;
    for (;;) {
        struct need one = read_sequence(reader, &icase);
        unknown |= one.texts.count == 0;
        all.icase |= one.icase;
        all.plain &= one.plain;
        for (size_t i = 0; i < one.texts.count; i++)
            vec_push(reader->arena, &all.texts, one.texts.items[i]);
        vec_push(reader->arena, &demands, demand_of(&one, reader->arena));
        if (reader->lost || peek(reader, 0) != '|' || at_end(reader))
            break;
        reader->at++;
    }
    reader->depth--;
    if (unknown || all.texts.count > CHOICES_MAX)
        all = (struct need){ 0 };
    if (!all.plain)
        all.demand = demand_join(DEMAND_ANY, &demands, reader->arena);
    return all;
}

/* What every match holds of the texts; false when one of them is too short. */
static bool literals_of(const struct need *need, struct arena *arena, struct literals *out)
{
    struct literals found = { 0 };
    for (size_t i = 0; i < need->texts.count; i++) {
        struct str text = need->texts.items[i];
        unsigned flags = edge_flags(text) | (need->icase ? LITERAL_ICASE : 0);
        if (!literal_add(without_edges(text, arena), flags, LEAST, arena, &found))
            return false;
    }
    for (size_t i = 0; i < found.count; i++)
        vec_push(arena, out, found.items[i]);
    return found.count > 0;
}

bool regex_literals(struct str pattern, bool icase, struct arena *arena, struct literals *out)
{
    struct reader reader = { .pattern = pattern, .arena = arena };
    struct need need = read_alternatives(&reader, icase);
    return !reader.lost && at_end(&reader) && literals_of(&need, arena, out);
}

const struct demand *regex_demand(struct str pattern, bool icase, struct arena *arena)
{
    struct reader reader = { .pattern = pattern, .arena = arena };
    struct need need = read_alternatives(&reader, icase);
    return reader.lost || !at_end(&reader) ? NULL : demand_of(&need, arena);
}
