/**
 * Lines of small formats: where each begins and ends, with or without CR.
 */
#ifndef PARSE_LINES_H
#define PARSE_LINES_H

#include "base/str.h"

/** A walk over the lines of a text. Zero but for the text, it stands before the first. */
struct lines {
    struct str text;
    size_t from;   /* of the current line */
    size_t to;     /* its end, without CR and LF */
    size_t next;   /* where the next line begins */
    size_t number; /* from 1 */
};

/** Moves to the next line; false behind the last. */
static inline bool lines_next(struct lines *lines)
{
    if (lines->next >= lines->text.len)
        return false;
    lines->from = lines->next;
    size_t end = str_find_char(lines->text, '\n', lines->from);
    lines->next = end == STR_NONE ? lines->text.len : end + 1;
    lines->to = end == STR_NONE ? lines->text.len : end;
    if (lines->to > lines->from && lines->text.ptr[lines->to - 1] == '\r')
        lines->to--;
    lines->number++;
    return true;
}

static inline struct str lines_text(const struct lines *lines)
{
    return str_slice(lines->text, lines->from, lines->to);
}

/** The first byte of [from, to) that is no blank or tab, or `to`. */
static inline size_t skip_blanks(struct str text, size_t from, size_t to)
{
    while (from < to && (text.ptr[from] == ' ' || text.ptr[from] == '\t'))
        from++;
    return from;
}

/** The end of [from, to) without blanks, tabs and line ends behind it. */
static inline size_t trim_end(struct str text, size_t from, size_t to)
{
    while (to > from && ascii_space(text.ptr[to - 1]))
        to--;
    return to;
}

#endif
