#include "plan/owners.h"

/* Every file with a finding is compared with every line: few repositories have a thousand. */
enum { MAX_LINES = 2000, MAX_PATTERN_BYTES = 500, MAX_PATH_BYTES = 1000, MAX_NAMES = 50 };

const char *const owners_paths[] = { ".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS",
                                     ".gitlab/CODEOWNERS", NULL };

/* The next word of a line; a backslash keeps a space in it. */
static struct str next_word(struct str *rest)
{
    *rest = str_trim(*rest);
    size_t end = 0;
    while (end < rest->len && !ascii_space(rest->ptr[end]))
        end += rest->ptr[end] == '\\' && end + 1 < rest->len ? 2 : 1;
    struct str word = str_slice(*rest, 0, end);
    *rest = str_slice(*rest, end, rest->len);
    return word;
}

/* A gitignore-like pattern as one of ours: anchored, "**" where any folder is meant. */
static struct str make_glob(struct str pattern, struct arena *arena)
{
    bool folder = str_ends(pattern, STR("/"));
    if (folder)
        pattern.len--;
    size_t slash = str_find_char(pattern, '/', 0);
    bool anchored = slash != STR_NONE;
    if (slash == 0)
        pattern = str_slice(pattern, 1, pattern.len);
    return arena_printf(arena, "%s%.*s%s", anchored ? "" : "**/", STR_ARG(pattern),
                        folder ? "/**" : "");
}

void owners_parse(struct str text, struct arena *arena, struct owners *ret_owners)
{
    struct owners owners = { 0 };
    while (text.ptr && owners.count < MAX_LINES) {
        struct str line = str_trim(str_split(&text, '\n'));
        if (line.len == 0 || line.ptr[0] == '#' || line.ptr[0] == '[' || line.ptr[0] == '^')
            continue; /* GitLab's sections */
        struct str pattern = next_word(&line);
        if (pattern.len > MAX_PATTERN_BYTES)
            continue;
        struct owners_line *owner = vec_add(arena, &owners);
        owner->pattern = make_glob(pattern, arena);
        while (line.len > 0 && owner->names.count < MAX_NAMES) {
            struct str name = next_word(&line);
            if (name.len == 0 || name.ptr[0] == '#')
                break;
            vec_push(arena, &owner->names, arena_str(arena, name));
        }
    }
    *ret_owners = owners;
}

/* Where to go on when a pattern does not fit: the star stands for one character more. */
struct retry {
    size_t pattern; /* behind the star; 0: no star yet */
    size_t path;
};

/*
 * Like str_glob, but the file comes from the scanned repository: time does not grow with the number
 * of stars. Only the last star of each sort can stand for more.
 */
static bool glob(struct str pattern, struct str path)
{
    struct retry one = { 0 };  /* "*", not across folders */
    struct retry many = { 0 }; /* "**" */
    size_t p = 0;
    size_t s = 0;
    while (s < path.len || p < pattern.len) {
        char c = p < pattern.len ? pattern.ptr[p] : '\0';
        if (c == '*' && p + 1 < pattern.len && pattern.ptr[p + 1] == '*') {
            p += 2;
            /* Followed by a slash it also stands for no folder at all. */
            if (p < pattern.len && pattern.ptr[p] == '/' && (s == 0 || path.ptr[s - 1] == '/'))
                p++;
            many = (struct retry){ p, s };
            one = (struct retry){ 0 };
        } else if (c == '*') {
            p++;
            one = (struct retry){ p, s };
        } else if (s < path.len && p < pattern.len &&
                   (c == path.ptr[s] || (c == '?' && path.ptr[s] != '/'))) {
            p++;
            s++;
        } else if (one.pattern > 0 && one.path < path.len && path.ptr[one.path] != '/') {
            s = ++one.path;
            p = one.pattern;
        } else if (many.pattern > 0 && many.path < path.len) {
            s = ++many.path;
            p = many.pattern;
            one = (struct retry){ 0 };
        } else {
            return false;
        }
    }
    return true;
}

/* "docs" owns docs/a.md too: a pattern fits a path, or a folder above it. With a star at its end it
 * owns the files of a folder and nothing deeper. */
static bool fits(struct str pattern, struct str path)
{
    bool files_only = str_ends(pattern, STR("/*"));
    for (struct str part = path;;) {
        if (glob(pattern, part))
            return true;
        size_t end = part.len;
        while (end > 0 && part.ptr[end - 1] != '/')
            end--;
        if (end == 0 || files_only)
            return false;
        part.len = end - 1;
    }
}

struct strs owners_of(const struct owners *owners, struct str path)
{
    for (size_t i = owners->count; i > 0 && path.len <= MAX_PATH_BYTES; i--) {
        if (fits(owners->items[i - 1].pattern, path))
            return owners->items[i - 1].names;
    }
    return (struct strs){ 0 };
}
