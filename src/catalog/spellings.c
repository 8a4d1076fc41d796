#include "catalog/spellings.h"

#include <assert.h>
#include <stddef.h>

static const struct field spelling_fields[] = {
    { "exact", FIELD_BOOL, offsetof(struct spelling, exact) },
    { "literals", FIELD_STRS, offsetof(struct spelling, literals) },
    { "model", FIELD_STRS, offsetof(struct spelling, templates) },
    { "order", FIELD_COUNT, offsetof(struct spelling, order) },
    { "regex", FIELD_STR, offsetof(struct spelling, pattern) },
    { "unverified", FIELD_BOOL, offsetof(struct spelling, unverified) },
    { "with", FIELD_STRS, offsetof(struct spelling, with) },
};

bool spelling_check(const struct source *source, struct spelling *spelling)
{
    if (spelling->compiled)
        return true;
    spelling->compiled = regex_new(spelling->pattern, REGEX_ICASE, REGEX_BUILT_IN, source->err);
    if (!spelling->compiled)
        return err_wrap(source->err, "%s:%u", source->label, spelling->line);
    return true;
}

static bool lower_literals(const struct source *source, const struct yaml_node *node,
                           struct strs *literals)
{
    for (size_t i = 0; i < literals->count; i++) {
        struct str *literal = &literals->items[i];
        if (literal->len < 2)
            return source_error(source, node, "a literal needs at least two characters");
        *literal = lower_copy(source->run, *literal);
    }
    return true;
}

bool spelling_read(const struct source *source, const struct yaml_node *node, bool check,
                   struct spelling *ret)
{
    struct spelling spelling = {
        .line = node->line, .label = source->label, .order = ret->order, .role = ret->role
    };
    if (!fields_read(source, node, spelling_fields, ARRAY_COUNT(spelling_fields), &spelling))
        return false;
    if (spelling.pattern.len == 0)
        return source_error(source, node, "a spelling needs a regex");
    if (spelling.literals.count == 0)
        return source_error(source, node, "a spelling needs literals, one of which it contains");
    if (!lower_literals(source, node, &spelling.literals) ||
        !lower_literals(source, node, &spelling.with))
        return false;
    if (check && !spelling_check(source, &spelling))
        return false;
    *ret = spelling;
    return true;
}

struct regex *spelling_regex(struct spelling *spelling)
{
    if (!spelling->compiled) {
        struct err err;
        spelling->compiled = regex_new(spelling->pattern, REGEX_ICASE, REGEX_BUILT_IN, &err);
        assert(spelling->compiled);
    }
    return spelling->compiled;
}

/* Letters and digits each for themselves, all else together: enough to tell literals apart. */
static const unsigned char classes[256] = {
    ['a'] = 1,  ['A'] = 1,  ['b'] = 2,  ['B'] = 2,  ['c'] = 3,  ['C'] = 3,  ['d'] = 4,  ['D'] = 4,
    ['e'] = 5,  ['E'] = 5,  ['f'] = 6,  ['F'] = 6,  ['g'] = 7,  ['G'] = 7,  ['h'] = 8,  ['H'] = 8,
    ['i'] = 9,  ['I'] = 9,  ['j'] = 10, ['J'] = 10, ['k'] = 11, ['K'] = 11, ['l'] = 12, ['L'] = 12,
    ['m'] = 13, ['M'] = 13, ['n'] = 14, ['N'] = 14, ['o'] = 15, ['O'] = 15, ['p'] = 16, ['P'] = 16,
    ['q'] = 17, ['Q'] = 17, ['r'] = 18, ['R'] = 18, ['s'] = 19, ['S'] = 19, ['t'] = 20, ['T'] = 20,
    ['u'] = 21, ['U'] = 21, ['v'] = 22, ['V'] = 22, ['w'] = 23, ['W'] = 23, ['x'] = 24, ['X'] = 24,
    ['y'] = 25, ['Y'] = 25, ['z'] = 26, ['Z'] = 26, ['0'] = 27, ['1'] = 28, ['2'] = 29, ['3'] = 30,
    ['4'] = 31, ['5'] = 32, ['6'] = 33, ['7'] = 34, ['8'] = 35, ['9'] = 36,
};

static unsigned class_of(char c)
{
    return classes[(unsigned char)c];
}

static size_t head_of(const char *at)
{
    return class_of(at[0]) * LITERAL_CLASSES + class_of(at[1]);
}

static size_t literal_number(const struct literals_index *index, struct str text)
{
    for (uint32_t i = index->heads[head_of(text.ptr)]; i != 0; i = index->items[i - 1].next) {
        if (str_equal(index->items[i - 1].text, text))
            return i - 1;
    }
    return STR_NONE;
}

static bool add_literals(struct literals_index *index, const struct strs *literals, bool lead,
                         struct literal_set *ret_set)
{
    for (size_t i = 0; i < literals->count; i++) {
        struct str text = literals->items[i];
        size_t number = literal_number(index, text);
        if (number == STR_NONE) {
            if (index->count == MAX_LITERALS)
                return false;
            number = index->count++;
            uint32_t *head = &index->heads[head_of(text.ptr)];
            index->items[number] = (struct literal){ .text = text, .next = *head };
            *head = (uint32_t)number + 1;
            index->thirds[head_of(text.ptr)] |=
                text.len > 2 ? UINT64_C(1) << class_of(text.ptr[2]) : UINT64_MAX;
        }
        index->items[number].leads = index->items[number].leads || lead;
        ret_set->words[number / 64] |= UINT64_C(1) << (number % 64);
    }
    return true;
}

bool literals_add(struct literals_index *index, struct spelling *spelling)
{
    return add_literals(index, &spelling->literals, !spelling->friend, &spelling->set) &&
           add_literals(index, &spelling->with, false, &spelling->with_set);
}

/* False for nearly every place of a text: no literal begins with these three characters. */
static inline bool may_begin(const struct literals_index *index, struct str text, size_t at)
{
    uint64_t thirds = index->thirds[head_of(text.ptr + at)];
    return thirds && (at + 2 >= text.len || thirds >> class_of(text.ptr[at + 2]) & 1);
}

size_t literals_next(const struct literals_index *index, struct str text, size_t from)
{
    for (size_t at = from; at + 2 <= text.len; at++) {
        if (!may_begin(index, text, at))
            continue;
        uint32_t i = index->heads[head_of(text.ptr + at)];
        struct str rest = { text.ptr + at, text.len - at };
        for (; i != 0; i = index->items[i - 1].next) {
            const struct literal *literal = &index->items[i - 1];
            if (literal->leads && str_starts_icase(rest, literal->text))
                return at;
        }
    }
    return STR_NONE;
}

struct literal_set literals_in(const struct literals_index *index, struct str text, size_t from,
                               size_t to)
{
    struct literal_set set = { 0 };
    for (size_t at = from; at < to && at + 2 <= text.len; at++) {
        if (!may_begin(index, text, at))
            continue;
        uint32_t i = index->heads[head_of(text.ptr + at)];
        struct str rest = { text.ptr + at, text.len - at };
        for (; i != 0; i = index->items[i - 1].next) {
            if (str_starts_icase(rest, index->items[i - 1].text))
                set.words[(i - 1) / 64] |= UINT64_C(1) << ((i - 1) % 64);
        }
    }
    return set;
}
