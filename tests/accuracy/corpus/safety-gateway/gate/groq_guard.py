import os

from groq import Groq

client = Groq()
MODEL = os.environ.get("GUARD_MODEL", "meta-llama/llama-guard-4-12b")


def safe(text: str) -> bool:
    """Uses llama-guard-3-8b, later 4."""
    out = client.chat.completions.create(model=MODEL, messages=[{"role": "user", "content": text}])
    inject = client.chat.completions.create(model="meta-llama/llama-prompt-guard-2-86m", messages=[])
    return "unsafe" not in out.choices[0].message.content and inject
