/* Versions and token counts as they stand in manifests and flags. */
#include "score/needs.h"

/* Takes the leading number off `*text`; false when there is none. */
static bool next_number(struct str *text, uint64_t *ret)
{
    size_t end = 0;
    uint64_t value = 0;
    while (end < text->len && ascii_digit(text->ptr[end])) {
        if (value < UINT64_MAX / 16)
            value = value * 10 + (uint64_t)(text->ptr[end] - '0');
        end++;
    }
    if (end == 0)
        return false;
    *ret = value;
    *text = str_slice(*text, end, text->len);
    return true;
}

int version_compare(struct str a, struct str b)
{
    for (;;) {
        uint64_t left = 0;
        uint64_t right = 0;
        bool has_left = next_number(&a, &left);
        bool has_right = next_number(&b, &right);
        if (left != right)
            return left < right ? -1 : 1;
        if (!has_left && !has_right)
            return 0;
        bool dot_left = a.len > 0 && a.ptr[0] == '.';
        bool dot_right = b.len > 0 && b.ptr[0] == '.';
        a = dot_left ? str_slice(a, 1, a.len) : str_slice(a, 0, 0);
        b = dot_right ? str_slice(b, 1, b.len) : str_slice(b, 0, 0);
    }
}

static struct str version_at(struct str text, size_t at)
{
    size_t end = at;
    while (end < text.len && (ascii_digit(text.ptr[end]) || text.ptr[end] == '.'))
        end++;
    return str_slice(text, at, end);
}

static size_t skip_blanks(struct str text, size_t at)
{
    while (at < text.len && (ascii_space(text.ptr[at]) || text.ptr[at] == 'v'))
        at++;
    return at;
}

/* The first `parts` numbers of a version: 2 of "4.46.1" is "4.46". */
static struct str first_parts(struct str version, size_t parts)
{
    size_t end = 0;
    while (end < version.len && (version.ptr[end] != '.' || --parts > 0))
        end++;
    return str_slice(version, 0, end);
}

static size_t count_parts(struct str version)
{
    size_t count = 1;
    for (size_t i = 0; i < version.len; i++)
        count += version.ptr[i] == '.' && i + 1 < version.len;
    return count;
}

/* How a clause bounds a version from above. */
enum bound { BOUND_NONE, BOUND_AT, BOUND_BELOW, BOUND_SERIES };

struct clause_kind {
    const char *prefix;
    enum bound bound;
};

/* Longer prefixes first. */
static const struct clause_kind clause_kinds[] = {
    { "===", BOUND_AT },   { "==", BOUND_AT },    { "~=", BOUND_SERIES }, { "<=", BOUND_AT },
    { "!=", BOUND_NONE },  { ">=", BOUND_NONE },  { ">", BOUND_NONE },    { "<", BOUND_BELOW },
    { "^", BOUND_SERIES }, { "~", BOUND_SERIES }, { "=", BOUND_AT },      { "", BOUND_AT },
};

/* True when a clause such as "==4.44.0", "<5", "~=4.40" or "4.44" allows only versions below. */
static bool clause_keeps_below(struct str clause, struct str least)
{
    const struct clause_kind *kind = clause_kinds;
    while (!str_starts(clause, str_from(kind->prefix)))
        kind++;
    struct str version = version_at(clause, skip_blanks(clause, strlen(kind->prefix)));
    bool wildcard = version.len > 0 && version.ptr + version.len < clause.ptr + clause.len &&
                    version.ptr[version.len] == '*';
    if (version.len == 0 || kind->bound == BOUND_NONE)
        return false;
    if (kind->bound == BOUND_BELOW)
        return version_compare(version, least) <= 0;
    if (kind->bound == BOUND_AT && !wildcard)
        return version_compare(version, least) < 0;
    /* ^4.40.1 stays within 4, ~=4.40 within 4, ~=4.40.1 within 4.40, ==4.* within 4. */
    size_t parts = count_parts(version);
    if (!wildcard)
        parts = kind->prefix[0] == '^' || parts < 2 ? 1 : parts - 1;
    return version_compare(first_parts(version, parts), first_parts(least, parts)) < 0;
}

bool version_pinned_below(struct str requirement, struct str least)
{
    struct str rest = requirement;
    while (rest.ptr) {
        if (clause_keeps_below(str_trim(str_split(&rest, ',')), least))
            return true;
    }
    return false;
}

bool tokens_parse(struct str text, uint64_t *ret)
{
    uint64_t value = 0;
    bool digits = false;
    text = str_trim(text);
    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];
        if (ascii_digit(c)) {
            if (value > UINT64_MAX / 16)
                return false;
            value = value * 10 + (uint64_t)(c - '0');
            digits = true;
        } else if (digits && (c == 'k' || c == 'K') && i + 1 == text.len) {
            value *= 1024;
        } else if (!digits || (c != '_' && c != ',')) {
            return false;
        }
    }
    *ret = value;
    return digits;
}
