/**
 * Which text encoding some bytes are in, and UTF-8 from UTF-16 and UTF-32.
 */
#ifndef WALK_ENCODING_H
#define WALK_ENCODING_H

#include "base/buf.h"

enum encoding {
    ENCODING_BYTES, /* UTF-8, or any other that has ASCII in it: read as it is */
    ENCODING_BINARY,
    ENCODING_UTF16_LE,
    ENCODING_UTF16_BE,
    ENCODING_UTF32_LE,
    ENCODING_UTF32_BE,
};

/**
 * Judges by the first bytes of a file (BINARY_PROBE_BYTES of them are enough): a byte order mark,
 * or a NUL, which text has only where every other byte of it is one.
 */
enum encoding encoding_guess(struct str start);

/**
 * Appends `bytes` as UTF-8, without a byte order mark; what is no character becomes U+FFFD.
 * False when so much is none that the guess must have been wrong; `out` is unchanged then.
 */
bool encoding_convert(enum encoding encoding, struct str bytes, struct buf *out);

#endif
