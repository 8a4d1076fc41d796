/**
 * Bytes that grow: what reporters write into, and what files are read into.
 *
 * Lifetime: heap; `{0}` is empty and ready, buf_release gives the memory back, buf_reset keeps it.
 * Errors:   out of memory stops the program, like an arena.
 */
#ifndef BASE_BUF_H
#define BASE_BUF_H

#include <stdarg.h>
#include <stddef.h>

#include "base/attr.h"
#include "base/str.h"

struct buf {
    char *ptr;
    size_t len;
    size_t capacity;
};

/** Room for `more` bytes behind the end; returns where they go. Add what was used to `len`. */
char *buf_reserve(struct buf *buf, size_t more);

void buf_add(struct buf *buf, struct str text);
void buf_char(struct buf *buf, char c);
void buf_puts(struct buf *buf, const char *text);
void buf_printf(struct buf *buf, const char *format, ...) PRINTF_LIKE(2, 3);
void buf_vprintf(struct buf *buf, const char *format, va_list args);
/** `c` so many times; zero or fewer adds nothing. */
void buf_fill(struct buf *buf, char c, int count);

static inline struct str buf_str(const struct buf *buf)
{
    return (struct str){ buf->ptr, buf->len };
}

void buf_reset(struct buf *buf);
void buf_release(struct buf *buf);

#endif
