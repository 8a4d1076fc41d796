const char *path = "models/llama-2-7b.Q4_K_M.gguf";
