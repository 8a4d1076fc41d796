/**
 * What went wrong in the user's environment, on its way up to main.
 *
 * A function that can fail takes `struct err *err` last and returns bool; err_set and err_wrap
 * return false, so failing is one line. Messages are lower case without a full stop, place first,
 * then what was seen, then what to do: "rules/x.yaml:3: unknown key 'titel', did you mean 'title'?"
 */
#ifndef BASE_ERR_H
#define BASE_ERR_H

#include <stdbool.h>

#include "base/attr.h"

enum err_code {
    ERR_NONE = 0,
    ERR_USAGE,  /* a wrong flag, argument or configuration */
    ERR_SYNTAX, /* a file of ours or the user's that does not parse or check */
    ERR_IO,     /* the operating system said no */
    ERR_GIT,    /* libgit2 said no */
    ERR_LIMIT,  /* a bound of base/limits.h on something that is not a scanned file */
    ERR_INTERNAL,
};

struct err {
    enum err_code code;
    char text[1024];
};

/** Fills `err` and returns false. Too long a text is cut. */
bool err_set(struct err *err, enum err_code code, const char *format, ...) PRINTF_LIKE(3, 4);

/** Puts "<what>: " before the text that is there already and returns false. */
bool err_wrap(struct err *err, const char *format, ...) PRINTF_LIKE(2, 3);

#endif
