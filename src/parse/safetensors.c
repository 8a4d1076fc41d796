/*
 * The header of safetensors weights: eight bytes of length, then JSON: an object of tensors, each
 * with "dtype", "shape" and "data_offsets", and "__metadata__" with texts of the writer.
 * https://huggingface.co/docs/safetensors
 *
 * Thousands of tensors say the same. What is taken: the metadata, and the shapes of the tensors
 * that are as large as the vocabulary.
 */
#include "base/limits.h"
#include "parse/header.h"
#include "parse/readers.h"

enum { LENGTH_BYTES = 8, DEPTH_MAX = 3 };

/* A walk over JSON that keeps the keys of the first levels. */
struct walk {
    struct parse *parse;
    const struct doc *doc;
    const struct lang *lang;
    struct str text; /* of the document, to the end of the JSON */
    size_t at;
    size_t depth;                  /* of brackets around `at` */
    struct extent keys[DEPTH_MAX]; /* by depth - 1 */
    size_t count;                  /* fields so far */
};

static struct str key_at(const struct walk *walk, size_t depth)
{
    return str_slice(walk->text, walk->keys[depth - 1].start, walk->keys[depth - 1].end);
}

static bool is_vocabulary(struct str tensor)
{
    static const char *const names[] = { "embed_tokens.weight", "tok_embeddings.weight",
                                         "lm_head.weight", "output.weight" };
    for (size_t i = 0; i < ARRAY_COUNT(names); i++) {
        if (str_ends(tensor, str_from(names[i])))
            return true;
    }
    return false;
}

static struct field field_of(const struct walk *walk, struct extent value)
{
    return (struct field){ value, { walk->keys[0].start, value.end } };
}

/* A text or number below the keys of `walk`. */
static void take_value(struct walk *walk, struct extent value)
{
    if (walk->depth < 2 || walk->depth > DEPTH_MAX || walk->count >= LIMIT_HEADER_PAIRS)
        return;
    struct str tensor = key_at(walk, 1);
    struct str key = key_at(walk, 2);
    bool metadata = walk->depth == 2 && str_is(tensor, "__metadata__");
    bool shape = walk->depth == 3 && str_is(key, "shape") && is_vocabulary(tensor);
    if (!metadata && !shape)
        return;
    walk->count++;
    header_text(walk->parse, walk->doc, walk->lang,
                arena_printf(walk->parse->arena, "%.*s.%.*s%s", STR_ARG(tensor), STR_ARG(key),
                             shape ? "[]" : ""),
                field_of(walk, value));
}

/* From a quotation mark to the one that ends it. False when there is none. */
static bool take_text(struct walk *walk, struct extent *ret)
{
    size_t from = ++walk->at;
    while (walk->at < walk->text.len && walk->text.ptr[walk->at] != '"')
        walk->at += walk->text.ptr[walk->at] == '\\' ? 2 : 1;
    if (walk->at >= walk->text.len)
        return false;
    *ret = (struct extent){ (uint32_t)from, (uint32_t)walk->at++ };
    return true;
}

static size_t skip_space(const struct walk *walk)
{
    size_t at = walk->at;
    while (at < walk->text.len && ascii_space(walk->text.ptr[at]))
        at++;
    return at;
}

static bool take_string(struct walk *walk)
{
    struct extent text;
    if (!take_text(walk, &text))
        return false;
    size_t next = skip_space(walk);
    bool is_key = next < walk->text.len && walk->text.ptr[next] == ':';
    if (!is_key)
        take_value(walk, text);
    else if (walk->depth > 0 && walk->depth <= DEPTH_MAX)
        walk->keys[walk->depth - 1] = text;
    return true;
}

static void take_word(struct walk *walk)
{
    size_t from = walk->at;
    while (walk->at < walk->text.len &&
           (ascii_alnum(walk->text.ptr[walk->at]) || strchr("+-.", walk->text.ptr[walk->at])) &&
           walk->text.ptr[walk->at] != '\0')
        walk->at++;
    if (walk->at == from)
        walk->at++; /* a comma, a colon, or a byte that does not belong here */
    else
        take_value(walk, (struct extent){ (uint32_t)from, (uint32_t)walk->at });
}

/* False when the text ends before the object does. */
static bool take_object(struct walk *walk)
{
    while (walk->at < walk->text.len) {
        char c = walk->text.ptr[walk->at];
        if (c == '"') {
            if (!take_string(walk))
                return false;
        } else if (c == '{' || c == '[') {
            if (walk->depth < DEPTH_MAX)
                walk->keys[walk->depth] = (struct extent){ 0 };
            walk->depth++;
            walk->at++;
        } else if (c == '}' || c == ']') {
            walk->at++;
            if (--walk->depth == 0)
                return true;
        } else {
            take_word(walk);
        }
    }
    return false;
}

bool parse_safetensors(struct parse *parse, const struct doc *doc, const struct lang *lang)
{
    if (!doc->binary)
        return false;
    uint64_t len = 0;
    for (size_t i = LENGTH_BYTES; i-- > 0;)
        len = len << 8 | (unsigned char)doc->text.ptr[i];
    bool whole = len <= doc->text.len - LENGTH_BYTES;
    struct walk walk = {
        .parse = parse,
        .doc = doc,
        .lang = lang,
        .text = str_slice(doc->text, 0, whole ? LENGTH_BYTES + len : doc->text.len),
        .at = LENGTH_BYTES,
    };
    bool ended = take_object(&walk);
    /* Where we stopped reading ourselves nothing is wrong with the file. */
    if (!ended && (whole || doc->text.len < LIMIT_HEADER_BYTES))
        parse_note(parse, doc, SKIP_PARSE, SKIP_PART, "safetensors header: it ends too early");
    else if (walk.count >= LIMIT_HEADER_PAIRS)
        parse_note(parse, doc, SKIP_PARSE, SKIP_PART, "safetensors header: more than %d fields",
                   LIMIT_HEADER_PAIRS);
    return true;
}
