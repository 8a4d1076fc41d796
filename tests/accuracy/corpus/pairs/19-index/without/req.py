from llama_index.core import VectorStoreIndex
