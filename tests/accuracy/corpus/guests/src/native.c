#include <stdio.h>

#if 0
static const char *model = "meta-llama/Llama-2-7b-hf";
#else
static const char *model = "meta-llama/Llama-3.2-1B";
#endif

#if 0
#define EOT "<|eot_id|>"
# if USE_B
static const char *b = "llama3:8b";
# else
static const char *b = "llama3:70b";
# endif
#endif

#ifdef USE_GUARD
static const char *guard = "meta-llama/Llama-Guard-3-1B";
#endif

#if 1
static const char *live = "llama3.1:8b";
#else
static const char *never = "llama2:7b";
#endif

int main(void)
{
    puts(model);
    return printf("%s is no llama3.1:8b\n", live);
}
