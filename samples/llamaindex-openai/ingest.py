"""Reads the handbook into the index."""
import os
import sys

from llama_index.core import SimpleDirectoryReader, StorageContext, VectorStoreIndex
from llama_index.vector_stores.qdrant import QdrantVectorStore
from llama_parse import LlamaParse
from qdrant_client import QdrantClient

import settings  # noqa: F401

parser = LlamaParse(api_key=os.environ["LLAMA_CLOUD_API_KEY"], result_type="markdown")
store = QdrantVectorStore(client=QdrantClient(url=os.environ["QDRANT_URL"]), collection_name="handbook")

documents = SimpleDirectoryReader(sys.argv[1], file_extractor={".pdf": parser}).load_data()
VectorStoreIndex.from_documents(
    documents, storage_context=StorageContext.from_defaults(vector_store=store)
)
