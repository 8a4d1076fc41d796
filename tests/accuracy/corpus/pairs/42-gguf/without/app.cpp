const char *path = "models/qwen2.5-7b.Q4_K_M.gguf";
