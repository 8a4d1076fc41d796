/**
 * Writing for a terminal: colour, columns, links. Everything that comes from a scanned repository
 * is escaped here.
 *
 * Units: columns are those of a terminal; a wide character takes two.
 */
#ifndef REPORT_SCREEN_H
#define REPORT_SCREEN_H

#include "report/reporter.h"

enum ink { INK_PLAIN, INK_BOLD, INK_DIM, INK_RED, INK_GREEN, INK_YELLOW, INK_CYAN, INK_ALARM };

struct screen {
    struct buf *out;
    const struct report *report;
    const struct style *style;
    size_t width; /* of a line; never 0 */
};

void screen_start(struct screen *screen, const struct report *report, const struct style *style,
                struct buf *out);

/** Everything between the two is in that colour. */
void screen_ink(const struct screen *screen, enum ink ink);
void screen_end(const struct screen *screen, enum ink ink);

/** Text of our own, in a colour. */
void screen_put(const struct screen *screen, enum ink ink, const char *text);
void screen_printf(const struct screen *screen, enum ink ink, const char *format, ...)
    PRINTF_LIKE(3, 4);

/** Adds blanks so that text of `used` columns takes `columns`. */
void screen_pad(const struct screen *screen, size_t used, size_t columns);

/** Any text, escaped; what is wider than `columns` ends in "…". Returns the columns it took. */
size_t screen_cut(const struct screen *screen, enum ink ink, struct str text, size_t columns);

/**
 * The line around what was found, which is emphasised; when the line is too wide, the part with it.
 */
void screen_line(const struct screen *screen, struct str line, struct str found, size_t columns);

/**
 * Words in lines that fit, the following ones indented; the last of `most` lines ends in "…" when
 * more would follow (0: any number). Ends with a line break.
 *
 * column: where the first word stands.
 */
void screen_wrap(const struct screen *screen, enum ink ink, struct str text, size_t column,
               size_t indent, size_t most);

/** A path, or a path and a line (from 1), a link where the terminal has them. Never cut. */
void screen_place(const struct screen *screen, enum ink ink, struct str path, uint32_t line);
/** The columns that screen_place takes. */
size_t screen_place_width(struct str path, uint32_t line);

/** Pieces beside each other that are not broken, in as many lines as they need. */
struct flow {
    const struct screen *screen;
    size_t indent;
    size_t column;
    bool begun; /* a piece stands on this line */
};

/** column: where the first piece stands. */
struct flow flow_start(const struct screen *screen, size_t column, size_t indent);

/**
 * Makes room for a piece of that width: writes `separator`, or a line break when it does not fit.
 * The caller then writes the piece.
 */
void flow_next(struct flow *flow, const char *separator, size_t width);

/** A piece of text of our own or from a repository. */
void flow_add(struct flow *flow, const char *separator, enum ink ink, struct str text);
void flow_printf(struct flow *flow, const char *separator, enum ink ink, const char *format, ...)
    PRINTF_LIKE(4, 5);
void flow_place(struct flow *flow, const char *separator, struct str path, uint32_t line);

/** True when a piece of that width still fits on this line. */
bool flow_fits(const struct flow *flow, const char *separator, size_t width);

const char *plural(size_t count, const char *one, const char *many);

#endif
