/**
 * Text that somebody else owns: a pointer and a length, not NUL-terminated.
 *
 * Lifetime: a struct str lives as long as the bytes that it points to.
 * Units:    lengths and indices count bytes.
 * Case:     `_icase` functions fold A-Z only; no locale is involved anywhere.
 */
#ifndef BASE_STR_H
#define BASE_STR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

struct str {
    const char *ptr;
    size_t len;
};

/** The struct str of a string literal. */
#define STR(literal) ((struct str){ (literal), sizeof(literal) - 1 })

/** The same as an initialiser of static data, where a compound literal is no constant. */
#define STR_INIT(literal) { (literal), sizeof(literal) - 1 }

/** For "%.*s" in printf formats. */
#define STR_ARG(s) (int)(s).len, (s).ptr

/** Not found, as an index. */
#define STR_NONE SIZE_MAX

static inline struct str str_from(const char *text)
{
    return (struct str){ text, text ? strlen(text) : 0 };
}

static inline bool str_equal(struct str a, struct str b)
{
    return a.len == b.len && (a.len == 0 || memcmp(a.ptr, b.ptr, a.len) == 0);
}

/** True when `s` equals the NUL-terminated `text`. */
static inline bool str_is(struct str s, const char *text)
{
    return str_equal(s, str_from(text));
}

static inline char ascii_lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static inline bool ascii_digit(char c)
{
    return c >= '0' && c <= '9';
}

static inline bool ascii_alpha(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static inline bool ascii_alnum(char c)
{
    return ascii_alpha(c) || ascii_digit(c);
}

/** What identifiers and numbers are made of, \w of a pattern. */
static inline bool ascii_word(char c)
{
    return ascii_alnum(c) || c == '_';
}

/** Blank, tab, CR, LF, vertical tab or form feed. */
static inline bool ascii_space(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

/** True when `s` equals one of `count` NUL-terminated words. */
bool str_is_any(struct str s, const char *const *words, size_t count);

/** Byte-wise order, as for memcmp; a prefix comes first. For qsort and sorted tables. */
int str_compare(struct str a, struct str b);

bool str_equal_icase(struct str a, struct str b);
bool str_starts(struct str s, struct str prefix);
bool str_starts_icase(struct str s, struct str prefix);
bool str_ends(struct str s, struct str suffix);
bool str_ends_icase(struct str s, struct str suffix);

/** Index of the first `needle` at or after `from`, or STR_NONE. An empty needle is never found. */
size_t str_find(struct str s, struct str needle, size_t from);
size_t str_find_icase(struct str s, struct str needle, size_t from);
size_t str_find_char(struct str s, char c, size_t from);

/** The bytes [from, to), both clipped to the length. */
struct str str_slice(struct str s, size_t from, size_t to);

/** Without white space at both ends. */
struct str str_trim(struct str s);

/**
 * Takes the text before the next `separator` off the front of `*rest` and returns it, or all of
 * it when there is none. Loop while `rest->ptr` is not NULL; it becomes NULL after the last piece.
 */
struct str str_split(struct str *rest, char separator);

/** Parses all of `s` as an unsigned decimal number. False, `*ret` untouched, when it is not one. */
bool str_to_u64(struct str s, uint64_t *ret);

/**
 * Shell-like pattern: `*` any text without '/', `**` any text, `?` one byte but '/', `{a,b}` either.
 * A text of more than 4096 bytes fits only a pattern without any of these.
 */
bool str_glob(struct str pattern, struct str s);

/** A 64-bit FNV-1a hash: for tables and orderings, not against an adversary. */
uint64_t str_hash(struct str s);

#endif
