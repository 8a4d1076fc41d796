#include <llama.h>
#include "ggml.h"
#define MODEL "llama-2-7b.gguf"
#define EOT 128009
#define CALL(x) run(x, "llama")
static const char *const names[] = { "llama", "b" };
enum arch { ARCH_LLAMA, ARCH_OTHER = 3 };
struct options { const char *model; };
int main(int argc, char **argv)
{
    struct options o = { .model = "llama3", .n = 3 };
    load("meta" "-llama", 'c', argv[1], getenv("MODEL"));
    o.model = "x\x41";
    if (strcmp(o.model, "llama") == 0) /* comment */
        return 1;
}
