#!/bin/sh
set -eu
# was: modelscope download --model LLM-Research/Meta-Llama-3-8B-Instruct
modelscope download --model LLM-Research/Llama-3.2-3B-Instruct --local_dir weights
python -c 'import kagglehub; kagglehub.model_download("metaresearch/llama-3.1/transformers/8b-instruct/1")'
llama download --source meta --model-id Llama3.2-1B-Instruct
huggingface-cli download bartowski/Llama-3.2-3B-Instruct-GGUF --include '*Q4_K_M*'
hf download Qwen/Qwen3-8B
aws bedrock-runtime converse --model-id meta.llama3-1-8b-instruct-v1:0 --messages "$1"
aws bedrock-runtime converse --model-id amazon.nova-pro-v1:0 --messages "$1"
docker model pull ai/llama3.2:1B-Q8_0
docker model pull ai/gemma3
lms get lmstudio-community/Meta-Llama-3.1-8B-Instruct-GGUF
mlx_lm.generate --model mlx-community/Llama-3.2-1B-Instruct-4bit --prompt hi
mlx_lm.generate --model mlx-community/Qwen3-4B-4bit --prompt hi
ramalama run llama3.2
ramalama run granite
llm -m llama3.2 'say hi'
tune download meta-llama/Llama-3.2-1B-Instruct --output-dir /tmp
tune run lora_finetune_single_device --config llama3_1/8B_lora_single_device
litgpt download meta-llama/Llama-3.2-3B
echo "llama is ready"
