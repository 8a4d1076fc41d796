#include "report/json_in.h"

#include <math.h>

#include "report/escape.h"

void in_fail(struct json_in *in, const char *format, ...)
{
    if (in->failed)
        return;
    in->failed = true;
    va_list args;
    va_start(args, format);
    struct str text = arena_vprintf(in->arena, format, args);
    va_end(args);
    (void)err_set(in->err, ERR_SYNTAX, "%s: %s", in->label, text.ptr);
}

static const cJSON *member(const cJSON *object, const char *name)
{
    const cJSON *item = cJSON_GetObjectItemCaseSensitive(object, name);
    return item && !cJSON_IsNull(item) ? item : NULL;
}

const cJSON *in_object(struct json_in *in, const cJSON *object, const char *name)
{
    const cJSON *item = member(object, name);
    if (!cJSON_IsObject(item))
        in_fail(in, "no object '%s', this is no report of llama-audit", name);
    return cJSON_IsObject(item) ? item : NULL;
}

const cJSON *in_array(struct json_in *in, const cJSON *object, const char *name)
{
    const cJSON *item = member(object, name);
    if (!cJSON_IsArray(item))
        in_fail(in, "no list '%s', this is no report of llama-audit", name);
    return cJSON_IsArray(item) ? item : NULL;
}

const cJSON *in_optional_array(struct json_in *in, const cJSON *object, const char *name)
{
    return member(object, name) ? in_array(in, object, name) : NULL;
}

static struct str text_of(struct json_in *in, const cJSON *item, const char *name)
{
    if (!cJSON_IsString(item)) {
        in_fail(in, "'%s' is no text", name);
        return STR("");
    }
    return arena_str(in->arena, str_from(item->valuestring));
}

struct str in_text(struct json_in *in, const cJSON *object, const char *name)
{
    const cJSON *item = member(object, name);
    return item ? text_of(in, item, name) : STR("");
}

struct str in_needed_text(struct json_in *in, const cJSON *object, const char *name)
{
    const cJSON *item = member(object, name);
    if (!item)
        in_fail(in, "'%s' is missing", name);
    return item ? text_of(in, item, name) : STR("");
}

struct str in_word(struct json_in *in, const cJSON *object, const char *name)
{
    struct str text = in_text(in, object, name);
    CLEANUP(buf_release) struct buf safe = { 0 };
    escape_terminal(&safe, text);
    if (!str_equal(buf_str(&safe), text))
        in_fail(in, "'%s' has control characters in it", name);
    return text;
}

struct str in_needed_word(struct json_in *in, const cJSON *object, const char *name)
{
    (void)in_needed_text(in, object, name);
    return in_word(in, object, name);
}

/* A finite number from 0 to `most`. */
static double number_of(struct json_in *in, const cJSON *item, const char *name, double most)
{
    if (!cJSON_IsNumber(item) || !isfinite(item->valuedouble) || item->valuedouble < 0 ||
        item->valuedouble > most) {
        in_fail(in, "'%s' is no number from 0 to %.0f", name, most);
        return 0;
    }
    return item->valuedouble;
}

uint32_t in_number(struct json_in *in, const cJSON *object, const char *name)
{
    const cJSON *item = member(object, name);
    return item ? (uint32_t)number_of(in, item, name, UINT32_MAX) : 0;
}

double in_decimal(struct json_in *in, const cJSON *object, const char *name)
{
    const cJSON *item = member(object, name);
    return item ? number_of(in, item, name, 1e9) : 0;
}

bool in_bool(struct json_in *in, const cJSON *object, const char *name)
{
    const cJSON *item = member(object, name);
    if (item && !cJSON_IsBool(item))
        in_fail(in, "'%s' is neither true nor false", name);
    return cJSON_IsTrue(item);
}

struct points in_points(struct json_in *in, const cJSON *object, const char *name)
{
    enum { MOST_POINTS = 1000000000 };
    const cJSON *item = member(object, name);
    if (!item)
        return (struct points){ 0 };
    if (!cJSON_IsObject(item)) {
        in_fail(in, "'%s' has no points", name);
        return (struct points){ 0 };
    }
    return (struct points){
        number_of(in, member(item, "low"), "low", MOST_POINTS),
        number_of(in, member(item, "likely"), "likely", MOST_POINTS),
        number_of(in, member(item, "high"), "high", MOST_POINTS),
    };
}

size_t in_name(struct json_in *in, const cJSON *object, const char *name,
               const char *const *names, size_t count)
{
    struct str text = in_needed_text(in, object, name);
    for (size_t i = 0; i < count; i++) {
        if (str_is(text, names[i]))
            return i;
    }
    in_fail(in, "'%s' is not known as %s", text.ptr, name);
    return 0;
}

static int digit_of(char c)
{
    if (c >= 'A' && c <= 'Z')
        return c - 'A';
    if (c >= 'a' && c <= 'z')
        return c - 'a' + 26;
    if (ascii_digit(c))
        return c - '0' + 52;
    return c == '+' ? 62 : c == '/' ? 63 : -1;
}

/* False when it is no base64. */
static bool decode_base64(struct arena *arena, struct str text, struct str *ret)
{
    char *bytes = arena_alloc(arena, text.len / 4 * 3 + 1);
    size_t len = 0;
    uint32_t group = 0;
    unsigned bits = 0;
    while (text.len > 0 && text.ptr[text.len - 1] == '=')
        text.len--;
    for (size_t i = 0; i < text.len; i++) {
        int digit = digit_of(text.ptr[i]);
        if (digit < 0)
            return false;
        group = (group << 6 | (uint32_t)digit) & 0xFFFFFF;
        bits += 6;
        if (bits >= 8) {
            bits -= 8;
            bytes[len++] = (char)(group >> bits & 0xFF);
        }
    }
    *ret = (struct str){ bytes, len };
    return true;
}

struct str in_path(struct json_in *in, const cJSON *object)
{
    struct str encoded = in_text(in, object, "path_bytes");
    struct str path;
    if (encoded.len == 0)
        return in_text(in, object, "path");
    if (decode_base64(in->arena, encoded, &path))
        return path;
    in_fail(in, "'path_bytes' is no base64");
    return STR("");
}

struct strs in_texts(struct json_in *in, const cJSON *object, const char *name)
{
    struct strs texts = { 0 };
    const cJSON *item;
    cJSON_ArrayForEach(item, in_optional_array(in, object, name))
        vec_push(in->arena, &texts, text_of(in, item, name));
    return texts;
}
