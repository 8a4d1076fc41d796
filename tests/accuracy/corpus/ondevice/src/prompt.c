#include "prompt.h"

#include <stdio.h>

/* Llama 3 chat format; see the model card. */
#define BOT "<|begin_of_text|>"
#define EOT "<|eot_id|>"
#define EOT_ID 128009
#define VOCAB_SIZE 128256
#define MAX_TIMER_MS 128000

#if 0
#define BOT "<s>[INST]"
#endif

int prompt_format(char *out, size_t size, const char *user)
{
    return snprintf(out, size,
                    BOT "<|start_header_id|>user<|end_header_id|>\n\n"
                        "%s" EOT "<|start_header_id|>assistant<|end_header_id|>\n\n",
                    user);
}
