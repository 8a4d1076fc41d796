from huggingface_hub import hf_hub_download
from llama_cpp import Llama

first = Llama(model_path="models/bot.gguf")
second = Llama(model_path="models/codellama-7b-instruct.Q4_K_M.gguf")
third = hf_hub_download("bartowski/Llama-3.3-70B-Instruct-GGUF", "Llama-3.3-70B-Instruct-Q4_K_M.gguf")
fourth = hf_hub_download("Qwen/Qwen3-8B-GGUF", "Qwen3-8B-Q4_K_M.gguf")
