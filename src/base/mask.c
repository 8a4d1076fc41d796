#include "base/mask.h"

#include <stdlib.h>

#include "base/attr.h"
#include "base/buf.h"
#include "base/vec.h"

/* A piece of the line that is to be masked. */
struct piece {
    size_t start;
    size_t end;
};

struct pieces VEC(struct piece);

/* In a name, without separators and in lower case: the value is secret whatever it looks like. */
static const char *const secret_names[] = {
    "apikey",     "secret",           "passw",     "pwd",           "passphrase",
    "credential", "privatekey",       "accesskey", "authorization", "bearer",
    "accountkey", "connectionstring", "authtoken", "accesstoken",   "refreshtoken",
    "sastoken",   "clientkey",        "masterkey", "encryptionkey", "signingkey",
    "licensekey", "subscriptionkey",  "xauth",     "hftoken",       "userpass",
};

/* The value is secret when it is long enough to be one. */
static const char *const likely_names[] = { "key",     "token",     "auth", "cookie",
                                            "session", "signature", "dsn",  "pat" };

/* Names that only contain one of those: LLM tokens, keys of tables, authors. */
static const char *const harmless_names[] = {
    "tokeniz",    "maxtoken",   "mintoken", "newtoken",     "numtoken",   "tokens",
    "tokenid",    "eostoken",   "bostoken", "padtoken",     "unktoken",   "septoken",
    "stoptoken",  "masktoken",  "clstoken", "specialtoken", "tokentype",  "keyword",
    "monkey",     "keyboard",   "author",   "keypath",      "patch",      "path",
    "pattern",    "compat",     "keys",     "keyname",      "tokencount", "tokenlimit",
    "primarykey", "foreignkey", "sortkey",  "partitionkey", "dispatch",   "template",
};

/* How keys of known services begin. */
static const char *const prefixes[] = {
    "sk-",   "sk_",   "pk_live", "rk_live", "gsk_",        "hf_",    "AKIA",  "ASIA",  "ghp_",
    "gho_",  "ghs_",  "ghu_",    "ghr_",    "github_pat_", "glpat-", "xoxa-", "xoxb-", "xoxp-",
    "xoxr-", "xoxs-", "xapp-",   "AIza",    "ya29.",       "nvapi-", "r8_",   "pplx-", "fw_",
    "csk-",  "tgp_",  "npm_",    "pypi-",   "dop_v1_",     "shpat_", "SG.",   "lsv2_", "ls__",
    "tvly-", "co_",   "eyJ",     "dapi",    "AccountKey=",
};

enum { PREFIXED_LEAST = 12, RANDOM_LEAST = 20, HEX_LEAST = 32, NAME_MAX_BYTES = 96 };

static bool name_byte(char c)
{
    return ascii_alnum(c) || c == '_' || c == '-' || c == '.';
}

static bool value_byte(char c)
{
    return ascii_alnum(c) || strchr("_-+/=.~%", c);
}

static bool contains_any(struct str name, const char *const *list, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (str_find(name, str_from(list[i]), 0) != STR_NONE)
            return true;
    }
    return false;
}

enum secrecy { OPEN, LIKELY, SECRET };

static enum secrecy secrecy_of_name(struct str name)
{
    char folded[NAME_MAX_BYTES];
    struct str plain = { folded, 0 };
    if (name.len > sizeof folded)
        name = str_slice(name, name.len - sizeof folded, name.len);
    for (size_t i = 0; i < name.len; i++) {
        if (ascii_alnum(name.ptr[i]))
            folded[plain.len++] = ascii_lower(name.ptr[i]);
    }
    if (contains_any(plain, secret_names, ARRAY_COUNT(secret_names)))
        return SECRET;
    if (contains_any(plain, harmless_names, ARRAY_COUNT(harmless_names)))
        return OPEN;
    return contains_any(plain, likely_names, ARRAY_COUNT(likely_names)) ? LIKELY : OPEN;
}

/* ---- by shape ---- */

/* Upper, lower or digit. */
static int class_of(char c)
{
    return ascii_digit(c) ? 0 : c >= 'a' ? 1 : 2;
}

/*
 * A run of letters and digits that nobody typed: long, and mixed as words are not. Of random
 * letters and digits six in ten neighbours are of different classes, of CamelCase words a third.
 */
static bool random_run(struct str run)
{
    enum { CHANGES_PERCENT = 42 };
    size_t changes = 0;
    size_t upper = 0;
    size_t lower = 0;
    size_t digits = 0;
    bool hex = true;
    for (size_t i = 0; i < run.len; i++) {
        char c = run.ptr[i];
        digits += ascii_digit(c);
        lower += c >= 'a' && c <= 'z';
        upper += c >= 'A' && c <= 'Z';
        changes += i > 0 && class_of(c) != class_of(run.ptr[i - 1]);
        hex &= ascii_digit(c) || (ascii_lower(c) >= 'a' && ascii_lower(c) <= 'f');
    }
    if (hex && run.len >= HEX_LEAST && digits > 0 && upper + lower > 0)
        return true;
    return run.len >= RANDOM_LEAST && digits >= 2 && upper >= 3 && lower >= 3 &&
           changes * 100 >= (run.len - 1) * CHANGES_PERCENT;
}

bool mask_has_shape(struct str text)
{
    for (size_t i = 0; i < ARRAY_COUNT(prefixes); i++) {
        if (text.len >= PREFIXED_LEAST && str_starts(text, str_from(prefixes[i])))
            return true;
    }
    size_t start = 0;
    for (size_t i = 0; i <= text.len; i++) {
        if (i < text.len && ascii_alnum(text.ptr[i]))
            continue;
        if (random_run(str_slice(text, start, i)))
            return true;
        start = i + 1;
    }
    return false;
}

/* A checksum is long and random, and no secret. */
static bool checksum_before(struct str line, size_t at)
{
    static const char *const names[] = { "sha1-",   "sha256:", "sha256-", "sha384-",
                                         "sha512-", "h1:",     "sha256=", "md5:" };
    for (size_t i = 0; i < ARRAY_COUNT(names); i++) {
        struct str name = str_from(names[i]);
        if (str_starts(str_slice(line, at, line.len), name) ||
            str_ends(str_slice(line, 0, at), name))
            return true;
    }
    return false;
}

static void find_shapes(struct str line, struct arena *arena, struct pieces *out)
{
    for (size_t i = 0; i < line.len;) {
        if (!value_byte(line.ptr[i])) {
            i++;
            continue;
        }
        size_t start = i;
        while (i < line.len && value_byte(line.ptr[i]))
            i++;
        /* NAME=value is one run: the value is looked at by itself, and so is the whole. */
        size_t equals = str_find_char(str_slice(line, 0, i), '=', start);
        size_t value = equals != STR_NONE && equals + 1 < i ? equals + 1 : start;
        if (!checksum_before(line, value) && mask_has_shape(str_slice(line, value, i)))
            vec_push(arena, out, (struct piece){ value, i });
    }
}

/* scheme://user:password@host */
static void find_userinfo(struct str line, struct arena *arena, struct pieces *out)
{
    for (size_t at = 0; (at = str_find(line, STR("://"), at)) != STR_NONE; at += 3) {
        size_t colon = STR_NONE;
        for (size_t i = at + 3; i < line.len; i++) {
            char c = line.ptr[i];
            if (c == ':' && colon == STR_NONE) {
                colon = i;
            } else if (c == '@' && colon != STR_NONE) {
                vec_push(arena, out, (struct piece){ colon + 1, i });
            } else if (ascii_space(c) || c == '/' || c == '"' || c == '\'') {
                break;
            }
        }
    }
}

/* ---- by name ---- */

/* Not a value but where it comes from. */
static bool reference(struct str value)
{
    static const char *const starts[] = { "$",         "{{",           "<",      "os.environ",
                                          "os.getenv", "process.env",  "getenv", "env(",
                                          "secrets.",  "System.getenv" };
    for (size_t i = 0; i < ARRAY_COUNT(starts); i++) {
        if (str_starts(value, str_from(starts[i])))
            return true;
    }
    return false;
}

static bool plain_number(struct str value)
{
    uint64_t number;
    return str_to_u64(value, &number) || str_is(value, "true") || str_is(value, "false") ||
           str_is(value, "null") || str_is(value, "None");
}

/* Over blanks, and quotes that close the name. */
static size_t skip_between(struct str line, size_t at)
{
    while (at < line.len && (line.ptr[at] == ' ' || line.ptr[at] == '\t' || line.ptr[at] == '"' ||
                             line.ptr[at] == '\'' || line.ptr[at] == '`' || line.ptr[at] == '\\' ||
                             line.ptr[at] == ']' || line.ptr[at] == ')'))
        at++;
    return at;
}

/* Where the value of the name that ends at `at` begins; STR_NONE when none follows. */
static size_t value_start(struct str line, size_t name_start, size_t at)
{
    bool flag = name_start < line.len && line.ptr[name_start] == '-';
    size_t blank = at;
    at = skip_between(line, at);
    if (at < line.len && strchr(":=>,", line.ptr[at])) {
        /* "key", "value" in a call counts as well, quoted. */
        while (at < line.len && strchr(":=>", line.ptr[at]))
            at++;
        if (at < line.len && line.ptr[at] == ',')
            at++;
    } else if (!(flag && at > blank)) {
        return STR_NONE;
    }
    bool listed = line.ptr[at - 1] == ',';
    while (at < line.len && (line.ptr[at] == ' ' || line.ptr[at] == '\t'))
        at++;
    if (at >= line.len || (listed && !strchr("\"'`", line.ptr[at])))
        return STR_NONE;
    return at;
}

/* The end of the value at `*at`, which moves behind an opening quote. */
static size_t value_end(struct str line, size_t *at)
{
    size_t start = *at;
    while (start < line.len && (line.ptr[start] == '\\' || ascii_alpha(line.ptr[start])) &&
           start < *at + 3)
        start++; /* b"…", f"…", \"…\" */
    if (start < line.len && strchr("\"'`", line.ptr[start])) {
        char quote = line.ptr[start];
        size_t end = start + 1;
        while (end < line.len && line.ptr[end] != quote)
            end++;
        *at = start + 1;
        return end;
    }
    size_t end = *at;
    while (end < line.len && !ascii_space(line.ptr[end]) && !strchr(",;)}]<\"'`", line.ptr[end]))
        end++;
    /* Bearer and Basic stand before what is secret. */
    struct str word = str_slice(line, *at, end);
    if (str_equal_icase(word, STR("bearer")) || str_equal_icase(word, STR("basic")) ||
        str_equal_icase(word, STR("token"))) {
        while (end < line.len && line.ptr[end] == ' ')
            end++;
        *at = end;
        while (end < line.len && !ascii_space(line.ptr[end]) &&
               !strchr(",;)}]<\"'`", line.ptr[end]))
            end++;
    }
    return end;
}

static void mask_value_of(struct str line, size_t name_start, size_t name_end, struct arena *arena,
                          struct pieces *out)
{
    enum { LIKELY_LEAST = 8 };
    struct str name = str_slice(line, name_start, name_end);
    enum secrecy secrecy = secrecy_of_name(name);
    if (secrecy == OPEN)
        return;
    size_t start = value_start(line, name_start, name_end);
    if (start == STR_NONE)
        return;
    size_t end = value_end(line, &start);
    struct str value = str_slice(line, start, end);
    bool sure = secrecy == SECRET;
    /* A call or an index is code that makes the value, not the value. */
    bool quoted = strchr("\"'`", line.ptr[start - 1]) != NULL;
    bool code = !quoted && (str_find_char(value, '(', 0) != STR_NONE ||
                            str_find_char(value, '[', 0) != STR_NONE);
    if (value.len == 0 || code || reference(value) || (!sure && plain_number(value)) ||
        (!sure && (value.len < LIKELY_LEAST || str_find_char(value, ' ', 0) != STR_NONE)))
        return;
    vec_push(arena, out, (struct piece){ start, end });
}

static void find_named(struct str line, struct arena *arena, struct pieces *out)
{
    for (size_t i = 0; i < line.len;) {
        if (!name_byte(line.ptr[i])) {
            i++;
            continue;
        }
        size_t start = i;
        while (i < line.len && name_byte(line.ptr[i]))
            i++;
        mask_value_of(line, start, i, arena, out);
    }
    /* "Authorization: Bearer x" inside a longer quoted text. */
    for (size_t at = 0; (at = str_find_icase(line, STR("bearer "), at)) != STR_NONE;) {
        at += sizeof "bearer " - 1;
        size_t end = at;
        while (end < line.len && value_byte(line.ptr[end]))
            end++;
        if (end - at >= 8)
            vec_push(arena, out, (struct piece){ at, end });
    }
}

/* ---- together ---- */

static int compare_pieces(const void *a, const void *b)
{
    const struct piece *x = a;
    const struct piece *y = b;
    return (x->start > y->start) - (x->start < y->start);
}

struct str mask_line(struct str line, struct mask_range keep, struct mask_range shown,
                     struct arena *arena)
{
    struct arena scratch = { 0 };
    struct pieces pieces = { 0 };
    find_named(line, &scratch, &pieces);
    find_shapes(line, &scratch, &pieces);
    find_userinfo(line, &scratch, &pieces);
    if (pieces.count > 1)
        qsort(pieces.items, pieces.count, sizeof *pieces.items, compare_pieces);
    bool kept = keep.end > keep.start && !mask_has_shape(str_slice(line, keep.start, keep.end));

    struct buf out = { 0 };
    size_t at = shown.start;
    for (size_t i = 0; i < pieces.count; i++) {
        /* What was found stays; what is around it in the same value goes. */
        struct piece halves[2] = { pieces.items[i], { 0, 0 } };
        if (kept && halves[0].start < keep.end && halves[0].end > keep.start) {
            halves[1] = (struct piece){ keep.end, halves[0].end };
            halves[0].end = keep.start;
        }
        for (size_t half = 0; half < 2; half++) {
            size_t start = halves[half].start > at ? halves[half].start : at;
            size_t end = halves[half].end < shown.end ? halves[half].end : shown.end;
            if (end <= start)
                continue;
            buf_add(&out, str_slice(line, at, start));
            buf_puts(&out, "***");
            at = end;
        }
    }
    if (at < shown.end)
        buf_add(&out, str_slice(line, at, shown.end));
    struct str masked = arena_str(arena, buf_str(&out));
    buf_release(&out);
    arena_release(&scratch);
    return masked;
}
