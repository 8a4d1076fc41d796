#include "base/buf.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/arena.h"

enum { FIRST_CAPACITY = 4096 };

char *buf_reserve(struct buf *buf, size_t more)
{
    if (more > SIZE_MAX / 2 - buf->len)
        out_of_memory();
    size_t need = buf->len + more;
    if (need > buf->capacity) {
        size_t capacity = buf->capacity ? buf->capacity : FIRST_CAPACITY;
        while (capacity < need)
            capacity *= 2;
        char *grown = realloc(buf->ptr, capacity);
        if (!grown)
            out_of_memory();
        buf->ptr = grown;
        buf->capacity = capacity;
    }
    return buf->ptr + buf->len;
}

void buf_add(struct buf *buf, struct str text)
{
    if (text.len == 0)
        return;
    memcpy(buf_reserve(buf, text.len), text.ptr, text.len);
    buf->len += text.len;
}

void buf_char(struct buf *buf, char c)
{
    *buf_reserve(buf, 1) = c;
    buf->len++;
}

void buf_puts(struct buf *buf, const char *text)
{
    buf_add(buf, str_from(text));
}

void buf_vprintf(struct buf *buf, const char *format, va_list args)
{
    va_list again;
    va_copy(again, args);
    int len = vsnprintf(NULL, 0, format, again);
    va_end(again);
    if (len <= 0)
        return;
    vsnprintf(buf_reserve(buf, (size_t)len + 1), (size_t)len + 1, format, args);
    buf->len += (size_t)len;
}

void buf_printf(struct buf *buf, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    buf_vprintf(buf, format, args);
    va_end(args);
}

void buf_fill(struct buf *buf, char c, int count)
{
    if (count <= 0)
        return;
    memset(buf_reserve(buf, (size_t)count), c, (size_t)count);
    buf->len += (size_t)count;
}

void buf_reset(struct buf *buf)
{
    buf->len = 0;
}

void buf_release(struct buf *buf)
{
    if (!buf)
        return;
    free(buf->ptr);
    *buf = (struct buf){ 0 };
}
