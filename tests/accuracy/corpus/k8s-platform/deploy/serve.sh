#!/usr/bin/env bash
set -euo pipefail

MODEL="${MODEL:-meta-llama/Llama-3.3-70B-Instruct}"
# python -m vllm.entrypoints.openai.api_server --model meta-llama/Llama-2-70b-hf
log() { echo "[serve] $*"; }
log "starting llama server"

python -m sglang.launch_server --model-path meta-llama/Llama-3.1-8B-Instruct \
    --tool-call-parser llama3 \
    --chat-template llama-3-instruct &

vllm serve "$MODEL" \
    --chat-template ./template_llama3.jinja \
    --speculative-config '{"model": "yuhuili/EAGLE3-LLaMA3.1-Instruct-8B", "num_speculative_tokens": 5}'

cat > /etc/llm.env <<'ENV'
MODEL=meta-llama/Llama-3.2-11B-Vision-Instruct
ENV

docker model run ai/llama3.2 "hello"
aws bedrock-runtime converse --model-id us.meta.llama3-1-70b-instruct-v1:0 --messages '[]'
ramalama serve llama3.2
llama download --source meta --model-id Llama3.1-8B-Instruct
llama stack run starter
lms get lmstudio-community/Meta-Llama-3.1-8B-Instruct-GGUF
python -m mlx_lm.server --model mlx-community/Llama-3.2-3B-Instruct-4bit
python -m vllm.entrypoints.openai.api_server --model Qwen/Qwen2.5-7B-Instruct --tool-call-parser hermes
