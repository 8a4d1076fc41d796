/*
 * The header of GGUF weights: magic, version, how many tensors, how many pairs, then the pairs. A
 * pair is a key, the type of its value, and the value; texts and arrays have their length in front.
 * https://github.com/ggml-org/ggml/blob/master/docs/gguf.md
 */
#include "base/limits.h"
#include "parse/header.h"
#include "parse/readers.h"

enum type {
    TYPE_U8,
    TYPE_I8,
    TYPE_U16,
    TYPE_I16,
    TYPE_U32,
    TYPE_I32,
    TYPE_F32,
    TYPE_BOOL,
    TYPE_TEXT,
    TYPE_ARRAY,
    TYPE_U64,
    TYPE_I64,
    TYPE_F64,
    TYPE_COUNT,
};

/* In the file; 0 for what says its length itself. */
static const uint8_t type_bytes[TYPE_COUNT] = {
    [TYPE_U8] = 1,  [TYPE_I8] = 1,   [TYPE_U16] = 2, [TYPE_I16] = 2, [TYPE_U32] = 4, [TYPE_I32] = 4,
    [TYPE_F32] = 4, [TYPE_BOOL] = 1, [TYPE_U64] = 8, [TYPE_I64] = 8, [TYPE_F64] = 8,
};

enum {
    KEY_BYTES_MAX = 65535, /* as the format has it */
    ITEMS_MAX = 64,        /* of a list that is shown; a longer one is a vocabulary */
};

struct header {
    struct parse *parse;
    const struct doc *doc;
    const struct lang *lang;
    size_t at;
    bool big;    /* big-endian */
    bool narrow; /* version 1: lengths of 32 bits */
};

/* ---- bytes ---- */

static size_t left(const struct header *header)
{
    return header->doc->text.len - header->at;
}

static bool take_number(struct header *header, size_t size, uint64_t *ret)
{
    if (size > left(header))
        return false;
    const unsigned char *bytes = (const unsigned char *)header->doc->text.ptr + header->at;
    uint64_t number = 0;
    for (size_t i = 0; i < size; i++)
        number = number << 8 | bytes[header->big ? i : size - 1 - i];
    header->at += size;
    *ret = number;
    return true;
}

static bool take_length(struct header *header, uint64_t *ret)
{
    return take_number(header, header->narrow ? 4 : 8, ret);
}

static bool take_text(struct header *header, struct extent *ret)
{
    uint64_t len;
    if (!take_length(header, &len) || len > left(header))
        return false;
    *ret = (struct extent){ (uint32_t)header->at, (uint32_t)(header->at + len) };
    header->at += len;
    return true;
}

/* ---- values ---- */

/* "128256", "true"; empty for a fraction, which says nothing about a model. */
static struct str scalar_text(struct arena *arena, enum type type, uint64_t bits)
{
    switch (type) {
    case TYPE_BOOL:
        return bits ? STR("true") : STR("false");
    case TYPE_I8:
        return arena_printf(arena, "%d", (int8_t)bits);
    case TYPE_I16:
        return arena_printf(arena, "%d", (int16_t)bits);
    case TYPE_I32:
        return arena_printf(arena, "%d", (int32_t)bits);
    case TYPE_I64:
        return arena_printf(arena, "%lld", (long long)bits);
    case TYPE_F32:
    case TYPE_F64:
        return STR("");
    default:
        return arena_printf(arena, "%llu", (unsigned long long)bits);
    }
}

static struct field field_of(const struct header *header, size_t pair, size_t value)
{
    uint32_t end = (uint32_t)header->at;
    return (struct field){ { (uint32_t)value, end }, { (uint32_t)pair, end } };
}

static bool take_scalar(struct header *header, enum type type, struct str key, size_t pair)
{
    size_t from = header->at;
    uint64_t bits;
    if (type == TYPE_TEXT) {
        struct field field;
        if (!take_text(header, &field.value))
            return false;
        field.pair = (struct extent){ (uint32_t)pair, field.value.end };
        header_text(header->parse, header->doc, header->lang, key, field);
        return true;
    }
    if (!take_number(header, type_bytes[type], &bits))
        return false;
    struct str text = scalar_text(header->parse->arena, type, bits);
    if (text.len > 0)
        header_value(header->parse, header->doc, header->lang, key, text,
                     field_of(header, pair, from));
    return true;
}

static bool skip_items(struct header *header, enum type type, uint64_t count)
{
    if (type != TYPE_TEXT) {
        if (count > left(header) / type_bytes[type])
            return false;
        header->at += count * type_bytes[type];
        return true;
    }
    /* Each takes bytes, so the text bounds the loop whatever the count says. */
    for (uint64_t i = 0; i < count; i++) {
        struct extent text;
        if (!take_text(header, &text))
            return false;
    }
    return true;
}

/* Of a short list its items, of a long one how many there are: how large the vocabulary is. */
static bool take_array(struct header *header, struct str key, size_t pair, const char **ret_wrong)
{
    uint64_t type;
    uint64_t count;
    struct arena *arena = header->parse->arena;
    if (!take_number(header, 4, &type) || !take_length(header, &count))
        return false;
    if (type >= TYPE_COUNT || type == TYPE_ARRAY) {
        *ret_wrong = "a list of a type that is not read";
        return false;
    }
    if (count > ITEMS_MAX) {
        header_value(header->parse, header->doc, header->lang,
                     arena_printf(arena, "%.*s.count", STR_ARG(key)),
                     arena_printf(arena, "%llu", (unsigned long long)count),
                     field_of(header, pair, pair));
        return skip_items(header, (enum type)type, count);
    }
    struct str item = arena_printf(arena, "%.*s[]", STR_ARG(key));
    for (uint64_t i = 0; i < count; i++) {
        if (!take_scalar(header, (enum type)type, item, pair))
            return false;
    }
    return true;
}

static bool take_pair(struct header *header, const char **ret_wrong)
{
    size_t pair = header->at;
    struct extent key;
    uint64_t type;
    if (!take_text(header, &key) || !take_number(header, 4, &type))
        return false;
    if (key.end - key.start > KEY_BYTES_MAX || type >= TYPE_COUNT) {
        *ret_wrong = "a pair that no writer makes";
        return false;
    }
    struct str name = str_slice(header->doc->text, key.start, key.end);
    return type == TYPE_ARRAY ? take_array(header, name, pair, ret_wrong)
                              : take_scalar(header, (enum type)type, name, pair);
}

/* ---- the whole of it ---- */

static bool take_beginning(struct header *header, uint64_t *ret_pairs)
{
    enum { MAGIC_BYTES = 4, NEWEST_IN_ONE_ORDER = 0xffff };
    uint64_t version;
    uint64_t tensors;
    header->at = MAGIC_BYTES;
    if (!take_number(header, 4, &version))
        return false;
    if (version > NEWEST_IN_ONE_ORDER) {
        header->big = true;
        header->at = MAGIC_BYTES;
        (void)take_number(header, 4, &version);
    }
    header->narrow = version == 1;
    return take_length(header, &tensors) && take_length(header, ret_pairs);
}

bool parse_gguf(struct parse *parse, const struct doc *doc, const struct lang *lang)
{
    if (!doc->binary)
        return false;
    struct header header = { .parse = parse, .doc = doc, .lang = lang };
    const char *wrong = NULL;
    uint64_t pairs = 0;
    uint64_t done = 0;
    bool whole = take_beginning(&header, &pairs);
    while (whole && done < pairs && done < LIMIT_HEADER_PAIRS) {
        whole = take_pair(&header, &wrong);
        done += whole;
    }
    /* Where we stopped reading ourselves nothing is wrong with the file: see LIMIT_HEADER_BYTES. */
    if (!whole && !wrong && doc->text.len < LIMIT_HEADER_BYTES)
        wrong = "it ends too early";
    if (whole && done < pairs)
        wrong = "more pairs than any writer makes";
    if (wrong)
        parse_note(parse, doc, SKIP_PARSE, SKIP_PART, "gguf header, behind %llu pairs: %s",
                   (unsigned long long)done, wrong);
    return true;
}
