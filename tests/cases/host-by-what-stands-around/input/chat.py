import requests

MODEL = "llama3.1"


def ask(question):
    return requests.post("http://ollama:11434/api/generate", json={"model": MODEL, "prompt": question})
