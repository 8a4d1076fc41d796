#include "walk/weights.h"

/* The magic is four letters, with which a text may begin as well. A version behind it is a small
 * number in one byte order or the other. */
static bool is_gguf(struct str start)
{
    enum { MAGIC_BYTES = 4, VERSION_BYTES = 4 };
    if (!str_starts(start, STR("GGUF")) || start.len < MAGIC_BYTES + VERSION_BYTES)
        return false;
    const char *version = start.ptr + MAGIC_BYTES;
    return (version[2] == 0 && version[3] == 0) || (version[0] == 0 && version[1] == 0);
}

/* Eight bytes of header length, far from using them all, then JSON. */
static bool is_safetensors(struct str start)
{
    return start.len > 9 && start.ptr[5] == 0 && start.ptr[6] == 0 && start.ptr[7] == 0 &&
           start.ptr[8] == '{' && (start.ptr[9] == '"' || start.ptr[9] == '}');
}

const char *weights_format(struct str start)
{
    if (is_gguf(start))
        return "gguf";
    return is_safetensors(start) ? "safetensors" : NULL;
}
