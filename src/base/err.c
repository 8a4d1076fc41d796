#include "base/err.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

bool err_set(struct err *err, enum err_code code, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    vsnprintf(err->text, sizeof err->text, format, args);
    va_end(args);
    err->code = code;
    return false;
}

bool err_wrap(struct err *err, const char *format, ...)
{
    char inner[sizeof err->text];
    memcpy(inner, err->text, sizeof inner);

    va_list args;
    va_start(args, format);
    int len = vsnprintf(err->text, sizeof err->text, format, args);
    va_end(args);
    if (len < 0)
        len = 0;
    if ((size_t)len >= sizeof err->text)
        len = sizeof err->text - 1;
    /* What does not fit is cut at the end; the place, which stands first, stays. */
    for (const char *more[] = { ": ", inner, NULL }, **part = more; *part; part++) {
        for (const char *c = *part; *c && (size_t)len + 1 < sizeof err->text; c++)
            err->text[len++] = *c;
    }
    err->text[len] = '\0';
    return false;
}
