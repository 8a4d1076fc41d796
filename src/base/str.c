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

/* One alternative of a {a,b} group after another, each followed by what comes after the group. */
static bool glob_group(const char *p, const char *p_end, const char *s, const char *s_end,
                       unsigned depth);

/* The depth bounds the work on patterns such as "*a*a*a*b": each star opens one level. */
enum { GLOB_DEPTH_MAX = 32 };

static bool glob_here(const char *p, const char *p_end, const char *s, const char *s_end,
                      unsigned depth)
{
    if (depth > GLOB_DEPTH_MAX)
        return false;
    for (; p < p_end; p++) {
        if (*p == '*') {
            bool any = p + 1 < p_end && p[1] == '*';
            p += any ? 2 : 1;
            /* A "**" that is followed by a slash also stands for no folder at all. */
            if (any && p < p_end && *p == '/' && glob_here(p + 1, p_end, s, s_end, depth + 1))
                return true;
            for (;; s++) {
                if (glob_here(p, p_end, s, s_end, depth + 1))
                    return true;
                if (s == s_end || (!any && *s == '/'))
                    return false;
            }
        }
        if (*p == '{')
            return glob_group(p, p_end, s, s_end, depth);
        if (s == s_end || (*p != '?' && *p != *s) || (*p == '?' && *s == '/'))
            return false;
        s++;
    }
    return s == s_end;
}

static bool glob_group(const char *p, const char *p_end, const char *s, const char *s_end,
                       unsigned depth)
{
    const char *close = memchr(p, '}', (size_t)(p_end - p));
    if (!close)
        return false;
    struct str rest = { p + 1, (size_t)(close - p - 1) };
    while (rest.ptr) {
        struct str choice = str_split(&rest, ',');
        if ((size_t)(s_end - s) >= choice.len && memcmp(s, choice.ptr, choice.len) == 0 &&
            glob_here(close + 1, p_end, s + choice.len, s_end, depth + 1))
            return true;
    }
    return false;
}

bool str_glob(struct str pattern, struct str s)
{
    static const char empty[] = "";
    const char *p = pattern.ptr ? pattern.ptr : empty;
    const char *text = s.ptr ? s.ptr : empty;
    return glob_here(p, p + pattern.len, text, text + s.len, 0);
}

uint64_t str_hash(struct str s)
{
    uint64_t hash = 0xcbf29ce484222325u;
    for (size_t i = 0; i < s.len; i++)
        hash = (hash ^ (unsigned char)s.ptr[i]) * 0x100000001b3u;
    return hash;
}
