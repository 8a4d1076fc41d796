# expect: llama-cpp
from llama_cpp import Llama

# expect: gguf
PATH = "qwen2.5-7b.Q4_K_M.gguf"
# expect: none
NAME = "qwen2.5-7b"
