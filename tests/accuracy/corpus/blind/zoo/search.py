from llama_index.core import VectorStoreIndex
from llama_index.llms.mistralai import MistralAI

llm = MistralAI(model="open-mistral-7b")
TEMPLATE = "[INST] {q} [/INST]"
