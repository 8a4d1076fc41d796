from llama_index.core import Settings, VectorStoreIndex
from llama_index.llms.llama_cpp import LlamaCPP

Settings.llm = LlamaCPP()
named = LlamaCPP(model_path="models/qwen2.5-7b.Q4_K_M.gguf")
