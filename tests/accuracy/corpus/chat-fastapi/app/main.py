import logging

from fastapi import FastAPI
from langchain_ollama import ChatOllama

from .prompts import build_prompt
from .settings import settings

log = logging.getLogger("teahouse")
app = FastAPI(title="Tea house", description="Chat backed by Llama")

llm = ChatOllama(model=settings.chat_model, base_url=settings.ollama_base_url)
judge = ChatOllama(model="llama3.1:70b", temperature=0)
tagger = ChatOllama(model="qwen2.5:3b")


@app.on_event("startup")
async def warm_up():
    log.info("warming up llama3.1:8b")
    await llm.ainvoke("hello")


@app.post("/chat")
async def chat(body: dict):
    if len(body["text"]) > 4000:
        raise ValueError("too long for Llama 3.1")
    model = body.get("model") or "llama3.2"
    print(f"asking llama with {len(body['text'])} characters")
    return {"answer": (await llm.ainvoke(build_prompt(body["text"]))).content, "model": model}
