"""Asks the index one question."""
import os
import sys

from llama_index.core import VectorStoreIndex
from llama_index.vector_stores.qdrant import QdrantVectorStore
from qdrant_client import QdrantClient

import settings  # noqa: F401

store = QdrantVectorStore(client=QdrantClient(url=os.environ["QDRANT_URL"]), collection_name="handbook")
print(VectorStoreIndex.from_vector_store(store).as_query_engine().query(sys.argv[1]))
