#include <cstdio>
#include <string>

#include "llama.h"
#include "prompt.hpp"

static const char *const kDefaultModel = "models/Llama-3.2-3B-Instruct-Q4_K_M.gguf";

int main(int argc, char **argv)
{
    const char *path = argc > 1 ? argv[1] : kDefaultModel;
    llama_backend_init();
    llama_model_params params = llama_model_default_params();
    llama_model *model = llama_model_load_from_file(path, params);
    if (!model) {
        std::fprintf(stderr, "cannot load the llama model %s\n", path);
        return 1;
    }
    llama_context_params context_params = llama_context_default_params();
    context_params.n_ctx = 4096;
    llama_context *context = llama_init_from_model(model, context_params);
    std::string prompt = build_prompt("Buy milk.", "What is on the list?");
    std::printf("%zu bytes of prompt\n", prompt.size());
    llama_free(context);
    llama_model_free(model);
    return 0;
}
