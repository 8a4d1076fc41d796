import os

# expect: id
MODEL = "meta-llama/Llama-3.1-8B-Instruct"
# expect: id
DEFAULT = os.getenv("CHAT_MODEL", "llama3.2:3b")
# expect: none
OTHER = "Qwen/Qwen3-8B"


def answer(client, question):
    return client.chat.completions.create(
        # expect: id
        model="meta-llama/Llama-3.3-70B-Instruct-Turbo",
        messages=[{"role": "user", "content": question}],
    )


# expect: none
from llama_index.core import VectorStoreIndex

# expect: none
PRICES = "https://api.llama.fi/prices/current"

FALLBACKS = [
    # expect: id
    "llama-3.1-8b-instant",
    # expect: none
    "openai/gpt-oss-20b",
]
