/**
 * Text of unknown origin, made safe for where it is printed. A scanned repository can put anything
 * into a path, a key or a value: control characters for a terminal, markup, commands of a CI log.
 */
#ifndef REPORT_ESCAPE_H
#define REPORT_ESCAPE_H

#include "base/buf.h"

/**
 * Adds valid UTF-8: bytes that are not become U+FFFD, control characters (tab and line break too)
 * and the invisible ones that reorder text become \xNN or \u{NNNN}.
 */
void escape_terminal(struct buf *out, struct str text);

/** The same, but line breaks stay: for formats with a spelling of their own for them. */
void escape_lines(struct buf *out, struct str text);

/**
 * Adds JSON text, valid UTF-8, with the characters that cJSON prints as they are though they are
 * not to be seen (DEL, C1 controls, those that reorder text) as \uNNNN: only strings hold them.
 */
void escape_json(struct buf *out, struct str json);

/** Adds valid UTF-8: bytes that are not, and NUL, become U+FFFD. Nothing else changes. */
void escape_utf8(struct buf *out, struct str text);

/** True when all of it is valid UTF-8 without NUL. */
bool is_clean_utf8(struct str text);

/** Adds a relative path as a URI reference: everything but unreserved characters and '/' as %XX. */
void escape_uri_path(struct buf *out, struct str path);

/** Adds text in which nothing is markup: Markdown, HTML, mentions of people, references to issues. */
void escape_markdown(struct buf *out, struct str text);

/** The same in code quotes, with a fence longer than any run of backticks in it. */
void escape_markdown_code(struct buf *out, struct str text);

/** Adds base64, for paths that are not UTF-8. */
void escape_base64(struct buf *out, struct str bytes);

/** Columns that the UTF-8 text takes on a terminal. */
size_t text_width(struct str text);

#endif
