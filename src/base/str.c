#include "base/str.h"

bool str_is_any(struct str s, const char *const *words, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (str_is(s, words[i]))
            return true;
    }
    return false;
}

int str_compare(struct str a, struct str b)
{
    size_t common = a.len < b.len ? a.len : b.len;
    int order = common ? memcmp(a.ptr, b.ptr, common) : 0;
    if (order != 0)
        return order;
    return (a.len > b.len) - (a.len < b.len);
}

static bool same_icase(const char *a, const char *b, size_t len)
{
    for (size_t i = 0; i < len; i++) {
        if (ascii_lower(a[i]) != ascii_lower(b[i]))
            return false;
    }
    return true;
}

bool str_equal_icase(struct str a, struct str b)
{
    return a.len == b.len && same_icase(a.ptr, b.ptr, a.len);
}

bool str_starts(struct str s, struct str prefix)
{
    return s.len >= prefix.len && str_equal(str_slice(s, 0, prefix.len), prefix);
}

bool str_starts_icase(struct str s, struct str prefix)
{
    return s.len >= prefix.len && same_icase(s.ptr, prefix.ptr, prefix.len);
}

bool str_ends(struct str s, struct str suffix)
{
    return s.len >= suffix.len && str_equal(str_slice(s, s.len - suffix.len, s.len), suffix);
}

bool str_ends_icase(struct str s, struct str suffix)
{
    return s.len >= suffix.len && same_icase(s.ptr + s.len - suffix.len, suffix.ptr, suffix.len);
}

size_t str_find(struct str s, struct str needle, size_t from)
{
    if (needle.len == 0 || from >= s.len)
        return STR_NONE;
    const char *hit = memmem(s.ptr + from, s.len - from, needle.ptr, needle.len);
    return hit ? (size_t)(hit - s.ptr) : STR_NONE;
}

size_t str_find_icase(struct str s, struct str needle, size_t from)
{
    if (needle.len == 0)
        return STR_NONE;
    for (size_t i = from; i + needle.len <= s.len; i++) {
        if (same_icase(s.ptr + i, needle.ptr, needle.len))
            return i;
    }
    return STR_NONE;
}

size_t str_find_char(struct str s, char c, size_t from)
{
    if (from >= s.len)
        return STR_NONE;
    const char *hit = memchr(s.ptr + from, c, s.len - from);
    return hit ? (size_t)(hit - s.ptr) : STR_NONE;
}

struct str str_slice(struct str s, size_t from, size_t to)
{
    if (to > s.len)
        to = s.len;
    if (from > to)
        from = to;
    return (struct str){ s.ptr ? s.ptr + from : NULL, to - from };
}

struct str str_trim(struct str s)
{
    while (s.len > 0 && ascii_space(s.ptr[0]))
        s = str_slice(s, 1, s.len);
    while (s.len > 0 && ascii_space(s.ptr[s.len - 1]))
        s.len--;
    return s;
}

struct str str_split(struct str *rest, char separator)
{
    struct str all = *rest;
    size_t at = str_find_char(all, separator, 0);
    if (at == STR_NONE) {
        *rest = (struct str){ NULL, 0 };
        return all;
    }
    *rest = str_slice(all, at + 1, all.len);
    return str_slice(all, 0, at);
}

bool str_to_u64(struct str s, uint64_t *ret)
{
    if (s.len == 0)
        return false;
    uint64_t value = 0;
    for (size_t i = 0; i < s.len; i++) {
        if (!ascii_digit(s.ptr[i]))
            return false;
        uint64_t digit = (uint64_t)(s.ptr[i] - '0');
        if (value > (UINT64_MAX - digit) / 10)
            return false;
        value = value * 10 + digit;
    }
    *ret = value;
    return true;
}

/* Where in a text the pattern so far can end: of one path at most, so that it fits on the stack. */
enum { GLOB_TEXT_MAX = 4096 };

struct ends {
    bool at[GLOB_TEXT_MAX + 1];
};

/* The `len` bytes of the pattern at `p` are one of these. */
enum glob_part { GLOB_BYTE, GLOB_ANY_BYTE, GLOB_STAR, GLOB_STARS, GLOB_FOLDERS, GLOB_CHOICE };

static enum glob_part glob_part_at(struct str pattern, size_t p, size_t *ret_len)
{
    struct str rest = str_slice(pattern, p, pattern.len);
    *ret_len = 1;
    if (str_starts(rest, STR("**/"))) {
        *ret_len = 3;
        return GLOB_FOLDERS;
    }
    if (str_starts(rest, STR("**"))) {
        *ret_len = 2;
        return GLOB_STARS;
    }
    if (rest.ptr[0] == '{') {
        size_t close = str_find_char(rest, '}', 0);
        *ret_len = close == STR_NONE ? rest.len : close + 1;
        return GLOB_CHOICE;
    }
    return rest.ptr[0] == '*' ? GLOB_STAR : rest.ptr[0] == '?' ? GLOB_ANY_BYTE : GLOB_BYTE;
}

/* "{a,b}" behind the end at `i`; one that is not closed fits nothing. */
static void glob_choose(struct str group, struct str s, size_t i, struct ends *next)
{
    if (!str_ends(group, STR("}")))
        return;
    struct str rest = str_slice(group, 1, group.len - 1);
    while (rest.ptr) {
        struct str choice = str_split(&rest, ',');
        if (str_starts(str_slice(s, i, s.len), choice))
            next->at[i + choice.len] = true;
    }
}

/* The ends with one part more. False when there are none. */
static bool glob_step(enum glob_part part, struct str text, struct str s, const struct ends *now,
                      struct ends *next)
{
    bool any = false;     /* an end was before this place */
    bool in_part = false; /* … and no '/' since */
    bool found = false;
    memset(next->at, 0, s.len + 1);
    for (size_t i = 0; i <= s.len; i++) {
        char before = i > 0 ? s.ptr[i - 1] : '/';
        in_part = (in_part && before != '/') || now->at[i];
        if (part == GLOB_FOLDERS) /* also stands for no folder at all */
            next->at[i] = now->at[i] || (any && before == '/');
        any |= now->at[i];
        if (part == GLOB_STAR || part == GLOB_STARS)
            next->at[i] = part == GLOB_STAR ? in_part : any;
        else if (part == GLOB_CHOICE && now->at[i])
            glob_choose(text, s, i, next);
        else if (part == GLOB_BYTE && i > 0)
            next->at[i] = now->at[i - 1] && before == text.ptr[0];
        else if (part == GLOB_ANY_BYTE && i > 0)
            next->at[i] = now->at[i - 1] && before != '/';
        found |= next->at[i];
    }
    return found;
}

/* All ways at once, part by part: patterns of the scanned tree cost no more than both lengths. */
bool str_glob(struct str pattern, struct str s)
{
    size_t p = 0;
    while (p < pattern.len && !strchr("*?{", pattern.ptr[p])) {
        if (p >= s.len || s.ptr[p] != pattern.ptr[p])
            return false;
        p++;
    }
    s = str_slice(s, p, s.len);
    if (p == pattern.len)
        return s.len == 0;
    /* Most paths fail here: what the pattern ends with. */
    for (size_t end = pattern.len, at = s.len; end > p; end--, at--) {
        if (strchr("*?{},/", pattern.ptr[end - 1])) /* "**" takes the '/' behind it along */
            break;
        if (at == 0 || s.ptr[at - 1] != pattern.ptr[end - 1])
            return false;
    }
    if (s.len > GLOB_TEXT_MAX)
        return false;

    struct ends rows[2];
    memset(rows[0].at, 0, s.len + 1);
    rows[0].at[0] = true;
    size_t row = 0;
    for (bool more = true; more && p < pattern.len; row ^= 1) {
        size_t len;
        enum glob_part part = glob_part_at(pattern, p, &len);
        more = glob_step(part, str_slice(pattern, p, p + len), s, &rows[row], &rows[row ^ 1]);
        p += len;
    }
    return p == pattern.len && rows[row].at[s.len];
}

uint64_t str_hash(struct str s)
{
    uint64_t hash = 0xcbf29ce484222325u;
    for (size_t i = 0; i < s.len; i++)
        hash = (hash ^ (unsigned char)s.ptr[i]) * 0x100000001b3u;
    return hash;
}
