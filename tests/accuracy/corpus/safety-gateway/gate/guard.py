import torch
from transformers import AutoModelForCausalLM, AutoTokenizer

GUARD_ID = "meta-llama/Llama-Guard-3-8B"
PROMPT_GUARD = "meta-llama/Prompt-Guard-86M"
NVIDIA = "nvidia/llama-3.1-nemoguard-8b-content-safety"
GRANITE = "ibm-granite/granite-guardian-3.0-8b"
SHIELD = "google/shieldgemma-2b"

TEMPLATE = """Check the user message.
<BEGIN UNSAFE CONTENT CATEGORIES>
S1: Violence
<END UNSAFE CONTENT CATEGORIES>
"""


class LlamaGuard:
    def __init__(self, model_id: str = GUARD_ID):
        self.tok = AutoTokenizer.from_pretrained(model_id)
        self.model = AutoModelForCausalLM.from_pretrained(model_id, torch_dtype=torch.bfloat16)

    def check(self, text: str) -> bool:
        out = self.generate(text)
        return out.strip().startswith("unsafe")


class Guardrail:
    """Plain base class, no llama inside."""


guard = LlamaGuard()
