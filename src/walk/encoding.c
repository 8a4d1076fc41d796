#include "walk/encoding.h"

#include "base/limits.h"

enum { REPLACEMENT = 0xfffd, BYTE_ORDER_MARK = 0xfeff };

/**
 * UTF-16 without a byte order mark: nearly every unit is an ASCII character, so the NULs stand in
 * one of the two columns only.
 */
static enum encoding guess_utf16(struct str start)
{
    size_t units = start.len / 2;
    size_t little = 0;
    size_t big = 0;
    for (size_t i = 0; i < units; i++) {
        unsigned char a = (unsigned char)start.ptr[2 * i];
        unsigned char b = (unsigned char)start.ptr[2 * i + 1];
        if (a == 0 && b == 0)
            return ENCODING_BINARY;
        little += b == 0 && (a >= ' ' || ascii_space((char)a)) && a < 0x7f;
        big += a == 0 && (b >= ' ' || ascii_space((char)b)) && b < 0x7f;
    }
    /* Three in four: the rest may be another script, a dash, a quotation mark. */
    if (units >= 4 && big == 0 && little >= units - units / 4)
        return ENCODING_UTF16_LE;
    if (units >= 4 && little == 0 && big >= units - units / 4)
        return ENCODING_UTF16_BE;
    return ENCODING_BINARY;
}

enum encoding encoding_guess(struct str start)
{
    start = str_slice(start, 0, BINARY_PROBE_BYTES);
    if (str_starts(start, ((struct str){ "\xff\xfe\0\0", 4 })))
        return ENCODING_UTF32_LE;
    if (str_starts(start, ((struct str){ "\0\0\xfe\xff", 4 })))
        return ENCODING_UTF32_BE;
    if (str_starts(start, STR("\xff\xfe")))
        return ENCODING_UTF16_LE;
    if (str_starts(start, STR("\xfe\xff")))
        return ENCODING_UTF16_BE;
    if (start.len == 0 || !memchr(start.ptr, '\0', start.len))
        return ENCODING_BYTES;
    return guess_utf16(start);
}

static void add_utf8(struct buf *out, uint32_t c)
{
    if (c < 0x80) {
        buf_char(out, (char)c);
    } else if (c < 0x800) {
        buf_char(out, (char)(0xc0 | c >> 6));
        buf_char(out, (char)(0x80 | (c & 0x3f)));
    } else if (c < 0x10000) {
        buf_char(out, (char)(0xe0 | c >> 12));
        buf_char(out, (char)(0x80 | (c >> 6 & 0x3f)));
        buf_char(out, (char)(0x80 | (c & 0x3f)));
    } else {
        buf_char(out, (char)(0xf0 | c >> 18));
        buf_char(out, (char)(0x80 | (c >> 12 & 0x3f)));
        buf_char(out, (char)(0x80 | (c >> 6 & 0x3f)));
        buf_char(out, (char)(0x80 | (c & 0x3f)));
    }
}

/** The unit of `size` bytes (2 or 4) at `at`. */
static uint32_t unit_at(struct str bytes, size_t at, size_t size, bool little)
{
    uint32_t unit = 0;
    for (size_t i = 0; i < size; i++) {
        unsigned char byte = (unsigned char)bytes.ptr[at + (little ? size - 1 - i : i)];
        unit = unit << 8 | byte;
    }
    return unit;
}

static bool is_surrogate(uint32_t unit, uint32_t start)
{
    return unit >= start && unit < start + 0x400;
}

bool encoding_convert(enum encoding encoding, struct str bytes, struct buf *out)
{
    size_t size = encoding == ENCODING_UTF32_LE || encoding == ENCODING_UTF32_BE ? 4 : 2;
    bool little = encoding == ENCODING_UTF16_LE || encoding == ENCODING_UTF32_LE;
    size_t start = out->len;
    size_t characters = 0;
    size_t wrong = bytes.len % size != 0;

    for (size_t at = 0; at + size <= bytes.len; at += size) {
        uint32_t c = unit_at(bytes, at, size, little);
        if (at == 0 && c == BYTE_ORDER_MARK)
            continue;
        characters++;
        if (size == 2 && is_surrogate(c, 0xd800) && at + 2 * size <= bytes.len) {
            uint32_t low = unit_at(bytes, at + size, size, little);
            if (is_surrogate(low, 0xdc00)) {
                c = 0x10000 + ((c - 0xd800) << 10) + (low - 0xdc00);
                at += size;
            }
        }
        if (c == 0 || c > 0x10ffff || is_surrogate(c, 0xd800) || is_surrogate(c, 0xdc00)) {
            c = REPLACEMENT;
            wrong++;
        }
        add_utf8(out, c);
    }
    if (wrong > 1 + characters / 16) {
        out->len = start;
        return false;
    }
    return true;
}
