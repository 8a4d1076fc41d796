"""HTTP interface of the support bot."""
import os

import ollama
from fastapi import FastAPI
from pydantic import BaseModel

from app.prompts import SYSTEM_PROMPT, render_history

MODEL = os.getenv("OLLAMA_MODEL", "llama3.1:8b")
MAX_TURNS = 12

app = FastAPI(title="support-bot")
client = ollama.Client(host=os.environ["OLLAMA_HOST"])


class Question(BaseModel):
    text: str
    history: list[dict] = []


@app.post("/ask")
def ask(question: Question) -> dict:
    messages = [{"role": "system", "content": SYSTEM_PROMPT}]
    messages += question.history[-MAX_TURNS:]
    messages.append({"role": "user", "content": question.text})
    answer = client.chat(
        model=MODEL,
        messages=messages,
        options={"num_ctx": 16384, "temperature": 0.2},
    )
    return {"answer": answer["message"]["content"]}


@app.post("/summarise")
def summarise(question: Question) -> dict:
    prompt = render_history(question.history)
    answer = client.generate(model="llama3.2:1b", prompt=prompt, raw=True)
    return {"summary": answer["response"]}
