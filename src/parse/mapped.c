#include "parse/mapped.h"

enum { FIRST_CAPACITY = 64 };

static void grow(struct mapped *mapped, size_t more)
{
    /* One more for the origin of the end. */
    if (mapped->len + more + 1 <= mapped->capacity)
        return;
    size_t capacity = mapped->capacity ? mapped->capacity * 2 : FIRST_CAPACITY;
    while (capacity < mapped->len + more + 1)
        capacity *= 2;
    char *bytes = arena_alloc(mapped->arena, capacity);
    uint32_t *origin = arena_array(mapped->arena, capacity, sizeof *origin);
    if (mapped->len > 0) {
        memcpy(bytes, mapped->bytes, mapped->len);
        memcpy(origin, mapped->origin, mapped->len * sizeof *origin);
    }
    mapped->bytes = bytes;
    mapped->origin = origin;
    mapped->capacity = capacity;
}

void mapped_byte(struct mapped *mapped, char c, uint32_t origin)
{
    grow(mapped, 1);
    mapped->bytes[mapped->len] = c;
    mapped->origin[mapped->len++] = origin;
}

void mapped_point(struct mapped *mapped, uint32_t point, uint32_t origin)
{
    if (point > 0x10FFFF || (point >= 0xD800 && point <= 0xDFFF))
        point = 0xFFFD;
    if (point < 0x80) {
        mapped_byte(mapped, (char)point, origin);
        return;
    }
    if (point < 0x800) {
        mapped_byte(mapped, (char)(0xC0 | (point >> 6)), origin);
    } else if (point < 0x10000) {
        mapped_byte(mapped, (char)(0xE0 | (point >> 12)), origin);
        mapped_byte(mapped, (char)(0x80 | ((point >> 6) & 0x3F)), origin);
    } else {
        mapped_byte(mapped, (char)(0xF0 | (point >> 18)), origin);
        mapped_byte(mapped, (char)(0x80 | ((point >> 12) & 0x3F)), origin);
        mapped_byte(mapped, (char)(0x80 | ((point >> 6) & 0x3F)), origin);
    }
    mapped_byte(mapped, (char)(0x80 | (point & 0x3F)), origin);
}

void mapped_raw(struct mapped *mapped, const struct doc *doc, size_t from, size_t to)
{
    if (from >= to)
        return;
    grow(mapped, to - from);
    memcpy(mapped->bytes + mapped->len, doc->text.ptr + from, to - from);
    for (size_t i = from; i < to; i++)
        mapped->origin[mapped->len++] = doc_origin(doc, i);
}

struct str mapped_text(const struct mapped *mapped)
{
    return (struct str){ mapped->bytes ? mapped->bytes : "", mapped->len };
}

const uint32_t *mapped_origin(struct mapped *mapped, uint32_t end)
{
    grow(mapped, 0);
    mapped->origin[mapped->len] = end;
    return mapped->origin;
}

void site_set_mapped(struct site *site, struct mapped *mapped, const struct doc *doc, size_t from,
                     size_t to)
{
    site->origin = mapped_origin(mapped, doc_origin(doc, to));
    site->text = mapped_text(mapped);
    site->at = (struct extent){ doc_origin(doc, from), doc_origin(doc, to) };
}

void site_cut(struct site *site, size_t from, size_t to)
{
    struct extent at = site_extent(site, from, to);
    site->text = str_slice(site->text, from, to);
    site->origin = site->origin ? site->origin + from : NULL;
    site->at = at;
}
