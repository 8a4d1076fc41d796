./main -m llama.cpp/models/Llama-3.2-1B.Q8_0.gguf
