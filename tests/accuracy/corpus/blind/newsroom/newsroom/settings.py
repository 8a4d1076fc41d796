from dataclasses import dataclass, field
import os

SUMMARY_MODEL = os.environ.get("NEWS_MODEL", "groq/llama-3.3-70b-versatile")
TITLE_MODEL = "qwen3:8b"
# SUMMARY_MODEL = "together_ai/meta-llama/Llama-3-70b-chat-hf"
FALLBACKS = [
    "openrouter/mistralai/mistral-small",
    "openrouter/nousresearch/hermes-3-llama-3.1-405b",
    "openrouter/google/gemma-3-27b-it",
]


@dataclass
class Guard:
    shield: str = "meta-llama/Llama-Guard-4-12B"
    categories: list = field(default_factory=lambda: ["S1", "S10"])
