#include "base/log.h"

#include <stdarg.h>
#include <stdio.h>

static int level; /* the one global that is set: how much to say, by main, before any work */

void log_set_level(int wanted)
{
    level = wanted;
}

int log_level(void)
{
    return level;
}

static void say(const char *format, va_list args)
{
    /* One write per line, so that lines of several workers do not mix. */
    char line[1024];
    vsnprintf(line, sizeof line, format, args);
    fprintf(stderr, "llama-audit: %s\n", line);
}

void log_info(const char *format, ...)
{
    if (level < 1)
        return;
    va_list args;
    va_start(args, format);
    say(format, args);
    va_end(args);
}

void log_debug(const char *format, ...)
{
    if (level < 2)
        return;
    va_list args;
    va_start(args, format);
    say(format, args);
    va_end(args);
}
