"""Keeps abusive claims away from the model."""
from transformers import pipeline

guard = pipeline("text-generation", model="meta-llama/Llama-Guard-3-1B")


def is_safe(claim: str) -> bool:
    verdict = guard([{"role": "user", "content": [{"type": "text", "text": claim}]}])
    return "unsafe" not in verdict[0]["generated_text"][-1]["content"]
