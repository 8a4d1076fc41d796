#!/bin/sh
MODEL="${1:-meta-llama/Llama-3.1-8B-Instruct}"
vllm serve "$MODEL" --port 8000
ollama pull "$PULLED"
vllm serve Qwen/Qwen3-8B
