import os

import ollama

MODEL = os.getenv("CHAT_MODEL", "llama3.1:8b")
BIG_MODEL = os.environ.get("BIG_MODEL") or "llama3.3:70b"
VISION_MODEL = os.environ["VISION_MODEL"]


def ask(question: str) -> str:
    reply = ollama.chat(
        model=MODEL,
        messages=[{"role": "user", "content": question}],
    )
    return reply["message"]["content"]


def look(path: str) -> str:
    reply = ollama.chat(model="llama3.2-vision:11b", messages=[{"role": "user", "images": [path]}])
    return reply["message"]["content"]


def embed(text: str) -> list[float]:
    return ollama.embeddings(model="nomic-embed-text", prompt=text)["embedding"]
