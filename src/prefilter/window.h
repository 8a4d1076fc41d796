/**
 * Four neighbouring bytes of a text, folded so that A-Z and a-z are the same.
 */
#ifndef PREFILTER_WINDOW_H
#define PREFILTER_WINDOW_H

#include <stdint.h>
#include <string.h>

enum { WINDOW = 4, WINDOW_FOLD = 0x20 };

static const uint32_t WINDOW_FOLD_ALL = WINDOW_FOLD * 0x01010101u;
static const uint32_t WINDOW_MULTIPLIER = 0x9e3779b1u;

static inline uint32_t window_load(const char *at)
{
    uint32_t window;
    memcpy(&window, at, sizeof window);
    return window;
}

/** Equal only for windows whose folded bytes are. */
static inline uint32_t window_hash(uint32_t window)
{
    return (window | WINDOW_FOLD_ALL) * WINDOW_MULTIPLIER;
}

#endif
