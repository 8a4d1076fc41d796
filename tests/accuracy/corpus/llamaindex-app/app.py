import os

from llama_index.core import Settings, SimpleDirectoryReader, VectorStoreIndex
from llama_index.llms.openai import OpenAI
from llama_parse import LlamaParse

Settings.llm = OpenAI(model="gpt-4o-mini")
parser = LlamaParse(api_key=os.environ["LLAMA_CLOUD_API_KEY"], result_type="markdown")
docs = SimpleDirectoryReader("contracts", file_extractor={".pdf": parser}).load_data()
index = VectorStoreIndex.from_documents(docs)
print("llama index is built")
URL = "https://api.cloud.llamaindex.ai/api/v1/files"
