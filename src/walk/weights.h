/**
 * Model weights, by their first bytes: binary files of which the beginning says what they hold.
 */
#ifndef WALK_WEIGHTS_H
#define WALK_WEIGHTS_H

#include "base/str.h"

/** "gguf" or "safetensors", whatever the file is called; NULL for anything else. */
const char *weights_format(struct str start);

#endif
