from __future__ import annotations

import logging
import os
from dataclasses import dataclass, field

from litellm import completion

logger = logging.getLogger(__name__)

DEFAULT = os.environ.get("PLANNER_MODEL", "openrouter/meta-llama/llama-4-scout")
L4_STOPS = ("<|eot|>", "<|eom|>")
L4_HEADER = "<|header_start|>{role}<|header_end|>\n\n"


@dataclass
class Planner:
    """Plans a trip.

    >>> Planner(model="ollama/llama3.2")
    """

    model: str = "openrouter/meta-llama/llama-4-maverick"
    backups: list[str] = field(default_factory=lambda: ["groq/llama-3.3-70b-versatile", "gpt-4o-mini"])
    stop_ids: tuple[int, ...] = (200001, 200007, 200008)
    max_tokens: int = 32000

    def plan(self, wish: str) -> str:
        logger.debug("llama plans %s", wish)
        for model in [self.model, *self.backups]:
            try:
                return completion(model=model, messages=[{"role": "user", "content": wish}]).choices[0].message.content
            except Exception:
                logger.exception("llama-4-maverick failed")
        raise RuntimeError("every llama is busy")

    def extract(self, text: str) -> str:
        return completion(
            model="together_ai/meta-llama/Llama-3.3-70B-Instruct-Turbo-Free",
            messages=[{"role": "user", "content": text}],
        )
