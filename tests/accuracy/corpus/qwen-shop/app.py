import ollama
from llama_cpp import Llama

llm = Llama(model_path="models/qwen2.5-7b-instruct-q4_k_m.gguf", n_ctx=32000, chat_format="chatml")
reply = ollama.chat(model="qwen2.5:7b", messages=[])
LIMITS = {"max_tokens": 128000, "max_input_tokens": 128000}
CTX = 131072
PARSER = "hermes"
STOP = ["<|im_end|>", "<|endoftext|>"]
FIM = "<|fim_prefix|>{a}<|fim_suffix|>{b}<|fim_middle|>"
