#include "walk/ignore.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/io.h"
#include "base/limits.h"
#include "base/vec.h"
#include "walk/beneath.h"

struct pattern {
    struct str text; /* without '!' and the slashes at both ends */
    bool keeps;      /* '!': what matches is not ignored */
    bool folders;    /* matches folders only */
    bool anchored;   /* compared with the path below the folder, not with its last part */
    bool plain;      /* has no wildcard */
};

struct ignore {
    const struct ignore *above;
    struct str folder;
    struct {
        struct pattern *items;
        size_t count;
        size_t capacity;
    } patterns;
    size_t total; /* patterns of the whole chain */
};

/* ---- one part of a path against one part of a pattern ---- */

/** "[:digit:]" and its like; the locale has no say. */
static bool in_class(struct str name, char c)
{
    if (str_is(name, "alpha"))
        return ascii_alpha(c);
    if (str_is(name, "digit"))
        return ascii_digit(c);
    if (str_is(name, "alnum"))
        return ascii_alnum(c);
    if (str_is(name, "upper"))
        return c >= 'A' && c <= 'Z';
    if (str_is(name, "lower"))
        return c >= 'a' && c <= 'z';
    if (str_is(name, "space"))
        return ascii_space(c);
    if (str_is(name, "punct"))
        return c > ' ' && c < 0x7f && !ascii_alnum(c);
    if (str_is(name, "xdigit"))
        return ascii_digit(c) || (ascii_lower(c) >= 'a' && ascii_lower(c) <= 'f');
    return false;
}

/** One member of a bracket: a class, a range or a character. Moves `*at` behind it. */
static bool matches_member(struct str pattern, size_t *at, char c)
{
    size_t i = *at;
    if (str_starts(str_slice(pattern, i, pattern.len), STR("[:"))) {
        size_t end = str_find(pattern, STR(":]"), i + 2);
        if (end != STR_NONE) {
            *at = end + 2;
            return in_class(str_slice(pattern, i + 2, end), c);
        }
    }
    if (pattern.ptr[i] == '\\' && i + 1 < pattern.len)
        i++;
    unsigned char low = (unsigned char)pattern.ptr[i++];
    unsigned char high = low;
    if (i + 1 < pattern.len && pattern.ptr[i] == '-' && pattern.ptr[i + 1] != ']') {
        i++;
        if (pattern.ptr[i] == '\\' && i + 1 < pattern.len)
            i++;
        high = (unsigned char)pattern.ptr[i++];
    }
    *at = i;
    return (unsigned char)c >= low && (unsigned char)c <= high;
}

/** A bracket at `*at`, which moves behind it. One without an end matches nothing. */
static bool matches_bracket(struct str pattern, size_t *at, char c)
{
    size_t i = *at + 1;
    bool negated = i < pattern.len && (pattern.ptr[i] == '!' || pattern.ptr[i] == '^');
    i += negated;
    bool found = false;
    for (bool first = true; i < pattern.len && (first || pattern.ptr[i] != ']'); first = false)
        found |= matches_member(pattern, &i, c);
    if (i >= pattern.len)
        return false;
    *at = i + 1;
    return found != negated;
}

/** One character that is no star. Moves `*at` behind what stands for it. */
static bool matches_char(struct str pattern, size_t *at, char c)
{
    switch (pattern.ptr[*at]) {
    case '?':
        ++*at;
        return true;
    case '[':
        return matches_bracket(pattern, at, c);
    case '\\':
        if (*at + 1 < pattern.len)
            ++*at;
        break;
    default:
        break;
    }
    return pattern.ptr[(*at)++] == c;
}

/** Neither has a '/'. Goes back to the last star only, which is enough and never slow. */
static bool matches_part(struct str pattern, struct str text)
{
    size_t p = 0;
    size_t t = 0;
    size_t star = STR_NONE;
    size_t star_text = 0;
    while (t < text.len) {
        size_t next = p;
        if (p < pattern.len && pattern.ptr[p] == '*') {
            star = p++;
            star_text = t;
        } else if (p < pattern.len && matches_char(pattern, &next, text.ptr[t])) {
            p = next;
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

/** Part by part; a part "**" stands for any number of them, at the end for one at least. */
static bool matches_path(struct str pattern, struct str path)
{
    struct str p = pattern;
    struct str t = path;
    struct str star = { 0 }; /* what follows the last "**" */
    struct str star_text = { 0 };
    while (t.ptr) {
        struct str next = p;
        struct str part = p.ptr ? str_split(&next, '/') : (struct str){ 0 };
        if (p.ptr && str_is(part, "**")) {
            if (!next.ptr)
                return true;
            p = star = next;
            star_text = t;
            continue;
        }
        struct str rest = t;
        if (p.ptr && matches_part(part, str_split(&rest, '/'))) {
            p = next;
            t = rest;
        } else if (star.ptr) {
            str_split(&star_text, '/');
            p = star;
            t = star_text;
        } else {
            return false;
        }
    }
    return !p.ptr;
}

/* ---- rules ---- */

/** Trailing blanks do not count, unless a backslash stands before them. */
static struct str trim_end(struct str line)
{
    if (str_ends(line, STR("\r")))
        line.len--;
    while (line.len > 0 && line.ptr[line.len - 1] == ' ' &&
           (line.len < 2 || line.ptr[line.len - 2] != '\\'))
        line.len--;
    return line;
}

static bool parse_pattern(struct str line, struct pattern *ret)
{
    line = trim_end(line);
    if (line.len == 0 || line.ptr[0] == '#')
        return false;
    struct pattern pattern = { .keeps = line.ptr[0] == '!' };
    line = str_slice(line, pattern.keeps, line.len);
    pattern.folders = str_ends(line, STR("/"));
    line.len -= pattern.folders;
    pattern.anchored = str_find_char(line, '/', 0) != STR_NONE;
    if (str_starts(line, STR("/")))
        line = str_slice(line, 1, line.len);
    pattern.text = line;
    pattern.plain = true;
    for (size_t i = 0; i < line.len; i++)
        pattern.plain = pattern.plain && !strchr("*?[\\", line.ptr[i]);
    *ret = pattern;
    return line.len > 0;
}

const struct ignore *ignore_parse(const struct ignore *above, struct str folder, struct str text,
                                  struct arena *arena)
{
    struct ignore *ignore = arena_new(arena, struct ignore);
    ignore->above = above;
    ignore->folder = arena_str(arena, folder);
    ignore->total = above ? above->total : 0;
    struct str rest = arena_str(arena, text);
    if (str_starts(rest, STR("\xef\xbb\xbf")))
        rest = str_slice(rest, 3, rest.len);
    while (rest.ptr && ignore->total < LIMIT_IGNORE_PATTERNS) {
        struct pattern pattern;
        if (!parse_pattern(str_split(&rest, '\n'), &pattern))
            continue;
        vec_push(arena, &ignore->patterns, pattern);
        ignore->total++;
    }
    return ignore;
}

const struct ignore *ignore_read(const struct ignore *above, struct str folder, int root_fd,
                                 struct str name, struct arena *arena)
{
    CLEANUP(io_close_fd) int fd = open_beneath(root_fd, name, O_RDONLY | O_NONBLOCK | O_NOCTTY);
    struct stat status;
    if (fd < 0 || fstat(fd, &status) != 0 || !S_ISREG(status.st_mode))
        return above;
    CLEANUP(buf_release) struct buf text = { 0 };
    while (text.len < LIMIT_IGNORE_BYTES) {
        enum { STEP = 16 * 1024 };
        ssize_t got = read(fd, buf_reserve(&text, STEP), STEP);
        if (got <= 0)
            break;
        text.len += (size_t)got;
    }
    return ignore_parse(above, folder, buf_str(&text), arena);
}

static bool pattern_matches(const struct pattern *pattern, struct str below, struct str name,
                            bool is_folder)
{
    if (pattern->folders && !is_folder)
        return false;
    struct str subject = pattern->anchored ? below : name;
    if (pattern->plain)
        return str_equal(pattern->text, subject);
    return pattern->anchored ? matches_path(pattern->text, subject)
                             : matches_part(pattern->text, subject);
}

bool ignore_matches(const struct ignore *rules, struct str path, bool is_folder)
{
    size_t start = path.len;
    while (start > 0 && path.ptr[start - 1] != '/')
        start--;
    struct str name = str_slice(path, start, path.len);

    for (; rules; rules = rules->above) {
        struct str below = str_slice(path, rules->folder.len, path.len);
        for (size_t i = rules->patterns.count; i-- > 0;) {
            const struct pattern *pattern = &rules->patterns.items[i];
            if (pattern_matches(pattern, below, name, is_folder))
                return !pattern->keeps;
        }
    }
    return false;
}
