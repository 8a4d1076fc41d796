./main -m llama.cpp/models/gemma-2-2b.Q8_0.gguf
