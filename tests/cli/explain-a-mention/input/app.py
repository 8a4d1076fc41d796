import os
from llama_index.core import VectorStoreIndex

# was meta-llama/Llama-2-7b-hf
API_KEY = "sk-abcdefghijklmnop1234567890abcdefghij"; x = "llama"
model = AutoModelForCausalLM.from_pretrained("meta-llama/Llama-3.1-8B-Instruct")
other = 128001
chat = ChatOpenAI(model=os.environ["MODEL"])
