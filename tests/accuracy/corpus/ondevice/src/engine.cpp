#include "llama.h"
#include "prompt.h"
#include <cstdio>
#include <string>

// Wraps llama.cpp for one conversation.
static const std::string kDefaultModel = "models/Llama-3.2-1B-Instruct-Q4_K_M.gguf";
static const char *kFallback = "models/phi-3.5-mini-instruct.Q4_K_M.gguf";

bool Engine::open(const std::string &path) {
    llama_model_params params = llama_model_default_params();
    model_ = llama_model_load_from_file(path.c_str(), params);
    if (!model_) {
        fprintf(stderr, "cannot load llama weights from %s\n", path.c_str());
        model_ = llama_model_load_from_file(kDefaultModel.c_str(), params);
    }
    return model_ != nullptr;
}

bool Engine::is_stop(int token) {
    return token == 128009 || token == 128001;
}

std::string Engine::wrap(const std::string &user) {
    return "<|start_header_id|>user<|end_header_id|>\n\n" + user + "<|eot_id|>";
}

int Engine::window() const { return 32000; }
