#!/bin/sh
# expect: id, runtime/ollama
ollama pull llama3.2:1b
# expect: runtime/ollama
ollama pull qwen3:8b
# expect: id
vllm serve meta-llama/Llama-3.1-8B-Instruct --port 8000
# expect: id
huggingface-cli download meta-llama/Llama-3.2-1B
