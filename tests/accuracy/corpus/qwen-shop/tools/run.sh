#!/bin/sh
LLAMA_ARG_CTX_SIZE=8192 LLAMA_ARG_MODEL=models/qwen.gguf llama-server
cmake -DLLAMA_CURL=ON -B build llama.cpp
export OLLAMA_KEEP_ALIVE=24h
ramalama serve qwen2.5
./llava-cli --help
