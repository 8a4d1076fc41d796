/**
 * What the tool says about its own work, on stderr, when -v asks for it.
 *
 * Nothing that a user must know goes here: that belongs in the report or in a struct err.
 */
#ifndef BASE_LOG_H
#define BASE_LOG_H

#include "base/attr.h"

/** 0 says nothing, 1 what stages do (-v), 2 every document (-vv). Set once by main. */
void log_set_level(int level);
int log_level(void);

/** One line, "llama-audit: " before it; no line break in the format. */
void log_info(const char *format, ...) PRINTF_LIKE(1, 2);
void log_debug(const char *format, ...) PRINTF_LIKE(1, 2);

#endif
